// SPDX-License-Identifier: GPL-3.0-or-later
// .zip, .7z, .rar, .tar and single packed files, by libarchive. Formats that need other programs are left out.
#include "container.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { BLOCK_BYTES = 65536 };

struct tc_container {
    struct archive *archive;
    struct archive_entry *entry;
    bool is_bare; // one packed file, no archive in it
};

static bool is_packed(const char *media_type)
{
    static const char *const packed[] = {"application/gzip", "application/x-bzip2", "application/x-xz",
                                         "application/zstd"};
    for (size_t i = 0; i < TC_LENGTH(packed); i++)
        if (!strcmp(media_type, packed[i]))
            return true;
    return false;
}

static void support(struct archive *archive, bool packed)
{
    (void)archive_read_support_format_zip(archive);
    (void)archive_read_support_format_7zip(archive);
    (void)archive_read_support_format_rar(archive);
    (void)archive_read_support_format_rar5(archive);
    (void)archive_read_support_format_tar(archive);
    (void)archive_read_support_format_cab(archive);
    if (!packed)
        return;
    // the last resort of the formats: what is packed is no archive
    (void)archive_read_support_format_raw(archive);
    (void)archive_read_support_filter_gzip(archive);
    (void)archive_read_support_filter_bzip2(archive);
    (void)archive_read_support_filter_xz(archive);
    (void)archive_read_support_filter_zstd(archive);
}

static enum tc_reason open_archive(const struct tc_source *source, int file, struct tc_container **ret)
{
    struct archive *archive = archive_read_new();
    if (!archive)
        return TC_REASON_MEMORY;
    support(archive, is_packed(source->media_type));
    int status = source->data ? archive_read_open_memory(archive, source->data, source->len)
                              : archive_read_open_fd(archive, file, BLOCK_BYTES);
    if (status < ARCHIVE_WARN) {
        (void)archive_read_free(archive);
        return TC_REASON_DAMAGED;
    }
    *ret = tc_xcalloc(1, sizeof **ret);
    (*ret)->archive = archive;
    return TC_REASON_NONE;
}

static enum tc_member_kind kind_of(struct archive_entry *entry)
{
    if (archive_entry_symlink(entry) || archive_entry_hardlink(entry))
        return TC_MEMBER_OTHER;
    switch (archive_entry_filetype(entry)) {
    case AE_IFREG:
        return TC_MEMBER_FILE;
    case AE_IFDIR:
        return TC_MEMBER_FOLDER;
    case 0: // not told
        return TC_MEMBER_FILE;
    default:
        return TC_MEMBER_OTHER;
    }
}

static enum tc_reason next_member(struct tc_container *c, struct tc_wire_member *ret, struct tc_buf *ret_name,
                                  bool *ret_is_end)
{
    int status = archive_read_next_header(c->archive, &c->entry);
    *ret_is_end = status == ARCHIVE_EOF;
    if (status == ARCHIVE_EOF)
        return TC_REASON_NONE;
    if (status < ARCHIVE_WARN) {
        // where even the list of members is encrypted
        return archive_read_has_encrypted_entries(c->archive) > 0 ? TC_REASON_ENCRYPTED : TC_REASON_DAMAGED;
    }
    c->is_bare = archive_format(c->archive) == ARCHIVE_FORMAT_RAW;
    const char *name = archive_entry_pathname(c->entry);
    name = name ? name : archive_entry_pathname_utf8(c->entry);
    if (name && !(c->is_bare && !strcmp(name, "data")))
        tc_buf_str(ret_name, name);
    bool is_told = archive_entry_size_is_set(c->entry) && archive_entry_size(c->entry) >= 0;
    *ret = (struct tc_wire_member){
        .size = is_told ? (uint64_t)archive_entry_size(c->entry) : UINT64_MAX,
        .mtime = archive_entry_mtime_is_set(c->entry) ? (int64_t)archive_entry_mtime(c->entry) : 0,
        .kind = kind_of(c->entry),
        .is_encrypted = archive_entry_is_encrypted(c->entry) > 0,
    };
    return TC_REASON_NONE;
}

static enum tc_reason put_data(struct tc_container *c, tc_sink *sink, void *context)
{
    tc_auto_free char *block = tc_xmalloc(BLOCK_BYTES);
    for (;;) {
        la_ssize_t n = archive_read_data(c->archive, block, BLOCK_BYTES);
        if (n == 0)
            return TC_REASON_NONE;
        if (n < 0)
            return archive_entry_is_encrypted(c->entry) > 0 ? TC_REASON_ENCRYPTED : TC_REASON_DAMAGED;
        if (!sink(context, block, (size_t)n))
            return TC_REASON_TOO_LARGE;
    }
}

static void close_archive(struct tc_container *c)
{
    (void)archive_read_free(c->archive);
    free(c);
}

const struct tc_container_kind tc_unpack_archive = {open_archive, next_member, put_data, close_archive};
