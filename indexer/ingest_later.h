// SPDX-License-Identifier: GPL-3.0-or-later
// Scans wait until everything else is indexed: files of folders as a whole, and members of containers, whose container
// is then opened once more for them. Until they are read the state remembers such a container as one to be opened
// again: a run that is broken off goes on with them.
#ifndef TC_INGEST_LATER_H
#define TC_INGEST_LATER_H

#include "ingest_pipeline.h"
#include "ingest_state.h"

struct tc_later_job {
    const struct tc_job *job; // of the first time, borrowed
    char **members;           // paths of those that wait; none: the file itself does
    size_t member_count, member_cap;
    struct tc_state_row *held; // of the containers on the way, as they are to be remembered in the end; paths are owned
    size_t held_count, held_cap;
    size_t unread, unopened; // members, and openings for them, that are still to come
    bool is_changed;         // between the two times
};
struct tc_later {
    struct tc_later_job *items;
    size_t count, cap;
    struct tc_job *jobs; // of the second time
    size_t job_count, job_cap;
};
void tc_later_fini(struct tc_later *later);
// The file of a job, or a member of it, is a scan. The outcomes of a job come one after another.
void tc_later_add(struct tc_later *later, const struct tc_job *job, const struct tc_outcome *scan);
// Does a member within the container of this row wait? Then the row is kept back, and *row becomes one that says the
// container is to be opened again.
bool tc_later_hold(struct tc_later *later, const struct tc_job *job, struct tc_state_row *row);
// Makes the jobs of the second time, the same whatever the number of threads; a container of many scans is several, so
// that they are read side by side. Gives how many scans there are.
size_t tc_later_prepare(struct tc_later *later);
// An outcome of the second time: a member that was read, or (TC_OUTCOME_REOPENED) the end of an opening. Behind the
// last of them the rows that were kept back go into the state.
void tc_later_taken(const struct tc_job *job, const struct tc_outcome *outcome, struct tc_state *state);

#endif
