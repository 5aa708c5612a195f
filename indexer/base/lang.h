// SPDX-License-Identifier: GPL-3.0-or-later
// The two languages of messages. A text is written once in both where it is used, and both are checked as formats by
// the compiler: TC_T(lang, "không có", "nothing there") where the reader is known, TC_TELL("không có", "nothing there")
// in the layers below, which speak as tc_lang_set has said last.
#ifndef TC_BASE_LANG_H
#define TC_BASE_LANG_H

#include "base/public.h"

#ifdef __cplusplus
extern "C" {
#endif

// For the whole process: a program has one reader at a time. Vietnamese unless set.
void tc_lang_set(enum tc_lang lang);
enum tc_lang tc_lang(void);

#ifdef __cplusplus
}
#endif

#define TC_T(lang, vi, en) ((lang) == TC_LANG_EN ? (en) : (vi))
#define TC_TELL(vi, en) TC_T(tc_lang(), vi, en)

#endif
