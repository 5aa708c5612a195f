// SPDX-License-Identifier: GPL-3.0-or-later
// Are the originals still what was indexed?
#ifndef TC_CLI_VERIFY_ORIGINALS_H
#define TC_CLI_VERIFY_ORIGINALS_H

#include "base/mem.h"

// Compares every original that can be reached, members of containers included, by its SHA-256. A line in ret_report for
// each that is gone or has changed.
void tc_verify_originals(const char *archive, struct tc_buf *ret_report);

#endif
