// SPDX-License-Identifier: GPL-3.0-or-later
// pairs.G.D: which neighbours a document may have, so that a phrase of frequent words need not be looked for in half
// the archive. Every pair of adjacent frequent words is hashed, without their marks, to one of some hundred rows; a row
// has a bit for each document that has a pair of it. A document that lacks the bit lacks the pair; one that has it is
// read. Two of three documents that have the words, but not beside each other, fall out at each pair of the phrase.
// Words are frequent when dense.G.D has a spelling of them; pairs with a rarer word have few documents anyway and are
// not kept. Made with dense.G.D, for the same documents.
//
//   head, hashes of the frequent words' folded forms, sorted; then for every 1,024 documents rows × 16 words of bits;
//   a checksum of these
#ifndef TC_STORE_PAIRS_H
#define TC_STORE_PAIRS_H

#include "postings.h"

#include <string_view>

namespace tc {

class PairFile {
  public:
    void open(const std::string &directory, const Snapshot &snapshot);
    // Takes out documents that have no place where the second word follows the first (folded forms).
    void limit(std::string_view first, std::string_view second, Bits &ret) const;

    bool is_intact() const; // the checksum

  private:
    bool is_frequent(uint64_t hash) const;
    Mapping file_;
    const uint64_t *hashes_ = nullptr, *rows_ = nullptr;
    uint32_t hash_count_ = 0, row_count_ = 0, documents_ = 0;
};

// For all documents of the view.
void write_pairs(const View &view, const DenseFile &dense, const std::string &path);

} // namespace tc

#endif
