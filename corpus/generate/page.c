// SPDX-License-Identifier: GPL-3.0-or-later
// The whole page: head, title, body, signature and recipients, or a news report with what stands around it.
#include "page.h"

#include <stdlib.h>
#include <string.h>

static void add_target(struct tc_gen_page *page, struct tc_gen_target target)
{
    if (target.doc == GEN_NONE && !target.central)
        return;
    page->target[page->target_count++] = target;
}

static void find_targets(struct tc_gen_page *page)
{
    const struct tc_gen_doc *doc = &page->plan->doc[page->index], *content = &page->plan->doc[page->content];
    struct tc_gen_rng rng = tc_gen_rng(content->seed, 6, 0);
    uint32_t docs[] = {content->parent, content->root, content->refs[0], content->refs[1], content->refs[2]};
    for (size_t i = 0; i < sizeof docs / sizeof *docs; i++)
        if (docs[i] != GEN_NONE && page->plan->doc[docs[i]].number)
            add_target(page, (struct tc_gen_target){.doc = docs[i]});
    if (content->central) {
        const struct tc_gen_central *central = &tc_gen_data.central[content->central - 1];
        bool by_name = central->alias && tc_gen_chance(&rng, 40);
        add_target(page, (struct tc_gen_target){.doc = GEN_NONE, .central = central, .by_name = by_name});
    }
    page->free_count = page->target_count;
    // a re-issued text names its first version only at the end
    if (page->content != page->index && tc_gen_target_of(page, doc->parent) == GEN_TARGETS)
        add_target(page, (struct tc_gen_target){.doc = doc->parent});
}

static void add_written_date(struct tc_gen_text *out, int date)
{
    int year, month, day;
    tc_gen_date(date, &year, &month, &day);
    tc_gen_add(out, "ngày ");
    tc_gen_add_two(out, day);
    tc_gen_add(out, " tháng ");
    month < 3 ? tc_gen_add_two(out, month) : tc_gen_add_int(out, month);
    tc_gen_add(out, " năm ");
    tc_gen_add_int(out, year);
}

static size_t letters(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += ((unsigned char)*text & 0xc0) != 0x80;
    return count;
}

static size_t line_size(const char *text)
{
    return strcspn(text, "\n");
}

// The two columns of the head or the foot: one after the other, or side by side.
static void add_columns(struct tc_gen_text *out, const char *left, const char *right, bool side)
{
    if (!side) {
        tc_gen_add(out, left);
        tc_gen_add(out, "\n");
        tc_gen_add(out, right);
        return;
    }
    while (*left || *right) {
        char line[256] = "";
        size_t a = line_size(left), b = line_size(right);
        memcpy(line, left, a < 255 ? a : 255);
        tc_gen_add(out, line);
        for (size_t column = letters(line); b && column < 46; column++)
            tc_gen_add(out, " ");
        tc_gen_add_n(out, right, b);
        tc_gen_add(out, "\n");
        left += a + (left[a] == '\n');
        right += b + (right[b] == '\n');
    }
}

static void add_head(struct tc_gen_page *page, bool side)
{
    const struct tc_gen_doc *doc = &page->plan->doc[page->index];
    bool state = tc_gen_is_state(doc->body);
    struct tc_gen_text left = {0}, right = {0};
    tc_gen_add_parent(&left, doc->body);
    if (left.size)
        tc_gen_add(&left, "\n");
    tc_gen_add_body(&left, doc->body);
    tc_gen_upper(&left, 0);
    tc_gen_add(&left, state ? "\n-------\n" : "\n*\n");
    if (doc->number) {
        tc_gen_add(&left, state ? "Số: " : "Số ");
        tc_gen_add_number(&left, doc);
        tc_gen_add(&left, "\n");
    } else {
        tc_gen_add(&left, "DỰ THẢO\n");
    }
    tc_gen_add(&right, state ? "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\n"
                             : "ĐẢNG CỘNG SẢN VIỆT NAM\n\n");
    tc_gen_add_seat(&right, doc->body);
    tc_gen_add(&right, ", ");
    add_written_date(&right, doc->day);
    tc_gen_add(&right, "\n");
    add_columns(&page->text, left.data, right.data, side);
    tc_gen_add(&page->text, "\n");
    tc_gen_text_fini(&left);
    tc_gen_text_fini(&right);
}

// The title as it is printed; it may itself cite.
static void add_title(struct tc_gen_page *page)
{
    const struct tc_gen_doc *doc = &page->plan->doc[page->index], *content = &page->plan->doc[page->content];
    struct tc_gen_rng rng = tc_gen_rng(content->seed, 8, 0);
    unsigned parent = tc_gen_target_of(page, content->parent);
    bool implements = content->role == GEN_IMPLEMENTS || content->role == GEN_GUIDES;
    tc_gen_add(&page->text, tc_gen_kinds[doc->type].word);
    tc_gen_upper(&page->text, page->text.size - strlen(tc_gen_kinds[doc->type].word));
    tc_gen_add(&page->text, "\n");
    size_t start = page->text.size;
    if (parent != GEN_TARGETS && implements && tc_gen_chance(&rng, 60)) {
        tc_gen_add(&page->text, content->role == GEN_GUIDES ? "hướng dẫn thực hiện " : "thực hiện ");
        tc_gen_add_cite_full(page, &rng, parent, content->role == GEN_GUIDES ? GEN_REL_GUIDES : GEN_REL_IMPLEMENTS);
        tc_gen_add(&page->text, " ");
    } else if (parent != GEN_TARGETS && content->role == GEN_REVIEWS && tc_gen_chance(&rng, 60)) {
        tc_gen_add(&page->text, "sơ kết việc thực hiện ");
        tc_gen_add_cite_full(page, &rng, parent, GEN_REL_REVIEWS);
        tc_gen_add(&page->text, " ");
    } else if (doc->type == GEN_KL || doc->type == GEN_TB) {
        tc_gen_add(&page->text, doc->type == GEN_TB ? "Kết luận của Ban Thường vụ " : "của Ban Thường vụ ");
        tc_gen_add_body_short(&page->text, doc->body);
        tc_gen_add(&page->text, tc_gen_chance(&rng, 50) ? " tại hội nghị " : " tại buổi làm việc ");
    }
    tc_gen_add_subject(&page->text, content);
    tc_gen_add_n(&page->title, page->text.data + start, page->text.size - start);
    tc_gen_add(&page->text, "\n-----\n\n");
}

// Who gets the document; the last one is always where it is kept.
static void add_recipients(struct tc_gen_page *page, struct tc_gen_text *out, struct tc_gen_rng *rng, bool state)
{
    static const char *const PARTY[] = {"Thường trực Tỉnh ủy",
                                        "Các ban của Tỉnh ủy",
                                        "Các huyện ủy, thành ủy",
                                        "Các đảng ủy trực thuộc",
                                        "Các ban cán sự đảng, đảng đoàn",
                                        "Ủy ban Kiểm tra Tỉnh ủy",
                                        "Lưu Văn phòng"};
    static const char *const STATE[] = {"Thường trực Tỉnh ủy",
                                        "Thường trực Hội đồng nhân dân tỉnh",
                                        "Các sở, ban, ngành",
                                        "Ủy ban nhân dân các địa phương",
                                        "Cổng thông tin điện tử",
                                        "Văn phòng Quốc hội",
                                        "Lưu: VT, TH"};
    const unsigned count = sizeof PARTY / sizeof *PARTY;
    page->recipients.item = tc_gen_alloc(count, sizeof *page->recipients.item);
    for (unsigned i = 0; i < count; i++)
        if (i + 1 == count || tc_gen_chance(rng, 50))
            page->recipients.item[page->recipients.count++] = state ? STATE[i] : PARTY[i];
    tc_gen_add(out, "Nơi nhận:\n");
    for (unsigned i = 0; i < page->recipients.count; i++) {
        tc_gen_add(out, "- ");
        tc_gen_add(out, page->recipients.item[i]);
        tc_gen_add(out, i + 1 < page->recipients.count ? ";\n" : ".\n");
    }
}

// On whose behalf the one who signs signs, and as what.
static void find_signer(struct tc_gen_page *page, const struct tc_gen_doc *doc, unsigned rank)
{
    static const char *const ROLES[3][3] = {{"Bí thư", "Phó Bí thư", "Phó Bí thư Thường trực"},
                                            {"Chủ tịch", "Phó Chủ tịch", "Phó Chủ tịch Thường trực"},
                                            {"Trưởng ban", "Phó Trưởng ban", "Phó Trưởng ban Thường trực"}};
    bool state = tc_gen_is_state(doc->body), board = doc->body.kind >= GEN_BTCTU && doc->body.kind <= GEN_BDVTU;
    page->signer_role = ROLES[state ? 1 : board ? 2 : 0][rank];
    if (doc->body.kind == GEN_UBKTTU) {
        page->signer_role = rank ? "Phó Chủ nhiệm" : "Chủ nhiệm";
        page->signed_as = "T/M ỦY BAN KIỂM TRA";
    } else if (!board && doc->body.kind != GEN_HDND) {
        page->signed_as = state                 ? "TM. ỦY BAN NHÂN DÂN"
                          : doc->type == GEN_NQ ? "T/M BAN CHẤP HÀNH"
                                                : "T/M BAN THƯỜNG VỤ";
    }
}

static void add_foot(struct tc_gen_page *page, bool side)
{
    const struct tc_gen_doc *doc = &page->plan->doc[page->index];
    struct tc_gen_rng rng = tc_gen_rng(doc->seed, 9, page->content);
    struct tc_gen_text left = {0}, right = {0};
    int year, month, day;
    tc_gen_date(doc->day, &year, &month, &day);
    unsigned rank = tc_gen_below(&rng, 3);
    add_recipients(page, &left, &rng, tc_gen_is_state(doc->body));
    find_signer(page, doc, rank);
    if (page->signed_as) {
        tc_gen_add(&right, page->signed_as);
        tc_gen_add(&right, "\n");
    }
    size_t role = right.size;
    tc_gen_add(&right, page->signer_role);
    tc_gen_upper(&right, role);
    tc_gen_add(&right, "\n\n");
    if (doc->variant != GEN_DRAFT) { // a draft is not signed yet
        tc_gen_add_signer(&page->signer, doc->body, year, rank);
        tc_gen_add(&right, tc_gen_chance(&rng, 40) ? "(đã ký)\n" : "");
        tc_gen_add(&right, page->signer.data);
        tc_gen_add(&right, "\n");
    }
    add_columns(&page->text, left.data, right.data, side);
    tc_gen_text_fini(&left);
    tc_gen_text_fini(&right);
}

static void add_news(struct tc_gen_page *page)
{
    static const char *const DAYS[] = {"Thứ bảy", "Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu"};
    static const char *const TAILS[] = {
        "\n\nThích và chia sẻ bài viết qua\n\nNhập bình luận của bạn:\n\nÝ kiến bạn đọc (0)\n",
        "\n\nTin cùng chuyên mục\n\nVề trang trước | Gửi email | In trang\n", "\n", "\n"};
    const struct tc_gen_doc *doc = &page->plan->doc[page->index];
    struct tc_gen_rng rng = tc_gen_rng(doc->seed, 12, 0);
    int year, month, day;
    tc_gen_date(doc->day, &year, &month, &day);
    size_t start = page->text.size;
    tc_gen_add_province(&page->text, doc->body.province);
    tc_gen_add(&page->text, tc_gen_chance(&rng, 50) ? ": Hội nghị " : " bàn giải pháp ");
    tc_gen_add_subject(&page->text, doc);
    tc_gen_add_n(&page->title, page->text.data + start, page->text.size - start);
    tc_gen_add(&page->text, "\n");
    tc_gen_add(&page->text, DAYS[doc->day % 7]);
    tc_gen_add(&page->text, ", ");
    tc_gen_add_two(&page->text, day);
    tc_gen_add(&page->text, "/");
    tc_gen_add_two(&page->text, month);
    tc_gen_add(&page->text, "/");
    tc_gen_add_int(&page->text, year);
    tc_gen_add(&page->text, " - ");
    tc_gen_add_two(&page->text, tc_gen_between(&rng, 5, 22));
    tc_gen_add(&page->text, ":");
    tc_gen_add_two(&page->text, tc_gen_between(&rng, 0, 59));
    tc_gen_add(&page->text, "\n\n");
    tc_gen_add_body_text(page);
    tc_gen_add_person(&page->author, &rng);
    tc_gen_add(&page->text, page->author.data);
    tc_gen_add(&page->text, TAILS[tc_gen_below(&rng, 4)]);
}

void tc_gen_page(struct tc_gen_page *retpage, const struct tc_gen_plan *plan, uint32_t index)
{
    const struct tc_gen_doc *doc = &plan->doc[index];
    struct tc_gen_page page = {.plan = plan, .index = index, .content = doc->origin == GEN_NONE ? index : doc->origin};
    struct tc_gen_rng rng = tc_gen_rng(doc->seed, 11, doc->variant == GEN_COPY);
    bool side = tc_gen_chance(&rng, 40);
    find_targets(&page);
    if (doc->type == GEN_TIN) {
        add_news(&page);
    } else {
        add_head(&page, side);
        add_title(&page);
        tc_gen_add_body_text(&page);
        add_foot(&page, side);
    }
    if (tc_gen_chance(&rng, 25)) { // offices differ in where they put the tone; no byte moves
        tc_gen_new_tones(&page.text, 0);
        tc_gen_new_tones(&page.title, 0);
    }
    *retpage = page;
}

void tc_gen_page_fini(struct tc_gen_page *page)
{
    for (unsigned i = 0; i < page->task_count; i++) {
        tc_gen_text_fini(&page->task[i].agency);
        tc_gen_text_fini(&page->task[i].with);
        tc_gen_text_fini(&page->task[i].deed);
    }
    for (unsigned i = 0; i < page->passage_count; i++)
        tc_gen_text_fini(&page->passage[i].original);
    for (unsigned i = 0; i < page->change_count; i++) {
        tc_gen_text_fini(&page->change[i].before);
        tc_gen_text_fini(&page->change[i].after);
    }
    for (unsigned i = 0; i < page->cite_count; i++)
        tc_gen_text_fini(&page->cite[i].key);
    free(page->mention);
    tc_gen_text_fini(&page->text);
    tc_gen_text_fini(&page->title);
    tc_gen_text_fini(&page->author);
    tc_gen_text_fini(&page->planted);
    tc_gen_text_fini(&page->signer);
    free(page->cite);
    free(page->task);
    free(page->passage);
    free(page->change);
    free(page->recipients.item);
    *page = (struct tc_gen_page){0};
}
