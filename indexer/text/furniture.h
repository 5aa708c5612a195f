// SPDX-License-Identifier: GPL-3.0-or-later
// What saved news pages have around and between an article, told by its form alone: names of sections above the title,
// dates of publication, captions, the buttons, comments, polls, lists of other headlines and imprints below. Such lines
// keep their place in the text; their blocks get a kind that neither ranks nor cites (TC_BLOCK_FURNITURE, _CAPTION,
// _COMMENT, _DATELINE). Words and forms are those of corpus/tables/furniture.tsv.
//
// An official document, told by its head, its “Số”, “Căn cứ”, “Nơi nhận” or “Điều 1.”, is left as it is whatever its
// lines look like: to lose a list of short lines would be worse than to rank a menu.
#ifndef TC_TEXT_FURNITURE_H
#define TC_TEXT_FURNITURE_H

#include "text/document.h"

// Changes only kinds of blocks. Thread-safe.
void tc_furniture_mark(struct tc_document *document);
// Does the first part of the text show the forms of an official document?
bool tc_furniture_is_official(const struct tc_document *document);

#endif
