// SPDX-License-Identifier: GPL-3.0-or-later
// `hieuluc:`: its values, and the documents they stand for.
#include "standing.h"

#include <string.h>

static const struct {
    const char *words; // folded
    unsigned set;
} values[] = {
    {"con", TC_STANDS_IN_FORCE},
    {"con hieu luc", TC_STANDS_IN_FORCE},
    {"dang co hieu luc", TC_STANDS_IN_FORCE},
    {"co hieu luc", TC_STANDS_IN_FORCE},
    {"het", TC_STANDS_ENDED},
    {"het hieu luc", TC_STANDS_ENDED},
    {"sua doi", TC_STANDS_AMENDED},
    {"duoc sua doi", TC_STANDS_AMENDED},
    {"bi sua doi", TC_STANDS_AMENDED},
    {"sua doi bo sung", TC_STANDS_AMENDED},
    {"duoc sua doi bo sung", TC_STANDS_AMENDED},
    {"thay the", TC_STANDS_REPLACED},
    {"bi thay the", TC_STANDS_REPLACED},
    {"duoc thay the", TC_STANDS_REPLACED},
    {"bai bo", TC_STANDS_REPEALED},
    {"bi bai bo", TC_STANDS_REPEALED},
    {"huy bo", TC_STANDS_REPEALED},
    {"valid", TC_STANDS_IN_FORCE},
    {"in force", TC_STANDS_IN_FORCE},
    {"ended", TC_STANDS_ENDED},
    {"amended", TC_STANDS_AMENDED},
    {"replaced", TC_STANDS_REPLACED},
    {"repealed", TC_STANDS_REPEALED},
};

unsigned tc_standing_value(const char *folded)
{
    for (size_t i = 0; i < TC_LENGTH(values); i++) {
        if (!strcmp(values[i].words, folded))
            return values[i].set;
    }
    return 0;
}

size_t tc_standing_longest(const char *const *folded, size_t count)
{
    tc_auto_buf struct tc_buf words = {0};
    size_t best = 0;
    enum { WORDS_MAX = 5 };
    for (size_t i = 0; i < count && i < WORDS_MAX; i++) {
        tc_buf_printf(&words, "%s%s", i ? " " : "", folded[i]);
        if (tc_standing_value(words.data))
            best = i + 1;
    }
    return best;
}

static unsigned set_of(const struct tc_standing *standing)
{
    return standing->relation == TC_REL_AMENDS     ? TC_STANDS_AMENDED
           : standing->relation == TC_REL_REPLACES ? TC_STANDS_REPLACED
                                                   : TC_STANDS_REPEALED;
}

static struct tc_node *node_of(struct tc_arena *arena, enum tc_op op)
{
    struct tc_node *node = tc_arena_zero(arena, 1, sizeof *node);
    node->op = op;
    return node;
}

static struct tc_node *list_of(const struct tc_standings *standings, unsigned set, struct tc_arena *arena)
{
    struct tc_node *node = node_of(arena, TC_OP_DOCS);
    tc_docid *docs = tc_arena_zero(arena, standings->count + 1, sizeof *docs);
    for (size_t i = 0; i < standings->count; i++) {
        if (set_of(&standings->items[i]) & set)
            docs[node->doc_count++] = standings->items[i].doc;
    }
    node->docs = docs;
    return node;
}

// Documents with a type, other than news: of a report nobody asks whether it is in force.
static struct tc_node *in_force(const struct tc_standings *standings, struct tc_arena *arena)
{
    static const char news[] = TC_PREFIX_TYPE "tin";
    struct tc_node *tree = node_of(arena, TC_OP_AND_NOT);
    struct tc_node **children = tc_arena_zero(arena, 3, sizeof *children);
    children[0] = node_of(arena, TC_OP_RANGE);
    children[0]->slot = TC_SLOT_TYPE;
    children[0]->low = " ";
    children[1] = node_of(arena, TC_OP_TERM);
    children[1]->term = news;
    children[1]->term_len = sizeof news - 1;
    children[2] = list_of(standings, TC_STANDS_ENDED, arena);
    tree->children = children;
    tree->child_count = 3;
    return tree;
}

enum tc_status tc_standing_node(struct tc_archive *archive, unsigned set, struct tc_arena *arena, struct tc_node **ret,
                                struct tc_error *err)
{
    const struct tc_standings *standings;
    enum tc_status status = tc_archive_standings(archive, &standings, err);
    if (status)
        return status;
    *ret = set & TC_STANDS_IN_FORCE ? in_force(standings, arena) : list_of(standings, set, arena);
    return TC_OK;
}
