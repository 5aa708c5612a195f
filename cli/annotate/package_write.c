// SPDX-License-Identifier: GPL-3.0-or-later
// Zip files as office programs write them (PKWARE APPNOTE 6.3.3): sizes and checksums stand in front of each part,
// where libarchive would put them behind.
#include "package.h"

#include <string.h>
#include <zlib.h>

enum { LOCAL = 0x04034b50, CENTRAL = 0x02014b50, END = 0x06054b50, STORED = 0, DEFLATED = 8, UTF8 = 0x0800 };
enum { VERSION = 20, DOS_TIME = 0, DOS_DATE = 0x21 }; // 1980-01-01: the same bytes for the same input

struct entry {
    const char *name;
    uint32_t crc, packed, size, at;
    uint16_t method;
};

static void put16(struct tc_buf *out, uint32_t n)
{
    tc_buf_char(out, (char)(n & 0xFF));
    tc_buf_char(out, (char)(n >> 8 & 0xFF));
}

static void put32(struct tc_buf *out, uint32_t n)
{
    put16(out, n & 0xFFFF);
    put16(out, n >> 16);
}

// What both headers of a part share.
static void put_common(struct tc_buf *out, const struct entry *entry)
{
    put16(out, VERSION);
    put16(out, UTF8);
    put16(out, entry->method);
    put16(out, DOS_TIME);
    put16(out, DOS_DATE);
    put32(out, entry->crc);
    put32(out, entry->packed);
    put32(out, entry->size);
    put16(out, (uint32_t)strlen(entry->name));
    put16(out, 0);
}

// Raw deflate; empty when that is no shorter.
static void deflate_part(const struct tc_buf *data, struct tc_buf *ret)
{
    z_stream stream = {0};
    if (!data->len || deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY))
        return;
    stream.next_in = (Bytef *)(uintptr_t)data->data;
    stream.avail_in = (uInt)data->len;
    uLong bound = deflateBound(&stream, (uLong)data->len);
    stream.next_out = (Bytef *)tc_buf_reserve(ret, bound);
    stream.avail_out = (uInt)bound;
    if (deflate(&stream, Z_FINISH) == Z_STREAM_END && stream.total_out < data->len)
        ret->len += stream.total_out;
    (void)deflateEnd(&stream);
}

static void put_part(const struct tc_package_part *part, struct tc_buf *out, struct entry *ret)
{
    tc_auto_buf struct tc_buf packed = {0};
    const struct tc_buf *data = &part->data;
    if (strcmp(part->name, "mimetype") != 0)
        deflate_part(data, &packed);
    *ret = (struct entry){.name = part->name, .size = (uint32_t)data->len, .at = (uint32_t)out->len};
    ret->crc = (uint32_t)crc32(0, (const Bytef *)(data->data ? data->data : ""), (uInt)data->len);
    ret->method = packed.len ? DEFLATED : STORED;
    ret->packed = (uint32_t)(packed.len ? packed.len : data->len);
    put32(out, LOCAL);
    put_common(out, ret);
    tc_buf_str(out, part->name);
    tc_buf_add(out, packed.len ? packed.data : data->data, ret->packed);
}

enum tc_status tc_package_write(const struct tc_package *package, struct tc_buf *ret, struct tc_error *err)
{
    if (package->count > UINT16_MAX)
        return tc_fail(err, TC_ERR_LIMIT, "the package has too many parts");
    struct tc_buf out = {0};
    tc_auto_free struct entry *entries = tc_xcalloc(package->count + 1, sizeof *entries);
    size_t count = 0;
    for (int plain = 1; plain >= 0; plain--) {
        for (size_t i = 0; i < package->count; i++) {
            if (!strcmp(package->parts[i].name, "mimetype") == (plain != 0))
                put_part(&package->parts[i], &out, &entries[count++]);
        }
    }
    uint32_t at = (uint32_t)out.len;
    for (size_t i = 0; i < count; i++) {
        put32(&out, CENTRAL);
        put16(&out, VERSION);
        put_common(&out, &entries[i]);
        put16(&out, 0); // comment
        put16(&out, 0); // disk
        put16(&out, 0); // internal attributes
        put32(&out, 0); // external ones
        put32(&out, entries[i].at);
        tc_buf_str(&out, entries[i].name);
    }
    uint32_t size = (uint32_t)out.len - at;
    put32(&out, END);
    put32(&out, 0);
    put16(&out, (uint32_t)count);
    put16(&out, (uint32_t)count);
    put32(&out, size);
    put32(&out, at);
    put16(&out, 0);
    tc_buf_add(ret, out.data, out.len);
    tc_buf_fini(&out);
    return TC_OK;
}
