// SPDX-License-Identifier: GPL-3.0-or-later
// .xls of Excel 97 and later (MS-XLS): a walk over the records of the stream Workbook. Strings lie in one table that
// runs over record ends; cells name their string, their font and their format by number.
#include "xls.h"

#include "view.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FORMULA = 0x0006,
    END = 0x000A,
    DATE_1904 = 0x0022,
    FILE_PASS = 0x002F,
    FONT = 0x0031,
    CONTINUE = 0x003C,
    SHEET = 0x0085,
    MUL_RK = 0x00BD,
    RSTRING = 0x00D6,
    LOOK = 0x00E0,
    STRINGS = 0x00FC,
    LABEL_SST = 0x00FD,
    NUMBER = 0x0203,
    LABEL = 0x0204,
    STRING = 0x0207,
    RK = 0x027E,
    FORMAT = 0x041E,
    BEGIN = 0x0809
};
enum { COUNT_MAX = 4000000, SHEETS_MAX = 500, FORMATS_MAX = 4096 };

struct sheet_place {
    uint32_t at;
    char *name;
};
struct look {
    uint16_t font, format;
};
struct xls {
    struct tc_flow *flow;
    const struct tc_buf *b;
    struct tc_sheet sheet;
    struct sheet_place sheets[SHEETS_MAX];
    size_t sheet_count;
    struct tc_buf text;
    uint32_t *ends; // of each string in text
    size_t string_count, string_cap;
    enum tc_charset *fonts;
    size_t font_count, font_cap;
    struct look *looks;
    size_t look_count, look_cap;
    uint8_t is_date[FORMATS_MAX]; // 1 no, 2 yes, 0 not said
    bool is_1904, is_encrypted, is_unicode;
    long formula_row, formula_column; // that a STRING record answers; -1 none
    uint16_t formula_look;
};

struct record {
    uint16_t type;
    size_t at, len, next;
};

static bool record_at(const struct tc_buf *b, size_t at, struct record *ret)
{
    if (!tc_has(b, at, 4))
        return false;
    size_t len = tc_u16(b, at + 2);
    size_t left = b->len - at - 4;
    *ret = (struct record){.type = tc_u16(b, at), .at = at + 4, .len = len < left ? len : left};
    ret->next = ret->at + ret->len;
    return true;
}

// ---- strings

// Reads over CONTINUE records: inside characters each of them begins with a byte that says 8 or 16 bits again.
struct reader {
    const struct tc_buf *b;
    size_t at, end;
};

static bool refill(struct reader *r)
{
    while (r->at >= r->end) {
        struct record record;
        if (!record_at(r->b, r->end, &record) || record.type != CONTINUE)
            return false;
        r->at = record.at;
        r->end = record.next;
    }
    return true;
}

static bool read_u8(struct reader *r, uint8_t *ret)
{
    if (!refill(r))
        return false;
    *ret = tc_u8(r->b, r->at++);
    return true;
}

static bool read_u16(struct reader *r, uint16_t *ret)
{
    uint8_t low, high;
    if (!read_u8(r, &low) || !read_u8(r, &high))
        return false;
    *ret = (uint16_t)(low | high << 8);
    return true;
}

static bool skip(struct reader *r, size_t len)
{
    while (len) {
        if (!refill(r))
            return false;
        size_t n = r->end - r->at < len ? r->end - r->at : len;
        r->at += n;
        len -= n;
    }
    return true;
}

static bool read_chars(struct reader *r, size_t count, bool is_wide, struct tc_buf *ret)
{
    while (count) {
        if (r->at >= r->end) {
            uint8_t flags;
            if (!read_u8(r, &flags))
                return false;
            is_wide = flags & 1;
            continue;
        }
        size_t size = is_wide ? 2 : 1, n = (r->end - r->at) / size;
        n = n < count ? n : count;
        if (n == 0)
            return false; // half a character
        if (is_wide)
            tc_utf16_add(r->b, r->at, n, ret);
        else
            tc_cp1252_add(ret, r->b->data + r->at, n);
        r->at += n * size;
        count -= n;
    }
    return true;
}

// A Unicode string with what may hang on it (formatting runs, phonetics).
static bool read_string(struct reader *r, struct tc_buf *ret)
{
    uint16_t count, runs = 0, low = 0, high = 0;
    uint8_t flags;
    if (!read_u16(r, &count) || !read_u8(r, &flags) || ((flags & 8) && !read_u16(r, &runs)) ||
        ((flags & 4) && (!read_u16(r, &low) || !read_u16(r, &high))))
        return false;
    return read_chars(r, count, flags & 1, ret) && skip(r, (size_t)runs * 4 + ((size_t)high << 16 | low));
}

static void read_strings(struct xls *x, const struct record *record)
{
    struct reader r = {.b = x->b, .at = record->at + 8, .end = record->next};
    uint32_t count = tc_u32(x->b, record->at + 4);
    for (uint32_t i = 0; i < count && i < COUNT_MAX && x->text.len <= x->flow->max_text; i++) {
        if (!read_string(&r, &x->text))
            return;
        TC_GROW(x->ends, x->string_count, x->string_cap);
        x->ends[x->string_count++] = (uint32_t)x->text.len;
    }
}

// ---- the book

static void read_sheet_place(struct xls *x, const struct record *record)
{
    if (x->sheet_count == SHEETS_MAX || tc_u8(x->b, record->at + 5) != 0) // charts and macros hold no cells
        return;
    tc_auto_buf struct tc_buf name = {0};
    size_t count = tc_u8(x->b, record->at + 6);
    if (x->is_unicode && (tc_u8(x->b, record->at + 7) & 1))
        tc_utf16_add(x->b, record->at + 8, count, &name);
    else if (tc_has(x->b, record->at + 7 + x->is_unicode, count))
        tc_cp1252_add(&name, x->b->data + record->at + 7 + x->is_unicode, count);
    x->sheets[x->sheet_count++] = (struct sheet_place){.at = tc_u32(x->b, record->at), .name = tc_buf_take(&name)};
}

static void read_font(struct xls *x, const struct record *record)
{
    tc_auto_buf struct tc_buf name = {0};
    size_t count = tc_u8(x->b, record->at + 14);
    if (x->is_unicode && (tc_u8(x->b, record->at + 15) & 1))
        tc_utf16_add(x->b, record->at + 16, count, &name);
    else if (tc_has(x->b, record->at + 15 + x->is_unicode, count))
        tc_buf_add(&name, x->b->data + record->at + 15 + x->is_unicode, count);
    // font 4 does not exist
    if (x->font_count == 4) {
        TC_GROW(x->fonts, x->font_count, x->font_cap);
        x->fonts[x->font_count++] = TC_CS_UNKNOWN;
    }
    TC_GROW(x->fonts, x->font_count, x->font_cap);
    x->fonts[x->font_count++] = name.len ? tc_charset_of_font(name.data) : TC_CS_UNKNOWN;
}

static void read_format(struct xls *x, const struct record *record)
{
    tc_auto_buf struct tc_buf code = {0};
    struct reader r = {.b = x->b, .at = record->at + 2, .end = record->next};
    uint16_t id = tc_u16(x->b, record->at);
    if (id < FORMATS_MAX && read_string(&r, &code) && code.len)
        x->is_date[id] = tc_sheet_is_date(id, code.data) ? 2 : 1;
}

static void book_record(struct xls *x, const struct record *record)
{
    switch (record->type) {
    case BEGIN:
        x->is_unicode = tc_u16(x->b, record->at) >= 0x0600;
        break;
    case FILE_PASS:
        x->is_encrypted = true;
        break;
    case DATE_1904:
        x->is_1904 = tc_u16(x->b, record->at) != 0;
        break;
    case SHEET:
        read_sheet_place(x, record);
        break;
    case FONT:
        if (x->font_count < COUNT_MAX)
            read_font(x, record);
        break;
    case FORMAT:
        read_format(x, record);
        break;
    case LOOK:
        if (x->look_count < COUNT_MAX) {
            TC_GROW(x->looks, x->look_count, x->look_cap);
            x->looks[x->look_count++] =
                (struct look){.font = tc_u16(x->b, record->at), .format = tc_u16(x->b, record->at + 2)};
        }
        break;
    case STRINGS:
        read_strings(x, record);
        break;
    default:
        break;
    }
}

// ---- cells

static bool is_date(const struct xls *x, uint16_t look)
{
    if (look >= x->look_count)
        return false;
    uint16_t format = x->looks[look].format;
    return format < FORMATS_MAX && x->is_date[format] ? x->is_date[format] == 2 : tc_sheet_is_date(format, NULL);
}

static void put_text(struct xls *x, uint16_t look, const char *text, size_t len)
{
    uint16_t font = look < x->look_count ? x->looks[look].font : 0;
    tc_flow_font(x->flow, font < x->font_count ? x->fonts[font] : TC_CS_UNKNOWN);
    tc_flow_text(x->flow, text, len);
    tc_flow_font(x->flow, TC_CS_UNKNOWN);
}

static double rk_value(uint32_t rk)
{
    double value;
    if (rk & 2) {
        value = (double)((int32_t)rk >> 2);
    } else {
        uint64_t bits = (uint64_t)(rk & 0xFFFFFFFC) << 32;
        memcpy(&value, &bits, sizeof value);
    }
    return rk & 1 ? value / 100 : value;
}

static double double_at(const struct tc_buf *b, size_t at)
{
    uint64_t bits = (uint64_t)tc_u32(b, at) | (uint64_t)tc_u32(b, at + 4) << 32;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static void put_number(struct xls *x, long row, long column, uint16_t look, double value)
{
    if (isfinite(value) && tc_sheet_cell(&x->sheet, row, column))
        tc_sheet_number(&x->sheet, value, is_date(x, look));
}

static void put_formula(struct xls *x, const struct record *record, long row, long column, uint16_t look)
{
    if (tc_u16(x->b, record->at + 12) != 0xFFFF) {
        put_number(x, row, column, look, double_at(x->b, record->at + 6));
    } else if (tc_u8(x->b, record->at + 6) == 0) { // the text follows
        x->formula_row = row;
        x->formula_column = column;
        x->formula_look = look;
    }
}

static void put_label(struct xls *x, const struct record *record, size_t at, long row, long column, uint16_t look)
{
    tc_auto_buf struct tc_buf text = {0};
    struct reader r = {.b = x->b, .at = at, .end = record->next};
    bool done;
    if (x->is_unicode) {
        done = read_string(&r, &text);
    } else {
        size_t count = tc_u16(x->b, at);
        done = tc_has(x->b, at + 2, count);
        if (done)
            tc_cp1252_add(&text, x->b->data + at + 2, count);
    }
    if (done && text.len && tc_sheet_cell(&x->sheet, row, column))
        put_text(x, look, text.data, text.len);
}

static void cell_record(struct xls *x, const struct record *record)
{
    size_t at = record->at;
    long row = tc_u16(x->b, at), column = tc_u16(x->b, at + 2);
    uint16_t look = tc_u16(x->b, at + 4);
    switch (record->type) {
    case LABEL_SST: {
        uint32_t i = tc_u32(x->b, at + 6);
        if (i < x->string_count && tc_sheet_cell(&x->sheet, row, column)) {
            uint32_t start = i ? x->ends[i - 1] : 0;
            put_text(x, look, x->text.data ? x->text.data + start : "", x->ends[i] - start);
        }
        break;
    }
    case LABEL:
    case RSTRING:
        put_label(x, record, at + 6, row, column, look);
        break;
    case NUMBER:
        put_number(x, row, column, look, double_at(x->b, at + 6));
        break;
    case RK:
        put_number(x, row, column, look, rk_value(tc_u32(x->b, at + 6)));
        break;
    case MUL_RK:
        for (size_t i = 0; 4 + i * 6 + 6 < record->len; i++)
            put_number(x, row, column + (long)i, tc_u16(x->b, at + 4 + i * 6), rk_value(tc_u32(x->b, at + 6 + i * 6)));
        break;
    case FORMULA:
        put_formula(x, record, row, column, look);
        break;
    case STRING:
        if (x->formula_row >= 0)
            put_label(x, record, at, x->formula_row, x->formula_column, x->formula_look);
        x->formula_row = -1;
        break;
    default:
        break;
    }
}

static void read_records(struct xls *x, size_t at, void (*take)(struct xls *x, const struct record *record))
{
    struct record record;
    unsigned depth = 0;
    while (record_at(x->b, at, &record) && !x->flow->is_full && !x->is_encrypted) {
        depth += record.type == BEGIN;
        if (depth <= 1) // charts inside a sheet have records of their own
            take(x, &record);
        if (record.type == END && --depth == 0)
            return;
        if (depth == 0 || record.next <= at)
            return;
        at = record.next;
    }
}

enum tc_reason tc_xls_read(const struct tc_buf *stream, struct tc_flow *flow)
{
    struct xls *x = tc_xcalloc(1, sizeof *x);
    x->flow = flow;
    x->b = stream;
    read_records(x, 0, book_record);
    enum tc_reason reason = x->is_encrypted       ? TC_REASON_ENCRYPTED
                            : x->sheet_count == 0 ? TC_REASON_DAMAGED
                                                  : TC_REASON_NONE;
    for (size_t i = 0; i < x->sheet_count; i++) {
        if (reason == TC_REASON_NONE && !flow->is_full) {
            tc_sheet_begin(&x->sheet, flow, x->sheets[i].name, (unsigned)i + 1, x->is_1904);
            x->formula_row = -1;
            read_records(x, x->sheets[i].at, cell_record);
            tc_sheet_end(&x->sheet);
        }
        free(x->sheets[i].name);
    }
    tc_buf_fini(&x->text);
    free(x->ends);
    free(x->fonts);
    free(x->looks);
    free(x);
    return reason;
}

enum tc_reason tc_read_xls(const struct tc_source *source, struct tc_flow *flow)
{
    struct tc_ole *ole = tc_ole_open(source);
    if (!ole)
        return TC_REASON_DAMAGED;
    tc_auto_buf struct tc_buf stream = {0};
    enum tc_reason reason = TC_REASON_DAMAGED;
    if (tc_ole_stream(ole, "Workbook", &stream) || tc_ole_stream(ole, "Book", &stream))
        reason = tc_xls_read(&stream, flow);
    if (reason == TC_REASON_NONE)
        tc_ole_fields(ole, flow);
    tc_ole_close(ole);
    return reason;
}
