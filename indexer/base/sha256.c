// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sha256.h"

#include <nettle/sha2.h>
#include <string.h>

void tc_sha256_hex(const void *data, size_t len, char ret[65])
{
    static const char digits[] = "0123456789abcdef";
    struct sha256_ctx ctx;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&ctx);
    sha256_update(&ctx, len, data);
    sha256_digest(&ctx, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        ret[2 * i] = digits[digest[i] >> 4];
        ret[2 * i + 1] = digits[digest[i] & 15];
    }
    ret[64] = '\0';
}

void tc_document_id(const char *path, char ret[17])
{
    char hex[65];
    tc_sha256_hex(path, strlen(path), hex);
    memcpy(ret, hex, 16);
    ret[16] = '\0';
}
