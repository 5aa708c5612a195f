// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers that a word processor puts before list items and headings ("Điều 3.", "1.2.", "a)"): they are on the
// page, but not in the file's text.
#ifndef TC_WORKER_LISTS_H
#define TC_WORKER_LISTS_H

#include "base/strmap.h"
#include "flow.h"

enum { TC_LIST_LEVELS = 10 };
enum tc_list_format {
    TC_LIST_NONE, // no number; the text of the level alone
    TC_LIST_DECIMAL,
    TC_LIST_LOWER_LETTER,
    TC_LIST_UPPER_LETTER,
    TC_LIST_LOWER_ROMAN,
    TC_LIST_UPPER_ROMAN,
    TC_LIST_BULLET
};
struct tc_list_level {
    enum tc_list_format format;
    long start, now; // now 0: nothing counted yet
    bool has_counted;
    bool is_legal; // numbers of the levels above in digits, whatever they look like there
    char text[64]; // "%1.%2)": the numbers of those levels among other text
};
struct tc_list {
    struct tc_list_level levels[TC_LIST_LEVELS];
    uint32_t counts_as; // the list whose counters it shares (itself)
};
struct tc_lists {
    struct tc_list *items;
    size_t count, cap;
    struct tc_strmap map;
};
void tc_lists_fini(struct tc_lists *lists);
// The list of that name, made if it is new. Pointers hold until the next one is made.
struct tc_list *tc_lists_add(struct tc_lists *lists, const char *name);
// Counts one item and writes its label and a blank into the open paragraph. False: no such list, or none to show.
bool tc_lists_label(struct tc_lists *lists, const char *name, unsigned level, struct tc_flow *flow);
// The list begins again; nothing happens to one that is not known.
void tc_lists_restart(struct tc_lists *lists, const char *name);
// "%1" … of a number alone in that format, as bytes.
void tc_list_number(enum tc_list_format format, long n, struct tc_buf *ret);

#endif
