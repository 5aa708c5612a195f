// SPDX-License-Identifier: GPL-3.0-or-later
// OLE compound files (MS-CFB) by libgsf, and bounded reading of little-endian numbers from what is in them.
#ifndef TC_WORKER_OLE_H
#define TC_WORKER_OLE_H

#include "source.h"

struct tc_ole;
// NULL when the file cannot be opened.
struct tc_ole *tc_ole_open(const struct tc_source *source);
void tc_ole_close(struct tc_ole *ole);
// A storage within, to be closed like the file and before it; NULL when there is none of that name.
struct tc_ole *tc_ole_storage(struct tc_ole *ole, const char *name);
// What lies in it: names of streams and storages, borrowed.
size_t tc_ole_count(struct tc_ole *ole);
const char *tc_ole_name(struct tc_ole *ole, size_t i);
// A whole stream of the root, or of the storage; false when there is none or it cannot be read. What was read of a
// damaged one is kept.
bool tc_ole_stream(struct tc_ole *ole, const char *name, struct tc_buf *ret);
// Title, author and the like of the stream \005SummaryInformation.
void tc_ole_fields(struct tc_ole *ole, struct tc_flow *flow);

// Numbers at an offset; 0 beyond the end.
static inline uint8_t tc_u8(const struct tc_buf *b, size_t at)
{
    return at < b->len ? (uint8_t)b->data[at] : 0;
}
static inline uint16_t tc_u16(const struct tc_buf *b, size_t at)
{
    return (uint16_t)(tc_u8(b, at) | tc_u8(b, at + 1) << 8);
}
static inline uint32_t tc_u32(const struct tc_buf *b, size_t at)
{
    return (uint32_t)tc_u16(b, at) | (uint32_t)tc_u16(b, at + 2) << 16;
}
// Do len bytes from at on lie inside?
static inline bool tc_has(const struct tc_buf *b, size_t at, size_t len)
{
    return at <= b->len && len <= b->len - at;
}
// UTF-16, count units from at on, appended as UTF-8; lone surrogates become U+FFFD, units beyond the end nothing.
void tc_utf16_add(const struct tc_buf *b, size_t at, size_t count, struct tc_buf *ret);

#endif
