// SPDX-License-Identifier: GPL-3.0-or-later
#include "render_finding.h"

#include <string.h>

const char *tc_finding_severity(enum tc_lang lang, const json_t *finding)
{
    static const struct {
        const char *name, *vi, *en;
    } severities[] = {{"error", "lỗi", "error"}, {"warning", "chú ý", "warning"}, {"info", "ghi chú", "note"}};
    const char *name = tc_json_text(finding, "severity");
    size_t i = 0;
    while (i + 1 < TC_LENGTH(severities) && !(name && !strcmp(severities[i].name, name)))
        i++;
    return TC_T(lang, severities[i].vi, severities[i].en);
}

void tc_put_finding_comment(enum tc_lang lang, const json_t *finding, struct tc_buf *ret)
{
    const char *message = tc_json_text(finding, "message"), *suggestion = tc_json_text(finding, "suggestion");
    const char *code = tc_json_text(finding, "code");
    tc_buf_printf(ret, "%s: %s [%s]", tc_finding_severity(lang, finding), message ? message : "", code ? code : "");
    if (suggestion)
        tc_buf_printf(ret, "\n→ %s", suggestion);
}
