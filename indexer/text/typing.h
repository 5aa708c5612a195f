// SPDX-License-Identifier: GPL-3.0-or-later
// Queries typed with the Vietnamese keyboard off.
#ifndef TC_TEXT_TYPING_H
#define TC_TEXT_TYPING_H

#include "base/mem.h"

#include <stdbool.h>

enum tc_typing { TC_TYPING_NONE, TC_TYPING_TELEX, TC_TYPING_VNI };
// When the query reads as Telex (xaay duwngj) or VNI (xa6y du7ng5) keystrokes of valid syllables, and not otherwise
// (plain ASCII words, English words, numbers), appends what was meant and says which method; else TC_TYPING_NONE and
// nothing appended. A word among them that makes no syllable (Facebook) stays as it is.
enum tc_typing tc_typing_decode(const char *query, size_t len, struct tc_buf *ret);

#endif
