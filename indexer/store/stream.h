// SPDX-License-Identifier: GPL-3.0-or-later
// Token ids as they stand in stream.G: varints (base/varint.h) padded to two bytes, or four from 16384 on. Seen as
// 16-bit units a token is one unit, and the first unit of a token of two has its top bit set; so phrases are found by
// comparing units, many at a time, and any reader of varints reads them too.
#ifndef TC_STORE_STREAM_H
#define TC_STORE_STREAM_H

#include "guard.h"

#include <string>

namespace tc {

constexpr uint32_t short_ids = 1 << 14, stream_ids = 1 << 28; // ids below: one unit, two units

struct Stream {
    const uint16_t *units;
    uint32_t count;
};

inline bool is_long(uint16_t unit)
{
    return unit & 0x8000;
}

inline uint16_t short_unit(uint32_t id)
{
    return static_cast<uint16_t>((id & 0x7F) | 0x80 | (id >> 7 & 0x7F) << 8);
}

// The id as units, appended.
inline void put_stream_id(std::string &out, uint32_t id)
{
    uint16_t units[2] = {short_unit(id), static_cast<uint16_t>(short_unit(id >> 14))};
    bool is_two = id >= short_ids;
    if (is_two)
        units[0] |= 0x8000;
    out.append(reinterpret_cast<const char *>(units), is_two ? 4 : 2);
}

inline uint32_t id_of_units(uint16_t first, uint16_t second)
{
    return (first & 0x7Fu) | (first >> 8 & 0x7Fu) << 7 | (second & 0x7Fu) << 14 | (second >> 8 & 0x7Fu) << 21;
}

class StreamReader {
  public:
    explicit StreamReader(const Stream &stream) : at_(stream.units), end_(stream.units + stream.count)
    {
    }
    bool at_end() const
    {
        return at_ >= end_;
    }
    uint32_t next()
    {
        uint16_t first = *at_++;
        if (!is_long(first) || at_ >= end_)
            return id_of_units(first, 0);
        return id_of_units(first, *at_++);
    }
    const uint16_t *at() const
    {
        return at_;
    }

  private:
    const uint16_t *at_, *end_;
};

} // namespace tc

#endif
