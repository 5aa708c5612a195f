// SPDX-License-Identifier: GPL-3.0-or-later
// What is handed to tracuu-annotate on standard input: a head, for each comment its place and its words, the text, the
// original. It answers with the commented package on standard output and exits 0, or says why not and exits 1. Both
// sides run on one machine, so numbers are as it writes them.
#ifndef TC_ANNOTATE_JOB_H
#define TC_ANNOTATE_JOB_H

#include <stdint.h>

enum { TC_JOB_MAGIC = 0x74634131, TC_JOB_COMMENTS_MAX = 5000, TC_JOB_MAX = 64 << 20 }; // bytes in, and bytes out

struct tc_job_head {
    uint32_t magic, comment_count, text_len, original_len;
};
struct tc_job_comment { // followed by message_len bytes
    uint32_t start, end, message_len;
};

#endif
