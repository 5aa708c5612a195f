// SPDX-License-Identifier: GPL-3.0-or-later
// Members that are known from before: which of them a container that is read again still has, and which of them need
// not be read again.
#ifndef TC_INGEST_KNOWN_H
#define TC_INGEST_KNOWN_H

#include "ingest_state.h"

struct tc_known {
    const char *path; // of the state
    char digest[33];  // of the last reading; empty: read in any case
    bool is_seen;     // met in this run, or kept without being met
};
struct tc_known_list {
    struct tc_known *items; // by path, bytewise
    size_t count;
};
// All members below a root.
void tc_known_collect(const struct tc_state *state, const char *root, struct tc_known_list *ret);
void tc_known_fini(struct tc_known_list *list);
// Those in the container at path; a part of list, which goes on owning them.
struct tc_known_list tc_known_below(const struct tc_known_list *list, const char *path);
// The member of exactly that path, or NULL.
struct tc_known *tc_known_find(const struct tc_known_list *list, const char *path);
// The member must be read again: so must the containers that it lies in.
void tc_known_must_read(const struct tc_known_list *list, const char *path);
bool tc_is_member_path(const char *path);

#endif
