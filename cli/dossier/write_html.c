// SPDX-License-Identifier: GPL-3.0-or-later
// One page of HTML, also well-formed as XML, that prints as the office formats do.
#include "writer.h"

static const char style[] =
    "@page { size: A4; margin: 20mm 15mm 20mm 30mm }\n"
    "body { font: 14pt/1.4 'Times New Roman', 'Liberation Serif', serif; max-width: 165mm; margin: 2em auto; padding: "
    "0 1em }\n"
    "h1 { font-size: 16pt; text-align: center } h2, h3, h4, h5, h6 { font-size: 14pt; margin: 1.2em 0 .4em }\n"
    ".remark { font-style: italic } .center { text-align: center } .label { font-weight: bold; font-style: italic; "
    "margin: .8em 0 .2em }\n"
    "blockquote { margin: .3em 0 .6em 8mm; text-align: justify } .section { display: block; font-size: 11pt; color: "
    "#444 }\n"
    "table { border-collapse: collapse; width: 100%; font-size: 12pt; margin: .4em 0 1em }\n"
    "th, td { border: 1px solid #000; padding: 2px 4px; vertical-align: top; text-align: left }\n"
    "sup a { text-decoration: none } .notes { border-top: 1px solid #000; margin-top: 2em; font-size: 11pt }\n"
    "@media print { body { margin: 0; max-width: none; padding: 0 } tr { break-inside: avoid } }\n";

static void note(struct tc_writer_file *file, const char *text)
{
    file->note_count++;
    tc_buf_printf(&file->body, "<sup id=\"r%zu\"><a href=\"#n%zu\">%zu</a></sup>", file->note_count, file->note_count,
                  file->note_count);
    tc_buf_printf(&file->notes, "<li id=\"n%zu\">", file->note_count);
    tc_writer_esc(&file->notes, text);
    tc_buf_printf(&file->notes, " <a href=\"#r%zu\">↑</a></li>\n", file->note_count);
}

static void element(struct tc_writer_file *file, const char *tag, const char *attributes, const char *text)
{
    tc_buf_printf(&file->body, "<%s%s>", tag, attributes);
    tc_writer_esc(&file->body, text);
    tc_buf_printf(&file->body, "</%s>\n", tag);
}

static void html_title(struct tc_writer_file *file, const char *title, const char *remark)
{
    element(file, "h1", "", title);
    element(file, "p", " class=\"remark center\"", remark);
}

static void html_heading(struct tc_writer_file *file, int level, const char *text)
{
    static const char *const tags[] = {"h2", "h3", "h4", "h5", "h6"};
    element(file, tags[level < 1 ? 0 : level > 5 ? 4 : level - 1], "", text);
}

static void html_label(struct tc_writer_file *file, const char *text)
{
    element(file, "p", " class=\"label\"", text);
}

static void html_passage(struct tc_writer_file *file, const char *text, const char *section, const char *source)
{
    tc_buf_str(&file->body, "<blockquote>“");
    tc_writer_esc(&file->body, text);
    tc_buf_str(&file->body, "”");
    note(file, source);
    if (section && *section)
        element(file, "span", " class=\"section\"", section);
    tc_buf_str(&file->body, "</blockquote>\n");
}

static void html_remark(struct tc_writer_file *file, const char *text)
{
    element(file, "p", " class=\"remark\"", text);
}

static void html_table(struct tc_writer_file *file, const char *const names[TC_WRITER_COLUMNS])
{
    tc_buf_str(&file->body, "<table>\n<thead><tr>");
    for (int i = 0; i < TC_WRITER_COLUMNS; i++)
        element(file, "th", "", names[i]);
    tc_buf_str(&file->body, "</tr></thead>\n<tbody>\n");
}

static void html_row(struct tc_writer_file *file, const char *const cells[TC_WRITER_COLUMNS], const char *source)
{
    tc_buf_str(&file->body, "<tr>");
    for (int i = 0; i < TC_WRITER_COLUMNS; i++) {
        tc_buf_str(&file->body, "<td>");
        tc_writer_esc(&file->body, cells[i]);
        if (i == TC_WRITER_COLUMNS - 1 && source)
            note(file, source);
        tc_buf_str(&file->body, "</td>");
    }
    tc_buf_str(&file->body, "</tr>\n");
}

static void html_table_end(struct tc_writer_file *file)
{
    tc_buf_str(&file->body, "</tbody>\n</table>\n");
}

static void html_item(struct tc_writer_file *file, size_t number, const char *text)
{
    tc_buf_printf(&file->body, "<p>%zu. ", number);
    tc_writer_esc(&file->body, text);
    tc_buf_str(&file->body, "</p>\n");
}

static enum tc_status html_finish(struct tc_writer_file *file, const char *title, struct tc_buf *ret,
                                  struct tc_error *err)
{
    (void)err;
    tc_buf_str(ret, "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\"/>\n<title>");
    tc_writer_esc(ret, title);
    tc_buf_printf(ret, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", style);
    if (file->body.len)
        tc_buf_add(ret, file->body.data, file->body.len);
    if (file->notes.len) {
        tc_buf_str(ret, "<ol class=\"notes\">\n");
        tc_buf_add(ret, file->notes.data, file->notes.len);
        tc_buf_str(ret, "</ol>\n");
    }
    tc_buf_str(ret, "</body>\n</html>\n");
    return TC_OK;
}

const struct tc_writer_format tc_writer_html = {
    .extension = ".html",
    .title = html_title,
    .heading = html_heading,
    .label = html_label,
    .passage = html_passage,
    .remark = html_remark,
    .table = html_table,
    .row = html_row,
    .table_end = html_table_end,
    .item = html_item,
    .finish = html_finish,
};
