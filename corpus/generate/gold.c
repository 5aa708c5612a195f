// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of a page, as one line of JSON.
#include "page.h"

#include <stdio.h>
#include <string.h>

void tc_gen_add_json(struct tc_gen_text *out, const char *bytes, size_t size)
{
    tc_gen_add(out, "\"");
    for (size_t i = 0; i < size; i++) {
        char c = bytes[i];
        if (c == '"' || c == '\\')
            tc_gen_add(out, "\\");
        if (c == '\n')
            tc_gen_add(out, "\\n");
        else
            tc_gen_add_n(out, &c, 1);
    }
    tc_gen_add(out, "\"");
}

static void name(struct tc_gen_text *out, const char *field)
{
    tc_gen_add(out, out->data[out->size - 1] == '{' ? "\"" : ", \"");
    tc_gen_add(out, field);
    tc_gen_add(out, "\": ");
}

static void string(struct tc_gen_text *out, const char *field, const char *value, size_t size)
{
    name(out, field);
    if (value && size)
        tc_gen_add_json(out, value, size);
    else
        tc_gen_add(out, "null");
}

static void text(struct tc_gen_text *out, const char *field, const struct tc_gen_text *value)
{
    string(out, field, value->data, value->size);
}

static void plain(struct tc_gen_text *out, const char *field, const char *value)
{
    string(out, field, value, value ? strlen(value) : 0);
}

static void number(struct tc_gen_text *out, const char *field, size_t value)
{
    name(out, field);
    tc_gen_add_int(out, (long)value);
}

static void path(struct tc_gen_text *out, const char *field, const struct tc_gen_page *page, uint32_t doc)
{
    struct tc_gen_text value = {0};
    if (doc != GEN_NONE)
        tc_gen_add_path(&value, page->plan, doc);
    text(out, field, &value);
    tc_gen_text_fini(&value);
}

static void span(struct tc_gen_text *out, const struct tc_gen_page *page, size_t start, size_t end)
{
    string(out, "text", page->text.data + start, end - start);
    number(out, "start", start);
    number(out, "end", end);
}

static void cite_key(struct tc_gen_text *out, const struct tc_gen_page *page, const struct tc_gen_cite *cite)
{
    const struct tc_gen_target *target = &cite->target;
    if (cite->key.size) {
        tc_gen_add(out, cite->key.data);
    } else if (target->by_name) {
        tc_gen_add(out, target->central->alias);
    } else if (target->central) {
        tc_gen_add(out, target->central->key);
        if (!target->central->normative && strncmp(target->central->key, "202/2025", 8) != 0) {
            tc_gen_add(out, "@");
            tc_gen_add(out, target->central->date);
        }
    } else {
        tc_gen_add_key(out, &page->plan->doc[target->doc]);
    }
}

static void cites(struct tc_gen_text *out, const struct tc_gen_page *page)
{
    name(out, "citations");
    tc_gen_add(out, "[");
    for (unsigned i = 0; i < page->cite_count; i++) {
        const struct tc_gen_cite *cite = &page->cite[i];
        struct tc_gen_text key = {0};
        cite_key(&key, page, cite);
        tc_gen_add(out, i ? ", {" : "{");
        span(out, page, cite->start, cite->end);
        text(out, "key", &key);
        plain(out, "provision", cite->provision[0] ? cite->provision : NULL);
        plain(out, "relation", tc_gen_relations[cite->relation]);
        path(out, "target", page, cite->target.doc);
        name(out, "malformed");
        tc_gen_add(out, cite->malformed ? "true}" : "false}");
        tc_gen_text_fini(&key);
    }
    tc_gen_add(out, "]");
}

static void mentions(struct tc_gen_text *out, const struct tc_gen_page *page)
{
    name(out, "mentions");
    tc_gen_add(out, "[");
    for (unsigned i = 0; i < page->mention_count; i++) {
        tc_gen_add(out, i ? ", {" : "{");
        span(out, page, page->mention[i].start, page->mention[i].end);
        tc_gen_add(out, "}");
    }
    tc_gen_add(out, "]");
}

static void basis(struct tc_gen_text *out, const struct tc_gen_page *page)
{
    bool any = false;
    name(out, "basis");
    tc_gen_add(out, "[");
    for (unsigned i = 0; i < page->cite_count; i++) {
        if (page->cite[i].relation != GEN_REL_BASIS)
            continue;
        struct tc_gen_text key = {0};
        cite_key(&key, page, &page->cite[i]);
        tc_gen_add(out, any ? ", " : "");
        tc_gen_add_json(out, key.data, key.size);
        tc_gen_text_fini(&key);
        any = true;
    }
    tc_gen_add(out, "]");
}

static void tasks(struct tc_gen_text *out, const struct tc_gen_page *page)
{
    name(out, "tasks");
    tc_gen_add(out, "[");
    for (unsigned i = 0; i < page->task_count; i++) {
        const struct tc_gen_task *task = &page->task[i];
        struct tc_gen_text date = {0};
        tc_gen_add_iso(&date, task->deadline);
        tc_gen_add(out, i ? ", {" : "{");
        text(out, "agency", &task->agency);
        text(out, "with", &task->with);
        text(out, "deed", &task->deed);
        text(out, "deadline", &date);
        span(out, page, task->start, task->end);
        tc_gen_add(out, "}");
        tc_gen_text_fini(&date);
    }
    tc_gen_add(out, "]");
    const struct tc_gen_doc *doc = &page->plan->doc[page->content];
    name(out, "answers");
    if (doc->role != GEN_FOLLOWS) {
        tc_gen_add(out, "null");
        return;
    }
    tc_gen_add(out, "{");
    path(out, "path", page, doc->parent);
    number(out, "task", doc->task);
    tc_gen_add(out, "}");
}

static void passages(struct tc_gen_text *out, const struct tc_gen_page *page)
{
    name(out, "passages");
    tc_gen_add(out, "[");
    for (unsigned i = 0; i < page->passage_count; i++) {
        const struct tc_gen_passage *passage = &page->passage[i];
        tc_gen_add(out, i ? ", {" : "{");
        span(out, page, passage->start, passage->end);
        plain(out, "how", passage->how);
        path(out, "source", page, passage->source);
        text(out, "original", &passage->original);
        tc_gen_add(out, "}");
    }
    tc_gen_add(out, "]");
    name(out, "changes");
    tc_gen_add(out, "[");
    for (unsigned i = 0; i < page->change_count; i++) {
        tc_gen_add(out, i ? ", {" : "{");
        plain(out, "kind", page->change[i].kind);
        text(out, "before", &page->change[i].before);
        text(out, "after", &page->change[i].after);
        tc_gen_add(out, "}");
    }
    tc_gen_add(out, "]");
}

static void header(struct tc_gen_text *out, const struct tc_gen_page *page)
{
    const struct tc_gen_doc *doc = &page->plan->doc[page->index];
    bool press = doc->type == GEN_TIN;
    struct tc_gen_text words[7] = {{0}};
    if (doc->number) {
        tc_gen_add_number(&words[0], doc);
        tc_gen_add_key(&words[1], doc);
    }
    if (!press) {
        tc_gen_add_body(&words[2], doc->body);
        tc_gen_add_seat(&words[3], doc->body);
        tc_gen_add_parent(&words[4], doc->body);
    }
    tc_gen_add_province(&words[5], doc->body.province);
    tc_gen_add_iso(&words[6], doc->day);
    plain(out, "type", tc_gen_kinds[doc->type].word);
    text(out, "number", &words[0]);
    text(out, "key", &words[1]);
    text(out, "issuer", &words[2]);
    text(out, "issuer_parent", &words[4]);
    plain(out, "issuer_code", press ? NULL : tc_gen_body_code(doc->body));
    text(out, "place", press ? &words[5] : &words[3]);
    text(out, "province", &words[5]);
    text(out, "date", &words[6]);
    text(out, "title", &page->title);
    text(out, "signer", &page->signer);
    plain(out, "signer_role", page->signer.size ? page->signer_role : NULL);
    plain(out, "signed_as", page->signed_as);
    text(out, "author", &page->author);
    plain(out, "topic", tc_gen_data.topic[doc->topic].name);
    name(out, "recipients");
    tc_gen_add(out, "[");
    for (uint32_t i = 0; i < page->recipients.count; i++) {
        tc_gen_add(out, i ? ", " : "");
        tc_gen_add_json(out, page->recipients.item[i], strlen(page->recipients.item[i]));
    }
    tc_gen_add(out, "]");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        tc_gen_text_fini(&words[i]);
}

void tc_gen_add_gold(struct tc_gen_text *out, const struct tc_gen_page *page)
{
    static const char *const ROLES[] = {"alone",   "implements", "guides",   "reviews", "concludes",
                                        "follows", "amends",     "replaces", "repeals", "tells"};
    static const char *const VARIANTS[] = {"original", "draft", "copy", "reissue", "revised"};
    const struct tc_gen_doc *doc = &page->plan->doc[page->index];
    tc_gen_add(out, "{");
    path(out, "path", page, page->index);
    header(out, page);
    basis(out, page);
    plain(out, "role", ROLES[doc->role]);
    path(out, "parent", page, doc->parent);
    path(out, "root", page, doc->root);
    plain(out, "variant", VARIANTS[doc->variant]);
    path(out, "origin", page, doc->origin);
    text(out, "planted", &page->planted);
    cites(out, page);
    mentions(out, page);
    tasks(out, page);
    passages(out, page);
    tc_gen_add(out, "}\n");
}
