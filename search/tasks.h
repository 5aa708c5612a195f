// SPDX-License-Identifier: GPL-3.0-or-later
// Work that papers assign, as the indexer read it (record/task.h), and what became of it: later documents that cite the
// paper and either come from the agency, or name it and speak of what it was to do.
#ifndef TC_SEARCH_TASKS_H
#define TC_SEARCH_TASKS_H

#include "relations.h"
#include "tracuu.h"

// One paper that assigns work, with what its follow-ups are told by. Strings borrowed.
struct tc_follow_source {
    tc_docid doc;
    const char *key, *date;
};
struct tc_follow_task {
    const char *agency, *text; // NUL-terminated
};
struct tc_follow {
    struct tc_target by;
    const char *how; // "issued" by the agency; "reports" on the work; "names" the agency
};
struct tc_follows {
    struct tc_follow *items; // oldest first
    size_t count;
};

// Candidates: documents after the paper (and not after as_of, NULL: any) that cite it; found once for all its tasks.
struct tc_follow_candidates {
    tc_docid *docs; // in the arena, oldest first
    size_t count;
};
enum tc_status tc_follow_candidates_find(struct tc_reader *reader, const struct tc_follow_source *source,
                                         const char *as_of, struct tc_arena *arena, struct tc_follow_candidates *ret,
                                         struct tc_error *err);
enum tc_status tc_follow_find(struct tc_reader *reader, const struct tc_follow_source *source,
                              const struct tc_follow_candidates *candidates, const struct tc_follow_task *task,
                              struct tc_arena *arena, struct tc_follows *ret, struct tc_error *err);
// Was the work followed up, or the agency only named?
bool tc_follows_answer(const struct tc_follows *follows);

// The whole list; what tc_tasks_json() gives.
enum tc_status tc_tasks_list(struct tc_reader *reader, const struct tc_task_options *options, json_t **ret,
                             struct tc_error *err);

#endif
