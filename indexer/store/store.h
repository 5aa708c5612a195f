// SPDX-License-Identifier: GPL-3.0-or-later
// The index behind a plain C header. Xapian (glass, no positions) holds postings, values and the documents' table;
// beside it lie our own append-only files: the forward stream (each document's token ids in order), texts and records,
// and the vocabulary. See schema.h for the layout and why. The store receives terms and never tokenises.
//
// An archive directory: one writer at a time, any number of readers. A document that is replaced gets a new number, so
// what a reader sees stays valid until it closes. Xapian's commit is the truth: what our files hold beyond it is cut
// off by the next writer.
#ifndef TC_STORE_STORE_H
#define TC_STORE_STORE_H

#ifdef __cplusplus
extern "C" {
#endif

#include "base/mem.h"
#include "base/status.h"

#include <stdbool.h>

typedef uint32_t tc_docid;

// --- writing
// -------------------------------------------------------------------------------------------------------------------------

struct tc_store_term {
    const char *term;
    uint32_t len;
};
struct tc_store_value {
    unsigned slot; // enum tc_slot of schema.h
    const char *value;
    size_t len;
};
// Everything borrowed until tc_writer_put returns.
struct tc_store_doc {
    const char *id;   // 16 hex digits
    const char *path; // ROOT/relative/path
    const char *root;
    // Exact terms of the body: the forward stream and, counted, the postings. In text order; or, with token_ids given,
    // each different term once, and token_ids[i] says which of them the i-th token of the text is.
    const struct tc_store_term *tokens;
    const uint32_t *token_ids;    // NULL: tokens are the text
    size_t distinct_count;        // of tokens, with token_ids
    const uint32_t *token_starts; // byte offset of each token in text
    size_t token_count;           // of the text
    size_t title_tokens;          // how many of the tokens at title_start are the title (0: none in the text)
    size_t title_start;
    const struct tc_store_term *extra_terms; // low-weight equals and parts: postings only, wdf 1 each
    size_t extra_count;
    const struct tc_store_term *boolean_terms; // with their prefix (schema.h), wdf 0
    size_t boolean_count;
    const struct tc_store_value *values;
    size_t value_count;
    const char *text; // NFC
    size_t text_len;
    const char *record; // JSON: meta, citations, blocks, whatever show needs; opaque here
    size_t record_len;
};

struct tc_writer;
// Creates the archive when it is not there. Errors: TC_ERR_LOCKED, TC_ERR_VERSION, TC_ERR_CORRUPT, TC_ERR_IO.
enum tc_status tc_writer_open(const char *directory, struct tc_writer **ret, struct tc_error *err);
// Adds, or replaces the document with the same id.
enum tc_status tc_writer_put(struct tc_writer *writer, const struct tc_store_doc *doc, struct tc_error *err);
// Not being there is no error.
enum tc_status tc_writer_delete(struct tc_writer *writer, const char *id, struct tc_error *err);
// Makes everything so far durable and visible. The writer also commits by itself in bounded steps (by bytes of text).
enum tc_status tc_writer_commit(struct tc_writer *writer, struct tc_error *err);
// Free-form settings kept with the index ("root:NAME" -> path …); NULL value removes.
enum tc_status tc_writer_set(struct tc_writer *writer, const char *name, const char *value, struct tc_error *err);
// Setting by name as it would be committed, yours; NULL when not set.
char *tc_writer_get(struct tc_writer *writer, const char *name);
// Documents as they would be committed.
uint32_t tc_writer_count(const struct tc_writer *writer);
// Commits and squeezes: after bulk building. Readers that are open keep what they see.
enum tc_status tc_writer_compact(struct tc_writer *writer, struct tc_error *err);
// Counts anew how many documents cite each document (TC_SLOT_CITED_BY), by the stems of own keys and citations; where
// several days bear a number, by the day they give. Commits.
enum tc_status tc_writer_refresh_cited(struct tc_writer *writer, struct tc_error *err);
// Drops what was not committed.
void tc_writer_close(struct tc_writer *writer);

// Removes the index from an archive directory, of whatever version it is and however damaged; corrections stay.
// TC_ERR_LOCKED while somebody writes.
enum tc_status tc_store_discard(const char *directory, struct tc_error *err);

// --- reading
// -------------------------------------------------------------------------------------------------------------------------

struct tc_reader;
// Errors: TC_ERR_NOT_FOUND (no archive there), TC_ERR_VERSION, TC_ERR_CORRUPT, TC_ERR_IO.
enum tc_status tc_reader_open(const char *directory, struct tc_reader **ret, struct tc_error *err);
void tc_reader_close(struct tc_reader *reader);
// Sees what was committed since. Callers that get TC_ERR_STALE do this and try again.
enum tc_status tc_reader_reopen(struct tc_reader *reader, struct tc_error *err);
uint32_t tc_reader_count(const struct tc_reader *reader);
double tc_reader_average_length(const struct tc_reader *reader); // tokens
// Changes whenever documents come or go: what was worked out from the archive is good as long as this is the same.
uint64_t tc_reader_revision(const struct tc_reader *reader);
// Setting by name, yours; NULL when not set.
char *tc_reader_get(struct tc_reader *reader, const char *name);

// Vocabulary. Term ids are those of the forward stream. UINT32_MAX: not in the archive.
uint32_t tc_reader_term_id(const struct tc_reader *reader, const char *term, size_t len);
const char *tc_reader_term(const struct tc_reader *reader, uint32_t id, size_t *ret_len); // borrowed
uint32_t tc_reader_doc_freq(struct tc_reader *reader, const char *term, size_t len);
// The same by id, as of the last vocabulary write: cheap enough for every word of every title of a ranking.
uint32_t tc_reader_term_freq(struct tc_reader *reader, uint32_t id);
// The terms whose folded form is (or, with is_prefix, begins with) folded; at most max, most frequent first. Gives how
// many.
struct tc_vocabulary_entry {
    uint32_t id;
    uint32_t doc_freq; // as of the last vocabulary write: good for ranking candidates, not for counting
};
size_t tc_reader_folded(struct tc_reader *reader, const char *folded, size_t len, bool is_prefix,
                        struct tc_vocabulary_entry *ret, size_t max);
// Terms with a byte prefix, in order (boolean prefixes included): calls visit until it gives false.
enum tc_status tc_reader_each_term(struct tc_reader *reader, const char *prefix, size_t len,
                                   bool (*visit)(void *context, const char *term, size_t len, uint32_t doc_freq),
                                   void *context, struct tc_error *err);

// The query as a tree of plain C nodes; strings borrowed.
enum tc_op {
    TC_OP_TERM, // a term; weight by BM25 × factor (0: no weight)
    TC_OP_AND,
    TC_OP_OR,
    TC_OP_AND_NOT,   // first less the rest
    TC_OP_AND_MAYBE, // first, with weight from the rest
    TC_OP_FILTER,    // first, limited to the rest, which give no weight
    TC_OP_SYNONYM,   // children are terms: one word in several spellings
    TC_OP_PHRASE,    // children are TERM or SYNONYM of terms: adjacent, in order
    TC_OP_NEAR,      // children TERM, SYNONYM or PHRASE: in any order within a window of `window` tokens
    TC_OP_RANGE,     // value slot between low and high (NULL: open)
    TC_OP_DOCS,      // the documents listed
    TC_OP_ALL,
    TC_OP_NONE
};
struct tc_node {
    enum tc_op op;
    const char *term; // TC_OP_TERM
    uint32_t term_len;
    double factor;   // multiplies the weight of this node; 1 is usual
    unsigned window; // TC_OP_NEAR
    unsigned slot;   // TC_OP_RANGE
    const char *low, *high;
    const tc_docid *docs; // TC_OP_DOCS: ascending
    size_t doc_count;
    struct tc_node **children;
    size_t child_count;
};

struct tc_match_options {
    uint32_t first, count; // which of the ranked documents
    // Phrases and the like: so many documents with the words are looked at for an exact total; of more, unless facets
    // or an order by slot want them all, only until `count` are found. Everything else is always counted exactly.
    uint32_t check_at_least;
    int sort_slot; // -1: by weight; else by value of this slot, ties by weight
    bool sort_descending;
    const unsigned *facet_slots;
    size_t facet_count;
    double k1, b; // BM25; 0: 1.2 and 0.75
};
struct tc_match {
    tc_docid doc;
    double weight;
};
struct tc_facet_value {
    char *value;
    uint32_t count;
};
struct tc_facet {
    struct tc_facet_value *values; // most frequent first
    size_t count;
};
struct tc_matches {
    struct tc_match *items;
    size_t count;
    uint32_t total; // matching documents; a lower bound or estimate unless is_exact
    bool is_exact;
    struct tc_facet *facets; // one for each of facet_slots
    size_t facet_count;
};
void tc_matches_fini(struct tc_matches *matches);
enum tc_status tc_reader_match(struct tc_reader *reader, const struct tc_node *query,
                               const struct tc_match_options *options, struct tc_matches *ret, struct tc_error *err);

// One document. Borrowed pointers are valid until the reader closes or reopens.
bool tc_reader_find(struct tc_reader *reader, const char *id, tc_docid *ret);
// The forward stream: token ids as varints (base/varint.h), padded to two bytes, or four from 16384 on.
struct tc_stream {
    const unsigned char *data, *end;
    uint32_t tokens;
    uint32_t title_start, title_tokens;
    uint32_t text_len; // bytes
};
// The id at *p < stream->end, and *p moves behind it: quicker than tc_varint_get.
static inline uint32_t tc_stream_next(const struct tc_stream *stream, const unsigned char **p)
{
    const unsigned char *at = *p;
    uint32_t id = (uint32_t)(at[0] & 0x7F) | (uint32_t)(at[1] & 0x7F) << 7;
    *p = at + 2;
    if (at[1] < 0x80 || stream->end - at < 4)
        return id;
    *p = at + 4;
    return id | (uint32_t)(at[2] & 0x7F) << 14 | (uint32_t)(at[3] & 0x7F) << 21;
}
enum tc_status tc_reader_stream(const struct tc_reader *reader, tc_docid doc, struct tc_stream *ret,
                                struct tc_error *err);
// Byte offset in the text at or before token number token, with *ret_token the token that begins there (every 64th or
// so is kept).
uint32_t tc_reader_token_offset(const struct tc_reader *reader, tc_docid doc, uint32_t token, uint32_t *ret_token);
// Text from byte offset start to end (clamped), appended. The whole text: 0, UINT32_MAX.
enum tc_status tc_reader_text(const struct tc_reader *reader, tc_docid doc, uint32_t start, uint32_t end,
                              struct tc_buf *ret, struct tc_error *err);
enum tc_status tc_reader_record(const struct tc_reader *reader, tc_docid doc, struct tc_buf *ret, struct tc_error *err);
// id and path; strings appended NUL-terminated buffers of the caller.
enum tc_status tc_reader_identity(struct tc_reader *reader, tc_docid doc, char ret_id[17], struct tc_buf *ret_path,
                                  struct tc_error *err);
// Value of a slot, appended; empty when unset.
enum tc_status tc_reader_value(struct tc_reader *reader, tc_docid doc, unsigned slot, struct tc_buf *ret,
                               struct tc_error *err);
// Every live document, ascending: *doc 0 to start; TC_DONE at the end.
enum tc_status tc_reader_next(struct tc_reader *reader, tc_docid *doc, struct tc_error *err);

// Checks Xapian's tables and our files against each other. Messages for people are appended to ret_report, a line a
// finding.
enum tc_status tc_store_verify(const char *directory, struct tc_buf *ret_report, struct tc_error *err);

// Copies an archive into a new folder, every file read back and its digest noted in MANIFEST; nobody may write
// meanwhile (TC_ERR_LOCKED). TC_ERR_QUERY: the folder is not empty.
enum tc_status tc_store_backup(const char *directory, const char *out, struct tc_error *err);
// Puts such a copy in the place of whatever archive is there, after every file of it has been checked.
// TC_ERR_NOT_FOUND: in is no finished copy. TC_ERR_CORRUPT: it is damaged; the archive is as it was.
enum tc_status tc_store_restore(const char *in, const char *directory, struct tc_error *err);

#ifdef __cplusplus
}
#endif

#endif
