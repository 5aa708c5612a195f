// SPDX-License-Identifier: GPL-3.0-or-later
#include "snippet.h"

#include "base/utf8.h"

#include <string.h>

enum {
    BYTES_PER_TOKEN = 6, // a Vietnamese syllable with its blank, as UTF-8
    FRAGMENTS_MAX = 3,
    LEAD = 5, // words before the first that is marked
    SPANS_MAX = 64,
    SLICE_SLACK = 900, // text read beyond what is wished for: a checkpoint lies up to 64 words before
};

struct window {
    uint32_t first, last; // tokens of the document
    uint64_t units;
    double score;
};

// The window of at most `width` tokens whose words, less those that other fragments have, weigh most; neighbours of the
// question count more.
static struct window best_window(const struct tc_plan *plan, const struct tc_occurrences *occurrences, uint32_t width,
                                 uint64_t had)
{
    struct window best = {0};
    uint32_t counts[TC_PLAN_UNITS_MAX] = {0};
    double weight = 0;
    const struct tc_occurrence *items = occurrences->items;
    for (size_t first = 0, last = 0; last < occurrences->count; last++) {
        uint16_t unit = items[last].unit;
        bool is_pair = last && items[last - 1].position + 1 == items[last].position;
        if (!counts[unit]++ && !(had >> unit & 1))
            weight += plan->units[unit].idf + 0.1;
        while (items[last].position - items[first].position >= width) {
            uint16_t out = items[first++].unit;
            if (!--counts[out] && !(had >> out & 1))
                weight -= plan->units[out].idf + 0.1;
        }
        double score = weight + (is_pair ? 0.5 : 0) + (items[last].is_own ? 0.1 : 0);
        if (score > best.score) {
            best = (struct window){items[first].position, items[last].position, 0, score};
            for (size_t i = first; i <= last; i++)
                best.units |= UINT64_C(1) << items[i].unit;
        }
    }
    return best;
}

static int choose_windows(const struct tc_plan *plan, const struct tc_occurrences *occurrences, uint32_t width,
                          struct window ret[FRAGMENTS_MAX])
{
    ret[0] = best_window(plan, occurrences, width, 0);
    if (!occurrences->count || ret[0].units == occurrences->present)
        return 1;
    // One window does not hold every word: shorter ones, each for what the others lack.
    uint64_t had = 0;
    int count = 0;
    for (int tries = 0; tries < FRAGMENTS_MAX && had != occurrences->present; tries++) {
        struct window next = best_window(plan, occurrences, width / FRAGMENTS_MAX, had);
        if (next.score <= 0)
            break;
        had |= next.units;
        bool is_apart = true;
        for (int i = 0; i < count && is_apart; i++)
            is_apart = next.first > ret[i].first + width / FRAGMENTS_MAX + LEAD ||
                       next.first + width / FRAGMENTS_MAX + LEAD < ret[i].first;
        if (is_apart)
            ret[count++] = next;
    }
    for (int i = 1; i < count; i++)
        for (int k = i; k > 0 && ret[k].first < ret[k - 1].first; k--) {
            struct window swap = ret[k];
            ret[k] = ret[k - 1];
            ret[k - 1] = swap;
        }
    return count ? count : 1;
}

static bool is_blank_at(const char *text, size_t at)
{
    return strchr(" \t\n\r\f\v", text[at]) != NULL;
}

struct writer {
    struct tc_buf text;
    struct tc_span spans[SPANS_MAX];
    size_t span_count;
    uint32_t offset;
    bool has_any;
};

static void finish(struct writer *out, struct tc_arena *arena, struct tc_snippet *ret)
{
    while (out->text.len && out->text.data[out->text.len - 1] == ' ')
        out->text.len--;
    ret->text = tc_arena_strndup(arena, out->text.data ? out->text.data : "", out->text.len);
    ret->spans = tc_arena_zero(arena, out->span_count + 1, sizeof *ret->spans);
    memcpy(ret->spans, out->spans, out->span_count * sizeof *ret->spans);
    ret->span_count = out->span_count;
    ret->offset = out->offset;
}

// How long a ruled line ("-----", "____") is that begins here between blanks; 0: none.
static size_t rule_at(const char *text, size_t len, size_t at)
{
    size_t end = at;
    while (end < len && text[end] == text[at])
        end++;
    bool is_rule = strchr("-_=*.", text[at]) && end - at >= 3 && (end == len || is_blank_at(text, end));
    return is_rule ? end - at : 0;
}

// Appends text with every run of blanks as one space and without ruled lines, and its spans with it.
static void copy_marked(struct writer *out, const char *text, size_t len, const struct tc_span *spans, size_t count)
{
    size_t span = 0;
    bool is_blank = out->text.len == 0 || out->text.data[out->text.len - 1] == ' ';
    for (size_t i = 0; i < len; i++) {
        while (span < count && i == spans[span].end && out->span_count < SPANS_MAX)
            out->spans[out->span_count++].end = (uint32_t)out->text.len, span++;
        if (strchr(" \t\n\r\f\v", text[i])) {
            if (!is_blank)
                tc_buf_char(&out->text, ' ');
            is_blank = true;
            continue;
        }
        size_t rule = is_blank ? rule_at(text, len, i) : 0;
        if (rule) {
            i += rule - 1;
            continue;
        }
        if (span < count && i == spans[span].start && out->span_count < SPANS_MAX)
            out->spans[out->span_count].start = (uint32_t)out->text.len;
        tc_buf_char(&out->text, text[i]);
        is_blank = false;
    }
    if (span < count && spans[span].end == len && out->span_count < SPANS_MAX)
        out->spans[out->span_count++].end = (uint32_t)out->text.len;
}

// Grows [*start, *end) to whole words.
static void to_whole_words(const char *text, size_t len, size_t *start, size_t *end)
{
    while (*start > 0 && !is_blank_at(text, *start - 1))
        --*start;
    while (*end < len && !is_blank_at(text, *end))
        ++*end;
}

// The byte span in `slice` of the tokens from `first` on, about `bytes` long; slice begins with token `token`.
static void locate(struct tc_marker *marker, const char *slice, size_t len, uint32_t token, uint32_t first,
                   size_t bytes, size_t *ret_start, size_t *ret_end)
{
    const struct tc_token *now;
    uint32_t lead = first > LEAD ? first - LEAD : 0;
    size_t start = 0, end = 0;
    bool has_start = false;
    tc_tokenizer_start(marker->tokenizer, slice, len);
    for (; tc_tokenizer_next(marker->tokenizer, &now); token++) {
        bool may_start = !has_start || (now->starts_sentence && token <= first);
        if (token >= lead && may_start) {
            start = now->start;
            has_start = true;
        }
        if (has_start && now->end > start + bytes && token > first)
            break;
        end = now->end;
    }
    *ret_start = has_start ? start : 0;
    *ret_end = end > *ret_start ? end : len;
}

static enum tc_status add_fragment(struct tc_marker *marker, tc_docid doc, const struct window *window, size_t bytes,
                                   struct writer *out, struct tc_error *err)
{
    struct tc_reader *reader = marker->plan->archive->reader;
    uint32_t lead = window->first > LEAD ? window->first - LEAD : 0, token = 0;
    uint32_t from = tc_reader_token_offset(reader, doc, lead, &token);
    tc_auto_buf struct tc_buf slice = {0};
    enum tc_status status = tc_reader_text(reader, doc, from, from + (uint32_t)bytes + SLICE_SLACK, &slice, err);
    if (status != TC_OK || !slice.len)
        return status;
    size_t start, end;
    // What the slice's end cuts off is no whole word.
    size_t usable = slice.len;
    while (usable == bytes + SLICE_SLACK && usable > 1 && !is_blank_at(slice.data, usable - 1))
        usable--;
    locate(marker, slice.data, usable, token, window->first, bytes, &start, &end);
    to_whole_words(slice.data, usable, &start, &end);
    if (out->has_any)
        tc_buf_str(&out->text, " … ");
    else
        out->offset = from + (uint32_t)start;
    out->has_any = true;
    struct tc_span spans[SPANS_MAX];
    size_t count = tc_marker_spans(marker, slice.data + start, end - start, spans, SPANS_MAX - out->span_count);
    copy_marked(out, slice.data + start, end - start, spans, count);
    return TC_OK;
}

enum tc_status tc_snippet_make(struct tc_marker *marker, tc_docid doc, const struct tc_occurrences *occurrences,
                               uint32_t bytes, struct tc_arena *arena, struct tc_snippet *ret, struct tc_error *err)
{
    struct window windows[FRAGMENTS_MAX];
    if (!bytes || bytes > TC_SNIPPET_BYTES_MAX)
        bytes = bytes ? TC_SNIPPET_BYTES_MAX : TC_SNIPPET_BYTES;
    int count = choose_windows(marker->plan, occurrences, bytes / BYTES_PER_TOKEN, windows);
    struct writer out = {0};
    enum tc_status status = TC_OK;
    for (int i = 0; i < count && status == TC_OK; i++)
        status = add_fragment(marker, doc, &windows[i], bytes / (uint32_t)count, &out, err);
    if (status == TC_OK)
        finish(&out, arena, ret);
    tc_buf_fini(&out.text);
    return status;
}

enum tc_status tc_snippet_around(struct tc_reader *reader, tc_docid doc, uint32_t start, uint32_t end, uint32_t bytes,
                                 struct tc_arena *arena, struct tc_snippet *ret, struct tc_error *err)
{
    tc_auto_buf struct tc_buf slice = {0};
    if (!bytes || bytes > TC_SNIPPET_BYTES_MAX)
        bytes = TC_SNIPPET_BYTES;
    uint32_t before = bytes / 3, from = start > before + SLICE_SLACK ? start - before - SLICE_SLACK : 0;
    enum tc_status status = tc_reader_text(reader, doc, from, end + bytes + SLICE_SLACK, &slice, err);
    if (status != TC_OK || start < from || end - from > slice.len || end < start)
        return status;
    size_t first = start - from > before ? start - from - before : 0, last = end - from + bytes - before;
    // A slice may begin and end inside a character or a word: what is shown does not.
    size_t whole_start = from ? strcspn(slice.data, " \n") : 0, usable = slice.len;
    while (usable > 1 && slice.len == end + bytes + SLICE_SLACK - from && !is_blank_at(slice.data, usable - 1))
        usable--;
    first = first < whole_start ? whole_start : first;
    last = last > usable ? usable : last;
    if (first > start - from || last < end - from)
        return TC_OK;
    to_whole_words(slice.data, usable, &first, &last);
    struct writer out = {.offset = from + (uint32_t)first};
    struct tc_span span = {start - from - (uint32_t)first, end - from - (uint32_t)first};
    copy_marked(&out, slice.data + first, last - first, &span, 1);
    finish(&out, arena, ret);
    tc_buf_fini(&out.text);
    return TC_OK;
}
