// SPDX-License-Identifier: GPL-3.0-or-later
#include "header_parts.h"

#include "text/token.h"

#include <stdlib.h>
#include <string.h>

enum { HEAD_CELLS = 60, FOOT_CELLS = 6000, STAMPED_CELLS = 12 };

struct head {
    const struct tc_document *document;
    struct tc_cells cells;
    struct tc_arena *arena;
    struct tc_meta *meta;
    struct tc_lexer *lexer, *cell_lexer;
    struct tc_number number;
    bool has_number, has_nation, has_party, has_date;
    const struct tc_type_rule *type;
    size_t first, last;                                  // cells that the head may take up
    size_t type_cell, number_cell, date_cell, body_cell; // SIZE_MAX where there is none
};

static bool begins_body(const struct tc_cell *cell)
{
    static const char *const starts[] = {"can cu",   "- can cu",     "kinh gui", "dieu 1.",
                                         "chuong i", "theo de nghi", "noi nhan"};
    for (size_t i = 0; i < TC_LENGTH(starts); i++)
        if (tc_cell_begins(cell, starts[i]))
            return true;
    return false;
}

// A type in capitals at the beginning of a cell; marks may be wrong (QUYÉT ĐỊNH).
static const struct tc_type_rule *type_of(struct head *h, const struct tc_cell *cell, uint32_t *ret_end)
{
    const struct tc_rules *rules = tc_rules();
    struct tc_lexer *lexer = h->cell_lexer; // sees no further than the cell: THÔNG BÁO / KẾT LUẬN CỦA …
    tc_lex_init(lexer, h->document->text, cell->end);
    lexer->loose_capitals = h->lexer->loose_capitals;
    uint32_t row, next, i = tc_lex_at(lexer, cell->at);
    if (!tc_phrases_match(&rules->type_words, lexer, i, TC_PHRASE_LOOSE, &row, &next))
        return NULL;
    for (uint32_t j = i; j < next; j++)
        if (!tc_lex(lexer, j)->is_upper)
            return NULL;
    const struct tc_word *first = tc_lex(lexer, i);
    bool short_form = next == i + 1 && first->length <= 4 && first->is_bare;
    const struct tc_type_rule *type = &rules->types[row];
    if (short_form || (type->strength == TC_GENERIC && strcmp(type->code, "HP") != 0))
        return NULL;
    *ret_end = tc_lex(lexer, next - 1)->end;
    return type;
}

static bool find_type(struct head *h)
{
    for (size_t i = h->first; i < h->last; i++) {
        const struct tc_cell *cell = &h->cells.items[i];
        uint32_t end;
        if (cell->kind != TC_CELL_PLAIN)
            continue;
        if (begins_body(cell))
            break;
        const struct tc_type_rule *type = type_of(h, cell, &end);
        if (!type)
            continue;
        // alone on its line, or with what it is about in small letters or CỦA behind it
        bool alone = cell->end - end <= 2;
        bool dressed = h->has_nation || h->has_party || h->has_number || i < h->first + 3;
        if (!dressed || (!alone && !(h->has_nation || h->has_party || h->has_number)))
            continue;
        h->type = type;
        h->type_cell = i;
        return true;
    }
    return false;
}

// “Luật số:”, “Bộ luật số:”, “Nghị quyết số:”: the type before số.
static uint32_t skip_type(struct tc_lexer *lexer, uint32_t i)
{
    const struct tc_word *first = tc_lex(lexer, i), *second = tc_lex(lexer, i + 1);
    if (tc_word_is(lexer, first, "luật") || tc_word_is(lexer, first, "lệnh"))
        return i + 1;
    bool two = (tc_word_is(lexer, first, "bộ") && tc_word_is(lexer, second, "luật")) ||
               (tc_word_is(lexer, first, "nghị") && tc_word_is(lexer, second, "quyết")) ||
               (tc_word_is(lexer, first, "pháp") && tc_word_is(lexer, second, "lệnh"));
    return two ? i + 2 : i;
}

// “Số: 11/2020/NĐ-CP”, “Luật số: 56/2010/QH12”, “Số 44-KL/TU”; a bare symbol where the head is one beyond doubt.
static bool read_own_number(struct head *h, size_t i)
{
    const struct tc_cell *cell = &h->cells.items[i];
    uint32_t word = tc_lex_at(h->lexer, cell->at), so, next;
    bool dressed = h->has_nation || h->has_party; // elsewhere a type before the number makes it a citation
    if (dressed)
        word = skip_type(h->lexer, word);
    bool has_so = tc_read_so(h->lexer, word, &so);
    if (!has_so && cell->words > 6)
        return false;
    struct tc_number number;
    if (!tc_read_number(h->lexer, so, has_so ? TC_NUM_TYPED | TC_NUM_ANY_CASE : TC_NUM_ANY_CASE, &number, &next) ||
        !number.has_symbol)
        return false;
    if (!has_so && (number.end < cell->end || tc_lex(h->lexer, so)->start != cell->at))
        return false;
    h->number = number;
    h->number_cell = i;
    h->has_number = true;
    return true;
}

// “Hà Nội, ngày 01 tháng 9 năm 2016”, over a line's end as well.
static bool read_own_date(struct head *h, size_t i)
{
    const struct tc_cell *cell = &h->cells.items[i];
    if (!tc_cell_has(cell, "ngay") || cell->words > 14)
        return false;
    uint32_t first = tc_lex_at(h->lexer, cell->at), next = 0;
    for (uint32_t j = first; j < first + 12; j++) {
        const struct tc_word *word = tc_lex(h->lexer, j);
        if (word->kind == TC_W_END || word->start >= cell->end)
            return false;
        if (!tc_word_is(h->lexer, word, "ngày"))
            continue;
        struct tc_date date;
        bool comma = j > first && tc_mark_is(tc_lex(h->lexer, j - 1), ',');
        if (j > first && !comma && (j > first + 4 || !tc_lex(h->lexer, first)->is_capital))
            return false;
        if (!tc_read_date(h->lexer, j, 0, &date, &next) || !date.year)
            return false;
        const struct tc_word *behind = tc_lex(h->lexer, next); // a sentence that begins with a date is no head
        if (behind->start < cell->end && !behind->is_upper && (behind->kind != TC_W_MARK || behind->end < cell->end))
            return false;
        char day[TC_DATE_MAX];
        tc_date_text(&date, day);
        h->meta->date = tc_arena_strdup(h->arena, day);
        h->meta->confidence[TC_META_DATE] = 0.95F;
        h->meta->at[TC_META_DATE] = word->start;
        h->date_cell = i;
        h->has_date = true;
        uint32_t place_end = comma ? j - 1 : j;
        if (place_end > first) {
            struct tc_cell place = {.at = cell->at, .end = tc_lex(h->lexer, place_end - 1)->end};
            h->meta->place = tc_cell_text(h->document->text, &place, h->arena);
            h->meta->confidence[TC_META_PLACE] = 0.95F;
            h->meta->at[TC_META_PLACE] = place.at;
        }
        return true;
    }
    return false;
}

// Saved pages have menus before the head: where the national or the Party title stands further down, the head begins
// with the capitals above it.
static void find_head(struct head *h)
{
    enum { DEEPEST = 600, NEAR = 8 };
    for (size_t i = 0; i < h->cells.count && i < DEEPEST; i++) {
        if (h->cells.items[i].kind == TC_CELL_PLAIN)
            continue;
        if (i > NEAR) {
            h->first = i;
            while (h->first > 0 && i - h->first < NEAR) {
                const struct tc_cell *above = &h->cells.items[h->first - 1];
                if (!above->is_upper && !tc_cell_begins(above, "so") && !tc_cell_begins(above, "luat so"))
                    break;
                h->first--;
            }
        }
        break;
    }
    h->last = h->first + HEAD_CELLS < h->cells.count ? h->first + HEAD_CELLS : h->cells.count;
}

static void survey(struct head *h)
{
    for (size_t i = h->first; i < h->last; i++) {
        const struct tc_cell *cell = &h->cells.items[i];
        h->has_nation |= cell->kind == TC_CELL_NATION;
        h->has_party |= cell->kind == TC_CELL_PARTY;
        if (begins_body(cell)) {
            h->body_cell = i;
            break;
        }
    }
    size_t limit = h->body_cell != SIZE_MAX ? h->body_cell : h->last;
    bool dressed = h->has_nation || h->has_party;
    for (size_t i = h->first; i < limit && !h->has_number; i++) {
        uint32_t end;
        if (dressed && type_of(h, &h->cells.items[i], &end) && h->cells.items[i].end - end <= 2 && i > h->first + 2)
            break; // numbers behind the type are other documents'
        if (h->cells.items[i].kind == TC_CELL_PLAIN && (dressed || i < h->first + 12))
            read_own_number(h, i);
    }
    for (size_t i = h->first; i < limit && !h->has_date; i++)
        read_own_date(h, i);
}

static bool is_stamp(const struct tc_cell *cell)
{
    static const char *const stamps[] = {"mat",     "toi mat",     "tuyet mat",       "hoa toc",
                                         "khan",    "thuong khan", "hoa toc hen gio", "du thao",
                                         "ban sao", "sao y",       "luu hanh noi bo", "khong pho bien"};
    for (size_t i = 0; i < TC_LENGTH(stamps); i++)
        if (!strcmp(cell->fold, stamps[i]))
            return true;
    return tc_cell_begins(cell, "du thao") || tc_cell_begins(cell, "cong bao");
}

// “ỦY BAN NHÂN DÂN / TỈNH NAM ĐỊNH” is one body on two lines; “ĐẢNG BỘ TỈNH … / HUYỆN ỦY …” are two.
static bool goes_on_with(const char *line, const struct tc_cell *cell)
{
    static const char *const places[] = {"tinh ", "thanh pho ", "huyen ", "quan ", "thi xa ", "xa ", "phuong ", "tp"};
    static const char *const others[] = {"tinh uy", "thanh uy", "huyen uy", "quan uy", "thi uy", "tinh doan"};
    static const char *const councils[] = {"uy ban",    "hoi dong",  "dang uy", "ban chap hanh",
                                           "van phong", "lien doan", "hoi "};
    struct tc_buf fold = {0};
    tc_text_fold(line, strlen(line), &fold);
    const char *before = fold.data ? fold.data : "";
    bool council = strstr(before, "mat tran") != NULL;
    for (size_t i = 0; i < TC_LENGTH(councils); i++)
        council |= !strncmp(before, councils[i], strlen(councils[i]));
    bool congress = !strncmp(before, "dai hoi", 7) && !strstr(before, "lan thu") && tc_cell_has(cell, "lan thu");
    bool goes =
        congress || !strcmp(cell->fold, "phu") || tc_cell_begins(cell, "viet nam") || tc_cell_begins(cell, "va ");
    for (size_t i = 0; i < TC_LENGTH(places) && council; i++)
        goes |= tc_cell_begins(cell, places[i]);
    for (size_t i = 0; i < TC_LENGTH(others); i++)
        goes &= !tc_cell_begins(cell, others[i]);
    tc_buf_fini(&fold);
    return goes;
}

// Lines of the issuing body: capitals above number and type that are nothing else.
static void read_issuer(struct head *h)
{
    const char *lines[6];
    size_t n = 0;
    uint32_t at = 0;
    size_t limit = h->type_cell != SIZE_MAX ? h->type_cell : h->number_cell != SIZE_MAX ? h->number_cell + 1 : 0;
    for (size_t i = h->first; i < limit && i < h->cells.count && n < TC_LENGTH(lines); i++) {
        const struct tc_cell *cell = &h->cells.items[i];
        if (cell->kind != TC_CELL_PLAIN || !cell->is_upper || i == h->number_cell || i == h->date_cell ||
            is_stamp(cell) || cell->words > 16 || !tc_lex_is_letter(h->document->text, cell->end, cell->at) ||
            tc_cell_begins(cell, "so:") || cell->block == TC_BLOCK_HEAD_RIGHT)
            continue;
        char *line = tc_cell_text(h->document->text, cell, h->arena);
        bool goes_on = n && goes_on_with(lines[n - 1], cell);
        if (goes_on) {
            lines[n - 1] = tc_arena_printf(h->arena, "%s %s", lines[n - 1], line);
            continue;
        }
        if (!n)
            at = cell->at;
        lines[n++] = line;
    }
    if (!n)
        return;
    h->meta->issuer = tc_sentence_case(lines[n - 1], h->arena);
    h->meta->confidence[TC_META_ISSUER] = 0.9F;
    h->meta->at[TC_META_ISSUER] = at;
    if (n > 1)
        h->meta->issuer_parent = tc_sentence_case(lines[n - 2], h->arena);
}

static void set_type(struct head *h, const struct tc_type_rule *type, float confidence, uint32_t at)
{
    h->meta->type = type->name;
    h->meta->type_code = type->code;
    h->meta->confidence[TC_META_TYPE] = confidence;
    h->meta->at[TC_META_TYPE] = at;
}

// An official letter has no type line; what it is about stands below the number (V/v …).
static void read_letter(struct head *h)
{
    const struct tc_type_rule *type =
        h->number.type && strcmp(h->number.type->code, "CV") != 0 ? h->number.type : tc_rules_type_named("CV");
    if (type)
        set_type(h, type, h->number.type ? 0.6F : 0.8F, h->number.start);
    for (size_t i = h->first; i < h->last; i++) {
        const struct tc_cell *cell = &h->cells.items[i];
        if (tc_cell_begins(cell, "v/v") || tc_cell_begins(cell, "ve viec") || tc_cell_begins(cell, "v/ v")) {
            tc_head_read_title(h->document->text, &h->cells, i, h->arena, h->meta);
            return;
        }
    }
}

static void finish_number(struct head *h)
{
    struct tc_date date = {0};
    const struct tc_type_rule *type = h->type ? h->type : h->number.type;
    const char *text = h->meta->date;
    if (text && text[0] != '-')
        date =
            (struct tc_date){atoi(text), strlen(text) > 4 ? atoi(text + 5) : 0, strlen(text) > 7 ? atoi(text + 8) : 0};
    h->meta->number = tc_number_symbol(&h->number, type, h->arena);
    h->meta->key = tc_key_of_number(&h->number, type, &date, h->arena);
    // of a letter's symbol the unit that wrote it is no part of the issuer (UBND-KT)
    size_t code = h->number.type ? strlen(h->number.issuer) : strcspn(h->number.issuer, "-");
    h->meta->issuer_code = code ? tc_arena_strndup(h->arena, h->number.issuer, code) : NULL;
    h->meta->confidence[TC_META_NUMBER] = 0.95F;
    h->meta->at[TC_META_NUMBER] = h->number.start;
    if (!h->meta->issuer && h->meta->issuer_code) {
        const struct tc_issuer_rule *rule = tc_rules_code(h->meta->issuer_code, strlen(h->meta->issuer_code));
        bool central = rule && rule->family == TC_FAMILY_STATE && rule->name[0] && strcmp(rule->code, "UBND") != 0 &&
                       strcmp(rule->code, "HĐND") != 0;
        if (central) {
            h->meta->issuer = rule->name;
            h->meta->confidence[TC_META_ISSUER] = 0.6F;
            h->meta->at[TC_META_ISSUER] = h->number.start;
        }
    }
}

// An annex that came alone names the act it was issued with: “(Ban hành kèm theo Quyết định số … ngày …)”.
static void read_parent_act(struct head *h)
{
    for (size_t i = h->first; i < h->last; i++) {
        const struct tc_cell *cell = &h->cells.items[i];
        if (!tc_cell_has(cell, "kem theo"))
            continue;
        uint32_t j = tc_lex_at(h->lexer, cell->at), next, so;
        for (uint32_t limit = j + 24; j < limit; j++) {
            struct tc_date date = {0};
            if (!tc_read_so(h->lexer, j, &so) || !tc_read_number(h->lexer, so, TC_NUM_TYPED, &h->number, &next) ||
                !h->number.has_symbol)
                continue;
            h->has_number = true;
            if (!h->meta->date && tc_read_date_after(h->lexer, next, 0, &date, &next) && date.year) {
                char day[TC_DATE_MAX];
                tc_date_text(&date, day);
                h->meta->date = tc_arena_strdup(h->arena, day);
                h->meta->confidence[TC_META_DATE] = 0.6F;
                h->meta->at[TC_META_DATE] = cell->at;
            }
            finish_number(h);
            h->meta->confidence[TC_META_NUMBER] = 0.6F;
            return;
        }
    }
}

static void read_document(struct head *h, struct tc_record *record, struct tc_head *ret)
{
    ret->is_document = true;
    size_t behind = 0;
    if (h->type) {
        const struct tc_cell *cell = &h->cells.items[h->type_cell];
        uint32_t end = cell->end;
        (void)type_of(h, cell, &end);
        set_type(h, h->type, 0.95F, cell->at);
        ret->type_line = cell->at;
        ret->type_line_end = end;
        behind = h->type_cell + 1;
        if (cell->end - end > 2) { // the title goes on in the same line
            struct tc_cell *rest = &h->cells.items[h->type_cell];
            uint32_t at = rest->at;
            rest->at = end;
            while (rest->at < rest->end && (h->document->text[rest->at] == ' ' || h->document->text[rest->at] == ':'))
                rest->at++;
            behind = tc_head_read_title(h->document->text, &h->cells, h->type_cell, h->arena, h->meta);
            rest->at = at;
        } else {
            behind = tc_head_read_title(h->document->text, &h->cells, behind, h->arena, h->meta);
        }
        if (!strcmp(h->type->code, "HP")) {
            h->meta->title = "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam";
            h->meta->confidence[TC_META_TITLE] = 0.8F;
            h->meta->at[TC_META_TITLE] = cell->at;
        }
        bool law = !strcmp(h->type->code, "L") || !strcmp(h->type->code, "BL") || !strcmp(h->type->code, "PL");
        if (law && behind > h->type_cell + 1) // the name of the law is no citation of it
            ret->type_line_end = h->cells.items[h->type_cell + 1].at;
    } else {
        read_letter(h);
    }
    read_issuer(h);
    if (h->has_number)
        finish_number(h);
    else
        read_parent_act(h);
    size_t from = behind ? behind : h->number_cell != SIZE_MAX ? h->number_cell + 1 : 0;
    tc_foot_read_signer(h->document->text, h->document->len, &h->cells, from, h->arena, h->meta);
    tc_foot_read_recipients(h->document->text, &h->cells, from, h->arena, h->meta);
    size_t at = from < h->cells.count ? h->cells.items[from].at : 0, to = at + 700;
    bool report =
        h->type && (!strcmp(h->type->code, "TB") || !strcmp(h->type->code, "KL") || !strcmp(h->type->code, "BB"));
    if (report)
        tc_event_read(h->document->text, at, to < h->document->len ? to : h->document->len, 0, h->arena, h->meta);
    record->is_secret = tc_secrecy_read(h->document, &h->cells, h->first,
                                        h->body_cell != SIZE_MAX ? h->body_cell : h->last, behind, h->arena);
}

// A site that puts its own name where the author's should be.
static bool is_site_name(const char *value)
{
    static const char *const starts[] = {"bao ", "cong ", "dai ", "trang ", "tap chi", "http", "admin", "www"};
    tc_auto_free char *fold = tc_text_fold_dup(value);
    bool is = strpbrk(fold, ".@/") != NULL;
    for (size_t i = 0; i < TC_LENGTH(starts); i++)
        is |= !strncmp(fold, starts[i], strlen(starts[i]));
    return is;
}

// A news page tells machines who wrote it and when it came out.
static void read_published(const struct tc_field *field, struct tc_arena *arena, struct tc_meta *meta)
{
    const char *value = field->value;
    bool is_day = strlen(value) >= 10 && strspn(value, "0123456789-") >= 10 && value[4] == '-' && value[7] == '-';
    if (!meta->date && !strcmp(field->name, "published") && is_day) {
        meta->date = tc_arena_strndup(arena, value, 10);
        meta->confidence[TC_META_DATE] = 0.8F;
        meta->at[TC_META_DATE] = UINT32_MAX;
    } else if (!meta->author && !strcmp(field->name, "author") && strlen(value) < 80 && !is_site_name(value)) {
        const char *names = tc_byline_read(value, arena);
        meta->author = names ? names : tc_arena_strdup(arena, value);
        meta->confidence[TC_META_AUTHOR] = 0.6F;
        meta->at[TC_META_AUTHOR] = UINT32_MAX;
    }
}

// What a file declares of itself fills what its text leaves open.
static void read_fields(const struct tc_document *document, bool is_news, struct tc_arena *arena, struct tc_meta *meta)
{
    for (size_t i = 0; i < document->field_count; i++) {
        const struct tc_field *field = &document->fields[i];
        if (!field->name || !field->value || !*field->value)
            continue;
        if (is_news)
            read_published(field, arena, meta);
        if (!meta->title && !strcmp(field->name, "title") && strlen(field->value) > 8) {
            meta->title = tc_arena_strdup(arena, field->value);
            meta->confidence[TC_META_TITLE] = 0.4F;
            meta->at[TC_META_TITLE] = UINT32_MAX;
        } else if (!meta->source && (!strcmp(field->name, "site") || !strcmp(field->name, "site_name") ||
                                     !strcmp(field->name, "og:site_name"))) {
            meta->source = tc_arena_strdup(arena, field->value);
            meta->confidence[TC_META_SOURCE] = 0.8F;
            meta->at[TC_META_SOURCE] = UINT32_MAX;
        }
    }
}

static const char *context_issuer_of(const struct tc_document *document, const struct tc_meta *meta, bool news)
{
    static const char *const forms[] = {"Tỉnh ủy", "Tỉnh uỷ", "Thành ủy", "Thành uỷ"};
    size_t count = 0;
    if (meta->issuer_code)
        return meta->issuer_code;
    if (!news)
        return NULL;
    for (size_t i = 0; i < TC_LENGTH(forms); i++)
        for (const char *p = document->text; (p = strstr(p, forms[i])) && count < 2; p += strlen(forms[i]))
            count++;
    return count >= 2 ? "TU" : NULL;
}

static bool is_central(const struct tc_meta *meta)
{
    const struct tc_rules *rules = tc_rules();
    const char *code = meta->issuer_code;
    size_t len = code ? strcspn(code, "-0123456789") : 0;
    for (size_t i = 0; len && i < rules->issuer_count; i++)
        if (!strncmp(rules->issuers[i].code, code, len) && !rules->issuers[i].code[len])
            return !strcmp(rules->issuers[i].level, "central");
    return false;
}

// Whose province it is: by the head beyond doubt; a report, or a paper of a commune, by what its text tells of most.
static void read_province(struct head *h, struct tc_head *ret)
{
    struct tc_meta *meta = h->meta;
    uint32_t at = meta->at[TC_META_ISSUER];
    float confidence = 0.9F;
    const char *province = tc_province_of_head(meta, h->arena);
    if (!province) {
        province = tc_province_read(h->document->text, h->document->len, meta->title, h->arena, &at);
        confidence = 0.5F;
    }
    ret->province = province;
    if (!province || is_central(meta))
        return;
    meta->province = province;
    meta->confidence[TC_META_PROVINCE] = confidence;
    meta->at[TC_META_PROVINCE] = at;
    if (ret->is_news) {
        meta->place = province;
        meta->confidence[TC_META_PLACE] = 0.7F;
        meta->at[TC_META_PLACE] = at;
    }
}

void tc_head_read(const struct tc_document *document, const char *path, struct tc_record *record, struct tc_head *ret)
{
    struct head h = {.document = document, .arena = &record->arena, .meta = &record->meta};
    h.type_cell = h.number_cell = h.date_cell = h.body_cell = SIZE_MAX;
    (void)path;
    (void)tc_rules();
    *ret = (struct tc_head){0};
    for (size_t i = 0; i < TC_META_FIELDS; i++)
        record->meta.at[i] = UINT32_MAX;
    if (!document->text || !document->len)
        return;
    h.lexer = tc_xmalloc(sizeof *h.lexer);
    h.cell_lexer = tc_xmalloc(sizeof *h.cell_lexer);
    tc_lex_init(h.lexer, document->text, document->len);
    h.lexer->lacks_marks = tc_lex_lacks_marks(document->text, document->len);
    h.lexer->loose_capitals = document->decoded.charset == TC_CS_TCVN3 || document->decoded.charset == TC_CS_TCVN3_CAPS;
    tc_cells_read(document, 0, FOOT_CELLS, &record->arena, &h.cells);
    find_head(&h);
    survey(&h);
    find_type(&h);
    bool placed = h.has_date && h.meta->place && h.date_cell != h.number_cell;
    bool is_document = h.type || (h.has_number && (h.has_nation || h.has_party || placed));
    if (is_document) {
        read_document(&h, record, ret);
    } else {
        h.meta->date = h.meta->place = NULL;
        h.meta->confidence[TC_META_DATE] = h.meta->confidence[TC_META_PLACE] = 0;
        ret->is_news = tc_news_read(document, &h.cells, &record->arena, &record->meta);
        record->is_secret = !ret->is_news && tc_secrecy_read(document, &h.cells, 0, STAMPED_CELLS, 0, &record->arena);
    }
    if (is_document || ret->is_news)
        read_province(&h, ret);
    if (is_document)
        tc_term_read(document->text, document->len, &record->arena, &record->meta);
    if (!is_document && !ret->is_news)
        (void)tc_first_line_read(document, &h.cells, &record->arena, &record->meta);
    if (is_document || ret->is_news)
        read_fields(document, ret->is_news, &record->arena, &record->meta);
    ret->own_key = record->meta.key;
    ret->context_issuer = context_issuer_of(document, &record->meta, ret->is_news);
    tc_cells_fini(&h.cells);
    free(h.lexer);
    free(h.cell_lexer);
}
