// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/lang.h"

#include <stdatomic.h>

static _Atomic enum tc_lang spoken = TC_LANG_VI;

void tc_lang_set(enum tc_lang lang)
{
    atomic_store_explicit(&spoken, lang, memory_order_relaxed);
}

enum tc_lang tc_lang(void)
{
    return atomic_load_explicit(&spoken, memory_order_relaxed);
}
