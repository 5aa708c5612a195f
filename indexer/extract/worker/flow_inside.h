// SPDX-License-Identifier: GPL-3.0-or-later
// Shared by the files of the flow alone.
#ifndef TC_WORKER_FLOW_INSIDE_H
#define TC_WORKER_FLOW_INSIDE_H

#include "flow.h"

// A stretch of text with the runs it lies in; runs count from where offset is 0.
struct tc_span {
    const char *text;
    size_t len;
    uint32_t offset; // of text, as the runs count
    const struct tc_wire_run *runs;
    size_t run_count;
};
// Blanks at both ends go.
void tc_span_trim(struct tc_span *span);
// Adds a block of it to what is done.
void tc_flow_put(struct tc_flow *flow, const struct tc_span *span, uint16_t kind, uint16_t level, uint32_t page);
// The runs of span, whose text has been put at start.
void tc_flow_put_runs(struct tc_flow *flow, const struct tc_span *span, uint32_t start);
// Sets what the cells hold: as paragraphs where the table only places things, else as its look says.
void tc_flow_put_table(struct tc_flow *flow, bool is_layout);
// Does it begin with a tab or many spaces?
bool tc_span_begins_with_gap(const struct tc_span *span);
// Level of a paragraph that began so, until the flow is finished.
enum { TC_SET_OFF = 0x4000 };
// Heads and feet whose columns are made with tabs or spaces.
void tc_flow_split_sides(struct tc_flow *flow);

#endif
