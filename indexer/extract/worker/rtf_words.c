// SPDX-License-Identifier: GPL-3.0-or-later
// The control words of RTF that change what is read; all others are ignored.
#include "rtf.h"

#include <string.h>

static struct tc_rtf_group *group(struct tc_rtf *r)
{
    return &r->groups[r->depth];
}

static bool is_body(struct tc_rtf *r)
{
    return group(r)->place == TC_RTF_BODY || group(r)->place == TC_RTF_LABEL;
}

static void open_aside(struct tc_rtf *r, enum tc_block_kind kind, bool is_margin)
{
    if (group(r)->place != TC_RTF_BODY || r->in_aside)
        return; // an aside within an aside is read as part of it
    tc_flow_init(&r->aside, r->body->max_text);
    r->aside.page = is_margin ? 0 : r->body->page;
    (void)tc_flow_region(&r->aside, kind);
    r->flow = &r->aside;
    r->in_aside = true;
    r->aside_is_margin = is_margin;
    group(r)->opens_aside = true;
}

// ---- destinations: the first word of a group says what it is

enum destination { SKIP, FONTS, HEADER, FOOTER, NOTE, BOX, LABEL, TITLE, AUTHOR, SUBJECT, KEYWORDS, PASS };

static const struct {
    const char *word;
    enum destination destination;
} destinations[] = {
    {"fonttbl", FONTS},   {"colortbl", SKIP},     {"stylesheet", SKIP},     {"info", SKIP},         {"pict", SKIP},
    {"object", PASS},     {"objdata", SKIP},      {"result", PASS},         {"fldinst", SKIP},      {"fldrslt", PASS},
    {"header", HEADER},   {"headerl", HEADER},    {"headerr", HEADER},      {"headerf", HEADER},    {"footer", FOOTER},
    {"footerl", FOOTER},  {"footerr", FOOTER},    {"footerf", FOOTER},      {"footnote", NOTE},     {"shpinst", PASS},
    {"shptxt", BOX},      {"listtext", LABEL},    {"pntext", LABEL},        {"title", TITLE},       {"author", AUTHOR},
    {"subject", SUBJECT}, {"keywords", KEYWORDS}, {"annotation", SKIP},     {"atnid", SKIP},        {"atnauthor", SKIP},
    {"sp", SKIP},         {"nonshppict", SKIP},   {"shprslt", SKIP},        {"falt", SKIP},         {"panose", SKIP},
    {"listtable", SKIP},  {"themedata", SKIP},    {"datastore", SKIP},      {"xe", SKIP},           {"tc", SKIP},
    {"bkmkstart", SKIP},  {"bkmkend", SKIP},      {"generator", SKIP},      {"do", PASS},           {"dptxbxtext", BOX},
    {"rtf", PASS},        {"upr", PASS},          {"nesttableprops", SKIP}, {"nonesttables", SKIP}, {"ftnsep", SKIP},
    {"ftnsepc", SKIP},    {"aftnsep", SKIP},      {"aftnsepc", SKIP},       {"revtbl", SKIP},       {"filetbl", SKIP},
};

static void open_field(struct tc_rtf *r, const char *name)
{
    // the information group is skipped but for these
    if (r->field)
        return;
    group(r)->place = TC_RTF_FIELD;
    r->field = name;
    tc_buf_clear(&r->name);
}

static bool open_destination(struct tc_rtf *r, const char *word)
{
    size_t i = 0;
    while (i < TC_LENGTH(destinations) && strcmp(word, destinations[i].word) != 0)
        i++;
    if (i == TC_LENGTH(destinations)) {
        if (r->is_starred)
            group(r)->place = TC_RTF_SKIP;
        return r->is_starred;
    }
    bool is_skipped = group(r)->place == TC_RTF_SKIP;
    switch (destinations[i].destination) {
    case TITLE:
        open_field(r, "title");
        break;
    case AUTHOR:
        open_field(r, "author");
        break;
    case SUBJECT:
        open_field(r, "subject");
        break;
    case KEYWORDS:
        open_field(r, "keywords");
        break;
    case FONTS:
        group(r)->place = is_skipped ? TC_RTF_SKIP : TC_RTF_FONT_TABLE;
        r->table_font = -1;
        break;
    case SKIP:
        group(r)->place = TC_RTF_SKIP;
        break;
    case HEADER:
        open_aside(r, TC_BLOCK_PAGE_HEADER, true);
        break;
    case FOOTER:
        open_aside(r, TC_BLOCK_PAGE_FOOTER, true);
        break;
    case NOTE:
        open_aside(r, TC_BLOCK_FOOTNOTE, false);
        break;
    case BOX:
        open_aside(r, TC_BLOCK_PARAGRAPH, false);
        break;
    case LABEL:
        group(r)->place = is_skipped ? TC_RTF_SKIP : TC_RTF_LABEL;
        break;
    case PASS:
        break;
    }
    return true;
}

// ---- characters

static void unicode(struct tc_rtf *r, long number)
{
    uint32_t c = (uint32_t)(number < 0 ? number + 65536 : number);
    r->to_skip = 0;
    if (c >= 0xD800 && c < 0xDC00) {
        r->high = c;
    } else if (c >= 0xDC00 && c < 0xE000) {
        if (r->high)
            tc_rtf_code_point(r, 0x10000 + ((r->high - 0xD800) << 10) + (c - 0xDC00));
        r->high = 0;
    } else {
        tc_rtf_code_point(r, c);
    }
    r->to_skip = group(r)->skip_after_u;
}

static const struct {
    const char *word;
    uint32_t c;
} characters[] = {
    {"tab", '\t'},         {"line", '\n'},     {"emdash", 0x2014}, {"endash", 0x2013},
    {"bullet", 0x2022},    {"lquote", 0x2018}, {"rquote", 0x2019}, {"ldblquote", 0x201C},
    {"rdblquote", 0x201D}, {"emspace", ' '},   {"enspace", ' '},   {"qmspace", ' '},
};

static bool put_character(struct tc_rtf *r, const char *word)
{
    for (size_t i = 0; i < TC_LENGTH(characters); i++)
        if (!strcmp(word, characters[i].word)) {
            if (characters[i].c == '\t' && group(r)->place == TC_RTF_LABEL)
                tc_rtf_code_point(r, ' ');
            else
                tc_rtf_code_point(r, characters[i].c);
            return true;
        }
    return false;
}

// ---- fonts

static enum tc_charset of_code_page(long number)
{
    return number == 1258 ? TC_CS_CP1258 : TC_CS_UNKNOWN;
}

static void font_word(struct tc_rtf *r, const char *word, long number)
{
    if (!strcmp(word, "f")) {
        r->table_font = (int32_t)number;
        tc_buf_clear(&r->name);
        if (number >= 0 && number < TC_RTF_FONTS)
            r->fonts[number].charset = r->code_page;
    } else if (!strcmp(word, "fcharset") && r->table_font >= 0 && r->table_font < TC_RTF_FONTS) {
        r->fonts[r->table_font].is_symbol = number == 2;
        if (number == 163)
            r->fonts[r->table_font].charset = TC_CS_CP1258;
    }
}

// ---- paragraphs and tables

static void end_cell(struct tc_rtf *r)
{
    if (!is_body(r))
        return;
    if (r->in_aside) {
        tc_rtf_end_paragraph(r);
        return;
    }
    if (!r->table_open) { // an empty first cell
        tc_flow_end(r->flow);
        tc_flow_table(r->flow, TC_BORDER_NONE);
        tc_flow_row(r->flow);
        tc_flow_cell(r->flow);
        r->table_open = true;
    }
    tc_rtf_end_paragraph(r);
    tc_flow_cell(r->flow);
}

static void end_row(struct tc_rtf *r)
{
    if (!is_body(r) || r->in_aside || !r->table_open)
        return;
    tc_rtf_end_paragraph(r);
    tc_flow_row(r->flow);
    tc_flow_cell(r->flow);
}

static void begin_row(struct tc_rtf *r)
{
    r->borders = 0;
    r->in_border = false;
}

// A border is told by its side, then its kind; two sides drawn make a table of data.
static bool border_word(struct tc_rtf *r, const char *word)
{
    if (!strncmp(word, "clbrdr", 6) || !strncmp(word, "trbrdr", 6)) {
        r->in_border = true;
        return true;
    }
    if (strncmp(word, "brdr", 4) != 0 || !r->in_border)
        return false;
    static const char *const drawn[] = {"brdrs", "brdrth", "brdrdb", "brdrdot", "brdrdash", "brdrhair"};
    for (size_t i = 0; i < TC_LENGTH(drawn); i++)
        if (!strcmp(word, drawn[i]) && ++r->borders == 3 && r->table_open)
            tc_flow_table_border(r->body, TC_BORDER_VISIBLE);
    return true;
}

static bool paragraph_word(struct tc_rtf *r, const char *word, long number)
{
    if (!strcmp(word, "par") || !strcmp(word, "sect") || !strcmp(word, "nestrow")) {
        tc_rtf_end_paragraph(r);
    } else if (!strcmp(word, "pard")) {
        if (is_body(r) && group(r)->place != TC_RTF_LABEL) {
            r->in_table = false;
            r->outline = 0;
        }
    } else if (!strcmp(word, "intbl")) {
        r->in_table = true;
    } else if (!strcmp(word, "itap")) {
        r->in_table = number > 0;
    } else if (!strcmp(word, "cell")) {
        end_cell(r);
    } else if (!strcmp(word, "nestcell")) {
        tc_rtf_code_point(r, '\t');
    } else if (!strcmp(word, "row")) {
        end_row(r);
    } else if (!strcmp(word, "trowd")) {
        begin_row(r);
    } else if (!strcmp(word, "cellx")) {
        if (r->borders >= 3 && r->table_open)
            tc_flow_table_border(r->body, TC_BORDER_VISIBLE);
    } else if (!strcmp(word, "outlinelevel")) {
        r->outline = number >= 0 && number < 9 ? (int)number + 1 : 0;
    } else if (!strcmp(word, "page") && is_body(r) && !r->in_aside) {
        tc_flow_next_page(r->flow);
    } else {
        return border_word(r, word);
    }
    return true;
}

void tc_rtf_word(struct tc_rtf *r, const char *word, bool has_number, long number)
{
    bool is_destination = open_destination(r, word);
    r->is_starred = false;
    if (is_destination)
        return;
    struct tc_rtf_group *g = group(r);
    if (g->place == TC_RTF_FONT_TABLE) {
        font_word(r, word, number);
    } else if (!strcmp(word, "u") && has_number) {
        unicode(r, number);
    } else if (!strcmp(word, "uc")) {
        g->skip_after_u = (uint16_t)(number >= 0 && number < 16 ? number : 1);
    } else if (!strcmp(word, "ansicpg")) {
        r->code_page = of_code_page(number);
    } else if (!strcmp(word, "deff")) {
        r->default_font = (int32_t)number;
        g->font = (int32_t)number;
        r->groups[0].font = (int32_t)number;
    } else if (!strcmp(word, "f")) {
        g->font = (int32_t)number;
    } else if (!strcmp(word, "plain")) {
        g->font = r->default_font;
        g->is_hidden = false;
    } else if (!strcmp(word, "v") || !strcmp(word, "deleted")) {
        g->is_hidden = !has_number || number != 0;
    } else if (!put_character(r, word)) {
        (void)paragraph_word(r, word, number);
    }
}
