// SPDX-License-Identifier: GPL-3.0-or-later
// One channel for errors: a status named by what the caller does next, and an optional message for the person who reads
// it.
//
// Words of the field, said once for the whole house: số ký hiệu is a document's *number*, trích yếu its *title*, nơi
// nhận its *recipients*, căn cứ its *basis*.
#ifndef TC_BASE_STATUS_H
#define TC_BASE_STATUS_H

#include "base/public.h"

// Fills err (which may be NULL) and gives status back, so that `return tc_fail(err, TC_ERR_INPUT, "page %d: …", n);`
// reads well.
enum tc_status tc_fail(struct tc_error *err, enum tc_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// Name of a status for logs and tests ("not-found").
const char *tc_status_name(enum tc_status status);

#endif
