// SPDX-License-Identifier: GPL-3.0-or-later
// `dossier`: a working file for a drafter from an outline.
#include "cli.h"

#include "dossier/outline.h"
#include "dossier/writer.h"
#include "ingest.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct tc_option options[] = {
    {"outline", TC_OPTION_FILE, "FILE", "đề cương: Markdown, văn bản đánh số hoặc tệp Word có tiêu đề",
     "the outline: Markdown, numbered text, or the headings of an office file"},
    {"output", TC_OPTION_FILE, "OUT", "hoặc -o OUT: tệp kết quả, .odt, .docx, .md hoặc .html",
     "or -o OUT: the file to write, .odt, .docx, .md or .html"},
    {"before", TC_OPTION_TEXT, "DATE", "chỉ văn bản đến ngày này (2020-06-30)",
     "only documents up to this day (2020-06-30)"},
    {"place", TC_OPTION_TEXT, "NAME", "chỉ văn bản của địa phương này (có dấu hay không)",
     "only documents of this province or district (with or without marks)"},
    {"passages", TC_OPTION_NUMBER, "N", "số đoạn mỗi nhiệm kỳ (mặc định 3)", "passages of each term (default 3)"},
    {"figures", TC_OPTION_NUMBER, "N", "số dòng số liệu mỗi mục (mặc định 12)",
     "rows of figures of each heading (default 12)"},
    {0},
};

// Sources are cited in full the first time and briefly afterwards.
struct cited {
    const char **ids;
    size_t count, cap;
};

static bool is_cited(const struct cited *cited, const char *id)
{
    for (size_t i = 0; id && i < cited->count; i++)
        if (!strcmp(cited->ids[i], id))
            return true;
    return false;
}

// The same, and from now on it is.
static bool was_cited(struct cited *cited, const char *id)
{
    if (is_cited(cited, id))
        return true;
    TC_GROW(cited->ids, cited->count, cited->cap);
    cited->ids[cited->count++] = id;
    return false;
}

// The footnote of a passage or a figure; yours.
static char *note_of(const json_t *item, struct cited *cited)
{
    const json_t *citation = json_object_get(item, "citation");
    const char *id = tc_json_text(item, "id"), *full = tc_json_text(citation, "full"),
               *brief = tc_json_text(citation, "short");
    if (id && was_cited(cited, id))
        return tc_xasprintf("%s, đã dẫn.", brief ? brief : "");
    return tc_xasprintf("%s.", full ? full : "");
}

static void put_terms(struct tc_writer_file *file, const json_t *heading, struct cited *cited)
{
    size_t i, k;
    json_t *term, *passage;
    json_array_foreach(json_object_get(heading, "terms"), i, term)
    {
        const char *name = tc_json_text(term, "name"), *years = tc_json_text(term, "term");
        tc_auto_free char *label = tc_xasprintf("Nhiệm kỳ %s (khóa %s)", years ? years : "", name ? name : "");
        file->format->label(file, label);
        const char *last = NULL;
        json_array_foreach(json_object_get(term, "passages"), k, passage)
        {
            tc_auto_free char *note = note_of(passage, cited);
            const char *section = tc_json_text(passage, "section");
            bool is_same = last && section && !strcmp(last, section);
            file->format->passage(file, tc_json_text(passage, "text"), is_same ? NULL : section, note);
            last = section;
        }
    }
}

static void put_figures(struct tc_writer_file *file, const json_t *heading, const char *kind, const char *label,
                        struct cited *cited)
{
    static const char *const names[TC_WRITER_COLUMNS] = {"Nội dung", "Số liệu", "So sánh", "Thời điểm", "Nguồn"};
    size_t i;
    json_t *figure;
    bool has_table = false;
    json_array_foreach(json_object_get(heading, "figures"), i, figure)
    {
        const char *own = tc_json_text(figure, "kind");
        if (!own || strcmp(own, kind) != 0)
            continue;
        if (!has_table) {
            file->format->label(file, label);
            file->format->table(file, names);
        }
        has_table = true;
        const char *cells[TC_WRITER_COLUMNS] = {tc_json_text(figure, "indicator"), tc_json_text(figure, "value"),
                                                tc_json_text(figure, "compare"), tc_json_text(figure, "when"),
                                                tc_json_text(json_object_get(figure, "citation"), "short")};
        for (int c = 0; c < TC_WRITER_COLUMNS; c++)
            cells[c] = cells[c] ? cells[c] : "";
        // the cell names the source; its footnote stands where it is met first
        bool was_met = is_cited(cited, tc_json_text(figure, "id"));
        tc_auto_free char *note = was_met ? NULL : note_of(figure, cited);
        file->format->row(file, cells, note);
    }
    if (has_table)
        file->format->table_end(file);
}

static void put_sources(struct tc_writer_file *file, const json_t *root)
{
    size_t i;
    json_t *source;
    file->format->heading(file, 1, "DANH MỤC NGUỒN");
    json_array_foreach(json_object_get(root, "sources"), i, source)
    {
        const char *full = tc_json_text(source, "full"), *path = tc_json_text(source, "path");
        tc_auto_free char *line = tc_xasprintf("%s. [%s]", full ? full : "", path ? path : "");
        file->format->item(file, i + 1, line);
    }
}

static void put_all(struct tc_writer_file *file, const struct tc_outline *outline, const json_t *root)
{
    struct cited cited = {0};
    size_t i;
    json_t *heading;
    const char *before = tc_json_text(root, "before");
    tc_auto_buf struct tc_buf remark = {0};
    tc_buf_str(&remark, "Tư liệu để soạn thảo, lập từ kho ");
    tc_put_count(TC_LANG_VI, (uint64_t)json_integer_value(json_object_get(root, "documents")), &remark);
    tc_buf_str(&remark, " văn bản");
    if (before) {
        tc_buf_str(&remark, ", tính đến ");
        tc_put_date(TC_LANG_VI, before, &remark);
    }
    file->format->title(file, outline->title ? outline->title : "ĐỀ CƯƠNG", remark.data);
    json_array_foreach(json_object_get(root, "headings"), i, heading)
    {
        const struct tc_outline_heading *own = &outline->headings[i];
        bool has_below = i + 1 < outline->count && outline->headings[i + 1].level > own->level;
        bool is_empty = !json_array_size(json_object_get(heading, "terms")) &&
                        !json_array_size(json_object_get(heading, "figures"));
        file->format->heading(file, own->level, own->text);
        put_figures(file, heading, "result", "Kết quả đã báo cáo", &cited);
        put_figures(file, heading, "target", "Chỉ tiêu đã nêu", &cited);
        put_terms(file, heading, &cited);
        if (is_empty && !has_below)
            file->format->remark(file, "Kho chưa có văn bản nói đến mục này.");
    }
    put_sources(file, root);
    free(cited.ids);
}

// Into a file beside, then renamed: a file that is there stays whole until the new one is.
static bool write_file(const struct tc_cli *cli, const char *name, const struct tc_buf *data)
{
    tc_auto_free char *beside = tc_xasprintf("%s.tmp", name);
    FILE *file = fopen(beside, "wbe");
    bool is_ok = file && fwrite(data->data, 1, data->len, file) == data->len;
    if (file && fclose(file) != 0)
        is_ok = false;
    is_ok = is_ok && rename(beside, name) == 0;
    if (!is_ok) {
        tc_cli_say(cli, "%s: %s", name, strerror(errno));
        (void)remove(beside);
    }
    return is_ok;
}

static int write_dossier(struct tc_cli *cli, const struct tc_writer_format *format, const struct tc_outline *outline,
                         const json_t *root)
{
    struct tc_writer_file file = {.format = format};
    tc_auto_buf struct tc_buf data = {0};
    struct tc_error err = {0};
    put_all(&file, outline, root);
    enum tc_status status = format->finish(&file, outline->title ? outline->title : "Đề cương", &data, &err);
    tc_buf_fini(&file.body);
    tc_buf_fini(&file.notes);
    if (status)
        return tc_cli_fail(cli, &err);
    if (!write_file(cli, tc_cli_text(cli, "output"), &data))
        return TC_EXIT_NOTHING;
    size_t sources = json_array_size(json_object_get(root, "sources"));
    tc_buf_printf(&cli->out.buf, TC_T(cli->lang, "%s: %zu mục, %zu nguồn\n", "%s: %zu headings, %zu sources\n"),
                  tc_cli_text(cli, "output"), outline->count, sources);
    return sources ? TC_EXIT_OK : TC_EXIT_NOTHING;
}

static int answer(struct tc_cli *cli, const struct tc_writer_format *format, const struct tc_outline *outline)
{
    tc_auto_archive struct tc_archive *archive = NULL;
    struct tc_error err = {0};
    char *text = NULL;
    int exit_status = tc_cli_open(cli, &archive);
    if (exit_status)
        return exit_status;
    const struct tc_dossier_options asked = {.before = tc_cli_text(cli, "before"),
                                             .place = tc_cli_text(cli, "place"),
                                             .passages = tc_cli_number(cli, "passages", 3),
                                             .figures = tc_cli_number(cli, "figures", 12)};
    struct tc_dossier_heading *headings = tc_xcalloc(outline->count + 1, sizeof *headings);
    for (size_t i = 0; i < outline->count; i++)
        headings[i] = (struct tc_dossier_heading){outline->headings[i].spoken, outline->headings[i].level};
    enum tc_status status = tc_dossier_json(archive, headings, outline->count, &asked, &text, &err);
    free(headings);
    if (status)
        return tc_cli_fail(cli, &err);
    json_t *root = tc_json_parse_free(text);
    if (format) {
        exit_status = write_dossier(cli, format, outline, root);
    } else {
        exit_status = json_array_size(json_object_get(root, "sources")) ? TC_EXIT_OK : TC_EXIT_NOTHING;
        tc_cli_renderer(cli)->object(&cli->out, root);
    }
    json_decref(root);
    return exit_status;
}

static int run(struct tc_cli *cli)
{
    const char *file = tc_cli_text(cli, "outline"), *out = tc_cli_text(cli, "output");
    const struct tc_writer_format *format = out ? tc_writer_format_of(out) : NULL;
    if (!file || (!out && cli->format != TC_FORMAT_JSON)) {
        tc_cli_say(cli, "%s",
                   TC_T(cli->lang, "dossier: cần --outline FILE và -o OUT (hoặc --format=json)",
                        "dossier: needs --outline FILE and -o OUT (or --format=json)"));
        return TC_EXIT_USAGE;
    }
    if (out && !format) {
        tc_cli_say(cli,
                   TC_T(cli->lang, "%s: tên tệp phải có đuôi .odt, .docx, .md hoặc .html",
                        "%s: the name must end in .odt, .docx, .md or .html"),
                   out);
        return TC_EXIT_USAGE;
    }
    struct tc_document document;
    struct tc_outline outline;
    struct tc_error err = {0};
    enum tc_reason reason = TC_REASON_NONE;
    if (tc_ingest_read(file, NULL, &document, &reason, &err) != TC_OK)
        return tc_cli_fail(cli, &err);
    tc_outline_read(&document, &outline);
    int exit_status = TC_EXIT_NOTHING;
    if (outline.count)
        exit_status = answer(cli, format, &outline);
    else
        tc_cli_say(cli, TC_T(cli->lang, "%s: không thấy tiêu đề nào", "%s: there are no headings in it"), file);
    tc_outline_fini(&outline);
    tc_document_fini(&document);
    return exit_status;
}

const struct tc_command tc_command_dossier = {
    .name = "dossier",
    .arguments = "",
    .least = 0,
    .most = 0,
    .formats = TC_CAN_TEXT | TC_CAN_JSON,
    .options = options,
    .vi = "tập tư liệu theo đề cương: đoạn của từng nhiệm kỳ, số liệu, nguồn trích",
    .en = "a working file for a drafter from an outline: passages of each term, figures, sources",
    .more_vi =
        "Mỗi tiêu đề của đề cương có bảng kết quả và chỉ tiêu đã nêu, các đoạn của từng nhiệm kỳ, viện dẫn đầy đủ ở "
        "chú thích; cuối tệp là danh mục nguồn. Cùng kho và cùng đề cương thì tệp giống hệt từng byte.",
    .more_en =
        "Each heading of the outline gets a table of results and targets reported before, the passages of each term "
        "with their citations as footnotes; a list of sources ends the file. The same archive and outline give the "
        "same bytes.",
    .run = run,
};
