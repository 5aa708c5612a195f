// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan.h"

#include <stdlib.h>
#include <string.h>

#include "data.h"

// Counters of numbers, and the keys that are taken: both are open hash tables of 64-bit words.
struct table {
    uint64_t *key;
    uint32_t *value;
    size_t room, used;
};

static size_t slot_of(const struct table *table, uint64_t key)
{
    size_t at = (size_t)(key * 0x9e3779b97f4a7c15u >> 20) & (table->room - 1);
    while (table->key[at] && table->key[at] != key)
        at = (at + 1) & (table->room - 1);
    return at;
}

// The value of `key`, which must not be 0; a new one is 0.
static uint32_t *value_of(struct table *table, uint64_t key)
{
    if ((table->used + 1) * 2 > table->room) {
        struct table old = *table;
        table->room = old.room ? old.room * 2 : 1024;
        table->key = tc_gen_alloc(table->room, sizeof *table->key);
        table->value = tc_gen_alloc(table->room, sizeof *table->value);
        for (size_t i = 0; i < old.room; i++) {
            if (!old.key[i])
                continue;
            size_t at = slot_of(table, old.key[i]);
            table->key[at] = old.key[i];
            table->value[at] = old.value[i];
        }
        free(old.key);
        free(old.value);
    }
    size_t at = slot_of(table, key);
    if (!table->key[at])
        table->used++;
    table->key[at] = key;
    return &table->value[at];
}

// The last documents of one topic in one province, of which a new one cites some.
struct ring {
    uint32_t item[32];
    uint32_t count;
};

struct planner {
    struct tc_gen_plan plan;
    struct tc_gen_rng rng;
    struct table counters, taken;
    struct ring *rings;
    uint32_t total; // documents wanted
    int span;       // days
    struct event {
        uint32_t due, parent;
        uint8_t what, extra;
    } * heap;
    uint32_t heap_count, heap_room;
};

static void push(struct planner *p, struct event event)
{
    if (p->heap_count == p->heap_room) {
        p->heap_room = p->heap_room ? p->heap_room * 2 : 256;
        p->heap = tc_gen_grow(p->heap, p->heap_room, sizeof *p->heap);
    }
    uint32_t at = p->heap_count++;
    while (at && p->heap[(at - 1) / 2].due > event.due) {
        p->heap[at] = p->heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    p->heap[at] = event;
}

static struct event pop(struct planner *p)
{
    struct event top = p->heap[0], last = p->heap[--p->heap_count];
    uint32_t at = 0, child;
    while ((child = at * 2 + 1) < p->heap_count) {
        if (child + 1 < p->heap_count && p->heap[child + 1].due < p->heap[child].due)
            child++;
        if (last.due <= p->heap[child].due)
            break;
        p->heap[at] = p->heap[child];
        at = child;
    }
    p->heap[at] = last;
    return top;
}

// Something that happens `days` after document `parent`, in `percent` of 100 cases.
static void later(struct planner *p, uint32_t parent, enum tc_gen_role what, unsigned extra, int days, unsigned percent)
{
    if (!tc_gen_chance(&p->rng, percent))
        return;
    uint32_t due = parent + 1 + (uint32_t)((uint64_t)days * p->total / (uint32_t)p->span);
    if (due < p->total)
        push(p, (struct event){due, parent, (uint8_t)what, (uint8_t)extra});
}

static void number(struct planner *p, struct tc_gen_doc *doc)
{
    if (doc->type == GEN_TIN || doc->variant == GEN_DRAFT)
        return;
    int year, month, day;
    tc_gen_date(doc->day, &year, &month, &day);
    bool state = tc_gen_is_state(doc->body);
    uint64_t period = (uint64_t)(state ? year : tc_gen_term(doc->day));
    uint64_t who = (uint64_t)doc->body.kind << 24 | (uint64_t)doc->body.province << 16 |
                   (uint64_t)doc->body.district << 8 | doc->body.commune;
    uint32_t *counter = value_of(&p->counters, (uint64_t)(doc->type + 1) << 48 | period << 32 | who);
    if (!*counter)
        *counter = tc_gen_below(&p->rng, 9);
    for (;;) {
        *counter += tc_gen_chance(&p->rng, 8) ? 2 : 1;
        doc->number = (uint16_t)*counter;
        // quyết định and quy định of the Party share a code; normative acts of a year have no date in their key
        struct tc_gen_text key = {0};
        tc_gen_add_key(&key, doc);
        uint64_t hash = 1469598103934665603u;
        for (size_t i = 0; i < key.size; i++)
            hash = (hash ^ (unsigned char)key.data[i]) * 1099511628211u;
        tc_gen_text_fini(&key);
        uint32_t *seen = value_of(&p->taken, hash | 1);
        if (!*seen) {
            *seen = 1;
            return;
        }
    }
}

// Whether two documents could be mistaken for each other when only type and number are written.
static bool alike(const struct tc_gen_doc *a, const struct tc_gen_doc *b)
{
    const struct tc_gen_kind *x = &tc_gen_kinds[a->type], *y = &tc_gen_kinds[b->type];
    return a->number == b->number && (!strcmp(x->word, y->word) || !strcmp(x->code, y->code));
}

static bool alike_any(const struct planner *p, const struct tc_gen_doc *doc, uint32_t other)
{
    return other != GEN_NONE && alike(doc, &p->plan.doc[other]);
}

// Gives `doc` a number that none of those it rests on has.
static void number_apart(struct planner *p, struct tc_gen_doc *doc)
{
    do
        number(p, doc);
    while (doc->number && (alike_any(p, doc, doc->parent) || alike_any(p, doc, doc->root)));
}

static struct ring *ring_of(const struct planner *p, const struct tc_gen_doc *doc)
{
    return &p->rings[doc->body.province * tc_gen_data.topic_count + doc->topic];
}

// Earlier documents of the same topic that a new one mentions.
static void choose_refs(struct planner *p, struct tc_gen_doc *doc)
{
    struct ring *ring = ring_of(p, doc);
    uint32_t have = ring->count < 32 ? ring->count : 32, found = 0;
    unsigned want = tc_gen_below(&p->rng, GEN_REFS + 1);
    for (unsigned tries = 0; have && found < want && tries < 8; tries++) {
        uint32_t other = ring->item[tc_gen_below(&p->rng, have)];
        bool clash = other == doc->parent || other == doc->root || alike(doc, &p->plan.doc[other]) ||
                     alike_any(p, &p->plan.doc[other], doc->parent) || alike_any(p, &p->plan.doc[other], doc->root);
        for (uint32_t i = 0; i < found; i++)
            clash = clash || doc->refs[i] == other || alike_any(p, &p->plan.doc[other], doc->refs[i]);
        if (!clash)
            doc->refs[found++] = other;
    }
}

static void choose_central(struct planner *p, struct tc_gen_doc *doc)
{
    if (doc->type == GEN_TIN ? tc_gen_chance(&p->rng, 60) : tc_gen_chance(&p->rng, 30))
        return;
    for (unsigned tries = 0; tries < 4; tries++) {
        uint32_t which = tc_gen_below(&p->rng, tc_gen_data.central_count);
        const struct tc_gen_central *central = &tc_gen_data.central[which];
        bool recent = central->day < doc->day && central->day > doc->day - 3650;
        bool clash = atoi(central->key) == doc->number;
        for (int i = 0; i < GEN_REFS; i++)
            clash = clash || (doc->refs[i] != GEN_NONE && p->plan.doc[doc->refs[i]].number == atoi(central->key));
        clash = clash || (doc->parent != GEN_NONE && p->plan.doc[doc->parent].number == atoi(central->key));
        clash = clash || (doc->root != GEN_NONE && p->plan.doc[doc->root].number == atoi(central->key));
        if (recent && !clash) {
            doc->central = (uint8_t)(which + 1);
            return;
        }
    }
}

static struct tc_gen_body body_at(struct planner *p, struct tc_gen_body body, int day)
{
    if (day < tc_gen_merger_day)
        return body;
    if (body.province == 0 || body.province == 2)
        body.province = GEN_MERGED;
    if (body.kind == GEN_HU || body.kind == GEN_UBNDH) {
        body.kind = body.kind == GEN_HU ? GEN_DU : GEN_UBND;
        body.commune = body.kind == GEN_DU ? (uint8_t)tc_gen_below(&p->rng, GEN_COMMUNES) : 0;
        body.district = body.kind == GEN_DU ? body.district : 0;
    }
    return body;
}

static struct tc_gen_body body_for(struct planner *p, enum tc_gen_type type, unsigned province, int day)
{
    struct tc_gen_body body = {.province = (uint8_t)province};
    uint8_t district = (uint8_t)tc_gen_below(&p->rng, GEN_DISTRICTS);
    unsigned dice = tc_gen_below(&p->rng, 100);
    uint8_t board = (uint8_t)(GEN_BTCTU + tc_gen_below(&p->rng, 4));
    switch (type) {
    case GEN_HD:
    case GEN_TTR:
        body.kind = board;
        break;
    case GEN_BC:
    case GEN_KH:
    case GEN_CV:
        body.kind = dice < 40 ? GEN_TU : dice < 75 ? GEN_HU : dice < 92 ? board : GEN_DU;
        break;
    case GEN_NQ:
    case GEN_CT:
    case GEN_KL:
    case GEN_TB:
        body.kind = dice < 68 ? GEN_TU : GEN_HU;
        break;
    case GEN_S_NQ:
        body.kind = GEN_HDND;
        break;
    case GEN_S_QD:
    case GEN_S_CT:
        body.kind = GEN_UBND;
        break;
    case GEN_S_QDI:
    case GEN_S_KH:
    case GEN_S_BC:
    case GEN_S_CV:
        body.kind = dice < 65 ? GEN_UBND : GEN_UBNDH;
        break;
    case GEN_TIN:
        body.kind = GEN_PRESS;
        break;
    default:
        body.kind = GEN_TU;
    }
    if (body.kind == GEN_HU || body.kind == GEN_UBNDH || body.kind == GEN_DU)
        body.district = district;
    if (body.kind == GEN_DU)
        body.commune = (uint8_t)tc_gen_below(&p->rng, GEN_COMMUNES);
    return body_at(p, body, day);
}

// What will follow a document that has just been planned.
static void schedule(struct planner *p, uint32_t index)
{
    const struct tc_gen_doc doc = p->plan.doc[index];
    int jitter = tc_gen_between(&p->rng, 0, 60);
    if (doc.type == GEN_NQ && doc.body.kind == GEN_TU) {
        later(p, index, GEN_IMPLEMENTS, GEN_CTR, 40 + jitter, 50);
        later(p, index, GEN_IMPLEMENTS, GEN_S_KH, 80 + jitter, 70);
        later(p, index, GEN_IMPLEMENTS, GEN_KH, 100 + jitter, 70);
        later(p, index, GEN_IMPLEMENTS, GEN_KH, 130 + jitter, 50);
        later(p, index, GEN_GUIDES, GEN_HD, 60 + jitter, 30);
        later(p, index, GEN_REVIEWS, GEN_BC, 750 + jitter * 3, 65);
        later(p, index, GEN_REPLACES, GEN_NQ, 1700 + jitter, 15);
    }
    if (doc.type == GEN_CT) {
        later(p, index, GEN_IMPLEMENTS, GEN_KH, 50 + jitter, 50);
        later(p, index, GEN_REVIEWS, GEN_BC, 1000 + jitter, 25);
    }
    if (doc.type == GEN_S_NQ)
        later(p, index, GEN_IMPLEMENTS, GEN_S_QD, 90 + jitter, 50);
    if (doc.type == GEN_S_QD) {
        later(p, index, GEN_AMENDS, GEN_S_QD, 600 + jitter, 15);
        later(p, index, GEN_REPEALS, GEN_S_QD, 1400 + jitter, 10);
    }
    if (doc.type == GEN_NQ || doc.type == GEN_KL || doc.type == GEN_TB || doc.type == GEN_CT)
        later(p, index, GEN_TELLS, GEN_TIN, 3, 25);
    if (doc.role == GEN_REVIEWS)
        later(p, index, GEN_CONCLUDES, GEN_KL, 12 + jitter / 4, 80);
    for (unsigned i = 0; i < tc_gen_task_count(&doc); i++)
        later(p, index, GEN_FOLLOWS, i, 150 + jitter, 35);
    if (doc.type == GEN_NQ || doc.type == GEN_QYD || doc.type == GEN_S_QD || doc.type == GEN_KH)
        later(p, index, (enum tc_gen_role)(100 + GEN_REVISED), 0, 400 + jitter * 5, 6);
    later(p, index, (enum tc_gen_role)(100 + GEN_DRAFT), 0, 0, 1);
    later(p, index, (enum tc_gen_role)(100 + GEN_COPY), 0, 10 + jitter, 2);
    later(p, index, (enum tc_gen_role)(100 + GEN_REISSUE), 0, 100 + jitter, 1);
}

static void settle(struct planner *p, struct tc_gen_doc doc)
{
    uint32_t index = p->plan.count++;
    p->plan.doc[index] = doc;
    if (doc.number && doc.variant != GEN_COPY) {
        struct ring *ring = ring_of(p, &doc);
        ring->item[ring->count++ % 32] = index;
    }
    if (doc.variant == GEN_ORIGINAL)
        schedule(p, index);
}

static struct tc_gen_doc blank(struct planner *p, int day)
{
    struct tc_gen_doc doc = {.day = day, .parent = GEN_NONE, .root = GEN_NONE, .origin = GEN_NONE};
    for (int i = 0; i < GEN_REFS; i++)
        doc.refs[i] = GEN_NONE;
    doc.seed = tc_gen_next(&p->rng);
    return doc;
}

static void finish(struct planner *p, struct tc_gen_doc *doc)
{
    doc->title = (uint16_t)tc_gen_below(&p->rng, tc_gen_data.topic[doc->topic].title.count);
    number_apart(p, doc);
    choose_refs(p, doc);
    choose_central(p, doc);
    settle(p, *doc);
}

static void new_alone(struct planner *p, int day)
{
    struct tc_gen_doc doc = blank(p, day);
    unsigned total = 0, dice;
    for (int i = 0; i < GEN_TYPES; i++)
        total += tc_gen_kinds[i].weight;
    dice = tc_gen_below(&p->rng, total);
    while (dice >= tc_gen_kinds[doc.type].weight)
        dice -= tc_gen_kinds[doc.type++].weight;
    doc.topic = (uint16_t)tc_gen_below(&p->rng, tc_gen_data.topic_count);
    doc.body = body_for(p, doc.type, tc_gen_below(&p->rng, GEN_PROVINCES), day);
    finish(p, &doc);
}

static void new_variant(struct planner *p, struct event event, int day)
{
    const struct tc_gen_doc origin = p->plan.doc[event.parent];
    struct tc_gen_doc doc = origin;
    doc.variant = (uint8_t)(event.what - 100);
    doc.origin = event.parent;
    if (doc.variant == GEN_DRAFT) {
        doc.number = 0;
    } else if (doc.variant != GEN_COPY) {
        doc.day = day;
        doc.body = body_at(p, origin.body, day);
        if (tc_gen_is_state(doc.body) != tc_gen_is_state(origin.body) || doc.body.province != origin.body.province ||
            doc.type == GEN_TIN) {
            new_alone(p, day); // an authority that ended re-issues nothing
            return;
        }
        doc.role = GEN_REPLACES;
        doc.root = doc.parent;
        doc.parent = event.parent;
        number_apart(p, &doc);
        for (int i = 0; i < GEN_REFS; i++)
            while (alike_any(p, &doc, doc.refs[i])) {
                number_apart(p, &doc);
                i = 0;
            }
    }
    settle(p, doc);
}

static void new_follower(struct planner *p, struct event event, int day)
{
    const struct tc_gen_doc *parent = &p->plan.doc[event.parent];
    struct tc_gen_doc doc = blank(p, day);
    doc.parent = event.parent;
    doc.role = event.what;
    doc.type = event.extra;
    doc.topic = parent->topic;
    if (doc.role == GEN_FOLLOWS) {
        doc.task = event.extra;
        doc.type = tc_gen_is_state(parent->body) ? GEN_S_BC : GEN_BC;
    }
    if (doc.role == GEN_CONCLUDES)
        doc.root = parent->parent;
    bool same_body = doc.role == GEN_REVIEWS || doc.role == GEN_CONCLUDES || doc.role == GEN_FOLLOWS ||
                     doc.role == GEN_AMENDS || doc.role == GEN_REPLACES || doc.role == GEN_REPEALS;
    doc.body = same_body ? body_at(p, parent->body, day) : body_for(p, doc.type, parent->body.province, day);
    if (doc.role == GEN_IMPLEMENTS && doc.type == GEN_KH && doc.body.kind != GEN_DU) {
        doc.body.kind = GEN_HU;
        doc.body.district = (uint8_t)tc_gen_below(&p->rng, GEN_DISTRICTS);
        doc.body = body_at(p, doc.body, day);
    }
    bool broken = tc_gen_is_state(doc.body) != (doc.type >= GEN_S_NQ && doc.type != GEN_TIN);
    if (broken || (doc.type == GEN_CTR && doc.body.kind != GEN_TU)) {
        new_alone(p, day);
        return;
    }
    finish(p, &doc);
}

struct tc_gen_plan tc_gen_plan(uint64_t seed, uint32_t count, uint32_t mean)
{
    struct planner p = {.rng = tc_gen_rng(seed, 7, 7), .span = tc_gen_day(2025, 12, 20)};
    p.plan = (struct tc_gen_plan){.doc = tc_gen_alloc(count, sizeof *p.plan.doc), .seed = seed, .mean = mean};
    p.rings = tc_gen_alloc((size_t)(GEN_PROVINCES + 1) * tc_gen_data.topic_count, sizeof *p.rings);
    p.total = count;
    while (p.plan.count < count) {
        uint32_t index = p.plan.count;
        int day = 3 + (int)((uint64_t)index * (uint32_t)p.span / count);
        if (!p.heap_count || p.heap[0].due > index) {
            new_alone(&p, day);
            continue;
        }
        struct event event = pop(&p);
        if (event.what >= 100)
            new_variant(&p, event, day);
        else
            new_follower(&p, event, day);
    }
    free(p.rings);
    free(p.heap);
    free(p.counters.key);
    free(p.counters.value);
    free(p.taken.key);
    free(p.taken.value);
    return p.plan;
}
