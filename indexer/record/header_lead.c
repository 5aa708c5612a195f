// SPDX-License-Identifier: GPL-3.0-or-later
// The lead (lời dẫn, sapo) of a news report: what the page declares to be it or describes itself with, where that
// stands below the headline; else the first paragraph below headline and date. And the first line of a text that is
// neither a paper nor a report, where it is set as a headline is.
#include "header_parts.h"

#include "text/token.h"

#include <stdlib.h>
#include <string.h>

enum {
    CELLS_BEHIND = 12, // the lead stands within as many lines below the headline
    LEAST_WORDS = 12,
    MOST_WORDS = 160,
    LONG_WORDS = 30,     // prose even without a full stop
    ALIKE = 40,          // bytes by which a description is known again
    ABOUT_SHARE = 75,    // of a hundred words of a description that the article must have
    LINE_LEAST = 3,      // words of a first line that is a title
    LINE_MOST = 30,      //
    PLAIN_SHORTEST = 200 // bytes of a text that has one
};

// Fields in which a page says its lead, the surest first: lead is an element named so or set off below the headline.
static const char *const declared[] = {"lead", "description", "subject"};

static bool begins_with_any(const struct tc_cell *cell, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (tc_cell_begins(cell, words[i]))
            return true;
    return false;
}

// A paragraph that goes on from one that the page lost.
static bool goes_on(const struct tc_cell *cell)
{
    static const char *const begins[] = {"phat bieu",    "tai hoi nghi",      "tai buoi",    "tai day", "theo do",
                                         "theo bao cao", "ket luan hoi nghi", "tham du",     "cung du", "sau phat bieu",
                                         "du hoi nghi",  "nhan dip nay",      "ben canh do", "ngoai ra"};
    return begins_with_any(cell, begins, TC_LENGTH(begins));
}

static bool is_prose(const char *text, const struct tc_cell *cell)
{
    if (cell->block == TC_BLOCK_DATELINE || cell->words < LEAST_WORDS || cell->words > MOST_WORDS)
        return false;
    char last = text[cell->end - 1];
    return cell->words >= LONG_WORDS || strchr(".!?\"/", last) || !memcmp(text + cell->end - 3, "…", 3) ||
           !memcmp(text + cell->end - 3, "”", 3);
}

// Letters and figures of a fold with single blanks, so that quotes, dashes and dots do not part likes.
static void bare(const char *fold, struct tc_buf *ret)
{
    bool blank = false;
    tc_buf_clear(ret);
    for (; *fold; fold++) {
        bool is_letter = (*fold >= 'a' && *fold <= 'z') || (*fold >= '0' && *fold <= '9');
        if (is_letter && blank && ret->len)
            tc_buf_char(ret, ' ');
        if (is_letter)
            tc_buf_char(ret, *fold);
        blank = !is_letter;
    }
    tc_buf_reserve(ret, 1)[0] = '\0';
}

// The cell below the headline that begins as value does, or that value begins with; SIZE_MAX when none does.
static size_t cell_of(const char *value, const struct tc_cells *cells, size_t title)
{
    tc_auto_free char *fold = tc_text_fold_dup(value);
    tc_auto_buf struct tc_buf want = {0}, have = {0};
    bare(fold, &want);
    for (size_t i = title + 1; i < cells->count && i <= title + CELLS_BEHIND; i++) {
        bare(cells->items[i].fold, &have);
        size_t len = have.len < want.len ? have.len : want.len;
        if (len >= ALIKE && !memcmp(have.data, want.data, len < 2 * ALIKE ? len : 2 * ALIKE))
            return i;
        // “Đông Lâm - Sau mười bốn tháng …”: the page puts a place before it
        const char *hit = want.len >= ALIKE ? memmem(have.data, have.len, want.data, ALIKE) : NULL;
        if (hit && hit - have.data <= ALIKE && hit[-1] == ' ')
            return i;
    }
    return SIZE_MAX;
}

static void set(struct tc_meta *meta, const char *lead, float confidence, uint32_t at)
{
    meta->lead = lead;
    meta->confidence[TC_META_LEAD] = confidence;
    meta->at[TC_META_LEAD] = at;
}

static bool read_declared(const struct tc_document *document, const struct tc_cells *cells, size_t title,
                          struct tc_arena *arena, struct tc_meta *meta)
{
    for (size_t d = 0; d < TC_LENGTH(declared); d++)
        for (size_t f = 0; f < document->field_count; f++) {
            const struct tc_field *field = &document->fields[f];
            if (!field->name || !field->value || strcmp(field->name, declared[d]) != 0)
                continue;
            size_t i = cell_of(field->value, cells, title);
            if (i == SIZE_MAX || cells->items[i].words > MOST_WORDS)
                continue;
            set(meta, tc_cell_text(document->text, &cells->items[i], arena), 0.9F, cells->items[i].at);
            return true;
        }
    return false;
}

// “Đồng chí … phát biểu tại hội nghị.” above “Ngày 15/11, …”: what a picture shows, set as a paragraph.
static bool is_picture_line(const struct tc_cells *cells, size_t i)
{
    enum { WORDS = 30 };
    static const char *const people[] = {"dong chi ", "cac dong chi ", "cac dai bieu ", "dai bieu ", "lanh dao "};
    static const char *const days[] = {"ngay ", "sang ", "chieu ", "toi ", "vua qua", "moi day", "hom nay"};
    return cells->items[i].words <= WORDS && i + 1 < cells->count &&
           begins_with_any(&cells->items[i], people, TC_LENGTH(people)) &&
           begins_with_any(&cells->items[i + 1], days, TC_LENGTH(days));
}

// The first paragraph, where more of them follow.
static bool read_first(const struct tc_document *document, const struct tc_cells *cells, size_t title, bool stamped,
                       struct tc_arena *arena, struct tc_meta *meta)
{
    const char *text = document->text;
    size_t prose = 0, first = 0;
    for (size_t i = title + 1; i < cells->count && prose < 2; i++) {
        const struct tc_cell *cell = &cells->items[i];
        bool is_long = cell->words > MOST_WORDS;
        if (prose == 0 && (i > title + CELLS_BEHIND || is_long || (is_prose(text, cell) && goes_on(cell))))
            return false;
        if (!is_long && (!is_prose(text, cell) || (prose == 0 && is_picture_line(cells, i))))
            continue;
        first = prose++ ? first : i;
    }
    if (prose < 2)
        return false;
    set(meta, tc_cell_text(text, &cells->items[first], arena), stamped ? 0.7F : 0.6F, cells->items[first].at);
    return true;
}

static bool has_word(const char *words, const char *word, size_t len)
{
    for (const char *p = words; (p = memmem(p, strlen(p), word, len)); p++)
        if ((p == words || p[-1] == ' ') && (!p[len] || p[len] == ' '))
            return true;
    return false;
}

// A description that stands nowhere on the page is its lead when it tells of the same, not of the site.
static void read_description(const struct tc_document *document, const struct tc_cells *cells, struct tc_arena *arena,
                             struct tc_meta *meta)
{
    tc_auto_buf struct tc_buf article = {0}, words = {0};
    for (size_t i = 0; i < cells->count; i++)
        tc_buf_printf(&article, " %s", cells->items[i].fold);
    tc_auto_free char *fold = tc_xstrdup(article.data ? article.data : "");
    bare(fold, &article);
    for (size_t f = 0; f < document->field_count && !meta->lead; f++) {
        const struct tc_field *field = &document->fields[f];
        if (!field->name || !field->value ||
            (strcmp(field->name, "description") != 0 && strcmp(field->name, "subject") != 0))
            continue;
        tc_auto_free char *value = tc_text_fold_dup(field->value);
        size_t count = 0, known = 0;
        bare(value, &words);
        for (const char *p = words.data; *p;) {
            size_t len = strcspn(p, " ");
            count++;
            known += has_word(article.data, p, len);
            p += len + (p[len] == ' ');
        }
        if (count >= LEAST_WORDS && count <= MOST_WORDS && known * 100 >= count * ABOUT_SHARE)
            set(meta, tc_arena_strdup(arena, field->value), 0.5F, UINT32_MAX);
    }
}

void tc_lead_read(const struct tc_document *document, const struct tc_cells *cells, size_t title, bool stamped,
                  struct tc_arena *arena, struct tc_meta *meta)
{
    if (!read_declared(document, cells, title, arena, meta) &&
        !read_first(document, cells, title, stamped, arena, meta))
        read_description(document, cells, arena, meta);
}

static bool begins_with_capital(const char *text, const struct tc_cell *cell)
{
    struct tc_lexer *lexer = tc_xmalloc(sizeof *lexer);
    tc_lex_init(lexer, text, cell->end);
    bool is = tc_lex(lexer, tc_lex_at(lexer, cell->at))->is_capital;
    free(lexer);
    return is;
}

bool tc_first_line_read(const struct tc_document *document, const struct tc_cells *cells, struct tc_arena *arena,
                        struct tc_meta *meta)
{
    if (cells->count < 3 || document->len < PLAIN_SHORTEST)
        return false;
    const struct tc_cell *cell = &cells->items[0];
    const char *text = document->text;
    bool is_line = cell->block == TC_BLOCK_PARAGRAPH || cell->block == TC_BLOCK_HEADING;
    bool is_alone = cells->items[1].column == 0 && cell->column == 0;
    if (!is_line || !is_alone || cell->words < LINE_LEAST || cell->words > LINE_MOST ||
        strchr(".:;,?!-", text[cell->end - 1]) || !begins_with_capital(text, cell))
        return false;
    meta->title = tc_cell_text(text, cell, arena);
    meta->confidence[TC_META_TITLE] = 0.5F;
    meta->at[TC_META_TITLE] = cell->at;
    return true;
}
