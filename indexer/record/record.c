// SPDX-License-Identifier: GPL-3.0-or-later
// The record of a document: its head, then what it cites and what work it assigns in the light of that.
#include "record.h"

#include "cite.h"
#include "header.h"

#include "base/mem.h"
#include "task.h"

#include <string.h>

void tc_record_fini(struct tc_record *record)
{
    tc_arena_fini(&record->arena);
    *record = (struct tc_record){0};
}

// Keys of what the document rests on, each once.
static void collect_basis(struct tc_record *record)
{
    size_t count = 0;
    for (size_t i = 0; i < record->citation_count; i++)
        count += record->citations[i].relation == TC_REL_BASIS;
    if (!count)
        return;
    const char **keys = tc_arena_zero(&record->arena, count + 1, sizeof *keys);
    size_t n = 0;
    for (size_t i = 0; i < record->citation_count; i++) {
        const struct tc_citation *c = &record->citations[i];
        bool seen = c->relation != TC_REL_BASIS || !c->key;
        for (size_t k = 0; k < n && !seen; k++)
            seen = !strcmp(keys[k], c->key);
        if (seen)
            continue;
        if (!n) {
            record->meta.confidence[TC_META_BASIS] = 0.9F;
            record->meta.at[TC_META_BASIS] = c->start;
        }
        keys[n++] = c->key;
    }
    record->meta.basis = n ? keys : NULL;
}

// A committee that carries out the resolution of its own congress is of that congress's term: “Thực hiện Nghị quyết Đại
// hội đại biểu Đảng bộ tỉnh lần thứ XV”. Two congresses in one paper tell nothing.
static void term_of_congress(struct tc_record *record)
{
    struct tc_meta *meta = &record->meta;
    const struct tc_issuer_rule *rule =
        meta->issuer_code ? tc_rules_code(meta->issuer_code, strlen(meta->issuer_code)) : NULL;
    const char *term = NULL;
    uint32_t at = 0;
    if (meta->confidence[TC_META_TERM] > 0.45F || !meta->province || !rule || rule->family != TC_FAMILY_PARTY)
        return;
    tc_auto_free char *own = tc_xasprintf("NQDH:tinh-%s/", meta->province);
    for (size_t i = 0; i < record->citation_count; i++) {
        const struct tc_citation *c = &record->citations[i];
        if (!c->key || strncmp(c->key, own, strlen(own)) != 0)
            continue;
        const char *number = c->key + strlen(own);
        bool carried_out = c->relation == TC_REL_IMPLEMENTS || c->relation == TC_REL_BASIS;
        if (!carried_out || number[0] == '?' || (term && strcmp(term, number) != 0))
            return;
        term = number;
        at = c->start;
    }
    if (!term)
        return;
    meta->term = term;
    meta->confidence[TC_META_TERM] = 0.5F;
    meta->at[TC_META_TERM] = at;
}

void tc_record_read(const struct tc_document *document, const char *path, struct tc_record *ret)
{
    struct tc_record record = {0};
    struct tc_head head;
    tc_head_read(document, path, &record, &head);
    struct tc_cite_context context = {
        .document = document,
        .own_key = head.own_key,
        .issuer_code = head.context_issuer,
        .place = head.province,
        .date = record.meta.date,
        .inherits = true,
        .type_line = head.type_line,
        .type_line_end = head.type_line_end,
    };
    tc_cite_scan(document->text ? document->text : "", document->len, &context, &record);
    tc_cite_inherit(document->text ? document->text : "", &context, &record);
    tc_cite_relate(document->text ? document->text : "", document->len, &context, &record);
    collect_basis(&record);
    term_of_congress(&record);
    tc_task_scan(document, &record);
    tc_cite_state(document->text ? document->text : "", document->len, &record);
    *ret = record;
}
