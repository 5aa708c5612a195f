// SPDX-License-Identifier: GPL-3.0-or-later
// What an outline finds in the archive: for each heading the passages of each term of the Party committees that treat
// it, and the results and targets reported on it. Deterministic: the same archive and outline give the same answer.
#ifndef TC_SEARCH_DOSSIER_H
#define TC_SEARCH_DOSSIER_H

#include "archive.h"

// The words of a heading, weighted by how rare they are, and its pairs of neighbours.
enum { TC_TOPIC_WORDS = 48 };
struct tc_topic {
    struct tc_strmap words;
    double weights[TC_TOPIC_WORDS], total;
    size_t count, own; // own: words of the heading itself; the rest come from the one above it
    uint32_t pairs[TC_TOPIC_WORDS][2];
    size_t pair_count;
    bool is_bare; // typed without marks
    struct tc_buf query;
};
// above: the heading that this one stands under, or NULL.
void tc_topic_init(struct tc_reader *reader, const char *heading, const char *above, struct tc_topic *ret);
void tc_topic_fini(struct tc_topic *topic);
// How much of the topic a text has, 0..1: its words by weight, and for a third of it its pairs.
double tc_topic_share(const struct tc_topic *topic, const char *text, size_t len);

// A paragraph of a text with the headings above it.
struct tc_dossier_para {
    uint32_t start, end;
    const char *section; // “IV- XÂY DỰNG ĐẢNG › 4. Kiểm tra, giám sát”; "" none; in the arena
    const char *header;  // of a table's row: the row of its column names, or NULL
    bool is_heading, is_row;
};
struct tc_dossier_paras {
    struct tc_dossier_para *items;
    size_t count;
};
// Line ends of a text wrapped by hand become blanks.
void tc_text_one_line(char *text);
// Head and foot are left out. Everything in arena.
void tc_dossier_cut(const char *text, size_t len, struct tc_arena *arena, struct tc_dossier_paras *ret);

// One reported number.
struct tc_figure {
    const char *indicator, *value, *compare, *when; // compare and when may be ""
    bool is_target;
};
struct tc_figures {
    struct tc_figure *items;
    size_t count, cap;
};
// Figures of a paragraph, appended; strings in arena. items are yours (free()).
void tc_figures_read(const char *text, const struct tc_dossier_para *para, const char *date, struct tc_arena *arena,
                     struct tc_figures *figures);

// What tc_dossier_json() gives.
enum tc_status tc_dossier_read(struct tc_archive *archive, const struct tc_dossier_heading *headings, size_t count,
                               const struct tc_dossier_options *options, json_t **ret, struct tc_error *err);

#endif
