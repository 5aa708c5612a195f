// SPDX-License-Identifier: GPL-3.0-or-later
// libtracuu: search an archive of Vietnamese Party and State documents, resolve references, follow citations, check
// drafts.
//
// Everything is UTF-8. Functions give TC_OK or say in err (which may be NULL) what is wrong; outputs are untouched on
// failure. What is `const` in a result belongs to the result; results are freed by their _free. One archive handle a
// thread; results outlive neither the handle nor, unless said, each other. A reader that finds the index changed under
// it reopens by itself.
#ifndef TRACUU_H
#define TRACUU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/public.h"

#define TC_API __attribute__((visibility("default")))

#ifdef __cplusplus
extern "C" {
#endif

// The language of errors and explanations, for the whole process; Vietnamese unless set.
TC_API void tc_set_language(enum tc_lang lang);

struct tc_archive;
// directory NULL: $TRACUU_ARCHIVE, else $XDG_DATA_HOME/tracuu, else ~/.local/share/tracuu.
TC_API enum tc_status tc_archive_open(const char *directory, struct tc_archive **ret, struct tc_error *err);
TC_API void tc_archive_close(struct tc_archive *archive);
// The directory that tc_archive_open would use; yours.
TC_API char *tc_archive_directory(const char *directory);
TC_API uint32_t tc_archive_count(const struct tc_archive *archive);

// --- searching
// -----------------------------------------------------------------------------------------------------------------------

enum tc_sort {
    TC_SORT_RELEVANCE,
    TC_SORT_DATE /* newest first */,
    TC_SORT_DATE_OLDEST,
    TC_SORT_NUMBER,
    TC_SORT_CITED,
    TC_SORTS
};
TC_API const char *tc_sort_name(enum tc_sort sort); // "relevance", "date", "-date", "number", "cited"
enum tc_facet_kind {
    TC_FACET_TYPE,
    TC_FACET_ISSUER,
    TC_FACET_PLACE,
    TC_FACET_YEAR,
    TC_FACET_TERM,
    TC_FACET_SIGNER,
    TC_FACET_STATUS, // "còn hiệu lực", "được sửa đổi" (counted among them), "hết hiệu lực"; empty where all stand
    TC_FACETS
};
TC_API const char *tc_facet_name(enum tc_facet_kind kind); // "type" …

struct tc_search_options {
    uint32_t limit, offset; // limit 0: 10; both capped at 10,000
    enum tc_sort sort;
    unsigned facets;        // bit 1 << tc_facet_kind each
    bool passages;          // rank passages instead of documents
    bool no_fold;           // show near-duplicates apart
    bool no_snippets;       // ids and scores only (batch)
    uint32_t snippet_bytes; // 0: about 300
};
struct tc_span {
    uint32_t start, end; // bytes
};
struct tc_hit {
    const char *id, *path;
    uint32_t rank; // from 1
    double score;
    const char *title, *type, *number, *key, *issuer, *place, *date, *signer, *term; // NULL unknown
    const char *status;           // NULL: nothing known; "được sửa đổi", "hết hiệu lực"
    const char *status_relation;  // how: "amends", "replaces", "repeals"
    const char *status_source;    // key of the document it follows from; NULL: it has none
    const char *status_source_id; // and its id
    uint32_t cited_by;
    const char *const *missing; // words of the query the document lacks; NULL-terminated, or NULL
    size_t missing_count;
    const char *snippet;
    const struct tc_span *spans;
    size_t span_count;
    uint32_t page;                       // 0 unknown
    const char *heading;                 // "Điều 5 › khoản 2"; NULL
    uint32_t passage_start, passage_end; // with passages
    uint32_t copies;                     // near-duplicates folded into this hit
    const char *const *copy_ids;
    const char *change; // of a saved search: "added" or "updated" since it was last looked at; else NULL
};
struct tc_facet_count {
    const char *value;
    uint32_t count;
};
struct tc_facet_list {
    enum tc_facet_kind kind;
    const struct tc_facet_count *values;
    size_t count;
};
// A document that bears a number that was asked for with a day on which none was issued.
struct tc_other_day {
    const char *id, *key, *title, *issuer, *date; // title and issuer may be NULL
};
struct tc_results {
    const char *query, *parsed;
    const char *corrected; // did you mean; NULL
    uint32_t total;
    bool exact_total;
    const struct tc_hit *hits;
    size_t hit_count;
    const struct tc_facet_list *facets;
    size_t facet_count;
    const struct tc_other_day *other_days; // only where nothing was found, the nearest first
    size_t other_day_count;
};
// TC_ERR_QUERY with err->column for a query in error.
TC_API enum tc_status tc_search(struct tc_archive *archive, const char *query, const struct tc_search_options *options,
                                const struct tc_results **ret, struct tc_error *err);
TC_API void tc_results_free(const struct tc_results *results);
// What was understood: parsed form and the printable tree, as JSON of the `query` stage of dump; yours (free()).
TC_API char *tc_query_dump(struct tc_archive *archive, const char *query);

// --- documents
// -----------------------------------------------------------------------------------------------------------------------

struct tc_document_view;
// doc: an id, a path or a number. TC_ERR_NOT_FOUND; TC_ERR_QUERY when several fit: *ret_candidates (may be NULL) is
// then a JSON array of {id,path,key,title,date}, yours.
TC_API enum tc_status tc_document_open(struct tc_archive *archive, const char *doc, struct tc_document_view **ret,
                                       char **ret_candidates, struct tc_error *err);
TC_API void tc_document_close(struct tc_document_view *view);
TC_API const char *tc_document_view_id(const struct tc_document_view *view);
TC_API const char *tc_document_view_path(const struct tc_document_view *view);
TC_API const char *tc_document_view_text(const struct tc_document_view *view, size_t *ret_len);
TC_API const char *
tc_document_view_meta(const struct tc_document_view *view); // JSON, CONTRACT's `meta` with id and path
TC_API const char *
tc_document_view_cites(struct tc_document_view *view); // JSON, CONTRACT's `cites` with status and targets
TC_API const char *
tc_document_view_blocks(const struct tc_document_view *view); // JSON array of rows [start,end,"kind",level,page]
// Of a scan: JSON array of rows [start,end,confidence] of all its words, with what was read as a fourth member where a
// word was repaired; else "[]". Words below 90 (of 100) are shown as unsure by our own programs.
TC_API const char *tc_document_view_words(const struct tc_document_view *view);
// Where words of a query stand in the text: spans for highlighting, at most max; yours (free()).
TC_API enum tc_status tc_document_highlight(struct tc_document_view *view, const char *query, size_t max,
                                            struct tc_span **ret, size_t *ret_count, struct tc_error *err);
// Path of the original on disk when its root is reachable, that of the outermost container for a member; yours; NULL
// otherwise.
TC_API char *tc_document_original(struct tc_archive *archive, const char *id);
// For a member, its path within that file ("b.zip!/c.doc"); yours; NULL otherwise.
TC_API char *tc_document_member(struct tc_archive *archive, const char *id);

// --- saved searches
// -----------------------------------------------------------------------------------------------------------------------

enum { TC_SAVED_TIME = 21 }; // "2026-01-31T09:30:00Z"
// Saves a query with its options (limit, sort, passages and no_fold are kept) under a name, in the place of what had
// it; what it finds now counts as seen. At most 10,000 documents of a search are remembered. TC_ERR_INPUT: no name.
// TC_ERR_IO, here and below: the file of saved searches is damaged (it is left as it is) or cannot be written.
TC_API enum tc_status tc_saved_put(struct tc_archive *archive, const char *name, const char *query,
                                   const struct tc_search_options *options, struct tc_error *err);
// TC_ERR_NOT_FOUND: nothing is saved under the name.
TC_API enum tc_status tc_saved_delete(struct tc_archive *archive, const char *name, struct tc_error *err);
// The query (yours) and options as they were saved.
TC_API enum tc_status tc_saved_get(struct tc_archive *archive, const char *name, char **ret_query,
                                   struct tc_search_options *ret_options, struct tc_error *err);
// What has all words of the query and came or changed since the last look; total counts it all, limit of it are hits
// (0: 10,000). What is given counts as seen from now on unless keeps; ret_since is when the last look was.
TC_API enum tc_status tc_saved_look(struct tc_archive *archive, const char *name, uint32_t limit, bool keeps,
                                    char ret_since[TC_SAVED_TIME], const struct tc_results **ret, struct tc_error *err);
// {"searches":[{"name","query","sort","created","looked","matching":N,"new":N}]} by name; numbers are null for a query
// that is in error. Yours.
TC_API enum tc_status tc_saved_json(struct tc_archive *archive, char **ret, struct tc_error *err);

// --- like documents: JSON, yours (free()) ---------------------------------------------------------------------------

// Documents that share passages with this one (an id, a path or a number), most similar first; limit 0: 10. Shape
// {"id","documents":[{"id","path","key","title","date","place","similarity","of_other","words","passage_count",
// "passages":[{"start","end","other":[start,end],"words","text"}]}]}. Errors and candidates as of tc_document_open.
TC_API enum tc_status tc_similar_json(struct tc_archive *archive, const char *doc, size_t limit, char **ret,
                                      char **ret_candidates, struct tc_error *err);
// Groups of near-duplicates (is_exact: of files that are the same) of the whole archive, the largest first: the shape
// is that of tc_duplicates_to_json in duplicates.h. limit 0: all.
TC_API enum tc_status tc_duplicates_json(struct tc_archive *archive, bool is_exact, size_t offset, size_t limit,
                                         char **ret, struct tc_error *err);

// --- references, statistics: JSON of the CONTRACT's shapes, yours (free())
// --------------------------------------------------------------

// "documents", "average_words", "by_type" … as [{"value","count"}], "cited_keys", "most_cited", "cited_but_absent", and
// "number_runs": numbers missing from the runs of an office, and numbers that several papers bear (search/runs.h).
TC_API enum tc_status tc_stats_json(struct tc_archive *archive, char **ret, struct tc_error *err);

// What people call the document of a key that is a name (“NQTW:5/X”: “Nghị quyết Trung ương 5 khóa X”), in Vietnamese;
// NULL for keys that are numbers. Yours (free()).
TC_API char *tc_key_name(const char *key);

// What references mean, with their status (shape `resolve`, with
// "stated_by": [{"key","by","by_id"}] where the name was learnt from documents). as_of: ISO date or NULL; later
// documents do not count.
TC_API enum tc_status tc_resolve_json(struct tc_archive *archive, const char *const *references, size_t count,
                                      const char *as_of, char **ret, struct tc_error *err);
// Who cites a document, by id or any spelling of a number, in the archive or not (shape `cited-by`).
TC_API enum tc_status tc_cited_by_json(struct tc_archive *archive, const char *reference, char **ret,
                                       struct tc_error *err);
// The citation neighbourhood: {"key","nodes":[{"key","id","title","date","type","layer"}],"edges":[{"from","to",
// "relation","depth"}],"cut"}; edges name places in nodes from 0; layer is negative for what the reference rests on.
TC_API enum tc_status tc_graph_json(struct tc_archive *archive, const char *reference, int depth, char **ret,
                                    struct tc_error *err);

// --- drafting: JSON likewise ----------------------------------------------------------------------------------------

// Earlier passages that say the same (shape `precedent`, with "asked", "issuer", "place", "term", "group" and
// "genealogy" besides, and "groups": answers by issuer and term of office). text: a passage, or a draft with its head,
// which is then no precedent of its own, and whose layout and date decide the form of the citations. limit: answers a
// passage, 0: 10; before: ISO date, or NULL: the draft's, else none.
TC_API enum tc_status tc_precedent_json(struct tc_archive *archive, const char *text, size_t len, size_t limit,
                                        const char *before, char **ret, struct tc_error *err);
// What is wrong with the citations and quotations of a draft (shape `check`). file is only shown; date: ISO, of the
// draft, or NULL: as the draft says. The draft is a document as the extractor gave it
// (text/document.h) or, through the second function, plain UTF-8 text.
struct tc_document;
TC_API enum tc_status tc_check_document_json(struct tc_archive *archive, const struct tc_document *draft,
                                             const char *file, const char *date, char **ret, struct tc_error *err);
TC_API enum tc_status tc_check_text_json(struct tc_archive *archive, const char *text, size_t len, const char *file,
                                         const char *date, char **ret, struct tc_error *err);
// Two texts clause by clause: {"similarity","totals":{…},"clauses":[{"change","similarity","a","b","words"}]}.
TC_API enum tc_status tc_compare_json(const char *a, size_t a_len, const char *b, size_t b_len, char **ret,
                                      struct tc_error *err);

// --- work assigned, and what came of it: JSON likewise ---------------------------------------------------------------

struct tc_task_options {
    const char *reference;  // only what this document assigns: an id or any spelling of a number; NULL: all
    const char *agency;     // part of the agency's name, with or without marks; NULL: any
    const char *from, *to;  // ISO: deadline between these; NULL: open
    const char *as_of;      // ISO: later documents do not count, and earlier deadlines are over; NULL: neither
    bool is_open;           // only what nothing followed
    bool is_overdue;        // only what nothing followed and whose deadline is over
    uint32_t limit, offset; // limit 0: 50
};
// {"as_of","more","tasks":[{"agency","with":[…],"text","deadline","deadline_from","state":"open"|"overdue"|"answered",
// "source":{id,path,key,title,date,place},"start","end","follow_ups":[{id,path,key,title,date,place,"how":"issued"|
// "reports"|"names"}]}]}, newest papers first; "reference" as in `resolve` where one was given.
TC_API enum tc_status tc_tasks_json(struct tc_archive *archive, const struct tc_task_options *options, char **ret,
                                    struct tc_error *err);
// The tree from a document, in the archive or not, to what carries it out: {"reference","key","as_of","nodes":[{"id",
// "key","title","date","type","issuer","place","level":"central"|"province"|"district"|"commune"|null,"kind":"root"|
// "programme"|"plan"|"guidance"|"decision"|"review"|"conclusion","relation","layer","parent"}],"edges" as in `graph`,
// "missing":[{"what":"programme"|"state-plan"|"plan"|"review","level","years"}],"cut"}. nodes stand behind their
// parents, which are places in nodes; there are none when several documents fit (reference lists them).
TC_API enum tc_status tc_implementation_json(struct tc_archive *archive, const char *reference, const char *as_of,
                                             char **ret, struct tc_error *err);

// --- a dossier: JSON likewise ----------------------------------------------------------------------------------------

struct tc_dossier_heading {
    const char *text; // without its number
    int level;        // 1 the highest
};
struct tc_dossier_options {
    const char *before;         // ISO date: only documents up to this day; NULL: all
    const char *place;          // only documents whose issuer, place or title has this name; NULL: all
    uint32_t passages, figures; // of each term, of each heading; 0: 3 and 12
};
// {"documents","before","headings":[{"text","level","terms":[{"term":"2015 - 2020","name":"XII","passages":[{"text",
// "start","end","section","id","key","date","citation":{"full","short"}}]}],"figures":[{"kind":"result"|"target",
// "indicator","value","compare","when","id","key","date","citation"}]}],"sources":[{"id","key","date","path","full"}]};
// terms newest first, sources oldest first.
TC_API enum tc_status tc_dossier_json(struct tc_archive *archive, const struct tc_dossier_heading *headings,
                                      size_t count, const struct tc_dossier_options *options, char **ret,
                                      struct tc_error *err);

#ifdef __cplusplus
}
#endif
#endif
