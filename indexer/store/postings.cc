// SPDX-License-Identifier: GPL-3.0-or-later
#include "postings.h"

#include "view.h"

namespace tc {

uint32_t count_bits(const Bits &bits)
{
    uint32_t count = 0;
    for (uint64_t word : bits)
        count += count_bits(word);
    return count;
}

Postings::Postings(const View &view, const std::string &term)
{
    uint32_t covered = 0, documents = view.snapshot.documents;
    if (view.dense.find(term, dense_)) {
        covered = view.dense.documents();
        dense_words_ = size_t{covered} / 64 + 1;
        for (size_t w = 0; w < dense_words_; w++)
            doc_freq_ += count_bits(dense_.bits[w]);
        if (doc_freq_ != dense_.doc_freq)
            fail(TC_ERR_CORRUPT, "the archive's table of frequent words is damaged");
        if (covered == documents)
            return;
    }
    Xapian::PostingIterator at = view.db.postlist_begin(term), end = view.db.postlist_end(term);
    if (covered && at != end)
        at.skip_to(covered + 1);
    for (; at != end && *at <= documents; ++at) {
        items_.push_back({*at, at.get_wdf()});
        doc_freq_++;
    }
}

void Postings::add_to(Bits &ret) const
{
    for (size_t w = 0; w < dense_words_; w++)
        ret[w] |= dense_.bits[w];
    for (const Item &item : items_)
        ret[item.doc / 64] |= uint64_t{1} << item.doc % 64;
}

void Postings::limit(Bits &ret) const
{
    size_t w = 0;
    for (; w < dense_words_ && items_.empty(); w++)
        ret[w] &= dense_.bits[w];
    if (items_.empty()) {
        for (; w < ret.size(); w++)
            ret[w] = 0;
        return;
    }
    Bits own(ret.size(), 0);
    add_to(own);
    for (w = 0; w < ret.size(); w++)
        ret[w] &= own[w];
}

} // namespace tc
