// SPDX-License-Identifier: GPL-3.0-or-later
#include "extract/extract.h"

const char *tc_reason_name(enum tc_reason reason)
{
    static const char *const names[TC_REASON_COUNT] = {
        [TC_REASON_NONE] = "none",           [TC_REASON_UNREADABLE] = "unreadable",
        [TC_REASON_ENCRYPTED] = "encrypted", [TC_REASON_DAMAGED] = "damaged",
        [TC_REASON_EMPTY] = "empty",         [TC_REASON_TOO_LARGE] = "too-large",
        [TC_REASON_TIMEOUT] = "timeout",     [TC_REASON_MEMORY] = "memory",
        [TC_REASON_NO_TEXT] = "no-text",     [TC_REASON_UNSUPPORTED] = "unsupported",
        [TC_REASON_CRASHED] = "crashed",     [TC_REASON_CHANGED] = "changed",
        [TC_REASON_SECRET] = "secret",       [TC_REASON_SKIPPED] = "skipped",
        [TC_REASON_CONTAINER] = "container", [TC_REASON_WAITS] = "waits",
    };
    return (unsigned)reason < TC_REASON_COUNT ? names[reason] : "unknown";
}

const char *tc_protection_name(enum tc_protection protection)
{
    static const char *const names[TC_PROTECTION_COUNT] = {
        [TC_PROTECTION_NO_NEW_PRIVS] = "no-new-privileges",
        [TC_PROTECTION_SECCOMP] = "seccomp",
        [TC_PROTECTION_LANDLOCK] = "landlock",
        [TC_PROTECTION_LIMITS] = "limits",
    };
    return (unsigned)protection < TC_PROTECTION_COUNT ? names[protection] : "unknown";
}
