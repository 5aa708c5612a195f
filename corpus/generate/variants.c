// SPDX-License-Identifier: GPL-3.0-or-later
// Texts that come out of other texts: revised paragraphs, and passages taken over from earlier documents.
#include "page.h"

#include <stdlib.h>
#include <string.h>

static const char *const SYNONYMS[][2] = {
    {"tăng cường", "đẩy mạnh"},  {"tập trung", "chú trọng"},   {"triển khai", "tổ chức thực hiện"},
    {"kịp thời", "nhanh chóng"}, {"chấn chỉnh", "uốn nắn"},    {"khắc phục", "xử lý"},
    {"địa phương", "cơ sở"},     {"nhân rộng", "phổ biến"},    {"hoàn thành", "làm xong"},
    {"quan tâm", "chăm lo"},     {"kết quả", "thành quả"},     {"nhiều năm", "lâu nay"},
    {"khó khăn", "vướng mắc"},   {"toàn tỉnh", "cả tỉnh"},     {"vận động", "động viên"},
    {"gắn với", "kết hợp với"},  {"bảo đảm", "đảm bảo"},       {"nâng cao", "cải thiện"},
    {"rõ nét", "rõ rệt"},        {"đến nay", "tới nay"},       {"tiêu biểu", "nổi bật"},
    {"trọng tâm", "then chốt"},  {"khuyến khích", "khích lệ"}, {"thường xuyên", "đều đặn"},
    {"phối hợp", "hiệp đồng"},   {"xây dựng", "gây dựng"},     {"kiểm tra", "xem xét"},
};

static void add_synonyms(struct tc_gen_text *out, const char *text)
{
    while (*text) {
        size_t i, count = sizeof SYNONYMS / sizeof *SYNONYMS;
        for (i = 0; i < count; i++)
            if (!strncmp(text, SYNONYMS[i][0], strlen(SYNONYMS[i][0])))
                break;
        if (i < count) {
            tc_gen_add(out, SYNONYMS[i][1]);
            text += strlen(SYNONYMS[i][0]);
        } else {
            tc_gen_add_n(out, text++, 1);
        }
    }
}

// Leaves out every ninth word.
static void add_dropped(struct tc_gen_text *out, const char *text)
{
    for (int word = 1; *text; word++) {
        size_t size = strcspn(text, " ");
        if (word % 9 != 0 || strchr(".;,", text[size - 1])) {
            if (word > 1)
                tc_gen_add(out, " ");
            tc_gen_add_n(out, text, size);
        }
        text += size + (text[size] == ' ');
    }
}

// Puts a clause after the first comma.
static void add_inserted(struct tc_gen_text *out, const char *text)
{
    const char *comma = strstr(text, ", ");
    size_t size = comma ? (size_t)(comma - text) : strcspn(text, ".");
    tc_gen_add_n(out, text, size);
    tc_gen_add(out, ", theo đánh giá của cơ quan chuyên môn và ý kiến của nhân dân");
    tc_gen_add(out, text + size);
}

void tc_gen_add_passage(struct tc_gen_page *page, struct tc_gen_rng *rng)
{
    static const char *const HOWS[] = {"verbatim", "quoted", "synonyms", "dropped", "inserted", "unmarked", "tones"};
    unsigned which = 0;
    for (unsigned i = 0; i < page->free_count; i++) {
        uint32_t source = page->target[i].doc;
        if (source != GEN_NONE && tc_gen_statement_count(&page->plan->doc[source]) &&
            page->plan->doc[source].variant == GEN_ORIGINAL)
            which = i + 1;
    }
    if (!which)
        return;
    unsigned how = tc_gen_below(rng, 7);
    struct tc_gen_passage passage = {
        .source = page->target[which - 1].doc, .statement = tc_gen_below(rng, 2), .how = HOWS[how]};
    tc_gen_add_statement(&passage.original, &page->plan->doc[passage.source], passage.statement);
    const char *text = passage.original.data;
    if (how == 1) {
        tc_gen_add_cite(page, rng, which - 1, GEN_REL_REFERS, false);
        tc_gen_add(&page->text, " đã nêu: “");
    }
    passage.start = page->text.size;
    if (how == 2)
        add_synonyms(&page->text, text);
    else if (how == 3)
        add_dropped(&page->text, text);
    else if (how == 4)
        add_inserted(&page->text, text);
    else
        tc_gen_add(&page->text, text);
    if (how == 5)
        tc_gen_fold(&page->text, passage.start);
    else if (how == 6)
        tc_gen_new_tones(&page->text, passage.start);
    passage.end = page->text.size;
    tc_gen_add(&page->text, how == 1 ? "”.\n\n" : "\n\n");
    page->passage = tc_gen_grow(page->passage, page->passage_count + 1, sizeof passage);
    page->passage[page->passage_count++] = passage;
}

static void keep(struct tc_gen_page *page, struct tc_gen_change change)
{
    page->change = tc_gen_grow(page->change, page->change_count + 1, sizeof change);
    page->change[page->change_count++] = change;
}

void tc_gen_revise(struct tc_gen_page *page, struct tc_gen_rng *rng, size_t start)
{
    // its own source of chance: the first version must read the same with or without this one
    struct tc_gen_rng own = tc_gen_rng(tc_gen_next(rng), page->index, 5);
    unsigned dice = tc_gen_below(&own, 100);
    struct tc_gen_change change = {0};
    if (dice >= 22)
        return;
    tc_gen_add_n(&change.before, page->text.data + start, page->text.size - start);
    struct tc_gen_voice voice = {.out = &page->text, .doc = &page->plan->doc[page->content], .rng = own};
    if (dice < 10) {
        change.kind = "changed";
        page->text.size = start;
        add_synonyms(&page->text, change.before.data);
        tc_gen_add(&page->text, " ");
        tc_gen_add_sentence(&voice, GEN_TASK);
    } else if (dice < 16) {
        change.kind = "added";
        tc_gen_add(&page->text, " ");
        tc_gen_add_sentence(&voice, GEN_VIEW);
    } else {
        change.kind = "replaced";
        page->text.size = start;
        tc_gen_add_sentence(&voice, GEN_TASK);
        tc_gen_add(&page->text, " ");
        tc_gen_add_sentence(&voice, GEN_GOAL);
    }
    tc_gen_add_n(&change.after, page->text.data + start, page->text.size - start);
    keep(page, change);
}
