// SPDX-License-Identifier: GPL-3.0-or-later
#include "data.h"

#include <stdlib.h>
#include <string.h>

struct tc_gen_data tc_gen_data;

static const char *const WORD_NAMES[GEN_WORDS_COUNT] = {
    "verb",   "noun",  "adj",      "weak",    "result",    "cause",     "org",   "time",  "goods", "family",
    "middle", "given", "province", "capital", "placehead", "placetail", "onset", "rhyme", "law",   "vague"};
static const char *const SLOT_NAMES[GEN_SLOT_COUNT - GEN_LITERAL] = {
    "",         "thing",     "deed",   "measure", "topic", "title", "lead",  "commune",
    "district", "province",  "person", "n",       "big",   "pc",    "money", "year",
    "refer",    "implement", "review", "law",     "dolaw", "vague", "hamlet"};
static const char *const PART_NAMES[GEN_PART_COUNT] = {"assess", "limit", "cause",  "view", "goal",
                                                       "task",   "close", "letter", "news", "article"};

// The next line without its end, or NULL; comments and empty lines are left out. Cuts the text in place.
static char *next_line(char **text)
{
    while (**text) {
        char *line = *text;
        char *end = strchr(line, '\n');
        *text = end ? end + 1 : line + strlen(line);
        if (end)
            *end = '\0';
        if (*line && *line != '#')
            return line;
    }
    return NULL;
}

static char *copy_of(const unsigned char *file)
{
    size_t size = strlen((const char *)file);
    char *copy = tc_gen_alloc(size + 1, 1);
    memcpy(copy, file, size);
    return copy;
}

static struct tc_gen_list split(char *text)
{
    struct tc_gen_list list = {0};
    for (char *item = text; item;) {
        char *end = strstr(item, " | ");
        if (end)
            *end = '\0';
        list.item = tc_gen_grow(list.item, list.count + 1, sizeof *list.item);
        list.item[list.count++] = item;
        item = end ? end + 3 : NULL;
    }
    return list;
}

static void load_topics(void)
{
    char *text = copy_of(tc_gen_file_topics), *line;
    struct tc_gen_topic *topic = NULL;
    while ((line = next_line(&text))) {
        char *value = strchr(line, '\t');
        if (!value)
            tc_gen_die("topics.txt", line);
        *value++ = '\0';
        if (!strcmp(line, "topic")) {
            tc_gen_data.topic = tc_gen_grow(tc_gen_data.topic, tc_gen_data.topic_count + 1, sizeof *topic);
            topic = &tc_gen_data.topic[tc_gen_data.topic_count++];
            *topic = (struct tc_gen_topic){.name = value};
        } else if (!strcmp(line, "title")) {
            topic->title = split(value);
        } else if (!strcmp(line, "thing")) {
            topic->thing = split(value);
        } else if (!strcmp(line, "deed")) {
            topic->deed = split(value);
        } else if (!strcmp(line, "measure")) {
            topic->measure = split(value);
        } else {
            topic->lead = split(value);
        }
    }
}

static int find(const char *const *names, int count, const char *name, size_t size)
{
    for (int i = 0; i < count; i++)
        if (strlen(names[i]) == size && !memcmp(names[i], name, size))
            return i;
    return -1;
}

static void load_words(const unsigned char *file)
{
    char *text = copy_of(file), *line;
    int list = -1;
    while ((line = next_line(&text))) {
        if (!strncmp(line, "list ", 5)) {
            list = find(WORD_NAMES, GEN_WORDS_COUNT, line + 5, strlen(line + 5));
            if (list < 0)
                tc_gen_die("no such list", line);
        } else if (list >= 0) {
            tc_gen_data.words[list] = split(line);
        }
    }
}

static void add_seg(struct tc_gen_sentence *sentence, struct tc_gen_seg seg)
{
    sentence->seg = tc_gen_grow(sentence->seg, sentence->count + 1, sizeof seg);
    sentence->seg[sentence->count++] = seg;
    sentence->cites = sentence->cites || (seg.slot >= GEN_REFER && seg.slot <= GEN_NAMELESS);
}

// One slot `{Name|how}`; `name` is just after the bracket.
static struct tc_gen_seg slot_of(const char *name, const char *end)
{
    char plain[32];
    const char *bar = memchr(name, '|', (size_t)(end - name));
    size_t size = (size_t)((bar ? bar : end) - name);
    if (size >= sizeof plain)
        tc_gen_die("templates.txt", name);
    memcpy(plain, name, size);
    struct tc_gen_seg seg = {.capital = plain[0] >= 'A' && plain[0] <= 'Z'};
    if (seg.capital)
        plain[0] = (char)(plain[0] + 0x20);
    int slot = find(SLOT_NAMES, GEN_SLOT_COUNT - GEN_LITERAL, plain, size);
    int word = find(WORD_NAMES, GEN_FAMILY, plain, size);
    if (slot < 0 && word < 0)
        tc_gen_die("no such slot", name);
    seg.slot = (uint8_t)(slot >= 0 ? GEN_LITERAL + slot : word);
    return seg;
}

static struct tc_gen_sentence compile(const char *line)
{
    struct tc_gen_sentence sentence = {0};
    while (*line) {
        const char *open = strchr(line, '{');
        const char *stop = open ? open : line + strlen(line);
        if (stop > line)
            add_seg(&sentence, (struct tc_gen_seg){line, (uint32_t)(stop - line), GEN_LITERAL, false});
        if (!open)
            break;
        const char *close = strchr(open, '}');
        if (!close)
            tc_gen_die("templates.txt", line);
        add_seg(&sentence, slot_of(open + 1, close));
        line = close + 1;
    }
    return sentence;
}

static void load_templates(void)
{
    char *text = copy_of(tc_gen_file_templates), *line;
    struct tc_gen_sentences *part = NULL;
    while ((line = next_line(&text))) {
        if (!strncmp(line, "part ", 5)) {
            int index = find(PART_NAMES, GEN_PART_COUNT, line + 5, strlen(line + 5));
            if (index < 0)
                tc_gen_die("no such part", line);
            part = &tc_gen_data.part[index];
        } else if (part) {
            part->item = tc_gen_grow(part->item, part->count + 1, sizeof *part->item);
            part->item[part->count++] = compile(line);
        }
    }
}

static void load_central(void)
{
    char *text = copy_of(tc_gen_file_central), *line;
    while ((line = next_line(&text))) {
        char *field[6] = {line};
        for (int i = 1; i < 6; i++) {
            field[i] = strchr(field[i - 1], '\t');
            if (!field[i])
                tc_gen_die("central.txt", line);
            *field[i]++ = '\0';
        }
        struct tc_gen_central *all = tc_gen_grow(tc_gen_data.central, tc_gen_data.central_count + 1, sizeof *all);
        tc_gen_data.central = all;
        all[tc_gen_data.central_count++] = (struct tc_gen_central){
            .key = field[0],
            .date = field[1],
            .word = field[2],
            .issuer = field[3],
            .alias = strcmp(field[4], "-") != 0 ? field[4] : NULL,
            .subject = field[5],
            .day = tc_gen_day(atoi(field[1]), atoi(field[1] + 5), atoi(field[1] + 8)),
            .normative = strchr(strchr(field[0], '/') + 1, '/') != NULL,
        };
    }
}

void tc_gen_data_load(void)
{
    load_topics();
    load_words(tc_gen_file_words);
    load_words(tc_gen_file_names);
    load_templates();
    load_central();
}

// Howard Hinnant's civil calendar, from 2000-03-01 (day 60).
int tc_gen_day(int year, int month, int day)
{
    int y = year - (month <= 2) - 2000;
    int shifted = month > 2 ? month - 3 : month + 9;
    int of_year = (153 * shifted + 2) / 5 + day - 1;
    int leap = y >= 0 ? y / 4 - y / 100 + y / 400 : -1;
    return y * 365 + leap + of_year + 60;
}

void tc_gen_date(int day, int *retyear, int *retmonth, int *retday)
{
    static const int LENGTHS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year = 2000, month = 0;
    for (;;) {
        int length = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 366 : 365;
        if (day < length)
            break;
        day -= length;
        year++;
    }
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    while (day >= LENGTHS[month] + (month == 1 && leap)) {
        day -= LENGTHS[month] + (month == 1 && leap);
        month++;
    }
    *retyear = year;
    *retmonth = month + 1;
    *retday = day + 1;
}
