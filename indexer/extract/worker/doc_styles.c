// SPDX-License-Identifier: GPL-3.0-or-later
// Styles, fonts and lists of a Word document.
#include "doc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STYLES_MAX = 4096, FONTS_MAX = 4096, LISTS_MAX = 4096, BASES_MAX = 20 };

// ---- fonts

void tc_doc_read_fonts(struct tc_doc *d)
{
    enum { NAME = 40 }; // of a font, behind its measures
    size_t at, len;
    if (!tc_doc_table_at(d, TC_DOC_FONTS, &at, &len))
        return;
    size_t end = at + len, count = tc_u16(&d->table, at);
    count = count < FONTS_MAX ? count : FONTS_MAX;
    d->fonts = tc_xcalloc(count + 1, sizeof *d->fonts);
    at += 4;
    while (d->font_count < count && at < end) {
        size_t size = (size_t)tc_u8(&d->table, at) + 1;
        tc_auto_buf struct tc_buf name = {0};
        if (size > NAME && at + size <= end)
            tc_utf16_add(&d->table, at + NAME, (size - NAME) / 2, &name);
        d->fonts[d->font_count++] = name.len ? tc_charset_of_font(name.data) : TC_CS_UNKNOWN;
        at += size;
    }
}

// ---- styles

static void read_style(struct tc_doc *d, size_t at, size_t len, size_t base_len, struct tc_doc_style *ret)
{
    const struct tc_buf *t = &d->table;
    size_t end = at + len;
    unsigned built_in = tc_u16(t, at) & 0xFFF, kind = tc_u16(t, at + 2) & 0xF, parts = tc_u16(t, at + 4) & 0xF;
    ret->base = (uint16_t)(tc_u16(t, at + 2) >> 4);
    if (built_in >= 1 && built_in <= 9)
        ret->shape.outline = (uint8_t)built_in;
    size_t name = at + base_len;
    size_t next = name + 2 + (size_t)tc_u16(t, name) * 2 + 2;
    for (unsigned i = 0; i < parts && next + 2 <= end; i++) {
        size_t size = tc_u16(t, next);
        next += 2;
        if (size > end - next)
            return;
        if (kind == 1 && i == 0 && size >= 2)
            tc_doc_apply_shape(d, &ret->shape, t, next + 2, size - 2);
        else if ((kind == 1 && i == 1) || (kind == 2 && i == 0))
            tc_doc_apply_look(&ret->look, t, next, size);
        next += size + (size & 1);
    }
}

void tc_doc_read_styles(struct tc_doc *d)
{
    size_t at, len;
    if (!tc_doc_table_at(d, TC_DOC_STYLES, &at, &len))
        return;
    const struct tc_buf *t = &d->table;
    size_t end = at + len, head = tc_u16(t, at), count = tc_u16(t, at + 2), base_len = tc_u16(t, at + 4);
    uint16_t standard = tc_u16(t, at + 2 + 12);
    count = count < STYLES_MAX ? count : STYLES_MAX;
    d->styles = tc_xcalloc(count + 1, sizeof *d->styles);
    at += 2 + head;
    while (d->style_count < count && at + 2 <= end) {
        struct tc_doc_style *style = &d->styles[d->style_count++];
        size_t size = tc_u16(t, at);
        style->base = 0xFFF;
        at += 2;
        if (size > end - at)
            break;
        if (size >= base_len && size >= 10)
            read_style(d, at, size, base_len, style);
        at += size + (size & 1);
    }
    // the font of text that nothing says more about
    if (d->style_count && !d->styles[0].look.has_font) {
        d->styles[0].look.has_font = true;
        d->styles[0].look.font = standard;
    }
}

struct tc_doc_shape tc_doc_full_shape(const struct tc_doc *d, const struct tc_doc_shape *shape)
{
    struct tc_doc_shape out = *shape;
    uint16_t style = shape->style;
    for (int i = 0; i < BASES_MAX && style < d->style_count; i++) {
        const struct tc_doc_shape *of = &d->styles[style].shape;
        if (!out.outline)
            out.outline = of->outline;
        if (!out.has_list && of->has_list) {
            out.has_list = true;
            out.list = of->list;
            out.level = out.level ? out.level : of->level;
        }
        out.breaks_page |= i == 0 && of->breaks_page;
        style = d->styles[style].base;
    }
    return out;
}

static bool look_charset(const struct tc_doc *d, const struct tc_doc_look *look, enum tc_charset *ret)
{
    if (!look->has_font && !look->has_other_font)
        return false;
    // bytes above 7F are shown in the other font; ASCII fonts tell as well where that one does not
    enum tc_charset other =
        look->has_other_font && look->other_font < d->font_count ? d->fonts[look->other_font] : TC_CS_UNKNOWN;
    *ret = other != TC_CS_UNKNOWN                         ? other
           : look->has_font && look->font < d->font_count ? d->fonts[look->font]
                                                          : TC_CS_UNKNOWN;
    return true;
}

static bool style_charset(const struct tc_doc *d, uint16_t style, enum tc_charset *ret)
{
    for (int i = 0; i < BASES_MAX && style < d->style_count; i++) {
        if (look_charset(d, &d->styles[style].look, ret))
            return true;
        style = d->styles[style].base;
    }
    return false;
}

enum tc_charset tc_doc_charset(const struct tc_doc *d, const struct tc_doc_look *look, uint16_t paragraph_style)
{
    enum tc_charset charset = TC_CS_UNKNOWN;
    if ((look && look_charset(d, look, &charset)) ||
        (look && look->has_style && style_charset(d, look->style, &charset)))
        return charset;
    (void)style_charset(d, paragraph_style, &charset);
    return charset;
}

// ---- lists

static enum tc_list_format list_format(uint8_t code)
{
    switch (code) {
    case 0:
    case 22:
        return TC_LIST_DECIMAL;
    case 1:
        return TC_LIST_UPPER_ROMAN;
    case 2:
        return TC_LIST_LOWER_ROMAN;
    case 3:
        return TC_LIST_UPPER_LETTER;
    case 4:
        return TC_LIST_LOWER_LETTER;
    case 23:
        return TC_LIST_BULLET;
    default:
        return TC_LIST_NONE;
    }
}

// One level; gives where the next begins.
static size_t read_level(struct tc_doc *d, size_t at, struct tc_list_level *ret)
{
    const struct tc_buf *t = &d->table;
    ret->start = (long)(tc_u32(t, at) & 0x7FFF);
    ret->format = list_format(tc_u8(t, at + 4));
    ret->is_legal = tc_u8(t, at + 5) & 4;
    size_t text = at + 28 + tc_u8(t, at + 24) + tc_u8(t, at + 25), count = tc_u16(t, text);
    tc_auto_buf struct tc_buf label = {0};
    for (size_t i = 0; i < count && i < 32; i++) {
        uint16_t c = tc_u16(t, text + 2 + 2 * i);
        if (c < 9)
            tc_buf_printf(&label, "%%%u", c + 1u);
        else
            tc_utf16_add(t, text + 2 + 2 * i, 1, &label);
    }
    (void)snprintf(ret->text, sizeof ret->text, "%s", label.data ? label.data : "");
    return text + 2 + count * 2;
}

// Levels that one use of a list changes (LFOLVL), from at on. Such a use is a list of its own, which counts for itself
// where it begins elsewhere. Gives where the changes end; 0: they do not lie inside.
static size_t read_changes(struct tc_doc *d, size_t at, size_t end, unsigned count, size_t use)
{
    enum { STARTS = 0x10, LOOKS = 0x20 };
    uint32_t id;
    bool is_known = d->lists.count && tc_strmap_get(&d->lists.map, d->uses[use], strlen(d->uses[use]), &id);
    struct tc_list *list = NULL;
    if (is_known && count) {
        struct tc_list base = d->lists.items[id];
        (void)snprintf(d->uses[use], TC_DOC_LIST_NAME, "use %zu", use);
        list = tc_lists_add(&d->lists, d->uses[use]);
        *list = base;
    }
    for (unsigned i = 0; i < count; i++) {
        struct tc_list_level look = {.start = 1};
        if (at + 8 > end)
            return 0;
        uint32_t start = tc_u32(&d->table, at), bits = tc_u32(&d->table, at + 4);
        unsigned level = bits & 0xF;
        at += 8;
        if (bits & LOOKS && (!tc_has(&d->table, at, 28) || (at = read_level(d, at, &look)) > end))
            return 0;
        if (!list || level >= TC_LIST_LEVELS)
            continue;
        if (!(bits & LOOKS)) {
            look = list->levels[level];
            look.start = (long)(start & 0x7FFF);
        } else if (!(bits & STARTS)) {
            look.start = list->levels[level].start;
        }
        list->levels[level] = look;
        if (bits & STARTS)
            list->counts_as = (uint32_t)(list - d->lists.items);
    }
    return at;
}

static void read_uses(struct tc_doc *d)
{
    size_t at, len;
    if (!tc_doc_table_at(d, TC_DOC_LIST_USES, &at, &len) || len < 4)
        return;
    size_t count = tc_u32(&d->table, at), first = at + 4, end = at + len;
    count = count < (len - 4) / 16 ? count : (len - 4) / 16;
    count = count < LISTS_MAX ? count : LISTS_MAX;
    d->uses = tc_xcalloc(count + 1, sizeof *d->uses);
    for (size_t i = 0; i < count; i++)
        (void)snprintf(d->uses[d->use_count++], TC_DOC_LIST_NAME, "%u", tc_u32(&d->table, first + 16 * i));
    at = first + 16 * count;
    for (size_t i = 0; i < count && at && at + 4 <= end; i++) // behind four bytes that mean nothing
        at = read_changes(d, at + 4, end, tc_u8(&d->table, first + 16 * i + 12), i);
}

void tc_doc_read_lists(struct tc_doc *d)
{
    size_t at, len;
    if (!tc_doc_table_at(d, TC_DOC_LISTS, &at, &len))
        return;
    const struct tc_buf *t = &d->table;
    size_t count = tc_u16(t, at), level = at + 2 + count * 28;
    if (count > LISTS_MAX || len < 2 + count * 28)
        return;
    for (size_t i = 0; i < count; i++) {
        size_t head = at + 2 + i * 28;
        char name[TC_DOC_LIST_NAME];
        (void)snprintf(name, sizeof name, "%u", tc_u32(t, head));
        struct tc_list *list = tc_lists_add(&d->lists, name);
        size_t levels = tc_u8(t, head + 26) & 1 ? 1 : 9;
        for (size_t k = 0; k < levels && tc_has(t, level, 28); k++)
            level = read_level(d, level, &list->levels[k]);
    }
    read_uses(d);
}
