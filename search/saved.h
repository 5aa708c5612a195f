// SPDX-License-Identifier: GPL-3.0-or-later
// Saved searches: ARCHIVE/saved.json, with the documents that each had found when it was last looked at, so that what
// came or changed since can be told. The file may have been written by anybody: everything in it is checked, a damaged
// one is refused and never written over. Writers take ARCHIVE/saved.lock and put a whole new file in its place.
//
// {"format_version":1,"searches":[{"name","query","sort":"relevance"…,"passages":bool,"no_fold":bool,"limit":N,
// "created","looked","matches":["ID:PRINT",…]}]}; times are UTC ("2026-01-31T09:30:00Z"), PRINT is the first eight
// digits of the SHA-256 of the file.
#ifndef TC_SEARCH_SAVED_H
#define TC_SEARCH_SAVED_H

#include "archive.h"
#include "rank.h"

enum {
    TC_SAVED_MOST = 1000,      // searches
    TC_SAVED_NAME = 100,       // bytes of a name
    TC_SAVED_QUERY = 4096,     // bytes of a query
    TC_SAVED_MATCHES = 10000,  // documents that are remembered of one search
    TC_SAVED_BYTES = 256 << 20 // of the file
};
struct tc_saved_match {
    uint64_t id;
    uint32_t print;
};
struct tc_saved {
    const char *name, *query;
    struct tc_search_options options;
    const char *created, *looked;
    struct tc_saved_match *matches; // by id
    size_t match_count;
};
struct tc_saved_list {
    struct tc_arena arena;
    struct tc_saved *items; // by name
    size_t count, cap;
};
// TC_ERR_CORRUPT says which member is wrong.
enum tc_status tc_saved_parse(const char *data, size_t len, struct tc_saved_list *ret, struct tc_error *err);
void tc_saved_print(const struct tc_saved_list *list, struct tc_buf *ret);
void tc_saved_list_fini(struct tc_saved_list *list);
struct tc_saved *tc_saved_by_name(const struct tc_saved_list *list, const char *name);
// Words without control characters, at most TC_SAVED_NAME bytes.
bool tc_saved_is_name(const char *name);

// Chooses among what a search finds, in order. keep gives what a document is called in tc_hit.change, NULL to leave it
// out; restart is called before a search that begins anew.
struct tc_search_filter {
    const char *(*keep)(void *context, const struct tc_candidate *candidate);
    void (*restart)(void *context);
    void *context;
};
// As tc_search over the first TC_SAVED_MATCHES documents; total counts those that were kept.
enum tc_status tc_search_filtered(struct tc_archive *archive, const char *query,
                                  const struct tc_search_options *options, const struct tc_search_filter *filter,
                                  const struct tc_results **ret, struct tc_error *err);

#endif
