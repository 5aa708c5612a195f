// SPDX-License-Identifier: GPL-3.0-or-later
#include "conditions.h"

#include <algorithm>
#include <cstring>

namespace tc {

PhraseMatcher::PhraseMatcher(const std::vector<IdSet> &places) : places_(places)
{
    bool is_plain = places_.size() > 1;
    for (IdSet &set : places_) {
        std::sort(set.begin(), set.end());
        is_plain = is_plain && set.size() == 1;
    }
    size_t used = std::min(places_.size(), fast_places);
    last_ = static_cast<uint8_t>(used ? 1u << (used - 1) : 0);
    table_.assign(0x10000, 0); // units that begin a long id stay 0
    for (size_t i = 0; i < used; i++) {
        for (uint32_t id : places_[i]) {
            uint8_t bit = static_cast<uint8_t>(1u << i);
            if (id < short_ids)
                table_[short_unit(id)] |= bit;
            else
                long_.emplace_back(id, bit);
        }
    }
    std::sort(long_.begin(), long_.end());
    if (is_plain) {
        std::string bytes;
        for (const IdSet &set : places_)
            put_stream_id(bytes, set[0]);
        plain_.resize(bytes.size() / 2);
        memcpy(plain_.data(), bytes.data(), bytes.size());
    }
}

uint8_t PhraseMatcher::places_of_long(uint32_t id) const
{
    unsigned bits = 0;
    auto at = std::lower_bound(long_.begin(), long_.end(), std::make_pair(id, uint8_t{0}));
    for (; at != long_.end() && at->first == id; ++at)
        bits |= at->second;
    return static_cast<uint8_t>(bits);
}

bool PhraseMatcher::rest_fits(const uint16_t *at, const uint16_t *end) const
{
    StreamReader ids({at, static_cast<uint32_t>(end - at)});
    for (size_t i = fast_places; i < places_.size(); i++) {
        if (ids.at_end() || !std::binary_search(places_[i].begin(), places_[i].end(), ids.next()))
            return false;
    }
    return true;
}

// One bit a place: bit i says that the last i+1 tokens fit places 0..i. hit gets the number of the token behind the
// fast places and says whether to go on.
template <typename Hit> void PhraseMatcher::scan(const Stream &stream, Hit hit) const
{
    const uint16_t *at = stream.units, *end = at + stream.count;
    const uint8_t *table = table_.data();
    unsigned state = 0;
    for (uint32_t token = 1; at < end; token++) {
        uint16_t unit = *at++;
        unsigned places;
        if (is_long(unit))
            places = at < end ? places_of_long(id_of_units(unit, *at)) : 0, at++;
        else
            places = table[unit];
        state = ((state << 1) | 1) & places;
        if ((state & last_) && (places_.size() <= fast_places || rest_fits(at, end)) && !hit(token))
            return;
    }
}

namespace {

typedef uint16_t lanes __attribute__((vector_size(16)));
typedef uint64_t halves __attribute__((vector_size(16)));
constexpr size_t block_units = 64;

// Does `first` stand before `second` anywhere in units[0 … block_units]? Eight at a time on any 64-bit machine.
inline bool block_has_pair(const uint16_t *units, lanes first, lanes second)
{
    lanes any = {};
    for (size_t i = 0; i < block_units; i += 8) {
        lanes a, b;
        memcpy(&a, units + i, sizeof a);
        memcpy(&b, units + i + 1, sizeof b);
        any |= reinterpret_cast<lanes>((a == first) & (b == second));
    }
    halves both = reinterpret_cast<halves>(any);
    return (both[0] | both[1]) != 0;
}

// The same where either may be any of several: bit 0 of the table says first, bit 1 second.
inline bool block_has_pair(const uint16_t *units, const uint8_t *table)
{
    unsigned any = 0, last = table[units[0]];
#pragma GCC unroll 8
    for (size_t i = 1; i <= block_units; i++) {
        unsigned here = table[units[i]];
        any |= last & here >> 1;
        last = here;
    }
    return any & 1;
}

} // namespace

// Looks at blocks of units for the first two places side by side, and closer where they are. fits_at gets the number of
// a unit that a token begins with.
template <typename Pair, typename Fits>
static bool search(const Stream &stream, size_t length, Pair has_pair, Fits fits_at)
{
    const uint16_t *units = stream.units;
    if (stream.count < length)
        return false;
    size_t stop = stream.count - length;
    for (size_t i = 0; i <= stop; i += block_units) {
        if (i + block_units < stream.count && !has_pair(units + i))
            continue;
        for (size_t k = i; k < i + block_units && k <= stop; k++) {
            if (fits_at(units + k) && !(k && is_long(units[k - 1])))
                return true;
        }
    }
    return false;
}

bool PhraseMatcher::matches(const Stream &stream) const
{
    if (!plain_.empty()) {
        lanes first = plain_[0] - lanes{}, second = plain_[1] - lanes{};
        size_t bytes = plain_.size() * sizeof plain_[0];
        return search(
            stream, plain_.size(), [&](const uint16_t *at) { return block_has_pair(at, first, second); },
            [&](const uint16_t *at) { return *at == plain_[0] && !memcmp(at, plain_.data(), bytes); });
    }
    if (long_.empty() && places_.size() > 1 && places_.size() <= fast_places) {
        const uint8_t *table = table_.data();
        size_t length = places_.size();
        return search(
            stream, length, [&](const uint16_t *at) { return block_has_pair(at, table); },
            [&](const uint16_t *at) {
                for (size_t i = 0; i < length; i++) {
                    if (!(table[at[i]] >> i & 1))
                        return false;
                }
                return true;
            });
    }
    bool is_there = false;
    scan(stream, [&](uint32_t) {
        is_there = true;
        return false;
    });
    return is_there;
}

void PhraseMatcher::spans(const Stream &stream, std::vector<Span> &ret) const
{
    ret.clear();
    uint32_t fast = static_cast<uint32_t>(std::min(places_.size(), fast_places));
    scan(stream, [&](uint32_t token) {
        ret.push_back({token - fast, token - fast + static_cast<uint32_t>(places_.size())});
        return true;
    });
}

bool PhraseCondition::fits(uint32_t doc)
{
    Stream stream = view_.stream(doc);
    if (in_title_) {
        Blob blob = view_.blob(doc);
        const BlobHead &head = blob.head();
        StreamReader ids(stream);
        for (uint32_t i = 0; i < head.title_start && !ids.at_end(); i++)
            ids.next();
        const uint16_t *start = ids.at();
        for (uint32_t i = 0; i < head.title_tokens && !ids.at_end(); i++)
            ids.next();
        stream = {start, static_cast<uint32_t>(ids.at() - start)};
    }
    return matcher_.matches(stream);
}

NearCondition::NearCondition(const View &view, const std::vector<std::vector<IdSet>> &parts, uint32_t window)
    : Condition(view), found_(parts.size()), window_(window)
{
    for (const std::vector<IdSet> &part : parts)
        parts_.emplace_back(part);
}

bool NearCondition::fits_at(const std::vector<size_t> &at) const
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

bool NearCondition::fits(uint32_t doc)
{
    Stream stream = view_.stream(doc);
    for (size_t i = 0; i < parts_.size(); i++) {
        parts_[i].spans(stream, found_[i]);
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

RangeCondition::RangeCondition(const View &view, unsigned slot, const char *low, const char *high)
    : Condition(view), slot_(slot), column_(column_of(slot)), low_(low ? low : ""), high_(high ? high : ""),
      has_low_(low), has_high_(high)
{
}

bool RangeCondition::is_inside(std::string_view value) const
{
    return !value.empty() && (!has_low_ || value >= low_) && (!has_high_ || value <= high_);
}

bool RangeCondition::fits(uint32_t doc)
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

} // namespace tc
