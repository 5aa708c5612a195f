// SPDX-License-Identifier: GPL-3.0-or-later
#include "header_cells.h"

#include "base/utf8.h"
#include "text/token.h"

#include <stdlib.h>
#include <string.h>

void tc_cells_fini(struct tc_cells *cells)
{
    free(cells->items);
    *cells = (struct tc_cells){0};
}

bool tc_cell_begins(const struct tc_cell *cell, const char *fold)
{
    return !strncmp(cell->fold, fold, strlen(fold));
}

bool tc_cell_has(const struct tc_cell *cell, const char *fold)
{
    return strstr(cell->fold, fold) != NULL;
}

static char *squeeze(const char *text, size_t len, struct tc_arena *arena)
{
    char *out = tc_arena_alloc(arena, len + 1);
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        bool nbsp = (unsigned char)text[i] == 0xC2 && i + 1 < len && (unsigned char)text[i + 1] == 0xA0;
        bool space = nbsp || text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '\r' || text[i] == '\f';
        if (!space)
            out[n++] = text[i];
        else if (n && out[n - 1] != ' ')
            out[n++] = ' ';
        i += nbsp;
    }
    while (n && out[n - 1] == ' ')
        n--;
    out[n] = '\0';
    return out;
}

char *tc_cell_text(const char *text, const struct tc_cell *cell, struct tc_arena *arena)
{
    return squeeze(text + cell->at, cell->end - cell->at, arena);
}

static bool is_rule(char c)
{
    return c == '-' || c == '_' || c == '=' || c == '*' || c == '.' || c == '~';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f';
}

struct builder {
    const char *text;
    struct tc_arena *arena;
    struct tc_cells *cells;
    size_t max;
    uint8_t column, block;
    bool blank, rule;
    struct tc_lexer *lexer;
};

static void judge_letters(struct builder *b, struct tc_cell *cell)
{
    bool any = false, upper = true;
    uint32_t i = tc_lex_at(b->lexer, cell->at);
    for (uint32_t limit = i + 400; i < limit; i++) {
        const struct tc_word *word = tc_lex(b->lexer, i);
        if (word->kind == TC_W_END || word->start >= cell->end)
            break;
        if (word->kind != TC_W_WORD)
            continue;
        any = true;
        cell->words++;
        upper &= word->is_upper;
    }
    cell->is_upper = any && upper;
}

static void judge_kind(struct tc_cell *cell)
{
    bool motto = tc_cell_has(cell, "hanh phuc") && (tc_cell_has(cell, "doc lap") || tc_cell_has(cell, "tu do"));
    if (cell->words <= 14 &&
        (tc_cell_begins(cell, "cong hoa xa hoi") || tc_cell_begins(cell, "chu nghia viet nam") ||
         (tc_cell_has(cell, "xa hoi chu nghia") && cell->is_upper) || motto || tc_cell_begins(cell, "doc lap -")))
        cell->kind = TC_CELL_NATION;
    else if (cell->words <= 6 && tc_cell_begins(cell, "dang cong san"))
        cell->kind = TC_CELL_PARTY;
}

static void add_cell(struct builder *b, size_t from, size_t to)
{
    const char *text = b->text;
    while (from < to && (is_blank(text[from]) ||
                         ((unsigned char)text[from] == 0xC2 && from + 1 < to && (unsigned char)text[from + 1] == 0xA0)))
        from += (unsigned char)text[from] == 0xC2 ? 2 : 1;
    // a rule in front, as printers' text has it: “-------Số: 22/VBHN-VPQH”
    size_t rule = from;
    while (rule < to && is_rule(text[rule]))
        rule++;
    if (rule - from >= 3 || rule == to) {
        b->rule |= rule > from;
        from = rule;
        while (from < to && is_blank(text[from]))
            from++;
    }
    while (to > from && is_blank(text[to - 1]))
        to--;
    if (to > from + 3 && is_rule(text[to - 1]) && is_rule(text[to - 2]) && is_rule(text[to - 3]))
        while (to > from && (is_rule(text[to - 1]) || is_blank(text[to - 1])))
            to--;
    if (from >= to || b->cells->count >= b->max)
        return;
    TC_GROW(b->cells->items, b->cells->count, b->cells->cap);
    struct tc_cell *cell = &b->cells->items[b->cells->count++];
    *cell = (struct tc_cell){.at = (uint32_t)from, .end = (uint32_t)to, .column = b->column, .block = b->block};
    cell->blank_before = b->blank;
    cell->rule_before = b->rule;
    struct tc_buf fold = {0};
    tc_text_fold(text + from, to - from < 400 ? to - from : 400, &fold);
    cell->fold = squeeze(fold.data ? fold.data : "", fold.len, b->arena);
    tc_buf_fini(&fold);
    judge_letters(b, cell);
    judge_kind(cell);
    b->blank = b->rule = false;
}

// Where a standing part of a head begins or ends within a line; 0 when nowhere. Only words in capitals and “Số:” count.
static size_t split_point(const char *text, size_t from, size_t to)
{
    static const struct {
        const char *words;
        bool ends; // split behind it rather than before it
    } parts[] = {{"CỘNG HÒA XÃ HỘI", false},
                 {"CỘNG HOÀ XÃ HỘI", false},
                 {"Độc lập - Tự do", false},
                 {"Độc lập – Tự do", false},
                 {"Hạnh phúc", true},
                 {"ĐẢNG CỘNG SẢN VIỆT NAM", false},
                 {"Số:", false},
                 {"CHỦ NGHĨA VIỆT NAM", true},
                 {"CỘNG SẢN VIỆT NAM", true}};
    size_t best = 0;
    for (size_t i = 0; i < TC_LENGTH(parts); i++) {
        size_t len = strlen(parts[i].words);
        const char *hit = to > from ? memmem(text + from, to - from, parts[i].words, len) : NULL;
        if (!hit)
            continue;
        size_t at = (size_t)(hit - text) + (parts[i].ends ? len : 0);
        if (!strcmp(parts[i].words, "Số:") && at >= from + 6 && !memcmp(text + at - 6, "uật ", 4))
            continue; // Luật số
        if (at > from && at < to && (!best || at < best))
            best = at;
    }
    for (size_t at = from + 1; at + 4 < to && (!best || at < best); at++) // a rule in the middle
        if (is_rule(text[at]) && text[at] != '.' && text[at] == text[at + 1] && text[at] == text[at + 2] &&
            text[at] == text[at + 3]) {
            best = at;
            break;
        }
    return best;
}

static void add_parts(struct builder *b, size_t from, size_t to, bool head)
{
    while (head && from < to) {
        size_t cut = split_point(b->text, from, to);
        if (!cut)
            break;
        add_cell(b, from, cut);
        from = cut;
    }
    add_cell(b, from, to);
}

static void add_line(struct builder *b, size_t from, size_t to, uint8_t column, bool head)
{
    size_t start = from;
    b->column = column;
    for (size_t i = from; i < to; i++) {
        size_t end = i;
        while (end < to && is_blank(b->text[end]))
            end++;
        bool gap = end - i >= 3 || (end > i && memchr(b->text + i, '\t', end - i));
        if (gap && i > start) {
            add_parts(b, start, i, head);
            b->column++;
            start = end;
        }
        if (end > i)
            i = end - 1;
    }
    if (start < to)
        add_parts(b, start, to, head);
}

void tc_cells_read(const struct tc_document *document, size_t from, size_t max, struct tc_arena *arena,
                   struct tc_cells *ret)
{
    struct builder b = {.text = document->text, .arena = arena, .cells = ret, .max = max};
    *ret = (struct tc_cells){0};
    b.lexer = tc_xmalloc(sizeof *b.lexer);
    tc_lex_init(b.lexer, document->text, document->len);
    b.lexer->loose_capitals = document->decoded.charset == TC_CS_TCVN3 || document->decoded.charset == TC_CS_TCVN3_CAPS;
    for (size_t pos = from; pos < document->len && ret->count < max;) {
        const char *end = memchr(document->text + pos, '\n', document->len - pos);
        size_t to = end ? (size_t)(end - document->text) : document->len;
        size_t first = pos;
        while (first < to && is_blank(document->text[first]))
            first++;
        const struct tc_block *block = first < to ? tc_document_block_at(document, first) : NULL;
        b.block = block ? (uint8_t)block->kind : TC_BLOCK_PARAGRAPH;
        bool shown = tc_block_is_body(b.block) || b.block == TC_BLOCK_DATELINE;
        if (first == to)
            b.blank = true;
        else if (shown)
            add_line(&b, pos, to, b.block == TC_BLOCK_HEAD_RIGHT, ret->count < 600);
        pos = to + 1;
    }
    free(b.lexer);
}

bool tc_cell_is_name(const char *text, const struct tc_cell *cell, struct tc_arena *arena, char **ret)
{
    struct tc_lexer *lexer = tc_xmalloc(sizeof *lexer);
    size_t words = 0, first = 0;
    bool fits = cell->words >= 2 && cell->words <= 8;
    tc_lex_init(lexer, text, cell->end);
    uint32_t i = tc_lex_at(lexer, cell->at), end = cell->at;
    for (; fits; i++) {
        const struct tc_word *word = tc_lex(lexer, i);
        if (word->kind == TC_W_END)
            break;
        if (tc_mark_is(word, '.') && words <= 1 && !word->space) { // PGS.TS, ThS.
            words = 0;
            continue;
        }
        fits = word->kind == TC_W_WORD && word->is_capital && (word->length == 1 || !word->is_upper || !words);
        if (word->is_upper && word->length > 1 && !words && fits) { // PGS TS: a degree
            continue;
        }
        if (!words)
            first = word->start;
        words++;
        end = word->end;
    }
    free(lexer);
    fits = fits && words >= 2 && words <= 5;
    if (fits && ret)
        *ret = squeeze(text + first, end - first, arena);
    return fits;
}

// Words behind which a name of a place follows.
static bool leads_name(const char *word, size_t len)
{
    static const char *const kinds[] = {"tỉnh", "phố", "huyện", "quận", "xã", "phường", "trấn"};
    for (size_t i = 0; i < TC_LENGTH(kinds); i++)
        if (strlen(kinds[i]) == len && !memcmp(word, kinds[i], len))
            return true;
    return false;
}

// What never belongs to the name of a place, so that one that ended is not gone on with: “ĐẢNG BỘ TỈNH LẦN THỨ NHẤT”.
static bool ends_name(const char *s)
{
    static const char *const behind[] = {"lần ", "khóa ",  "nhiệm kỳ", "về ",       "tại ",  "của ",
                                         "và ",  "theo ",  "với ",     "giai đoạn", "trong", "nhân dịp",
                                         "cho ", "thông ", "năm 1",    "năm 2",     "số "};
    for (size_t i = 0; i < TC_LENGTH(behind); i++)
        if (!strncmp(s, behind[i], strlen(behind[i])))
            return true;
    return false;
}

// Bodies keep their capital within a line.
static bool is_body(const char *s)
{
    static const char *const bodies[] = {"quốc hội", "chính phủ", "ủy ban",    "hội đồng", "đảng",     "trung ương",
                                         "việt nam", "nhà nước",  "văn phòng", "bộ chính", "ban chấp", "ban thường"};
    for (size_t i = 0; i < TC_LENGTH(bodies); i++)
        if (!strncmp(s, bodies[i], strlen(bodies[i])))
            return true;
    return !strncmp(s, "nam", 3) && (!s[3] || s[3] == ' ');
}

static void put_capital(const char *word, size_t len, struct tc_buf *ret)
{
    // the capital of a letter is the letter that folds and tones alike: found among the text's own upper forms
    static const char *const pairs[] = {
        "aA", "áÁ", "àÀ", "ảẢ", "ãÃ", "ạẠ", "ăĂ", "ắẮ", "ằẰ", "ẳẲ", "ẵẴ", "ặẶ", "âÂ", "ấẤ", "ầẦ", "ẩẨ", "ẫẪ",
        "ậẬ", "đĐ", "éÉ", "èÈ", "ẻẺ", "ẽẼ", "ẹẸ", "êÊ", "ếẾ", "ềỀ", "ểỂ", "ễỄ", "ệỆ", "íÍ", "ìÌ", "ỉỈ", "ĩĨ",
        "ịỊ", "óÓ", "òÒ", "ỏỎ", "õÕ", "ọỌ", "ôÔ", "ốỐ", "ồỒ", "ổỔ", "ỗỖ", "ộỘ", "ơƠ", "ớỚ", "ờỜ", "ởỞ", "ỡỠ",
        "ợỢ", "úÚ", "ùÙ", "ủỦ", "ũŨ", "ụỤ", "ưƯ", "ứỨ", "ừỪ", "ửỬ", "ữỮ", "ựỰ", "ýÝ", "ỳỲ", "ỷỶ", "ỹỸ", "ỵỴ"};
    size_t pos = 0;
    tc_utf8_next(word, len, &pos);
    if (pos == 1) {
        tc_buf_char(ret, (char)(word[0] >= 'a' && word[0] <= 'z' ? word[0] - 32 : word[0]));
    } else {
        const char *capital = NULL;
        for (size_t i = 1; i < TC_LENGTH(pairs) && !capital; i++)
            if (!strncmp(pairs[i], word, pos))
                capital = pairs[i] + pos;
        if (capital)
            tc_buf_str(ret, capital);
        else
            tc_buf_add(ret, word, pos);
    }
    tc_buf_add(ret, word + pos, len - pos);
}

// A Roman figure behind khóa or thứ, of which at least four bytes stand before it.
static bool is_figure(const char *word, size_t len)
{
    bool counted = !memcmp(word - 4, "óa ", 4) || !memcmp(word - 4, "ứ ", 4);
    return counted && len <= 6 && strspn(word, "ivx") == len;
}

// Small letters, with the capitals of places and of some bodies.
static char *small_with_names(const char *text, struct tc_arena *arena)
{
    struct tc_buf small = {0}, out = {0};
    bool name = false, first = true;
    tc_text_canonical(text, strlen(text), &small);
    const char *s = small.data ? small.data : "";
    while (*s) {
        size_t len = strcspn(s, " ");
        // “Tỉnh ủy Đồng Nai”: the committee, then its place
        bool committee = len == strlen("ủy") && !memcmp(s, "ủy", len) && strncmp(s + len, " ban", 4) != 0 &&
                         strncmp(s + len, " khối", strlen(" khối")) != 0;
        bool leads = leads_name(s, len) || committee;
        name = name && !ends_name(s);
        bool figure = s - small.data >= 6 && is_figure(s, len); // KHÓA XVI, LẦN THỨ XVII
        if (figure) {
            for (size_t i = 0; i < len; i++)
                tc_buf_char(&out, (char)(s[i] - 32));
            name = false;
        } else if (first || (!committee && ((name && !leads) || is_body(s))))
            put_capital(s, len, &out);
        else
            tc_buf_add(&out, s, len);
        name = leads || (name && !leads);
        first = false;
        s += len;
        if (*s == ' ') {
            tc_buf_char(&out, ' ');
            s++;
        }
    }
    char *result = tc_arena_strdup(arena, out.data ? out.data : "");
    tc_buf_fini(&small);
    tc_buf_fini(&out);
    return result;
}

// The name in a list “a|b|c” that is spelt as these bytes but for case and tone marks; NULL when none is.
static const char *name_in_list(const char *list, const char *bytes, size_t len, size_t *ret_len)
{
    tc_auto_buf struct tc_buf want = {0};
    tc_text_canonical(bytes, len, &want);
    for (size_t n; *list; list += n + (list[n] == '|')) {
        n = strcspn(list, "|");
        tc_auto_buf struct tc_buf name = {0};
        tc_text_canonical(list, n, &name);
        if (want.data && name.data && !strcmp(want.data, name.data)) {
            *ret_len = n;
            return list;
        }
    }
    return NULL;
}

char *tc_sentence_case(const char *text, struct tc_arena *arena)
{
    const struct tc_rules *rules = tc_rules();
    char *small = small_with_names(text, arena);
    struct tc_lexer *lexer = tc_xmalloc(sizeof *lexer);
    tc_auto_buf struct tc_buf out = {0};
    uint32_t row, next;
    size_t done = 0;
    tc_lex_init(lexer, small, strlen(small));
    for (uint32_t i = 0; tc_lex(lexer, i)->kind != TC_W_END;) {
        const char *name = NULL;
        size_t len = 0, at = tc_lex(lexer, i)->start, end = tc_lex(lexer, i)->end;
        if (tc_phrases_match(&rules->issuer_words, lexer, i, TC_PHRASE_EXACT, &row, &next)) {
            end = tc_lex(lexer, next - 1)->end;
            name = name_in_list(rules->issuers[row].name, small + at, end - at, &len);
        }
        if (name) {
            tc_buf_add(&out, small + done, at - done);
            tc_buf_add(&out, name, len);
            done = end;
        }
        i = name ? next : i + 1;
    }
    tc_buf_str(&out, small + done);
    free(lexer);
    return tc_arena_strdup(arena, out.data ? out.data : "");
}
