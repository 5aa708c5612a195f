// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes of an unknown charset as if they were windows-1252: what the language layer can turn back, byte for byte.
#ifndef TC_WORKER_VIEW_H
#define TC_WORKER_VIEW_H

#include "base/mem.h"

// The code point; the holes of windows-1252 are the C1 controls of their number.
uint32_t tc_cp1252(unsigned char byte);
// All of them, as UTF-8.
void tc_cp1252_add(struct tc_buf *ret, const char *data, size_t len);

#endif
