// SPDX-License-Identifier: GPL-3.0-or-later
// Term ids. terms.G.dat holds the terms one behind the other, terms.G.idx the end of each (32 bits); an id is a place
// in that list and never changes while the generation lives. Common terms are met first and so get the short numbers
// that make the forward stream small. Values of columns (type, issuer …) live in the same list behind the byte 01.
//
// vocab.G.V is the list once more, sorted by folded form: "ket" leads to kết, kẹt, két … Terms that came since it was
// written are few and are sorted in memory by the reader.
#ifndef TC_STORE_DICTIONARY_H
#define TC_STORE_DICTIONARY_H

#include "files.h"

extern "C" {
#include "base/strmap.h"
}

#include <string_view>
#include <vector>

namespace tc {

constexpr uint32_t no_term = UINT32_MAX;
constexpr char value_mark = '\x01';

// Is this a word of the texts, rather than a value or a term with a prefix?
inline bool is_word(std::string_view term)
{
    return !term.empty() && term[0] != value_mark && !(term[0] >= 'A' && term[0] <= 'Z');
}

std::string fold(std::string_view term);

class TermTable {
  public:
    void open(const std::string &directory, const Snapshot &snapshot);
    uint32_t count() const
    {
        return count_;
    }
    std::string_view get(uint32_t id) const; // throws TC_ERR_CORRUPT

  private:
    Mapping text_, ends_;
    uint32_t count_ = 0;
};

struct VocabularyRow { // of the file
    uint32_t folded;   // where in the pool: one byte of length, then the folded form
    uint32_t id;
    uint32_t doc_freq;
};

class Vocabulary {
  public:
    void open(const std::string &directory, const Snapshot &snapshot, const TermTable &terms);
    uint32_t find(std::string_view term) const; // id, or no_term
    struct Found {
        uint32_t id, doc_freq; // 0: not known, the term came after the vocabulary was written
    };
    void folded(std::string_view form, bool is_prefix, std::vector<Found> &ret) const;
    const VocabularyRow *rows() const
    {
        return rows_;
    }
    uint32_t row_count() const
    {
        return row_count_;
    }

  private:
    std::string_view form_of(const VocabularyRow &row) const;
    Mapping file_;
    const TermTable *terms_ = nullptr;
    const VocabularyRow *rows_ = nullptr;
    const unsigned char *pool_ = nullptr;
    uint32_t row_count_ = 0, pool_bytes_ = 0;
    struct Late {
        std::string folded;
        uint32_t id;
    };
    std::vector<Late> late_;
};

// The writer's side: every term in memory.
class TermWriter {
  public:
    TermWriter() = default;
    ~TermWriter();
    TermWriter(const TermWriter &) = delete;
    TermWriter &operator=(const TermWriter &) = delete;
    void open(const std::string &directory, const Snapshot &snapshot);
    uint32_t id(std::string_view term); // given out on first sight
    void count_document(uint32_t id)
    {
        doc_freq_[id]++;
    }
    std::string_view get(uint32_t id) const
    {
        uint32_t start = id ? ends_[id - 1] : 0;
        return {pool_.data() + start, ends_[id] - start};
    }
    uint32_t count() const
    {
        return static_cast<uint32_t>(ends_.size());
    }
    uint64_t bytes() const
    {
        return pool_.size();
    }
    void sync();
    // Writes vocab.G.V with every term so far.
    void write_vocabulary(const std::string &path) const;

  private:
    struct tc_strmap ids_ = {};
    std::string pool_;
    std::vector<uint32_t> ends_, doc_freq_;
    AppendFile text_file_, ends_file_;
};

} // namespace tc

#endif
