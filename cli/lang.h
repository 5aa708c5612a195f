// SPDX-License-Identifier: GPL-3.0-or-later
// Two languages, each text written once in both where it is used: TC_T(lang, "không có", "nothing there"). As a format
// both are checked by the compiler.
#ifndef TC_CLI_LANG_H
#define TC_CLI_LANG_H

enum tc_lang { TC_LANG_VI, TC_LANG_EN };

#define TC_T(lang, vi, en) ((lang) == TC_LANG_EN ? (en) : (vi))

#endif
