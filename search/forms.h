// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of form and when they hold (corpus/tables/forms.tsv). Party and State have their own; which of them a draft is
// under follows from its layout.
#ifndef TC_SEARCH_FORMS_H
#define TC_SEARCH_FORMS_H

#include "record/record.h"
#include "text/document.h"

enum tc_layout { TC_LAYOUT_UNKNOWN, TC_LAYOUT_PARTY, TC_LAYOUT_STATE };

// By the head of the draft (“Đảng Cộng sản Việt Nam” or the national title), else by its own number. A report in a
// newspaper, or a paragraph, has no layout and is under no rule of form.
enum tc_layout tc_layout_of(const struct tc_document *document, const struct tc_record *record);
// Is the rule in force for drafts of this layout and day (ISO)? A draft without date is written today, under the newest
// rules. False for TC_LAYOUT_UNKNOWN. *ret_source (may be NULL): the paper that lays it down, valid for good.
bool tc_form_in_force(const char *rule, enum tc_layout layout, const char *date, const char **ret_source);

#endif
