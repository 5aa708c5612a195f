// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/tables.h"

#include "base/file.h"
#include "base/lang.h"
#include "base/paths.h"
#include "base/strmap.h"
#include "base/utf8.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// What a cell may hold.
enum form {
    TEXT,
    CODE,   // no blanks
    DATE,   // 2008-12-01
    NUMBER, // digits
    KEY     // of a document: 04-NQ/TW@2016-10-30
};

struct column_rule {
    const char *name;
    enum form form;
    bool is_needed, is_key;
    const char *choices; // "party|state"; NULL: anything of the form
};
struct table_rule {
    const char *name;
    bool is_recorded; // decides what is read from documents
    struct column_rule columns[8];
};

// Columns that are not listed (source, subject …) may hold any text.
static const struct table_rule tables[] = {
    {"types",
     true,
     {{"code", CODE, true, true, NULL},
      {"name", TEXT, true, false, NULL},
      {"words", TEXT, true, false, NULL},
      {"bare", TEXT, false, false, "party|state"},
      {"always_year", TEXT, false, false, "yes"},
      {"strength", TEXT, true, false, "strong|weak|generic"}}},
    {"issuer_codes",
     true,
     {{"code", CODE, true, true, NULL},
      {"family", TEXT, true, false, "party|state|mass"},
      {"name", TEXT, true, false, NULL}}},
    {"issuers",
     true,
     {{"code", CODE, true, true, NULL},
      {"words", TEXT, true, true, NULL},
      {"family", TEXT, true, false, "party|state|mass"},
      {"level", TEXT, true, false, "central|province|district|commune|local"}}},
    {"terms",
     true,
     {{"body", TEXT, true, true, "party|assembly"},
      {"term", CODE, true, true, NULL},
      {"from", DATE, true, false, NULL},
      {"to", DATE, false, false, NULL}}},
    {"aliases",
     true,
     {{"alias", TEXT, false, true, NULL}, {"key", KEY, true, true, NULL}, {"main", TEXT, false, false, "yes"}}},
    {"laws",
     true,
     {{"name", TEXT, true, true, NULL},
      {"kind", TEXT, true, true, "luật|bộ luật|pháp lệnh"},
      {"year", NUMBER, false, true, NULL},
      {"number", CODE, false, false, NULL},
      {"date", DATE, false, false, NULL}}},
    {"places",
     true,
     {{"name", TEXT, true, true, NULL},
      {"kind", TEXT, true, false, "tỉnh|thành phố"},
      {"from", DATE, false, false, NULL},
      {"to", DATE, false, false, NULL}}},
    {"cues",
     true,
     {{"words", TEXT, true, true, NULL},
      {"relation", TEXT, true, false, "basis|implements|amends|replaces|repeals|guides|reviews|refers|none"},
      {"side", TEXT, true, true, "before|after"},
      {"reach", NUMBER, true, false, NULL}}},
    {"abbreviations", true, {{"abbreviation", CODE, true, true, NULL}, {"words", TEXT, true, true, NULL}}},
    {"forms",
     false,
     {{"rule", CODE, true, true, NULL},
      {"applies", TEXT, true, true, "party|state|all"},
      {"from", DATE, false, true, NULL},
      {"to", DATE, false, false, NULL},
      {"text", TEXT, true, false, NULL}}},
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char *office; // archive whose tables lie over ours

void tc_tables_use(const char *archive)
{
    pthread_mutex_lock(&lock);
    if (!office && archive)
        office = tc_xstrdup(archive);
    pthread_mutex_unlock(&lock);
}

static const struct table_rule *rule_of(const char *name)
{
    for (size_t i = 0; i < TC_LENGTH(tables); i++) {
        if (!strcmp(tables[i].name, name))
            return &tables[i];
    }
    return NULL;
}

static const struct column_rule *column_of(const struct table_rule *rule, const char *name)
{
    for (size_t i = 0; i < TC_LENGTH(rule->columns) && rule->columns[i].name; i++) {
        if (!strcmp(rule->columns[i].name, name))
            return &rule->columns[i];
    }
    return NULL;
}

// --- one cell

static bool is_choice(const char *choices, const char *value)
{
    size_t len = strlen(value);
    for (; choices; choices = strchr(choices, '|'), choices += choices != NULL) {
        if (!strncmp(choices, value, len) && (choices[len] == '|' || !choices[len]))
            return true;
    }
    return false;
}

static bool is_date(const char *s)
{
    static const char form[] = "0000-00-00";
    for (size_t i = 0; i < sizeof form - 1; i++) {
        if (form[i] == '-' ? s[i] != '-' : s[i] < '0' || s[i] > '9')
            return false;
    }
    long month = strtol(s + 5, NULL, 10), day = strtol(s + 8, NULL, 10);
    return !s[10] && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

// "04-NQ/TW@2016-10-30", "45/2019/QH14": a number, no blanks, a day or year behind the @.
static bool is_key(const char *s)
{
    size_t digits = strspn(s, "0123456789");
    const char *at = strchr(s, '@');
    return digits && (s[digits] == '-' || s[digits] == '/') && strcspn(s, " ?:") == strlen(s) &&
           (!at || (at[1] >= '0' && at[1] <= '9'));
}

static const char *fault_of_cell(const struct column_rule *rule, const char *cell)
{
    size_t len = strlen(cell);
    if (len > TC_TABLE_CELL_MAX)
        return "is too long";
    if (!tc_utf8_is_valid(cell, len, NULL))
        return "is not UTF-8";
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)cell[i] < 0x20 || cell[i] == 0x7F)
            return "holds a control character";
    }
    if (!rule || (!len && !rule->is_needed))
        return NULL;
    if (!len)
        return "is missing";
    if (rule->choices && !is_choice(rule->choices, cell))
        return "is none of those allowed";
    if ((rule->form == CODE && strchr(cell, ' ')) || (rule->form == NUMBER && strspn(cell, "0123456789") != len))
        return rule->form == CODE ? "holds a blank" : "is no number";
    if (rule->form == DATE && !is_date(cell))
        return "is no day (2008-12-01)";
    return rule->form == KEY && !is_key(cell) ? "is no key (04-NQ/TW@2016-10-30)" : NULL;
}

// --- laying over

struct overlay {
    const struct table_rule *rule;
    const char *file; // shown
    const struct tc_tsv *ours;
    struct tc_tsv *merged;
    struct tc_buf *complaints; // NULL: nobody asks
    size_t line;
    int columns[64]; // of the office's file: which of ours
    size_t column_count;
    bool is_good;
};

static void complain(struct overlay *o, const char *column, const char *cell, const char *why)
{
    o->is_good = false;
    if (!o->complaints)
        return;
    tc_buf_printf(o->complaints, "%s:%zu: ", o->file, o->line);
    if (column)
        tc_buf_printf(o->complaints, "%s ", column);
    if (cell && *cell && strlen(cell) <= 60 && tc_utf8_is_valid(cell, strlen(cell), NULL))
        tc_buf_printf(o->complaints, "“%s” ", cell);
    tc_buf_printf(o->complaints, "%s", why);
    const struct column_rule *rule = column ? column_of(o->rule, column) : NULL;
    if (rule && rule->choices && strstr(why, "allowed"))
        tc_buf_printf(o->complaints, ": %s", rule->choices);
    tc_buf_char(o->complaints, '\n');
}

static bool read_header(struct overlay *o, char *line)
{
    for (char *name; (name = strsep(&line, "\t"));) {
        int column = tc_tsv_column(o->ours, name);
        if (column < 0 || o->column_count == TC_LENGTH(o->columns)) {
            complain(o, NULL, name, "is no column of this table; the whole file is left out");
            return false;
        }
        o->columns[o->column_count++] = column;
    }
    for (size_t i = 0; i < TC_LENGTH(o->rule->columns) && o->rule->columns[i].name; i++) {
        bool is_there = !o->rule->columns[i].is_needed;
        for (size_t j = 0; j < o->column_count; j++)
            is_there = is_there || !strcmp(o->ours->names[o->columns[j]], o->rule->columns[i].name);
        if (!is_there) {
            complain(o, o->rule->columns[i].name, NULL, "is missing from the header; the whole file is left out");
            return false;
        }
    }
    return true;
}

// Do two rows speak of the same thing? Of a name and its document the number counts, so that a day can be put right.
static bool is_same_row(const struct overlay *o, const char *const *a, const char *const *b)
{
    for (size_t i = 0; i < TC_LENGTH(o->rule->columns) && o->rule->columns[i].name; i++) {
        const struct column_rule *rule = &o->rule->columns[i];
        int column = tc_tsv_column(o->ours, rule->name);
        if (!rule->is_key || column < 0)
            continue;
        const char *x = a[column], *y = b[column];
        int alias = tc_tsv_column(o->ours, "alias");
        bool by_number = rule->form == KEY && alias >= 0 && *a[alias];
        size_t len = by_number ? strcspn(x, "@") : strlen(x);
        if ((by_number ? strcspn(y, "@") : strlen(y)) != len || strncmp(x, y, len) != 0)
            return false;
    }
    return true;
}

static void read_row(struct overlay *o, char *line)
{
    size_t columns = o->ours->columns, n = 0;
    const char **row = o->merged->cells + o->merged->rows * columns;
    for (size_t i = 0; i < columns; i++)
        row[i] = "";
    for (char *cell; (cell = strsep(&line, "\t")); n++) {
        if (n == o->column_count) {
            complain(o, NULL, NULL, "has more columns than the header");
            return;
        }
        row[o->columns[n]] = cell;
    }
    for (size_t i = 0; i < columns; i++) {
        const char *fault = fault_of_cell(column_of(o->rule, o->ours->names[i]), row[i]);
        if (fault) {
            complain(o, o->ours->names[i], row[i], fault);
            return;
        }
    }
    for (size_t i = 0; i < o->merged->rows; i++) {
        const char **other = o->merged->cells + i * columns;
        if (is_same_row(o, row, other)) {
            memcpy(other, row, columns * sizeof *row);
            return;
        }
    }
    if (o->merged->rows - o->ours->rows >= TC_TABLE_ROWS_MAX)
        complain(o, NULL, NULL, "is one row too many");
    else
        o->merged->rows++;
}

// merged has room for our rows and one for each line of data.
static void read_lines(struct overlay *o, char *data)
{
    bool has_header = false;
    for (char *rest = data, *line; (line = strsep(&rest, "\n"));) {
        size_t len = strlen(line);
        o->line++;
        if (len && line[len - 1] == '\r')
            line[--len] = '\0';
        if (o->line == 1 && !strncmp(line, "\xEF\xBB\xBF", 3)) // editors of other systems begin files so
            line += 3;
        if (!*line || *line == '#')
            continue;
        if (has_header)
            read_row(o, line);
        else if (!(has_header = read_header(o, line)))
            return;
    }
}

static size_t count_lines(const char *data)
{
    size_t n = 1;
    for (; *data; data++)
        n += *data == '\n';
    return n;
}

// Lays one file over `table`; false when something of it was left out.
static bool lay_over(const struct table_rule *rule, const char *archive, struct tc_tsv *table,
                     struct tc_buf *ret_complaints)
{
    tc_auto_free char *path = tc_xasprintf("%s/tables/%s.tsv", archive, rule->name);
    struct tc_buf data = {0};
    struct tc_error err = {0};
    enum tc_status status = tc_file_read(path, TC_TABLE_FILE_MAX, &data, &err);
    if (status == TC_ERR_NOT_FOUND)
        return true;
    struct tc_tsv merged = *table;
    struct overlay o = {
        .rule = rule, .file = path, .ours = table, .merged = &merged, .complaints = ret_complaints, .is_good = true};
    if (status != TC_OK || (data.len && memchr(data.data, '\0', data.len))) {
        if (ret_complaints)
            tc_buf_printf(ret_complaints, "%s\n", status != TC_OK ? err.message : path);
        tc_buf_fini(&data);
        return false;
    }
    char *text = tc_buf_take(&data);
    merged.cells = tc_xcalloc(table->rows + count_lines(text) + 1, table->columns * sizeof *merged.cells);
    if (table->rows)
        memcpy(merged.cells, table->cells, table->rows * table->columns * sizeof *merged.cells);
    read_lines(&o, text);
    free(table->cells);
    merged.office = text;
    *table = merged;
    return o.is_good;
}

enum tc_status tc_table_read(const char *name, struct tc_tsv *ret, struct tc_error *err)
{
    tc_auto_free char *path = tc_xasprintf("%s/tables/%s.tsv", tc_path_data(), name);
    const struct table_rule *rule = rule_of(name);
    enum tc_status status = tc_tsv_read(path, ret, err);
    if (status == TC_OK && office && rule)
        (void)lay_over(rule, office, ret, NULL);
    return status;
}

enum tc_status tc_tables_found(struct tc_error *err)
{
    for (size_t i = 0; i < TC_LENGTH(tables); i++) {
        tc_auto_free char *path = tc_xasprintf("%s/tables/%s.tsv", tc_path_data(), tables[i].name);
        if (access(path, R_OK) != 0)
            return tc_fail(err, TC_ERR_IO,
                           TC_TELL("thiếu bảng quy tắc %s (%s): hãy cài lại tracuu hoặc đặt TRACUU_DATADIR",
                                   "the table of rules %s is missing (%s): install tracuu again or set TRACUU_DATADIR"),
                           path, strerror(errno));
    }
    return TC_OK;
}

bool tc_tables_check(const char *archive, struct tc_buf *ret_complaints)
{
    bool is_good = true;
    for (size_t i = 0; i < TC_LENGTH(tables); i++) {
        tc_auto_free char *path = tc_xasprintf("%s/tables/%s.tsv", tc_path_data(), tables[i].name);
        struct tc_tsv table = {0};
        if (tc_tsv_read(path, &table, NULL) == TC_OK)
            is_good = lay_over(&tables[i], archive, &table, ret_complaints) && is_good;
        tc_tsv_fini(&table);
    }
    return is_good;
}

uint64_t tc_tables_fingerprint(const char *archive)
{
    uint64_t print = 0;
    for (size_t i = 0; i < TC_LENGTH(tables); i++) {
        const char *const folders[] = {tc_path_data(), archive};
        for (size_t p = 0; p < TC_LENGTH(folders) && tables[i].is_recorded; p++) {
            tc_auto_buf struct tc_buf data = {0};
            tc_auto_free char *path = tc_xasprintf("%s/tables/%s.tsv", folders[p], tables[i].name);
            (void)tc_file_read(path, TC_TABLE_FILE_MAX, &data, NULL);
            print = print * 0x9e3779b97f4a7c15U + tc_hash_bytes(data.data ? data.data : "", data.len);
        }
    }
    return print ? print : 1;
}
