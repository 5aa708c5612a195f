// SPDX-License-Identifier: GPL-3.0-or-later
// The schema: every term prefix and value slot in one place. Boolean prefixes follow Xapian Omega's conventions where
// one exists (Q, T, P, Y…).
//
// The shape of the index, and why (tables in tests/bench/SHAPE.md). Xapian holds terms alone: no positions, no pairs of
// words, no folded forms, no values, no termlist. Positions cost twice as much time as all the terms and eight times
// the space; indexed pairs of neighbours five times the time; folded forms are found at query time through the
// vocabulary. What they would serve is read from the forward stream, each document's term ids in order, for the
// documents that have all the words. Without the termlist table nothing can be replaced inside Xapian (a third less
// time and two thirds less space): what changes is added anew and its old number listed as dead. Values and facets are
// columns of a mapped file, so that counting a facet touches no B-tree.
//
// Texts are stored as they are read: packed by zstd with dictionaries made of the archive's own first documents
// (blob.h), which is what brings texts of 2 kB to a fifth of their size; the stream is left in units of two bytes
// because phrases are looked for in it.
//
// Matching is our own (evaluate.h): sets of documents as bits, weights a term at a time. Terms that one document in
// sixteen has are kept as bits as well (dense.h), and the neighbours among them as hashed rows of bits (pairs.h): what
// Xapian walks at dozens of nanoseconds a posting is joined there a word of 64 documents at a time.
#ifndef TC_STORE_SCHEMA_H
#define TC_STORE_SCHEMA_H

// Raised when the layout or the analyser changes what is indexed: an older archive is refused with the command that
// rebuilds it.
#define TC_SCHEMA_VERSION 3

// Terms without prefix are exact tokens, lower case. Prefixed terms begin with a capital, so they can never collide.
#define TC_PREFIX_ID "Q"           // document id
#define TC_PREFIX_PATH "P"         // P + each leading folder of the path, folded
#define TC_PREFIX_ROOT "XR"        // name of the root
#define TC_PREFIX_TYPE "T"         // type in lower-case Vietnamese ("Tkết luận")
#define TC_PREFIX_ISSUER "XI"      // issuer, canonical
#define TC_PREFIX_ISSUER_CODE "XC" // "XCtu"
#define TC_PREFIX_PLACE "XL"       // place as written, and the province that the issuer is named after; canonical
#define TC_PREFIX_YEAR "Y"         // "Y2008"
#define TC_PREFIX_TERM "XN"        // nhiệm kỳ: "XN2015-2020" and "XNXII"
#define TC_PREFIX_SIGNER "A"       // signer, folded
#define TC_PREFIX_OWN_KEY "K"      // stem of the own key ("K44-kl/tu"), and of every key its name stands for
#define TC_PREFIX_OWN_FULL "KF"    // own key whole, canonical lower case
#define TC_PREFIX_NUMBER "N"       // the bare number part ("N44"), with type ("N44-kl")
#define TC_PREFIX_CITES "C"        // stem of each key cited, names resolved to what they stand for as well
#define TC_PREFIX_CITES_FULL "CF"  // keys cited with their whole day, canonical lower case
#define TC_PREFIX_RELATION "CR"    // relation + ":" + stem ("CRbasis:44-kl/tu")
#define TC_PREFIX_TITLE "S"        // words of the title, exact
#define TC_PREFIX_TASK "XW"        // an agency it assigns work to, canonical
#define TC_PREFIX_DUE "XD"         // month in which such work is due ("XD2020-06"), "XDnone" without deadline
// A name that the document explains: stem + "=" + key ("XAnqtw:12/xi=77-NQ/TW@2013-05-10"), and the other way: stem of
// that key + "=" + the name ("XB77-nq/tw=NQTW:12/XI").
#define TC_PREFIX_NAME_MEANS "XA"
#define TC_PREFIX_NAMED "XB"

enum tc_slot {
    TC_SLOT_DATE,     // "20081201" (unknown day or month 00); "" unknown
    TC_SLOT_NUMBER,   // sort key of the number: type code, then zero-padded digits
    TC_SLOT_CITED_BY, // zero-padded count, refreshed by ingest
    TC_SLOT_TYPE,     // facets, as shown
    TC_SLOT_ISSUER,
    TC_SLOT_PLACE,
    TC_SLOT_YEAR,
    TC_SLOT_TERM,
    TC_SLOT_SIGNER,
    TC_SLOT_DIGEST,  // SHA-256 of the file: near-duplicates and verify
    TC_SLOT_SIMHASH, // near-duplicate folding
    TC_SLOT_KEY,
    TC_SLOT_COUNT
};

#endif
