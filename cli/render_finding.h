// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of the shape `check` in words.
#ifndef TC_CLI_RENDER_FINDING_H
#define TC_CLI_RENDER_FINDING_H

#include "render.h"

// The comment at the place of a finding: its severity, message and code, and below it what to write instead. Appended.
void tc_put_finding_comment(enum tc_lang lang, const json_t *finding, struct tc_buf *ret);
// “lỗi”, “chú ý”, “ghi chú”.
const char *tc_finding_severity(enum tc_lang lang, const json_t *finding);

#endif
