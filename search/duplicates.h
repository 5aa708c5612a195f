// SPDX-License-Identifier: GPL-3.0-or-later
// The whole archive in groups of exact and near duplicates: the same file twice, a draft and what was signed, a copy
// typed anew, a re-issue under another number.
//
// Two documents are near-duplicates when they share TC_ALIKE of their runs of three words (Dice's coefficient).
// Candidates come from sketches of the 64 smallest hashes of a document's runs (Broder 1997), so the work grows with
// the archive, not with its square; every pair is then compared in full. Groups are what such pairs connect.
#ifndef TC_SEARCH_DUPLICATES_H
#define TC_SEARCH_DUPLICATES_H

#include "resolve.h"

#include <jansson.h>

#define TC_ALIKE 0.8

struct tc_duplicate_group {
    const tc_docid *docs; // ascending
    size_t count;
};
struct tc_duplicate_groups {
    struct tc_arena arena;
    struct tc_duplicate_group *items; // largest first, then by number of the first document
    size_t count;
    uint32_t documents; // looked at
};
// is_exact: only files that are the same byte for byte.
enum tc_status tc_duplicates_find(struct tc_reader *reader, bool is_exact, struct tc_duplicate_groups *ret,
                                  struct tc_error *err);
void tc_duplicate_groups_fini(struct tc_duplicate_groups *groups);

// What a document of a group is beside the one that stands for the group: the original, which is the one with number,
// date and signer, the oldest of those, and of like ones that with the shorter path.
enum tc_duplicate_role {
    TC_ROLE_ORIGINAL,
    TC_ROLE_SAME_FILE, // the same bytes
    TC_ROLE_COPY,      // the same number and date (or nothing that says otherwise)
    TC_ROLE_DRAFT,     // without number, date or signer where the original has them, or called a draft
    TC_ROLE_REISSUE,   // another number or date over (nearly) the same text
    TC_ROLE_REVISION,  // another number or date, and the text changed here and there
    TC_ROLES
};
const char *tc_duplicate_role_name(enum tc_duplicate_role role); // "original" …

// {"documents":N,"total":GROUPS,"groups":[{"similarity":least,"documents":[{"id","path","key","title","date","place",
// "number","signer","role","similarity","differs":["number","date","signer","title","text"]}]}]}; the original first.
// Groups from offset on, limit of them (0: all).
enum tc_status tc_duplicates_to_json(struct tc_reader *reader, const struct tc_duplicate_groups *groups, size_t offset,
                                     size_t limit, json_t **ret, struct tc_error *err);

#endif
