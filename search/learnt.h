// SPDX-License-Identifier: GPL-3.0-or-later
// Names of documents that documents of the archive themselves explain: “Nghị quyết số 77-NQ/TW, ngày 10/5/2013 (Nghị
// quyết Trung ương 12 khóa XI)”. They are terms of the index, so they come and go with the documents that state them.
// What the tables say of a name is never put in question; documents that contradict one another are all given.
#ifndef TC_SEARCH_LEARNT_H
#define TC_SEARCH_LEARNT_H

#include "base/mem.h"
#include "store/store.h"

struct tc_learnt {
    const char *key;            // what the name stands for, whole: "77-NQ/TW@2013-05-10"
    const char *by_id, *by_key; // the newest document that says so; by_key: NULL when it has no number
};
// What the key of a name ("NQTW:12/XI") stands for, each once; 0 when nothing says so, or the tables do.
size_t tc_learnt_keys(struct tc_reader *reader, const char *name, struct tc_arena *arena, struct tc_learnt **ret);
// The keys of names that documents say stand for this key and no other, NULL-terminated; never NULL.
const char **tc_learnt_names(struct tc_reader *reader, const char *key, struct tc_arena *arena);

#endif
