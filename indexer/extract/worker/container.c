// SPDX-License-Identifier: GPL-3.0-or-later
#include "container.h"

#include <string.h>

static const struct {
    const char *media_type;
    const struct tc_container_kind *kind;
} kinds[] = {
    {"application/zip", &tc_unpack_archive},
    {"application/x-7z-compressed", &tc_unpack_archive},
    {"application/x-rar", &tc_unpack_archive},
    {"application/vnd.rar", &tc_unpack_archive},
    {"application/x-tar", &tc_unpack_archive},
    {"application/gzip", &tc_unpack_archive},
    {"application/x-bzip2", &tc_unpack_archive},
    {"application/x-xz", &tc_unpack_archive},
    {"application/zstd", &tc_unpack_archive},
    {"application/vnd.ms-cab-compressed", &tc_unpack_archive},
    {"message/rfc822", &tc_unpack_mail},
    {"application/mbox", &tc_unpack_mbox},
    {"application/vnd.ms-outlook", &tc_unpack_msg},
};

const struct tc_container_kind *tc_container_of(const char *media_type)
{
    for (size_t i = 0; i < TC_LENGTH(kinds); i++)
        if (!strcmp(kinds[i].media_type, media_type))
            return kinds[i].kind;
    return NULL;
}

bool tc_container_is_streamed(const char *media_type)
{
    return tc_container_of(media_type) == &tc_unpack_archive;
}
