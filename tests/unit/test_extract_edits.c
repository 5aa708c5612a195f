// SPDX-License-Identifier: GPL-3.0-or-later
// Slides of PowerPoint as fast saves leave them, and lists of Word whose uses change them: written here byte by byte,
// because no program at hand writes them any more. With a folder as argument: writes streams there, as seeds for
// fuzzing.
#include "doc.h"
#include "xls.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    DOCUMENT = 1000,
    SLIDE = 1006,
    PERSIST = 1011,
    HEADER = 3999,
    BYTES = 4008,
    LIST = 4080,
    EDIT = 4085,
    DIRECTORY = 6002
};

static void put_u16(struct tc_buf *b, unsigned n)
{
    tc_buf_char(b, (char)(n & 0xFF));
    tc_buf_char(b, (char)(n >> 8 & 0xFF));
}

static void put_u32(struct tc_buf *b, uint32_t n)
{
    put_u16(b, n & 0xFFFF);
    put_u16(b, n >> 16);
}

static void set_u32(struct tc_buf *b, size_t at, uint32_t n)
{
    for (int i = 0; i < 4; i++)
        b->data[at + (size_t)i] = (char)(n >> 8 * i & 0xFF);
}

// Begins a record; close() puts its length.
static size_t open_record(struct tc_buf *b, unsigned head, unsigned type)
{
    size_t at = b->len;
    put_u16(b, head);
    put_u16(b, type);
    put_u32(b, 0);
    return at;
}

static void close_record(struct tc_buf *b, size_t at)
{
    set_u32(b, at + 4, (uint32_t)(b->len - at - 8));
}

static void put_atom(struct tc_buf *b, unsigned type, const void *data, size_t len)
{
    size_t at = open_record(b, 0, type);
    tc_buf_add(b, data, len);
    close_record(b, at);
}

struct slide {
    uint32_t id;
    const char *title;
};

// A document with its list of slides; gives where it lies.
static uint32_t put_document(struct tc_buf *b, const struct slide *slides, size_t count)
{
    uint32_t place = (uint32_t)b->len;
    size_t document = open_record(b, 0xF, DOCUMENT), list = open_record(b, 0xF, LIST);
    for (size_t i = 0; i < count; i++) {
        size_t persist = open_record(b, 0, PERSIST);
        put_u32(b, slides[i].id);
        for (int k = 0; k < 4; k++)
            put_u32(b, 0);
        close_record(b, persist);
        put_atom(b, HEADER, "\0\0\0\0", 4);
        put_atom(b, BYTES, slides[i].title, strlen(slides[i].title));
    }
    close_record(b, list);
    close_record(b, document);
    return place;
}

static uint32_t put_slide(struct tc_buf *b, const char *text)
{
    uint32_t place = (uint32_t)b->len;
    size_t slide = open_record(b, 0xF, SLIDE), drawing = open_record(b, 0xF, 1036);
    put_atom(b, BYTES, text, strlen(text));
    close_record(b, drawing);
    close_record(b, slide);
    return place;
}

// The end of a save: where the objects with ids first, first + 1 … lie, and the edit. Gives where the edit lies.
static uint32_t put_edit(struct tc_buf *b, uint32_t before, uint32_t first, const uint32_t *places, size_t count)
{
    uint32_t directory = (uint32_t)b->len;
    size_t at = open_record(b, 0, DIRECTORY);
    put_u32(b, first | (uint32_t)count << 20);
    for (size_t i = 0; i < count; i++)
        put_u32(b, places[i]);
    close_record(b, at);
    uint32_t place = (uint32_t)b->len;
    at = open_record(b, 0, EDIT);
    put_u32(b, 0);
    put_u32(b, 0x03000000);
    put_u32(b, before);
    put_u32(b, directory);
    put_u32(b, 1); // the document
    put_u32(b, 9);
    put_u32(b, 0);
    close_record(b, at);
    return place;
}

// Three slides; then the second is written anew and the third taken out, by a fast save. *ret_first: the first edit.
static uint32_t make_slides(struct tc_buf *b, uint32_t *ret_first)
{
    static const struct slide before[] = {{2, "Title one"}, {3, "Title two"}, {4, "Title three"}};
    static const struct slide after[] = {{2, "Title one"}, {3, "Title two anew"}};
    uint32_t places[4];
    places[0] = put_document(b, before, 3);
    places[1] = put_slide(b, "Drawn on one");
    places[2] = put_slide(b, "Drawn on two");
    places[3] = put_slide(b, "Drawn on three");
    uint32_t first = put_edit(b, 0, 1, places, 4);
    // the second save: object 1 (the document) and object 3 (the second slide)
    uint32_t document = put_document(b, after, 2), slide = put_slide(b, "Drawn on two anew"),
             directory = (uint32_t)b->len;
    size_t at = open_record(b, 0, DIRECTORY);
    put_u32(b, 1 | 1U << 20);
    put_u32(b, document);
    put_u32(b, 3 | 1U << 20);
    put_u32(b, slide);
    close_record(b, at);
    uint32_t last = (uint32_t)b->len;
    at = open_record(b, 0, EDIT);
    put_u32(b, 0);
    put_u32(b, 0x03000000);
    put_u32(b, first);
    put_u32(b, directory);
    put_u32(b, 1);
    put_u32(b, 9);
    put_u32(b, 0);
    close_record(b, at);
    *ret_first = first;
    return last;
}

static void read_slides(const struct tc_buf *stream, uint32_t edit, struct tc_flow *ret)
{
    tc_flow_init(ret, (size_t)1 << 20);
    assert_int_equal(tc_ppt_read(stream, edit, ret), TC_REASON_NONE);
    tc_flow_finish(ret);
}

static void a_fast_save_shows_the_slides_as_they_are_now(void **state)
{
    (void)state;
    tc_auto_buf struct tc_buf stream = {0};
    uint32_t first, last = make_slides(&stream, &first);
    const uint32_t edits[] = {last, UINT32_MAX, 5}; // as "Current User" says; it says nothing; it lies
    for (size_t i = 0; i < TC_LENGTH(edits); i++) {
        struct tc_flow flow;
        read_slides(&stream, edits[i], &flow);
        assert_string_equal(flow.text.data, "Title one\nDrawn on one\nTitle two anew\nDrawn on two anew");
        assert_int_equal(flow.blocks[0].page, 1);
        assert_int_equal(flow.blocks[3].page, 2);
        tc_flow_fini(&flow);
    }
    struct tc_flow flow; // what is behind the current edit was written by nobody yet
    read_slides(&stream, first, &flow);
    assert_non_null(strstr(flow.text.data, "Title three\nDrawn on three"));
    assert_null(strstr(flow.text.data, "anew"));
    tc_flow_fini(&flow);
}

static void edits_that_lead_nowhere_leave_all_records(void **state)
{
    (void)state;
    for (int how = 0; how < 4; how++) {
        tc_auto_buf struct tc_buf stream = {0};
        uint32_t first, last = make_slides(&stream, &first);
        if (how == 0)
            set_u32(&stream, last + 8 + 8, last); // an edit before itself
        else if (how == 1)
            set_u32(&stream, last + 8 + 12, 3); // no directory there
        else if (how == 2)
            set_u32(&stream, last + 8 + 16, 77); // no such document
        else
            set_u32(&stream, first + 8 + 12, UINT32_MAX);
        struct tc_flow flow;
        read_slides(&stream, last, &flow);
        assert_non_null(strstr(flow.text.data, "Title three"));
        assert_non_null(strstr(flow.text.data, "Drawn on two anew"));
        tc_flow_fini(&flow);
    }
}

// ---- lists

enum { FIB_COUNT = 0x98, FIB_TABLES = 0x9A };

static void put_level(struct tc_buf *b, uint32_t start, char mark)
{
    put_u32(b, start);
    tc_buf_char(b, 0); // decimal
    for (int i = 5; i < 28; i++)
        tc_buf_char(b, 0);
    put_u16(b, 2);
    put_u16(b, 0); // the number of the first level
    put_u16(b, (unsigned char)mark);
}

// One list of one level, and four uses of it: as it is; from 5; as it is; from 9 with another mark.
static void make_lists(struct tc_doc *d)
{
    struct tc_buf *t = &d->table;
    for (size_t i = 0; i < FIB_TABLES + 80 * 8; i++)
        tc_buf_char(&d->word, 0);
    d->word.data[FIB_COUNT] = 80;
    tc_buf_str(t, "none"); // nothing lies at 0
    size_t lists = t->len;
    put_u16(t, 1);
    put_u32(t, 4711);
    for (int i = 4; i < 26; i++)
        tc_buf_char(t, 0);
    put_u16(t, 1); // simple: one level
    put_level(t, 1, '.');
    size_t uses = t->len;
    put_u32(t, 4);
    static const unsigned char changes[] = {0, 1, 0, 1};
    for (size_t i = 0; i < TC_LENGTH(changes); i++) {
        put_u32(t, 4711);
        put_u32(t, 0);
        put_u32(t, 0);
        put_u32(t, changes[i]);
    }
    for (size_t i = 0; i < TC_LENGTH(changes); i++) {
        put_u32(t, 0xFFFFFFFF);
        if (!changes[i])
            continue;
        put_u32(t, 5);
        put_u32(t, i == 3 ? 0x30 : 0x10);
        if (i == 3)
            put_level(t, 9, ')');
    }
    set_u32(&d->word, FIB_TABLES + TC_DOC_LISTS * 8, (uint32_t)lists);
    set_u32(&d->word, FIB_TABLES + TC_DOC_LISTS * 8 + 4, (uint32_t)(uses - lists));
    set_u32(&d->word, FIB_TABLES + TC_DOC_LIST_USES * 8, (uint32_t)uses);
    set_u32(&d->word, FIB_TABLES + TC_DOC_LIST_USES * 8 + 4, (uint32_t)(t->len - uses));
}

static void a_use_of_a_list_may_begin_elsewhere_and_look_otherwise(void **state)
{
    (void)state;
    struct tc_flow flow;
    tc_flow_init(&flow, (size_t)1 << 20);
    struct tc_doc d = {.flow = &flow};
    make_lists(&d);
    tc_doc_read_lists(&d);
    assert_int_equal(d.use_count, 4);
    static const size_t order[] = {0, 0, 1, 1, 2, 3, 3};
    for (size_t i = 0; i < TC_LENGTH(order); i++) {
        tc_flow_begin(&flow, TC_BLOCK_LIST_ITEM, 1);
        assert_true(tc_lists_label(&d.lists, d.uses[order[i]], 0, &flow));
        tc_flow_str(&flow, "x");
        tc_flow_end(&flow);
    }
    tc_flow_finish(&flow);
    assert_string_equal(flow.text.data, "1. x\n2. x\n5. x\n6. x\n3. x\n9) x\n10) x");
    tc_flow_fini(&flow);
    tc_doc_fini(&d);
}

static void uses_that_are_cut_short_are_read_as_far_as_they_go(void **state)
{
    (void)state;
    struct tc_doc whole = {0};
    make_lists(&whole);
    size_t full = whole.table.len;
    tc_doc_fini(&whole);
    for (size_t cut = 1; cut < full - 4; cut++) {
        struct tc_doc d = {0};
        make_lists(&d);
        size_t at = FIB_TABLES + TC_DOC_LIST_USES * 8;
        uint32_t len = tc_u32(&d.word, at + 4);
        if (cut < len)
            set_u32(&d.word, at + 4, len - (uint32_t)cut);
        d.table.len = full - (cut < len ? cut : 0);
        tc_doc_read_lists(&d);
        assert_true(d.use_count <= 4);
        tc_doc_fini(&d);
    }
}

static int write_seed(const char *folder)
{
    tc_auto_buf struct tc_buf stream = {0};
    uint32_t first;
    (void)make_slides(&stream, &first);
    tc_auto_free char *path = tc_xasprintf("%s/fast-save", folder);
    FILE *file = fopen(path, "we");
    if (!file)
        return 1;
    size_t written = fwrite(stream.data, 1, stream.len, file);
    return fclose(file) || written != stream.len;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fast_save_shows_the_slides_as_they_are_now),
        cmocka_unit_test(edits_that_lead_nowhere_leave_all_records),
        cmocka_unit_test(a_use_of_a_list_may_begin_elsewhere_and_look_otherwise),
        cmocka_unit_test(uses_that_are_cut_short_are_read_as_far_as_they_go),
    };
    return argc > 1 ? write_seed(argv[1]) : cmocka_run_group_tests(tests, NULL, NULL);
}
