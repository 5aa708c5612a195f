// SPDX-License-Identifier: GPL-3.0-or-later
#include "writer.h"

#include "base/utf8.h"

#include <string.h>
#include <strings.h>

const int tc_writer_widths[TC_WRITER_COLUMNS] = {66, 26, 26, 17, 30};

const struct tc_writer_format *tc_writer_format_of(const char *name)
{
    static const struct tc_writer_format *const formats[] = {&tc_writer_odt, &tc_writer_docx, &tc_writer_md,
                                                             &tc_writer_html};
    size_t len = strlen(name);
    for (size_t i = 0; i < TC_LENGTH(formats); i++) {
        size_t end = strlen(formats[i]->extension);
        if (len > end && !strcasecmp(name + len - end, formats[i]->extension))
            return formats[i];
    }
    return NULL;
}

void tc_writer_esc(struct tc_buf *out, const char *text)
{
    size_t len = strlen(text);
    for (size_t at = 0; at < len;) {
        size_t from = at;
        uint32_t c = tc_utf8_next(text, len, &at);
        bool is_allowed = (c >= 0x20 && c != 0x7F && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) || c >= 0x10000;
        if (c == '&')
            tc_buf_str(out, "&amp;");
        else if (c == '<')
            tc_buf_str(out, "&lt;");
        else if (c == '>')
            tc_buf_str(out, "&gt;");
        else if (c == '"')
            tc_buf_str(out, "&quot;");
        else if (c == '\n' || c == '\t' || c == '\r')
            tc_buf_char(out, ' ');
        else if (is_allowed)
            tc_buf_add(out, text + from, at - from);
    }
}
