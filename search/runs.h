// SPDX-License-Identifier: GPL-3.0-or-later
// Runs of numbers: an office numbers the papers of one type from 01, State offices by the year, Party committees by the
// term (Hướng dẫn 36-HD/VPTW of 2018, II.1.3.1). Numbers that are missing between the first and the last one held point
// at what was never deposited, a number that two papers bear at a mistake of one of them.
#ifndef TC_SEARCH_RUNS_H
#define TC_SEARCH_RUNS_H

#include "archive.h"

// [{"issuer","type","series","period","held","highest","missing":"3, 5–7","doubled":"08","gaps":[[3,3],[5,7]],
// "doubles":[{"number","documents":[{id,path,key,title,date,place}]}]}], the newest period first. Gaps are told of a
// run of which the archive holds at least a third, and no fewer than four; doubled numbers always. Runs with neither
// are left out. Papers of one number
// and day are taken for copies.
enum tc_status tc_runs_to_json(struct tc_archive *archive, json_t **ret, struct tc_error *err);

#endif
