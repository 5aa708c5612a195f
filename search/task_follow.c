// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks.h"

#include "json_slice.h"
#include "passage.h"
#include "store/schema.h"
#include "text/token.h"

#include <stdlib.h>
#include <string.h>

enum { CANDIDATES_MAX = 2000, WORDS_MAX = 160, WINDOW = 60, TELLING = 12 };
#define SHARED_ENOUGH 0.6 // of the task's words, near the agency's name

static void put_digits(const char *iso, char ret[9])
{
    size_t n = 0;
    strcpy(ret, "00000000");
    for (; iso && *iso && n < 8; iso++)
        if (*iso >= '0' && *iso <= '9')
            ret[n++] = *iso;
}

static bool is_between(struct tc_reader *reader, tc_docid doc, const char *after, const char *until)
{
    tc_auto_buf struct tc_buf date = {0};
    if (tc_reader_value(reader, doc, TC_SLOT_DATE, &date, NULL) != TC_OK || date.len != 8)
        return false;
    return strcmp(date.data, after) > 0 && (!until || strcmp(date.data, until) <= 0);
}

static bool is_news(struct tc_reader *reader, tc_docid doc)
{
    tc_auto_buf struct tc_buf type = {0};
    return tc_reader_value(reader, doc, TC_SLOT_TYPE, &type, NULL) == TC_OK && type.len == 3 &&
           !memcmp(type.data, "tin", 3);
}

enum tc_status tc_follow_candidates_find(struct tc_reader *reader, const struct tc_follow_source *source,
                                         const char *as_of, struct tc_arena *arena, struct tc_follow_candidates *ret,
                                         struct tc_error *err)
{
    *ret = (struct tc_follow_candidates){0};
    tc_auto_buf struct tc_buf term = {0};
    char after[9], until[9];
    if (!source->key || !source->date)
        return TC_OK;
    put_digits(source->date, after);
    put_digits(as_of, until);
    tc_buf_str(&term, TC_PREFIX_CITES);
    tc_key_stem(source->key, &term);
    struct tc_node node = {.op = TC_OP_TERM, .term = term.data, .term_len = (uint32_t)term.len};
    struct tc_match_options options = {.count = CANDIDATES_MAX, .sort_slot = TC_SLOT_DATE};
    struct tc_matches matches = {0};
    enum tc_status status = tc_reader_match(reader, &node, &options, &matches, err);
    if (status)
        return status;
    ret->docs = tc_arena_zero(arena, matches.count + 1, sizeof *ret->docs);
    for (size_t i = 0; i < matches.count; i++) {
        tc_docid doc = matches.items[i].doc;
        if (doc != source->doc && is_between(reader, doc, after, as_of ? until : NULL) && !is_news(reader, doc))
            ret->docs[ret->count++] = doc;
    }
    tc_matches_fini(&matches);
    return TC_OK;
}

struct wanted { // a task as term ids
    uint32_t agency[WORDS_MAX], words[WORDS_MAX];
    size_t agency_count, word_count;
    uint32_t done; // “đã”
    char *issuer;  // the agency's name, folded
};

static size_t ids_of(struct tc_reader *reader, const char *text, uint32_t *ret, bool only_known)
{
    struct tc_tokenizer *tokenizer = tc_tokenizer_new(0);
    const struct tc_token *token;
    size_t count = 0;
    tc_tokenizer_start(tokenizer, text, strlen(text));
    while (count < WORDS_MAX && tc_tokenizer_next(tokenizer, &token)) {
        uint32_t id = tc_reader_term_id(reader, token->exact, token->exact_len);
        if (id != UINT32_MAX || !only_known)
            ret[count++] = id;
    }
    tc_tokenizer_free(tokenizer);
    return count;
}

// Words that every assignment has say nothing about what was done.
static bool is_frame(struct tc_reader *reader, uint32_t id)
{
    static const char *const frame[] = {"giao", "chủ", "trì", "phối",  "hợp",   "với", "hoàn", "thành", "trước",
                                        "ngày", "quý", "năm", "trong", "tháng", "báo", "cáo",  "kết",   "quả",
                                        "xong", "và",  "các", "của",   "yêu",   "cầu", "chịu", "trách", "nhiệm"};
    size_t len = 0;
    const char *word = tc_reader_term(reader, id, &len);
    for (size_t i = 0; word && i < TC_LENGTH(frame); i++)
        if (strlen(frame[i]) == len && !memcmp(frame[i], word, len))
            return true;
    return word && len && word[0] >= '0' && word[0] <= '9';
}

static void read_wanted(struct tc_reader *reader, const struct tc_follow_task *task, struct wanted *ret)
{
    uint32_t all[WORDS_MAX];
    ret->agency_count = ids_of(reader, task->agency, ret->agency, false);
    size_t count = ids_of(reader, task->text, all, true);
    ret->word_count = 0;
    for (size_t i = 0; i < count; i++) {
        bool skip = is_frame(reader, all[i]);
        for (size_t k = 0; k < ret->agency_count && !skip; k++)
            skip = ret->agency[k] == all[i];
        for (size_t k = 0; k < ret->word_count && !skip; k++)
            skip = ret->words[k] == all[i];
        if (!skip)
            ret->words[ret->word_count++] = all[i];
    }
    ret->done = tc_reader_term_id(reader, "đã", strlen("đã"));
    ret->issuer = tc_text_fold_dup(task->agency);
}

// Is the agency at tokens[at] told of (“Sở Tài chính đã …”), not told to do something?
static bool is_told(const uint32_t *tokens, size_t count, size_t at, const struct wanted *wanted)
{
    size_t end = at + wanted->agency_count + TELLING;
    for (size_t i = at; i < count && i < end; i++)
        if (tokens[i] == wanted->done)
            return true;
    return false;
}

// The share of the task's words that stand near the agency's name where it is told of, over all places of that name;
// 0: it is only named; -1: it is not.
static double best_share(const uint32_t *tokens, size_t count, const struct wanted *wanted)
{
    double best = -1;
    uint32_t at = 0;
    for (size_t from = 0;
         from < count && tc_passage_find(tokens + from, count - from, wanted->agency, wanted->agency_count, &at);
         from += at + 1) {
        size_t begin = from + at > WINDOW / 3 ? from + at - WINDOW / 3 : 0,
               end = from + at + wanted->agency_count + WINDOW, seen = 0;
        end = end < count ? end : count;
        best = best < 0 ? 0 : best;
        if (!is_told(tokens, count, from + at, wanted))
            continue;
        for (size_t k = 0; k < wanted->word_count; k++) {
            for (size_t i = begin; i < end; i++)
                if (tokens[i] == wanted->words[k]) {
                    seen++;
                    break;
                }
        }
        double share = wanted->word_count ? (double)seen / (double)wanted->word_count : 0;
        best = share > best ? share : best;
    }
    return best;
}

static bool is_issuer(struct tc_reader *reader, tc_docid doc, const char *agency)
{
    tc_auto_buf struct tc_buf issuer = {0};
    if (tc_reader_value(reader, doc, TC_SLOT_ISSUER, &issuer, NULL) != TC_OK || !issuer.len)
        return false;
    tc_auto_free char *folded = tc_text_fold_dup(issuer.data);
    size_t len = strlen(agency);
    // “Ủy ban nhân dân tỉnh” is “Ủy ban nhân dân tỉnh Đông Lâm”, not “… huyện”
    return !strncmp(folded, agency, len) && (folded[len] == '\0' || folded[len] == ' ');
}

static const char *how_it_follows(struct tc_reader *reader, tc_docid doc, const struct wanted *wanted)
{
    tc_auto_free uint32_t *tokens = NULL;
    size_t count = 0;
    if (is_issuer(reader, doc, wanted->issuer))
        return "issued";
    if (!wanted->agency_count || tc_passage_tokens(reader, doc, &tokens, &count, NULL) != TC_OK)
        return NULL;
    double share = best_share(tokens, count, wanted);
    return share >= SHARED_ENOUGH ? "reports" : share >= 0 ? "names" : NULL;
}

// Does the document cite this very paper, and for something else than putting it out of force?
static enum tc_status cites_it(struct tc_reader *reader, tc_docid doc, const struct tc_follow_source *source,
                               struct tc_arena *arena, bool *ret, struct tc_error *err)
{
    json_t *record = NULL;
    enum tc_status status = tc_record_json(reader, doc, &record, err);
    if (status)
        return status;
    *ret = false;
    size_t i;
    json_t *citation;
    json_array_foreach(json_object_get(record, "citations"), i, citation)
    {
        const char *key = json_string_value(json_object_get(citation, "key"));
        enum tc_relation relation = tc_relation_by_name(json_string_value(json_object_get(citation, "relation")));
        if (!key || !tc_key_fits(key, source->key))
            continue;
        if (relation == TC_REL_REPLACES || relation == TC_REL_REPEALS) {
            *ret = false;
            break;
        }
        bool is_whole = !strcmp(key, source->key);
        struct tc_resolution there = {0};
        if (!is_whole)
            status = tc_resolve_citation(reader, citation, json_object_get(record, "meta"), arena, &there, err);
        for (size_t k = 0; !status && k < there.count; k++)
            is_whole = is_whole || (there.status == TC_REF_FOUND && there.targets[k].doc == source->doc);
        if (status)
            break;
        *ret = *ret || is_whole;
    }
    json_decref(record);
    return status;
}

static void fill(struct tc_reader *reader, tc_docid doc, struct tc_arena *arena, struct tc_target *ret)
{
    tc_auto_buf struct tc_buf record = {0}, path = {0};
    size_t len = 0;
    *ret = (struct tc_target){.doc = doc};
    (void)tc_reader_identity(reader, doc, ret->id, &path, NULL);
    ret->path = tc_arena_strdup(arena, path.data);
    if (tc_reader_record(reader, doc, &record, NULL) != TC_OK)
        return;
    const char *slice = tc_json_member(record.data ? record.data : "", record.len, "meta", &len);
    json_t *meta = slice ? json_loadb(slice, len, 0, NULL) : NULL;
    ret->key = tc_arena_strdup(arena, json_string_value(json_object_get(meta, "key")));
    ret->title = tc_arena_strdup(arena, json_string_value(json_object_get(meta, "title")));
    ret->date = tc_arena_strdup(arena, json_string_value(json_object_get(meta, "date")));
    ret->place = tc_arena_strdup(arena, json_string_value(json_object_get(meta, "place")));
    ret->issuer = tc_arena_strdup(arena, json_string_value(json_object_get(meta, "issuer")));
    ret->type = tc_arena_strdup(arena, json_string_value(json_object_get(meta, "type")));
    json_decref(meta);
}

enum tc_status tc_follow_find(struct tc_reader *reader, const struct tc_follow_source *source,
                              const struct tc_follow_candidates *candidates, const struct tc_follow_task *task,
                              struct tc_arena *arena, struct tc_follows *ret, struct tc_error *err)
{
    struct wanted wanted;
    enum tc_status status = TC_OK;
    *ret = (struct tc_follows){.items = tc_arena_zero(arena, candidates->count + 1, sizeof *ret->items)};
    if (!candidates->count)
        return TC_OK;
    read_wanted(reader, task, &wanted);
    for (size_t i = 0; !status && i < candidates->count; i++) {
        bool cites = false;
        const char *how = how_it_follows(reader, candidates->docs[i], &wanted);
        if (!how)
            continue;
        status = cites_it(reader, candidates->docs[i], source, arena, &cites, err);
        if (status || !cites)
            continue;
        fill(reader, candidates->docs[i], arena, &ret->items[ret->count].by);
        ret->items[ret->count++].how = how;
    }
    free(wanted.issuer);
    return status;
}

bool tc_follows_answer(const struct tc_follows *follows)
{
    for (size_t i = 0; i < follows->count; i++)
        if (strcmp(follows->items[i].how, "names") != 0)
            return true;
    return false;
}
