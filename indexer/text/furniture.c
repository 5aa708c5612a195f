// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/furniture.h"

#include "text/furniture_lines.h"

#include <ctype.h>
#include <string.h>

enum {
    LINES_MAX = 5000,    // what is longer is no news page
    OFFICIAL_LINES = 80, // where the head of an official document is looked for
    FIRST_LINES = 24,    // most show by these what they are
    HEAD_LINES = 120,
    HEADLINE_LEAST = 4,
    HEADLINE_MOST = 45,
    CAPTION_MOST = 45,
    LEADING_CAPTION_MOST = 14,
    TITLE_SHARE = 50, // of a hundred words of the headline that a lead has
    MENU_WORDS = 16,
    MENU_LEAST = 3 // short lines in a row that make a menu
};

struct page {
    struct tc_document *document;
    struct tc_text_line *lines;
    size_t count;
    size_t title, first_prose, last_prose, byline; // line numbers; byline is count where there is none
    size_t cues;                                   // lines that only a site puts there
    bool is_news;                                  // a date of publication, such a line or a byline shows it
};

// ---- official documents

static bool begins(const char *fold, const char *words)
{
    return !strncmp(fold, words, strlen(words));
}

static bool is_type_line(const struct tc_text_line *line)
{
    static const char *const types[] = {
        "nghi quyet",   "quyet dinh", "chi thi",  "ket luan",  "thong bao", "bao cao",   "ke hoach",  "huong dan",
        "chuong trinh", "de an",      "to trinh", "quy dinh",  "quy che",   "thong tri", "cong van",  "bien ban",
        "nghi dinh",    "thong tu",   "luat",     "bo luat",   "phap lenh", "hien phap", "phuong an", "cong dien",
        "thong cao",    "tuyen bo",   "dieu le",  "trich yeu", "cuong linh"};
    if (!line->is_upper || line->words > 30)
        return false;
    for (size_t i = 0; i < TC_LENGTH(types); i++)
        if (begins(line->fold, types[i]))
            return true;
    return false;
}

// “Số: 44-KL/TU”, “Số 12/2019/NĐ-CP” alone on its line.
static bool is_number_line(const struct tc_text_line *line)
{
    const char *p = line->fold;
    if (line->words > 14 || !begins(p, "so"))
        return false;
    p += 2;
    while (*p == ':' || *p == ' ' || *p == '.')
        p++;
    size_t digits = strspn(p, "0123456789");
    p += digits;
    while (*p == ' ')
        p++;
    return digits && (*p == '-' || *p == '/');
}

static bool is_official(const struct page *p)
{
    size_t basis = 0, articles = 0;
    for (size_t i = 0; i < p->count; i++) {
        const struct tc_text_line *line = &p->lines[i];
        bool near_top = i < OFFICIAL_LINES;
        if (line->words <= 14 && strstr(line->fold, "cong hoa xa hoi chu nghia viet nam"))
            return true;
        if (line->is_upper && line->words <= 14 && strstr(line->fold, "dang cong san viet nam"))
            return true;
        if (near_top && (is_number_line(line) || is_type_line(line) || begins(line->fold, "kinh gui")))
            return true;
        basis += begins(line->fold, "can cu ") || begins(line->fold, "theo de nghi cua");
        articles += begins(line->fold, "dieu 1") || begins(line->fold, "dieu 2") || begins(line->fold, "chuong i");
        if (basis >= 2 || articles >= 2 || (begins(line->fold, "noi nhan") && line->words <= 6))
            return true;
    }
    return false;
}

bool tc_furniture_is_official(const struct tc_document *document)
{
    struct tc_text_lines lines;
    tc_text_lines_read(document, LINES_MAX, &lines);
    struct page page = {.lines = lines.items, .count = lines.count};
    bool is = is_official(&page);
    tc_text_lines_fini(&lines);
    return is;
}

// ---- the parts of the page

static bool is_stamp(const struct tc_text_line *line)
{
    return line->has_date && (line->has_hour || line->cue == TC_CUE_STAMP || line->words <= 3);
}

static void set(struct page *p, size_t line, enum tc_block_kind kind)
{
    uint16_t *at = &p->document->blocks[p->lines[line].block].kind;
    if (*at != TC_BLOCK_CAPTION || kind == TC_BLOCK_FURNITURE)
        *at = (uint16_t)kind;
}

static bool is_headline(const struct tc_text_line *line)
{
    return line->words >= HEADLINE_LEAST && line->words <= HEADLINE_MOST && line->cue == TC_CUE_NONE &&
           !line->is_crumbs && !is_stamp(line) && line->text[line->len - 1] != '.' && line->text[line->len - 1] != ':';
}

// The headline stands right above the date of publication, else right below it; without one it is a heading of the
// page, or the longest line above the article.
static size_t find_title(const struct page *p)
{
    size_t stamp = 0, best = p->count;
    while (stamp < p->first_prose && !is_stamp(&p->lines[stamp]))
        stamp++;
    for (size_t i = 0; i < p->first_prose; i++)
        if (p->document->blocks[p->lines[i].block].kind == TC_BLOCK_HEADING &&
            p->document->blocks[p->lines[i].block].level == 1 && is_headline(&p->lines[i]))
            return i;
    if (stamp < p->first_prose) {
        for (size_t i = stamp; i-- > 0 && stamp - i < 4;)
            if (is_headline(&p->lines[i]))
                return i;
        for (size_t i = stamp + 1; i < p->first_prose && i < stamp + 4; i++)
            if (is_headline(&p->lines[i]))
                return i;
    }
    for (size_t i = 0; i < p->first_prose; i++)
        if (is_headline(&p->lines[i]) && (best == p->count || p->lines[i].words > p->lines[best].words))
            best = i;
    return best;
}

static bool survey(struct page *p)
{
    size_t prose = 0;
    p->first_prose = p->byline = p->count;
    for (size_t i = 0; i < p->count; i++) {
        const struct tc_text_line *line = &p->lines[i];
        if (tc_text_line_is_prose(line) && line->cue != TC_CUE_CONTACT && !line->is_crumbs) {
            if (prose++ == 0)
                p->first_prose = i;
            p->last_prose = i;
        }
        if (line->is_names && prose >= 2 && line->cue == TC_CUE_NONE && p->byline == p->count)
            p->byline = i;
        p->cues += line->cue == TC_CUE_TOOL || line->cue == TC_CUE_LIST || line->cue == TC_CUE_COMMENTS ||
                   line->cue == TC_CUE_END;
    }
    if (prose < 2 || p->first_prose > HEAD_LINES)
        return false;
    p->title = find_title(p);
    p->is_news = p->cues || p->byline < p->count;
    for (size_t i = 0; i < p->first_prose; i++)
        p->is_news |= is_stamp(&p->lines[i]);
    return true;
}

// ---- above the article

static bool is_site_line(const struct tc_text_line *line)
{
    return (line->cue != TC_CUE_NONE && line->cue != TC_CUE_PHOTO && line->cue != TC_CUE_STAMP) || line->is_crumbs;
}

// Above the title: names of sections, buttons, and runs of short lines that are a menu.
static void mark_above_title(struct page *p)
{
    size_t title = p->title < p->count ? p->title : p->first_prose, run = 0;
    for (size_t i = 0; i <= title && i < p->count; i++) {
        const struct tc_text_line *line = &p->lines[i];
        bool is_short = i < title && line->words <= MENU_WORDS && !line->ends_sentence && !is_stamp(line);
        if (is_short) {
            run++;
            continue;
        }
        // a lone line above the title may be its own kicker; a row of them is not
        for (size_t k = i - run; k < i; k++)
            if (run >= MENU_LEAST || is_site_line(&p->lines[k]))
                set(p, k, TC_BLOCK_FURNITURE);
        run = 0;
    }
}

static void mark_head(struct page *p)
{
    mark_above_title(p);
    for (size_t i = 0; i < p->first_prose; i++) {
        const struct tc_text_line *line = &p->lines[i];
        if (i == p->title)
            continue;
        if (is_stamp(line))
            set(p, i, TC_BLOCK_DATELINE);
        else if (is_site_line(line))
            set(p, i, TC_BLOCK_FURNITURE);
    }
}

// ---- captions and repeats between the paragraphs

// What a picture's line says is done in it.
static bool shows_people(const char *fold)
{
    static const char *const doings[] = {"phat bieu",  "chu tri",  "trao ",    "tang ",       "tham quan",
                                         "chung kien", "chup anh", "kiem tra", "tham hoi",    "dang huong",
                                         "ky ket",     "bam nut",  "cat bang", "lam viec voi"};
    static const char *const people[] = {"dong chi ",    "cac dong chi ", "ong ",      "ba ",
                                         "cac dai bieu", "dai bieu ",     "lanh dao ", "thuong truc "};
    bool who = false, does = false;
    for (size_t i = 0; i < TC_LENGTH(people); i++)
        who |= begins(fold, people[i]);
    for (size_t i = 0; i < TC_LENGTH(doings); i++)
        does |= strstr(fold, doings[i]) != NULL;
    return who && does;
}

static bool is_caption(const struct page *p, size_t i)
{
    const struct tc_text_line *line = &p->lines[i];
    if (line->words > CAPTION_MOST || line->is_names || line->text[line->len - 1] == ':' ||
        line->text[line->len - 1] == ';')
        return false;
    if (line->is_credit || (line->cue == TC_CUE_PHOTO && line->words <= 16))
        return true;
    if (!p->is_news)
        return false;
    if (shows_people(line->fold) && (!line->ends_sentence || line->words <= 16))
        return true;
    // alone between the headline or its date and the first paragraph
    bool leads = i + 1 == p->first_prose && p->title < i && line->words <= LEADING_CAPTION_MOST && line->words >= 3;
    return leads && (line->ends_sentence ? line->text[line->len - 1] == '.' : is_stamp(&p->lines[i - 1]));
}

static bool repeats_earlier(const struct page *p, size_t i)
{
    const struct tc_text_line *line = &p->lines[i];
    if (line->words < 6)
        return false;
    if (!p->is_news)
        return p->title < i && p->lines[p->title].len == line->len &&
               !memcmp(p->lines[p->title].text, line->text, line->len);
    for (size_t k = 0; k < i; k++)
        if (p->lines[k].len == line->len && !memcmp(p->lines[k].text, line->text, line->len))
            return true;
    return false;
}

// Words of the headline that a line has, as a share of a hundred.
static size_t shared_with_title(const struct page *p, const struct tc_text_line *line)
{
    size_t words = 0, shared = 0;
    for (const char *w = p->title < p->count ? p->lines[p->title].fold : ""; *w;) {
        size_t len = strcspn(w, " ");
        words++;
        for (const char *hit = line->fold; (hit = memmem(hit, strlen(hit), w, len)); hit++)
            if ((hit == line->fold || hit[-1] == ' ') && !isalnum((unsigned char)hit[len])) {
                shared++;
                break;
            }
        w += len + (w[len] == ' ');
    }
    return words ? shared * 100 / words : 0;
}

// Printed twice in a row above the article, a line is what a picture says of itself and what stands under it. (A lead
// that a picture repeats tells what the headline tells.)
static bool is_doubled(const struct page *p, size_t i)
{
    const struct tc_text_line *line = &p->lines[i];
    bool is_first = p->is_news && i == p->first_prose && i + 2 < p->count && p->title < i;
    return is_first && line->words <= CAPTION_MOST && p->lines[i + 1].len == line->len &&
           !memcmp(p->lines[i + 1].text, line->text, line->len) && tc_text_line_is_prose(&p->lines[i + 2]) &&
           shared_with_title(p, line) < TITLE_SHARE;
}

static void mark_between(struct page *p)
{
    for (size_t i = p->title < p->count ? p->title + 1 : 0; i < p->count; i++) {
        const struct tc_text_line *line = &p->lines[i];
        if (p->document->blocks[line->block].kind != TC_BLOCK_PARAGRAPH)
            continue;
        // the headline or the lead once more is what stands under a picture
        if (repeats_earlier(p, i) || is_caption(p, i) || is_doubled(p, i))
            set(p, i, TC_BLOCK_CAPTION);
    }
}

// ---- below and in the article

static size_t prose_from(const struct page *p, size_t i)
{
    size_t prose = 0;
    for (; i < p->count; i++)
        prose += tc_text_line_is_prose(&p->lines[i]) && p->lines[i].cue != TC_CUE_CONTACT;
    return prose;
}

// Marks from a line to the end; what readers wrote as such.
static void mark_rest(struct page *p, size_t from)
{
    bool comments = false;
    for (size_t i = from; i < p->count; i++) {
        if (p->lines[i].cue != TC_CUE_NONE)
            comments = p->lines[i].cue == TC_CUE_COMMENTS;
        set(p, i, comments && i > from && p->lines[i].cue == TC_CUE_NONE ? TC_BLOCK_COMMENT : TC_BLOCK_FURNITURE);
    }
}

// Marks a line and the short ones behind it, to the next paragraph or byline. Gives the line behind them.
static size_t mark_run(struct page *p, size_t from)
{
    size_t i = from + 1;
    set(p, from, TC_BLOCK_FURNITURE);
    while (i < p->count && !tc_text_line_is_prose(&p->lines[i]) && !p->lines[i].ends_sentence && i != p->byline)
        set(p, i++, TC_BLOCK_FURNITURE);
    return i;
}

static bool ends_article(const struct page *p, size_t i)
{
    size_t left = prose_from(p, i + 1);
    if (left == 0 || i > p->byline)
        return true;
    // prose below is readers' or teasers' where the site speaks in more lines than this one
    return i > p->last_prose / 2 && left <= 3 && p->cues >= 3 && p->lines[i].cue != TC_CUE_LIST;
}

static void mark_below(struct page *p)
{
    for (size_t i = p->first_prose + 1; i < p->count; i++) {
        const struct tc_text_line *line = &p->lines[i];
        switch ((enum tc_cue)line->cue) {
        case TC_CUE_LIST:
        case TC_CUE_COMMENTS:
        case TC_CUE_END:
            if (ends_article(p, i)) {
                mark_rest(p, i);
                return;
            }
            // “Xem thêm: …” is a line of its own; a heading has a list behind it
            if (line->cue == TC_CUE_LIST && line->words <= 5)
                i = mark_run(p, i) - 1;
            else if (line->cue == TC_CUE_LIST || p->cues >= 3)
                set(p, i, TC_BLOCK_FURNITURE);
            break;
        case TC_CUE_TOOL:
            set(p, i, TC_BLOCK_FURNITURE);
            break;
        case TC_CUE_CONTACT:
            if (i > p->last_prose)
                set(p, i, TC_BLOCK_FURNITURE);
            break;
        case TC_CUE_SECTION:
            if (i > p->last_prose && (i > p->byline || p->cues >= 2))
                set(p, i, TC_BLOCK_FURNITURE);
            break;
        default:
            if (line->is_crumbs && i > p->last_prose)
                set(p, i, TC_BLOCK_FURNITURE);
        }
    }
}

// Headlines of other articles, each with its date, where no heading announces them.
static void mark_dated(struct page *p)
{
    size_t dated = 0;
    for (size_t i = p->last_prose + 1; i < p->count; i++)
        dated += p->lines[i].has_date && !p->lines[i].ends_sentence;
    for (size_t i = p->last_prose + 1; dated >= 2 && i < p->count; i++)
        if (p->lines[i].has_date && !p->lines[i].ends_sentence)
            set(p, i, TC_BLOCK_FURNITURE);
}

// What shows an official document shows it whatever lines follow: most texts need not be read to their end.
static bool begins_officially(const struct tc_document *document)
{
    struct tc_text_lines lines;
    tc_text_lines_read(document, FIRST_LINES, &lines);
    struct page page = {.lines = lines.items, .count = lines.count};
    bool is = is_official(&page);
    tc_text_lines_fini(&lines);
    return is;
}

void tc_furniture_mark(struct tc_document *document)
{
    struct tc_text_lines lines;
    if (begins_officially(document))
        return;
    tc_text_lines_read(document, LINES_MAX, &lines);
    struct page page = {.document = document, .lines = lines.items, .count = lines.count};
    if (lines.count < LINES_MAX && !is_official(&page) && survey(&page)) {
        if (page.is_news)
            mark_head(&page);
        mark_between(&page);
        mark_below(&page);
        mark_dated(&page);
    }
    tc_text_lines_fini(&lines);
}
