// SPDX-License-Identifier: GPL-3.0-or-later
#include "page.h"

#include <string.h>

static const char *pick(struct tc_gen_rng *rng, const struct tc_gen_list *list)
{
    return list->item[tc_gen_rank(rng, list->count)];
}

static void add_thing(struct tc_gen_voice *voice, const struct tc_gen_topic *topic)
{
    tc_gen_add(voice->out, pick(&voice->rng, &topic->thing));
    if (tc_gen_chance(&voice->rng, 12)) {
        tc_gen_add(voice->out, " ở ");
        tc_gen_add_commune(voice->out, voice->doc->body.province, tc_gen_below(&voice->rng, GEN_DISTRICTS),
                           tc_gen_below(&voice->rng, GEN_COMMUNES));
    } else if (tc_gen_chance(&voice->rng, 12)) {
        tc_gen_add(voice->out, " theo hướng ");
        tc_gen_add(voice->out, pick(&voice->rng, &tc_gen_data.words[GEN_ADJ]));
    }
}

static void add_number_slot(struct tc_gen_voice *voice, uint8_t slot)
{
    struct tc_gen_rng *rng = &voice->rng;
    int year, month, day;
    tc_gen_date(voice->doc->day, &year, &month, &day);
    if (slot == GEN_N) {
        tc_gen_add_int(voice->out, tc_gen_between(rng, 2, 60));
    } else if (slot == GEN_BIG) {
        int value = tc_gen_between(rng, 101, 9900);
        if (value >= 1000) {
            tc_gen_add_int(voice->out, value / 1000);
            tc_gen_add(voice->out, value % 1000 < 100 ? value % 1000 < 10 ? ".00" : ".0" : ".");
            value %= 1000;
        }
        tc_gen_add_int(voice->out, value);
    } else if (slot == GEN_PC) {
        tc_gen_add_int(voice->out, tc_gen_between(rng, 3, 98));
        tc_gen_add(voice->out, ",");
        tc_gen_add_int(voice->out, tc_gen_between(rng, 1, 99));
        tc_gen_add(voice->out, "%");
    } else if (slot == GEN_MONEY) {
        tc_gen_add_int(voice->out, tc_gen_between(rng, 2, 480));
        tc_gen_add(voice->out, tc_gen_chance(rng, 60) ? " tỷ đồng" : " triệu đồng");
    } else {
        tc_gen_add_int(voice->out, year + tc_gen_between(rng, 1, 5));
    }
}

// Two syllables that exist but are seldom met; the same number gives the same name.
static void add_rare(struct tc_gen_text *text, uint32_t number)
{
    const struct tc_gen_list *onsets = &tc_gen_data.words[GEN_ONSET], *rhymes = &tc_gen_data.words[GEN_RHYME];
    uint32_t syllables = onsets->count * rhymes->count;
    for (int i = 0; i < 2; i++) {
        uint32_t syllable = i ? number / syllables % syllables : number % syllables;
        tc_gen_add(text, i ? " " : "");
        tc_gen_add(text, onsets->item[syllable % onsets->count]);
        tc_gen_add(text, rhymes->item[syllable / onsets->count]);
    }
}

static void add_place_slot(struct tc_gen_voice *voice, uint8_t slot)
{
    struct tc_gen_rng *rng = &voice->rng;
    unsigned province = voice->doc->body.province, district = tc_gen_below(rng, GEN_DISTRICTS);
    if (slot == GEN_PROVINCE_NAME) {
        tc_gen_add_province(voice->out, province);
    } else if (slot == GEN_COMMUNE) {
        tc_gen_add_commune(voice->out, province, district, tc_gen_below(rng, GEN_COMMUNES));
    } else if (voice->doc->day < tc_gen_merger_day) {
        tc_gen_add_district(voice->out, province, district);
    } else { // districts have ended
        tc_gen_add(voice->out, "xã ");
        tc_gen_add_commune(voice->out, province, district, 0);
    }
}

static void add_cite_slot(struct tc_gen_voice *voice, uint8_t slot)
{
    struct tc_gen_page *page = voice->page;
    struct tc_gen_rng *rng = &voice->rng;
    if (slot == GEN_BY_LAW || slot == GEN_DO_LAW) {
        tc_gen_add_law(page, rng, slot == GEN_DO_LAW ? GEN_REL_IMPLEMENTS : GEN_REL_REFERS);
    } else if (slot == GEN_NAMELESS) {
        tc_gen_add_mention(page, rng);
    } else {
        unsigned which = tc_gen_below(rng, page->free_count);
        bool provision = slot == GEN_REFER && tc_gen_chance(rng, 35);
        tc_gen_add_cite(page, rng, which,
                        slot == GEN_REFER    ? GEN_REL_REFERS
                        : slot == GEN_REVIEW ? GEN_REL_REVIEWS
                                             : GEN_REL_IMPLEMENTS,
                        provision);
    }
}

// The list a slot is filled from, or NULL where it is filled otherwise.
static const struct tc_gen_list *list_of(const struct tc_gen_topic *topic, uint8_t slot)
{
    switch (slot) {
    case GEN_DEED:
        return &topic->deed;
    case GEN_MEASURE:
        return &topic->measure;
    case GEN_TITLE:
        return &topic->title;
    case GEN_LEAD:
        return &topic->lead;
    default:
        return slot < GEN_WORDS_COUNT ? &tc_gen_data.words[slot] : NULL;
    }
}

static void add_slot(struct tc_gen_voice *voice, const struct tc_gen_seg *seg)
{
    const struct tc_gen_topic *topic = &tc_gen_data.topic[voice->doc->topic];
    const struct tc_gen_list *list = list_of(topic, seg->slot);
    if (seg->slot == GEN_LITERAL)
        tc_gen_add_n(voice->out, seg->text, seg->size);
    else if (list)
        tc_gen_add(voice->out, pick(&voice->rng, list));
    else if (seg->slot == GEN_THING)
        add_thing(voice, topic);
    else if (seg->slot == GEN_TOPIC)
        tc_gen_add(voice->out, topic->name);
    else if (seg->slot == GEN_PERSON)
        tc_gen_add_person(voice->out, &voice->rng);
    else if (seg->slot == GEN_HAMLET)
        add_rare(voice->out, (uint32_t)(tc_gen_next(&voice->rng) >> 32));
    else if (seg->slot == GEN_COMMUNE || seg->slot == GEN_DISTRICT || seg->slot == GEN_PROVINCE_NAME)
        add_place_slot(voice, seg->slot);
    else if (seg->slot >= GEN_REFER)
        add_cite_slot(voice, seg->slot);
    else
        add_number_slot(voice, seg->slot);
}

void tc_gen_add_sentence(struct tc_gen_voice *voice, enum tc_gen_part part)
{
    const struct tc_gen_sentences *all = &tc_gen_data.part[part];
    const struct tc_gen_sentence *sentence;
    do
        sentence = &all->item[tc_gen_below(&voice->rng, all->count)];
    while (sentence->cites && (!voice->page || !voice->page->free_count));
    for (uint32_t i = 0; i < sentence->count; i++) {
        size_t from = voice->out->size;
        add_slot(voice, &sentence->seg[i]);
        if (i == 0 || sentence->seg[i].capital)
            tc_gen_capital(voice->out, from);
    }
}

unsigned tc_gen_statement_count(const struct tc_gen_doc *doc)
{
    return tc_gen_kinds[doc->type].length >= 80 && doc->type != GEN_S_QD && doc->type != GEN_S_NQ ? 2 : 0;
}

void tc_gen_add_statement(struct tc_gen_text *text, const struct tc_gen_doc *doc, unsigned which)
{
    struct tc_gen_voice voice = {.out = text, .doc = doc, .rng = tc_gen_rng(doc->seed, 50, which)};
    int count = tc_gen_between(&voice.rng, 2, 3);
    for (int i = 0; i < count; i++) {
        if (i)
            tc_gen_add(text, " ");
        tc_gen_add_sentence(&voice, which == 0 ? GEN_ASSESS : GEN_TASK);
    }
}

void tc_gen_add_planted(struct tc_gen_text *text, uint32_t index)
{
    // odd, so that different documents below 2^24 get different names, and neighbours have nothing in common
    uint32_t syllables = tc_gen_data.words[GEN_ONSET].count * tc_gen_data.words[GEN_RHYME].count;
    uint64_t names = (uint64_t)syllables * syllables;
    add_rare(text, (uint32_t)((uint64_t)index * 7368787u % names));
}

struct tc_gen_task tc_gen_task(const struct tc_gen_doc *doc, unsigned which)
{
    const struct tc_gen_topic *topic = &tc_gen_data.topic[doc->topic];
    struct tc_gen_rng rng = tc_gen_rng(doc->seed, 90, which);
    struct tc_gen_task task = {.deadline = doc->day + tc_gen_between(&rng, 40, 200),
                               .quarter = tc_gen_chance(&rng, 20)};
    const char *lead = topic->lead.item[0], *other;
    if (which == 0 || (which == 1 && doc->day >= tc_gen_merger_day)) {
        tc_gen_add(&task.agency, which == 0 ? lead : "Văn phòng Tỉnh ủy");
    } else if (which == 1) {
        struct tc_gen_body body = {
            .kind = GEN_HU, .province = doc->body.province, .district = (uint8_t)tc_gen_below(&rng, GEN_DISTRICTS)};
        tc_gen_add_body(&task.agency, body);
    } else {
        tc_gen_add(&task.agency, "Ủy ban Mặt trận Tổ quốc tỉnh");
    }
    do
        other = pick(&rng, &tc_gen_data.words[GEN_ORG]);
    while (!strcmp(other, task.agency.data));
    if (tc_gen_chance(&rng, 75))
        tc_gen_add(&task.with, other);
    tc_gen_add(&task.deed, topic->deed.item[(tc_gen_below(&rng, topic->deed.count) + which) % topic->deed.count]);
    if (task.quarter) { // the last day of the quarter
        static const int ENDS[] = {31, 30, 30, 31};
        int year, month, day;
        tc_gen_date(task.deadline, &year, &month, &day);
        int quarter = (month - 1) / 3;
        task.deadline = tc_gen_day(year, quarter * 3 + 3, ENDS[quarter]);
    }
    return task;
}

void tc_gen_add_deadline(struct tc_gen_text *text, int date, unsigned how)
{
    static const char *const QUARTERS[] = {"I", "II", "III", "IV"};
    int year, month, day;
    tc_gen_date(date, &year, &month, &day);
    if (how == 0) {
        tc_gen_add(text, "trong quý ");
        tc_gen_add(text, QUARTERS[(month - 1) / 3]);
        tc_gen_add(text, " năm ");
        tc_gen_add_int(text, year);
        return;
    }
    tc_gen_add(text, "trước ngày ");
    tc_gen_add_two(text, day);
    tc_gen_add(text, how == 1 ? "/" : " tháng ");
    month < 3 ? tc_gen_add_two(text, month) : tc_gen_add_int(text, month);
    tc_gen_add(text, how == 1 ? "/" : " năm ");
    tc_gen_add_int(text, year);
}
