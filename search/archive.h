// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of the search side share: the open archive, and doing again what a changed index interrupted.
#ifndef TC_SEARCH_ARCHIVE_H
#define TC_SEARCH_ARCHIVE_H

#include "base/strmap.h"
#include "base/tsv.h"
#include "everyday.h"
#include "query.h"
#include "store/neighbours.h"
#include "store/schema.h"
#include "store/store.h"
#include "tracuu.h"

#include <jansson.h>

// Names that the archive knows for the fields of kind TC_FIELD_NAME, sorted by folded form.
struct tc_name {
    const char *folded;
    const char *term; // with its prefix; NULL for one that no document has
    const char *name; // canonical, without prefix
};
struct tc_names {
    struct tc_arena arena;
    struct tc_name *lists[TC_FIELD_IDS];
    size_t counts[TC_FIELD_IDS], caps[TC_FIELD_IDS];
    bool is_loaded[TC_FIELD_IDS];
};

// Tables that the ranking was trained into, read on first use.
struct tc_rank_tables {
    struct tc_tsv query_words, compounds, associations;
    struct tc_strmap bonds, association_rows; // compound -> bond, unit -> row
    bool is_loaded;
};

// What is known of terms met in titles, by id; kept from question to question.
struct tc_term_facts {
    float idf;
    uint8_t kind; // 0 not looked at
};

struct tc_archive {
    char *directory;
    struct tc_reader *reader;
    struct tc_names names;
    struct tc_rank_tables tables;
    struct tc_term_facts *facts;
    size_t fact_count;
    struct tc_neighbours *neighbours; // NULL: not opened, or not there
    bool has_looked_for_neighbours;
    struct tc_everyday everyday;    // loaded by who uses it
    struct tc_standings *standings; // see standing.h
    bool has_standings, has_looked_for_standings;
    long checked_at; // second of the last look for newer commits
};

// Reopens the archive at most once a second, so that a long-lived process sees what was added.
enum tc_status tc_archive_refresh(struct tc_archive *archive, struct tc_error *err);
// Runs `action`; when the index changed under it, reopens and runs it again, a few times.
enum tc_status tc_archive_retry(struct tc_archive *archive,
                                enum tc_status (*action)(void *context, struct tc_error *err), void *context,
                                struct tc_error *err);

// NULL when the archive has none.
const struct tc_neighbours *tc_archive_neighbours(struct tc_archive *archive);
const struct tc_rank_tables *tc_archive_tables(struct tc_archive *archive);

void tc_archive_forget_standings(struct tc_archive *archive);

void tc_names_clear(struct tc_names *names);
// For struct tc_query_names: context is the archive.
size_t tc_names_longest(void *context, enum tc_query_field_id field, const char *const *folded, size_t count);
// The index terms that a value of a name field stands for, appended to ret (at most max): those equal in every mark,
// else those equal without marks; for issuers and signers also longer names that begin with, or end in, the value; for
// places also those that went into it.
size_t tc_names_terms(struct tc_archive *archive, enum tc_query_field_id field, const char *value, const char **ret,
                      size_t max);

#endif
