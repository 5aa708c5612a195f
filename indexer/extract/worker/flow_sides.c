// SPDX-License-Identifier: GPL-3.0-or-later
// Two-column heads and feet that typists made with tabs or runs of spaces: each line holds a piece of both columns.
// They are set one column after the other.
#include "flow_inside.h"

#include <stdlib.h>
#include <string.h>

enum { SIDES = 2, HEAD_BLOCKS = 14, FOOT_BLOCKS = 40, ROWS_MIN = 2, GAP_SPACES = 4 };

// The first wide gap inside a line: a tab, or several spaces.
static bool find_gap(const char *text, size_t len, size_t *ret_start, size_t *ret_end)
{
    for (size_t i = 1; i < len; i++) {
        if (text[i] != '\t' && text[i] != ' ')
            continue;
        size_t end = i;
        bool has_tab = false;
        while (end < len && (text[end] == ' ' || text[end] == '\t'))
            has_tab |= text[end++] == '\t';
        if (end < len && (has_tab || end - i >= GAP_SPACES)) {
            *ret_start = i;
            *ret_end = end;
            return true;
        }
        i = end;
    }
    return false;
}

static bool is_gapped(const struct tc_flow *flow, const struct tc_wire_block *block, size_t *ret_start, size_t *ret_end)
{
    const char *text = flow->text.data + block->start;
    size_t len = block->end - block->start, start, end, more_start, more_end;
    // a second gap would make three columns: a table typed with tabs
    return block->kind == TC_BLOCK_PARAGRAPH && block->level != TC_SET_OFF && len < 300 && !memchr(text, '\n', len) &&
           find_gap(text, len, &start, &end) && !find_gap(text + end, len - end, &more_start, &more_end) &&
           (*ret_start = start, *ret_end = end, true);
}

struct halves {
    struct tc_flow out; // what the blocks become
    const struct tc_flow *in;
};

static void put_part(struct halves *h, const struct tc_wire_block *block, size_t from, size_t to, uint16_t kind)
{
    struct tc_span span = {.text = h->in->text.data + block->start + from,
                           .len = to - from,
                           .offset = block->start + (uint32_t)from,
                           .runs = h->in->runs,
                           .run_count = h->in->run_count};
    tc_span_trim(&span);
    tc_flow_put(&h->out, &span, kind, block->level, block->page);
}

// Which side a line without a gap stands on: one that begins with a tab is on the right.
static int side_of(const struct tc_wire_block *block)
{
    return block->level == TC_SET_OFF;
}

// Blocks from..to: lines with a gap give a half to each side, others go where they stand.
static void put_halves(struct halves *h, size_t from, size_t to)
{
    for (int side = 0; side < SIDES; side++)
        for (size_t i = from; i < to; i++) {
            const struct tc_wire_block *block = &h->in->blocks[i];
            size_t start, end, len = block->end - block->start;
            uint16_t kind = side ? TC_BLOCK_HEAD_RIGHT : TC_BLOCK_HEAD_LEFT;
            if (is_gapped(h->in, block, &start, &end))
                put_part(h, block, side ? end : 0, side ? len : start, kind);
            else if (side_of(block) == side)
                put_part(h, block, 0, len, kind);
        }
}

struct sides {
    size_t from, to; // blocks; from == to: none
};

static struct sides find_head(const struct tc_flow *flow)
{
    size_t rows = 0, first = 0, behind = 0, start, end;
    size_t count = flow->block_count < HEAD_BLOCKS ? flow->block_count : HEAD_BLOCKS;
    for (size_t i = 0; i < count; i++) {
        if (flow->blocks[i].kind == TC_BLOCK_HEAD_LEFT)
            break;
        if (!is_gapped(flow, &flow->blocks[i], &start, &end))
            continue;
        if (rows && i > behind + 1) // more than one line between: no column goes on so long
            break;
        first = rows++ ? first : i;
        behind = i + 1;
    }
    return rows < ROWS_MIN ? (struct sides){0} : (struct sides){.from = first, .to = behind};
}

// "Nơi nhận", in whatever charset: its plain letters stay.
static bool is_recipients(const struct tc_flow *flow, const struct tc_wire_block *block)
{
    tc_auto_free char *text =
        tc_xstrndup(flow->text.data + block->start, block->end - block->start < 24 ? block->end - block->start : 24);
    return (text[0] == 'N' || text[0] == 'n') && (strstr(text, "i nh") || strstr(text, "I NH"));
}

// From the recipients to the last line that still has a side: what follows the signature is an annex.
static struct sides find_foot(const struct tc_flow *flow, size_t from)
{
    size_t least = flow->block_count > FOOT_BLOCKS ? flow->block_count - FOOT_BLOCKS : 0, start, end;
    for (size_t i = flow->block_count; i > least && i > from; i--) {
        if (flow->blocks[i - 1].kind != TC_BLOCK_PARAGRAPH || !is_recipients(flow, &flow->blocks[i - 1]))
            continue;
        struct sides foot = {.from = i - 1, .to = i - 1};
        size_t rows = 0;
        for (size_t k = i - 1; k < flow->block_count && flow->blocks[k].kind == TC_BLOCK_PARAGRAPH; k++) {
            const struct tc_wire_block *block = &flow->blocks[k];
            bool is_row = is_gapped(flow, block, &start, &end);
            rows += is_row;
            if (is_row || side_of(block) || flow->text.data[block->start] == '-')
                foot.to = k + 1;
        }
        return rows < ROWS_MIN ? (struct sides){0} : foot;
    }
    return (struct sides){0};
}

void tc_flow_split_sides(struct tc_flow *flow)
{
    struct sides head = find_head(flow), foot = find_foot(flow, head.to);
    if (head.from == head.to && foot.from == foot.to)
        return;
    struct halves h = {.in = flow};
    tc_flow_init(&h.out, flow->max_text + flow->block_count + 1);
    for (size_t i = 0; i < flow->block_count; i++) {
        const struct sides *sides = i >= head.from && i < head.to   ? &head
                                    : i >= foot.from && i < foot.to ? &foot
                                                                    : NULL;
        const struct tc_wire_block *block = &flow->blocks[i];
        if (!sides)
            put_part(&h, block, 0, block->end - block->start, block->kind);
        else if (i == sides->from)
            put_halves(&h, sides->from, sides->to);
    }
    tc_buf_fini(&flow->text);
    free(flow->blocks);
    free(flow->runs);
    flow->text = h.out.text;
    flow->blocks = h.out.blocks;
    flow->block_count = h.out.block_count;
    flow->block_cap = h.out.block_cap;
    flow->runs = h.out.runs;
    flow->run_count = h.out.run_count;
    flow->run_cap = h.out.run_cap;
}
