// SPDX-License-Identifier: GPL-3.0-or-later
// Letters in the place of digits, as scans and old typewriters have them: l2-NQ/TU is 12-NQ/TU, O5-NQ/TU is 05-NQ/TU.
#ifndef TC_SEARCH_MEND_H
#define TC_SEARCH_MEND_H

#include <stdbool.h>
#include <stddef.h>

// Puts digits in the place of such letters, byte for byte, where the word is then a document number with type and
// issuer known; words in quotes stay. Gives whether it did.
bool tc_mend_numbers(char *text, size_t len);

#endif
