// SPDX-License-Identifier: GPL-3.0-or-later
// An archive as of one commit, for reading: Xapian and the mapped files, with the documents that are gone.
#ifndef TC_STORE_VIEW_H
#define TC_STORE_VIEW_H

#include "blob.h"
#include "dense.h"
#include "dictionary.h"
#include "files.h"
#include "pairs.h"
#include "stream.h"

#include <xapian.h>

namespace tc {

class View {
  public:
    // Throws TC_ERR_NOT_FOUND when there is no archive.
    explicit View(const std::string &directory);
    View(const std::string &directory, const Current &current); // while the writer holds the lock
    View(const View &) = delete;
    View &operator=(const View &) = delete;

    const Entry &entry(uint32_t doc) const // throws TC_ERR_NOT_FOUND for what is not alive
    {
        if (!is_alive(doc))
            fail(TC_ERR_NOT_FOUND, "the archive has no document number %u", doc);
        return entries_[doc];
    }
    bool is_alive(uint32_t doc) const
    {
        return doc && doc <= snapshot.documents && (alive_[doc / 64] >> doc % 64 & 1);
    }
    Blob blob(uint32_t doc) const
    {
        return Blob(forward_, entry(doc).offset);
    }
    Stream stream(uint32_t doc) const
    {
        const Entry &e = entry(doc);
        if (e.stream_offset > streams_.size() || e.stream_bytes > streams_.size() - e.stream_offset ||
            e.stream_bytes % 2 || e.stream_offset % 2)
            fail(TC_ERR_CORRUPT, "the stream file is damaged at document %u", doc);
        return {reinterpret_cast<const uint16_t *>(streams_.data() + e.stream_offset), e.stream_bytes / 2};
    }
    const std::vector<uint32_t> &dead() const // ascending
    {
        return dead_;
    }
    uint32_t cited(uint32_t doc) const
    {
        return size_t{doc} * 4 + 4 <= cited_.size() ? reinterpret_cast<const uint32_t *>(cited_.data())[doc] : 0;
    }
    // Value of a slot; numbers (cited) are printed into `scratch`.
    std::string_view value(uint32_t doc, unsigned slot, std::string &scratch) const;
    uint32_t live_count() const
    {
        return snapshot.documents - snapshot.dead;
    }
    // Every live document; sets of documents have words() words.
    const Bits &alive() const
    {
        return alive_;
    }
    size_t words() const
    {
        return size_t{snapshot.documents} / 64 + 1;
    }
    // By document: 1 - b + b × its length in average ones, at least `shortest`. Laid out on first use.
    const float *lengths(double b, double shortest, double average) const;
    // How many live documents a term has, at most `cap` looked at one by one.
    uint32_t doc_freq(const std::string &term) const;
    bool find(uint64_t id, uint32_t &ret) const;
    // Documents with a term, by its id: the table is laid out on first use.
    uint32_t term_freq(uint32_t id);

    Snapshot snapshot;
    Current current;
    Xapian::Database db;
    TermTable terms;
    Vocabulary vocabulary;
    DenseFile dense;
    PairFile pairs;
    Unpacker unpacker;

  private:
    void open(const std::string &directory);
    Mapping forward_, index_, streams_, cited_;
    const Entry *entries_ = nullptr;
    std::vector<uint32_t> dead_;
    Bits alive_;
    mutable std::vector<float> lengths_;
    mutable double lengths_b_ = -1;
    std::vector<uint32_t> frequencies_; // by term id; empty until asked for
};

} // namespace tc

#endif
