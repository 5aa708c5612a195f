// SPDX-License-Identifier: GPL-3.0-or-later
#include "render_precedent.h"

#include <string.h>

static void put_term(enum tc_lang lang, const char *calendar, const char *term, struct tc_buf *ret)
{
    if (!strcmp(calendar, "assembly"))
        tc_buf_printf(ret, TC_T(lang, "Quốc hội khóa %s", "National Assembly, legislature %s"),
                      term + (strncmp(term, "QH", 2) ? 0 : 2));
    else if (!strcmp(calendar, "party"))
        tc_buf_printf(ret, TC_T(lang, "khóa %s", "congress term %s"), term);
    else
        tc_buf_printf(ret, TC_T(lang, "nhiệm kỳ %s", "term %s"), term);
}

void tc_put_precedent_group(enum tc_lang lang, const json_t *group, struct tc_buf *ret)
{
    const char *issuer = tc_json_text(group, "issuer"), *term = tc_json_text(group, "term");
    const char *calendar = tc_json_text(group, "calendar");
    tc_buf_str(ret, issuer ? issuer : TC_T(lang, "không rõ cơ quan", "issuer unknown"));
    tc_buf_str(ret, " · ");
    if (term && calendar)
        put_term(lang, calendar, term, ret);
    else
        tc_buf_str(ret, TC_T(lang, "không rõ nhiệm kỳ", "term unknown"));
}

const char *tc_precedent_relation(enum tc_lang lang, const json_t *source)
{
    static const struct {
        const char *name, *vi, *en;
    } relations[] = {
        {"first", "lần đầu", "first"}, {"repeated", "nhắc lại", "repeated"}, {"changed", "sửa lại", "changed"}};
    const char *name = tc_json_text(source, "relation");
    for (size_t i = 0; name && i < TC_LENGTH(relations); i++) {
        if (!strcmp(relations[i].name, name))
            return TC_T(lang, relations[i].vi, relations[i].en);
    }
    return "";
}

void tc_put_precedent_source(enum tc_lang lang, const json_t *source, struct tc_buf *ret)
{
    const char *key = tc_json_text(source, "key"), *title = tc_json_text(source, "title");
    const char *date = tc_json_text(source, "date"), *issuer = tc_json_text(source, "issuer");
    size_t copies = json_array_size(json_object_get(source, "copies"));
    if (key)
        tc_buf_add(ret, key, strcspn(key, "@"));
    else
        tc_buf_str(ret, title ? title : tc_json_text(source, "id"));
    if (date) {
        tc_buf_str(ret, TC_T(lang, ", ngày ", ", "));
        tc_put_date(lang, date, ret);
    }
    if (issuer)
        tc_buf_printf(ret, ", %s", issuer);
    if (copies)
        tc_buf_printf(ret, TC_T(lang, " (%zu bản)", " (%zu copies)"), copies + 1);
}

void tc_put_precedent_difference(enum tc_lang lang, const json_t *source, struct tc_buf *ret)
{
    enum { SHOWN = 6 };
    const json_t *list = json_object_get(source, "difference");
    size_t count = json_array_size(list);
    for (size_t i = 0; i < count && i < SHOWN; i++) {
        const json_t *one = json_array_get(list, i);
        const char *was = tc_json_text(one, "was"), *now = tc_json_text(one, "is");
        tc_buf_str(ret, i ? "; " : "");
        if (was && *was && now && *now)
            tc_buf_printf(ret, "“%s” → “%s”", was, now);
        else if (was && *was)
            tc_buf_printf(ret, TC_T(lang, "bỏ “%s”", "without “%s”"), was);
        else
            tc_buf_printf(ret, TC_T(lang, "thêm “%s”", "with “%s”"), now ? now : "");
    }
    if (count > SHOWN)
        tc_buf_printf(ret, TC_T(lang, "; và %zu chỗ khác", "; and %zu more"), count - SHOWN);
}
