// SPDX-License-Identifier: GPL-3.0-or-later
// Citations by number, one or a list of them: [type] [số] number(s) [date] [issuer].
#include "cite_scan.h"

#include <string.h>

struct tc_citation *tc_cite_add(struct tc_scan *s, uint32_t start, uint32_t end)
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
static bool is_acceptable(struct tc_scan *s, struct tc_reading *r, const struct tc_number *number, uint32_t next)
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

static unsigned number_flags(const struct tc_reading *r)
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
    return j > i && tc_mark_is(tc_lex(lexer, j), ',') && tc_word_at(lexer, j + 1, "ngày") &&
           tc_read_date(lexer, j + 1, 0, ret, ret_next);
}

// Items behind the first: “18, 19”, “200 và 202-TTr/UBKTTW”, “số 35 ngày … và số 19”.
static uint32_t read_items(struct tc_lexer *lexer, uint32_t i, struct tc_reading *r)
{
    uint32_t j = i;
    while (r->count < TC_CITE_LIST_MAX && tc_joins_at(lexer, j)) {
        uint32_t k = j + 1 + (uint32_t)tc_joins_at(lexer, j + 1), so, next;
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
static uint32_t read_tail(struct tc_lexer *lexer, uint32_t i, struct tc_reading *r)
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
static void distribute(struct tc_reading *r)
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
static void infer_centre(struct tc_lexer *lexer, uint32_t i, struct tc_reading *r)
{
    int term;
    i += (uint32_t)(tc_mark_is(tc_lex(lexer, i), '(') || tc_mark_is(tc_lex(lexer, i), ','));
    if (r->has_issuer || r->numbers[r->count - 1].has_symbol || !tc_word_at(lexer, i, "khóa") || !r->type ||
        r->type->bare != TC_FAMILY_PARTY || r->type->strength != TC_STRONG ||
        !tc_word_roman(lexer, tc_lex(lexer, i + 1), &term) || term < 6 || term > 16)
        return;
    r->has_issuer = true;
    r->issuer = (struct tc_issuer){.code = "TW", .family = TC_FAMILY_PARTY};
}

// A bare number takes the issuer that is named beside it.
static void apply_issuer(struct tc_reading *r, struct tc_number *number)
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

static void emit(struct tc_scan *s, struct tc_reading *r, size_t index, const struct tc_provisions *provisions)
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
        struct tc_citation *c = tc_cite_add(s, r->start, r->end);
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
bool tc_read_numbered(struct tc_scan *s, uint32_t i, struct tc_reading *r, uint32_t *ret_next)
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
    if (!r->numbers[0].has_symbol || tc_joins_at(lexer, j)) {
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

size_t tc_finish_numbered(struct tc_scan *s, struct tc_reading *r, uint32_t next,
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

// A symbol without a type word, or the next item of a list whose type was named before.
size_t tc_read_untyped(struct tc_scan *s, uint32_t i, uint32_t start, bool has_so)
{
    struct tc_reading r = {.start = start, .count = 1};
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
    return tc_finish_numbered(s, &r, next, NULL);
}
