// SPDX-License-Identifier: GPL-3.0-or-later
// The worker's end of protocol.h.
#ifndef TC_WORKER_SERVE_H
#define TC_WORKER_SERVE_H

#include "extract/protocol.h"
#include "source.h"

// Greets, then answers requests until the other end closes.
void tc_serve(int fd, unsigned protections);
// What tc_serve does with the bytes of one file: detects, reads, finishes the flow. Also for tests and fuzzing.
enum tc_reason tc_serve_read(struct tc_source *source, struct tc_flow *flow);

// While a request is answered: asks the parent for a page that was read before (nothing in ret: there is none), and
// hands one over to be kept. False where there is no parent.
bool tc_serve_page_ask(const struct tc_wire_page *page, struct tc_buf *ret);
void tc_serve_page_keep(const struct tc_wire_page *page, const void *data, size_t len);

#endif
