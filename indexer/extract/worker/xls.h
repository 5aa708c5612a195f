// SPDX-License-Identifier: GPL-3.0-or-later
// The stream Workbook of an .xls, and the stream of an old .ppt, apart from the compound file around them: for tests
// and fuzzing.
#ifndef TC_WORKER_XLS_H
#define TC_WORKER_XLS_H

#include "ole.h"
#include "sheet.h"

enum tc_reason tc_xls_read(const struct tc_buf *stream, struct tc_flow *flow);
// The stream "PowerPoint Document"; edit: where its current edit lies, as the stream "Current User" says (where no edit
// is found there, the last one in the stream counts).
enum tc_reason tc_ppt_read(const struct tc_buf *stream, uint32_t edit, struct tc_flow *flow);

#endif
