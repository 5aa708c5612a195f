// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions that postings cannot judge: read from streams and columns, for the documents that have all the words.
#ifndef TC_STORE_CONDITIONS_H
#define TC_STORE_CONDITIONS_H

#include "view.h"

#include <unordered_map>

namespace tc {

using IdSet = std::vector<uint32_t>; // term ids that may stand at one place

struct Span {
    uint32_t start, end; // tokens
};

// A run of adjacent tokens, each out of a set.
class PhraseMatcher {
  public:
    explicit PhraseMatcher(const std::vector<IdSet> &places);
    bool matches(const Stream &stream) const;
    void spans(const Stream &stream, std::vector<Span> &ret) const;

  private:
    // The first places are followed by one bit each while the stream goes by; what comes behind is compared where they
    // fit.
    static constexpr size_t fast_places = 8;
    uint8_t places_of_long(uint32_t id) const;
    bool rest_fits(const uint16_t *at, const uint16_t *end) const;
    template <typename Hit> void scan(const Stream &stream, Hit hit) const;

    std::vector<IdSet> places_;                      // sorted
    std::vector<uint8_t> table_;                     // by unit: which places its id may take
    std::vector<std::pair<uint32_t, uint8_t>> long_; // the same for ids of two units
    std::vector<uint16_t> plain_;                    // units of a run without alternatives; empty otherwise
    uint8_t last_ = 0;
};

// A condition on one document.
class Condition {
  public:
    explicit Condition(const View &view) : view_(view)
    {
    }
    virtual ~Condition() = default;
    Condition(const Condition &) = delete;
    Condition &operator=(const Condition &) = delete;
    virtual bool fits(uint32_t doc) = 0;

  protected:
    const View &view_;
};

class PhraseCondition : public Condition {
  public:
    // in_title: only within the title.
    PhraseCondition(const View &view, const std::vector<IdSet> &places, bool in_title)
        : Condition(view), matcher_(places), in_title_(in_title)
    {
    }

    bool fits(uint32_t doc) override;

  private:
    PhraseMatcher matcher_;
    bool in_title_;
};

// All parts within `window` tokens, in any order, not overlapping.
class NearCondition : public Condition {
  public:
    NearCondition(const View &view, const std::vector<std::vector<IdSet>> &parts, uint32_t window);

    bool fits(uint32_t doc) override;

  private:
    bool fits_at(const std::vector<size_t> &at) const;
    std::vector<PhraseMatcher> parts_;
    std::vector<std::vector<Span>> found_;
    uint32_t window_;
};

class RangeCondition : public Condition {
  public:
    RangeCondition(const View &view, unsigned slot, const char *low, const char *high);

    bool fits(uint32_t doc) override;

  private:
    bool is_inside(std::string_view value) const;
    unsigned slot_;
    int column_;
    std::string low_, high_, scratch_;
    bool has_low_, has_high_;
    std::unordered_map<uint32_t, bool> known_; // by value id
};

} // namespace tc

#endif
