// SPDX-License-Identifier: GPL-3.0-or-later
// dense.G.D: the postings of frequent terms once more, as bits. A term that one document in sixteen has takes Xapian
// dozens of nanoseconds a document to walk; as a row of bits a thousand documents are joined in a few, totals are
// counted exactly, and how often a document has the term is a half byte. It covers the documents up to a number; what
// came later, and all rarer terms, are read from Xapian. Made anew when an eighth of the documents came since; a file
// that is not there costs time alone. About a twentieth of the text's size on texts of 2 kB, less on longer ones.
//
//   head, rows sorted by term, pool of terms; then for each term documents/64+1 words of bits and a half byte a
//   posting; a checksum of these
#ifndef TC_STORE_DENSE_H
#define TC_STORE_DENSE_H

#include "files.h"

#include <string_view>
#include <xapian.h>

namespace tc {

constexpr uint32_t dense_share = 16;   // a term is dense when it is in this part of the documents
constexpr uint32_t dense_least = 4096; // documents, below which nothing is gained

struct DenseTerm {
    const uint64_t *bits; // of documents 0 … documents()
    const unsigned char *codes;
    uint32_t doc_freq;
};

class DenseFile {
  public:
    void open(const std::string &directory, const Snapshot &snapshot);
    uint32_t documents() const // 0: there is no such file
    {
        return documents_;
    }
    bool find(std::string_view term, DenseTerm &ret) const;
    uint32_t terms() const
    {
        return count_;
    }
    std::string_view name(uint32_t i) const; // throws TC_ERR_CORRUPT
    bool is_intact() const;                  // the checksum

    struct Row; // of the file

  private:
    const Row &row(uint32_t i) const;
    Mapping file_;
    uint32_t count_ = 0, documents_ = 0;
};

// How often a document has a term, rounded to what a half byte says.
constexpr uint8_t dense_levels[16] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 17, 23, 32, 50, 100};
unsigned dense_code(uint32_t count);

// Checksum of a file in pieces: begins with 0.
uint64_t add_checksum(uint64_t check, const void *data, size_t len);

void write_dense(const Xapian::Database &db, uint32_t documents, const std::string &path);

} // namespace tc

#endif
