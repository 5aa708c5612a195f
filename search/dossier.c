// SPDX-License-Identifier: GPL-3.0-or-later
#include "dossier.h"

#include "cite_form.h"
#include "json_slice.h"
#include "record/rules.h"
#include "text/token.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TERMS = 6,
    DOCUMENTS_A_TERM = 12,
    PASSAGES_A_TERM = 3,
    FIGURES = 12,
    PASSAGE_BYTES = 1000,
    SHORT_PARAGRAPH = 90
};
#define SHARE_ENOUGH 0.45 // of the heading's words, in a paragraph or the headings above it
#define SHARE_FIGURE 0.5

struct term { // of the Party committees: days of the papers that belong to it
    char from[11], to[11];
    char label[16];   // “2015 - 2020”
    const char *name; // “XII”, of the Central Committee of those years
};

struct passage {
    const char *text; // in the arena
    double score;
    uint32_t start, end;
    const char *section;
    size_t source;
};
struct figure {
    struct tc_figure figure;
    double score;
    size_t source;
    uint32_t at; // byte of the text
};
struct source { // a document that is drawn on
    tc_docid doc;
    char id[17];
    const char *path, *key, *title, *date, *type, *full, *brief;
    bool is_used, is_elsewhere; // is_elsewhere: of another place than the one asked for
};
struct builder {
    struct tc_archive *archive;
    const struct tc_dossier_options *options;
    struct tc_arena arena;
    struct term terms[TERMS];
    size_t term_count;
    struct source *sources;
    size_t source_count, source_cap;
    char *place;           // folded; NULL: any
    struct tc_strmap used; // passages and figures that the heading has already
};

// --- terms
// ------------------------------------------------------------------------------------------------------------------------------

static void months_earlier(const char *iso, int months, int days, char ret[11])
{
    int year = 0, month = 0, day = 0;
    (void)sscanf(iso, "%4d-%2d-%2d", &year, &month, &day);
    month -= months;
    if (month < 1) {
        month += 12;
        year--;
    }
    day = day > 28 ? 28 : day;
    if (days && --day < 1) {
        day = 28;
        if (--month < 1) {
            month = 12;
            year--;
        }
    }
    (void)snprintf(ret, 11, "%04d-%02d-%02d", year % 10000, month % 100, day % 100);
}

// The committees' terms, newest first. Those of provinces begin some months before the Central Committee's, with the
// congress reports that open them.
static void find_terms(struct builder *b)
{
    enum { MONTHS_EARLIER = 8 };
    const struct tc_rules *rules = tc_rules();
    const char *before = b->options->before;
    for (size_t i = rules->term_count; i-- > 0 && b->term_count < TERMS;) {
        const struct tc_term_rule *rule = &rules->terms[i];
        if (strcmp(rule->body, "party") != 0)
            continue;
        struct term *term = &b->terms[b->term_count];
        months_earlier(rule->from, MONTHS_EARLIER, 0, term->from);
        if (b->term_count)
            months_earlier(rules->terms[i + 1].from, MONTHS_EARLIER, 1, term->to);
        else
            strcpy(term->to, "2100-12-31");
        if (before && strcmp(term->from, before) > 0)
            continue;
        if (before && strcmp(term->to, before) > 0)
            (void)snprintf(term->to, sizeof term->to, "%.10s", before);
        int year = atoi(rule->from) - 1;
        (void)snprintf(term->label, sizeof term->label, "%04d - %04d", year % 10000, (year + 5) % 10000);
        term->name = rule->term;
        b->term_count++;
    }
}

// --- sources
// ----------------------------------------------------------------------------------------------------------------------------

static const char *field(struct builder *b, const json_t *meta, const char *name)
{
    return tc_arena_strdup(&b->arena, json_string_value(json_object_get(meta, name)));
}

static bool is_elsewhere(const struct builder *b, const json_t *meta)
{
    static const char *const fields[] = {"issuer", "issuer_parent", "place", "title"};
    for (size_t i = 0; b->place && i < TC_LENGTH(fields); i++) {
        const char *value = json_string_value(json_object_get(meta, fields[i]));
        tc_auto_free char *folded = tc_text_fold_dup(value ? value : "");
        if (strstr(folded, b->place))
            return false;
    }
    return b->place != NULL;
}

static size_t source_of(struct builder *b, tc_docid doc, const char *id)
{
    for (size_t i = 0; i < b->source_count; i++)
        if (b->sources[i].doc == doc)
            return i;
    tc_auto_buf struct tc_buf record = {0}, path = {0};
    struct source source = {.doc = doc};
    size_t len = 0;
    (void)snprintf(source.id, sizeof source.id, "%s", id);
    char same[17];
    (void)tc_reader_identity(b->archive->reader, doc, same, &path, NULL);
    source.path = tc_arena_strdup(&b->arena, path.data);
    if (tc_reader_record(b->archive->reader, doc, &record, NULL) == TC_OK) {
        const char *slice = tc_json_member(record.data ? record.data : "", record.len, "meta", &len);
        json_t *meta = slice ? json_loadb(slice, len, 0, NULL) : NULL;
        source.key = field(b, meta, "key");
        source.title = field(b, meta, "title");
        source.date = field(b, meta, "date");
        source.type = field(b, meta, "type");
        const struct tc_cite_source cite = {.type = source.type,
                                            .number = field(b, meta, "number"),
                                            .key = source.key,
                                            .date = source.date,
                                            .issuer = field(b, meta, "issuer"),
                                            .title = source.title};
        source.full = tc_cite_full(&cite, &b->arena);
        source.brief = tc_cite_short(&cite, &b->arena);
        source.is_elsewhere = is_elsewhere(b, meta);
        json_decref(meta);
    }
    TC_GROW(b->sources, b->source_count, b->source_cap);
    b->sources[b->source_count] = source;
    return b->source_count++;
}

// Papers that say how things stand and what is to be done come before letters and news.
static double weight_of(const char *type)
{
    static const struct {
        const char *type;
        double weight;
    } weights[] = {{"báo cáo", 0.2},       {"nghị quyết", 0.18}, {"kết luận", 0.15}, {"chỉ thị", 0.1},
                   {"chương trình", 0.12}, {"kế hoạch", 0.08},   {"đề án", 0.1},     {"thông báo", 0.06},
                   {"tin", -0.3},          {"công văn", -0.1},   {"luật", -0.3},     {"nghị định", -0.3},
                   {"thông tư", -0.3}};
    for (size_t i = 0; type && i < TC_LENGTH(weights); i++)
        if (!strcmp(weights[i].type, type))
            return weights[i].weight;
    return 0;
}

// --- one document under one heading
// -----------------------------------------------------------------------------------------------------

struct found {
    struct passage *passages;
    size_t passage_count, passage_cap;
    struct figure *figures;
    size_t figure_count, figure_cap;
};

// At most so many bytes, to the end of a sentence.
static size_t cut_length(const char *text, size_t len)
{
    if (len <= PASSAGE_BYTES)
        return len;
    size_t end = 0;
    for (size_t i = 0; i < PASSAGE_BYTES; i++)
        if ((text[i] == '.' || text[i] == ';') && text[i + 1] == ' ')
            end = i + 1;
    if (end)
        return end;
    for (end = PASSAGE_BYTES; end && text[end] != ' ';)
        end--;
    return end;
}

// Does a text that begins like this one stand in the dossier already? Copies and later versions repeat whole
// paragraphs.
static bool is_new(struct builder *b, const char *text, size_t len)
{
    enum { LIKE = 80 };
    tc_auto_buf struct tc_buf canonical = {0};
    uint32_t ignored;
    tc_text_canonical(text, len < LIKE ? len : LIKE, &canonical);
    if (!canonical.len || tc_strmap_get(&b->used, canonical.data, canonical.len, &ignored))
        return false;
    tc_strmap_set(&b->used, canonical.data, canonical.len, 1);
    return true;
}

static void take_figures(struct builder *b, const char *text, const struct tc_dossier_para *para, size_t source,
                         double score, struct found *found)
{
    struct tc_figures figures = {0};
    tc_figures_read(text, para, b->sources[source].date, &b->arena, &figures);
    for (size_t i = 0; i < figures.count; i++) {
        TC_GROW(found->figures, found->figure_count, found->figure_cap);
        found->figures[found->figure_count++] =
            (struct figure){figures.items[i], score, source, para->start + (uint32_t)i};
    }
    free(figures.items);
}

// Does it end as a paragraph does? Lines of a title, and what only leads to a list, say nothing.
static bool is_whole(const char *p, size_t len)
{
    static const char *const ends[] = {".", ";", "/", "!", "”", ")"}, *const bases[] = {"Căn cứ ", "- Căn cứ ",
                                                                                        "-Căn cứ "};
    for (size_t i = 0; i < TC_LENGTH(bases); i++)
        if (len > strlen(bases[i]) && !memcmp(p, bases[i], strlen(bases[i])))
            return false;
    for (size_t i = 0; i < TC_LENGTH(ends); i++) {
        size_t n = strlen(ends[i]);
        if (len > n && !memcmp(p + len - n, ends[i], n))
            return true;
    }
    return false;
}

static void take_paragraph(struct builder *b, const struct tc_topic *topic, const char *text,
                           const struct tc_dossier_para *para, size_t source, double section, struct found *found)
{
    const char *p = text + para->start;
    size_t len = para->end - para->start;
    if (para->is_heading)
        return;
    // a paragraph says less than the headings above it: both together have the words
    tc_auto_free char *both = tc_xasprintf("%s\n%.*s", para->section, (int)len, p);
    double own = tc_topic_share(topic, p, len), best = tc_topic_share(topic, both, strlen(both));
    double score = 0.6 * section + 0.5 * own + weight_of(b->sources[source].type);
    if (best >= SHARE_FIGURE && !(para->is_row && section < SHARE_FIGURE && own < SHARE_FIGURE))
        take_figures(b, text, para, source, score, found);
    if (para->is_row || best < SHARE_ENOUGH || len < SHORT_PARAGRAPH || !is_whole(p, len))
        return;
    struct passage passage = {.score = score, .start = para->start, .section = para->section, .source = source};
    size_t cut = cut_length(p, len);
    passage.end = para->start + (uint32_t)cut;
    char *line = tc_arena_strndup(&b->arena, p, cut);
    tc_text_one_line(line);
    passage.text = line;
    TC_GROW(found->passages, found->passage_count, found->passage_cap);
    found->passages[found->passage_count++] = passage;
}

static enum tc_status read_document(struct builder *b, const struct tc_topic *topic, const struct tc_hit *hit,
                                    struct found *found, size_t *read, struct tc_error *err)
{
    tc_auto_buf struct tc_buf text = {0};
    tc_auto_arena struct tc_arena scratch = {0};
    struct tc_dossier_paras paras;
    tc_docid doc = 0;
    if (!tc_reader_find(b->archive->reader, hit->id, &doc))
        return TC_OK;
    size_t source = source_of(b, doc, hit->id);
    if (b->sources[source].is_elsewhere)
        return TC_OK;
    (*read)++;
    enum tc_status status = tc_reader_text(b->archive->reader, doc, 0, UINT32_MAX, &text, err);
    if (status)
        return status;
    tc_dossier_cut(text.data ? text.data : "", text.len, &scratch, &paras);
    const char *section = NULL;
    double share = 0;
    for (size_t i = 0; i < paras.count; i++) {
        struct tc_dossier_para para = paras.items[i];
        if (para.section != section)
            share = *para.section ? tc_topic_share(topic, para.section, strlen(para.section)) : 0;
        section = para.section;
        para.section = tc_arena_strdup(&b->arena, para.section);
        take_paragraph(b, topic, text.data, &para, source, share, found);
    }
    return TC_OK;
}

static int better_passage(const void *a, const void *b)
{
    const struct passage *x = a, *y = b;
    if (x->score < y->score || x->score > y->score)
        return x->score < y->score ? 1 : -1;
    return x->source != y->source ? (x->source < y->source ? -1 : 1) : (x->start > y->start) - (x->start < y->start);
}

static int better_figure(const void *a, const void *b)
{
    const struct figure *x = a, *y = b;
    if (x->score < y->score || x->score > y->score)
        return x->score < y->score ? 1 : -1;
    if (x->source != y->source)
        return x->source < y->source ? -1 : 1;
    int order = strcmp(x->figure.indicator, y->figure.indicator);
    return order ? order : strcmp(x->figure.value, y->figure.value);
}

// --- JSON
// -------------------------------------------------------------------------------------------------------------------------------

static json_t *string_or_null(const char *s)
{
    return s && *s ? json_string(s) : json_null();
}

static void add_source(struct builder *b, size_t place, json_t *object)
{
    struct source *source = &b->sources[place];
    source->is_used = true;
    json_object_set_new(object, "id", json_string(source->id));
    json_object_set_new(object, "key", string_or_null(source->key));
    json_object_set_new(object, "date", string_or_null(source->date));
    json_object_set_new(object, "citation",
                        json_pack("{s:s,s:s}", "full", source->full ? source->full : source->path, "short",
                                  source->brief ? source->brief : source->path));
}

// The best passages, at most two of one document, each wording once.
static json_t *passages_to_json(struct builder *b, struct found *found)
{
    json_t *array = json_array();
    uint32_t most = b->options->passages ? b->options->passages : PASSAGES_A_TERM;
    if (found->passage_count)
        qsort(found->passages, found->passage_count, sizeof *found->passages, better_passage);
    for (size_t i = 0; i < found->passage_count && json_array_size(array) < most; i++) {
        const struct passage *passage = &found->passages[i];
        size_t same = 0;
        for (size_t k = 0; k < json_array_size(array); k++)
            same += !strcmp(json_string_value(json_object_get(json_array_get(array, k), "id")),
                            b->sources[passage->source].id);
        if (same >= 2 || !is_new(b, passage->text, strlen(passage->text)))
            continue;
        json_t *object = json_object();
        json_object_set_new(object, "text", json_string(passage->text));
        json_object_set_new(object, "start", json_integer(passage->start));
        json_object_set_new(object, "end", json_integer(passage->end));
        json_object_set_new(object, "section", string_or_null(passage->section));
        add_source(b, passage->source, object);
        json_array_append_new(array, object);
    }
    return array;
}

// Newest papers first, and in the order of their texts.
static int by_place(const void *a, const void *b, void *context)
{
    const struct builder *builder = context;
    const struct figure *x = a, *y = b;
    const char *p = builder->sources[x->source].date, *q = builder->sources[y->source].date;
    int order = strcmp(q ? q : "", p ? p : "");
    if (!order)
        order = strcmp(builder->sources[x->source].id, builder->sources[y->source].id);
    return order ? order : (x->at > y->at) - (x->at < y->at);
}

static json_t *figures_to_json(struct builder *b, struct found *found)
{
    json_t *array = json_array();
    size_t most = b->options->figures ? b->options->figures : FIGURES, count = 0;
    if (found->figure_count)
        qsort(found->figures, found->figure_count, sizeof *found->figures, better_figure);
    for (size_t i = 0; i < found->figure_count && count < most; i++) {
        const struct tc_figure *f = &found->figures[i].figure;
        tc_auto_free char *identity = tc_xasprintf("%s|%s|%s", f->value, f->when, f->indicator);
        if (is_new(b, identity, strlen(identity)))
            found->figures[count++] = found->figures[i];
    }
    if (count)
        qsort_r(found->figures, count, sizeof *found->figures, by_place, b);
    for (size_t i = 0; i < count; i++) {
        const struct figure *figure = &found->figures[i];
        const struct tc_figure *f = &figure->figure;
        json_t *object = json_object();
        json_object_set_new(object, "kind", json_string(f->is_target ? "target" : "result"));
        json_object_set_new(object, "indicator", json_string(f->indicator));
        json_object_set_new(object, "value", json_string(f->value));
        json_object_set_new(object, "compare", string_or_null(f->compare));
        json_object_set_new(object, "when", string_or_null(f->when));
        add_source(b, figure->source, object);
        json_array_append_new(array, object);
    }
    return array;
}

static void clear_found(struct found *found)
{
    free(found->passages);
    free(found->figures);
    *found = (struct found){0};
}

static enum tc_status read_term(struct builder *b, const struct tc_topic *topic, const struct term *term,
                                struct found *found, struct tc_error *err)
{
    const struct tc_results *results = NULL;
    // those of other places are passed over
    const struct tc_search_options options = {.limit = b->place ? DOCUMENTS_A_TERM * 6 : DOCUMENTS_A_TERM,
                                              .no_snippets = true};
    size_t read = 0;
    tc_auto_free char *query = tc_xasprintf("%s from:%s to:%s", topic->query.data, term->from, term->to);
    enum tc_status status = tc_search(b->archive, query, &options, &results, err);
    for (size_t i = 0; !status && i < results->hit_count && read < DOCUMENTS_A_TERM; i++)
        status = read_document(b, topic, &results->hits[i], found, &read, err);
    if (results)
        tc_results_free(results);
    return status;
}

static enum tc_status read_heading(struct builder *b, const struct tc_dossier_heading *heading, const char *above,
                                   json_t *ret, struct tc_error *err)
{
    struct tc_topic topic;
    struct found figures = {0};
    json_t *terms = json_array();
    enum tc_status status = TC_OK;
    tc_topic_init(b->archive->reader, heading->text, above, &topic);
    tc_strmap_fini(&b->used);
    b->used = (struct tc_strmap){0};
    for (size_t i = 0; !status && topic.count && i < b->term_count; i++) {
        struct found found = {0};
        status = read_term(b, &topic, &b->terms[i], &found, err);
        json_t *passages = passages_to_json(b, &found);
        if (json_array_size(passages))
            json_array_append_new(terms, json_pack("{s:s,s:s,s:O}", "term", b->terms[i].label, "name", b->terms[i].name,
                                                   "passages", passages));
        json_decref(passages);
        for (size_t k = 0; k < found.figure_count; k++) {
            TC_GROW(figures.figures, figures.figure_count, figures.figure_cap);
            figures.figures[figures.figure_count++] = found.figures[k];
        }
        clear_found(&found);
    }
    json_object_set_new(ret, "text", json_string(heading->text));
    json_object_set_new(ret, "level", json_integer(heading->level));
    json_object_set_new(ret, "terms", terms);
    json_object_set_new(ret, "figures", figures_to_json(b, &figures));
    clear_found(&figures);
    tc_topic_fini(&topic);
    return status;
}

static int by_date_then_key(const void *a, const void *b)
{
    const struct source *x = a, *y = b;
    int order = strcmp(x->date ? x->date : "", y->date ? y->date : "");
    if (!order)
        order = strcmp(x->key ? x->key : "", y->key ? y->key : "");
    return order ? order : strcmp(x->id, y->id);
}

static json_t *sources_to_json(struct builder *b)
{
    json_t *array = json_array();
    if (b->source_count)
        qsort(b->sources, b->source_count, sizeof *b->sources, by_date_then_key);
    for (size_t i = 0; i < b->source_count; i++) {
        const struct source *source = &b->sources[i];
        if (source->is_used)
            json_array_append_new(array, json_pack("{s:s,s:o,s:o,s:s,s:s}", "id", source->id, "key",
                                                   string_or_null(source->key), "date", string_or_null(source->date),
                                                   "path", source->path ? source->path : "", "full",
                                                   source->full ? source->full : ""));
    }
    return array;
}

// The nearest heading before this one that stands above it; NULL none.
static const char *above_of(const struct tc_dossier_heading *headings, size_t i)
{
    for (size_t k = i; k-- > 0;)
        if (headings[k].level < headings[i].level)
            return headings[k].text;
    return NULL;
}

enum tc_status tc_dossier_read(struct tc_archive *archive, const struct tc_dossier_heading *headings, size_t count,
                               const struct tc_dossier_options *options, json_t **ret, struct tc_error *err)
{
    struct builder b = {.archive = archive, .options = options};
    json_t *array = json_array();
    enum tc_status status = TC_OK;
    b.place = options->place && *options->place ? tc_text_fold_dup(options->place) : NULL;
    find_terms(&b);
    for (size_t i = 0; !status && i < count; i++) {
        json_t *object = json_object();
        status = read_heading(&b, &headings[i], above_of(headings, i), object, err);
        json_array_append_new(array, object);
    }
    json_t *root = json_object();
    json_object_set_new(root, "documents", json_integer(tc_reader_count(archive->reader)));
    json_object_set_new(root, "before", string_or_null(options->before));
    json_object_set_new(root, "headings", array);
    json_object_set_new(root, "sources", sources_to_json(&b));
    free(b.sources);
    free(b.place);
    tc_strmap_fini(&b.used);
    tc_arena_fini(&b.arena);
    if (status)
        json_decref(root);
    else
        *ret = root;
    return status;
}
