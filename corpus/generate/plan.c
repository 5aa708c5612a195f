// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan.h"

#include <stdlib.h>
#include <string.h>

#include "data.h"

const struct tc_gen_kind tc_gen_kinds[GEN_TYPES] = {
    {"nghị quyết", "NQ", false, 7, 150},    {"chỉ thị", "CT", false, 5, 80},    {"kết luận", "KL", false, 7, 90},
    {"thông báo", "TB", false, 9, 70},      {"quyết định", "QĐ", false, 4, 35}, {"quy định", "QĐ", false, 2, 90},
    {"hướng dẫn", "HD", false, 5, 90},      {"báo cáo", "BC", false, 9, 160},   {"kế hoạch", "KH", false, 7, 110},
    {"chương trình", "CTr", false, 2, 140}, {"đề án", "ĐA", false, 2, 180},     {"công văn", "CV", false, 9, 35},
    {"tờ trình", "TTr", false, 3, 60},      {"nghị quyết", "NQ", true, 3, 100}, {"quyết định", "QĐ", true, 3, 110},
    {"quyết định", "QĐ", false, 4, 35},     {"kế hoạch", "KH", false, 3, 110},  {"báo cáo", "BC", false, 3, 120},
    {"chỉ thị", "CT", false, 2, 80},        {"công văn", "", false, 5, 35},     {"tin", "", false, 12, 75},
};

// When the terms of provincial committees begin: 2000-12-15, 2005-12-15, 2010-10-20, 2015-10-20, 2020-10-15,
// 2025-09-25.
static const int TERMS[] = {0, 2175, 3945, 5771, 7593, 9399};

int tc_gen_term(int day)
{
    int term = 0;
    for (int i = 1; i < (int)(sizeof TERMS / sizeof *TERMS); i++)
        if (day >= TERMS[i])
            term = i;
    return term;
}

const char *tc_gen_congress(unsigned province, int term)
{
    static const char *const ROMAN[] = {"I",   "V",  "VI",  "VII",  "VIII",  "IX",  "X",  "XI",  "XII",  "XIII",
                                        "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI", "XXII", "XXIII"};
    static const int FIRST[] = {11, 14, 2, 5}; // places in ROMAN for the term from 2000
    return ROMAN[province == GEN_MERGED ? 0 : FIRST[province] + term];
}

void tc_gen_add_number(struct tc_gen_text *text, const struct tc_gen_doc *doc)
{
    const struct tc_gen_kind *kind = &tc_gen_kinds[doc->type];
    tc_gen_add_two(text, doc->number);
    if (!tc_gen_is_state(doc->body)) {
        tc_gen_add(text, "-");
        tc_gen_add(text, doc->type == GEN_CV ? "CV" : kind->code);
        tc_gen_add(text, "/");
        tc_gen_add(text, tc_gen_body_code(doc->body));
        return;
    }
    int year, month, day;
    tc_gen_date(doc->day, &year, &month, &day);
    tc_gen_add(text, "/");
    if (kind->normative) {
        tc_gen_add_int(text, year);
        tc_gen_add(text, "/");
    }
    if (doc->type == GEN_S_CV) {
        static const char *const UNITS[] = {"UBND-TH", "UBND-NC", "UBND-KT", "UBND-VX"};
        tc_gen_add(text, UNITS[doc->topic % 4]);
        return;
    }
    tc_gen_add(text, kind->code);
    tc_gen_add(text, "-");
    tc_gen_add(text, tc_gen_body_code(doc->body));
}

void tc_gen_add_iso(struct tc_gen_text *text, int date)
{
    int year, month, day;
    tc_gen_date(date, &year, &month, &day);
    tc_gen_add_int(text, year);
    tc_gen_add(text, "-");
    tc_gen_add_two(text, month);
    tc_gen_add(text, "-");
    tc_gen_add_two(text, day);
}

void tc_gen_add_key(struct tc_gen_text *text, const struct tc_gen_doc *doc)
{
    tc_gen_add_number(text, doc);
    if (!tc_gen_kinds[doc->type].normative) {
        tc_gen_add(text, "@");
        tc_gen_add_iso(text, doc->day);
    }
}

void tc_gen_add_subject(struct tc_gen_text *text, const struct tc_gen_doc *doc)
{
    static const char *const TAILS[] = {"", " trong tình hình mới", " trên địa bàn tỉnh", " ở cơ sở",
                                        " những tháng cuối năm"};
    const struct tc_gen_topic *topic = &tc_gen_data.topic[doc->topic];
    struct tc_gen_rng rng = tc_gen_rng(doc->seed, 1, 0);
    int year, month, day;
    tc_gen_date(doc->day, &year, &month, &day);
    tc_gen_add(text, "về ");
    tc_gen_add(text, topic->title.item[doc->title]);
    if (tc_gen_chance(&rng, 35)) {
        tc_gen_add(text, " giai đoạn ");
        tc_gen_add_int(text, year / 5 * 5 + 1);
        tc_gen_add(text, " - ");
        tc_gen_add_int(text, year / 5 * 5 + 5);
    } else if (tc_gen_chance(&rng, 25)) {
        tc_gen_add(text, " năm ");
        tc_gen_add_int(text, year + (month > 10));
    } else {
        tc_gen_add(text, TAILS[tc_gen_below(&rng, 5)]);
    }
}

void tc_gen_add_path(struct tc_gen_text *text, const struct tc_gen_plan *plan, uint32_t index)
{
    static const char *const MARKS[] = {"", "-du-thao", "-ban-sao", "", ""};
    const struct tc_gen_doc *doc = &plan->doc[index];
    int year, month, day;
    tc_gen_date(doc->day, &year, &month, &day);
    size_t from = text->size;
    tc_gen_add_province(text, doc->body.province);
    tc_gen_add(text, "/");
    tc_gen_add_int(text, year);
    tc_gen_add(text, "/");
    for (uint32_t limit = 100000; limit > 1 && index < limit; limit /= 10)
        tc_gen_add(text, "0");
    tc_gen_add_int(text, index);
    tc_gen_add(text, "-");
    size_t number = text->size;
    if (doc->number)
        tc_gen_add_number(text, doc);
    else
        tc_gen_add(text, doc->type == GEN_TIN ? "tin" : tc_gen_kinds[doc->type].word);
    for (size_t i = number; i < text->size; i++)
        if (text->data[i] == '/')
            text->data[i] = '-';
    tc_gen_add(text, MARKS[doc->variant]);
    tc_gen_add(text, ".txt");
    tc_gen_fold(text, from);
    for (size_t i = from; i < text->size; i++)
        if (text->data[i] == ' ')
            text->data[i] = '-';
}

unsigned tc_gen_task_count(const struct tc_gen_doc *doc)
{
    switch (doc->type) {
    case GEN_KL:
    case GEN_TB:
    case GEN_CT:
        return 1 + (unsigned)(doc->seed >> 60) % 3;
    case GEN_NQ:
    case GEN_KH:
    case GEN_S_KH:
    case GEN_CTR:
        return (unsigned)(doc->seed >> 60) % 3;
    default:
        return 0;
    }
}

void tc_gen_plan_fini(struct tc_gen_plan *plan)
{
    free(plan->doc);
    *plan = (struct tc_gen_plan){0};
}
