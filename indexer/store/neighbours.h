// SPDX-License-Identifier: GPL-3.0-or-later
// How often words stand beside each other in the archive, for putting marks back ("ket luan" -> "kết luận") and for
// misspelt words. Counted over a sample of the streams and kept in neighbours.dat: the words of the sample and its most
// frequent pairs, by 64-bit hashes of their spelling, so that the file outlives a squeezed index. A few counts too old
// or too many do no harm.
#ifndef TC_STORE_NEIGHBOURS_H
#define TC_STORE_NEIGHBOURS_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Counts anew and writes the file. changed: documents that came or went since; the file is left as it is when it is
// there and these are few (under a fiftieth).
enum tc_status tc_neighbours_build(const char *directory, uint64_t changed, struct tc_error *err);

struct tc_neighbours;
// TC_ERR_NOT_FOUND for an archive without the file, TC_ERR_CORRUPT for a damaged one.
enum tc_status tc_neighbours_open(const char *directory, struct tc_neighbours **ret, struct tc_error *err);
void tc_neighbours_close(struct tc_neighbours *neighbours);
uint64_t tc_neighbours_total(const struct tc_neighbours *neighbours); // words of the sample
// Words are asked for by their keys, which are the same in every archive.
uint64_t tc_neighbours_key(const char *word, size_t len);
uint32_t tc_neighbours_word_by(const struct tc_neighbours *neighbours, uint64_t key);
uint32_t tc_neighbours_pair_by(const struct tc_neighbours *neighbours, uint64_t first, uint64_t second);

#ifdef __cplusplus
}
#endif
#endif
