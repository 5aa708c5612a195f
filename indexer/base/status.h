// SPDX-License-Identifier: GPL-3.0-or-later
// One channel for errors: a status named by what the caller does next, and an optional message for the person who reads
// it.
//
// Words of the field, said once for the whole house: số ký hiệu is a document's *number*, trích yếu its *title*, nơi
// nhận its *recipients*, căn cứ its *basis*.
#ifndef TC_BASE_STATUS_H
#define TC_BASE_STATUS_H

enum tc_status {
    TC_OK = 0,
    TC_DONE,          // an iterator has no more
    TC_ERR_IO,        // the system refused: file, disk, permission
    TC_ERR_INPUT,     // this document is bad: skip it and go on
    TC_ERR_LIMIT,     // a stated limit was reached
    TC_ERR_QUERY,     // the person's query or arguments: say where
    TC_ERR_NOT_FOUND, // what was named is not there
    TC_ERR_LOCKED,    // somebody else writes: try later
    TC_ERR_STALE,     // the index changed under the reader: reopen and retry
    TC_ERR_CORRUPT,   // the archive is damaged: verify, restore or rebuild
    TC_ERR_VERSION,   // made by another schema or analyser: rebuild
    TC_ERR_NOMEM,
    TC_ERR_INTERNAL,
};

// A message in plain words, filled by tc_fail(). column counts Unicode code points of the query from 1; 0 is unknown.
struct tc_error {
    enum tc_status status;
    int column;
    char message[512];
};

// Fills err (which may be NULL) and gives status back, so that `return tc_fail(err, TC_ERR_INPUT, "page %d: …", n);`
// reads well.
enum tc_status tc_fail(struct tc_error *err, enum tc_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// Name of a status for logs and tests ("not-found").
const char *tc_status_name(enum tc_status status);

#endif
