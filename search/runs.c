// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs.h"

#include "relations.h"
#include "text/token.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    RUN_LEAST = 4,      // numbers of a run whose gaps are told
    RUN_SHARE = 3,      // and one of so many must be there
    RUNS_MAX = 500,     // told
    RANGES_MAX = 100,   // of one run
    NUMBER_MAX = 20000, // a larger one is a misreading
    SHOWN_RANGES = 12   // in the text for people
};

// One paper in its run.
struct paper {
    const char *run;    // period, series, type and issuer, with tabs between: newest period first when sorted
    const char *before; // the run of the term before, when it may be of that one; NULL
    uint32_t number;
    tc_docid doc;
    const char *key, *issuer; // issuer: as shown
};
struct papers {
    struct tc_arena arena;
    struct paper *items;
    size_t count, cap;
};

// "kết luận của ban thường vụ tỉnh ủy đông lâm" is of the committee: the parts of one body number together.
static const char *body_of(const char *issuer)
{
    static const char *const parts[] = {"ban thường vụ ", "thường trực ", "ban chấp hành "};
    for (size_t i = 0; i < TC_LENGTH(parts); i++) {
        size_t len = strlen(parts[i]);
        if (!strncmp(issuer, parts[i], len))
            return issuer + len;
    }
    return issuer;
}

// "Ủy ban Kiểm tra Tỉnh ủy" does not say of which province: its last word is no name.
static bool names_nobody(const char *issuer)
{
    const char *blank = strrchr(issuer, ' '), *last = blank ? blank + 1 : issuer;
    tc_auto_free char *lower = tc_text_canonical_dup(last);
    return !strcmp(lower, last);
}

// What a key says of its run.
struct place_in_run {
    uint32_t number;
    char year[5];       // "" not in the number
    const char *series; // "KL/TU", "QĐ-UBND"
    size_t series_len;
    const char *date; // NULL unknown
    bool is_party;
};

// "44-KL/TU@2008-12-01", "02/2018/NQ-HĐND", "08/QĐ-UBND@2004-09-22". False for what has no run.
static bool split_key(const char *key, struct place_in_run *ret)
{
    size_t digits = strspn(key, "0123456789");
    unsigned long number = strtoul(key, NULL, 10);
    const char *rest = key + digits, *at = strchr(key, '@');
    if (!digits || digits > 5 || !number || number > NUMBER_MAX || (*rest != '-' && *rest != '/') ||
        memchr(key, '?', strcspn(key, "@")))
        return false;
    *ret = (struct place_in_run){.number = (uint32_t)number, .is_party = *rest == '-'};
    ret->date = at && at[1] != '?' ? at + 1 : NULL;
    if (*rest == '/' && strspn(rest + 1, "0123456789") == 4 && rest[5] == '/') {
        (void)snprintf(ret->year, sizeof ret->year, "%.4s", rest + 1);
        rest += 5;
    }
    ret->series = rest + 1;
    ret->series_len = strcspn(ret->series, "@");
    return true;
}

// Numbers with the year in them (02/2018/NQ-HĐND) are another run than those without; a quy định and a quyết định bear
// the same symbol and are numbered each by itself.
static const char *run_of(struct tc_arena *arena, const char *period, const struct place_in_run *place,
                          const char *type, const char *body, const char *where)
{
    return tc_arena_printf(arena, "%s\t%s%s%.*s\t%s\t%s%s%s", period, place->year, *place->year ? "/" : "",
                           (int)place->series_len, place->series, type, body, *where ? " " : "", where);
}

static enum tc_status add_paper(struct tc_reader *reader, tc_docid doc, struct papers *papers, struct tc_error *err)
{
    tc_auto_buf struct tc_buf key = {0}, issuer = {0}, town = {0}, type = {0};
    enum tc_status status = tc_reader_value(reader, doc, TC_SLOT_KEY, &key, err);
    if (!status)
        status = tc_reader_value(reader, doc, TC_SLOT_ISSUER, &issuer, err);
    if (!status)
        status = tc_reader_value(reader, doc, TC_SLOT_PLACE, &town, err);
    if (!status)
        status = tc_reader_value(reader, doc, TC_SLOT_TYPE, &type, err);
    struct place_in_run place;
    if (status || !key.len || !split_key(key.data, &place))
        return status;
    char year[5] = "";
    const char *period = NULL, *before = NULL;
    if (*place.year || (place.date && !place.is_party)) {
        (void)snprintf(year, sizeof year, "%.4s", *place.year ? place.year : place.date);
        period = year;
    } else if (place.date) {
        bool is_central = memmem(place.series, place.series_len, "TW", 2) != NULL;
        period = tc_term_of_date(place.date, is_central);
        before = is_central ? NULL : tc_term_of_date(place.date, true);
    }
    if (!period)
        return TC_OK;
    const char *shown = issuer.data ? issuer.data : "", *where = names_nobody(shown) && town.len ? town.data : "";
    const char *kind = type.data ? type.data : "";
    tc_auto_free char *canonical = tc_text_canonical_dup(shown);
    bool is_between = before && strcmp(before, period) != 0;
    TC_GROW(papers->items, papers->count, papers->cap);
    papers->items[papers->count++] = (struct paper){
        .run = run_of(&papers->arena, period, &place, kind, body_of(canonical), where),
        .before = is_between ? run_of(&papers->arena, before, &place, kind, body_of(canonical), where) : NULL,
        .number = place.number,
        .doc = doc,
        .key = tc_arena_strndup(&papers->arena, key.data, key.len),
        .issuer = tc_arena_strdup(&papers->arena, shown),
    };
    return TC_OK;
}

static bool is_taken(const struct tc_strmap *taken, const char *run, uint32_t number)
{
    uint32_t ignored;
    tc_auto_free char *name = tc_xasprintf("%s\t%u", run, number);
    return tc_strmap_get(taken, name, strlen(name), &ignored);
}

// Between the first congress of a province and the central one a paper may be of either term. It is of the one in which
// its number is free; where it is in both, it goes on with the old run when it is nearer to that one's end than to its
// beginning.
static void settle_between(struct papers *papers)
{
    struct tc_strmap highest = {0}, taken = {0};
    uint32_t last;
    for (size_t i = 0; i < papers->count; i++) {
        const struct paper *p = &papers->items[i];
        size_t len = strlen(p->run);
        if (p->before)
            continue;
        if (!tc_strmap_get(&highest, p->run, len, &last) || last < p->number)
            tc_strmap_set(&highest, p->run, len, p->number);
        tc_auto_free char *name = tc_xasprintf("%s\t%u", p->run, p->number);
        tc_strmap_set(&taken, name, strlen(name), 1);
    }
    for (size_t i = 0; i < papers->count; i++) {
        struct paper *p = &papers->items[i];
        if (!p->before || !tc_strmap_get(&highest, p->before, strlen(p->before), &last))
            continue;
        bool is_old = is_taken(&taken, p->before, p->number), is_new = is_taken(&taken, p->run, p->number);
        if (is_old == is_new ? p->number * 2 > last : is_new)
            p->run = p->before;
    }
    tc_strmap_fini(&highest);
    tc_strmap_fini(&taken);
}

// Roman terms by their value, years as they are: the newest first.
static long age_of(const char *period)
{
    static const struct {
        char letter;
        int value;
    } figures[] = {{'I', 1}, {'V', 5}, {'X', 10}};
    if (isdigit((unsigned char)*period))
        return strtol(period, NULL, 10);
    long total = 0, last = 0;
    for (; *period && *period != '\t'; period++) {
        for (size_t i = 0; i < TC_LENGTH(figures); i++) {
            if (figures[i].letter != *period)
                continue;
            total += figures[i].value - (last < figures[i].value ? 2 * last : 0);
            last = figures[i].value;
        }
    }
    return 1930 + 5 * total; // about when it began
}

static int by_run(const void *a, const void *b)
{
    const struct paper *x = a, *y = b;
    long ages = age_of(y->run) - age_of(x->run);
    int order = ages ? (ages > 0) - (ages < 0) : strcmp(x->run, y->run);
    if (order)
        return order;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    order = strcmp(x->key, y->key);
    return order ? order : (x->doc > y->doc) - (x->doc < y->doc);
}

// --- one run

static void put_range(struct tc_buf *text, json_t *gaps, uint32_t from, uint32_t to)
{
    size_t count = json_array_size(gaps);
    if (count == RANGES_MAX)
        return;
    json_array_append_new(gaps, json_pack("[I,I]", (json_int_t)from, (json_int_t)to));
    if (count == SHOWN_RANGES)
        tc_buf_str(text, ", …");
    if (count >= SHOWN_RANGES)
        return;
    tc_buf_printf(text, "%s%02u", count ? ", " : "", from);
    if (to > from)
        tc_buf_printf(text, "–%02u", to);
}

// Papers first..behind bear one number: an entry when they are not all copies of one, which have its day.
static enum tc_status add_double(struct tc_reader *reader, const struct paper *first, const struct paper *behind,
                                 struct tc_buf *text, json_t *doubles, struct tc_error *err)
{
    enum { PAPERS_MAX = 20 };
    tc_auto_arena struct tc_arena arena = {0};
    struct tc_target targets[PAPERS_MAX];
    size_t count = 0;
    bool differs = false;
    for (const struct paper *p = first; p < behind && count < PAPERS_MAX; p++) {
        enum tc_status status = tc_resolve_target(reader, p->doc, &arena, &targets[count], err);
        if (status)
            return status;
        bool is_new = targets[count].key != NULL;
        for (size_t i = 0; i < count && is_new; i++)
            is_new = !tc_key_fits(targets[i].key, targets[count].key);
        differs = differs || (count && is_new);
        count += is_new;
    }
    if (!differs)
        return TC_OK;
    json_t *documents = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(documents, tc_target_to_json(&targets[i]));
    tc_buf_printf(text, "%s%02u", json_array_size(doubles) ? ", " : "", first->number);
    json_array_append_new(doubles, json_pack("{s:I,s:o}", "number", (json_int_t)first->number, "documents", documents));
    return TC_OK;
}

// Papers first..behind are a run.
static enum tc_status add_run(struct tc_reader *reader, const struct paper *first, const struct paper *behind,
                              json_t *runs, struct tc_error *err)
{
    tc_auto_buf struct tc_buf missing = {0}, doubled = {0};
    json_t *gaps = json_array(), *doubles = json_array();
    enum tc_status status = TC_OK;
    uint32_t present = 0, last = behind[-1].number, expected = 1;
    for (const struct paper *p = first; p < behind; p++)
        present += p == first || p->number != p[-1].number;
    bool tells_gaps = present >= RUN_LEAST && present * RUN_SHARE >= last;
    for (const struct paper *p = first, *next; !status && p < behind; p = next) {
        for (next = p; next < behind && next->number == p->number; next++)
            ;
        if (tells_gaps && p->number > expected)
            put_range(&missing, gaps, expected, p->number - 1);
        expected = p->number + 1;
        if (next - p > 1)
            status = add_double(reader, p, next, &doubled, doubles, err);
    }
    const char *series = strchr(first->run, '\t') + 1, *type = strchr(series, '\t') + 1, *body = strchr(type, '\t');
    if (!status && (json_array_size(gaps) || json_array_size(doubles)))
        json_array_append_new(runs, json_pack("{s:s,s:s%,s:s%,s:s%,s:I,s:I,s:s,s:s,s:O,s:O}", "issuer", first->issuer,
                                              "type", type, (size_t)(body - type), "series", series,
                                              (size_t)(type - series - 1), "period", first->run,
                                              (size_t)(series - first->run - 1), "held", (json_int_t)present, "highest",
                                              (json_int_t)last, "missing", missing.data ? missing.data : "", "doubled",
                                              doubled.data ? doubled.data : "", "gaps", gaps, "doubles", doubles));
    json_decref(gaps);
    json_decref(doubles);
    return status;
}

enum tc_status tc_runs_to_json(struct tc_archive *archive, json_t **ret, struct tc_error *err)
{
    struct papers papers = {0};
    enum tc_status status;
    tc_docid doc = 0;
    while ((status = tc_reader_next(archive->reader, &doc, err)) == TC_OK) {
        status = add_paper(archive->reader, doc, &papers, err);
        if (status)
            break;
    }
    status = status == TC_DONE ? TC_OK : status;
    settle_between(&papers);
    if (papers.count)
        qsort(papers.items, papers.count, sizeof *papers.items, by_run);
    json_t *runs = json_array();
    for (size_t i = 0, next; !status && i < papers.count && json_array_size(runs) < RUNS_MAX; i = next) {
        for (next = i; next < papers.count && !strcmp(papers.items[next].run, papers.items[i].run); next++)
            ;
        status = add_run(archive->reader, &papers.items[i], &papers.items[next], runs, err);
    }
    free(papers.items);
    tc_arena_fini(&papers.arena);
    if (!status)
        *ret = runs;
    else
        json_decref(runs);
    return status;
}
