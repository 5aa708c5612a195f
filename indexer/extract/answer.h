// SPDX-License-Identifier: GPL-3.0-or-later
// What a worker answered, checked; and the document made of it. Inside the extract layer.
#ifndef TC_EXTRACT_ANSWER_H
#define TC_EXTRACT_ANSWER_H

#include "extract/child.h"

struct tc_answer {
    char *media_type, *encoding; // NULL until told
    struct tc_wire_info info;
    struct tc_field *fields;
    size_t field_count, field_cap;
    struct tc_buf text;
    struct tc_wire_block *blocks; // ascending, within the text, not overlapping, none empty
    size_t block_count, block_cap;
    struct tc_font_run *runs; // likewise
    size_t run_count, run_cap;
    struct tc_sure_word *sure; // likewise: words read off pictures
    size_t sure_count, sure_cap;
    char **was; // what words were read as, until a run takes it
    size_t was_count, was_cap;
    uint32_t runs_end; // of the last run, of either kind
    enum tc_reason reason;
    char message[256];
};
void tc_answer_fini(struct tc_answer *answer);
// Reads frames up to and with END. TC_TALK_NONSENSE as soon as anything is not as protocol.h says.
enum tc_talk tc_answer_receive(struct tc_child *child, size_t max_text, int64_t deadline, struct tc_answer *ret);
// The last frame of any answer: reason and message.
bool tc_answer_end(struct tc_answer *answer, const char *data, size_t len);
// Decodes the text and moves what the document keeps out of answer. Never fails; the text may come out empty.
void tc_answer_document(struct tc_answer *answer, struct tc_document *ret);

#endif
