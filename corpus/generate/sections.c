// SPDX-License-Identifier: GPL-3.0-or-later
// The body of a document: how it opens, its sections, the work it assigns, how it ends.
#include "page.h"

#include <string.h>

struct section {
    const char *heading;
    uint8_t first, second, last; // parts: of most paragraphs, of some, of the last one
    uint8_t share;               // percent of the length; 0 ends the list
    bool tasks;                  // ends with the assigned work
};

static const struct section RESOLUTION[] = {{"TÌNH HÌNH VÀ NGUYÊN NHÂN", GEN_ASSESS, GEN_LIMIT, GEN_WHY, 35, false},
                                            {"QUAN ĐIỂM, MỤC TIÊU", GEN_VIEW, GEN_GOAL, GEN_GOAL, 20, false},
                                            {"NHIỆM VỤ, GIẢI PHÁP", GEN_TASK, GEN_TASK, GEN_TASK, 35, false},
                                            {"TỔ CHỨC THỰC HIỆN", GEN_CLOSE, GEN_CLOSE, GEN_CLOSE, 10, true},
                                            {0}};
static const struct section CONCLUSION[] = {{"ĐÁNH GIÁ CHUNG", GEN_ASSESS, GEN_LIMIT, GEN_WHY, 45, false},
                                            {"NHIỆM VỤ THỜI GIAN TỚI", GEN_TASK, GEN_TASK, GEN_TASK, 45, true},
                                            {0}};
static const struct section REPORT[] = {{"KẾT QUẢ ĐẠT ĐƯỢC", GEN_ASSESS, GEN_ASSESS, GEN_ASSESS, 55, false},
                                        {"HẠN CHẾ, NGUYÊN NHÂN", GEN_LIMIT, GEN_WHY, GEN_WHY, 20, false},
                                        {"PHƯƠNG HƯỚNG, NHIỆM VỤ", GEN_TASK, GEN_GOAL, GEN_TASK, 25, false},
                                        {0}};
static const struct section PLAN[] = {{"MỤC ĐÍCH, YÊU CẦU", GEN_VIEW, GEN_GOAL, GEN_GOAL, 25, false},
                                      {"NỘI DUNG THỰC HIỆN", GEN_TASK, GEN_TASK, GEN_TASK, 60, true},
                                      {"TỔ CHỨC THỰC HIỆN", GEN_CLOSE, GEN_CLOSE, GEN_CLOSE, 15, false},
                                      {0}};
static const struct section LETTER[] = {{NULL, GEN_LETTER, GEN_LETTER, GEN_LETTER, 100, false}, {0}};
static const struct section NEWS[] = {{NULL, GEN_NEWS, GEN_ASSESS, GEN_NEWS, 100, false}, {0}};
static const struct section ARTICLES[] = {{NULL, GEN_ARTICLE, GEN_ARTICLE, GEN_ARTICLE, 100, false}, {0}};

static const struct section *sections_of(const struct tc_gen_doc *doc)
{
    switch (doc->type) {
    case GEN_NQ:
    case GEN_DA:
    case GEN_QYD:
        return RESOLUTION;
    case GEN_CT:
    case GEN_KL:
    case GEN_TB:
    case GEN_S_CT:
        return CONCLUSION;
    case GEN_BC:
    case GEN_S_BC:
    case GEN_TTR:
        return REPORT;
    case GEN_CV:
    case GEN_S_CV:
        return LETTER;
    case GEN_TIN:
        return NEWS;
    case GEN_S_NQ:
    case GEN_S_QD:
    case GEN_S_QDI:
    case GEN_QD:
        return ARTICLES;
    default:
        return PLAN;
    }
}

static void end_line(struct tc_gen_page *page)
{
    tc_gen_add(&page->text, "\n\n");
}

static void add_paragraph(struct tc_gen_page *page, struct tc_gen_rng *rng, enum tc_gen_part part, const char *marker,
                          int number)
{
    const struct tc_gen_doc *content = &page->plan->doc[page->content];
    struct tc_gen_voice voice = {
        .page = page, .out = &page->text, .doc = content, .rng = tc_gen_rng(tc_gen_next(rng), 3, 3)};
    unsigned marks = page->cite_count + page->mention_count; // what has offsets is not revised
    if (marker && number) {
        tc_gen_add_int(&page->text, number);
        tc_gen_add(&page->text, marker);
    } else if (marker) {
        tc_gen_add(&page->text, marker);
    }
    size_t start = page->text.size;
    int count = tc_gen_between(&voice.rng, part == GEN_ARTICLE ? 1 : 2, part == GEN_ARTICLE ? 2 : 4);
    for (int i = 0; i < count; i++) {
        if (i)
            tc_gen_add(&page->text, " ");
        tc_gen_add_sentence(&voice, part);
    }
    if (page->plan->doc[page->index].variant == GEN_REVISED && page->cite_count + page->mention_count == marks)
        tc_gen_revise(page, &voice.rng, start);
    end_line(page);
}

static void add_task(struct tc_gen_page *page, unsigned which)
{
    const struct tc_gen_doc *content = &page->plan->doc[page->content];
    struct tc_gen_task task = tc_gen_task(content, which);
    struct tc_gen_rng rng = tc_gen_rng(content->seed, 91, which);
    unsigned how = tc_gen_below(&rng, 3);
    char letter[4] = {(char)('a' + which), ')', ' ', 0};
    tc_gen_add(&page->text, letter);
    task.start = page->text.size;
    tc_gen_add(&page->text, how == 2 ? "" : "Giao ");
    tc_gen_add(&page->text, task.agency.data);
    tc_gen_add(&page->text, task.with.size ? " chủ trì, phối hợp với " : how == 2 ? " chịu trách nhiệm" : "");
    if (task.with.size)
        tc_gen_add(&page->text, task.with.data);
    tc_gen_add(&page->text, " ");
    tc_gen_add(&page->text, task.deed.data);
    tc_gen_add(&page->text, how == 0 ? ", hoàn thành " : how == 1 ? ", báo cáo kết quả " : "; xong ");
    tc_gen_add_deadline(&page->text, task.deadline, task.quarter ? 0 : 1 + how % 2);
    tc_gen_add(&page->text, ".");
    task.end = page->text.size;
    page->task = tc_gen_grow(page->task, page->task_count + 1, sizeof task);
    page->task[page->task_count++] = task;
    end_line(page);
}

static void add_statement(struct tc_gen_page *page, unsigned which)
{
    tc_gen_add_statement(&page->text, &page->plan->doc[page->content], which);
    end_line(page);
}

static void add_planted_sentence(struct tc_gen_page *page, struct tc_gen_rng *rng)
{
    static const char *const ENDS[] = {"” được nhân rộng, mang lại kết quả bước đầu.",
                                       "” là cách làm mới, cần tổng kết.", "” được đưa vào kế hoạch năm sau.",
                                       "” đã giúp cơ sở tháo gỡ nhiều vướng mắc."};
    tc_gen_add(&page->text, "Mô hình “");
    tc_gen_add_planted(&page->planted, page->content);
    tc_gen_add(&page->text, page->planted.data);
    tc_gen_add(&page->text, ENDS[tc_gen_below(rng, 4)]);
    end_line(page);
}

static void add_heading(struct tc_gen_page *page, const char *heading, int number)
{
    static const char *const ROMAN[] = {"", "I", "II", "III", "IV", "V"};
    tc_gen_add(&page->text, ROMAN[number]);
    tc_gen_add(&page->text, tc_gen_is_state(page->plan->doc[page->index].body) ? ". " : "- ");
    tc_gen_add(&page->text, heading);
    end_line(page);
}

static void add_section(struct tc_gen_page *page, const struct section *section, int number, size_t length)
{
    const struct tc_gen_doc *content = &page->plan->doc[page->content];
    struct tc_gen_rng rng = tc_gen_rng(content->seed, 10, (uint64_t)number);
    size_t stop = page->text.size + length * section->share / 100;
    bool articles = section->first == GEN_ARTICLE, plain = !section->heading && !articles;
    int count = 0;
    if (section->heading)
        add_heading(page, section->heading, number);
    if (number == 1 && tc_gen_statement_count(content))
        add_statement(page, 0);
    do {
        enum tc_gen_part part = tc_gen_chance(&rng, 65) ? section->first : section->second;
        if (articles)
            tc_gen_add(&page->text, "Điều ");
        add_paragraph(page, &rng, part,
                      articles                         ? ". "
                      : plain                          ? NULL
                      : tc_gen_is_state(content->body) ? ". "
                                                       : "- ",
                      plain ? 0 : ++count);
    } while (page->text.size < stop);
    if (section->last != section->first)
        add_paragraph(page, &rng, section->last, NULL, 0);
    if (section->first == GEN_TASK && tc_gen_statement_count(content))
        add_statement(page, 1);
    if (number == 1 && !articles)
        add_planted_sentence(page, &rng);
    if (number == 1 && tc_gen_chance(&rng, 25))
        tc_gen_add_passage(page, &rng);
    for (unsigned i = 0; section->tasks && i < tc_gen_task_count(content); i++)
        add_task(page, i);
}

static void add_basis(struct tc_gen_page *page, struct tc_gen_rng *rng)
{
    for (unsigned i = 0; i < page->free_count; i++) {
        if (page->target[i].doc != GEN_NONE && page->target[i].doc == page->plan->doc[page->content].parent)
            continue;
        tc_gen_add(&page->text, "- Căn cứ ");
        tc_gen_add_cite_full(page, rng, i, GEN_REL_BASIS);
        tc_gen_add(&page->text, ";");
        end_line(page);
    }
}

// How a document that rests on another one opens.
static void add_opening(struct tc_gen_page *page, struct tc_gen_rng *rng)
{
    static const struct {
        const char *before, *after;
        enum tc_gen_relation relation;
    } words[] = {
        [GEN_IMPLEMENTS] = {"Thực hiện ", " ban hành văn bản này với những nội dung chủ yếu sau:", GEN_REL_IMPLEMENTS},
        [GEN_GUIDES] = {"Hướng dẫn thực hiện ", " nêu rõ một số nội dung như sau:", GEN_REL_GUIDES},
        [GEN_REVIEWS] = {"Sơ kết việc thực hiện ", " báo cáo kết quả như sau:", GEN_REL_REVIEWS},
        [GEN_CONCLUDES] = {"Sau khi xem xét ", " kết luận như sau:", GEN_REL_REFERS},
        [GEN_FOLLOWS] = {"Thực hiện ", " báo cáo kết quả như sau:", GEN_REL_IMPLEMENTS},
        [GEN_TELLS] = {"Hội nghị quán triệt ", " tổ chức đã thành công tốt đẹp.", GEN_REL_IMPLEMENTS}};
    const struct tc_gen_doc *doc = &page->plan->doc[page->content];
    unsigned which = tc_gen_target_of(page, doc->parent), root = tc_gen_target_of(page, doc->root);
    if (which == GEN_TARGETS || doc->role == GEN_AMENDS || doc->role == GEN_REPLACES || doc->role == GEN_REPEALS)
        return;
    tc_gen_add(&page->text, words[doc->role].before);
    tc_gen_add_cite_full(page, rng, which, words[doc->role].relation);
    if (doc->role == GEN_CONCLUDES && root != GEN_TARGETS) {
        tc_gen_add(&page->text, " sơ kết việc thực hiện ");
        tc_gen_add_cite_full(page, rng, root, GEN_REL_REVIEWS);
    }
    tc_gen_add(&page->text, doc->role == GEN_TELLS ? " do " : ", ");
    tc_gen_add_body(&page->text, doc->role == GEN_TELLS ? page->plan->doc[doc->parent].body : doc->body);
    tc_gen_add(&page->text, words[doc->role].after);
    end_line(page);
    if (doc->role == GEN_FOLLOWS) {
        struct tc_gen_task task = tc_gen_task(&page->plan->doc[doc->parent], doc->task);
        size_t from = page->text.size;
        tc_gen_add(&page->text, task.agency.data);
        tc_gen_capital(&page->text, from);
        tc_gen_add(&page->text, task.with.size ? " đã phối hợp với " : " đã");
        tc_gen_add(&page->text, task.with.size ? task.with.data : "");
        tc_gen_add(&page->text, " ");
        tc_gen_add(&page->text, task.deed.data);
        tc_gen_add(&page->text, tc_gen_chance(rng, 70) ? ", hoàn thành đúng thời hạn được giao."
                                                       : ", tuy còn chậm so với thời hạn.");
        end_line(page);
        tc_gen_text_fini(&task.agency);
        tc_gen_text_fini(&task.with);
        tc_gen_text_fini(&task.deed);
    }
}

// What a document does to an earlier one.
static void add_ending(struct tc_gen_page *page, struct tc_gen_rng *rng)
{
    const struct tc_gen_doc *doc = &page->plan->doc[page->index];
    unsigned which = tc_gen_target_of(page, doc->parent);
    if (which == GEN_TARGETS)
        return;
    if (doc->role == GEN_AMENDS) {
        tc_gen_add(&page->text, "Sửa đổi, bổ sung ");
        tc_gen_add_cite(page, rng, which, GEN_REL_AMENDS, true);
        tc_gen_add(&page->text, " cho phù hợp với tình hình mới.");
    } else if (doc->role == GEN_REPLACES) {
        size_t from = page->text.size;
        tc_gen_add(&page->text, tc_gen_kinds[doc->type].word);
        tc_gen_capital(&page->text, from);
        tc_gen_add(&page->text, " này thay thế ");
        tc_gen_add_cite_full(page, rng, which, GEN_REL_REPLACES);
        tc_gen_add(&page->text, ".");
    } else if (doc->role == GEN_REPEALS) {
        tc_gen_add(&page->text, "Bãi bỏ ");
        tc_gen_add_cite_full(page, rng, which, GEN_REL_REPEALS);
        tc_gen_add(&page->text, ".");
    } else {
        return;
    }
    end_line(page);
}

void tc_gen_add_body_text(struct tc_gen_page *page)
{
    const struct tc_gen_doc *content = &page->plan->doc[page->content];
    struct tc_gen_rng rng = tc_gen_rng(content->seed, 2, 0);
    const struct section *sections = sections_of(content);
    size_t length = (size_t)page->plan->mean * tc_gen_kinds[content->type].length / 100;
    length = length * (25 + tc_gen_below(&rng, 80)) / 100; // what stands around the sections is the rest
    if (content->type == GEN_CTR || content->type == GEN_DA || content->type == GEN_QYD || sections == ARTICLES)
        add_basis(page, &rng);
    add_opening(page, &rng);
    bool party = !tc_gen_is_state(content->body) && sections != LETTER && content->day > 350;
    if (content->role == GEN_ALONE && party && tc_gen_chance(&rng, 18)) {
        tc_gen_add(&page->text, "Thực hiện ");
        tc_gen_add_congress(page, &rng, GEN_REL_IMPLEMENTS);
        tc_gen_add(&page->text, ", cấp ủy, chính quyền các cấp đã tập trung lãnh đạo, chỉ đạo.");
        end_line(page);
    }
    if (page->free_count && !page->cite_count && tc_gen_chance(&rng, 70)) {
        unsigned which = tc_gen_below(&rng, page->free_count);
        tc_gen_add(&page->text, "Thực hiện ");
        tc_gen_add_cite_full(page, &rng, which, GEN_REL_IMPLEMENTS);
        tc_gen_add(&page->text, ", các cấp ủy, tổ chức đảng đã có nhiều cố gắng.");
        end_line(page);
    }
    for (int i = 0; sections[i].share; i++)
        add_section(page, &sections[i], i + 1, length);
    struct tc_gen_rng own = tc_gen_rng(content->seed, 4, 0);
    if (tc_gen_chance(&own, 40) && tc_gen_add_pair(page, &own, "Những nội dung khác kết hợp thực hiện cùng với ")) {
        tc_gen_add(&page->text, ".");
        end_line(page);
    }
    add_ending(page, &own);
}
