// SPDX-License-Identifier: GPL-3.0-or-later
// The citation neighbourhood of a reference: to the left what it rests on, to the right what rests on it.
#ifndef TC_SEARCH_GRAPH_H
#define TC_SEARCH_GRAPH_H

#include "relations.h"

struct tc_graph_options {
    int depth;        // steps each way, 1..TC_GRAPH_DEPTH_MAX; 0: 1
    size_t max_nodes; // 0: 200
};
enum { TC_GRAPH_DEPTH_MAX = 6 };

struct tc_graph_node {
    const char *key; // NULL for a document without number
    const char *id;  // NULL: not in the archive
    const char *title, *date, *type;
    int layer; // 0: what was asked for; negative: what it rests on; positive: what rests on it
};
struct tc_graph_edge {
    size_t from, to; // the node `from` cites the node `to`
    enum tc_relation relation;
    uint32_t depth;
};
struct tc_graph {
    struct tc_graph_node *nodes; // the one asked for first, then by distance
    size_t node_count;
    struct tc_graph_edge *edges;
    size_t edge_count;
    bool is_cut; // max_nodes was reached
};

// ref: an id or any spelling of a reference. Documents nobody deposited are nodes too. Everything in arena.
// TC_ERR_QUERY when ref is malformed.
enum tc_status tc_graph_read(struct tc_reader *reader, const char *ref, const struct tc_graph_options *options,
                             struct tc_arena *arena, struct tc_graph *ret, struct tc_error *err);
// {"key","nodes":[{"key","id","title","date","type","layer"}],"edges":[{"from","to","relation","depth"}],"cut"}; edges
// name places in nodes, from 0.
json_t *tc_graph_to_json(const struct tc_graph *graph);

#endif
