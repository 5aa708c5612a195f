// SPDX-License-Identifier: GPL-3.0-or-later
// News reports: the title on top, a stamp of day and hour, the name of who wrote it at the end, and the day of the
// meeting in the first lines. A text that shows nothing of this is no report.
#include "header_parts.h"

#include "text/token.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_CELL_WORDS = 12 };

// Where the site's own words begin behind an article.
static const char *const after_article[] = {
    "thich va chia se", "nhap binh luan", "y kien ban doc", "tin lien quan",     "cac tin khac", "tin cung chuyen muc",
    "tu khoa",          "tags",           "chia se",        "ban doc binh luan", "binh luan",    "xem them",
    "cac bai khac",     "tin moi",        "in trang",       "gui email",         "mang xa hoi",  "danh gia bai viet",
    "bai viet khac"};
// Section names that stand above a title.
static const char *const sections[] = {
    "tin tuc",         "thoi su",           "chinh tri",           "xay dung dang",
    "trang chu",       "tin trong tinh",    "tin noi bat",         "su kien",
    "xa hoi",          "kinh te",           "tin hoat dong",       "hoat dong cua tinh",
    "tin tuc su kien", "tin tuc - su kien", "thoi su - chinh tri", "tin trong nuoc"};

static bool is_one_of(const struct tc_cell *cell, const char *const *list, size_t count, bool whole)
{
    for (size_t i = 0; i < count; i++)
        if (whole ? !strcmp(cell->fold, list[i]) : tc_cell_begins(cell, list[i]))
            return true;
    return false;
}

// A stamp line: “Cập nhật ngày: 21/10/2019 08:28”, “Thứ hai, 15/01/2018 - 21:03”.
static bool read_stamp(struct tc_lexer *lexer, const struct tc_cell *cell, struct tc_date *ret)
{
    if (cell->words > 8 || cell->end - cell->at > 90)
        return false;
    uint32_t i = tc_lex_at(lexer, cell->at), next;
    bool lead = tc_cell_has(cell, "cap nhat") || tc_cell_begins(cell, "thu ") || tc_cell_begins(cell, "chu nhat") ||
                tc_cell_has(cell, "ngay dang") || tc_cell_has(cell, "dang ngay") || tc_cell_has(cell, "gmt") ||
                tc_cell_begins(cell, "ngay ");
    for (uint32_t limit = i + 14; i < limit; i++) {
        const struct tc_word *word = tc_lex(lexer, i);
        if (word->kind == TC_W_END || word->start >= cell->end)
            return false;
        struct tc_date date;
        if (word->kind == TC_W_NUMBER && tc_read_date(lexer, i, TC_DATE_FULL, &date, &next) && date.day && date.year) {
            bool hour = false; // before the date or behind it
            for (uint32_t j = tc_lex_at(lexer, cell->at);
                 j < next + 6 && tc_lex(lexer, j)->kind != TC_W_END && tc_lex(lexer, j)->start < cell->end; j++)
                hour |= tc_mark_is(tc_lex(lexer, j), ':') || tc_word_is(lexer, tc_lex(lexer, j), "h");
            if (!lead && !hour && cell->words > 0)
                return false;
            *ret = date;
            return true;
        }
    }
    return false;
}

// Behind “Tác giả:”, “Bài, ảnh:”, “Tin và ảnh:”, “Bài”, where the line begins so.
static uint32_t behind_label(struct tc_lexer *lexer, uint32_t i)
{
    static const char *const words[] = {"tác", "giả", "bài", "tin", "ảnh", "và", "thực", "hiện", "viết"};
    uint32_t at = i;
    for (bool is_label = true; is_label && at < i + 6;) {
        const struct tc_word *word = tc_lex(lexer, at);
        is_label = tc_mark_is(word, ',') || tc_mark_is(word, '-') || tc_mark_is(word, '/');
        for (size_t k = 0; k < TC_LENGTH(words) && !is_label; k++)
            is_label = tc_word_is(lexer, word, words[k]);
        at += is_label;
    }
    if (at > i && tc_mark_is(tc_lex(lexer, at), ':'))
        return at + 1;
    bool is_short = tc_word_is(lexer, tc_lex(lexer, i), "bài") || tc_word_is(lexer, tc_lex(lexer, i), "tin");
    bool is_author = tc_word_is(lexer, tc_lex(lexer, i), "tác") && tc_word_is(lexer, tc_lex(lexer, i + 1), "giả");
    return is_author ? i + 2 : i + is_short;
}

// “Thúy Hằng”, “Mai Trang - Thanh Châu”, “Đào Duy- Đức Lam”, “Tác giả: …”.
static bool read_byline(const char *text, const struct tc_cell *cell, struct tc_arena *arena, char **ret)
{
    struct tc_lexer *lexer = tc_xmalloc(sizeof *lexer);
    struct tc_buf out = {0};
    tc_lex_init(lexer, text, cell->end);
    uint32_t i = behind_label(lexer, tc_lex_at(lexer, cell->at));
    bool fits = cell->words >= 2 && cell->words <= 12;
    size_t words = 0, names = 1;
    for (; fits && tc_lex(lexer, i)->kind != TC_W_END; i++) {
        const struct tc_word *word = tc_lex(lexer, i);
        if (tc_mark_is(word, '-') || tc_mark_is(word, ',') || tc_mark_is(word, '/') || tc_mark_is(word, '&') ||
            tc_word_is(lexer, word, "và")) {
            fits = words > 0;
            tc_buf_str(&out, tc_mark_is(word, ',') ? ", " : " - ");
            words = 0;
            names++;
        } else {
            fits = word->kind == TC_W_WORD && word->is_capital && ++words <= 4 && (!word->is_upper || word->length < 3);
            if (words > 1)
                tc_buf_char(&out, ' ');
            tc_buf_add(&out, text + word->start, word->end - word->start);
        }
    }
    fits = fits && words > 0 && (names > 1 || words >= 2);
    if (fits)
        *ret = tc_arena_strdup(arena, out.data);
    tc_buf_fini(&out);
    free(lexer);
    return fits;
}

const char *tc_byline_read(const char *text, struct tc_arena *arena)
{
    struct tc_cell cell = {.end = (uint32_t)strlen(text)};
    for (const char *p = text; *p; p++)
        cell.words = (uint16_t)(cell.words + (*p != ' ' && (p == text || p[-1] == ' ')));
    char *name = NULL;
    return read_byline(text, &cell, arena, &name) ? name : NULL;
}

// The author: the last line of the article proper that is nothing but names.
static bool read_author(const char *text, const struct tc_cells *cells, struct tc_arena *arena, struct tc_meta *meta)
{
    size_t end = cells->count;
    for (size_t i = cells->count; i-- > 3;)
        if (is_one_of(&cells->items[i], after_article, TC_LENGTH(after_article), false) && cells->items[i].words < 10)
            end = i;
    size_t looked = 0;
    for (size_t i = end; i-- > 2 && looked < 4; looked++) {
        char *name;
        const struct tc_cell *cell = &cells->items[i];
        if (read_byline(text, cell, arena, &name)) {
            meta->author = name;
            meta->confidence[TC_META_AUTHOR] = 0.8F;
            meta->at[TC_META_AUTHOR] = cell->at;
            return true;
        }
        if (cell->words > 20)
            break;
    }
    return false;
}

static size_t count_of(const char *text, size_t len, const char *words);

// Names above the article, beside the date of publication: “Lò Văn Pành - 08:15 09/05/2025”, or the line before or
// behind it. What the text names again is a place or a section.
static void read_head_author(const struct tc_document *document, const struct tc_cells *cells, size_t stamp_cell,
                             struct tc_arena *arena, struct tc_meta *meta)
{
    const char *text = document->text;
    for (size_t i = stamp_cell ? stamp_cell - 1 : 0; i < cells->count && i <= stamp_cell + 1 && !meta->author; i++) {
        struct tc_cell cell = cells->items[i];
        char *name;
        if (i == stamp_cell)
            cell.end = cell.at + (uint32_t)strcspn(text + cell.at, "0123456789");
        if (cell.end > cells->items[i].end)
            continue;
        while (cell.end > cell.at && strchr(" -|,\t", text[cell.end - 1]))
            cell.end--;
        bool is_day = tc_cell_begins(&cell, "thu ") || tc_cell_begins(&cell, "chu nhat") ||
                      tc_cell_begins(&cell, "ngay") || tc_cell_begins(&cell, "cap nhat");
        bool fits =
            !is_day && cell.end > cell.at && cell.words <= NAME_CELL_WORDS && read_byline(text, &cell, arena, &name);
        if (!fits || is_one_of(&cell, sections, TC_LENGTH(sections), true) || count_of(text, document->len, name) > 1)
            continue;
        meta->author = name;
        meta->confidence[TC_META_AUTHOR] = 0.7F;
        meta->at[TC_META_AUTHOR] = cell.at;
    }
}

static size_t count_of(const char *text, size_t len, const char *words)
{
    size_t n = 0, size = strlen(words);
    const char *hit;
    while ((hit = memmem(text, len, words, size))) {
        n++;
        len -= (size_t)(hit - text) + size;
        text = hit + size;
    }
    return n;
}

// The day of a meeting: “Ngày 15/1, …”, “Chiều 6/11, …”, “vào ngày 13/01/2009”, “Từ ngày 11 đến ngày 12 tháng 11”.
void tc_event_read(const char *text, size_t from, size_t to, int year, struct tc_arena *arena, struct tc_meta *meta)
{
    struct tc_lexer *lexer = tc_xmalloc(sizeof *lexer);
    tc_lex_init(lexer, text, to);
    uint32_t i = tc_lex_at(lexer, from), line = i;
    for (uint32_t limit = i + 120; i < limit && tc_lex(lexer, i)->kind != TC_W_END; i++) {
        const struct tc_word *word = tc_lex(lexer, i);
        uint32_t next;
        struct tc_date date;
        if (word->space >= TC_S_LINE)
            line = i;
        bool day_part =
            tc_word_is(lexer, word, "sáng") || tc_word_is(lexer, word, "chiều") || tc_word_is(lexer, word, "tối");
        bool met = i > 0 && tc_word_is(lexer, tc_lex(lexer, i - 1), "họp");
        bool lead = i <= line + 1 || day_part || met || (i > 0 && tc_word_is(lexer, tc_lex(lexer, i - 1), "vào")) ||
                    (i > 0 && tc_mark_is(tc_lex(lexer, i - 1), ','));
        if (i > 1 && tc_mark_is(tc_lex(lexer, i - 1), ',') &&
            (tc_lex(lexer, i - 2)->is_upper || tc_lex(lexer, i - 2)->kind == TC_W_NUMBER))
            continue; // “Kế hoạch số 54-KH/TU, ngày …”
        uint32_t at = i + day_part;
        if (tc_word_is(lexer, tc_lex(lexer, at), "từ") && tc_word_is(lexer, tc_lex(lexer, at + 1), "ngày") &&
            tc_lex(lexer, at + 2)->kind == TC_W_NUMBER) { // the last day counts
            for (uint32_t j = at + 3; j < at + 9; j++)
                if (tc_word_is(lexer, tc_lex(lexer, j), "đến") || tc_mark_is(tc_lex(lexer, j), '-')) {
                    at = j + 1;
                    lead = true;
                    break;
                }
        }
        bool ngay = tc_word_is(lexer, tc_lex(lexer, at), "ngày");
        if (!lead || (!ngay && !day_part) || (tc_lex(lexer, at)->kind != TC_W_NUMBER && !ngay))
            continue;
        bool found = tc_read_date(lexer, at, 0, &date, &next);
        if (!found && !ngay) { // “Chiều 6/11”
            const struct tc_word *day = tc_lex(lexer, at), *mark = tc_lex(lexer, at + 1),
                                 *month = tc_lex(lexer, at + 2);
            found = day->kind == TC_W_NUMBER && day->value <= 31 && (tc_mark_is(mark, '/') || tc_mark_is(mark, '-')) &&
                    month->kind == TC_W_NUMBER && month->value >= 1 && month->value <= 12;
            date = (struct tc_date){0, (int)month->value, (int)day->value};
        }
        if (!found || !date.day)
            continue;
        if (!date.year)
            date.year = year;
        char day[TC_DATE_MAX];
        tc_date_text(&date, day);
        meta->event_date = tc_arena_strdup(arena, day);
        meta->confidence[TC_META_EVENT_DATE] = date.year ? 0.8F : 0.6F;
        meta->at[TC_META_EVENT_DATE] = tc_lex(lexer, i)->start;
        break;
    }
    free(lexer);
}

// The cell that the page's declared title begins with (“Khai mạc hội nghị - Báo Hải Triều”); SIZE_MAX when none does.
// The site's own name, which many pages put on top, is shorter than a headline.
static size_t declared_headline(const struct tc_document *document, const struct tc_cells *cells)
{
    enum { SEEN = 60, WORDS = 4 };
    for (size_t f = 0; f < document->field_count; f++) {
        const struct tc_field *field = &document->fields[f];
        if (!field->name || !field->value || strcmp(field->name, "title") != 0)
            continue;
        tc_auto_free char *declared = tc_text_fold_dup(field->value);
        for (size_t i = 0; i < cells->count && i < SEEN; i++) {
            const struct tc_cell *cell = &cells->items[i];
            if (cell->words >= WORDS && cell->fold[0] && !strncmp(declared, cell->fold, strlen(cell->fold)))
                return i;
        }
    }
    return SIZE_MAX;
}

// What a site sets round its articles was found in the text.
static bool has_site_lines(const struct tc_document *document)
{
    for (size_t i = 0; i < document->block_count; i++)
        if (document->blocks[i].kind == TC_BLOCK_FURNITURE || document->blocks[i].kind == TC_BLOCK_COMMENT)
            return true;
    return false;
}

bool tc_news_read(const struct tc_document *document, const struct tc_cells *cells, struct tc_arena *arena,
                  struct tc_meta *meta)
{
    enum { SHORTEST = 500 };
    const char *text = document->text;
    if (document->len < SHORTEST || cells->count < 3)
        return false;
    struct tc_lexer *lexer = tc_xmalloc(sizeof *lexer);
    struct tc_date stamp = {0};
    size_t title = 0, stamp_cell = 0;
    bool stamped = false;
    tc_lex_init(lexer, text, document->len);
    for (size_t i = 0; i < cells->count && i < 40 && !stamped; i++)
        if ((stamped = read_stamp(lexer, &cells->items[i], &stamp)))
            stamp_cell = i;
    // the title stands right above the stamp; without one it is the first line that is no section of the site
    while (title + 1 < cells->count && title < 6 &&
           (is_one_of(&cells->items[title], sections, TC_LENGTH(sections), true) || cells->items[title].words < 3))
        title++;
    size_t above = stamp_cell; // the line above the stamp, and above who wrote it
    char *name;
    above -= stamped && above > 0;
    above -= stamped && above > 0 && read_byline(text, &cells->items[above], arena, &name);
    if (stamped && stamp_cell > title && cells->items[above].words >= 4)
        title = above;
    else if (stamped && stamp_cell <= title && stamp_cell + 1 < cells->count)
        title = stamp_cell + 1;
    free(lexer);
    size_t declared = declared_headline(document, cells);
    title = declared != SIZE_MAX ? declared : title;
    size_t seen = document->len < 20000 ? document->len : 20000;
    size_t signs = count_of(text, seen, "đồng chí") + count_of(text, seen, "Đồng chí") +
                   count_of(text, seen, "hội nghị") + count_of(text, seen, "Phát biểu") +
                   count_of(text, seen, "phóng viên") + count_of(text, seen, "PV");
    bool authored = read_author(text, cells, arena, meta), is_page = has_site_lines(document);
    const struct tc_cell *head = &cells->items[title];
    bool headline = head->words >= 3 && head->words <= 40 && text[head->end - 1] != '.' && text[head->end - 1] != ':';
    if (!headline || !(stamped || (authored && (signs || is_page)) || signs >= 3)) {
        meta->author = NULL;
        meta->confidence[TC_META_AUTHOR] = 0;
        return false;
    }
    meta->title = tc_cell_text(text, head, arena);
    meta->confidence[TC_META_TITLE] = 0.9F;
    meta->at[TC_META_TITLE] = head->at;
    meta->type = "tin";
    meta->confidence[TC_META_TYPE] = stamped ? 0.9F : 0.7F;
    meta->at[TC_META_TYPE] = head->at;
    if (stamped) {
        char day[TC_DATE_MAX];
        tc_date_text(&stamp, day);
        meta->date = tc_arena_strdup(arena, day);
        meta->confidence[TC_META_DATE] = 0.9F;
        meta->at[TC_META_DATE] = cells->items[stamp_cell].at;
        if (!meta->author)
            read_head_author(document, cells, stamp_cell, arena, meta);
    }
    size_t body =
        title + 1 < cells->count
            ? cells
                  ->items[stamped && stamp_cell > title ? stamp_cell + 1 < cells->count ? stamp_cell + 1 : title + 1
                                                        : title + 1]
                  .at
            : 0;
    size_t to = body + 900 < document->len ? body + 900 : document->len;
    tc_event_read(text, body, to, stamp.year, arena, meta);
    tc_lead_read(document, cells, title, stamped, arena, meta);
    return true;
}
