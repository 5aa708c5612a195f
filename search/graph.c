// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph.h"

#include "base/strmap.h"
#include "store/schema.h"

#include <stdlib.h>
#include <string.h>

struct builder {
    struct tc_reader *reader;
    struct tc_arena *arena;
    struct tc_graph graph;
    size_t node_cap, edge_cap, max_nodes;
    struct tc_strmap places; // id, or key of what is not here -> node
};

static const char *text_of(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

// The node of a target or of an absent key; made when new. SIZE_MAX when the graph is full.
static size_t node_of(struct builder *b, const struct tc_target *target, const char *key, int layer)
{
    const char *name = target ? target->id : key ? key : "";
    uint32_t place = 0;
    if (tc_strmap_get(&b->places, name, strlen(name), &place))
        return place;
    if (b->graph.node_count >= b->max_nodes) {
        b->graph.is_cut = true;
        return SIZE_MAX;
    }
    struct tc_graph_node node = {.layer = layer};
    node.key = tc_arena_strdup(b->arena, target ? target->key : key);
    if (target) {
        node.id = tc_arena_strdup(b->arena, target->id);
        node.title = target->title;
        node.date = target->date;
        node.type = target->type;
    }
    place = (uint32_t)b->graph.node_count;
    tc_strmap_set(&b->places, name, strlen(name), place);
    TC_GROW(b->graph.nodes, b->graph.node_count, b->node_cap);
    b->graph.nodes[b->graph.node_count++] = node;
    return place;
}

static void add_edge(struct builder *b, size_t from, size_t to, enum tc_relation relation, uint32_t depth)
{
    if (from == to || from == SIZE_MAX || to == SIZE_MAX)
        return;
    for (size_t i = 0; i < b->graph.edge_count; i++) {
        struct tc_graph_edge *edge = &b->graph.edges[i];
        if (edge->from == from && edge->to == to) {
            edge->relation = tc_relation_stronger(edge->relation, relation);
            edge->depth = edge->depth > depth ? edge->depth : depth;
            return;
        }
    }
    TC_GROW(b->graph.edges, b->graph.edge_count, b->edge_cap);
    b->graph.edges[b->graph.edge_count++] =
        (struct tc_graph_edge){.from = from, .to = to, .relation = relation, .depth = depth};
}

// How often each node is cited by one document, so that the edge carries it.
static void count_edge(struct builder *b, size_t from, size_t to, enum tc_relation relation)
{
    uint32_t depth = 1;
    for (size_t i = 0; i < b->graph.edge_count; i++) {
        if (b->graph.edges[i].from == from && b->graph.edges[i].to == to)
            depth = b->graph.edges[i].depth + 1;
    }
    add_edge(b, from, to, relation, depth);
}

// What a document of the archive cites, one layer to the left.
static enum tc_status add_cited(struct builder *b, size_t from, struct tc_error *err)
{
    struct tc_graph_node node = b->graph.nodes[from];
    tc_docid doc = 0;
    json_t *record = NULL;
    if (!node.id || !tc_reader_find(b->reader, node.id, &doc))
        return TC_OK;
    enum tc_status status = tc_record_json(b->reader, doc, &record, err);
    if (status)
        return status;
    size_t i;
    json_t *citation;
    json_array_foreach(json_object_get(record, "citations"), i, citation)
    {
        struct tc_resolution there;
        status = tc_resolve_citation(b->reader, citation, json_object_get(record, "meta"), b->arena, &there, err);
        if (status)
            break;
        if (!there.key)
            continue;
        enum tc_relation relation = tc_relation_by_name(text_of(citation, "relation"));
        if (there.status != TC_REF_FOUND) {
            // cited by its name here and by its number there, it is one node
            bool is_one = there.stands_for && there.stands_for[0] && !there.stands_for[1];
            const char *key = is_one ? there.stands_for[0] : there.key;
            count_edge(b, from, node_of(b, NULL, key, node.layer - 1), relation);
            continue;
        }
        // copies of one document are one node; a name that stands for several is several
        for (size_t j = 0; j < there.count; j++) {
            const struct tc_target *target = &there.targets[j];
            bool is_copy =
                j && target->key && there.targets[j - 1].key && !strcmp(target->key, there.targets[j - 1].key);
            if (!is_copy && target->doc != doc)
                count_edge(b, from, node_of(b, target, NULL, node.layer - 1), relation);
        }
    }
    json_decref(record);
    return status;
}

// What cites a node, one layer to the right.
static enum tc_status add_citing(struct builder *b, size_t to, struct tc_error *err)
{
    struct tc_graph_node node = b->graph.nodes[to];
    struct tc_citing_list list;
    enum tc_status status = tc_citing_find(b->reader, node.id ? node.id : node.key, b->arena, &list, err);
    for (size_t i = 0; !status && i < list.count; i++) {
        size_t from = node_of(b, &list.items[i].by, NULL, node.layer + 1);
        add_edge(b, from, to, list.items[i].relation, list.items[i].depth);
    }
    return status;
}

static enum tc_status add_asked(struct builder *b, const char *ref, struct tc_error *err)
{
    struct tc_citing_list asked;
    enum tc_status status = tc_citing_find(b->reader, ref, b->arena, &asked, err);
    if (status)
        return status;
    const struct tc_resolution *of = &asked.of;
    if (of->status == TC_REF_MALFORMED)
        return tc_fail(err, TC_ERR_QUERY, "“%s”: %s", ref, of->why);
    if (!of->count)
        (void)node_of(b, NULL, of->key, 0);
    for (size_t i = 0; i < of->count; i++)
        (void)node_of(b, &of->targets[i], NULL, 0);
    return TC_OK;
}

enum tc_status tc_graph_read(struct tc_reader *reader, const char *ref, const struct tc_graph_options *options,
                             struct tc_arena *arena, struct tc_graph *ret, struct tc_error *err)
{
    int depth = options && options->depth > 0 ? options->depth : 1;
    if (depth > TC_GRAPH_DEPTH_MAX)
        depth = TC_GRAPH_DEPTH_MAX;
    struct builder b = {
        .reader = reader, .arena = arena, .max_nodes = options && options->max_nodes ? options->max_nodes : 200};
    enum tc_status status = add_asked(&b, ref, err);
    // nodes are added behind those being read, so one pass over the growing array is breadth first
    for (size_t i = 0; !status && i < b.graph.node_count; i++) {
        int layer = b.graph.nodes[i].layer;
        if (layer <= 0 && -layer < depth)
            status = add_cited(&b, i, err);
        if (!status && layer >= 0 && layer < depth)
            status = add_citing(&b, i, err);
    }
    if (!status) {
        struct tc_graph graph = b.graph;
        graph.nodes = tc_arena_zero(arena, graph.node_count + 1, sizeof *graph.nodes);
        graph.edges = tc_arena_zero(arena, graph.edge_count + 1, sizeof *graph.edges);
        if (graph.node_count)
            memcpy(graph.nodes, b.graph.nodes, graph.node_count * sizeof *graph.nodes);
        if (graph.edge_count)
            memcpy(graph.edges, b.graph.edges, graph.edge_count * sizeof *graph.edges);
        *ret = graph;
    }
    free(b.graph.nodes);
    free(b.graph.edges);
    tc_strmap_fini(&b.places);
    return status;
}

static json_t *string_or_null(const char *s)
{
    return s ? json_string(s) : json_null();
}

json_t *tc_graph_to_json(const struct tc_graph *graph)
{
    json_t *root = json_object(), *nodes = json_array(), *edges = json_array();
    for (size_t i = 0; i < graph->node_count; i++) {
        const struct tc_graph_node *node = &graph->nodes[i];
        json_t *object = json_object();
        json_object_set_new(object, "key", string_or_null(node->key));
        json_object_set_new(object, "id", string_or_null(node->id));
        json_object_set_new(object, "title", string_or_null(node->title));
        json_object_set_new(object, "date", string_or_null(node->date));
        json_object_set_new(object, "type", string_or_null(node->type));
        json_object_set_new(object, "layer", json_integer(node->layer));
        json_array_append_new(nodes, object);
    }
    for (size_t i = 0; i < graph->edge_count; i++) {
        const struct tc_graph_edge *edge = &graph->edges[i];
        json_t *object = json_object();
        json_object_set_new(object, "from", json_integer((json_int_t)edge->from));
        json_object_set_new(object, "to", json_integer((json_int_t)edge->to));
        json_object_set_new(object, "relation", json_string(tc_relation_name(edge->relation)));
        json_object_set_new(object, "depth", json_integer(edge->depth));
        json_array_append_new(edges, object);
    }
    json_object_set_new(root, "key", string_or_null(graph->node_count ? graph->nodes[0].key : NULL));
    json_object_set_new(root, "nodes", nodes);
    json_object_set_new(root, "edges", edges);
    json_object_set_new(root, "cut", json_boolean(graph->is_cut));
    return root;
}
