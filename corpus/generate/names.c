// SPDX-License-Identifier: GPL-3.0-or-later
// Citations that go by names or in lists, and words that only look like citations.
#include "page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void note(struct tc_gen_page *page, struct tc_gen_cite cite)
{
    cite.end = page->text.size;
    page->cite = tc_gen_grow(page->cite, page->cite_count + 1, sizeof cite);
    page->cite[page->cite_count++] = cite;
}

void tc_gen_add_law(struct tc_gen_page *page, struct tc_gen_rng *rng, enum tc_gen_relation relation)
{
    const struct tc_gen_list *laws = &tc_gen_data.words[GEN_LAW];
    struct tc_gen_cite cite = {.start = page->text.size, .target = {.doc = GEN_NONE}, .relation = relation};
    int year, month, day;
    tc_gen_date(page->plan->doc[page->content].day, &year, &month, &day);
    const char *law = laws->item[tc_gen_below(rng, laws->count)];
    const char *key = strstr(law, " = ") + 3, *first = strstr(key, " = ") + 3;
    if (atoi(first) > year) { // not there yet: the statutes always were
        int article = tc_gen_between(rng, 7, 47);
        char words[64];
        snprintf(words, sizeof words, "Điều %d Điều lệ Đảng", article);
        snprintf(cite.provision, sizeof cite.provision, "d%d", article);
        tc_gen_add(&page->text, words);
        tc_gen_add(&cite.key, "DIEU-LE-DANG");
        note(page, cite);
        return;
    }
    if (tc_gen_chance(rng, 45)) {
        int article = tc_gen_between(rng, 3, 120), part = tc_gen_between(rng, 1, 5);
        char words[64];
        if (tc_gen_chance(rng, 40)) {
            snprintf(words, sizeof words, "Điều %d ", article);
            snprintf(cite.provision, sizeof cite.provision, "d%d", article);
        } else {
            snprintf(words, sizeof words, "khoản %d Điều %d ", part, article);
            snprintf(cite.provision, sizeof cite.provision, "d%dk%d", article, part);
        }
        tc_gen_add(&page->text, words);
    }
    tc_gen_add_n(&page->text, law, (size_t)(key - 3 - law));
    tc_gen_add_n(&cite.key, key, (size_t)(first - 3 - key));
    note(page, cite);
}

void tc_gen_add_congress(struct tc_gen_page *page, struct tc_gen_rng *rng, enum tc_gen_relation relation)
{
    const struct tc_gen_doc *content = &page->plan->doc[page->content];
    struct tc_gen_cite cite = {.start = page->text.size, .target = {.doc = GEN_NONE}, .relation = relation};
    const char *number = tc_gen_congress(content->body.province, tc_gen_term(content->day));
    tc_gen_add(&page->text, tc_gen_chance(rng, 50) ? "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh "
                                                   : "Nghị quyết Đại hội Đảng bộ tỉnh ");
    tc_gen_add_province(&page->text, content->body.province);
    tc_gen_add(&page->text, " lần thứ ");
    tc_gen_add(&page->text, number);
    tc_gen_add(&cite.key, "NQDH:tinh-");
    tc_gen_add_province(&cite.key, content->body.province);
    tc_gen_add(&cite.key, "/");
    tc_gen_add(&cite.key, number);
    note(page, cite);
}

void tc_gen_add_mention(struct tc_gen_page *page, struct tc_gen_rng *rng)
{
    const struct tc_gen_list *all = &tc_gen_data.words[GEN_VAGUE];
    struct tc_gen_span span = {.start = page->text.size};
    tc_gen_add(&page->text, all->item[tc_gen_below(rng, all->count)]);
    span.end = page->text.size;
    page->mention = tc_gen_grow(page->mention, page->mention_count + 1, sizeof span);
    page->mention[page->mention_count++] = span;
}

// Whether two targets differ in their number alone.
static bool match(const struct tc_gen_page *page, const struct tc_gen_target *a, const struct tc_gen_target *b)
{
    if (!a->written || !b->written || a->doc == GEN_NONE || b->doc == GEN_NONE)
        return false;
    const struct tc_gen_doc *x = &page->plan->doc[a->doc], *y = &page->plan->doc[b->doc];
    return x->type == y->type && x->body.kind == y->body.kind && x->body.district == y->body.district &&
           !tc_gen_is_state(x->body) && x->body.kind != GEN_DU && x->body.kind != GEN_HU;
}

bool tc_gen_add_pair(struct tc_gen_page *page, struct tc_gen_rng *rng, const char *before)
{
    for (unsigned i = 0; i < page->free_count; i++) {
        for (unsigned j = i + 1; j < page->free_count; j++) {
            if (!match(page, &page->target[i], &page->target[j]))
                continue;
            tc_gen_add(&page->text, before);
            struct tc_gen_cite cite = {.start = page->text.size, .target = page->target[i], .relation = GEN_REL_REFERS};
            const struct tc_gen_doc *first = &page->plan->doc[page->target[i].doc];
            tc_gen_add(&page->text, tc_gen_kinds[first->type].word);
            tc_gen_capital(&page->text, cite.start);
            tc_gen_add(&page->text, " số ");
            tc_gen_add_two(&page->text, first->number);
            tc_gen_add(&page->text, tc_gen_chance(rng, 50) ? ", " : " và ");
            tc_gen_add_number(&page->text, &page->plan->doc[page->target[j].doc]);
            note(page, cite);
            cite.target = page->target[j];
            note(page, cite);
            return true;
        }
    }
    return false;
}
