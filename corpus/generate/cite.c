// SPDX-License-Identifier: GPL-3.0-or-later
#include "page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const tc_gen_relations[] = {"refers",   "basis",   "implements", "amends",
                                        "replaces", "repeals", "guides",     "reviews"};

unsigned tc_gen_target_of(const struct tc_gen_page *page, uint32_t doc)
{
    for (unsigned i = 0; i < page->target_count; i++)
        if (page->target[i].doc == doc && doc != GEN_NONE)
            return i;
    return GEN_TARGETS;
}

static int day_of(const struct tc_gen_page *page, const struct tc_gen_target *target)
{
    return target->central ? target->central->day : page->plan->doc[target->doc].day;
}

static bool is_normative(const struct tc_gen_page *page, const struct tc_gen_target *target)
{
    return target->central ? target->central->normative : tc_gen_kinds[page->plan->doc[target->doc].type].normative;
}

static void add_symbol(struct tc_gen_text *out, const struct tc_gen_page *page, const struct tc_gen_target *target)
{
    if (target->central)
        tc_gen_add(out, target->central->key);
    else
        tc_gen_add_number(out, &page->plan->doc[target->doc]);
}

static void add_word(struct tc_gen_text *out, const struct tc_gen_page *page, const struct tc_gen_target *target)
{
    size_t from = out->size;
    tc_gen_add(out, target->central ? target->central->word : tc_gen_kinds[page->plan->doc[target->doc].type].word);
    tc_gen_capital(out, from);
}

// The symbol as careless typists write it; every form can be repaired to the right one.
static void add_spoilt(struct tc_gen_text *out, struct tc_gen_rng *rng, const char *symbol)
{
    unsigned how = tc_gen_below(rng, 4);
    const char *slash = strrchr(symbol, '/'), *dash = strchr(symbol, '-');
    for (const char *c = symbol; *c; c++) {
        if (how == 0 && c == slash)
            tc_gen_add(out, "/ ");
        else if (how == 1 && c == dash)
            tc_gen_add(out, "–");
        else if (how == 2 && c == dash)
            tc_gen_add(out, " - ");
        else if (how == 3 && c == dash)
            tc_gen_add(out, "- ");
        else
            tc_gen_add_n(out, c, 1);
    }
}

static void add_date(struct tc_gen_text *out, struct tc_gen_rng *rng, int date, bool state)
{
    int year, month, day;
    tc_gen_date(date, &year, &month, &day);
    unsigned how = tc_gen_below(rng, 100);
    tc_gen_add(out, state || how % 3 == 0 ? " ngày " : ", ngày ");
    tc_gen_add_two(out, day);
    if (state ? how < 70 : how < 30) {
        tc_gen_add(out, " tháng ");
        month < 3 ? tc_gen_add_two(out, month) : tc_gen_add_int(out, month);
        tc_gen_add(out, " năm ");
    } else {
        const char *mark = how % 5 == 0 ? "-" : "/";
        tc_gen_add(out, mark);
        month < 3 ? tc_gen_add_two(out, month) : tc_gen_add_int(out, month);
        tc_gen_add(out, mark);
    }
    tc_gen_add_int(out, year);
}

// `NQTW:4/XII` in words; the plenum is a number up to fifteen.
static void add_name(struct tc_gen_text *out, struct tc_gen_rng *rng, const char *alias)
{
    static const char *const ORDINALS[] = {"",         "nhất",    "hai",      "ba",      "tư",   "năm",
                                           "sáu",      "bảy",     "tám",      "chín",    "mười", "mười một",
                                           "mười hai", "mười ba", "mười bốn", "mười lăm"};
    int plenum = atoi(alias + 5);
    const char *term = strchr(alias, '/') + 1;
    unsigned how = tc_gen_below(rng, 5);
    char plain[16];
    snprintf(plain, sizeof plain, "%d", plenum);
    tc_gen_add(out, how == 1   ? "Nghị quyết Hội nghị Trung ương "
                    : how == 2 ? "Nghị quyết Hội nghị lần thứ "
                               : "Nghị quyết Trung ương ");
    tc_gen_add(out, how == 2 ? ORDINALS[plenum] : plain);
    if (how == 2)
        tc_gen_add(out, " Ban Chấp hành Trung ương Đảng");
    tc_gen_add(out, how == 3 ? " (khóa " : how == 4 ? ", khóa " : " khóa ");
    tc_gen_add(out, term);
    tc_gen_add(out, how == 3 ? ")" : "");
}

static void add_issuer(struct tc_gen_page *page, const struct tc_gen_target *target)
{
    tc_gen_add(&page->text, " của ");
    if (target->central)
        tc_gen_add(&page->text, target->central->issuer);
    else
        tc_gen_add_body(&page->text, page->plan->doc[target->doc].body);
}

static void note(struct tc_gen_page *page, struct tc_gen_cite cite)
{
    cite.end = page->text.size;
    page->cite = tc_gen_grow(page->cite, page->cite_count + 1, sizeof cite);
    page->cite[page->cite_count++] = cite;
}

// A part of the cited document before its name; fills `retkey` with its short form.
static void add_provision(struct tc_gen_page *page, struct tc_gen_rng *rng, bool articles, char retkey[16])
{
    static const char *const ROMAN[] = {"I", "II", "III", "IV"};
    char words[64];
    int a = tc_gen_between(rng, 1, 3), b = tc_gen_between(rng, 1, 3);
    if (!articles) {
        snprintf(words, sizeof words, "Mục %s ", ROMAN[a]);
        snprintf(retkey, 16, "m%s", ROMAN[a]);
    } else if (tc_gen_chance(rng, 50)) {
        snprintf(words, sizeof words, "khoản %d Điều %d ", b, a);
        snprintf(retkey, 16, "d%dk%d", a, b);
    } else {
        snprintf(words, sizeof words, "Điều %d ", a);
        snprintf(retkey, 16, "d%d", a);
    }
    tc_gen_add(&page->text, words);
}

static void add_full(struct tc_gen_page *page, struct tc_gen_rng *rng, struct tc_gen_target *target,
                     struct tc_gen_cite *cite, bool date)
{
    struct tc_gen_text symbol = {0};
    add_symbol(&symbol, page, target);
    add_word(&page->text, page, target);
    tc_gen_add(&page->text, " số ");
    cite->malformed = tc_gen_chance(rng, 3);
    if (cite->malformed)
        add_spoilt(&page->text, rng, symbol.data);
    else
        tc_gen_add(&page->text, symbol.data);
    bool state = strchr(symbol.data, '-') == NULL || strchr(symbol.data, '-') > strchr(symbol.data, '/');
    if (date || !is_normative(page, target))
        add_date(&page->text, rng, day_of(page, target), state);
    target->written = true;
    tc_gen_text_fini(&symbol);
}

void tc_gen_add_cite_full(struct tc_gen_page *page, struct tc_gen_rng *rng, unsigned which,
                          enum tc_gen_relation relation)
{
    struct tc_gen_target *target = &page->target[which];
    struct tc_gen_cite cite = {.start = page->text.size, .target = *target, .relation = relation};
    if (target->by_name) {
        add_name(&page->text, rng, target->central->alias);
        note(page, cite);
        return;
    }
    add_full(page, rng, target, &cite, true);
    note(page, cite);
    add_issuer(page, target);
}

void tc_gen_add_cite(struct tc_gen_page *page, struct tc_gen_rng *rng, unsigned which, enum tc_gen_relation relation,
                     bool provision)
{
    struct tc_gen_target *target = &page->target[which];
    struct tc_gen_cite cite = {.start = page->text.size, .target = *target, .relation = relation};
    bool articles = is_normative(page, target);
    bool parts = articles || target->central || page->plan->doc[target->doc].type == GEN_NQ;
    if (!target->by_name && provision && parts && (!target->central || articles))
        add_provision(page, rng, articles, cite.provision);
    unsigned how = tc_gen_below(rng, 100);
    if (target->by_name) {
        add_name(&page->text, rng, target->central->alias);
    } else if (!target->written || how < 25) {
        add_full(page, rng, target, &cite, how % 2 == 0);
        note(page, cite);
        if (how % 3 != 0)
            add_issuer(page, target);
        return;
    } else {
        add_word(&page->text, page, target);
        tc_gen_add(&page->text, how % 2 ? " số " : " ");
        size_t symbol = page->text.size;
        add_symbol(&page->text, page, target);
        if (how >= 80) { // the number alone: `Nghị quyết 05`
            page->text.size = symbol + strspn(page->text.data + symbol, "0123456789");
            page->text.data[page->text.size] = '\0';
        }
    }
    note(page, cite);
}
