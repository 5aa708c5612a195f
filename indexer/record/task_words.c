// SPDX-License-Identifier: GPL-3.0-or-later
#include "task_words.h"

#include "base/strmap.h"
#include "base/tsv.h"
#include "text/token.h"

#include <ctype.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { CUE_MAX = 200, CUE_BEGINS = 1 << 30 }; // CUE_BEGINS: a longer cue may go on from here

static struct tc_strmap cues; // words with single spaces -> kinds
static pthread_once_t cues_once = PTHREAD_ONCE_INIT;
static uint64_t firsts[64]; // words that begin a cue, by 12 bits of their hash: most words of a text do not

static const struct {
    const char *name;
    unsigned kind;
} kinds[] = {
    {"name", TC_CUE_NAME},
    {"head", TC_CUE_HEAD},
    {"plural", TC_CUE_PLURAL},
    {"tail", TC_CUE_TAIL},
    {"lead", TC_CUE_LEAD},
    {"ask", TC_CUE_ASK},
    {"joint", TC_CUE_JOINT},
    {"deed", TC_CUE_DEED},
    {"bar", TC_CUE_BAR},
    {"section", TC_CUE_SECTION},
    {"repeats", TC_CUE_REPEATS},
    {"column-work", TC_CUE_COLUMN_WORK},
    {"column-lead", TC_CUE_COLUMN_LEAD},
    {"column-with", TC_CUE_COLUMN_WITH},
    {"column-due", TC_CUE_COLUMN_DUE},
};

// What running text writes for parts of names; a name is known with each of them.
static const char *const shorts[][2] = {
    {"ủy ban nhân dân", "ubnd"},
    {"hội đồng nhân dân", "hđnd"},
    {"mặt trận tổ quốc", "mttq"},
    {"ban thường vụ", "btv"},
    {"ủy ban kiểm tra", "ubkt"},
    {"nông nghiệp và phát triển nông thôn", "nn&ptnt"},
    {"nông nghiệp và phát triển nông thôn", "nông nghiệp và ptnt"},
    {"kế hoạch và đầu tư", "kh&đt"},
    {"tài nguyên và môi trường", "tn&mt"},
    {"liên đoàn lao động", "lđlđ"},
};

static uint16_t hash_of(const char *word, size_t len)
{
    return (uint16_t)(tc_hash_bytes(word, len) % (64 * TC_LENGTH(firsts)));
}

static void note(const char *words, size_t len, unsigned kind)
{
    const char *space = memchr(words, ' ', len);
    uint16_t hash = hash_of(words, space ? (size_t)(space - words) : len);
    firsts[hash / 64] |= UINT64_C(1) << hash % 64;
    uint32_t had = 0;
    tc_strmap_get(&cues, words, len, &had);
    tc_strmap_set(&cues, words, len, had | kind);
}

static void add_words(const char *words, unsigned kind)
{
    tc_auto_buf struct tc_buf joined = {0};
    struct tc_tokenizer *tokenizer = tc_tokenizer_new(0);
    const struct tc_token *token;
    tc_tokenizer_start(tokenizer, words, strlen(words));
    while (tc_tokenizer_next(tokenizer, &token)) {
        if (joined.len) {
            note(joined.data, joined.len, CUE_BEGINS);
            tc_buf_char(&joined, ' ');
        }
        tc_buf_add(&joined, token->exact, token->exact_len);
    }
    tc_tokenizer_free(tokenizer);
    if (joined.len && joined.len < CUE_MAX)
        note(joined.data, joined.len, kind);
}

static void add_cue(const char *words, unsigned kind)
{
    tc_auto_free char *canonical = tc_text_canonical_dup(words);
    add_words(canonical, kind);
    for (size_t i = 0; kind == TC_CUE_NAME && i < TC_LENGTH(shorts); i++) {
        const char *at = strstr(canonical, shorts[i][0]);
        if (!at)
            continue;
        tc_auto_free char *other =
            tc_xasprintf("%.*s%s%s", (int)(at - canonical), canonical, shorts[i][1], at + strlen(shorts[i][0]));
        add_words(other, kind);
    }
}

static void load(void)
{
    struct tc_tsv table = {0};
    if (tc_table_read("task_cues", &table, NULL) != TC_OK)
        return;
    for (size_t row = 0; row < table.rows; row++) {
        for (size_t i = 0; i < TC_LENGTH(kinds); i++)
            if (!strcmp(tc_tsv_cell(&table, row, 1), kinds[i].name))
                add_cue(tc_tsv_cell(&table, row, 0), kinds[i].kind);
    }
    tc_tsv_fini(&table);
}

bool tc_task_word_is(const struct tc_task_words *words, size_t i, const char *exact)
{
    return i < words->count && !strcmp(words->items[i].exact, exact);
}

size_t tc_task_cue_at(const struct tc_task_words *words, size_t i, unsigned wanted, unsigned *ret_kinds)
{
    char key[CUE_MAX];
    size_t len = 0, best = 0;
    pthread_once(&cues_once, load);
    if (i >= words->count || !(firsts[words->items[i].hash / 64] >> words->items[i].hash % 64 & 1))
        return 0;
    for (size_t j = i; j < words->count; j++) {
        const struct tc_task_word *word = &words->items[j];
        size_t word_len = strlen(word->exact);
        uint32_t found = 0;
        if ((j > i && word->before && word->before != ',' && word->before != '-') || len + word_len + 2 > sizeof key)
            break;
        if (j > i)
            key[len++] = ' ';
        memcpy(key + len, word->exact, word_len);
        len += word_len;
        if (!tc_strmap_get(&cues, key, len, &found))
            break;
        if (found & wanted) {
            best = j - i + 1;
            if (ret_kinds)
                *ret_kinds = found & wanted;
        }
        if (!(found & CUE_BEGINS))
            break;
    }
    return best;
}

// --- the words of a text
// -----------------------------------------------------------------------------------------------------------------

static bool is_body(uint16_t kind)
{
    return kind == TC_BLOCK_PARAGRAPH || kind == TC_BLOCK_HEADING || kind == TC_BLOCK_LIST_ITEM;
}

// A line break that ends what was being said: text wrapped by hand goes on in long lines.
static bool line_ends(const char *text, uint32_t line_start, uint32_t at, uint32_t next)
{
    enum { SHORT_LINE = 60 };
    uint32_t last = at;
    while (last > line_start && (text[last - 1] == ' ' || text[last - 1] == '\r' || text[last - 1] == '\t'))
        last--;
    if (last == line_start || strchr(".;:!?", text[last - 1]) || last - line_start < SHORT_LINE)
        return true;
    for (uint32_t p = at + 1; p < next; p++)
        if (text[p] == '\n' || text[p] == '-' || text[p] == '+' || text[p] == '*')
            return true;
    return false;
}

// The strongest mark between two words.
static char mark_between(const char *text, uint32_t from, uint32_t to, uint32_t *line_start)
{
    static const char order[] = "-,(:;.\n";
    char best = 0;
    uint32_t start = *line_start;
    for (uint32_t p = from; p < to; p++) {
        char mark = text[p];
        if (mark == '\n' && !line_ends(text, start, p, to))
            mark = 0;
        else if (mark == '\t' && p > start && text[p - 1] != ' ' && text[p - 1] != '\t')
            mark = '\n'; // two columns side by side
        else if (mark == '.' && p + 1 < to && text[p + 1] != ' ' && text[p + 1] != '\n' && text[p + 1] != '/')
            mark = 0;
        else if (mark == '!' || mark == '?')
            mark = '.';
        if (text[p] == '\n')
            *line_start = p + 1;
        const char *rank = mark ? strchr(order, mark) : NULL;
        if (rank && (!best || rank > strchr(order, best)))
            best = mark;
    }
    return best;
}

// “a)”, “1.”, “2-”, “III.”, “Điều 4.”: what stands before the clause proper.
static bool is_enumerator(const struct tc_task_words *words, size_t i)
{
    const struct tc_task_word *word = &words->items[i];
    size_t len = strlen(word->exact);
    const char *after = words->text + word->end;
    bool is_label = isdigit((unsigned char)word->exact[0]) || (len <= 2 && (unsigned char)word->exact[0] < 0x80) ||
                    (strspn(word->exact, "ivx") == len && len <= 5) || !strcmp(word->exact, "đ");
    if (!strcmp(word->exact, "điều"))
        return true;
    return is_label && len <= 8 && *after && strchr(").-/:", *after);
}

static void add_word(struct tc_task_words *words, const struct tc_token *token, uint32_t base, bool first_of_block,
                     uint32_t *line_start, struct tc_arena *arena)
{
    TC_GROW(words->items, words->count, words->cap);
    struct tc_task_word *word = &words->items[words->count];
    *word = (struct tc_task_word){.start = base + token->start, .end = base + token->end, .is_upper = token->is_upper};
    word->exact = tc_arena_strndup(arena, token->exact, token->exact_len);
    word->hash = hash_of(token->exact, token->exact_len);
    if (first_of_block) {
        word->before = '\n';
        *line_start = base;
    } else {
        word->before = mark_between(words->text, words->items[words->count - 1].end, word->start, line_start);
    }
    const struct tc_task_word *last = words->count ? word - 1 : NULL;
    word->opens = word->before == '\n' || word->before == '.' || word->before == ';' || word->before == ':' ||
                  (last && last->opens && is_enumerator(words, words->count - 1));
    words->count++;
}

void tc_task_words_add(struct tc_task_words *words, uint32_t start, uint32_t end, struct tc_arena *arena)
{
    struct tc_tokenizer *tokenizer = tc_tokenizer_new(0);
    const struct tc_token *token;
    uint32_t line_start = start;
    bool first = true;
    tc_tokenizer_start(tokenizer, words->text + start, end - start);
    while (tc_tokenizer_next(tokenizer, &token)) {
        add_word(words, token, start, first, &line_start, arena);
        first = false;
    }
    tc_tokenizer_free(tokenizer);
}

void tc_task_words_read(const struct tc_document *document, struct tc_arena *arena, struct tc_task_words *ret)
{
    struct tc_task_words words = {.text = document->text ? document->text : ""};
    struct tc_tokenizer *tokenizer = tc_tokenizer_new(0);
    uint32_t line_start = 0, last_end = 0;
    for (size_t i = 0; i < document->block_count; i++) {
        const struct tc_block *block = &document->blocks[i];
        const struct tc_token *token;
        if (!is_body(block->kind))
            continue;
        // lines of a text wrapped by hand are blocks of their own
        bool goes_on = words.count && i && document->blocks[i - 1].end == last_end &&
                       !line_ends(words.text, line_start, document->blocks[i - 1].end, block->start);
        bool first = !goes_on;
        tc_tokenizer_start(tokenizer, words.text + block->start, block->end - block->start);
        while (tc_tokenizer_next(tokenizer, &token)) {
            add_word(&words, token, block->start, first, &line_start, arena);
            first = false;
        }
        last_end = block->end;
    }
    tc_tokenizer_free(tokenizer);
    *ret = words;
}
