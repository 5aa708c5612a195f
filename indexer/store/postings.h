// SPDX-License-Identifier: GPL-3.0-or-later
// Sets of documents as bits, and the postings of one term: bits from dense.G.V as far as that reaches, a list read from
// Xapian behind it.
#ifndef TC_STORE_POSTINGS_H
#define TC_STORE_POSTINGS_H

#include "dense.h"

#include <vector>

namespace tc {

class View;

using Bits = std::vector<uint64_t>; // bit 0 is no document

inline unsigned count_bits(uint64_t w) // no instruction for it can be relied on, and the library's is a table
{
    w -= w >> 1 & 0x5555555555555555u;
    w = (w & 0x3333333333333333u) + (w >> 2 & 0x3333333333333333u);
    return static_cast<unsigned>(((w + (w >> 4)) & 0x0F0F0F0F0F0F0F0Fu) * 0x0101010101010101u >> 56);
}
uint32_t count_bits(const Bits &bits);

// Calls f(document) for each, ascending.
template <typename F> void each_bit(const Bits &bits, F f)
{
    for (size_t w = 0; w < bits.size(); w++) {
        for (uint64_t left = bits[w]; left; left &= left - 1)
            f(static_cast<uint32_t>(w * 64) + static_cast<uint32_t>(__builtin_ctzll(left)));
    }
}

class Postings {
  public:
    Postings(const View &view, const std::string &term); // as Xapian takes it
    uint32_t doc_freq() const                            // the dead included
    {
        return doc_freq_;
    }
    void add_to(Bits &ret) const; // or
    void limit(Bits &ret) const;  // and
    // Calls f(document, how often it has the term) for the documents of `within`, ascending.
    template <typename F> void each(const Bits &within, F f) const;

  private:
    struct Item {
        uint32_t doc, count;
    };
    DenseTerm dense_ = {};
    size_t dense_words_ = 0;
    std::vector<Item> items_;
    uint32_t doc_freq_ = 0;
};

template <typename F> void Postings::each(const Bits &within, F f) const
{
    uint32_t rank = 0;
    auto count_at = [&](uint32_t i) { return uint32_t{dense_levels[dense_.codes[i / 2] >> i % 2 * 4 & 15]}; };
    for (size_t w = 0; w < dense_words_; w++) {
        uint64_t bits = dense_.bits[w], wanted = bits & within[w];
        uint32_t doc = static_cast<uint32_t>(w * 64), i = rank;
        for (uint64_t left = wanted; left; left &= left - 1) {
            unsigned bit = static_cast<unsigned>(__builtin_ctzll(left));
            if (wanted != bits)
                i = rank + count_bits(bits & ((uint64_t{1} << bit) - 1));
            f(doc + bit, count_at(i++));
        }
        rank += count_bits(bits);
    }
    for (const Item &item : items_) {
        if (within[item.doc / 64] >> item.doc % 64 & 1)
            f(item.doc, item.count);
    }
}

} // namespace tc

#endif
