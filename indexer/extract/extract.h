// SPDX-License-Identifier: GPL-3.0-or-later
// Reading files: the parent's side. Every file is opened here, handed as a descriptor to tracuu-extract (a sandboxed
// program of its own, see worker/), and comes back over a length-checked protocol as bytes, fields, blocks and font
// runs. Nothing here parses a format.
#ifndef TC_EXTRACT_EXTRACT_H
#define TC_EXTRACT_EXTRACT_H

#include "base/status.h"
#include "text/document.h"

#include <stdatomic.h>

// Why a file gave no text (or less than all); names as in --report.
enum tc_reason {
    TC_REASON_NONE,
    TC_REASON_UNREADABLE,
    TC_REASON_ENCRYPTED,
    TC_REASON_DAMAGED,
    TC_REASON_EMPTY,
    TC_REASON_TOO_LARGE,
    TC_REASON_TIMEOUT,
    TC_REASON_MEMORY,
    TC_REASON_NO_TEXT,
    TC_REASON_UNSUPPORTED,
    TC_REASON_CRASHED,
    TC_REASON_CHANGED,
    TC_REASON_SECRET,
    TC_REASON_SKIPPED,
    TC_REASON_CONTAINER, // it has no text of its own; its members have
    TC_REASON_WAITS,     // a scan that is to be read after everything else; never told outside
    TC_REASON_COUNT
};
const char *tc_reason_name(enum tc_reason reason);

enum tc_ocr_mode {
    TC_OCR_NEVER,
    TC_OCR_NOW,
    TC_OCR_LATER // as now, but a file that tc_extractor_about lets wait ends with TC_REASON_WAITS
};

// What goes on in extractors, for who looks on from another thread.
struct tc_extract_watch {
    atomic_bool is_cancelled; // set it: what is being read is broken off
    atomic_uint pages_read;   // off pictures
    atomic_uint pages_known;  // that had been read before
};

struct tc_extract_options {
    unsigned timeout_seconds;       // a file; 0: default 60; pages of scans have 300 each beside that
    size_t max_file_bytes;          // 0: default 256 MB
    size_t max_text_bytes;          // of one document; 0: default 32 MB
    size_t memory_bytes;            // of the child; 0: default 1 GB
    enum tc_ocr_mode ocr;           // read scans
    bool is_modest;                 // everything else on the machine goes first (a long run; nobody waits for it)
    const char *ocr_cache;          // folder for pages that were read, borrowed; NULL: none
    struct tc_extract_watch *watch; // borrowed; NULL: nobody looks on
};

// What keeps a file from hurting the machine; some kernels and containers lack some.
enum tc_protection {
    TC_PROTECTION_NO_NEW_PRIVS,
    TC_PROTECTION_SECCOMP,  // an allow-list of system calls
    TC_PROTECTION_LANDLOCK, // no file, and where the kernel can, no connection
    TC_PROTECTION_LIMITS,   // memory, processor time, file size, descriptors
    TC_PROTECTION_COUNT
};
const char *tc_protection_name(enum tc_protection protection);

struct tc_extractor;
// One worker process at a time, started on first use, replaced after a batch of files or when it dies. Not thread-safe:
// one a thread.
struct tc_extractor *tc_extractor_new(const struct tc_extract_options *options);
void tc_extractor_free(struct tc_extractor *extractor);
// Which protections a worker has on this machine, for `tracuu verify`; starts one if none runs.
enum tc_status tc_extract_protections(struct tc_extractor *extractor, bool ret[TC_PROTECTION_COUNT],
                                      struct tc_error *err);
// Files above this many bytes are refused unread: not worth a look at what is in them either.
size_t tc_extractor_max_file(const struct tc_extractor *extractor);
// Before a file is read: its SHA-256 (borrowed; NULL unknown: its pages are not kept), and whether, when it turns out
// to be a scan, it may wait (see TC_OCR_LATER).
void tc_extractor_about(struct tc_extractor *extractor, const char *digest, bool may_wait);
// The process id of the worker that runs now, 0 when none does: for tests and diagnostics.
int tc_extractor_pid(const struct tc_extractor *extractor);

// What the type stage says: media type and declared charset ("utf-8", "binary" …). Strings are yours.
enum tc_status tc_extract_type(struct tc_extractor *extractor, int fd, const char *name, char **ret_media_type,
                               char **ret_encoding, struct tc_error *err);
// Reads the open file fd (regular, any offset); name is for messages and hints only. On TC_OK *ret is filled
// (tc_document_fini) and *ret_reason is TC_REASON_NONE. TC_ERR_INPUT: this file is bad, *ret_reason and err say why.
// TC_ERR_IO, TC_ERR_INTERNAL: the extractor or the machine failed (program missing, no processes), going on is
// pointless.
enum tc_status tc_extract_file(struct tc_extractor *extractor, int fd, const char *name, struct tc_document *ret,
                               enum tc_reason *ret_reason, struct tc_error *err);

#endif
