// SPDX-License-Identifier: GPL-3.0-or-later
// Work over a whole archive that the writer does at the end of a run.
#ifndef TC_STORE_REBUILD_H
#define TC_STORE_REBUILD_H

#include "generation.h"

namespace tc {

// Copies every live document and all settings into `to`, in the old order, committing every batch_bytes of text.
void copy_live(const std::string &directory, const Current &current, const Snapshot &snapshot, Generation &to,
               uint64_t batch_bytes);
// Counts for each document how many others cite its keys, and writes cited.G.C when anything changed. Everything must
// be committed.
void refresh_cited(const std::string &directory, const Current &current, Generation &generation);
// Writes dense.G.D and pairs.G.D anew when an eighth of the documents is not in them. Everything must be committed.
void refresh_dense(const std::string &directory, const Current &current, Generation &generation);

} // namespace tc

#endif
