// SPDX-License-Identifier: GPL-3.0-or-later
// Small archives for tests: documents whose tokens are their words between spaces.
#ifndef TC_STORE_HELP_H
#define TC_STORE_HELP_H

#include "base/sha256.h"
#include "store/schema.h"
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define OK(call)                                                                                                       \
    do {                                                                                                               \
        struct tc_error err_ = {0};                                                                                    \
        enum tc_status status_ = (call);                                                                               \
        if (status_ != TC_OK)                                                                                          \
            fail_msg("%s: %s %s", #call, tc_status_name(status_), err_.message);                                       \
    } while (0)
#define ERR (&err_)

static char help_dir[64];

static inline const char *help_directory(void)
{
    return help_dir;
}

static inline void help_remove(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", help_dir);
    if (*help_dir && system(command))
        fail_msg("cannot remove %s", help_dir);
}

static inline int help_setup(void **state)
{
    (void)state;
    strcpy(help_dir, "/tmp/tracuu-test-XXXXXX");
    return mkdtemp(help_dir) ? 0 : -1;
}

static inline int help_teardown(void **state)
{
    (void)state;
    help_remove();
    return 0;
}

struct help_doc {
    const char *path, *text;
    const char *const *booleans; // NULL-terminated, or NULL
    const char *type, *date;
    size_t title_tokens;
};

static inline enum tc_status help_put(struct tc_writer *writer, const struct help_doc *d, struct tc_error *err)
{
    struct tc_store_term *tokens = NULL, booleans[16];
    uint32_t *starts = NULL;
    size_t count = 0, cap = 0, start_cap = 0, boolean_count = 0;
    for (const char *p = d->text; *p;) {
        size_t len = strcspn(p, " ");
        if (len) {
            TC_GROW(tokens, count, cap);
            if (count == start_cap) {
                start_cap = cap;
                starts = tc_xrealloc(starts, start_cap, sizeof *starts);
            }
            tokens[count] = (struct tc_store_term){p, (uint32_t)len};
            starts[count++] = (uint32_t)(p - d->text);
        }
        p += len + (p[len] == ' ');
    }
    for (; d->booleans && d->booleans[boolean_count]; boolean_count++)
        booleans[boolean_count] =
            (struct tc_store_term){d->booleans[boolean_count], (uint32_t)strlen(d->booleans[boolean_count])};
    struct tc_store_value values[2];
    size_t value_count = 0;
    if (d->type)
        values[value_count++] = (struct tc_store_value){TC_SLOT_TYPE, d->type, strlen(d->type)};
    if (d->date)
        values[value_count++] = (struct tc_store_value){TC_SLOT_DATE, d->date, strlen(d->date)};
    char id[17];
    tc_document_id(d->path, id);
    char record[256];
    snprintf(record, sizeof record, "{\"path\":\"%s\"}", d->path);
    struct tc_store_doc doc = {
        .id = id,
        .path = d->path,
        .root = "kho",
        .tokens = tokens,
        .token_starts = starts,
        .token_count = count,
        .title_tokens = d->title_tokens,
        .boolean_terms = booleans,
        .boolean_count = boolean_count,
        .values = values,
        .value_count = value_count,
        .text = d->text,
        .text_len = strlen(d->text),
        .record = record,
        .record_len = strlen(record),
    };
    enum tc_status status = tc_writer_put(writer, &doc, err);
    free(tokens);
    free(starts);
    return status;
}

static inline void help_fill(const struct help_doc *docs, size_t count)
{
    struct tc_writer *writer;
    OK(tc_writer_open(help_dir, &writer, ERR));
    for (size_t i = 0; i < count; i++)
        OK(help_put(writer, &docs[i], ERR));
    OK(tc_writer_commit(writer, ERR));
    tc_writer_close(writer);
}

// Query nodes in a few letters; they live in static storage until the next help_reset().
static struct tc_node help_nodes[256];
static struct tc_node *help_children[1024];
static size_t help_node_count, help_child_count;

static inline void help_reset(void)
{
    help_node_count = help_child_count = 0;
}

static inline struct tc_node *T(const char *term)
{
    struct tc_node *node = &help_nodes[help_node_count++];
    *node = (struct tc_node){.op = TC_OP_TERM, .term = term, .term_len = (uint32_t)strlen(term), .factor = 1};
    return node;
}

// op with children up to NULL
static inline struct tc_node *N(enum tc_op op, ...)
{
    struct tc_node *node = &help_nodes[help_node_count++], *child;
    *node = (struct tc_node){.op = op, .factor = 1, .children = &help_children[help_child_count]};
    va_list args;
    va_start(args, op);
    while ((child = va_arg(args, struct tc_node *)))
        help_children[help_child_count++] = child, node->child_count++;
    va_end(args);
    return node;
}

// The numbers of matching documents, ascending, as text "1 3".
static inline const char *help_match(struct tc_reader *reader, const struct tc_node *query)
{
    static char text[1024];
    struct tc_match_options options = {.count = 1000, .check_at_least = 1000, .sort_slot = -1};
    struct tc_matches found;
    OK(tc_reader_match(reader, query, &options, &found, ERR));
    size_t len = 0;
    text[0] = '\0';
    for (tc_docid doc = 1; doc <= 1000; doc++) {
        for (size_t i = 0; i < found.count; i++) {
            if (found.items[i].doc == doc)
                len += (size_t)snprintf(text + len, sizeof text - len, "%s%u", len ? " " : "", doc);
        }
    }
    assert_int_equal(found.total, found.count);
    assert_true(found.is_exact);
    tc_matches_fini(&found);
    return text;
}

#endif
