// SPDX-License-Identifier: GPL-3.0-or-later
// Styles of a document by name: font, outline level, list, border, and the style they rest on. For OOXML and
// OpenDocument alike.
#ifndef TC_WORKER_STYLES_H
#define TC_WORKER_STYLES_H

#include "base/strmap.h"
#include "flow.h"

struct tc_style {
    char *name, *parent, *list; // list: the numbering it brings, or NULL
    int outline;                // 1.. heading, 0 none, -1 not said
    int list_level;             // from 0; -1 not said
    enum tc_charset charset;    // TC_CS_UNKNOWN: not said, unless has_font
    bool has_font, is_border, breaks_page, is_hidden;
};
struct tc_styles {
    struct tc_style *items;
    size_t count, cap;
    struct tc_strmap map;
    enum tc_charset charset; // of text that no style says more about
};
void tc_styles_fini(struct tc_styles *styles);
// The style of that name, made if it is new. Pointers hold until the next one is made.
struct tc_style *tc_styles_add(struct tc_styles *styles, const char *name);
const struct tc_style *tc_styles_get(const struct tc_styles *styles, const char *name);
// The style with what it inherits (at most 20 steps) filled in; name may be NULL or unknown. Strings are borrowed.
struct tc_style tc_styles_resolve(const struct tc_styles *styles, const char *name);

#endif
