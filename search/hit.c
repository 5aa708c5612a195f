// SPDX-License-Identifier: GPL-3.0-or-later
#include "hit.h"

#include "base/utf8.h"
#include "heading.h"
#include "json_slice.h"
#include "passage.h"
#include "standing.h"

#include <stdlib.h>
#include <string.h>

enum {
    HEADING_REACH = 32 * 1024, // how far back the number of an article is looked for
    PASSAGE_WORDS = 60,
    PASSAGE_REACH = 1200, // bytes within which the line of a passage begins
    PASSAGE_SPANS = 64
};

void tc_hit_maker_init(struct tc_hit_maker *maker, struct tc_plan *plan, const struct tc_search_options *options,
                       struct tc_arena *arena)
{
    *maker = (struct tc_hit_maker){.plan = plan, .arena = arena, .options = options};
    tc_scanner_init(&maker->scanner, plan);
    tc_marker_init(&maker->marker, plan);
}

void tc_hit_maker_fini(struct tc_hit_maker *maker)
{
    tc_scanner_fini(&maker->scanner);
    tc_occurrences_fini(&maker->occurrences);
    tc_marker_fini(&maker->marker);
}

static const char *text_of(const json_t *meta, const char *name, struct tc_arena *arena)
{
    const char *value = json_string_value(json_object_get(meta, name));
    return value && *value ? tc_arena_strdup(arena, value) : NULL;
}

void tc_hit_meta(const json_t *meta, struct tc_arena *arena, struct tc_hit *ret)
{
    ret->title = text_of(meta, "title", arena);
    ret->type = text_of(meta, "type", arena);
    ret->number = text_of(meta, "number", arena);
    ret->key = text_of(meta, "key", arena);
    ret->issuer = text_of(meta, "issuer", arena);
    ret->place = text_of(meta, "place", arena);
    ret->date = text_of(meta, "date", arena);
    ret->signer = text_of(meta, "signer", arena);
    ret->term = text_of(meta, "term", arena);
}

static uint32_t cited_by(struct tc_reader *reader, tc_docid doc)
{
    tc_auto_buf struct tc_buf count = {0};
    return tc_reader_value(reader, doc, TC_SLOT_CITED_BY, &count, NULL) == TC_OK && count.len
               ? (uint32_t)strtoul(count.data, NULL, 10)
               : 0;
}

// What is known of its standing, and from which document.
static void add_standing(struct tc_hit_maker *maker, tc_docid doc, struct tc_hit *ret)
{
    struct tc_reader *reader = maker->plan->archive->reader;
    struct tc_standing standing;
    char id[17];
    tc_auto_buf struct tc_buf key = {0};
    if (!tc_standing_of(maker->plan->archive, doc, ret->key, &standing) ||
        tc_reader_identity(reader, standing.by, id, NULL, NULL) != TC_OK ||
        tc_reader_value(reader, standing.by, TC_SLOT_KEY, &key, NULL) != TC_OK)
        return;
    ret->status = tc_standing_status(&standing);
    ret->status_relation = tc_relation_name((enum tc_relation)standing.relation);
    ret->status_source = key.len ? tc_arena_strndup(maker->arena, key.data, key.len) : NULL;
    ret->status_source_id = tc_arena_strdup(maker->arena, id);
}

// The words of the question that a document lacks.
static void list_missing(const struct tc_plan *plan, const struct tc_candidate *candidate, struct tc_arena *arena,
                         struct tc_hit *ret)
{
    if (candidate->has_all)
        return;
    const char **words = tc_arena_zero(arena, plan->unit_count + 1, sizeof *words);
    for (size_t i = 0; i < plan->unit_count; i++) {
        uint64_t means = plan->units[i].means;
        bool is_there = candidate->present >> i & 1 || (means && (candidate->present & means) == means);
        if (plan->units[i].is_ranked && !is_there)
            words[ret->missing_count++] = tc_arena_strdup(arena, plan->units[i].shown);
    }
    if (ret->missing_count)
        ret->missing = words;
}

// The page of the last block that begins at or before offset. Blocks stand in the record as
// [[start,end,"kind",level,page],…]; they may be thousands, so that they are not read into a tree.
static uint32_t page_at(const char *record, size_t len, uint32_t offset)
{
    size_t blocks_len;
    const char *p = tc_json_member(record, len, "blocks", &blocks_len), *end = p ? p + blocks_len : NULL;
    uint32_t page = 0;
    for (p = p ? p + 1 : NULL; p && p < end && (p = memchr(p, '[', (size_t)(end - p))); p++) {
        if (strtoul(p + 1, NULL, 10) > offset)
            break;
        const char *close = memchr(p, ']', (size_t)(end - p)), *last = close;
        while (last && last > p && *last != ',')
            last--;
        if (last && *last == ',')
            page = (uint32_t)strtoul(last + 1, NULL, 10);
    }
    return page;
}

// Page and heading path at a byte of the text.
static enum tc_status locate(struct tc_hit_maker *maker, tc_docid doc, uint32_t offset, const char *record,
                             size_t record_len, struct tc_hit *ret, struct tc_error *err)
{
    tc_auto_buf struct tc_buf text = {0}, path = {0};
    uint32_t from = offset > HEADING_REACH ? offset - HEADING_REACH : 0;
    enum tc_status status = tc_reader_text(maker->plan->archive->reader, doc, from, offset + 64, &text, err);
    if (status != TC_OK)
        return status;
    // A stretch that begins inside a line would misread it.
    size_t skip = 0;
    if (from && text.len) {
        const char *line = memchr(text.data, '\n', text.len);
        skip = line ? (size_t)(line + 1 - text.data) : text.len;
    }
    if (offset - from >= skip)
        tc_heading_path(text.data + skip, text.len - skip, offset - from - skip, &path);
    if (path.len)
        ret->heading = tc_arena_strndup(maker->arena, path.data, path.len);
    ret->page = page_at(record, record_len, offset);
    return TC_OK;
}

static bool names_number(const json_t *citation, const struct tc_plan_number *number)
{
    const char *key = json_string_value(json_object_get(citation, "key"));
    const struct tc_reference *wanted = &number->node->reference;
    if (key && tc_key_fits(key, wanted->key))
        return true;
    json_t *others = json_object_get(citation, "stands_for");
    for (size_t i = 0; i < json_array_size(others); i++) {
        const char *other = json_string_value(json_array_get(others, i));
        if (other && tc_key_fits(other, wanted->key))
            return true;
    }
    for (const char **other = wanted->stands_for; key && other && *other; other++)
        if (tc_key_fits(key, *other))
            return true;
    return false;
}

// Where a document cites the number of the question under another name or in a broken spelling.
static bool find_citation(const struct tc_plan *plan, const struct tc_buf *record, uint32_t *ret_start,
                          uint32_t *ret_end)
{
    size_t len;
    const char *slice = tc_json_member(record->data ? record->data : "", record->len, "citations", &len);
    json_t *citations = slice ? json_loadb(slice, len, 0, NULL) : NULL;
    bool found = false;
    for (size_t i = 0; i < json_array_size(citations) && !found; i++) {
        const json_t *citation = json_array_get(citations, i);
        for (size_t k = 0; k < plan->number_count && !found; k++)
            found = names_number(citation, &plan->numbers[k]);
        if (found) {
            *ret_start = (uint32_t)json_integer_value(json_object_get(citation, "start"));
            *ret_end = (uint32_t)json_integer_value(json_object_get(citation, "end"));
        }
    }
    json_decref(citations);
    return found;
}

// Nothing in the text was asked for: of a news report its lead is shown rather than its first line. False where it has
// none.
static bool show_lead(const struct tc_hit_maker *maker, const char *lead, struct tc_snippet *ret)
{
    uint32_t bytes = maker->options->snippet_bytes ? maker->options->snippet_bytes : TC_SNIPPET_BYTES;
    size_t len = lead ? strlen(lead) : 0, end = len < bytes ? len : bytes;
    if (!len)
        return false;
    while (end < len && end > 0 && lead[end] != ' ')
        end--;
    ret->text = tc_arena_strndup(maker->arena, lead, end);
    return end > 0;
}

static enum tc_status add_snippet(struct tc_hit_maker *maker, tc_docid doc, const struct tc_buf *record,
                                  const char *lead, struct tc_hit *ret, struct tc_error *err)
{
    struct tc_stream stream;
    struct tc_snippet snippet = {0};
    enum tc_status status = tc_reader_stream(maker->plan->archive->reader, doc, &stream, err);
    if (status != TC_OK)
        return status;
    uint32_t start = 0, end = 0;
    tc_scan(&maker->scanner, &stream, &maker->occurrences);
    if (!maker->occurrences.count && maker->plan->number_count && find_citation(maker->plan, record, &start, &end))
        status = tc_snippet_around(maker->plan->archive->reader, doc, start, end, maker->options->snippet_bytes,
                                   maker->arena, &snippet, err);
    bool is_lead = status == TC_OK && !snippet.text && !maker->occurrences.count && show_lead(maker, lead, &snippet);
    if (status == TC_OK && !snippet.text)
        status = tc_snippet_make(&maker->marker, doc, &maker->occurrences, maker->options->snippet_bytes, maker->arena,
                                 &snippet, err);
    if (status != TC_OK)
        return status;
    ret->snippet = snippet.text;
    ret->spans = snippet.spans;
    ret->span_count = snippet.span_count;
    if (is_lead)
        return TC_OK;
    return locate(maker, doc, snippet.offset, record->data ? record->data : "", record->len, ret, err);
}

// What a hit shows beside its snippet; *ret_lead: its lead, untouched where it has no record.
static enum tc_status make_frame(struct tc_hit_maker *maker, const struct tc_candidate *candidate, uint32_t rank,
                                 struct tc_buf *record, const char **ret_lead, struct tc_hit *ret, struct tc_error *err)
{
    struct tc_reader *reader = maker->plan->archive->reader;
    struct tc_arena *arena = maker->arena;
    char id[17];
    tc_auto_buf struct tc_buf path = {0};
    enum tc_status status = tc_reader_identity(reader, candidate->doc, id, &path, err);
    if (status != TC_OK)
        return status;
    *ret = (struct tc_hit){.id = tc_arena_strdup(arena, id),
                           .path = tc_arena_strndup(arena, path.data ? path.data : "", path.len),
                           .rank = rank,
                           .score = candidate->score};
    if (maker->options->no_snippets)
        return TC_OK;
    if ((status = tc_reader_record(reader, candidate->doc, record, err)) != TC_OK)
        return status;
    size_t meta_len;
    const char *meta = tc_json_member(record->data ? record->data : "", record->len, "meta", &meta_len);
    json_t *fields = meta ? json_loadb(meta, meta_len, 0, NULL) : NULL;
    tc_hit_meta(fields, arena, ret);
    *ret_lead = text_of(fields, "lead", arena);
    json_decref(fields);
    list_missing(maker->plan, candidate, arena, ret);
    if (ret->key) {
        ret->cited_by = cited_by(reader, candidate->doc);
        add_standing(maker, candidate->doc, ret);
    }
    return TC_OK;
}

enum tc_status tc_hit_make(struct tc_hit_maker *maker, const struct tc_candidate *candidate, uint32_t rank,
                           struct tc_hit *ret, struct tc_error *err)
{
    tc_auto_buf struct tc_buf record = {0};
    struct tc_hit hit;
    const char *lead = NULL;
    enum tc_status status = make_frame(maker, candidate, rank, &record, &lead, &hit, err);
    if (status == TC_OK && !maker->options->no_snippets)
        status = add_snippet(maker, candidate->doc, &record, lead, &hit, err);
    if (status == TC_OK)
        *ret = hit;
    return status;
}

// --- passages

// How well the window that begins with occurrence `first` answers: the share of the question's weight, neighbours in
// order counted again.
static double window_score(const struct tc_plan *plan, const struct tc_occurrences *occurrences, size_t first,
                           size_t *ret_last)
{
    const struct tc_occurrence *items = occurrences->items;
    uint64_t seen = 0;
    double found = 0, total = 1e-9;
    for (size_t i = 0; i < plan->unit_count; i++)
        total += plan->units[i].idf;
    size_t last = first;
    for (size_t i = first; i < occurrences->count && items[i].position - items[first].position < PASSAGE_WORDS; i++) {
        bool is_new = !(seen >> items[i].unit & 1);
        bool follows = i > first && items[i - 1].position + 1 == items[i].position;
        seen |= UINT64_C(1) << items[i].unit;
        found += is_new ? plan->units[items[i].unit].idf : 0;
        found += is_new && follows ? plan->units[items[i].unit].idf / 2 : 0;
        last = i;
    }
    *ret_last = last;
    return found / total;
}

size_t tc_hit_passages(struct tc_hit_maker *maker, const struct tc_candidate *candidate, struct tc_passage *ret,
                       size_t max)
{
    struct tc_stream stream;
    const struct tc_occurrences *occurrences = &maker->occurrences;
    if (tc_reader_stream(maker->plan->archive->reader, candidate->doc, &stream, NULL) != TC_OK)
        return 0;
    tc_scan(&maker->scanner, &stream, &maker->occurrences);
    size_t count = 0;
    for (; count < max; count++) {
        struct tc_passage best = {.candidate = candidate};
        for (size_t i = 0; i < occurrences->count; i++) {
            size_t last;
            double score = window_score(maker->plan, occurrences, i, &last);
            uint32_t from = occurrences->items[i].position, to = occurrences->items[last].position;
            bool is_apart = true;
            for (size_t k = 0; k < count && is_apart; k++)
                is_apart = to < ret[k].first || from > ret[k].last;
            if (is_apart && score > best.score)
                best = (struct tc_passage){candidate, from, to, score};
        }
        if (best.score <= 0)
            break;
        ret[count] = best;
    }
    return count;
}

// The lines that hold a passage; *ret_start is the byte of the document at which they begin.
static enum tc_status passage_lines(struct tc_hit_maker *maker, const struct tc_passage *passage,
                                    struct tc_buf *ret_text, uint32_t *ret_start, struct tc_error *err)
{
    struct tc_reader *reader = maker->plan->archive->reader;
    tc_docid doc = passage->candidate->doc;
    uint32_t start, end;
    tc_auto_buf struct tc_buf text = {0};
    enum tc_status status = tc_passage_bytes(reader, doc, passage->first, passage->last + 1, &start, &end, err);
    if (status != TC_OK)
        return status;
    uint32_t from = start > PASSAGE_REACH ? start - PASSAGE_REACH : 0;
    status = tc_reader_text(reader, doc, from, end + PASSAGE_REACH, &text, err);
    if (status != TC_OK || text.len < end - from)
        return status;
    size_t first = start - from, last = end - from;
    while (first > 0 && text.data[first - 1] != '\n')
        first--;
    while (last < text.len && text.data[last] != '\n')
        last++;
    while (!tc_utf8_is_boundary(text.data, text.len, first))
        first++;
    while (last > first && !tc_utf8_is_boundary(text.data, text.len, last))
        last--;
    tc_buf_add(ret_text, text.data + first, last - first);
    *ret_start = from + (uint32_t)first;
    return TC_OK;
}

enum tc_status tc_hit_make_passage(struct tc_hit_maker *maker, const struct tc_passage *passage, uint32_t rank,
                                   struct tc_hit *ret, struct tc_error *err)
{
    tc_auto_buf struct tc_buf record = {0}, text = {0};
    struct tc_hit hit;
    uint32_t start = 0;
    const char *lead;
    enum tc_status status = make_frame(maker, passage->candidate, rank, &record, &lead, &hit, err);
    if (status == TC_OK)
        status = passage_lines(maker, passage, &text, &start, err);
    if (status != TC_OK)
        return status;
    struct tc_span *spans = tc_arena_zero(maker->arena, PASSAGE_SPANS, sizeof *spans);
    hit.score = passage->score;
    hit.snippet = tc_arena_strndup(maker->arena, text.data ? text.data : "", text.len);
    hit.span_count = tc_marker_spans(&maker->marker, hit.snippet, text.len, spans, PASSAGE_SPANS);
    hit.spans = spans;
    hit.passage_start = start;
    hit.passage_end = start + (uint32_t)text.len;
    status = locate(maker, passage->candidate->doc, start, record.data ? record.data : "", record.len, &hit, err);
    if (status == TC_OK)
        *ret = hit;
    return status;
}
