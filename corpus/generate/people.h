// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TC_GEN_PEOPLE_H
#define TC_GEN_PEOPLE_H
// Invented provinces, districts, communes, bodies and persons. They do not depend on the seed, so that archives made
// with different seeds speak of the same country.

#include "base.h"

enum {
    GEN_PROVINCES = 4, // before the merger
    GEN_MERGED = 4,    // the province that takes the place of the first and the third
    GEN_DISTRICTS = 9, // the first one is the provincial city
    GEN_COMMUNES = 14  // in each district
};

// 2025-07-01: two provinces become one, districts end.
extern const int tc_gen_merger_day;

enum tc_gen_body_kind {
    GEN_TU,    // provincial Party committee
    GEN_UBND,  // provincial people's committee
    GEN_HDND,  // provincial people's council
    GEN_BTCTU, // Party boards: organisation
    GEN_BTGTU, // propaganda
    GEN_BDVTU, // mass mobilisation
    GEN_UBKTTU,
    GEN_HU,    // district Party committee
    GEN_UBNDH, // district people's committee
    GEN_DU,    // commune Party committee
    GEN_PRESS, // the provincial newspaper
    GEN_BODY_KINDS
};

struct tc_gen_body {
    uint8_t kind, province, district, commune;
};

bool tc_gen_is_state(struct tc_gen_body body);
// What stands after the slash: TU, HU, ThU, UBND …
const char *tc_gen_body_code(struct tc_gen_body body);
void tc_gen_add_province(struct tc_gen_text *text, unsigned province);
void tc_gen_add_capital(struct tc_gen_text *text, unsigned province);
// `huyện X`, `thành phố X`.
void tc_gen_add_district(struct tc_gen_text *text, unsigned province, unsigned district);
void tc_gen_add_district_name(struct tc_gen_text *text, unsigned province, unsigned district);
void tc_gen_add_commune(struct tc_gen_text *text, unsigned province, unsigned district, unsigned commune);
// `Tỉnh ủy X`, `Ủy ban nhân dân huyện Y`; the second is its short form in running text (`Tỉnh ủy`).
void tc_gen_add_body(struct tc_gen_text *text, struct tc_gen_body body);
void tc_gen_add_body_short(struct tc_gen_text *text, struct tc_gen_body body);
// The body above, or nothing.
void tc_gen_add_parent(struct tc_gen_text *text, struct tc_gen_body body);
// Where the body writes from.
void tc_gen_add_seat(struct tc_gen_text *text, struct tc_gen_body body);
// The names of one who signs (`rank` 0 the head, 1 the deputy …) in the five years of `year`; any person.
void tc_gen_add_signer(struct tc_gen_text *text, struct tc_gen_body body, int year, unsigned rank);
void tc_gen_add_person(struct tc_gen_text *text, struct tc_gen_rng *rng);

#endif
