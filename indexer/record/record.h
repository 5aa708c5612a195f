// SPDX-License-Identifier: GPL-3.0-or-later
// What a document says of itself (header fields) and of others (citations). Tables in corpus/tables hold the rules as
// dated data. Forms of numbers and keys: the rules of Party papers (Quy định 66-QĐ/TW of 2017, Hướng dẫn 36-HD/VPTW of
// 2018, Quy định 399-QĐ/TW of 2026, Hướng dẫn 05-HD/VPTW of 2026) and of State papers (Nghị định 30/2020/NĐ-CP).
#ifndef TC_RECORD_RECORD_H
#define TC_RECORD_RECORD_H

#include "base/status.h"
#include "text/document.h"

#include <jansson.h>

enum tc_meta_field { // index into tc_meta.confidence and tc_meta.at
    TC_META_TITLE,
    TC_META_TYPE,
    TC_META_NUMBER,
    TC_META_ISSUER,
    TC_META_PLACE,
    TC_META_PROVINCE,
    TC_META_DATE,
    TC_META_EVENT_DATE,
    TC_META_SIGNER,
    TC_META_SIGNER_ROLE,
    TC_META_RECIPIENTS,
    TC_META_BASIS,
    TC_META_TERM,
    TC_META_PERIOD,
    TC_META_AUTHOR,
    TC_META_LEAD,
    TC_META_SOURCE,
    TC_META_FIELDS
};

// All strings live in the record's arena; NULL is unknown. Dates are "2008-12-01", "2008-12", "2008" or "--12-01".
struct tc_meta { // place: of the date line (“Đà Lạt”); province: whose bodies wrote it (“Lâm Đồng”), NULL for the
                 // centre's
    const char *title, *type, *type_code, *number, *key, *issuer, *issuer_parent, *issuer_code, *place, *province,
        *date, *event_date, *signer, *signer_role, *signed_as, *term, *period_from, *period_to, *author, *source,
        *lead;                        // of a news report: the paragraph below its headline that says what it tells
    const char **recipients, **basis; // NULL-terminated, or NULL
    float confidence[TC_META_FIELDS]; // 0 where unknown
    uint32_t at[TC_META_FIELDS];      // where in the text it was read from; UINT32_MAX where not from the text
};

enum tc_relation {
    TC_REL_REFERS,
    TC_REL_BASIS,
    TC_REL_IMPLEMENTS,
    TC_REL_AMENDS,
    TC_REL_REPLACES,
    TC_REL_REPEALS,
    TC_REL_GUIDES,
    TC_REL_REVIEWS,
    TC_REL_COUNT
};
const char *tc_relation_name(enum tc_relation relation);                        // "basis" …
const char *tc_relation_label(enum tc_relation relation, const char *language); // "căn cứ" …; language "vi" or "en"

struct tc_citation {
    uint32_t start, end;                                                    // bytes of the text
    const char *type, *type_code, *number, *issuer_code, *date, *provision; // NULL unknown
    const char *
        key; // canonical (DOMAIN: 44-KL/TU@2008-12-01, 108/2014/NĐ-CP, NQTW:6/XII …); NULL when malformed beyond repair
    const char *repaired;    // what a repairable spelling was read as; NULL when it was well-formed
    const char **stands_for; // keys, NULL-terminated; NULL when the key stands for itself
    int year;                // 0 unknown
    enum tc_relation relation;
    uint32_t sentence_start, sentence_end;
    uint32_t title_start,
        title_end; // the quoted title behind it (“Đề án số 02 về “Đào tạo …””); equal when there is none
    bool is_open; // “Kế hoạch 08”: a citation only where the document named that plan before; none is left in a record
};
// A name that the document itself explains: “Nghị quyết số 77-NQ/TW, ngày 10/5/2013 (Nghị quyết Trung ương 12 khóa
// XI)”.
struct tc_stated_name {
    const char *name, *key; // "NQTW:12/XI", "77-NQ/TW@2013-05-10": both whole
    uint32_t start, end;    // bytes of the text, from the first of the two to the bracket behind the second
};
struct tc_mention {
    uint32_t start, end;
};

struct tc_task {               // work that the document assigns
    uint32_t start, end;       // bytes of the text
    const char *agency;        // in full, one spelling
    const char **with;         // those it works with, NULL-terminated, or NULL
    const char *deadline;      // ISO day; NULL none
    const char *deadline_from; // where it is a period (“trong quý II/2020”) its first day; else NULL
    uint32_t deadline_start, deadline_end;
};

struct tc_record {
    struct tc_arena arena;
    struct tc_meta meta;
    struct tc_citation *citations;
    size_t citation_count;
    struct tc_mention *mentions;
    size_t mention_count;
    struct tc_task *tasks;
    size_t task_count;
    struct tc_stated_name *stated; // in the arena, in text order
    size_t stated_count;
    bool is_secret; // MẬT, TỐI MẬT or TUYỆT MẬT stands as a stamp line of the head
};
void tc_record_fini(struct tc_record *record);

// Reads header fields and citations of a document. path (ROOT/relative) may help with news dates and such; may be NULL.
// Never fails: what is not there stays unknown.
void tc_record_read(const struct tc_document *document, const char *path, struct tc_record *ret);

// A reference as a person or a query gives it ("44-KL/TU", "KL 44", "số 44 KL TU", "nghị quyết trung ương 4 khóa XII",
// a key): what it means. False when no key can be made of it. The parts not written are "?" in the key. Strings in
// arena.
struct tc_reference {
    const char *key; // with @? or @date
    const char *type, *type_code, *number, *issuer_code, *date, *repaired;
    const char **stands_for;
};
bool tc_reference_read(const char *text, size_t len, struct tc_arena *arena, struct tc_reference *ret);
// Does a key that may have unknown parts ("44-KL/TU@?", "90-QĐ/?@?", "145/?/NĐ-CP") fit another? Dates fit when one is
// a prefix of the other or unknown.
bool tc_key_fits(const char *a, const char *b);
// The index term of a key without its date and with ? for unknown parts kept: the part before '@', canonical lower
// case.
void tc_key_stem(const char *key, struct tc_buf *ret);

// JSON of CONTRACT shapes (without format_version, id, path, status and targets, which the store knows).
json_t *tc_meta_to_json(const struct tc_meta *meta);
json_t *tc_citations_to_json(const struct tc_record *record, const char *text); // {"citations":[…],"mentions":[…]}
// Words read off pictures: [[start, end, confidence], …], and a fourth member where one was repaired: what it was read
// as.
json_t *tc_sure_words_to_json(const struct tc_sure_word *words, size_t count);
json_t *tc_tasks_to_json(const struct tc_record *record); // [{"start","end","agency","with":[…],"deadline",…}]

#endif
