// SPDX-License-Identifier: GPL-3.0-or-later
// Markdown with footnotes and tables (as Pandoc and GitHub read them).
#include "writer.h"

#include <string.h>

static void put(struct tc_buf *out, const char *text)
{
    for (; *text; text++) {
        if (strchr("\\`*_[]<>|#", *text))
            tc_buf_char(out, '\\');
        tc_buf_char(out, strchr("\n\t\r", *text) ? ' ' : *text);
    }
}

static void note(struct tc_writer_file *file, const char *text)
{
    file->note_count++;
    tc_buf_printf(&file->body, "[^%zu]", file->note_count);
    tc_buf_printf(&file->notes, "[^%zu]: ", file->note_count);
    put(&file->notes, text);
    tc_buf_str(&file->notes, "\n");
}

static void md_title(struct tc_writer_file *file, const char *title, const char *remark)
{
    tc_buf_str(&file->body, "# ");
    put(&file->body, title);
    tc_buf_str(&file->body, "\n\n*");
    put(&file->body, remark);
    tc_buf_str(&file->body, "*\n\n");
}

static void md_heading(struct tc_writer_file *file, int level, const char *text)
{
    tc_buf_printf(&file->body, "%.*s ", level < 5 ? level + 1 : 6, "######");
    put(&file->body, text);
    tc_buf_str(&file->body, "\n\n");
}

static void md_label(struct tc_writer_file *file, const char *text)
{
    tc_buf_str(&file->body, "**");
    put(&file->body, text);
    tc_buf_str(&file->body, "**\n\n");
}

static void md_passage(struct tc_writer_file *file, const char *text, const char *section, const char *source)
{
    tc_buf_str(&file->body, "> “");
    put(&file->body, text);
    tc_buf_str(&file->body, "”");
    note(file, source);
    if (section && *section) {
        tc_buf_str(&file->body, "  \n> *");
        put(&file->body, section);
        tc_buf_char(&file->body, '*');
    }
    tc_buf_str(&file->body, "\n\n");
}

static void md_remark(struct tc_writer_file *file, const char *text)
{
    tc_buf_char(&file->body, '*');
    put(&file->body, text);
    tc_buf_str(&file->body, "*\n\n");
}

static void md_table(struct tc_writer_file *file, const char *const names[TC_WRITER_COLUMNS])
{
    for (int i = 0; i < TC_WRITER_COLUMNS; i++) {
        tc_buf_str(&file->body, "| ");
        put(&file->body, names[i]);
        tc_buf_char(&file->body, ' ');
    }
    tc_buf_str(&file->body, "|\n| --- | --- | --- | --- | --- |\n");
}

static void md_row(struct tc_writer_file *file, const char *const cells[TC_WRITER_COLUMNS], const char *source)
{
    for (int i = 0; i < TC_WRITER_COLUMNS; i++) {
        tc_buf_str(&file->body, "| ");
        put(&file->body, cells[i]);
        if (i == TC_WRITER_COLUMNS - 1 && source)
            note(file, source);
        tc_buf_char(&file->body, ' ');
    }
    tc_buf_str(&file->body, "|\n");
}

static void md_table_end(struct tc_writer_file *file)
{
    tc_buf_char(&file->body, '\n');
}

static void md_item(struct tc_writer_file *file, size_t number, const char *text)
{
    tc_buf_printf(&file->body, "%zu. ", number);
    put(&file->body, text);
    tc_buf_char(&file->body, '\n');
}

static enum tc_status md_finish(struct tc_writer_file *file, const char *title, struct tc_buf *ret,
                                struct tc_error *err)
{
    (void)title;
    (void)err;
    tc_buf_add(ret, file->body.data, file->body.len);
    tc_buf_char(ret, '\n');
    if (file->notes.len)
        tc_buf_add(ret, file->notes.data, file->notes.len);
    return TC_OK;
}

const struct tc_writer_format tc_writer_md = {
    .extension = ".md",
    .title = md_title,
    .heading = md_heading,
    .label = md_label,
    .passage = md_passage,
    .remark = md_remark,
    .table = md_table,
    .row = md_row,
    .table_end = md_table_end,
    .item = md_item,
    .finish = md_finish,
};
