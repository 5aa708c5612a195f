// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the text layer: a file cut into the pieces whose charset is judged one by one.
#ifndef TC_TEXT_PIECES_H
#define TC_TEXT_PIECES_H

#include "text/decode.h"

// Valid UTF-8 in which nothing asks for a second look: no run with a legacy font, no line whose only letters outside
// ASCII are those that windows-1252 has too, unless all of them are plainly at home.
bool tc_pieces_are_clean(const struct tc_decode_in *in);
// Reads every piece and appends it as UTF-8, neither NFC nor clean of controls yet; moves in->marks.
void tc_pieces_read(const struct tc_decode_in *in, struct tc_buf *ret_text, struct tc_decoded *ret);

#endif
