// SPDX-License-Identifier: GPL-3.0-or-later
// A working file in one of four formats behind one interface. The pages follow the rules of form of Party papers
// (Hướng dẫn 36-HD/VPTW of 03/4/2018) and State papers (Nghị định 30/2020/NĐ-CP, Phụ lục I), which agree here: A4,
// Times New Roman 14, margins of 20, 20, 30 and 15 mm, the page's number in the middle above. Nothing of the clock or
// of chance gets in: the same calls give the same bytes.
#ifndef TC_DOSSIER_WRITER_H
#define TC_DOSSIER_WRITER_H

#include "base/mem.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum { TC_WRITER_COLUMNS = 5 };

struct tc_writer_file {
    const struct tc_writer_format *format;
    struct tc_buf body, notes; // as the format puts them
    size_t note_count, table_count;
};
struct tc_writer_format {
    const char *extension; // ".odt"
    void (*title)(struct tc_writer_file *file, const char *title, const char *remark);
    void (*heading)(struct tc_writer_file *file, int level, const char *text); // level 1..6
    void (*label)(struct tc_writer_file *file, const char *text);
    // A passage in quotation marks; note: of its source.
    void (*passage)(struct tc_writer_file *file, const char *text, const char *section, const char *note);
    void (*remark)(struct tc_writer_file *file, const char *text);
    void (*table)(struct tc_writer_file *file, const char *const names[TC_WRITER_COLUMNS]);
    // The last cell is a short citation; note: in full, or NULL.
    void (*row)(struct tc_writer_file *file, const char *const cells[TC_WRITER_COLUMNS], const char *note);
    void (*table_end)(struct tc_writer_file *file);
    void (*item)(struct tc_writer_file *file, size_t number, const char *text);
    // The whole file.
    enum tc_status (*finish)(struct tc_writer_file *file, const char *title, struct tc_buf *ret, struct tc_error *err);
};
extern const struct tc_writer_format tc_writer_md, tc_writer_html, tc_writer_odt, tc_writer_docx;
// By the name of the file; NULL for any other ending.
const struct tc_writer_format *tc_writer_format_of(const char *name);

// Text for XML and HTML: escaped, without the characters that XML forbids.
void tc_writer_esc(struct tc_buf *out, const char *text);
// The width of each column of a table, in mm; together 165.
extern const int tc_writer_widths[TC_WRITER_COLUMNS];

#endif
