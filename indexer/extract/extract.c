// SPDX-License-Identifier: GPL-3.0-or-later
#include "extract/extract.h"

#include "extract/answer.h"
#include "extract/extractor.h"
#include "text/furniture.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

// Leaks and fragments of one file are not to trouble the thousandth after it. Plain text passes no parser that could
// leak; to start a worker costs as much as two hundred such files.
enum { BATCH = 16000, COST_TEXT = 1, COST_OTHER = 160 };

struct tc_extract_options tc_extract_defaults(const struct tc_extract_options *options)
{
    struct tc_extract_options o = {0};
    if (options)
        o = *options;
    o.timeout_seconds = o.timeout_seconds ? o.timeout_seconds : 60;
    o.max_file_bytes = o.max_file_bytes ? o.max_file_bytes : (size_t)256 << 20;
    o.max_text_bytes = o.max_text_bytes ? o.max_text_bytes : (size_t)32 << 20;
    o.memory_bytes = o.memory_bytes ? o.memory_bytes : (size_t)1 << 30;
    return o;
}

struct tc_extractor *tc_extractor_new(const struct tc_extract_options *options)
{
    struct tc_extractor *extractor = tc_xcalloc(1, sizeof *extractor);
    extractor->options = tc_extract_defaults(options);
    return extractor;
}

void tc_extractor_free(struct tc_extractor *extractor)
{
    if (!extractor)
        return;
    tc_child_stop(&extractor->child, NULL);
    free(extractor);
}

size_t tc_extractor_max_file(const struct tc_extractor *extractor)
{
    return extractor->options.max_file_bytes;
}

void tc_extractor_about(struct tc_extractor *extractor, const char *digest, bool may_wait)
{
    extractor->digest = digest;
    extractor->may_wait = may_wait;
}

int tc_extractor_pid(const struct tc_extractor *extractor)
{
    return (int)extractor->child.pid;
}

enum tc_status tc_extract_protections(struct tc_extractor *extractor, bool ret[TC_PROTECTION_COUNT],
                                      struct tc_error *err)
{
    if (!extractor->child.pid) {
        enum tc_status status = tc_child_start(&extractor->child, &extractor->options, err);
        if (status != TC_OK)
            return status;
    }
    for (unsigned i = 0; i < TC_PROTECTION_COUNT; i++)
        ret[i] = extractor->child.protections >> i & 1;
    return TC_OK;
}

enum tc_status tc_extract_bad(enum tc_reason reason, const char *name, const char *why, enum tc_reason *ret_reason,
                              struct tc_error *err)
{
    *ret_reason = reason;
    return tc_fail(err, TC_ERR_INPUT, "%s: %s%s%s", name, tc_reason_name(reason), why && *why ? ": " : "",
                   why ? why : "");
}

// Why the worker is no more, from how it ended and what it said.
static enum tc_reason why_gone(const struct tc_extractor *extractor, const struct tc_child_end *end, char *ret,
                               size_t size)
{
    static const char *const signs[] = {"out of memory", "failed to allocate", "bad_alloc", "cannot allocate",
                                        "allocation-size-too-big"};
    long limit_kb = (long)(extractor->options.memory_bytes >> 10);
    for (size_t i = 0; i < TC_LENGTH(signs); i++)
        if (strcasestr(end->said, signs[i]))
            return TC_REASON_MEMORY;
    int number = WIFSIGNALED(end->status) ? WTERMSIG(end->status) : 0;
    if (number == SIGXCPU || number == SIGALRM)
        return TC_REASON_TIMEOUT;
    if (end->max_rss_kb > limit_kb - limit_kb / 8 && (number == SIGABRT || number == SIGSEGV || number == SIGKILL))
        return TC_REASON_MEMORY;
    if (number)
        (void)snprintf(ret, size, "the extractor was ended by signal %d", number);
    else
        (void)snprintf(ret, size, "the extractor ended with status %d", WEXITSTATUS(end->status));
    return TC_REASON_CRASHED;
}

enum tc_reason tc_extract_judge(struct tc_extractor *extractor, enum tc_talk talk, char *ret_why, size_t size)
{
    struct tc_child_end end = {0};
    tc_child_stop(&extractor->child, &end);
    ret_why[0] = '\0';
    switch (talk) {
    case TC_TALK_TIMEOUT:
        (void)snprintf(ret_why, size, "not read within %u seconds", extractor->options.timeout_seconds);
        return TC_REASON_TIMEOUT;
    case TC_TALK_NONSENSE:
        (void)snprintf(ret_why, size, "the extractor answered nonsense");
        return TC_REASON_CRASHED;
    default:
        return why_gone(extractor, &end, ret_why, size);
    }
}

struct tc_request tc_extract_request(const struct tc_extractor *extractor, enum tc_op op)
{
    const struct tc_extract_options *o = &extractor->options;
    return (struct tc_request){.magic = TC_PROTOCOL_MAGIC,
                               .op = op,
                               .ocr = o->ocr == TC_OCR_LATER && !extractor->may_wait ? TC_OCR_NOW : o->ocr,
                               .timeout_seconds = o->timeout_seconds,
                               .max_file_bytes = o->max_file_bytes,
                               .max_text_bytes = o->max_text_bytes};
}

static enum tc_talk talk_once(struct tc_extractor *extractor, enum tc_op op, int fd, struct tc_answer *answer)
{
    const struct tc_extract_options *o = &extractor->options;
    struct tc_request request = tc_extract_request(extractor, op);
    int64_t deadline = tc_child_now() + (int64_t)o->timeout_seconds * 1000;
    extractor->child.cache = o->ocr_cache;
    extractor->child.digest = extractor->digest;
    extractor->child.watch = o->watch;
    extractor->child.kept = 0;
    enum tc_talk talk = tc_child_send(&extractor->child, &request, fd);
    if (talk == TC_TALK_OK)
        talk = tc_answer_receive(&extractor->child, o->max_text_bytes, deadline, answer);
    bool is_text = talk == TC_TALK_OK && answer->media_type && !strcmp(answer->media_type, "text/plain");
    extractor->child.served += is_text ? COST_TEXT : COST_OTHER;
    return talk;
}

// One request, in a fresh worker once more when one that had served others died of it.
static enum tc_status ask(struct tc_extractor *extractor, enum tc_op op, int fd, const char *name,
                          struct tc_answer *answer, enum tc_reason *ret_reason, struct tc_error *err)
{
    for (;;) {
        if (extractor->child.pid && extractor->child.served >= BATCH)
            tc_child_stop(&extractor->child, NULL);
        if (!extractor->child.pid) {
            enum tc_status status = tc_child_start(&extractor->child, &extractor->options, err);
            if (status != TC_OK)
                return status;
        }
        bool is_fresh = extractor->child.served == 0;
        enum tc_talk talk = talk_once(extractor, op, fd, answer);
        if (talk == TC_TALK_OK)
            return TC_OK;
        char why[128];
        enum tc_reason reason = tc_extract_judge(extractor, talk, why, sizeof why);
        if (is_fresh || talk != TC_TALK_GONE)
            return tc_extract_bad(reason, name, why, ret_reason, err);
        tc_answer_fini(answer);
        *answer = (struct tc_answer){0};
    }
}

// Only regular files of a bearable size are handed on. *ret is what the file was before.
static enum tc_status look(const struct tc_extractor *extractor, int fd, const char *name, struct stat *ret,
                           enum tc_reason *ret_reason, struct tc_error *err)
{
    if (fstat(fd, ret) < 0)
        return tc_extract_bad(TC_REASON_UNREADABLE, name, strerror(errno), ret_reason, err);
    if (!S_ISREG(ret->st_mode))
        return tc_extract_bad(TC_REASON_UNREADABLE, name, "not a regular file", ret_reason, err);
    if (ret->st_size == 0)
        return tc_extract_bad(TC_REASON_EMPTY, name, NULL, ret_reason, err);
    if ((uint64_t)ret->st_size > extractor->options.max_file_bytes)
        return tc_extract_bad(TC_REASON_TOO_LARGE, name, NULL, ret_reason, err);
    return TC_OK;
}

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

enum tc_status tc_extract_type(struct tc_extractor *extractor, int fd, const char *name, char **ret_media_type,
                               char **ret_encoding, struct tc_error *err)
{
    enum tc_reason reason;
    struct stat before;
    enum tc_status status = look(extractor, fd, name, &before, &reason, err);
    if (status != TC_OK && reason != TC_REASON_EMPTY)
        return status;
    if (status != TC_OK) {
        *ret_media_type = tc_xstrdup("application/x-empty");
        *ret_encoding = tc_xstrdup("binary");
        return TC_OK;
    }
    __attribute__((cleanup(tc_answer_fini))) struct tc_answer answer = {0};
    status = ask(extractor, TC_OP_TYPE, fd, name, &answer, &reason, err);
    if (status != TC_OK)
        return status;
    if (!answer.media_type)
        return tc_extract_bad(answer.reason, name, answer.message, &reason, err);
    *ret_media_type = answer.media_type;
    *ret_encoding = answer.encoding;
    answer.media_type = answer.encoding = NULL;
    return TC_OK;
}

// Pages of the web, as they were saved or as their text was.
static void mark_furniture(struct tc_document *document)
{
    static const char *const types[] = {"text/", "application/xhtml", "multipart/related"};
    for (size_t i = 0; i < TC_LENGTH(types); i++)
        if (!strncmp(document->media_type, types[i], strlen(types[i]))) {
            tc_furniture_mark(document);
            return;
        }
}

enum tc_status tc_extract_file(struct tc_extractor *extractor, int fd, const char *name, struct tc_document *ret,
                               enum tc_reason *ret_reason, struct tc_error *err)
{
    struct stat before, after;
    enum tc_status status = look(extractor, fd, name, &before, ret_reason, err);
    if (status != TC_OK)
        return status;
    __attribute__((cleanup(tc_answer_fini))) struct tc_answer answer = {0};
    status = ask(extractor, TC_OP_READ, fd, name, &answer, ret_reason, err);
    if (fstat(fd, &after) < 0 || !is_same(&before, &after))
        return tc_extract_bad(TC_REASON_CHANGED, name, "it changed while it was read", ret_reason, err);
    if (status != TC_OK)
        return status;
    if (answer.reason != TC_REASON_NONE)
        return tc_extract_bad(answer.reason, name, answer.message, ret_reason, err);
    struct tc_document document;
    tc_answer_document(&answer, &document);
    mark_furniture(&document);
    if (document.len == 0) {
        tc_document_fini(&document);
        return tc_extract_bad(TC_REASON_NO_TEXT, name, NULL, ret_reason, err);
    }
    *ret = document;
    *ret_reason = TC_REASON_NONE;
    return TC_OK;
}
