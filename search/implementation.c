// SPDX-License-Identifier: GPL-3.0-or-later
#include "implementation.h"

#include "cite_form.h"
#include "store/schema.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { NODES_MAX = 400, CITING_MAX = 4000, OPENING_MAX = 8000, DEPTH_MAX = 5 };

enum kind {
    KIND_NONE,
    KIND_ROOT,
    KIND_PROGRAMME,
    KIND_PLAN,
    KIND_GUIDANCE,
    KIND_DECISION,
    KIND_REVIEW,
    KIND_CONCLUSION
};

static const char *kind_name(enum kind kind)
{
    static const char *const names[] = {NULL,       "root",     "programme", "plan",
                                        "guidance", "decision", "review",    "conclusion"};
    return names[kind];
}

struct node {
    struct tc_target target; // doc 0: not in the archive
    const char **keys;       // under which it is cited; NULL-terminated
    enum tc_level level;
    enum kind kind;
    enum tc_relation relation; // to its parent
    size_t parent;             // SIZE_MAX: the root
    int depth;
    bool is_party;
};

struct tree {
    struct tc_reader *reader;
    struct tc_arena *arena;
    struct node *nodes;
    size_t count, cap;
    const char *as_of;
    bool is_cut;
};

static const char *text_of(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

// --- what kind of paper carries out another
// -------------------------------------------------------------------------------------------

static enum kind kind_of(const char *type, enum tc_relation relation)
{
    static const struct {
        const char *type;
        enum kind kind;
        bool only_reviews;
    } kinds[] = {{"chương trình", KIND_PROGRAMME, false},
                 {"kế hoạch", KIND_PLAN, false},
                 {"đề án", KIND_PLAN, false},
                 {"hướng dẫn", KIND_GUIDANCE, false},
                 {"nghị quyết", KIND_DECISION, false},
                 {"chỉ thị", KIND_DECISION, false},
                 {"quyết định", KIND_DECISION, false},
                 {"quy định", KIND_DECISION, false},
                 {"báo cáo", KIND_REVIEW, true},
                 {"kết luận", KIND_CONCLUSION, true},
                 {"thông báo", KIND_CONCLUSION, true}};
    for (size_t i = 0; type && i < TC_LENGTH(kinds); i++)
        if (!strcmp(kinds[i].type, type))
            return kinds[i].only_reviews && relation != TC_REL_REVIEWS ? KIND_NONE : kinds[i].kind;
    return KIND_NONE;
}

static bool carries_out(enum tc_relation relation)
{
    return relation == TC_REL_IMPLEMENTS || relation == TC_REL_GUIDES || relation == TC_REL_REVIEWS ||
           relation == TC_REL_BASIS;
}

// Where the opening ends: behind the first paragraph of the first part (a resolution says there what it carries out).
static uint32_t opening_end(const char *text, size_t len)
{
    int parts = 0, lines = 0;
    for (size_t line = 0; line < len;) {
        const char *p = text + line;
        size_t roman = strspn(p, "IVX"), digits = strspn(p, "0123456789");
        bool is_part =
            (roman && roman < 5 && strchr("-.", p[roman]) && p[roman]) ||
            (digits && digits < 3 && p[digits] && strchr("-.", p[digits]) && !isdigit((unsigned char)p[digits + 1])) ||
            !strncmp(p, "Điều 1", strlen("Điều 1"));
        parts += line && is_part;
        if (parts && *p != '\n' && lines++ == 2)
            return (uint32_t)line;
        size_t next = strcspn(p, "\n");
        line += next + 1;
    }
    return (uint32_t)len;
}

// --- the children of a node
// -------------------------------------------------------------------------------------------------------------

static bool cites_node(struct tree *tree, const struct node *node, const json_t *citation, const json_t *meta,
                       struct tc_error *err)
{
    const char *key = text_of(citation, "key");
    const json_t *names = json_object_get(citation, "stands_for");
    for (const char **own = node->keys; own && *own; own++) {
        bool fits = key && tc_key_fits(key, *own);
        size_t i;
        json_t *name;
        json_array_foreach(names, i, name) fits = fits || tc_key_fits(json_string_value(name), *own);
        if (!fits)
            continue;
        if (!node->target.doc || (key && !strcmp(key, *own)))
            return true;
        struct tc_resolution there;
        if (tc_resolve_citation(tree->reader, citation, meta, tree->arena, &there, err) != TC_OK)
            return false;
        for (size_t k = 0; k < there.count; k++)
            if (there.targets[k].doc == node->target.doc && there.status == TC_REF_FOUND)
                return true;
    }
    return false;
}

// What the document does to the node: the relation of its citations in title and opening; false for none that counts.
static bool link_of(struct tree *tree, const struct node *node, const json_t *record, uint32_t opening,
                    enum tc_relation *ret, struct tc_error *err)
{
    static const int weight[TC_REL_COUNT] = {
        [TC_REL_REVIEWS] = 4, [TC_REL_GUIDES] = 3, [TC_REL_IMPLEMENTS] = 2, [TC_REL_BASIS] = 1};
    bool found = false;
    size_t i;
    json_t *citation;
    json_array_foreach(json_object_get(record, "citations"), i, citation)
    {
        enum tc_relation relation = tc_relation_by_name(text_of(citation, "relation"));
        if (!carries_out(relation) || json_integer_value(json_object_get(citation, "start")) >= opening ||
            !cites_node(tree, node, citation, json_object_get(record, "meta"), err))
            continue;
        if (!found || weight[relation] > weight[*ret])
            *ret = relation;
        found = true;
    }
    return found;
}

static size_t place_of(const struct tree *tree, tc_docid doc)
{
    for (size_t i = 0; i < tree->count; i++)
        if (tree->nodes[i].target.doc == doc)
            return i;
    return SIZE_MAX;
}

static bool is_copy(const struct tree *tree, const char *key, const char *place)
{
    for (size_t i = 0; key && i < tree->count; i++) {
        const struct tc_target *other = &tree->nodes[i].target;
        if (other->doc && other->key && !strcmp(other->key, key) &&
            (!place || !other->place || !strcmp(place, other->place)))
            return true;
    }
    return false;
}

static void add_node(struct tree *tree, tc_docid doc, const json_t *meta, struct node node)
{
    tc_auto_buf struct tc_buf path = {0};
    struct tc_target *target = &node.target;
    target->doc = doc;
    (void)tc_reader_identity(tree->reader, doc, target->id, &path, NULL);
    target->key = tc_arena_strdup(tree->arena, text_of(meta, "key"));
    target->title = tc_arena_strdup(tree->arena, text_of(meta, "title"));
    target->date = tc_arena_strdup(tree->arena, text_of(meta, "date"));
    target->type = tc_arena_strdup(tree->arena, text_of(meta, "type"));
    target->place = tc_arena_strdup(tree->arena, text_of(meta, "place"));
    target->issuer = tc_arena_strdup(tree->arena, text_of(meta, "issuer"));
    node.level = tc_level_of(text_of(meta, "issuer_code"), target->issuer);
    node.is_party = tc_number_is_party(text_of(meta, "number"));
    if (target->key) {
        node.keys = tc_arena_zero(tree->arena, 2, sizeof *node.keys);
        node.keys[0] = target->key;
    }
    TC_GROW(tree->nodes, tree->count, tree->cap);
    tree->nodes[tree->count++] = node;
}

// Looks at one document that cites node `at`.
static enum tc_status look(struct tree *tree, size_t at, tc_docid doc, struct tc_error *err)
{
    tc_auto_buf struct tc_buf text = {0};
    const struct node node = tree->nodes[at];
    json_t *record = NULL;
    enum tc_relation relation = TC_REL_REFERS;
    if (doc == node.target.doc)
        return TC_OK;
    enum tc_status status = tc_record_json(tree->reader, doc, &record, err);
    if (!status)
        status = tc_reader_text(tree->reader, doc, 0, OPENING_MAX, &text, err);
    const json_t *meta = json_object_get(record, "meta");
    const char *date = text_of(meta, "date"), *key = text_of(meta, "key");
    bool is_in_time = date && (!node.target.date || strcmp(date, node.target.date) >= 0) &&
                      (!tree->as_of || strncmp(date, tree->as_of, 10) <= 0);
    uint32_t opening = opening_end(text.data ? text.data : "", text.len);
    if (!status && is_in_time && link_of(tree, &node, record, opening, &relation, err)) {
        size_t known = place_of(tree, doc);
        enum kind kind = kind_of(text_of(meta, "type"), relation);
        struct node child = {.kind = kind, .relation = relation, .parent = at, .depth = node.depth + 1};
        if (known != SIZE_MAX && known && tree->nodes[known].depth <= node.depth + 1 && known != at &&
            node.kind != KIND_REVIEW && node.kind != KIND_CONCLUSION) {
            // what rests on the resolution and on the programme for it belongs under the programme
            struct node *moved = &tree->nodes[known];
            if (moved->parent != at && kind && tree->nodes[moved->parent].depth < node.depth) {
                moved->parent = at;
                moved->relation = relation;
                moved->kind = kind;
                moved->depth = node.depth + 1;
            }
        } else if (known == SIZE_MAX && kind && tree->count >= NODES_MAX) {
            tree->is_cut = true;
        } else if (known == SIZE_MAX && kind && !is_copy(tree, key, text_of(meta, "place"))) {
            add_node(tree, doc, meta, child);
        }
    }
    json_decref(record);
    return status;
}

static enum tc_status add_children(struct tree *tree, size_t at, struct tc_error *err)
{
    static const enum tc_relation relations[] = {TC_REL_IMPLEMENTS, TC_REL_GUIDES, TC_REL_REVIEWS, TC_REL_BASIS};
    struct tc_node *children[64];
    size_t count = 0;
    for (const char **key = tree->nodes[at].keys; key && *key; key++) {
        const char **stems = NULL;
        size_t stem_count = 0;
        enum tc_status status =
            tc_resolve_stems(tree->reader, TC_PREFIX_CITES, *key, tree->arena, &stems, &stem_count, err);
        if (status)
            return status;
        for (size_t i = 0; i < stem_count * TC_LENGTH(relations) && count < TC_LENGTH(children); i++) {
            struct tc_node *node = tc_arena_zero(tree->arena, 1, sizeof *node);
            node->op = TC_OP_TERM;
            node->term =
                tc_arena_printf(tree->arena, "%s%s:%s", TC_PREFIX_RELATION,
                                tc_relation_name(relations[i % TC_LENGTH(relations)]), stems[i / TC_LENGTH(relations)]);
            node->term_len = (uint32_t)strlen(node->term);
            children[count++] = node;
        }
    }
    if (!count)
        return TC_OK;
    const struct tc_node query = {.op = TC_OP_OR, .children = children, .child_count = count};
    const struct tc_match_options options = {.count = CITING_MAX, .sort_slot = TC_SLOT_DATE};
    struct tc_matches matches = {0};
    enum tc_status status = tc_reader_match(tree->reader, &query, &options, &matches, err);
    for (size_t i = 0; !status && i < matches.count; i++) {
        tc_auto_buf struct tc_buf type = {0};
        status = tc_reader_value(tree->reader, matches.items[i].doc, TC_SLOT_TYPE, &type, err);
        if (!status && kind_of(type.data, TC_REL_REVIEWS))
            status = look(tree, at, matches.items[i].doc, err);
    }
    tc_matches_fini(&matches);
    return status;
}

// --- the root
// ---------------------------------------------------------------------------------------------------------------------------

static enum tc_status add_root(struct tree *tree, const struct tc_resolution *of, struct tc_error *err)
{
    struct node root = {.kind = KIND_ROOT, .parent = SIZE_MAX};
    size_t names = 0;
    while (of->stands_for && of->stands_for[names])
        names++;
    root.keys = tc_arena_zero(tree->arena, names + 2, sizeof *root.keys);
    root.keys[0] = of->key;
    for (size_t i = 0; i < names; i++)
        root.keys[i + 1] = of->stands_for[i];
    root.target.key = of->key;
    if (of->status == TC_REF_FOUND && !names) {
        json_t *record = NULL;
        enum tc_status status = tc_record_json(tree->reader, of->targets[0].doc, &record, err);
        if (status)
            return status;
        add_node(tree, of->targets[0].doc, json_object_get(record, "meta"), root);
        if (!tree->nodes[0].keys[0])
            tree->nodes[0].keys = root.keys;
        json_decref(record);
        return TC_OK;
    }
    const char *code = of->key ? strrchr(of->key, '/') : NULL;
    tc_auto_free char *issuer = tc_xstrndup(code ? code + 1 : "", code ? strcspn(code + 1, "@") : 0);
    const char *dash = strrchr(issuer, '-');
    root.level = names || (of->key && !strncmp(of->key, "NQTW", 4)) ? TC_LEVEL_CENTRAL
                                                                    : tc_level_of(dash ? dash + 1 : issuer, NULL);
    const char *at = of->key ? strrchr(of->key, '@') : NULL;
    root.target.date = at && at[1] != '?' ? at + 1 : NULL;
    TC_GROW(tree->nodes, tree->count, tree->cap);
    tree->nodes[tree->count++] = root;
    return TC_OK;
}

// --- what is missing
// --------------------------------------------------------------------------------------------------------------------

static bool has(const struct tree *tree, enum tc_level level, bool is_party, bool of_any_family)
{
    for (size_t i = 1; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        bool is_plan = node->kind >= KIND_PROGRAMME && node->kind <= KIND_DECISION;
        if (is_plan && node->level == level && (of_any_family || node->is_party == is_party))
            return true;
    }
    return false;
}

static bool has_review(const struct tree *tree)
{
    for (size_t i = 1; i < tree->count; i++)
        if (tree->nodes[i].kind == KIND_REVIEW || tree->nodes[i].kind == KIND_CONCLUSION)
            return true;
    return false;
}

static void add_missing(json_t *array, const char *what, enum tc_level level, int years)
{
    json_array_append_new(array, json_pack("{s:s,s:o,s:o}", "what", what, "level",
                                           level ? json_string(tc_level_name(level)) : json_null(), "years",
                                           years ? json_integer(years) : json_null()));
}

// By the usual course: the committee's programme, the State side's plan, plans one level further down, a review by the
// fifth year.
static json_t *missing_of(const struct tree *tree)
{
    enum { REVIEW_YEARS = 5 };
    static const char districts_end[] = "2025-07-01";
    json_t *array = json_array();
    const struct node *root = &tree->nodes[0];
    enum tc_level own = root->level == TC_LEVEL_CENTRAL ? TC_LEVEL_PROVINCE : root->level;
    if (own && !has(tree, own, true, false))
        add_missing(array, "programme", own, 0);
    if (own && !has(tree, own, false, false))
        add_missing(array, "state-plan", own, 0);
    bool has_districts = !root->target.date || strcmp(root->target.date, districts_end) < 0;
    if (own == TC_LEVEL_PROVINCE || own == TC_LEVEL_DISTRICT) {
        enum tc_level below = own == TC_LEVEL_PROVINCE && has_districts ? TC_LEVEL_DISTRICT : TC_LEVEL_COMMUNE;
        if (!has(tree, below, false, true))
            add_missing(array, "plan", below, 0);
    }
    int from = root->target.date ? atoi(root->target.date) : 0, to = tree->as_of ? atoi(tree->as_of) : 0;
    int years = from && to ? to - from -
                                 (strlen(root->target.date) >= 10 && strlen(tree->as_of) >= 10 &&
                                  strcmp(tree->as_of + 5, root->target.date + 5) < 0)
                           : 0;
    if (years >= REVIEW_YEARS && !has_review(tree))
        add_missing(array, "review", TC_LEVEL_UNKNOWN, years);
    return array;
}

// --- JSON
// -------------------------------------------------------------------------------------------------------------------------------

static json_t *string_or_null(const char *s)
{
    return s ? json_string(s) : json_null();
}

// Nodes in the order of the tree: each behind its parent, brothers by date.
static void add_to_json(const struct tree *tree, size_t at, json_t *nodes, json_t *edges, size_t *places)
{
    const struct node *node = &tree->nodes[at];
    const struct tc_target *t = &node->target;
    json_t *object = json_object();
    json_object_set_new(object, "id", t->doc ? json_string(t->id) : json_null());
    json_object_set_new(object, "key", string_or_null(t->key));
    json_object_set_new(object, "title", string_or_null(t->title));
    json_object_set_new(object, "date", string_or_null(t->date));
    json_object_set_new(object, "type", string_or_null(t->type));
    json_object_set_new(object, "issuer", string_or_null(t->issuer));
    json_object_set_new(object, "place", string_or_null(t->place));
    json_object_set_new(object, "level", string_or_null(tc_level_name(node->level)));
    json_object_set_new(object, "kind", string_or_null(kind_name(node->kind)));
    json_object_set_new(object, "relation", at ? json_string(tc_relation_name(node->relation)) : json_null());
    json_object_set_new(object, "layer", json_integer(node->depth));
    places[at] = json_array_size(nodes);
    json_object_set_new(object, "parent",
                        node->parent == SIZE_MAX ? json_null() : json_integer((json_int_t)places[node->parent]));
    json_array_append_new(nodes, object);
    if (node->parent != SIZE_MAX)
        json_array_append_new(edges, json_pack("{s:I,s:I,s:s,s:i}", "from", (json_int_t)places[at], "to",
                                               (json_int_t)places[node->parent], "relation",
                                               tc_relation_name(node->relation), "depth", 1));
    for (size_t i = 1; i < tree->count; i++)
        if (tree->nodes[i].parent == at)
            add_to_json(tree, i, nodes, edges, places);
}

static void set_depths(struct tree *tree)
{
    for (size_t i = 1; i < tree->count; i++) {
        int depth = 0;
        for (size_t at = i; tree->nodes[at].parent != SIZE_MAX; at = tree->nodes[at].parent)
            depth++;
        tree->nodes[i].depth = depth;
    }
}

enum tc_status tc_implementation_read(struct tc_reader *reader, const char *ref, const char *as_of, json_t **ret,
                                      struct tc_error *err)
{
    tc_auto_arena struct tc_arena arena = {0};
    struct tree tree = {.reader = reader, .arena = &arena, .as_of = as_of};
    struct tc_resolution of = {0};
    enum tc_status status = tc_resolve_asked(reader, ref, &arena, &of, err);
    if (!status && of.status == TC_REF_MALFORMED)
        return tc_fail(err, TC_ERR_QUERY, "“%s”: %s", ref, of.why);
    if (!status)
        status = of.status == TC_REF_AMBIGUOUS && !of.stands_for ? TC_OK : add_root(&tree, &of, err);
    for (size_t i = 0; !status && i < tree.count; i++) {
        if (tree.nodes[i].depth < DEPTH_MAX && tree.nodes[i].kind != KIND_REVIEW)
            status = add_children(&tree, i, err);
    }
    if (!status) {
        json_t *root = json_object(), *nodes = json_array(), *edges = json_array();
        tc_auto_free size_t *places = tc_xcalloc(tree.count + 1, sizeof *places);
        set_depths(&tree);
        if (tree.count)
            add_to_json(&tree, 0, nodes, edges, places);
        json_object_set_new(root, "reference", tc_resolution_to_json(&of, ref));
        json_object_set_new(root, "key", string_or_null(of.key));
        json_object_set_new(root, "as_of", string_or_null(as_of));
        json_object_set_new(root, "nodes", nodes);
        json_object_set_new(root, "edges", edges);
        json_object_set_new(root, "missing", tree.count ? missing_of(&tree) : json_array());
        json_object_set_new(root, "cut", json_boolean(tree.is_cut));
        *ret = root;
    }
    free(tree.nodes);
    return status;
}
