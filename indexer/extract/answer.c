// SPDX-License-Identifier: GPL-3.0-or-later
#include "extract/answer.h"

#include "base/utf8.h"
#include "extract/pages.h"

#include <stdlib.h>
#include <string.h>

void tc_answer_fini(struct tc_answer *answer)
{
    free(answer->media_type);
    free(answer->encoding);
    for (size_t i = 0; i < answer->field_count; i++) {
        free(answer->fields[i].name);
        free(answer->fields[i].value);
    }
    free(answer->fields);
    free(answer->blocks);
    free(answer->runs);
    tc_sure_words_free(answer->sure, answer->sure_count);
    for (size_t i = 0; i < answer->was_count; i++)
        free(answer->was[i]);
    free(answer->was);
    tc_buf_fini(&answer->text);
}

// Two strings, each with its NUL and no other.
static bool split_pair(const char *data, size_t len, const char **ret_second)
{
    const char *first = memchr(data, '\0', len);
    if (!first || data[len - 1] != '\0')
        return false;
    *ret_second = first + 1;
    return strlen(data) + strlen(*ret_second) + 2 == len;
}

static bool take_type(struct tc_answer *answer, const char *data, size_t len)
{
    const char *encoding;
    if (answer->media_type || len > 256 || len < 2 || !split_pair(data, len, &encoding))
        return false;
    for (const char *p = data; p < data + len; p++)
        if ((unsigned char)*p >= 127 || (*p && (unsigned char)*p <= ' '))
            return false;
    answer->media_type = tc_xstrdup(data);
    answer->encoding = tc_xstrdup(encoding);
    return true;
}

static bool take_info(struct tc_answer *answer, const char *data, size_t len)
{
    if (len != sizeof answer->info)
        return false;
    memcpy(&answer->info, data, len);
    return answer->info.declared < TC_CS_COUNT && answer->info.source < TC_CS_COUNT;
}

static bool take_field(struct tc_answer *answer, const char *data, size_t len)
{
    const char *value;
    if (answer->field_count == TC_FIELDS_MAX || len > TC_FIELD_BYTES_MAX || len < 2 || !split_pair(data, len, &value) ||
        !tc_utf8_is_valid(data, len, NULL))
        return false;
    TC_GROW(answer->fields, answer->field_count, answer->field_cap);
    struct tc_field *field = &answer->fields[answer->field_count++];
    *field = (struct tc_field){.name = tc_xstrdup(data), .value = tc_xstrdup(value)};
    return true;
}

static bool take_text(struct tc_answer *answer, const char *data, size_t len, size_t max)
{
    // blocks point into a text that is complete
    if (answer->block_count || answer->runs_end || len > max || answer->text.len > max - len)
        return false;
    tc_buf_add(&answer->text, data, len);
    return true;
}

static bool take_blocks(struct tc_answer *answer, const char *data, size_t len)
{
    if (len % sizeof(struct tc_wire_block))
        return false;
    uint32_t end = answer->block_count ? answer->blocks[answer->block_count - 1].end : 0;
    for (size_t at = 0; at < len; at += sizeof(struct tc_wire_block)) {
        struct tc_wire_block block;
        memcpy(&block, data + at, sizeof block);
        if (block.start < end || block.end <= block.start || block.end > answer->text.len ||
            block.kind >= TC_BLOCK_KINDS || answer->block_count == TC_BLOCKS_MAX)
            return false;
        TC_GROW(answer->blocks, answer->block_count, answer->block_cap);
        answer->blocks[answer->block_count++] = block;
        end = block.end;
    }
    return true;
}

static bool take_was(struct tc_answer *answer, const char *data, size_t len)
{
    if (len == 0 || len > TC_WAS_MAX || answer->was_count == TC_BLOCKS_MAX || !tc_utf8_is_valid(data, len, NULL) ||
        memchr(data, '\0', len))
        return false;
    TC_GROW(answer->was, answer->was_count, answer->was_cap);
    answer->was[answer->was_count++] = tc_xstrndup(data, len);
    return true;
}

static void take_font_run(struct tc_answer *answer, const struct tc_wire_run *run)
{
    TC_GROW(answer->runs, answer->run_count, answer->run_cap);
    answer->runs[answer->run_count++] =
        (struct tc_font_run){.start = run->start, .end = run->end, .charset = (enum tc_charset)run->charset};
}

static void take_sure_run(struct tc_answer *answer, const struct tc_wire_run *run)
{
    char **was = run->was ? &answer->was[run->was - 1] : NULL;
    TC_GROW(answer->sure, answer->sure_count, answer->sure_cap);
    answer->sure[answer->sure_count++] = (struct tc_sure_word){
        .start = run->start, .end = run->end, .confidence = run->confidence, .was = was ? *was : NULL};
    if (was)
        *was = NULL;
}

static bool take_runs(struct tc_answer *answer, const char *data, size_t len)
{
    if (len % sizeof(struct tc_wire_run))
        return false;
    for (size_t at = 0; at < len; at += sizeof(struct tc_wire_run)) {
        struct tc_wire_run run;
        memcpy(&run, data + at, sizeof run);
        if (run.start < answer->runs_end || run.end <= run.start || run.end > answer->text.len ||
            run.charset >= TC_CS_COUNT || run.confidence > 100 || run.was > answer->was_count ||
            answer->run_count + answer->sure_count >= TC_BLOCKS_MAX)
            return false;
        if (run.charset != TC_CS_UNKNOWN)
            take_font_run(answer, &run);
        if (run.confidence)
            take_sure_run(answer, &run);
        answer->runs_end = run.end;
    }
    return true;
}

bool tc_answer_end(struct tc_answer *answer, const char *data, size_t len)
{
    struct tc_wire_end end;
    if (len < sizeof end)
        return false;
    memcpy(&end, data, sizeof end);
    if (end.reason >= TC_REASON_COUNT)
        return false;
    answer->reason = (enum tc_reason)end.reason;
    size_t n = len - sizeof end;
    n = n < sizeof answer->message ? n : sizeof answer->message - 1;
    memcpy(answer->message, data + sizeof end, n);
    answer->message[n] = '\0';
    // a message goes to terminals and reports
    for (char *p = answer->message; *p; p++)
        if ((unsigned char)*p < ' ' || *p == 127)
            *p = ' ';
    return true;
}

static bool take(struct tc_answer *answer, uint32_t type, const char *data, size_t len, size_t max)
{
    switch ((enum tc_frame)type) {
    case TC_FRAME_TYPE:
        return take_type(answer, data, len);
    case TC_FRAME_INFO:
        return take_info(answer, data, len);
    case TC_FRAME_FIELD:
        return take_field(answer, data, len);
    case TC_FRAME_TEXT:
        return take_text(answer, data, len, max);
    case TC_FRAME_BLOCKS:
        return take_blocks(answer, data, len);
    case TC_FRAME_WAS:
        return take_was(answer, data, len);
    case TC_FRAME_RUNS:
        return take_runs(answer, data, len);
    case TC_FRAME_END:
        return tc_answer_end(answer, data, len);
    default:
        return false;
    }
}

enum tc_talk tc_answer_receive(struct tc_child *child, size_t max_text, int64_t deadline, struct tc_answer *ret)
{
    tc_auto_buf struct tc_buf frame = {0};
    for (;;) {
        struct tc_wire_head head;
        enum tc_talk talk = tc_child_head(child, deadline, &head);
        if (talk != TC_TALK_OK)
            return talk;
        tc_buf_clear(&frame);
        talk = tc_child_read(child, tc_buf_reserve(&frame, head.len + 1), head.len, deadline);
        if (talk != TC_TALK_OK)
            return talk;
        if (head.type == TC_FRAME_PAGE_ASK || head.type == TC_FRAME_PAGE_KEEP) {
            talk = tc_pages_answer(child, head.type, frame.data, head.len, &deadline);
            if (talk != TC_TALK_OK)
                return talk;
            continue;
        }
        if (!take(ret, head.type, frame.data, head.len, max_text))
            return TC_TALK_NONSENSE;
        if (head.type == TC_FRAME_END)
            return TC_TALK_OK;
    }
}

// A place of the text that follows it through decoding, and whose it is.
struct place {
    size_t at, owner;
};

static int by_place(const void *a, const void *b)
{
    const struct place *p = a, *q = b;
    return p->at < q->at ? -1 : p->at > q->at ? 1 : p->owner < q->owner ? -1 : p->owner > q->owner;
}

// Two places a block, then two a word that was read off a picture; in the order of the text.
static struct place *places_of(const struct tc_answer *answer, size_t *ret_count)
{
    struct place *places = tc_xcalloc((answer->block_count + answer->sure_count) * 2 + 1, sizeof *places);
    size_t n = 0;
    for (size_t i = 0; i < answer->block_count; i++) {
        places[n] = (struct place){answer->blocks[i].start, n};
        n++;
        places[n] = (struct place){answer->blocks[i].end, n};
        n++;
    }
    for (size_t i = 0; i < answer->sure_count; i++) {
        places[n] = (struct place){answer->sure[i].start, n};
        n++;
        places[n] = (struct place){answer->sure[i].end, n};
        n++;
    }
    if (answer->sure_count)
        qsort(places, n, sizeof *places, by_place);
    *ret_count = n;
    return places;
}

// Decodes; ret[owner] is where each place came to lie.
static size_t *decode(const struct tc_answer *answer, struct tc_decode_in *in, struct tc_buf *ret_text,
                      struct tc_decoded *ret_decoded)
{
    size_t count = 0;
    tc_auto_free struct place *places = places_of(answer, &count);
    tc_auto_free size_t *marks = tc_xcalloc(count + 1, sizeof *marks);
    for (size_t i = 0; i < count; i++)
        marks[i] = places[i].at;
    in->marks = marks;
    in->mark_count = count;
    tc_text_decode(in, ret_text, ret_decoded);
    size_t *found = tc_xcalloc(count + 1, sizeof *found);
    for (size_t i = 0; i < count; i++)
        found[places[i].owner] = marks[i];
    return found;
}

static void fill_sure(struct tc_answer *answer, const size_t *marks, struct tc_document *ret)
{
    for (size_t i = 0; i < answer->sure_count; i++) {
        answer->sure[i].start = (uint32_t)marks[2 * i];
        answer->sure[i].end = (uint32_t)marks[2 * i + 1];
    }
    tc_sure_words(ret->text, ret->len, answer->sure, answer->sure_count, &ret->sure_words, &ret->sure_count);
    answer->sure = NULL;
    answer->sure_count = 0;
}

static void fill_blocks(const struct tc_answer *answer, const size_t *marks, struct tc_document *ret)
{
    ret->blocks = tc_xcalloc(answer->block_count + 1, sizeof *ret->blocks);
    size_t end = 0;
    for (size_t i = 0; i < answer->block_count; i++) {
        size_t from = marks[2 * i] < end ? end : marks[2 * i];
        size_t to = marks[2 * i + 1] < ret->len ? marks[2 * i + 1] : ret->len;
        if (from >= to)
            continue;
        const struct tc_wire_block *block = &answer->blocks[i];
        ret->blocks[ret->block_count++] = (struct tc_block){.start = (uint32_t)from,
                                                            .end = (uint32_t)to,
                                                            .kind = block->kind,
                                                            .level = block->level,
                                                            .page = block->page};
        end = to;
    }
    if (ret->block_count == 0 && ret->len > 0)
        ret->blocks[ret->block_count++] = (struct tc_block){.start = 0, .end = (uint32_t)ret->len};
}

void tc_answer_document(struct tc_answer *answer, struct tc_document *ret)
{
    *ret = (struct tc_document){.media_type =
                                    answer->media_type ? answer->media_type : tc_xstrdup("application/octet-stream"),
                                .is_ocr = answer->info.is_ocr != 0,
                                .has_members = answer->info.has_members != 0,
                                .fields = answer->fields,
                                .field_count = answer->field_count,
                                .pages = answer->info.pages};
    answer->media_type = NULL;
    answer->fields = NULL;
    answer->field_count = 0;
    struct tc_decode_in in = {.bytes = answer->text.data ? answer->text.data : "",
                              .len = answer->text.len,
                              .declared = (enum tc_charset)answer->info.declared,
                              .is_utf8_view = answer->info.is_utf8_view != 0,
                              .runs = answer->runs,
                              .run_count = answer->run_count};
    struct tc_buf text = {0};
    tc_auto_free size_t *marks = decode(answer, &in, &text, &ret->decoded);
    // where the worker itself turned UTF-16 into UTF-8, that is what the file was written in
    if (answer->info.source != TC_CS_UNKNOWN && ret->decoded.charset == TC_CS_UTF8)
        ret->decoded.charset = (enum tc_charset)answer->info.source;
    ret->len = text.len;
    ret->text = tc_buf_take(&text);
    fill_blocks(answer, marks, ret);
    fill_sure(answer, marks + answer->block_count * 2, ret);
}
