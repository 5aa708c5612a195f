// SPDX-License-Identifier: GPL-3.0-or-later
// The tokens of a document's body, each different one once, and what the order of tokens gives.
#include "ingest_document.h"

#include "base/strmap.h"
#include "store/schema.h"
#include "text/token.h"

#include <stdlib.h>
#include <string.h>

enum { TITLE_WORDS_MAX = 60 };

static bool is_body(const struct tc_block *block)
{
    return tc_block_is_body(block->kind);
}

struct collector {
    struct tc_prepared *prepared;
    struct tc_tokenizer *tokenizer;
    struct tc_strmap terms, extras;
    size_t start_cap;
};

static void add_extra(struct collector *c, const char *term, size_t len)
{
    struct tc_prepared *p = c->prepared;
    size_t before = c->extras.count;
    if (!len || tc_strmap_id(&c->extras, term, len) != before)
        return;
    TC_GROW(p->extras, p->extra_count, p->extra_cap);
    p->extras[p->extra_count++] = (struct tc_store_term){tc_arena_strndup(&p->arena, term, len), (uint32_t)len};
}

static void add_also(struct collector *c, const struct tc_also *also)
{
    if (also->kind != TC_ALSO_EXPANSION) {
        add_extra(c, also->term, also->len);
        return;
    }
    for (const char *word = also->term; *word;) {
        size_t len = strcspn(word, " ");
        add_extra(c, word, len);
        word += len + (word[len] == ' ');
    }
}

static void add_token(struct collector *c, const struct tc_token *token, size_t base)
{
    struct tc_prepared *p = c->prepared;
    uint32_t id = tc_strmap_id(&c->terms, token->exact, token->exact_len);
    if (id == p->distinct_count) {
        TC_GROW(p->distinct, p->distinct_count, p->distinct_cap);
        p->distinct[p->distinct_count++] =
            (struct tc_store_term){tc_arena_strndup(&p->arena, token->exact, token->exact_len), token->exact_len};
        // What equals a token equals it everywhere: asked for once.
        tc_tokenizer_fill_also(c->tokenizer);
        for (uint32_t i = 0; i < token->also_count; i++)
            add_also(c, &token->also[i]);
    }
    TC_GROW(p->token_ids, p->token_count, p->token_cap);
    if (c->start_cap != p->token_cap) {
        c->start_cap = p->token_cap;
        p->token_starts = tc_xrealloc(p->token_starts, c->start_cap, sizeof *p->token_starts);
    }
    p->token_ids[p->token_count] = id;
    p->token_starts[p->token_count++] = (uint32_t)base + token->start;
}

static void drop_extras_in_body(struct collector *c)
{
    struct tc_prepared *p = c->prepared;
    size_t kept = 0;
    uint32_t at;
    for (size_t i = 0; i < p->extra_count; i++) {
        if (!tc_strmap_get(&c->terms, p->extras[i].term, p->extras[i].len, &at))
            p->extras[kept++] = p->extras[i];
    }
    p->extra_count = kept;
}

void tc_prepare_tokens(const struct tc_document *document, struct tc_prepared *ret)
{
    struct tc_tokenizer *tokenizer = tc_tokenizer_new(0);
    struct collector c = {.prepared = ret, .tokenizer = tokenizer};
    for (size_t i = 0; i < document->block_count;) {
        if (!is_body(&document->blocks[i])) {
            i++;
            continue;
        }
        size_t start = document->blocks[i].start, end = start;
        for (; i < document->block_count && is_body(&document->blocks[i]); i++)
            end = document->blocks[i].end;
        tc_tokenizer_start(tokenizer, document->text + start, end - start);
        for (const struct tc_token *token; tc_tokenizer_next(tokenizer, &token);)
            add_token(&c, token, start);
    }
    tc_tokenizer_free(tokenizer);
    drop_extras_in_body(&c);
    tc_strmap_fini(&c.terms);
    tc_strmap_fini(&c.extras);
}

// Words of the title that stand in the text where the record saw it; or else as terms of their own.
// A text of which no title is known: a short first line with an empty one behind it does as one for the ranking.
static void first_line_as_title(const char *text, struct tc_prepared *ret)
{
    const char *end = text ? strchr(text, '\n') : NULL;
    size_t words = 0;
    if (!end || end[1] != '\n')
        return;
    while (words < ret->token_count && ret->token_starts[words] < (size_t)(end - text))
        words++;
    if (words && words <= TITLE_WORDS_MAX && words < ret->token_count)
        ret->doc.title_tokens = words;
}

void tc_prepare_title(const struct tc_meta *meta, const char *text, struct tc_prepared *ret)
{
    if (!meta->title) {
        first_line_as_title(text, ret);
        return;
    }
    size_t first = ret->token_count, matched = 0, words = 0;
    if (meta->at[TC_META_TITLE] != UINT32_MAX) {
        for (first = 0; first < ret->token_count && ret->token_starts[first] < meta->at[TC_META_TITLE];)
            first++;
    }
    struct tc_tokenizer *tokenizer = tc_tokenizer_new(0);
    const struct tc_token *token;
    tc_tokenizer_start(tokenizer, meta->title, strlen(meta->title));
    for (; tc_tokenizer_next(tokenizer, &token); words++) {
        if (matched < words || first + words >= ret->token_count)
            continue;
        const struct tc_store_term *there = &ret->distinct[ret->token_ids[first + words]];
        matched += there->len == token->exact_len && !memcmp(there->term, token->exact, there->len);
    }
    if (matched && matched == words) {
        ret->doc.title_start = first;
        ret->doc.title_tokens = words;
    } else {
        tc_tokenizer_start(tokenizer, meta->title, strlen(meta->title));
        while (tc_tokenizer_next(tokenizer, &token)) {
            TC_GROW(ret->extras, ret->extra_count, ret->extra_cap);
            char *term = tc_arena_printf(&ret->arena, TC_PREFIX_TITLE "%s", token->exact);
            ret->extras[ret->extra_count++] = (struct tc_store_term){term, (uint32_t)strlen(term)};
        }
    }
    tc_tokenizer_free(tokenizer);
}

static uint64_t rotate(uint64_t x, unsigned by)
{
    return x << by | x >> (64 - by);
}

// How many of the words of 64 bits have each bit, up to 255 words at a time: plane p holds bit p of each of 64 counts,
// so that a word is added to all of them by a few operations.
struct counts {
    uint64_t planes[8];
    unsigned held;
    int32_t total[64];
};

static void empty(struct counts *c)
{
    for (unsigned bit = 0; bit < 64; bit++)
        for (unsigned p = 0; p < TC_LENGTH(c->planes); p++)
            c->total[bit] += (int32_t)(c->planes[p] >> bit & 1) << p;
    memset(c->planes, 0, sizeof c->planes);
    c->held = 0;
}

static void count(struct counts *c, uint64_t word)
{
    if (++c->held > 255) {
        empty(c);
        c->held = 1;
    }
    for (unsigned p = 0; word; p++) {
        uint64_t both = c->planes[p] & word;
        c->planes[p] ^= word;
        word = both;
    }
}

// Charikar's fingerprint over runs of three tokens, every other run: texts that differ in a few words differ in a few
// bits.
uint64_t tc_prepare_simhash(const struct tc_prepared *prepared)
{
    struct counts counts = {0};
    int32_t runs = 0;
    uint64_t *hash = tc_xcalloc(prepared->distinct_count + 1, sizeof *hash);
    for (size_t i = 0; i < prepared->distinct_count; i++)
        hash[i] = tc_hash_bytes(prepared->distinct[i].term, prepared->distinct[i].len);
    for (size_t i = 0; i + 3 <= prepared->token_count; i++) {
        const uint32_t *id = &prepared->token_ids[i];
        uint64_t h = (hash[id[0]] ^ rotate(hash[id[1]], 21) ^ rotate(hash[id[2]], 42)) * 0x9e3779b97f4a7c15U;
        h ^= h >> 32;
        if (h & 1)
            continue;
        count(&counts, h);
        runs++;
    }
    free(hash);
    empty(&counts);
    uint64_t print = 0;
    for (unsigned bit = 1; bit < 64; bit++)
        print |= (uint64_t)(counts.total[bit] * 2 > runs) << bit;
    return print;
}
