// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists.h"

#include <stdlib.h>
#include <string.h>

void tc_lists_fini(struct tc_lists *lists)
{
    free(lists->items);
    tc_strmap_fini(&lists->map);
    *lists = (struct tc_lists){0};
}

struct tc_list *tc_lists_add(struct tc_lists *lists, const char *name)
{
    uint32_t id = tc_strmap_id(&lists->map, name, strlen(name));
    if (id == lists->count) {
        TC_GROW(lists->items, lists->count, lists->cap);
        lists->items[lists->count] = (struct tc_list){.counts_as = id};
        for (int i = 0; i < TC_LIST_LEVELS; i++)
            lists->items[lists->count].levels[i].start = 1;
        lists->count++;
    }
    return &lists->items[id];
}

static void roman(long n, bool is_upper, struct tc_buf *ret)
{
    static const struct {
        long value;
        const char *lower, *upper;
    } steps[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"},  {400, "cd", "CD"}, {100, "c", "C"},
                 {90, "xc", "XC"}, {50, "l", "L"},    {40, "xl", "XL"}, {10, "x", "X"},    {9, "ix", "IX"},
                 {5, "v", "V"},    {4, "iv", "IV"},   {1, "i", "I"}};
    for (size_t i = 0; i < TC_LENGTH(steps); i++)
        for (; n >= steps[i].value; n -= steps[i].value)
            tc_buf_str(ret, is_upper ? steps[i].upper : steps[i].lower);
}

void tc_list_number(enum tc_list_format format, long n, struct tc_buf *ret)
{
    bool is_upper = format == TC_LIST_UPPER_LETTER || format == TC_LIST_UPPER_ROMAN;
    switch (format) {
    case TC_LIST_LOWER_LETTER:
    case TC_LIST_UPPER_LETTER:
        // z is followed by aa, bb, as word processors count
        for (long i = 0; n > 0 && n <= 26L * 20 && i <= (n - 1) / 26; i++)
            tc_buf_char(ret, (char)((is_upper ? 'A' : 'a') + (n - 1) % 26));
        break;
    case TC_LIST_LOWER_ROMAN:
    case TC_LIST_UPPER_ROMAN:
        if (n > 0 && n < 5000)
            roman(n, is_upper, ret);
        break;
    case TC_LIST_DECIMAL:
        tc_buf_printf(ret, "%ld", n);
        break;
    default:
        break;
    }
}

static void count(struct tc_list *list, unsigned level)
{
    struct tc_list_level *at = &list->levels[level];
    at->now = at->has_counted ? at->now + 1 : at->start;
    at->has_counted = true;
    for (unsigned i = level + 1; i < TC_LIST_LEVELS; i++)
        list->levels[i].has_counted = false;
    for (unsigned i = 0; i < level; i++)
        if (!list->levels[i].has_counted) {
            list->levels[i].now = list->levels[i].start;
            list->levels[i].has_counted = true;
        }
}

void tc_lists_restart(struct tc_lists *lists, const char *name)
{
    uint32_t id;
    if (lists->count && tc_strmap_get(&lists->map, name, strlen(name), &id))
        for (int i = 0; i < TC_LIST_LEVELS; i++)
            lists->items[id].levels[i].has_counted = false;
}

// Bullets of the symbol fonts lie in the private use area.
static void put_bullet(const char *text, struct tc_buf *ret)
{
    bool is_private = (unsigned char)text[0] == 0xEF && (unsigned char)text[1] >= 0x80 && (unsigned char)text[1] < 0xA4;
    tc_buf_str(ret, !*text || is_private ? "\xE2\x80\xA2" : !strcmp(text, "o") ? "\xE2\x97\xA6" : text);
}

bool tc_lists_label(struct tc_lists *lists, const char *name, unsigned level, struct tc_flow *flow)
{
    uint32_t id;
    if (!lists->count || !tc_strmap_get(&lists->map, name, strlen(name), &id) || level >= TC_LIST_LEVELS)
        return false;
    struct tc_list *list = &lists->items[id], *counted = list;
    if (list->counts_as < lists->count)
        counted = &lists->items[list->counts_as];
    count(counted, level);
    const struct tc_list_level *at = &list->levels[level];
    tc_auto_buf struct tc_buf label = {0};
    if (at->format == TC_LIST_BULLET)
        put_bullet(at->text, &label);
    else
        for (const char *p = at->text; *p; p++) {
            if (p[0] == '%' && p[1] >= '1' && p[1] <= '9') {
                const struct tc_list_level *part = &list->levels[p[1] - '1'];
                tc_list_number(at->is_legal ? TC_LIST_DECIMAL : part->format, counted->levels[p[1] - '1'].now, &label);
                p++;
            } else {
                tc_buf_char(&label, *p);
            }
        }
    if (!label.len)
        return false;
    tc_flow_text(flow, label.data, label.len);
    tc_flow_str(flow, " ");
    return true;
}
