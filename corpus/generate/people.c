// SPDX-License-Identifier: GPL-3.0-or-later
#include "people.h"

#include "data.h"

const int tc_gen_merger_day = 9313; // 2025-07-01

static const char *const CODES[GEN_BODY_KINDS] = {"TU",     "UBND", "HĐND", "BTCTU", "BTGTU", "BDVTU",
                                                  "UBKTTU", "HU",   "UBND", "ĐU",    "BAO"};
static const char *const NAMES[GEN_BODY_KINDS] = {"Tỉnh ủy",
                                                  "Ủy ban nhân dân tỉnh",
                                                  "Hội đồng nhân dân tỉnh",
                                                  "Ban Tổ chức Tỉnh ủy",
                                                  "Ban Tuyên giáo Tỉnh ủy",
                                                  "Ban Dân vận Tỉnh ủy",
                                                  "Ủy ban Kiểm tra Tỉnh ủy",
                                                  "Huyện ủy",
                                                  "Ủy ban nhân dân",
                                                  "Đảng ủy xã",
                                                  "Báo"};

bool tc_gen_is_state(struct tc_gen_body body)
{
    return body.kind == GEN_UBND || body.kind == GEN_HDND || body.kind == GEN_UBNDH;
}

const char *tc_gen_body_code(struct tc_gen_body body)
{
    return body.kind == GEN_HU && body.district == 0 ? "ThU" : CODES[body.kind];
}

static const char *word(enum tc_gen_words list, uint32_t index)
{
    return tc_gen_data.words[list].item[index % tc_gen_data.words[list].count];
}

void tc_gen_add_province(struct tc_gen_text *text, unsigned province)
{
    tc_gen_add(text, province == GEN_MERGED ? "Vân Bình" : word(GEN_PROVINCE, province));
}

void tc_gen_add_capital(struct tc_gen_text *text, unsigned province)
{
    tc_gen_add(text, word(GEN_CAPITAL, province == GEN_MERGED ? 0 : province));
}

// Two syllables; different for different numbers as long as the lists allow it (48 x 48).
static void add_place(struct tc_gen_text *text, uint32_t number)
{
    uint32_t heads = tc_gen_data.words[GEN_PLACEHEAD].count, tails = tc_gen_data.words[GEN_PLACETAIL].count;
    uint32_t mixed = (uint32_t)(((uint64_t)number * 1021u + 77u) % ((uint64_t)heads * tails));
    tc_gen_add(text, word(GEN_PLACEHEAD, mixed / tails));
    tc_gen_add(text, " ");
    tc_gen_add(text, word(GEN_PLACETAIL, mixed % tails));
}

void tc_gen_add_district_name(struct tc_gen_text *text, unsigned province, unsigned district)
{
    if (district == 0)
        tc_gen_add_capital(text, province);
    else
        add_place(text, province % GEN_MERGED * 16 + district);
}

void tc_gen_add_district(struct tc_gen_text *text, unsigned province, unsigned district)
{
    tc_gen_add(text, district == 0 ? "thành phố " : "huyện ");
    tc_gen_add_district_name(text, province, district);
}

void tc_gen_add_commune(struct tc_gen_text *text, unsigned province, unsigned district, unsigned commune)
{
    add_place(text, 100 + (province % GEN_MERGED * GEN_DISTRICTS + district) * GEN_COMMUNES + commune);
}

void tc_gen_add_body_short(struct tc_gen_text *text, struct tc_gen_body body)
{
    if (body.kind == GEN_HU && body.district == 0)
        tc_gen_add(text, "Thành ủy");
    else if (body.kind == GEN_UBNDH)
        tc_gen_add(text, body.district == 0 ? "Ủy ban nhân dân thành phố" : "Ủy ban nhân dân huyện");
    else
        tc_gen_add(text, NAMES[body.kind]);
}

void tc_gen_add_body(struct tc_gen_text *text, struct tc_gen_body body)
{
    tc_gen_add_body_short(text, body);
    if (body.kind >= GEN_BTCTU && body.kind <= GEN_UBKTTU)
        return;
    tc_gen_add(text, " ");
    if (body.kind == GEN_HU || body.kind == GEN_UBNDH)
        tc_gen_add_district_name(text, body.province, body.district);
    else if (body.kind == GEN_DU)
        tc_gen_add_commune(text, body.province, body.district, body.commune);
    else
        tc_gen_add_province(text, body.province);
}

void tc_gen_add_parent(struct tc_gen_text *text, struct tc_gen_body body)
{
    if (body.kind == GEN_HU) {
        tc_gen_add(text, "Đảng bộ tỉnh ");
        tc_gen_add_province(text, body.province);
    } else if (body.kind == GEN_DU) {
        tc_gen_add(text, "Đảng bộ tỉnh ");
        tc_gen_add_province(text, body.province);
    } else if (body.kind >= GEN_BTCTU && body.kind <= GEN_UBKTTU) {
        tc_gen_add(text, "Đảng bộ tỉnh ");
        tc_gen_add_province(text, body.province);
    }
}

void tc_gen_add_seat(struct tc_gen_text *text, struct tc_gen_body body)
{
    if (body.kind == GEN_HU || body.kind == GEN_UBNDH)
        tc_gen_add_district_name(text, body.province, body.district);
    else if (body.kind == GEN_DU)
        tc_gen_add_commune(text, body.province, body.district, body.commune);
    else
        tc_gen_add_capital(text, body.province);
}

void tc_gen_add_person(struct tc_gen_text *text, struct tc_gen_rng *rng)
{
    tc_gen_add(text, word(GEN_FAMILY, tc_gen_rank(rng, tc_gen_data.words[GEN_FAMILY].count)));
    tc_gen_add(text, " ");
    tc_gen_add(text, word(GEN_MIDDLE, tc_gen_rank(rng, tc_gen_data.words[GEN_MIDDLE].count)));
    tc_gen_add(text, " ");
    tc_gen_add(text, word(GEN_GIVEN, tc_gen_below(rng, tc_gen_data.words[GEN_GIVEN].count)));
}

void tc_gen_add_signer(struct tc_gen_text *text, struct tc_gen_body body, int year, unsigned rank)
{
    uint64_t who =
        (uint64_t)body.kind << 24 | (uint64_t)body.province << 16 | (uint64_t)body.district << 8 | body.commune;
    struct tc_gen_rng rng = tc_gen_rng(20250701, who, (uint64_t)(year / 5) * 8 + rank);
    tc_gen_add_person(text, &rng);
}
