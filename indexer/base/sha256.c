// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sha256.h"

#include <errno.h>
#include <nettle/sha2.h>
#include <string.h>
#include <unistd.h>

static void finish(struct sha256_ctx *ctx, char ret[65])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(ctx, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        ret[2 * i] = digits[digest[i] >> 4];
        ret[2 * i + 1] = digits[digest[i] & 15];
    }
    ret[64] = '\0';
}

void tc_sha256_hex(const void *data, size_t len, char ret[65])
{
    struct sha256_ctx ctx;
    sha256_init(&ctx);
    sha256_update(&ctx, len, data);
    finish(&ctx, ret);
}

bool tc_sha256_fd(int fd, char ret[65])
{
    struct sha256_ctx ctx;
    uint8_t block[32 * 1024];
    sha256_init(&ctx);
    for (off_t at = 0;;) {
        ssize_t n = pread(fd, block, sizeof block, at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        if (!n)
            break;
        sha256_update(&ctx, (size_t)n, block);
        at += n;
    }
    finish(&ctx, ret);
    return true;
}

void tc_document_id(const char *path, char ret[17])
{
    char hex[65];
    tc_sha256_hex(path, strlen(path), hex);
    memcpy(ret, hex, 16);
    ret[16] = '\0';
}
