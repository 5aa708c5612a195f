// SPDX-License-Identifier: GPL-3.0-or-later
// Texts as a dossier sees them: what a heading is about, and paragraphs under their headings.
#include "dossier.h"

#include "text/token.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// --- topics
// -----------------------------------------------------------------------------------------------------------------------------

static bool is_stop(const char *word)
{
    static const char *const stops[] = {
        "các",  "và",   "của", "về",    "việc", "trong", "công", "tác",  "những", "được", "cho", "với",  "từ",  "đến",
        "theo", "tại",  "là",  "có",    "năm",  "một",   "số",   "tình", "hình",  "nhất", "hai", "ba",   "tư",  "bốn",
        "sáu",  "phần", "thứ", "mục",   "kỳ",   "nhiệm", "giai", "đoạn", "đối",   "trên", "địa", "bàn",  "cac", "va",
        "cua",  "viec", "tac", "nhung", "duoc", "voi",   "den",  "tai",  "phan",  "thu",  "muc", "nhiem"};
    for (size_t i = 0; i < TC_LENGTH(stops); i++)
        if (!strcmp(stops[i], word))
            return true;
    return isdigit((unsigned char)*word) || (strspn(word, "ivx") == strlen(word));
}

static void add_words(struct tc_reader *reader, const char *text, double factor, struct tc_topic *topic)
{
    struct tc_tokenizer *tokenizer = tc_tokenizer_new(0);
    const struct tc_token *token;
    double documents = (double)tc_reader_count(reader) + 1;
    uint32_t last = UINT32_MAX;
    tc_tokenizer_start(tokenizer, text, strlen(text));
    while (tc_tokenizer_next(tokenizer, &token)) {
        const char *word = topic->is_bare ? token->folded : token->exact;
        uint32_t id = 0;
        if (is_stop(word)) {
            last = UINT32_MAX;
            continue;
        }
        bool is_known = tc_strmap_get(&topic->words, word, strlen(word), &id);
        if (!is_known && topic->count == TC_TOPIC_WORDS)
            break;
        if (!is_known) {
            double frequency = tc_reader_doc_freq(reader, token->exact, token->exact_len);
            id = tc_strmap_id(&topic->words, word, strlen(word));
            topic->weights[id] = factor * (0.3 + log(documents / (frequency + 1)));
            topic->total += topic->weights[id];
            topic->count++;
        }
        if (factor >= 1) {
            tc_buf_printf(&topic->query, "%s%s", topic->query.len ? " " : "", token->exact);
            if (last != UINT32_MAX && topic->pair_count < TC_TOPIC_WORDS) {
                topic->pairs[topic->pair_count][0] = last;
                topic->pairs[topic->pair_count++][1] = id;
            }
        }
        last = id;
    }
    tc_tokenizer_free(tokenizer);
}

static bool lacks_marks(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

void tc_topic_init(struct tc_reader *reader, const char *heading, const char *above, struct tc_topic *ret)
{
    *ret = (struct tc_topic){.is_bare = lacks_marks(heading)};
    add_words(reader, heading, 1, ret);
    ret->own = ret->count;
    if (above && ret->own < 4) // “Kết quả”, “Hạn chế” say little by themselves
        add_words(reader, above, ret->own < 2 ? 1 : 0.5, ret);
}

void tc_topic_fini(struct tc_topic *topic)
{
    tc_strmap_fini(&topic->words);
    tc_buf_fini(&topic->query);
}

double tc_topic_share(const struct tc_topic *topic, const char *text, size_t len)
{
    bool seen[TC_TOPIC_WORDS] = {false}, paired[TC_TOPIC_WORDS] = {false};
    double weight = 0, pairs = 0;
    uint32_t last = UINT32_MAX;
    struct tc_tokenizer *tokenizer = tc_tokenizer_new(0);
    const struct tc_token *token;
    tc_tokenizer_start(tokenizer, text, len);
    while (tc_tokenizer_next(tokenizer, &token)) {
        const char *word = topic->is_bare ? token->folded : token->exact;
        uint32_t id = UINT32_MAX;
        if (!tc_strmap_get(&topic->words, word, strlen(word), &id))
            id = UINT32_MAX;
        else if (!seen[id]) {
            seen[id] = true;
            weight += topic->weights[id];
        }
        for (size_t i = 0; id != UINT32_MAX && last != UINT32_MAX && i < topic->pair_count; i++)
            if (topic->pairs[i][0] == last && topic->pairs[i][1] == id && !paired[i]) {
                paired[i] = true;
                pairs += 1;
            }
        last = id;
    }
    tc_tokenizer_free(tokenizer);
    double words = topic->total > 0 ? weight / topic->total : 0;
    return topic->pair_count ? 0.7 * words + 0.3 * pairs / (double)topic->pair_count : words;
}

// --- paragraphs
// -------------------------------------------------------------------------------------------------------------------------

enum { LEVELS = 4, HEADING_BYTES = 240, SECTION_PART = 120 };

// What a line opens with: 1 “A-”, “Phần thứ nhất”, “Chương I”; 2 “I-”; 3 “1.”; 4 “a)”; 0 nothing.
static int enumerator_of(const char *line, size_t len)
{
    size_t roman = strspn(line, "IVX"), digits = strspn(line, "0123456789");
    if (roman && roman < len && roman <= 5 && strchr(".-", line[roman]))
        return 2;
    if (digits && digits <= 2 && digits < len && strchr(".-)", line[digits])) {
        size_t more = digits + 1 < len ? strspn(line + digits + 1, "0123456789") : 0;
        return more && more <= 2 ? 4 : 3; // 1.1.
    }
    if (len > 2 && isupper((unsigned char)line[0]) && strchr(".-", line[1]))
        return 1;
    if (len > 2 && islower((unsigned char)line[0]) && line[1] == ')')
        return 4;
    static const char *const parts[] = {"Phần thứ", "PHẦN THỨ", "Chương ", "CHƯƠNG ", "PHẦN "};
    for (size_t i = 0; i < TC_LENGTH(parts); i++)
        if (len > strlen(parts[i]) && !strncmp(line, parts[i], strlen(parts[i])))
            return 1;
    return 0;
}

static bool is_heading(const char *line, size_t len, int level)
{
    size_t end = len;
    while (end && strchr(" .:", line[end - 1]))
        end--;
    if (!level || len > HEADING_BYTES || (len && strchr(";,", line[len - 1])))
        return false;
    // a heading is no sentence: nothing ends inside it
    for (size_t i = 3; i + 2 < end; i++)
        if ((line[i] == '.' || line[i] == ';') && line[i + 1] == ' ' && i > 5)
            return false;
    return level <= 2 || line[len - 1] != '.' || len < 90;
}

struct cutter {
    const char *text;
    struct tc_arena *arena;
    struct tc_dossier_para *items;
    size_t count, cap;
    const char *above[LEVELS + 1]; // headings by level
    const char *section, *header;
};

static void open_section(struct cutter *c, int level, const char *line, size_t len)
{
    tc_auto_buf struct tc_buf buf = {0};
    size_t cut = len < SECTION_PART ? len : SECTION_PART;
    while (cut < len && cut && ((unsigned char)line[cut] & 0xC0) == 0x80)
        cut--;
    c->above[level] = tc_arena_strndup(c->arena, line, cut);
    for (int i = level + 1; i <= LEVELS; i++)
        c->above[i] = NULL;
    for (int i = 1; i <= LEVELS; i++)
        if (c->above[i])
            tc_buf_printf(&buf, "%s%s", buf.len ? " › " : "", c->above[i]);
    c->section = tc_arena_strndup(c->arena, buf.data ? buf.data : "", buf.len);
}

static bool has_letters(const char *cell, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (isalpha((unsigned char)cell[i]) || (unsigned char)cell[i] >= 0x80)
            return true;
    return false;
}

// The row with the names of a table's columns: letters in every cell.
static bool is_header_row(const char *line, size_t len)
{
    for (size_t at = 0; at < len;) {
        size_t n = strcspn(line + at, "\t\n");
        if (!has_letters(line + at, n) || isdigit((unsigned char)line[at]))
            return false;
        at += n + 1;
    }
    return true;
}

static void add_line(struct cutter *c, size_t start, size_t end)
{
    const char *line = c->text + start;
    size_t len = end - start;
    struct tc_dossier_para para = {.start = (uint32_t)start, .end = (uint32_t)end, .section = c->section};
    int level = enumerator_of(line, len);
    para.is_row = memchr(line, '\t', len) != NULL;
    if (para.is_row) {
        if (is_header_row(line, len)) {
            c->header = tc_arena_strndup(c->arena, line, len);
            return;
        }
        para.header = c->header;
    } else {
        c->header = NULL;
        para.is_heading = is_heading(line, len, level);
        if (para.is_heading)
            open_section(c, level, line, len);
    }
    TC_GROW(c->items, c->count, c->cap);
    c->items[c->count++] = para;
}

void tc_text_one_line(char *text)
{
    for (; text && *text; text++)
        if (*text == '\n' || *text == '\r')
            *text = ' ';
}

// The foot: recipients and signature.
static bool begins_foot(const char *line, size_t len)
{
    static const char *const starts[] = {"Nơi nhận", "T/M ", "TM. ", "K/T ", "KT. ", "T/L ", "TL. "};
    for (size_t i = 0; i < TC_LENGTH(starts); i++)
        if (len >= strlen(starts[i]) && !strncmp(line, starts[i], strlen(starts[i])))
            return true;
    return false;
}

void tc_dossier_cut(const char *text, size_t len, struct tc_arena *arena, struct tc_dossier_paras *ret)
{
    enum { WRAPPED_LINE = 66 };
    struct cutter c = {.text = text, .arena = arena, .section = ""};
    for (size_t at = 0; at < len;) {
        size_t line = strcspn(text + at, "\n"), end = at + line;
        size_t start = at + strspn(text + at, " \t\r");
        if (start < end && c.count > 4 && begins_foot(text + start, end - start))
            break;
        // a line wrapped by hand goes on in small letters
        while (end < len && line >= WRAPPED_LINE && end > start && !strchr(".;:", text[end - 1]) &&
               !memchr(text + start, '\t', end - start) && islower((unsigned char)text[end + 1]) &&
               text[end + 2] != ')') {
            line = strcspn(text + end + 1, "\n");
            end += line + 1;
        }
        if (start < end)
            add_line(&c, start, end);
        at = end + 1;
    }
    struct tc_dossier_para *items = tc_arena_zero(arena, c.count + 1, sizeof *items);
    if (c.count)
        memcpy(items, c.items, c.count * sizeof *items);
    free(c.items);
    *ret = (struct tc_dossier_paras){items, c.count};
}
