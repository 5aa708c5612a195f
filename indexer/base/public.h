// SPDX-License-Identifier: GPL-3.0-or-later
// What the public header shares with the layers below: types alone. Installing puts them into tracuu.h itself.
#ifndef TC_BASE_PUBLIC_H
#define TC_BASE_PUBLIC_H

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

// The languages of messages.
enum tc_lang { TC_LANG_VI, TC_LANG_EN };

#endif
