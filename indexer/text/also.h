// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the text layer: what equals a token with a low weight.
#ifndef TC_TEXT_ALSO_H
#define TC_TEXT_ALSO_H

#include "text/token.h"

enum { TC_ALSO_MOST = 24 };
struct tc_also_list {
    struct tc_also items[TC_ALSO_MOST];
    uint32_t count;
    struct tc_buf text;
};
void tc_also_fini(struct tc_also_list *list);
// Fills token->also from its kind and exact form.
void tc_also_fill(struct tc_also_list *list, struct tc_token *token);

#endif
