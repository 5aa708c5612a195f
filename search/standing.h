// SPDX-License-Identifier: GPL-3.0-or-later
// Validity (hiệu lực) as the archive knows it: which later document amends, replaces or repeals a document. It follows
// from the citations of the later one, read where they stand, so that 05-NQ/TU of another province or term is not
// taken for ours; one that cites a number of several documents ends none of them. A repeal or replacement of a single
// provision amends. What was worked out is kept in ARCHIVE/standing.dat with the revision of the archive it was worked
// out from; where that is not the archive at hand it is worked out again.
#ifndef TC_SEARCH_STANDING_H
#define TC_SEARCH_STANDING_H

#include "archive.h"
#include "relations.h"

struct tc_standing {
    tc_docid doc, by;  // by: the document it follows from; of several the strongest, then the newest
    uint32_t relation; // TC_REL_AMENDS, TC_REL_REPLACES or TC_REL_REPEALS
};
struct tc_standings {
    struct tc_standing *items; // by doc, ascending; documents that nothing is known of are not listed
    size_t count;
};
void tc_standings_fini(struct tc_standings *standings);
// Works out the whole archive.
enum tc_status tc_standings_find(struct tc_reader *reader, struct tc_standings *ret, struct tc_error *err);
// Writes the file of an archive when it is not up to date: after every run of ingest.
enum tc_status tc_standings_keep(const char *directory, struct tc_error *err);

// Of the open archive, kept with it until it is opened again.
enum tc_status tc_archive_standings(struct tc_archive *archive, const struct tc_standings **ret, struct tc_error *err);
// Of one document, without working out the whole archive; false when nothing is known. key: its own; may be NULL.
bool tc_standing_of(struct tc_archive *archive, tc_docid doc, const char *key, struct tc_standing *ret);
// "được sửa đổi" or "hết hiệu lực".
const char *tc_standing_status(const struct tc_standing *standing);

// Values of `hieuluc:` as sets of what may have happened to a document.
enum {
    TC_STANDS_AMENDED = 1,
    TC_STANDS_REPLACED = 2,
    TC_STANDS_REPEALED = 4,
    TC_STANDS_ENDED = TC_STANDS_REPLACED | TC_STANDS_REPEALED,
    TC_STANDS_IN_FORCE = 8, // neither replaced nor repealed
};
// By folded words; 0 when the value is none ("con", "het hieu luc", "sua doi", "thay the", "bai bo" …).
unsigned tc_standing_value(const char *folded);
// How many of the folded words make the longest value; 0: none.
size_t tc_standing_longest(const char *const *folded, size_t count);
// The documents of the set as a condition; NULL when none can be.
enum tc_status tc_standing_node(struct tc_archive *archive, unsigned set, struct tc_arena *arena, struct tc_node **ret,
                                struct tc_error *err);

#endif
