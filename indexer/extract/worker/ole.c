// SPDX-License-Identifier: GPL-3.0-or-later
#include "ole.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-infile.h>
#include <gsf/gsf-input-memory.h>

enum { READ_BYTES = 65536 };

struct tc_ole {
    GsfInput *input; // NULL: a storage of a file that is open
    GsfInfile *file;
    size_t file_len;
};

struct tc_ole *tc_ole_open(const struct tc_source *source)
{
    GsfInput *input = gsf_input_memory_new((const guint8 *)source->data, (gsf_off_t)source->len, FALSE);
    GsfInfile *file = input ? gsf_infile_msole_new(input, NULL) : NULL;
    if (!file) {
        if (input)
            g_object_unref(input);
        return NULL;
    }
    struct tc_ole *ole = tc_xcalloc(1, sizeof *ole);
    *ole = (struct tc_ole){.input = input, .file = file, .file_len = source->len};
    return ole;
}

void tc_ole_close(struct tc_ole *ole)
{
    if (!ole)
        return;
    g_object_unref(ole->file);
    if (ole->input)
        g_object_unref(ole->input);
    free(ole);
}

struct tc_ole *tc_ole_storage(struct tc_ole *ole, const char *name)
{
    GsfInput *child = gsf_infile_child_by_name(ole->file, name);
    if (!child || !GSF_IS_INFILE(child) || gsf_infile_num_children(GSF_INFILE(child)) < 0) {
        if (child)
            g_object_unref(child);
        return NULL;
    }
    struct tc_ole *storage = tc_xcalloc(1, sizeof *storage);
    *storage = (struct tc_ole){.file = GSF_INFILE(child), .file_len = ole->file_len};
    return storage;
}

size_t tc_ole_count(struct tc_ole *ole)
{
    int count = gsf_infile_num_children(ole->file);
    return count > 0 ? (size_t)count : 0;
}

const char *tc_ole_name(struct tc_ole *ole, size_t i)
{
    return gsf_infile_name_by_index(ole->file, (int)i);
}

bool tc_ole_stream(struct tc_ole *ole, const char *name, struct tc_buf *ret)
{
    GsfInput *stream = gsf_infile_child_by_name(ole->file, name);
    if (!stream)
        return false;
    size_t left = (size_t)gsf_input_size(stream);
    left = left < ole->file_len ? left : ole->file_len; // a stream is part of its file
    while (left > 0) {
        size_t n = left < READ_BYTES ? left : READ_BYTES;
        const guint8 *bytes = gsf_input_read(stream, n, NULL);
        if (!bytes)
            break;
        tc_buf_add(ret, bytes, n);
        left -= n;
    }
    g_object_unref(stream);
    return ret->len > 0;
}

void tc_utf16_add(const struct tc_buf *b, size_t at, size_t count, struct tc_buf *ret)
{
    for (size_t i = 0; i < count && tc_has(b, at + 2 * i, 2); i++) {
        uint32_t c = tc_u16(b, at + 2 * i);
        if (c >= 0xD800 && c < 0xDC00 && i + 1 < count) {
            uint32_t low = tc_u16(b, at + 2 * i + 2);
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i++;
            }
        }
        char bytes[4];
        tc_buf_add(ret, bytes, tc_utf8_put(c, bytes));
    }
}

// ---- property sets (MS-OLEPS)

enum { TYPE_LPSTR = 0x1E, TYPE_LPWSTR = 0x1F, PROPERTIES_MAX = 100 };

static void read_property(const struct tc_buf *b, size_t at, const char *name, bool is_wide, struct tc_flow *flow)
{
    tc_auto_buf struct tc_buf value = {0};
    uint32_t type = tc_u32(b, at), len = tc_u32(b, at + 4);
    if (len > 4096 || !tc_has(b, at + 8, len))
        return;
    if (type == TYPE_LPWSTR)
        tc_utf16_add(b, at + 8, len, &value);
    else if (type == TYPE_LPSTR && is_wide)
        tc_utf16_add(b, at + 8, len / 2, &value);
    else if (type == TYPE_LPSTR)
        tc_buf_add(&value, b->data + at + 8, len);
    size_t n = value.data ? strnlen(value.data, value.len) : 0;
    if (n)
        tc_flow_field(flow, name, value.data, n);
}

void tc_ole_fields(struct tc_ole *ole, struct tc_flow *flow)
{
    static const struct {
        uint32_t id;
        const char *name;
    } names[] = {{2, "title"}, {3, "subject"}, {4, "author"}, {5, "keywords"}};
    tc_auto_buf struct tc_buf b = {0};
    if (!tc_ole_stream(ole, "\005SummaryInformation", &b))
        return;
    size_t section = tc_u32(&b, 44);
    uint32_t count = tc_u32(&b, section + 4);
    bool is_wide = false;
    for (uint32_t i = 0; i < count && i < PROPERTIES_MAX; i++)
        if (tc_u32(&b, section + 8 + 8 * (size_t)i) == 1) // the code page of the others
            is_wide = tc_u16(&b, section + tc_u32(&b, section + 12 + 8 * (size_t)i) + 4) == 1200;
    for (uint32_t i = 0; i < count && i < PROPERTIES_MAX; i++) {
        uint32_t id = tc_u32(&b, section + 8 + 8 * (size_t)i), offset = tc_u32(&b, section + 12 + 8 * (size_t)i);
        for (size_t k = 0; k < TC_LENGTH(names); k++)
            if (names[k].id == id)
                read_property(&b, section + offset, names[k].name, is_wide, flow);
    }
}
