// SPDX-License-Identifier: GPL-3.0-or-later
#include "task.h"

#include <stdlib.h>
#include <string.h>

enum { WITH_MAX = 16, TASK_WORDS = 400, TASKS_MAX = 2000 };

struct scan {
    struct tc_task_words words;
    struct tc_record *record;
    bool is_report, in_section; // a report assigns only where it says how it will be carried out
};

struct found {
    size_t first, agency, agency_words, after; // words: of the task, of the agency, behind all that are named first
    const char *with[WITH_MAX];
    size_t with_count;
    bool is_asked;
};

// Papers that assign; reports do so only under some headings. A paper of unknown type is read as one that assigns.
static bool may_assign(const char *type, bool *ret_is_report)
{
    static const char *const never[] = {"tin", "luật", "bộ luật", "pháp lệnh", "hiến pháp", "nghị định", "thông tư"};
    *ret_is_report = type && (!strcmp(type, "báo cáo") || !strcmp(type, "tờ trình") || !strcmp(type, "biên bản"));
    for (size_t i = 0; type && i < TC_LENGTH(never); i++)
        if (!strcmp(type, never[i]))
            return false;
    return true;
}

static void add_with(struct scan *s, struct found *f, size_t i, size_t n)
{
    const char *name = tc_task_agency_name(&s->words, i, n, &s->record->arena);
    for (size_t k = 0; k < f->with_count; k++)
        if (!strcmp(f->with[k], name))
            return;
    if (f->with_count < WITH_MAX - 1)
        f->with[f->with_count++] = name;
}

// More agencies behind a comma or “và” from word i on; gives the word behind them.
static size_t read_more(struct scan *s, struct found *f, size_t i)
{
    const struct tc_task_words *words = &s->words;
    for (;;) {
        size_t at = i;
        if (at >= words->count)
            return i;
        bool is_and = tc_task_word_is(words, at, "và") || tc_task_word_is(words, at, "cùng");
        if (!is_and && words->items[at].before != ',')
            return i;
        at += is_and;
        size_t n = tc_task_agency_at(words, at);
        if (!n)
            return i;
        add_with(s, f, at, n);
        i = at + n;
    }
}

static bool follows_telling(const struct tc_task_words *words, size_t i)
{
    static const char *const before[] = {"được", "bàn", "chuyển", "đã", "khoán", "vừa", "tiếp", "do", "nhận"};
    for (size_t k = 0; i && k < TC_LENGTH(before); k++)
        if (!words->items[i].before && tc_task_word_is(words, i - 1, before[k]))
            return true;
    return false;
}

// An assignment that begins at word i.
static bool begins_at(struct scan *s, size_t i, struct found *ret)
{
    const struct tc_task_words *words = &s->words;
    unsigned kind = 0;
    struct found f = {.first = i};
    size_t verb = tc_task_cue_at(words, i, TC_CUE_LEAD | TC_CUE_ASK, &kind);
    if (!verb && !words->items[i].opens)
        return false;
    if (verb && follows_telling(words, i))
        return false;
    f.agency = i + verb;
    if (verb && f.agency < words->count && words->items[f.agency].before == ':')
        return false;
    f.agency_words = tc_task_agency_at(words, f.agency);
    if (!f.agency_words)
        return false;
    f.after = read_more(s, &f, f.agency + f.agency_words);
    f.is_asked = verb && !(kind & TC_CUE_LEAD);
    if (f.after >= words->count)
        return false;
    char mark = words->items[f.after].before;
    if (mark == '.' || mark == ';' || mark == '\n' || mark == '(' || (mark == ':' && !verb))
        return false;
    unsigned next = 0;
    tc_task_cue_at(words, f.after, TC_CUE_DEED | TC_CUE_BAR, &next);
    if ((next & TC_CUE_BAR) && !(next & TC_CUE_DEED))
        return false;
    if (!verb && !((next & TC_CUE_DEED) && !words->items[f.after].is_upper))
        return false;
    // “các cấp ủy … căn cứ … xây dựng kế hoạch”: everybody, and so nobody
    if (!verb && tc_task_cue_at(words, i, TC_CUE_PLURAL, NULL))
        return false;
    *ret = f;
    return true;
}

static bool ends_sentence(const struct tc_task_words *words, size_t i)
{
    return words->items[i].before == '.' || words->items[i].before == '\n';
}

// The word behind the task: its sentence ends, or a clause begins that is another's; where a deadline stands, behind
// the part that has it.
static size_t end_of(struct scan *s, const struct found *f, struct tc_task_deadline *ret_due, bool *ret_has_due)
{
    const struct tc_task_words *words = &s->words;
    size_t part = 0, end = f->after;
    *ret_has_due = false;
    for (size_t i = f->after + 1; i <= words->count && i - f->after < TASK_WORDS; i++) {
        bool is_end = i == words->count || ends_sentence(words, i), is_part = !is_end && words->items[i].before == ';';
        struct found other;
        end = i;
        if (is_end || (is_part && begins_at(s, i, &other)))
            break;
        if (is_part && !part)
            part = i;
    }
    if (!part)
        part = end;
    struct tc_task_deadline due;
    if (tc_task_due(words, f->after, part, s->record->meta.date, &s->record->arena, &due)) {
        *ret_has_due = true;
    } else if (tc_task_due(words, part, end, s->record->meta.date, &s->record->arena, &due)) {
        *ret_has_due = true;
        for (part = due.next; part < end && words->items[part].before != ';'; part++)
            ;
    }
    if (*ret_has_due)
        *ret_due = due;
    return part;
}

// Those it works with, anywhere in the task.
static void read_with(struct scan *s, struct found *f, size_t end)
{
    for (size_t i = f->after; i < end; i++) {
        size_t verb = tc_task_cue_at(&s->words, i, TC_CUE_JOINT, NULL);
        size_t n = verb ? tc_task_agency_at(&s->words, i + verb) : 0;
        if (!n || i + verb >= end)
            continue;
        add_with(s, f, i + verb, n);
        size_t after = read_more(s, f, i + verb + n);
        i = after - 1;
    }
}

static bool leads(const struct tc_task_words *words, size_t from, size_t end)
{
    for (size_t i = from; i + 1 < end; i++)
        if (tc_task_word_is(words, i, "chủ") && tc_task_word_is(words, i + 1, "trì"))
            return true;
    return false;
}

// “… ban hành chương trình với những nội dung sau:”, “yêu cầu các cấp ủy thực hiện tốt các nhiệm vụ sau:”
static bool announces(const struct tc_task_words *words, size_t end)
{
    return tc_task_word_is(words, end - 1, "sau") || tc_task_word_is(words, end - 1, "đây");
}

void tc_task_set_due(struct tc_task *task, const struct tc_task_deadline *due)
{
    task->deadline = due->day;
    task->deadline_from = due->from;
    task->deadline_start = due->start;
    task->deadline_end = due->end;
}

void tc_task_add(struct tc_record *record, const struct tc_task *task)
{
    enum { FIRST = 8 };
    size_t count = record->task_count;
    if (count == 0 || (count >= FIRST && (count & (count - 1)) == 0)) { // in the arena: grown by doubling
        struct tc_task *grown = tc_arena_zero(&record->arena, count ? count * 2 : FIRST, sizeof *grown);
        if (count)
            memcpy(grown, record->tasks, count * sizeof *grown);
        record->tasks = grown;
    }
    record->tasks[record->task_count++] = *task;
}

// Takes the task at word i; gives the word to go on from.
static size_t take(struct scan *s, struct found *f)
{
    const struct tc_task_words *words = &s->words;
    struct tc_task_deadline due = {0};
    bool has_due = false;
    size_t end = end_of(s, f, &due, &has_due);
    if (f->is_asked && !has_due && !leads(words, f->after, end))
        return f->after;
    if (announces(words, end))
        return end;
    read_with(s, f, end);
    struct tc_record *record = s->record;
    struct tc_task task = {.start = words->items[f->first].start, .end = words->items[end - 1].end};
    task.agency = tc_task_agency_name(words, f->agency, f->agency_words, &record->arena);
    if (f->with_count) {
        task.with = tc_arena_zero(&record->arena, f->with_count + 1, sizeof *task.with);
        memcpy(task.with, f->with, f->with_count * sizeof *f->with);
    }
    if (has_due)
        tc_task_set_due(&task, &due);
    tc_task_add(record, &task);
    return end;
}

static int by_start(const void *a, const void *b)
{
    const struct tc_task *one = a, *other = b;
    return one->start < other->start ? -1 : one->start > other->start;
}

void tc_task_scan(const struct tc_document *document, struct tc_record *record)
{
    struct scan s = {.record = record};
    tc_auto_arena struct tc_arena arena = {0};
    if (!may_assign(record->meta.type, &s.is_report))
        return;
    tc_task_words_read(document, &arena, &s.words);
    for (size_t i = 0; i < s.words.count && record->task_count < TASKS_MAX;) {
        struct found f;
        const struct tc_task_word *word = &s.words.items[i];
        if (s.is_report && word->opens && word->is_upper && tc_task_cue_at(&s.words, i, TC_CUE_SECTION, NULL))
            s.in_section = true;
        bool may_begin = !s.is_report || s.in_section;
        i = may_begin && begins_at(&s, i, &f) ? take(&s, &f) : i + 1;
    }
    free(s.words.items);
    if (!s.is_report)
        tc_task_scan_tables(document, record);
    if (record->task_count)
        qsort(record->tasks, record->task_count, sizeof *record->tasks, by_start);
}
