// SPDX-License-Identifier: GPL-3.0-or-later
// What the files that read PDF share. A page is words with their places (points from the top left of the page as it is
// shown), words make segments (stretches of one line without a wide gap), segments of one height make a line.
#ifndef TC_WORKER_PDF_H
#define TC_WORKER_PDF_H

#include "source.h"

struct tc_word {
    float x1, y1, x2, y2;
    uint32_t start, end;   // of the page's text
    uint32_t was, was_end; // what it was read as, in the page's text; empty: as it is
    float size;            // of its font
    uint8_t charset;       // enum tc_charset of its font
    uint8_t confidence;    // of a word read off a picture, 1..100; 0 for others
    bool is_bold;
};
struct tc_segment {
    float x1, x2;
    size_t word, word_end;
};
struct tc_line {
    float x1, y1, x2, y2, size;
    size_t segment, segment_end;
    uint8_t kind; // enum tc_block_kind once known
    bool is_bold;
};
struct tc_page {
    float width, height;
    unsigned number;
    char *text; // UTF-8
    struct tc_word *words;
    size_t word_count, word_cap;
    struct tc_segment *segments;
    size_t segment_count, segment_cap;
    struct tc_line *lines;
    size_t line_count, line_cap;
    float left, right; // margins of the body
    float pitch;       // usual distance of lines
    size_t letters;
    char *aside;        // of a scan: what stamps on it say, lines; NULL for nothing
    double image_share; // of the page's area that pictures cover
};
void tc_page_fini(struct tc_page *page);
// Forgets words, text and lines, keeps number and size.
void tc_page_clear(struct tc_page *page);
// Words (already there) into segments and lines, from top to bottom.
void tc_page_lines(struct tc_page *page);
// Does a blank part two neighbours of a line? Words that touch were cut where the font changed; those read off a
// picture are words whatever their boxes do, but for parts of a number.
bool tc_page_is_parted(const struct tc_page *page, const struct tc_word *left, const struct tc_word *right);
// A word into the paragraph that is open.
void tc_page_put_word(const struct tc_page *page, const struct tc_word *word, struct tc_flow *flow);
// Text of a segment, words joined by blanks, into buf.
void tc_page_segment_text(const struct tc_page *page, const struct tc_segment *segment, struct tc_buf *ret);
// Marks lines that all pages repeat, and page numbers, as header and footer.
void tc_pages_margins(struct tc_page *pages, size_t count);
// Puts the pages into the flow: columns of head and foot, paragraphs, rows of tables.
void tc_pages_flow(struct tc_page *pages, size_t count, struct tc_flow *flow);

#endif
