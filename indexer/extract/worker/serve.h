// SPDX-License-Identifier: GPL-3.0-or-later
// The worker's end of protocol.h.
#ifndef TC_WORKER_SERVE_H
#define TC_WORKER_SERVE_H

#include "source.h"

// Greets, then answers requests until the other end closes.
void tc_serve(int fd, unsigned protections);
// What tc_serve does with the bytes of one file: detects, reads, finishes the flow. Also for tests and fuzzing.
enum tc_reason tc_serve_read(struct tc_source *source, struct tc_flow *flow);

#endif
