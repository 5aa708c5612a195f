// SPDX-License-Identifier: GPL-3.0-or-later
// Corrections by people: what the record of a file should say instead. Lines of path TAB field TAB value, in files
// named .tracuu.tsv (paths below the folder they lie in) or in ARCHIVE/corrections.tsv (whole paths, ROOT/…); # begins
// a comment; lists are parted by ;. They lie over what was read, at every indexing. Such a file can come from anywhere:
// a line with an unknown field, control characters or a value out of form is left out and reported.
#ifndef TC_INGEST_SIDECAR_H
#define TC_INGEST_SIDECAR_H

#include "base/strmap.h"
#include "record/record.h"

struct tc_correction {
    char *field, *value;
    const char *source;         // the file it stands in, as people are shown it
    struct tc_correction *next; // of the same document
};
struct tc_corrections {
    struct tc_arena arena;
    struct tc_strmap index; // document path -> first
    struct tc_correction **first, **last;
    const char **paths; // of the documents, as first
    size_t count, cap, last_cap;
};
void tc_corrections_fini(struct tc_corrections *corrections);
// Reads one file, which people know as source; prefix ("ROOT/folder" or "") stands before its paths. Lines left out are
// described in ret_complaints, a line each.
void tc_corrections_read(struct tc_corrections *corrections, const char *file, const char *source, const char *prefix,
                         struct tc_buf *ret_complaints);
// NULL when there are none.
const struct tc_correction *tc_corrections_of(const struct tc_corrections *corrections, const char *path);
// Changes with every change of the corrections; 0 for none.
uint32_t tc_correction_hash(const struct tc_correction *first);
// Strings go to the record's arena. A corrected number or date corrects the key with it.
void tc_correction_apply(const struct tc_correction *first, struct tc_record *record);

#endif
