// SPDX-License-Identifier: GPL-3.0-or-later
// The headings of an outline: Markdown (#), numbered lines of plain text (I., 1., a)), or the headings of an office
// file. What is neither stays out.
#ifndef TC_DOSSIER_OUTLINE_H
#define TC_DOSSIER_OUTLINE_H

#include "text/document.h"

struct tc_outline_heading {
    const char *text;   // as it stands in the outline, its number included
    const char *spoken; // without the number: what is searched for
    int level;          // 1 the highest
};
struct tc_outline {
    struct tc_arena arena; // of the strings
    const char *title;     // NULL: none
    struct tc_outline_heading *headings;
    size_t count, cap;
};
enum { TC_OUTLINE_MAX = 500 };
void tc_outline_read(const struct tc_document *document, struct tc_outline *ret);
void tc_outline_fini(struct tc_outline *outline);

#endif
