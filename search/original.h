// SPDX-License-Identifier: GPL-3.0-or-later
// Where the originals of documents lie.
#ifndef TC_SEARCH_ORIGINAL_H
#define TC_SEARCH_ORIGINAL_H

#include "store/store.h"

// The file behind a document's path: the document itself, or the outermost container of a member, then *ret_inside is
// the member's path in it ("b.zip!/c.doc"), else NULL. Both yours. NULL when the root is not known or cannot be reached
// now; a file that is gone is named all the same.
char *tc_original_find(struct tc_reader *reader, const char *path, char **ret_inside);

#endif
