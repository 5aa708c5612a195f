// SPDX-License-Identifier: GPL-3.0-or-later
// One citation or one list of them, from its first word: [provision] [type] [số] number(s) [date] [issuer], or a name.
#include "cite_scan.h"

#include <string.h>

enum { LIST_MAX = 24 };

struct reading { // a numbered citation while it is read
    const struct tc_type_rule *type;
    struct tc_number numbers[LIST_MAX];
    struct tc_date dates[LIST_MAX];
    size_t count;
    struct tc_issuer issuer;
    bool has_issuer, has_so, is_capital; // is_capital: the type word
    bool is_open;                        // names a document only where the text named it before
    uint32_t start, end;                 // bytes
};

static bool word_at(struct tc_lexer *lexer, uint32_t i, const char *text)
{
    return tc_word_is(lexer, tc_lex(lexer, i), text);
}

static bool is_join(struct tc_lexer *lexer, uint32_t i)
{
    const struct tc_word *word = tc_lex(lexer, i);
    return tc_mark_is(word, ',') || tc_mark_is(word, ';') || tc_word_is(lexer, word, "và") ||
           tc_word_is(lexer, word, "hoặc");
}

static void add_mention(struct tc_scan *s, uint32_t start, uint32_t end)
{
    TC_GROW(s->mentions, s->mention_count, s->mention_cap);
    s->mentions[s->mention_count++] = (struct tc_mention){start, end};
}

static struct tc_citation *add_citation(struct tc_scan *s, uint32_t start, uint32_t end)
{
    TC_GROW(s->citations, s->count, s->cap);
    struct tc_citation *c = &s->citations[s->count++];
    *c = (struct tc_citation){.start = start, .end = end};
    return c;
}

// May a bare number without số be a document's? What follows decides: “nghị quyết 37 về”, not “kế hoạch 5 năm”.
static bool bare_is_followed_well(struct tc_lexer *lexer, uint32_t i)
{
    static const char *const good[] = {
        "của",   "về",   "ngày", "khóa",  "này", "đã",   "được",  "là",   "có",   "cho", "ra",   "với",   "và",
        "hoặc",  "do",   "tại",  "thì",   "quy", "ban",  "hướng", "sửa",  "thay", "còn", "cũng", "nêu",   "trên",
        "đó",    "để",   "theo", "trong", "vào", "mới",  "không", "phải", "sẽ",   "cần", "đang", "vẫn",   "như",
        "mà",    "nên",  "nói",  "yêu",   "chỉ", "hiện", "chưa",  "từ",   "bằng", "hội", "bổ",   "giữa",  "khi",
        "nhưng", "nhằm", "thể",  "gồm",   "bao", "đến",  "hết",   "cùng", "thực", "gắn", "đối",  "tháng", "thông"};
    const struct tc_word *word = tc_lex(lexer, i);
    if (word->kind == TC_W_END || word->space == TC_S_EMPTY_LINE)
        return true;
    if (word->kind == TC_W_MARK) {
        const struct tc_word *behind = tc_lex(lexer, i + 1);
        bool glued = !word->space && !behind->space && behind->kind != TC_W_END;
        if (word->value == '%' || word->value == '/' || word->value == 0x7F || word->value == '+')
            return false;
        if (word->value == '-')
            return behind->kind != TC_W_NUMBER && !glued;
        return !(glued && behind->kind == TC_W_NUMBER);
    }
    if (word->kind == TC_W_NUMBER || !word->space)
        return false;
    if (tc_word_is(lexer, word, "năm"))
        return tc_lex(lexer, i + 1)->kind == TC_W_NUMBER && tc_lex(lexer, i + 1)->length == 4;
    if (tc_word_is(lexer, word, "tháng"))
        return false;
    if (word->is_capital)
        return true;
    for (size_t n = 0; n < TC_LENGTH(good); n++)
        if (tc_word_is(lexer, word, good[n]))
            return true;
    return false;
}

static bool looks_like_year(const struct tc_number *number)
{
    return !number->has_symbol && !number->year && strlen(number->digits) == 4 &&
           (!strncmp(number->digits, "19", 2) || !strncmp(number->digits, "20", 2));
}

// “… theo quyết định⏎1. Người lao động …”: the figure of what comes next.
static bool numbers_a_part(struct tc_lexer *lexer, uint32_t i)
{
    const struct tc_word *word = tc_lex(lexer, i), *mark = tc_lex(lexer, i + 1);
    bool stop = tc_mark_is(mark, '.') || tc_mark_is(mark, ')') || tc_mark_is(mark, '-');
    return word->kind == TC_W_NUMBER && word->length <= 2 && word->space >= TC_S_LINE && stop && !mark->space &&
           tc_lex(lexer, i + 2)->space && tc_lex(lexer, i + 2)->is_capital;
}

// Does the number at hand name a document, given its type and what stands round it? May leave the reading open.
static bool is_acceptable(struct tc_scan *s, struct reading *r, const struct tc_number *number, uint32_t next)
{
    struct tc_lexer *lexer = &s->lexer;
    if (number->has_symbol)
        return true;
    if (number->year)
        return r->type->bare == TC_FAMILY_STATE || r->has_so || r->type->strength == TC_STRONG;
    if (r->type->strength == TC_GENERIC || (number->digits[0] == '0' && !number->digits[1]))
        return false;
    if (!r->has_so && looks_like_year(number))
        return false;
    if (r->has_so) {
        const struct tc_word *word = tc_lex(lexer, next);
        return !tc_mark_is(word, '%') && !(tc_mark_is(word, '/') && !word->space);
    }
    if (!bare_is_followed_well(lexer, next))
        return false;
    struct tc_issuer issuer;
    uint32_t ignored;
    if (r->type->strength == TC_STRONG || tc_read_issuer(lexer, next, true, &issuer, &ignored))
        return true;
    r->is_open = s->context->inherits && r->is_capital;
    return r->is_open;
}

static unsigned number_flags(const struct reading *r)
{
    bool letter = !strcmp(r->type->code, "CV") || r->type->strength == TC_GENERIC;
    return TC_NUM_TYPED | (letter ? TC_NUM_LETTER : 0);
}

// A place and a date as a flattened head has them: “số: 11-NQ/TW Hà Nội, ngày 06 tháng 01 năm 2012”.
static bool read_place_date(struct tc_lexer *lexer, uint32_t i, struct tc_date *ret, uint32_t *ret_next)
{
    uint32_t j = i;
    while (j < i + 4 && tc_lex(lexer, j)->kind == TC_W_WORD && tc_lex(lexer, j)->is_capital &&
           tc_lex(lexer, j)->space <= TC_S_LINE)
        j++;
    return j > i && tc_mark_is(tc_lex(lexer, j), ',') && word_at(lexer, j + 1, "ngày") &&
           tc_read_date(lexer, j + 1, 0, ret, ret_next);
}

// Items behind the first: “18, 19”, “200 và 202-TTr/UBKTTW”, “số 35 ngày … và số 19”.
static uint32_t read_items(struct tc_lexer *lexer, uint32_t i, struct reading *r)
{
    uint32_t j = i;
    while (r->count < LIST_MAX && is_join(lexer, j)) {
        uint32_t k = j + 1 + (uint32_t)is_join(lexer, j + 1), so, next;
        bool has_so = tc_read_so(lexer, k, &so);
        struct tc_number number;
        if (!tc_read_number(lexer, so, number_flags(r), &number, &next))
            break;
        const struct tc_number *before = &r->numbers[r->count - 1];
        bool fits =
            number.has_symbol ? !before->has_symbol : strlen(number.digits) <= 4 && (!number.year || before->year);
        if (!fits || (!number.has_symbol && (looks_like_year(&number) || tc_mark_is(tc_lex(lexer, next), '%') ||
                                             (!has_so && !bare_is_followed_well(lexer, next)))))
            break;
        if (!number.has_symbol && before->has_symbol && !has_so)
            break;
        r->numbers[r->count] = number;
        r->dates[r->count] = (struct tc_date){0};
        j = next;
        if (tc_read_date_after(lexer, next, 0, &r->dates[r->count], &next)) {
            j = next;
        }
        r->end = tc_lex(lexer, j - 1)->end;
        r->count++;
        if (number.has_symbol)
            break;
    }
    return j;
}

// Date and issuer behind the last item, in either order.
static uint32_t read_tail(struct tc_lexer *lexer, uint32_t i, struct reading *r)
{
    size_t last = r->count - 1;
    uint32_t j = i, next;
    unsigned flags = r->numbers[last].has_symbol ? TC_DATE_PLAIN_YEAR : 0;
    struct tc_date *date = &r->dates[last];
    if (!date->day && !date->year &&
        (tc_read_date_after(lexer, j, flags, date, &next) ||
         (r->numbers[last].has_symbol && read_place_date(lexer, j, date, &next)))) {
        j = next;
        r->end = tc_lex(lexer, j - 1)->end;
    }
    if (!r->has_issuer && tc_read_issuer(lexer, j, true, &r->issuer, &next)) {
        r->has_issuer = true;
        j = next;
    } else if (!r->has_issuer && !r->numbers[last].has_symbol && tc_read_issuer(lexer, j, false, &r->issuer, &next)) {
        r->has_issuer = true; // “nghị quyết 18 Hội nghị Trung ương 6”
        j = next;
    }
    if (r->has_issuer && j > i && !date->year) {
        struct tc_date late = {0};
        if (tc_read_date_after(lexer, j, 0, &late, &next) && (!date->day || late.day == date->day)) {
            *date = late;
            j = next;
            r->end = tc_lex(lexer, j - 1)->end;
        }
    }
    return j;
}

// The last symbol serves those before it; a date behind a shared symbol as well.
static void distribute(struct reading *r)
{
    const struct tc_number *last = &r->numbers[r->count - 1];
    const struct tc_date *date = &r->dates[r->count - 1];
    for (size_t i = 0; i + 1 < r->count; i++) {
        struct tc_number *n = &r->numbers[i];
        if (!n->has_symbol && last->has_symbol) {
            n->has_symbol = true;
            n->type = last->type;
            n->form = last->form;
            n->year = n->year ? n->year : last->year;
            memcpy(n->issuer, last->issuer, sizeof n->issuer);
        }
        if (!r->dates[i].day && !r->dates[i].year)
            r->dates[i] = *date;
    }
    for (size_t i = 1; i < r->count; i++) { // “19-KL/TW và số 20”
        struct tc_number *n = &r->numbers[i];
        const struct tc_number *before = &r->numbers[i - 1];
        if (!n->has_symbol && before->has_symbol) {
            n->has_symbol = true;
            n->type = before->type;
            n->form = before->form;
            memcpy(n->issuer, before->issuer, sizeof n->issuer);
        }
    }
}

// “Nghị quyết 18, 19 khóa XII”: the Central Committee's terms are Roman figures.
static void infer_centre(struct tc_lexer *lexer, uint32_t i, struct reading *r)
{
    int term;
    i += (uint32_t)(tc_mark_is(tc_lex(lexer, i), '(') || tc_mark_is(tc_lex(lexer, i), ','));
    if (r->has_issuer || r->numbers[r->count - 1].has_symbol || !word_at(lexer, i, "khóa") || !r->type ||
        r->type->bare != TC_FAMILY_PARTY || r->type->strength != TC_STRONG ||
        !tc_word_roman(lexer, tc_lex(lexer, i + 1), &term) || term < 6 || term > 16)
        return;
    r->has_issuer = true;
    r->issuer = (struct tc_issuer){.code = "TW", .family = TC_FAMILY_PARTY};
}

// A bare number takes the issuer that is named beside it.
static void apply_issuer(struct reading *r, struct tc_number *number)
{
    if (number->issuer[0] || !r->has_issuer)
        return;
    memcpy(number->issuer, r->issuer.code, sizeof number->issuer);
    if (!number->has_symbol)
        number->form = r->issuer.family == TC_FAMILY_PARTY ? TC_FAMILY_PARTY : TC_FAMILY_STATE;
    if (r->type && r->type->bare == TC_FAMILY_STATE && r->type->always_year)
        number->form = TC_FAMILY_STATE;
    // the Quốc hội numbers by year; others that lack one do not
}

static bool is_as_written(struct tc_scan *s, const struct tc_number *number, const char *symbol)
{
    size_t len = number->end - number->start;
    const char *raw = s->lexer.text + number->start;
    size_t pad = symbol[0] == '0' && raw[0] != '0'; // padding is no repair
    return strlen(symbol) == len + pad && !memcmp(symbol + pad, raw, len);
}

static void emit(struct tc_scan *s, struct reading *r, size_t index, const struct tc_provisions *provisions)
{
    struct tc_arena *arena = &s->record->arena;
    struct tc_number *number = &r->numbers[index];
    struct tc_date *date = &r->dates[index];
    apply_issuer(r, number);
    const struct tc_type_rule *type = number->type ? number->type : r->type;
    // QĐ stands for quyết định and quy định: the word decides
    if (r->type && number->type && !strcmp(number->type->code, "QĐ") && !strcmp(r->type->code, "QyĐ"))
        type = r->type;
    if (number->type && !strcmp(number->type->code, "TT") && number->form == TC_FAMILY_PARTY)
        type = tc_rules_type_named("TTri") ? tc_rules_type_named("TTri") : type;
    const char *key = tc_key_of_number(number, type, date, arena);
    char day[TC_DATE_MAX];
    tc_date_text(date, day);
    const char *symbol = number->has_symbol ? tc_number_symbol(number, type, arena) : NULL;
    for (size_t p = 0; p < (provisions && provisions->count ? provisions->count : 1); p++) {
        struct tc_citation *c = add_citation(s, r->start, r->end);
        c->type = type ? type->name : NULL;
        c->type_code = type ? (!strcmp(type->code, "TTri") ? "TT" : type->code) : NULL;
        if (!number->type && number->has_symbol && r->type && !strcmp(r->type->code, "VB"))
            c->type = "công văn", c->type_code = "CV";
        c->number = tc_arena_strdup(arena, number->digits);
        c->issuer_code = number->issuer[0]         ? tc_arena_strdup(arena, number->issuer)
                         : type && type->issuer[0] ? type->issuer
                                                   : NULL;
        c->date = day[0] ? tc_arena_strdup(arena, day) : NULL;
        c->year = number->year ? number->year : date->year;
        c->key = key;
        c->is_open = r->is_open && !number->has_symbol && !number->issuer[0];
        if (symbol && index + 1 == r->count && !is_as_written(s, number, symbol))
            c->repaired = symbol;
        if (provisions && provisions->count)
            c->provision = tc_arena_strdup(arena, provisions->items[p]);
    }
}

// Behind a type word at i: số and number(s). False when no document is named by number.
static bool read_numbered(struct tc_scan *s, uint32_t i, struct reading *r, uint32_t *ret_next)
{
    struct tc_lexer *lexer = &s->lexer;
    uint32_t j = i, next;
    struct tc_issuer issuer;
    if (tc_read_issuer(lexer, j, true, &issuer, &next)) { // “Quyết định của Ban Bí thư số 100-QĐ/TW”
        uint32_t so;
        const struct tc_word *word = tc_lex(lexer, next);
        bool numbered = tc_read_so(lexer, next, &so);
        if (!numbered &&
            (word->kind != TC_W_NUMBER || !tc_read_number(lexer, next, number_flags(r), &r->numbers[0], &so) ||
             !r->numbers[0].has_symbol))
            return false;
        r->issuer = issuer;
        r->has_issuer = true;
        j = next;
    }
    r->has_so = tc_read_so(lexer, j, &j);
    if (!r->has_so && numbers_a_part(lexer, j))
        return false;
    if (tc_lex(lexer, j)->space == TC_S_EMPTY_LINE || !tc_read_number(lexer, j, number_flags(r), &r->numbers[0], &next))
        return false;
    if (!is_acceptable(s, r, &r->numbers[0], next))
        return false;
    r->count = 1;
    r->dates[0] = (struct tc_date){0};
    r->end = r->numbers[0].end;
    j = next;
    if (!r->numbers[0].has_symbol || is_join(lexer, j)) {
        struct tc_date date;
        if (tc_read_date_after(lexer, j, 0, &date, &next)) {
            r->dates[0] = date;
            j = next;
            r->end = tc_lex(lexer, j - 1)->end;
        }
    }
    j = read_items(lexer, j, r);
    *ret_next = read_tail(lexer, j, r);
    infer_centre(lexer, *ret_next, r);
    distribute(r);
    return true;
}

// Between two items of a list: “, số”, “ và ”.
static bool only_joins(const char *text, uint32_t from, uint32_t to)
{
    static const char *const words[] = {"số", "và", "hoặc", ",", ";", " ", "\n"};
    while (from < to) {
        size_t step = 0;
        for (size_t i = 0; i < TC_LENGTH(words) && !step; i++)
            if (!strncmp(text + from, words[i], strlen(words[i])))
                step = strlen(words[i]);
        if (!step)
            return false;
        from += (uint32_t)step;
    }
    return true;
}

// Was it named before with a date, or do the tables know it with others?
static bool has_own_date(struct tc_scan *s, size_t index, const char *key, size_t stem)
{
    for (size_t i = 0; i < index; i++)
        if (s->citations[i].date && s->citations[i].key && !strncmp(s->citations[i].key, key, stem + 1))
            return true;
    return tc_rules_knows_stem(key, stem + 1);
}

// One date at the end of a list of symbols: “số 12-NQ/TU, số 13-NQ/TU ngày 15/3/2011”; also of the resolutions of one
// plenum, each with its type word. Those before have it too.
static void date_list_before(struct tc_scan *s, size_t first)
{
    if (!first || first >= s->count || !s->citations[first].date || s->citations[first - 1].date)
        return;
    for (size_t i = first; i-- > 0 && first - i < 8;) {
        struct tc_citation *c = &s->citations[i];
        size_t len = c->key ? strcspn(c->key, "@") : 0;
        bool near = s->citations[i + 1].start - c->end < 40;
        if (!near || c->date || !c->number || !c->key || !c->key[len])
            return;
        const char *key = tc_arena_printf(&s->record->arena, "%.*s@%s", (int)len, c->key, s->citations[first].date);
        uint32_t behind = s->citations[i + 1].start;
        while (behind < s->citations[i + 1].end && s->lexer.text[behind] != '-' && s->lexer.text[behind] != '/' &&
               (s->lexer.text[behind] < '0' || s->lexer.text[behind] > '9'))
            behind++;
        bool listed = only_joins(s->lexer.text, c->end, behind); // no type word between the two
        if (!tc_rules_is_plenum(key) && (!listed || has_own_date(s, i, key, len)))
            return;
        c->key = key;
        c->date = s->citations[first].date;
        c->year = s->citations[first].year;
    }
}

static size_t finish_numbered(struct tc_scan *s, struct reading *r, uint32_t next,
                              const struct tc_provisions *provisions)
{
    size_t first = s->count;
    for (size_t i = 0; i < r->count; i++)
        emit(s, r, i, provisions);
    struct tc_quoted title;
    uint32_t open;
    if (r->count == 1 && tc_read_quoted(&s->lexer, next, &title, &open))
        for (size_t i = first; i < s->count; i++) {
            s->citations[i].title_start = title.start;
            s->citations[i].title_end = title.end;
        }
    date_list_before(s, first);
    s->last_type = r->type;
    s->last_end = tc_lex(&s->lexer, next - 1)->end;
    // what stands behind the citation proper (the issuer) was only looked at, but nothing begins in it
    return s->last_end;
}

static size_t emit_names(struct tc_scan *s, const struct tc_name *names, size_t count, uint32_t start,
                         const struct tc_provisions *provisions)
{
    struct tc_arena *arena = &s->record->arena;
    for (size_t i = 0; i < count; i++)
        for (size_t p = 0; p < (provisions && provisions->count ? provisions->count : 1); p++) {
            struct tc_citation *c = add_citation(s, start, names[i].end);
            char day[TC_DATE_MAX];
            tc_date_text(&names[i].date, day);
            c->type = names[i].type;
            c->type_code = names[i].type_code;
            c->issuer_code = names[i].issuer;
            c->key = tc_arena_strdup(arena, names[i].key);
            c->date = day[0] ? tc_arena_strdup(arena, day) : NULL;
            c->year = names[i].date.year;
            c->stands_for = tc_rules_stands_for(names[i].key, arena);
            if (provisions && provisions->count)
                c->provision = tc_arena_strdup(arena, provisions->items[p]);
        }
    s->last_type = NULL;
    s->last_end = names[0].end;
    return names[0].end;
}

// A plenum or congress name behind its type word; a year may follow (“khóa VII năm 1993”).
static size_t read_name(struct tc_scan *s, uint32_t i, uint32_t start, const struct tc_type_rule *type, bool has_centre,
                        const struct tc_provisions *provisions)
{
    struct tc_name names[2 * TC_NAMES_MAX];
    struct tc_date date;
    uint32_t next, behind;
    size_t count = tc_read_plenum(&s->lexer, i, has_centre, names, &next);
    if (!count)
        count = tc_read_congress(&s->lexer, i, s->context->place, names, &next);
    if (!count)
        return 0;
    // “T.Ư 4 (khóa XI) và T.Ư 4 (khóa XII)”
    for (uint32_t more;
         count && count <= TC_NAMES_MAX && is_join(&s->lexer, next) && !strncmp(names[0].key, "NQTW:", 5);
         next = more) {
        size_t added = tc_read_plenum(&s->lexer, next + 1, false, names + count, &more);
        if (!added)
            break;
        count += added;
    }
    bool dated = tc_read_date_after(&s->lexer, next, 0, &date, &behind);
    for (size_t n = 0; n < count; n++) {
        names[n].type = type->name;
        names[n].type_code = type->code;
        if (dated) {
            names[n].date = date;
            names[n].end = tc_lex(&s->lexer, behind - 1)->end;
        }
    }
    return emit_names(s, names, count, start, provisions);
}

// “Đề án “Đào tạo cán bộ nguồn””: a mention, and a citation where that title came with a number before.
static size_t read_titled(struct tc_scan *s, uint32_t i, uint32_t start, const struct tc_type_rule *type)
{
    struct tc_quoted title;
    uint32_t open;
    if (!tc_read_quoted(&s->lexer, i, &title, &open))
        return 0;
    size_t inside = tc_lex(&s->lexer, open)->start;
    add_mention(s, start, title.behind);
    if (s->context->inherits) {
        struct tc_citation *c = add_citation(s, start, title.behind);
        c->type = type->name;
        c->type_code = type->code;
        c->key = "";
        c->title_start = title.start;
        c->title_end = title.end;
        c->is_open = true;
    }
    return inside; // the title may cite others
}

// “Nghị quyết này”, “Chỉ thị nêu trên”, “các nghị quyết của Tỉnh ủy”: recorded as mentions.
static size_t read_mention(struct tc_scan *s, uint32_t i, uint32_t start)
{
    struct tc_lexer *lexer = &s->lexer;
    uint32_t j = i, next;
    struct tc_issuer issuer;
    if (word_at(lexer, j, "này") || word_at(lexer, j, "đó"))
        j++;
    else if ((word_at(lexer, j, "nêu") || word_at(lexer, j, "nói")) && word_at(lexer, j + 1, "trên"))
        j += 2;
    else if (word_at(lexer, j, "trên"))
        j++;
    else if (tc_read_issuer(lexer, j, true, &issuer, &next))
        j = next;
    else
        return 0;
    uint32_t end = tc_lex(lexer, j - 1)->end;
    struct tc_word before;
    tc_lex_before(lexer->text, start, &before);
    if (tc_word_is(lexer, &before, "các") || tc_word_is(lexer, &before, "những"))
        start = before.start;
    add_mention(s, start, end);
    return end;
}

static size_t read_typed(struct tc_scan *s, uint32_t i, uint32_t start, const struct tc_provisions *provisions)
{
    const struct tc_rules *rules = tc_rules();
    uint32_t row, next, behind, second;
    if (!tc_phrases_match(&rules->type_words, &s->lexer, i, TC_PHRASE_EXACT, &row, &next))
        return 0;
    const struct tc_type_rule *type = &rules->types[row];
    struct reading r = {.type = type, .start = start, .is_capital = tc_lex(&s->lexer, i)->is_capital};
    // an abbreviation is written in capitals, and glued to something else it is none (“đa”, “CT5”, “TT-BTC”)
    const struct tc_word *first = tc_lex(&s->lexer, i), *after = tc_lex(&s->lexer, next);
    bool short_form = next == i + 1 && !first->has_tone && first->length <= 4 && strcmp(type->code, "L") != 0;
    bool capitals = first->is_upper || (first->is_capital && !tc_lex_is_lower(s->lexer.text, first));
    bool glued = !after->space && after->kind != TC_W_END && !tc_mark_is(after, '.');
    if (short_form && capitals && glued && after->kind == TC_W_NUMBER) // “NĐ155/2016/NĐ-CP”, but not “CT5”
        return read_numbered(s, next, &r, &behind) && r.numbers[0].has_symbol
                   ? finish_numbered(s, &r, behind, provisions)
                   : 0;
    if (short_form && (!capitals || glued))
        return 0;
    size_t end = read_name(s, next, start, type, false, provisions);
    if (end)
        return end;
    if (tc_phrases_match(&rules->type_words, &s->lexer, next, TC_PHRASE_EXACT, &row, &second) &&
        rules->types[row].strength != TC_GENERIC && read_numbered(s, second, &r, &behind) && r.numbers[0].has_symbol)
        return finish_numbered(s, &r, behind, provisions); // “Thông báo Kết luận số …”: two types, the symbol decides
    r = (struct reading){.type = type, .start = start, .is_capital = first->is_capital};
    if (read_numbered(s, next, &r, &behind))
        return finish_numbered(s, &r, behind, provisions);
    if (provisions)
        return 0;
    if (type->strength != TC_STRONG && type->strength != TC_WEAK)
        return 0;
    end = read_titled(s, next, start, type);
    return end ? end : read_mention(s, next, start);
}

static bool rests_on(struct tc_scan *s, uint32_t start)
{
    struct tc_word before;
    tc_lex_before(s->lexer.text, start, &before);
    return tc_word_is(&s->lexer, &before, "cứ");
}

// “pháp luật đất đai”, “kỷ luật trong Đảng năm 2012”, “quy luật”: words that end in luật.
static bool is_other_luat(const struct tc_lexer *lexer, const struct tc_word *before, const struct tc_word *word)
{
    static const char *const firsts[] = {"pháp", "kỷ", "kỉ", "quy", "qui", "định", "giới", "niêm"};
    if (before->is_capital && word->is_capital && !word->is_upper) // “Bộ Tư Pháp Luật …”
        return false;
    for (size_t i = 0; i < TC_LENGTH(firsts); i++)
        if (tc_word_is(lexer, before, firsts[i]))
            return true;
    return false;
}

// A law by its number: “Luật số 80/2015/QH13”, “bộ luật …”; “kỷ luật 7”, “ngành luật 12.” are none.
static bool may_be_law(struct tc_scan *s, uint32_t i, uint32_t start)
{
    struct tc_lexer *lexer = &s->lexer;
    struct tc_word before;
    struct tc_number number;
    uint32_t next;
    if (!word_at(lexer, i, "luật") || tc_read_so(lexer, i + 1, &next))
        return true;
    tc_lex_before(lexer->text, start, &before);
    return !is_other_luat(lexer, &before, tc_lex(lexer, i)) &&
           tc_read_number(lexer, i + 1, TC_NUM_TYPED, &number, &next) && (number.has_symbol || number.year);
}

static size_t read_law_cited(struct tc_scan *s, uint32_t i, uint32_t start, const struct tc_provisions *provisions)
{
    struct tc_law law;
    uint32_t next;
    if (!tc_read_law(&s->lexer, i, provisions != NULL, &law, &next))
        return 0;
    if (!provisions) {
        struct tc_word before;
        tc_lex_before(s->lexer.text, start, &before);
        if (is_other_luat(&s->lexer, &before, tc_lex(&s->lexer, i)))
            return 0;
    }
    bool capital = tc_lex(&s->lexer, i)->is_capital;
    if (law.is_basic && !provisions && !rests_on(s, start))
        return 0;
    if (!law.number.digits[0]) {
        bool bare = !provisions && !law.name.date.year;
        if (bare && !law.is_basic && law.is_known && !capital)
            return 0;
        return emit_names(s, &law.name, 1, start, provisions);
    }
    struct reading r = {.type = tc_rules_type_named("L"), .start = start, .end = law.name.end, .count = 1};
    if (law.name.type_code && !strcmp(law.name.type_code, "PL"))
        r.type = tc_rules_type_named("PL");
    r.numbers[0] = law.number;
    r.dates[0] = law.name.date;
    finish_numbered(s, &r, next, provisions);
    return law.name.end;
}

static size_t read_provision_cited(struct tc_scan *s, uint32_t i, uint32_t start)
{
    struct tc_provisions provisions;
    uint32_t next;
    if (word_at(&s->lexer, i + 1, "lệ")) // Điều lệ Đảng
        return read_law_cited(s, i, start, NULL);
    if (!tc_read_provisions(&s->lexer, i, &provisions, &next))
        return 0;
    size_t end = read_law_cited(s, next, start, &provisions);
    if (!end)
        end = read_typed(s, next, start, &provisions);
    // where the whole list leads nowhere, none of its parts leads further
    return end ? end : tc_lex(&s->lexer, next - 1)->end;
}

// A symbol without a type word, or the next item of a list whose type was named before.
static size_t read_untyped(struct tc_scan *s, uint32_t i, uint32_t start, bool has_so)
{
    struct reading r = {.start = start, .count = 1};
    uint32_t next;
    if (!tc_read_number(&s->lexer, i, has_so ? TC_NUM_TYPED : 0, &r.numbers[0], &next) || !r.numbers[0].has_symbol)
        return 0;
    if (has_so && !r.numbers[0].type &&
        !tc_rules_code(r.numbers[0].issuer, strcspn(r.numbers[0].issuer, "-0123456789")))
        return 0;
    if (s->last_type && start - s->last_end < 24) {
        bool near = true;
        for (uint32_t p = s->last_end; p < start; p++)
            near &= s->lexer.text[p] != '.' && s->lexer.text[p] != '\n';
        if (near)
            r.type = s->last_type;
    }
    r.end = r.numbers[0].end;
    next = read_tail(&s->lexer, next, &r);
    return finish_numbered(s, &r, next, NULL);
}

size_t tc_cite_at(struct tc_scan *s, uint32_t i, enum tc_trigger trigger)
{
    uint32_t start = tc_lex(&s->lexer, i)->start, so;
    const struct tc_type_rule *resolution;
    if (s->context->document) {
        const struct tc_block *block = tc_document_block_at(s->context->document, start);
        if (block && !tc_block_is_body(block->kind))
            return 0;
    }
    if (start >= s->context->type_line && start < s->context->type_line_end)
        return 0;
    size_t end = 0;
    switch (trigger) {
    case TC_T_NUMBER:
        return read_untyped(s, i, start, false);
    case TC_T_SO:
        return tc_read_so(&s->lexer, i, &so) ? read_untyped(s, so, start, true) : 0;
    case TC_T_TYPE:
        return read_typed(s, i, start, NULL);
    case TC_T_PLENUM:
        resolution = tc_rules_type_named("NQ");
        return resolution ? read_name(s, i + 1, start, resolution, true, NULL) : 0;
    case TC_T_LAW:
        end = read_law_cited(s, i, start, NULL);
        return end || !may_be_law(s, i, start) ? end : read_typed(s, i, start, NULL);
    case TC_T_PROVISION:
        return read_provision_cited(s, i, start);
    case TC_T_NONE:
        break;
    }
    return 0;
}
