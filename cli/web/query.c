// SPDX-License-Identifier: GPL-3.0-or-later
// From the form to the query language: what the box says, and the filters beside it as fields.
#include "web.h"

#include <string.h>

static const struct {
    enum tc_param param;
    const char *field;
} filters[] = {
    {TC_PARAM_TYPE, "loai"},      {TC_PARAM_ISSUER, "coquan"}, {TC_PARAM_PLACE, "tinh"},
    {TC_PARAM_YEAR, "nam"},       {TC_PARAM_TERM, "nhiemky"},  {TC_PARAM_SIGNER, "nguoiky"},
    {TC_PARAM_STATUS, "hieuluc"}, {TC_PARAM_FROM, "tu"},       {TC_PARAM_TO, "den"},
};

char *tc_page_query(const struct tc_request *request)
{
    struct tc_buf query = {0};
    const char *q = request->values[TC_PARAM_Q];
    bool is_filtered = false;
    for (size_t i = 0; i < TC_LENGTH(filters); i++)
        is_filtered = is_filtered || request->values[filters[i].param];
    // Filters hold for the whole of an alternative, not for its last part.
    bool is_wrapped = q && is_filtered && strstr(q, " OR ");
    if (q)
        tc_buf_printf(&query, is_wrapped ? "(%s)" : "%s", q);
    for (size_t i = 0; i < TC_LENGTH(filters); i++) {
        const char *value = request->values[filters[i].param];
        if (!value)
            continue;
        if (query.len)
            tc_buf_char(&query, ' ');
        bool is_plain =
            filters[i].param == TC_PARAM_YEAR || filters[i].param == TC_PARAM_FROM || filters[i].param == TC_PARAM_TO;
        tc_buf_printf(&query, is_plain ? "%s:" : "%s:\"", filters[i].field);
        for (const char *c = value; *c; c++)
            if (*c != '"')
                tc_buf_char(&query, *c);
        if (!is_plain)
            tc_buf_char(&query, '"');
    }
    return tc_buf_take(&query);
}

void tc_page_search_options(const struct tc_request *request, struct tc_search_options *ret)
{
    static const struct {
        const char *name;
        enum tc_sort sort;
    } sorts[] = {
        {"date", TC_SORT_DATE}, {"-date", TC_SORT_DATE_OLDEST}, {"number", TC_SORT_NUMBER}, {"cited", TC_SORT_CITED}};
    const char *sort = request->values[TC_PARAM_SORT], *fold = request->values[TC_PARAM_FOLD];
    unsigned page = tc_request_number(request, TC_PARAM_PAGE, 1);
    *ret = (struct tc_search_options){.limit = tc_request_number(request, TC_PARAM_LIMIT, 10)};
    ret->limit = ret->limit ? ret->limit : 10;
    ret->offset = (page ? page - 1 : 0) * ret->limit;
    ret->passages = request->values[TC_PARAM_PASSAGES] != NULL;
    ret->no_fold = fold && strcmp(fold, "0") == 0;
    for (size_t i = 0; sort && i < TC_LENGTH(sorts); i++)
        if (strcmp(sorts[i].name, sort) == 0)
            ret->sort = sorts[i].sort;
    ret->facets = (1U << TC_FACETS) - 1;
}
