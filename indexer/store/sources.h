// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions that Xapian cannot judge from postings, as posting sources: they stand in the query tree beside the terms
// they need and are asked last, for the documents that have all of those.
#ifndef TC_STORE_SOURCES_H
#define TC_STORE_SOURCES_H

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

// Base of the sources below: walks the documents in order when it has to lead, verifies one when asked.
class CheckedSource : public Xapian::PostingSource {
  public:
    explicit CheckedSource(const View &view) : view_(view)
    {
    }
    // The claim of matching everything puts the source behind all terms of a conjunction.
    Xapian::doccount get_termfreq_min() const override
    {
        return 0;
    }
    Xapian::doccount get_termfreq_est() const override
    {
        return view_.snapshot.documents;
    }
    Xapian::doccount get_termfreq_max() const override
    {
        return view_.snapshot.documents;
    }
    Xapian::docid get_docid() const override
    {
        return at_;
    }
    bool at_end() const override
    {
        return at_ > view_.snapshot.documents;
    }
    void init(const Xapian::Database &) override
    {
        at_ = 0;
    }
    void next(double) override
    {
        seek(at_ + 1);
    }
    void skip_to(Xapian::docid doc, double) override
    {
        seek(doc > at_ ? doc : at_);
    }
    bool check(Xapian::docid doc, double) override
    {
        at_ = doc;
        return fits(doc);
    }

  protected:
    virtual bool fits(uint32_t doc) = 0;
    const View &view_;

  private:
    void seek(uint32_t doc)
    {
        for (at_ = doc; !at_end() && !(view_.is_alive(at_) && fits(at_)); at_++)
            ;
    }
    uint32_t at_ = 0;
};

class PhraseSource : public CheckedSource {
  public:
    // in_title: only within the title.
    PhraseSource(const View &view, const std::vector<IdSet> &places, bool in_title)
        : CheckedSource(view), matcher_(places), in_title_(in_title)
    {
    }

  protected:
    bool fits(uint32_t doc) override;

  private:
    PhraseMatcher matcher_;
    bool in_title_;
};

// All parts within `window` tokens, in any order, not overlapping.
class NearSource : public CheckedSource {
  public:
    NearSource(const View &view, const std::vector<std::vector<IdSet>> &parts, uint32_t window);

  protected:
    bool fits(uint32_t doc) override;

  private:
    bool fits_at(const std::vector<size_t> &at) const;
    std::vector<PhraseMatcher> parts_;
    std::vector<std::vector<Span>> found_;
    uint32_t window_;
};

class RangeSource : public CheckedSource {
  public:
    RangeSource(const View &view, unsigned slot, const char *low, const char *high);

  protected:
    bool fits(uint32_t doc) override;

  private:
    bool is_inside(std::string_view value) const;
    unsigned slot_;
    int column_;
    std::string low_, high_, scratch_;
    bool has_low_, has_high_;
    std::unordered_map<uint32_t, bool> known_; // by value id
};

// The documents of a list, ascending.
class ListSource : public Xapian::PostingSource {
  public:
    ListSource(const uint32_t *first, size_t count) : first_(first), count_(count)
    {
    }
    Xapian::doccount get_termfreq_min() const override
    {
        return get_termfreq_max();
    }
    Xapian::doccount get_termfreq_est() const override
    {
        return get_termfreq_max();
    }
    Xapian::doccount get_termfreq_max() const override
    {
        return static_cast<Xapian::doccount>(count_);
    }
    Xapian::docid get_docid() const override
    {
        return first_[at_];
    }
    bool at_end() const override
    {
        return at_ >= count_;
    }
    void init(const Xapian::Database &) override
    {
        at_ = 0;
        is_started_ = false;
    }
    void next(double) override;
    void skip_to(Xapian::docid doc, double) override;

  private:
    const uint32_t *first_;
    size_t count_, at_ = 0;
    bool is_started_ = false;
};

} // namespace tc

#endif
