// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms.h"

#include "base/tsv.h"
#include "cite_form.h"
#include "text/token.h"

#include <pthread.h>
#include <string.h>

static struct tc_tsv table;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void)
{
    if (tc_table_read("forms", &table, NULL))
        table = (struct tc_tsv){0};
}

bool tc_form_in_force(const char *rule, enum tc_layout layout, const char *date, const char **ret_source)
{
    static const char *const layouts[] = {"", "party", "state"};
    pthread_once(&once, load);
    int applies = tc_tsv_column(&table, "applies"), names = tc_tsv_column(&table, "rule");
    int from = tc_tsv_column(&table, "from"), to = tc_tsv_column(&table, "to");
    for (size_t row = 0; layout && row < table.rows; row++) {
        if (strcmp(tc_tsv_cell(&table, row, applies), layouts[layout]) || strcmp(tc_tsv_cell(&table, row, names), rule))
            continue;
        const char *end = tc_tsv_cell(&table, row, to);
        if (date ? strcmp(tc_tsv_cell(&table, row, from), date) <= 0 && (!*end || strcmp(date, end) < 0) : !*end) {
            if (ret_source)
                *ret_source = tc_tsv_cell(&table, row, tc_tsv_column(&table, "source"));
            return true;
        }
    }
    return false;
}

enum tc_layout tc_layout_of(const struct tc_document *document, const struct tc_record *record)
{
    enum { HEAD = 1500 };
    tc_auto_buf struct tc_buf head = {0};
    tc_text_fold(document->text ? document->text : "", document->len < HEAD ? document->len : HEAD, &head);
    const char *party = head.data ? strstr(head.data, "dang cong san viet nam") : NULL;
    const char *state = head.data ? strstr(head.data, "cong hoa xa hoi chu nghia viet nam") : NULL;
    if (party || state)
        return party && (!state || party < state) ? TC_LAYOUT_PARTY : TC_LAYOUT_STATE;
    if (record->meta.number)
        return tc_number_is_party(record->meta.number) ? TC_LAYOUT_PARTY : TC_LAYOUT_STATE;
    return TC_LAYOUT_UNKNOWN;
}
