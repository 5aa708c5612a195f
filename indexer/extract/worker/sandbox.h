// SPDX-License-Identifier: GPL-3.0-or-later
// The worker locks itself in: after this it can compute, talk on the descriptors that it has, and nothing else.
#ifndef TC_WORKER_SANDBOX_H
#define TC_WORKER_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

// memory: bytes of address space (not applied under sanitizers, which reserve terabytes). Gives the bits of enum
// tc_protection that took effect: old kernels lack Landlock, some containers forbid seccomp.
unsigned tc_sandbox_enter(size_t memory, bool reads_pictures);

#endif
