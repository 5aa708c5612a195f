// SPDX-License-Identifier: GPL-3.0-or-later
// Paragraphs for the terminal.
#include "cli.h"
#include "escape.h"

#include <string.h>

enum { READABLE = 110 }; // longer lines lose the eye, however wide the terminal is

static const char on[] = "\033[1;33m", off[] = "\033[0m";

void tc_cli_paragraph(struct tc_cli *cli, unsigned first, unsigned indent, const char *text,
                      const struct tc_span *spans, size_t span_count)
{
    struct tc_buf *buf = &cli->out.buf;
    unsigned width = cli->out.width < READABLE ? cli->out.width : READABLE, column = first;
    size_t len = strlen(text);
    bool is_on = false;
    for (size_t pos = 0; pos < len;) {
        size_t start = pos + strspn(text + pos, " \n\t"), end = start + strcspn(text + start, " \n\t");
        if (start == end)
            break;
        unsigned columns = tc_text_columns(text + start, end - start);
        bool is_broken = pos && width && column + 1 + columns > width && column > indent;
        if (is_broken && is_on && cli->out.has_color)
            tc_buf_str(buf, off);
        if (is_broken)
            tc_buf_printf(buf, "\n%*s", (int)indent, "");
        else if (pos)
            tc_buf_char(buf, ' ');
        if (is_broken && is_on && cli->out.has_color)
            tc_buf_str(buf, on);
        column = is_broken ? indent : column + (pos != 0);
        while (start < end) {
            size_t edge = is_on ? spans->end : span_count ? spans->start : len;
            size_t stop = edge < end ? edge : end;
            if (stop > start) {
                tc_esc_tty(text + start, stop - start, buf);
                column += tc_text_columns(text + start, stop - start);
                start = stop;
            }
            // a span that ends with the word is closed before the space
            bool is_edge = start == edge && (is_on || start < end);
            if (is_edge) {
                tc_buf_str(buf, cli->out.has_color ? (is_on ? off : on) : is_on ? "]" : "[");
                column += !cli->out.has_color;
                spans += is_on;
                span_count -= is_on;
                is_on = !is_on;
            } else if (start < end && edge < start) { // spans that overlap what is behind them are left out
                spans++;
                span_count--;
            }
        }
        pos = end;
    }
    if (is_on)
        tc_buf_str(buf, cli->out.has_color ? off : "]");
    tc_buf_char(buf, '\n');
}
