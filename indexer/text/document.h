// SPDX-License-Identifier: GPL-3.0-or-later
// A document as the indexer sees it from here on: one text and what its parts are. Made by ingest from what the
// extractor sent.
#ifndef TC_TEXT_DOCUMENT_H
#define TC_TEXT_DOCUMENT_H

#include "text/decode.h"
#include "text/sure.h"

enum tc_block_kind {
    TC_BLOCK_PARAGRAPH,
    TC_BLOCK_HEADING,   // level 1..6 (0 unknown)
    TC_BLOCK_LIST_ITEM, // level 1..
    TC_BLOCK_TABLE_ROW, // cells separated by tabs
    TC_BLOCK_HEAD_LEFT, // left column of a two-column head (issuer, number), or of a two-column foot (recipients)
    TC_BLOCK_HEAD_RIGHT,
    TC_BLOCK_PAGE_HEADER, // running header, footer, page number: shown, not indexed
    TC_BLOCK_PAGE_FOOTER,
    TC_BLOCK_FOOTNOTE,
    TC_BLOCK_FURNITURE, // menus, share buttons, related links of saved pages: shown, neither ranked nor cited
    TC_BLOCK_CAPTION,   // below a picture of a saved page, neither ranked nor cited
    TC_BLOCK_COMMENT,   // of readers or of reviewers: shown, neither ranked nor cited
    TC_BLOCK_DATELINE,  // when a saved page was published: read for its date, neither ranked nor cited
    TC_BLOCK_KINDS
};
const char *tc_block_name(enum tc_block_kind kind);

struct tc_block {
    uint32_t start, end; // bytes of text; ascending, not overlapping; what lies between blocks is line ends
    uint16_t kind;       // enum tc_block_kind
    uint16_t level;
    uint32_t page; // from 1; 0 when the format has no pages
};

struct tc_field { // what the file itself declares: title, author, created, subject …
    char *name, *value;
};

struct tc_document {
    char *media_type; // "application/pdf"
    struct tc_decoded decoded;
    bool is_ocr;
    bool has_members; // the file holds others beside this text: a mail with attachments
    char *text;       // UTF-8, NFC, NUL-terminated
    size_t len;
    struct tc_block *blocks; // cover the text; at least one for a text that is not empty
    size_t block_count;
    struct tc_sure_word *sure_words; // of what was read off pictures
    size_t sure_count;
    struct tc_field *fields;
    size_t field_count;
    uint32_t pages; // 0 when the format has no pages
};
void tc_document_fini(struct tc_document *document);
// Makes a document of plain text (UTF-8, any form): blocks are its lines. For drafts on standard input, tests and `dump
// -`.
void tc_document_from_text(const char *text, size_t len, struct tc_document *ret);
// Is a block of this kind the document's own words? Running heads, furniture, captions and the rest are shown, but
// neither ranked nor cited.
bool tc_block_is_body(unsigned kind);
// The block that holds offset, or NULL.
const struct tc_block *tc_document_block_at(const struct tc_document *document, size_t offset);

#endif
