// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources.h"

#include <algorithm>
#include <cstring>

extern "C" {
#include "base/varint.h"
}

namespace tc {

namespace {

// The next id of a stream known to be well-formed at its end; damage gives an id that fits nothing.
inline uint32_t next_id(const unsigned char *&p, const unsigned char *end)
{
    uint32_t value = 0;
    for (unsigned shift = 0; p < end; shift += 7) {
        unsigned char byte = *p++;
        if (shift < 32)
            value |= static_cast<uint32_t>(byte & 0x7F) << shift;
        if (byte < 0x80)
            return value;
    }
    return no_term;
}

} // namespace

PhraseMatcher::PhraseMatcher(const std::vector<IdSet> &places)
{
    for (const IdSet &set : places)
        is_plain_ = is_plain_ && set.size() == 1;
    if (is_plain_) {
        for (const IdSet &set : places) {
            unsigned char bytes[10];
            bytes_.append(reinterpret_cast<const char *>(bytes), tc_varint_put(set[0], bytes));
        }
        length_ = static_cast<uint32_t>(places.size());
    }
    size_t used = std::min(places.size(), max_places), entries = 0;
    for (size_t i = 0; i < used; i++)
        entries += places[i].size();
    uint32_t size = 16;
    while (size < entries * 4)
        size *= 2;
    table_.assign(size, Slot{0, 0});
    mask_ = size - 1;
    for (size_t i = 0; i < used; i++) {
        for (uint32_t id : places[i])
            note(id, uint64_t{1} << i);
    }
    last_ = used ? uint64_t{1} << (used - 1) : 0;
    if (!is_plain_)
        length_ = static_cast<uint32_t>(used);
}

static inline uint32_t slot_of(uint32_t id)
{
    return (id * 2654435769u) >> 7;
}

void PhraseMatcher::note(uint32_t id, uint64_t bit)
{
    uint32_t i = slot_of(id) & mask_;
    while (table_[i].id_plus_one && table_[i].id_plus_one != id + 1)
        i = (i + 1) & mask_;
    table_[i].id_plus_one = id + 1;
    table_[i].places |= bit;
}

inline uint64_t PhraseMatcher::places_of(uint32_t id) const
{
    for (uint32_t i = slot_of(id) & mask_; table_[i].id_plus_one; i = (i + 1) & mask_) {
        if (table_[i].id_plus_one == id + 1)
            return table_[i].places;
    }
    return 0;
}

bool PhraseMatcher::matches(const unsigned char *data, const unsigned char *end) const
{
    if (is_plain_) {
        for (const unsigned char *from = data; from < end;) {
            const void *found = memmem(from, static_cast<size_t>(end - from), bytes_.data(), bytes_.size());
            if (!found)
                return false;
            const unsigned char *at = static_cast<const unsigned char *>(found);
            if (at == data || at[-1] < 0x80)
                return true;
            from = at + 1;
        }
        return false;
    }
    // One bit a place: bit i says that the last i+1 tokens fit places 0..i.
    uint64_t state = 0;
    while (data < end) {
        state = ((state << 1) | 1) & places_of(next_id(data, end));
        if (state & last_)
            return true;
    }
    return false;
}

void PhraseMatcher::spans(const unsigned char *data, const unsigned char *end, std::vector<Span> &ret) const
{
    ret.clear();
    uint64_t state = 0;
    uint32_t used = std::min<uint32_t>(length_, max_places);
    for (uint32_t token = 0; data < end; token++) {
        state = ((state << 1) | 1) & places_of(next_id(data, end));
        if (state & last_)
            ret.push_back({token + 1 - used, token + 1});
    }
}

bool PhraseSource::fits(uint32_t doc)
{
    Blob blob = view_.blob(doc);
    const unsigned char *data = blob.stream(), *end = data + blob.head().stream_bytes;
    if (in_title_) {
        const BlobHead &head = blob.head();
        for (uint32_t i = 0; i < head.title_start && data < end; i++)
            next_id(data, end);
        const unsigned char *stop = data;
        for (uint32_t i = 0; i < head.title_tokens && stop < end; i++)
            next_id(stop, end);
        end = stop;
    }
    return matcher_.matches(data, end);
}

NearSource::NearSource(const View &view, const std::vector<std::vector<IdSet>> &parts, uint32_t window)
    : CheckedSource(view), found_(parts.size()), window_(window)
{
    for (const std::vector<IdSet> &part : parts)
        parts_.emplace_back(part);
}

bool NearSource::fits_at(const std::vector<size_t> &at) const
{
    for (size_t i = 0; i < at.size(); i++) {
        const Span &a = found_[i][at[i]];
        for (size_t j = i + 1; j < at.size(); j++) {
            const Span &b = found_[j][at[j]];
            if (a.start < b.end && b.start < a.end)
                return false;
        }
    }
    return true;
}

bool NearSource::fits(uint32_t doc)
{
    Blob blob = view_.blob(doc);
    const unsigned char *data = blob.stream(), *end = data + blob.head().stream_bytes;
    for (size_t i = 0; i < parts_.size(); i++) {
        parts_[i].spans(data, end, found_[i]);
        if (found_[i].empty())
            return false;
    }
    // Always move on the part that begins first: every smallest window is met on the way.
    std::vector<size_t> at(parts_.size(), 0);
    for (;;) {
        size_t first = 0;
        uint32_t stop = 0;
        for (size_t i = 0; i < at.size(); i++) {
            if (found_[i][at[i]].start < found_[first][at[first]].start)
                first = i;
            stop = std::max(stop, found_[i][at[i]].end);
        }
        if (stop - found_[first][at[first]].start <= window_ && fits_at(at))
            return true;
        // Of two parts at the same place either may have to go on; trying the later one too costs little.
        for (size_t i = 0; i < at.size(); i++) {
            if (i != first && found_[i][at[i]].start == found_[first][at[first]].start &&
                at[i] + 1 < found_[i].size()) {
                std::vector<size_t> other = at;
                other[i]++;
                uint32_t far = std::max(stop, found_[i][other[i]].end);
                if (far - found_[first][at[first]].start <= window_ && fits_at(other))
                    return true;
            }
        }
        if (++at[first] == found_[first].size())
            return false;
    }
}

RangeSource::RangeSource(const View &view, unsigned slot, const char *low, const char *high)
    : CheckedSource(view), slot_(slot), column_(column_of(slot)), low_(low ? low : ""), high_(high ? high : ""),
      has_low_(low), has_high_(high)
{
}

bool RangeSource::is_inside(std::string_view value) const
{
    return !value.empty() && (!has_low_ || value >= low_) && (!has_high_ || value <= high_);
}

bool RangeSource::fits(uint32_t doc)
{
    if (column_ < 0)
        return is_inside(view_.value(doc, slot_, scratch_));
    uint32_t id = view_.entry(doc).value[column_];
    if (!id)
        return false;
    auto known = known_.find(id);
    if (known == known_.end())
        known = known_.emplace(id, is_inside(view_.terms.get(id - 1).substr(1))).first;
    return known->second;
}

void DeadSource::next(double)
{
    if (is_started_)
        at_++;
    is_started_ = true;
}

void DeadSource::skip_to(Xapian::docid doc, double)
{
    is_started_ = true;
    at_ = static_cast<size_t>(std::lower_bound(dead_.begin() + static_cast<ptrdiff_t>(at_), dead_.end(), doc) -
                              dead_.begin());
}

} // namespace tc
