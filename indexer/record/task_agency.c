// SPDX-License-Identifier: GPL-3.0-or-later
// Names of agencies in running text.
#include "task.h"

#include "base/utf8.h"
#include "text/token.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { AGENCY_WORDS = 24, STOPS = TC_CUE_DEED | TC_CUE_JOINT | TC_CUE_LEAD | TC_CUE_BAR | TC_CUE_ASK };

static bool is_joined(const struct tc_task_words *words, size_t i)
{
    return i < words->count && (!words->items[i].before || words->items[i].before == '-');
}

// The rest of a name that the table lacks, behind its head: words in capitals, the second syllable of each, and what
// “và” or a comma joins to them.
static size_t read_rest(const struct tc_task_words *words, size_t i)
{
    size_t at = i, last_capital = 0;
    bool has_capital = false;
    while (at < words->count && at - i < AGENCY_WORDS) {
        const struct tc_task_word *word = &words->items[at];
        if (word->before && word->before != ',' && word->before != '-')
            break;
        bool is_and = !strcmp(word->exact, "và"), is_listed = word->before == ',';
        size_t next = is_and ? at + 1 : at;
        if ((is_and || is_listed) && !(has_capital && next < words->count && words->items[next].is_upper &&
                                       !tc_task_cue_at(words, next, TC_CUE_NAME | TC_CUE_HEAD, NULL)))
            break;
        if (is_and || word->is_upper) {
            if (word->is_upper && isdigit((unsigned char)word->exact[0]))
                break;
            has_capital = has_capital || word->is_upper;
            last_capital = at;
            at++;
        } else if (has_capital && at == last_capital + 1 && !(at >= i + 2 && words->items[at - 2].is_upper) &&
                   !tc_task_cue_at(words, at, STOPS | TC_CUE_TAIL, NULL)) {
            at++;
        } else {
            break;
        }
    }
    return has_capital ? at - i : 0;
}

// “tỉnh”, “huyện Sơn Khê”, “các huyện, thị xã, thành phố”
static size_t read_tail(const struct tc_task_words *words, size_t i)
{
    size_t at = i;
    while (is_joined(words, at) && at - i < AGENCY_WORDS) {
        size_t n = tc_task_cue_at(words, at, TC_CUE_TAIL, NULL);
        // “Sở Nội vụ tỉnh ủy quyền …”: a committee has a capital
        if (n == 2 && !words->items[at].is_upper && tc_task_word_is(words, at + 1, "ủy"))
            n = tc_task_word_is(words, at, "tỉnh") || tc_task_word_is(words, at, "huyện");
        if (!n && words->items[at].is_upper && !isdigit((unsigned char)words->items[at].exact[0]))
            n = 1;
        if (!n)
            break;
        at += n;
    }
    return at - i;
}

// “các huyện ủy”, “các ngành chức năng”, “các cơ quan tham mưu của Tỉnh ủy”
static size_t read_plural(const struct tc_task_words *words, size_t i)
{
    static const char *const more[] = {"ngành",    "ban",       "đoàn thể", "địa phương", "đơn vị",  "thị xã",
                                       "huyện",    "thành phố", "thị ủy",   "thành ủy",   "đảng ủy", "tổ chức",
                                       "huyện ủy", "phường",    "thị trấn", "xã",         "giúp",    "hội"};
    size_t n = tc_task_cue_at(words, i, TC_CUE_PLURAL, NULL), at = i + n;
    if (!n)
        return 0;
    while (at < words->count && at - i < AGENCY_WORDS) {
        const struct tc_task_word *word = &words->items[at];
        bool goes_on = !word->before || word->before == '-';
        for (size_t k = 0; !goes_on && word->before == ',' && k < TC_LENGTH(more); k++)
            goes_on = !strncmp(word->exact, more[k], strcspn(more[k], " "));
        bool is_of = !strcmp(word->exact, "của") || !strcmp(word->exact, "đảng") || !strcmp(word->exact, "trực") ||
                     (at == i + n && !strcmp(word->exact, "tham")); // cơ quan tham mưu
        unsigned kinds = 0;
        if (!goes_on || (!is_of && tc_task_cue_at(words, at, STOPS, &kinds)))
            break;
        at++;
    }
    return at - i;
}

size_t tc_task_agency_at(const struct tc_task_words *words, size_t i)
{
    if (i >= words->count)
        return 0;
    size_t n = 0;
    if (words->items[i].is_upper && (n = tc_task_cue_at(words, i, TC_CUE_NAME, NULL)) > 0)
        return n + read_tail(words, i + n);
    if ((n = read_plural(words, i)) > 0)
        return n;
    if (!words->items[i].is_upper || !(n = tc_task_cue_at(words, i, TC_CUE_HEAD, NULL)))
        return 0;
    size_t rest = read_rest(words, i + n), tail = read_tail(words, i + n + rest);
    return rest || tail ? n + rest + tail : 0;
}

static void add_capital(const char *word, struct tc_buf *ret)
{
    size_t first = 0, len = strlen(word);
    (void)tc_utf8_next(word, len, &first);
    tc_text_upper(word, first, ret);
    tc_buf_add(ret, word + first, len - first);
}

const char *tc_task_agency_name(const struct tc_task_words *words, size_t i, size_t count, struct tc_arena *arena)
{
    static const char *const shorts[][2] = {
        {"ubnd", "Ủy ban nhân dân"},           {"hđnd", "Hội đồng nhân dân"},
        {"mttq", "Mặt trận Tổ quốc"},          {"btv", "Ban Thường vụ"},
        {"ubkt", "Ủy ban Kiểm tra"},           {"nn&ptnt", "Nông nghiệp và Phát triển nông thôn"},
        {"ptnt", "Phát triển nông thôn"},      {"kh&đt", "Kế hoạch và Đầu tư"},
        {"tn&mt", "Tài nguyên và Môi trường"}, {"lđlđ", "Liên đoàn Lao động"}};
    tc_auto_buf struct tc_buf name = {0};
    for (size_t k = i; k < i + count; k++) {
        const struct tc_task_word *word = &words->items[k];
        const char *full = NULL;
        for (size_t s = 0; s < TC_LENGTH(shorts) && !full; s++)
            full = !strcmp(word->exact, shorts[s][0]) ? shorts[s][1] : NULL;
        if (k > i && word->before == ',')
            tc_buf_char(&name, ',');
        if (k > i)
            tc_buf_str(&name, word->before == '-' ? " - " : " ");
        if (full)
            tc_buf_str(&name, full);
        else if (word->is_upper)
            add_capital(word->exact, &name);
        else
            tc_buf_str(&name, word->exact);
    }
    return tc_arena_strndup(arena, name.data ? name.data : "", name.len);
}
