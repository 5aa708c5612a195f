// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TC_GEN_DATA_H
#define TC_GEN_DATA_H
// The word lists of data/*.txt, which are part of the program. Read once at the start; all strings live until the end.

#include "base.h"

extern const unsigned char tc_gen_file_topics[], tc_gen_file_words[], tc_gen_file_templates[], tc_gen_file_names[],
    tc_gen_file_central[];

struct tc_gen_list {
    const char **item;
    uint32_t count;
};

struct tc_gen_topic {
    const char *name;
    struct tc_gen_list title, thing, deed, measure, lead;
};

// The lists of words.txt and names.txt.
enum tc_gen_words {
    GEN_VERB,
    GEN_NOUN,
    GEN_ADJ,
    GEN_WEAK,
    GEN_RESULT,
    GEN_CAUSE,
    GEN_ORG,
    GEN_TIME,
    GEN_GOODS,
    GEN_FAMILY,
    GEN_MIDDLE,
    GEN_GIVEN,
    GEN_PROVINCE,
    GEN_CAPITAL,
    GEN_PLACEHEAD,
    GEN_PLACETAIL,
    GEN_ONSET,
    GEN_RHYME,
    GEN_LAW,
    GEN_VAGUE,
    GEN_WORDS_COUNT
};

// What a slot of a sentence is filled with: first the word lists above, then these.
enum tc_gen_slot {
    GEN_LITERAL = GEN_WORDS_COUNT,
    GEN_THING,
    GEN_DEED,
    GEN_MEASURE,
    GEN_TOPIC,
    GEN_TITLE,
    GEN_LEAD,
    GEN_COMMUNE,
    GEN_DISTRICT,
    GEN_PROVINCE_NAME,
    GEN_PERSON,
    GEN_N,
    GEN_BIG,
    GEN_PC,
    GEN_MONEY,
    GEN_YEAR,
    GEN_REFER,
    GEN_IMPLEMENT,
    GEN_REVIEW,
    GEN_BY_LAW,
    GEN_DO_LAW,
    GEN_NAMELESS,
    GEN_HAMLET,
    GEN_SLOT_COUNT
};

struct tc_gen_seg {
    const char *text; // of a literal
    uint32_t size;
    uint8_t slot; // enum tc_gen_words or tc_gen_slot
    bool capital;
};

struct tc_gen_sentence {
    struct tc_gen_seg *seg;
    uint32_t count;
    bool cites; // has a slot for a citation or a mention
};

enum tc_gen_part {
    GEN_ASSESS,
    GEN_LIMIT,
    GEN_WHY,
    GEN_VIEW,
    GEN_GOAL,
    GEN_TASK,
    GEN_CLOSE,
    GEN_LETTER,
    GEN_NEWS,
    GEN_ARTICLE,
    GEN_PART_COUNT
};

struct tc_gen_sentences {
    struct tc_gen_sentence *item;
    uint32_t count;
};

// A real central document; `alias` is NULL where it goes by no name.
struct tc_gen_central {
    const char *key; // without date: `26-NQ/TW`, `800/QĐ-TTg`, `108/2014/NĐ-CP`
    const char *date, *word, *issuer, *alias, *subject;
    int day; // days since 2000-01-01
    bool normative;
};

struct tc_gen_data {
    struct tc_gen_topic *topic;
    uint32_t topic_count;
    struct tc_gen_list words[GEN_WORDS_COUNT];
    struct tc_gen_sentences part[GEN_PART_COUNT];
    struct tc_gen_central *central;
    uint32_t central_count;
};

extern struct tc_gen_data tc_gen_data;

// Ends the program with a message where a list is wrong.
void tc_gen_data_load(void);

// Days since 2000-01-01 and back.
int tc_gen_day(int year, int month, int day);
void tc_gen_date(int day, int *retyear, int *retmonth, int *retday);

#endif
