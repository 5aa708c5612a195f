// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of the shape `precedent` in words, for the terminal and for the page. All append plain text, not escaped.
#ifndef TC_CLI_RENDER_PRECEDENT_H
#define TC_CLI_RENDER_PRECEDENT_H

#include "render.h"

#include "base/mem.h"

#include <jansson.h>

// One of "groups": “Tỉnh ủy Đông Lâm · nhiệm kỳ 2020 - 2025”.
void tc_put_precedent_group(enum tc_lang lang, const json_t *group, struct tc_buf *ret);
// What one of a genealogy did: “lần đầu”, “nhắc lại”, “sửa lại”.
const char *tc_precedent_relation(enum tc_lang lang, const json_t *source);
// Which paper it is: “17-KL/TU, ngày 05/3/2013, Tỉnh ủy Đông Lâm”, or its title.
void tc_put_precedent_source(enum tc_lang lang, const json_t *source, struct tc_buf *ret);
// What it changed: “liên kết” → “liên kết chặt chẽ”; thêm “…”; bỏ “…”. At most a few, the rest counted.
void tc_put_precedent_difference(enum tc_lang lang, const json_t *source, struct tc_buf *ret);

#endif
