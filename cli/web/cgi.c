// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi.h"

#include "escape.h"

#include "base/sha256.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    MAX_QUERY_STRING = 8192,
    MAX_PATH = 1024,
    MAX_TEXT = 2000,
    MAX_VALUE = 200,
    MAX_BODY = 4 << 20,
    MAX_UPLOAD = 16 << 20
};

enum kind { TEXT, NUMBER, DATE, CHOICE };
static const struct {
    const char *name;
    enum kind kind;
    size_t most;         // bytes of a text; largest number
    const char *choices; // "a|b"
} params[TC_PARAMS] = {
    [TC_PARAM_Q] = {"q", TEXT, MAX_TEXT, NULL},
    [TC_PARAM_TYPE] = {"type", TEXT, MAX_VALUE, NULL},
    [TC_PARAM_ISSUER] = {"issuer", TEXT, MAX_VALUE, NULL},
    [TC_PARAM_PLACE] = {"place", TEXT, MAX_VALUE, NULL},
    [TC_PARAM_YEAR] = {"year", NUMBER, 9999, NULL},
    [TC_PARAM_TERM] = {"term", TEXT, MAX_VALUE, NULL},
    [TC_PARAM_SIGNER] = {"signer", TEXT, MAX_VALUE, NULL},
    [TC_PARAM_STATUS] = {"status", TEXT, MAX_VALUE, NULL},
    [TC_PARAM_FROM] = {"from", DATE, 10, NULL},
    [TC_PARAM_TO] = {"to", DATE, 10, NULL},
    [TC_PARAM_SORT] = {"sort", CHOICE, 0, "relevance|date|-date|number|cited"},
    [TC_PARAM_PAGE] = {"page", NUMBER, 500, NULL},
    [TC_PARAM_LIMIT] = {"limit", NUMBER, 100, NULL},
    [TC_PARAM_PASSAGES] = {"passages", CHOICE, 0, "1"},
    [TC_PARAM_FOLD] = {"fold", CHOICE, 0, "0|1"},
    [TC_PARAM_A] = {"a", TEXT, MAX_VALUE, NULL},
    [TC_PARAM_B] = {"b", TEXT, MAX_VALUE, NULL},
    [TC_PARAM_AGENCY] = {"agency", TEXT, MAX_VALUE, NULL},
    [TC_PARAM_STATE] = {"state", CHOICE, 0, "open|overdue"},
    [TC_PARAM_LANG] = {"lang", CHOICE, 0, "vi|en"},
    [TC_PARAM_FORMAT] = {"format", CHOICE, 0, "html|json"},
};

const char *tc_param_name(enum tc_param param)
{
    return params[param].name;
}

// --- reading ---

static int hex(char c)
{
    const char *digits = "0123456789abcdef0123456789ABCDEF", *found = c ? strchr(digits, c) : NULL;
    return found ? (int)((found - digits) % 16) : -1;
}

// application/x-www-form-urlencoded; a '%' that begins no escape stays.
static char *decode(struct tc_arena *arena, const char *s, size_t len, size_t *ret_len)
{
    char *result = tc_arena_alloc(arena, len + 1);
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        if (s[i] == '%' && i + 2 < len && hex(s[i + 1]) >= 0 && hex(s[i + 2]) >= 0) {
            result[n++] = (char)(hex(s[i + 1]) * 16 + hex(s[i + 2]));
            i += 2;
        } else {
            result[n++] = s[i] == '+' ? ' ' : s[i];
        }
    }
    result[n] = '\0';
    *ret_len = n;
    return result;
}

static bool is_date(const char *value)
{
    const char *pattern = "dddd-dd-dd";
    size_t len = strlen(value);
    if (len != 4 && len != 7 && len != 10)
        return false;
    for (size_t i = 0; i < len; i++)
        if (pattern[i] == 'd' ? value[i] < '0' || value[i] > '9' : value[i] != '-')
            return false;
    return true;
}

static bool is_choice(const char *choices, const char *value)
{
    size_t len = strlen(value);
    for (const char *end; choices; choices = end ? end + 1 : NULL) {
        end = strchr(choices, '|');
        if ((end ? (size_t)(end - choices) : strlen(choices)) == len && strncmp(choices, value, len) == 0)
            return true;
    }
    return false;
}

static bool is_valid(enum tc_param param, const char *value, size_t len)
{
    switch (params[param].kind) {
    case TEXT:
        if (len > params[param].most || strlen(value) != len || !tc_utf8_is_valid(value, len, NULL))
            return false;
        for (size_t i = 0; i < len; i++)
            if ((unsigned char)value[i] < 0x20 && !strchr("\t\r\n", value[i]))
                return false;
        return true;
    case NUMBER:
        return len && len <= 5 && strspn(value, "0123456789") == len && strtoul(value, NULL, 10) <= params[param].most;
    case DATE:
        return strlen(value) == len && is_date(value);
    case CHOICE:
        return strlen(value) == len && is_choice(params[param].choices, value);
    }
    return false;
}

// One NAME=VALUE; false when the name is ours and the value does not fit.
static bool read_pair(struct tc_request *request, const char *pair, size_t len)
{
    const char *equals = memchr(pair, '=', len);
    size_t name_len = equals ? (size_t)(equals - pair) : len, value_len;
    if (!equals)
        return true;
    for (int i = 0; i < TC_PARAMS; i++) {
        if (strlen(params[i].name) != name_len || strncmp(params[i].name, pair, name_len) != 0)
            continue;
        const char *value = decode(&request->arena, equals + 1, len - name_len - 1, &value_len);
        if (!value_len)
            return true; // an empty field of the form
        if (!is_valid((enum tc_param)i, value, value_len))
            return false;
        request->values[i] = value;
    }
    return true;
}

static bool read_params(struct tc_request *request, const char *query)
{
    while (query && *query) {
        size_t len = strcspn(query, "&;");
        if (!read_pair(request, query, len))
            return false;
        query += len + (query[len] != '\0');
    }
    return true;
}

// A host name as it may stand in an address: nothing that a header could smuggle into a page.
static const char *read_host(struct tc_arena *arena, const char *host, const char *https)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";
    if (!host || !*host || strlen(host) > 255 || strspn(host, allowed) != strlen(host))
        return "";
    bool is_https = https && *https && strcmp(https, "off") != 0;
    return tc_arena_printf(arena, "%s://%s", is_https ? "https" : "http", host);
}

static const char *or_empty(const char *s)
{
    return s ? s : "";
}

int tc_request_read(tc_getenv *get, void *context, struct tc_request *ret, const char **ret_why)
{
    memset(ret, 0, sizeof *ret);
    const char *method = or_empty(get(context, "REQUEST_METHOD")), *query = or_empty(get(context, "QUERY_STRING"));
    const char *path = or_empty(get(context, "PATH_INFO")), *script = or_empty(get(context, "SCRIPT_NAME"));
    // not by Accept-Language: half the offices' browsers speak English to people who do not
    ret->lang = TC_LANG_VI;
    ret->path = "/";
    ret->script_name = script[0] == '/' && strlen(script) <= MAX_PATH && script[1] != '/' ? script : "";
    size_t script_len = strlen(ret->script_name);
    if (script_len && ret->script_name[script_len - 1] == '/')
        ret->script_name = tc_arena_strndup(&ret->arena, ret->script_name, script_len - 1);
    ret->is_head = strcmp(method, "HEAD") == 0;
    ret->if_none_match = or_empty(get(context, "HTTP_IF_NONE_MATCH"));
    ret->host = read_host(&ret->arena, get(context, "HTTP_HOST"), get(context, "HTTPS"));
    bool is_post = strcmp(method, "POST") == 0 && strcmp(path, "/check") == 0;
    if (strcmp(method, "GET") != 0 && !ret->is_head && !is_post) {
        *ret_why = "method";
        return 405;
    }
    const char *size = or_empty(get(context, "CONTENT_LENGTH"));
    ret->body_size = is_post ? strtoul(size, NULL, 10) : 0;
    bool is_form_with_files = is_post && tc_multipart_is(or_empty(get(context, "CONTENT_TYPE")), ret->boundary);
    if (is_form_with_files && !*ret->boundary) {
        ret->body_size = 0;
        *ret_why = "form";
        return 400;
    }
    if (ret->body_size > (is_form_with_files ? (size_t)MAX_UPLOAD : (size_t)MAX_BODY)) {
        ret->body_size = 0;
        *ret_why = "body";
        return 413;
    }
    if (strlen(query) > MAX_QUERY_STRING || strlen(path) > MAX_PATH) {
        *ret_why = "length";
        return 414;
    }
    if (!tc_utf8_is_valid(path, strlen(path), NULL) || !read_params(ret, query)) {
        *ret_why = "parameters";
        return 400;
    }
    if (*path == '/')
        ret->path = path;
    const char *lang = ret->values[TC_PARAM_LANG], *format = ret->values[TC_PARAM_FORMAT];
    const char *accept = or_empty(get(context, "HTTP_ACCEPT"));
    ret->is_lang_given = lang != NULL;
    if (lang)
        ret->lang = strcmp(lang, "en") == 0 ? TC_LANG_EN : TC_LANG_VI;
    tc_set_language(ret->lang);
    size_t path_len = strlen(ret->path);
    bool is_json = path_len > 5 && strcmp(ret->path + path_len - 5, ".json") == 0;
    ret->wants_json = is_json || (format ? strcmp(format, "json") == 0 : strncmp(accept, "application/json", 16) == 0);
    return 0;
}

static bool is_plain_text(const char *s, size_t len)
{
    return !memchr(s, '\0', len) && tc_utf8_is_valid(s, len, NULL);
}

// Fields draft (pasted), file (its bytes as they are) and do (which button).
static int take_parts(struct tc_request *request, const char *body, size_t len)
{
    struct tc_part parts[TC_PARTS_MAX];
    size_t count = 0;
    if (!tc_multipart_read(body, len, request->boundary, &request->arena, parts, &count))
        return 400;
    for (size_t i = 0; i < count; i++) {
        const struct tc_part *part = &parts[i];
        if (!strcmp(part->name, "file") && part->filename && *part->filename && part->len)
            request->upload = (struct tc_upload){part->filename, part->data, part->len};
        else if (!strcmp(part->name, "draft") && part->len &&
                 (part->len > MAX_BODY || !is_plain_text(part->data, part->len)))
            return 400;
        else if (!strcmp(part->name, "draft") && part->len)
            request->draft = tc_arena_strndup(&request->arena, part->data, part->len);
        else if (!strcmp(part->name, "do"))
            request->wants_commented = part->len == strlen("commented") && !memcmp(part->data, "commented", part->len);
    }
    return 0;
}

int tc_request_take_body(struct tc_request *request, const char *body, size_t len)
{
    static const char name[] = "draft=";
    if (*request->boundary)
        return take_parts(request, body, len);
    while (len) {
        const char *separator = memchr(body, '&', len);
        size_t pair = separator ? (size_t)(separator - body) : len, draft_len;
        if (pair > strlen(name) && strncmp(body, name, strlen(name)) == 0) {
            const char *draft = decode(&request->arena, body + strlen(name), pair - strlen(name), &draft_len);
            if (!is_plain_text(draft, draft_len))
                return 400;
            request->draft = draft;
        }
        pair += separator != NULL;
        body += pair;
        len -= pair;
    }
    return 0;
}

void tc_request_fini(struct tc_request *request)
{
    tc_arena_fini(&request->arena);
}

unsigned tc_request_number(const struct tc_request *request, enum tc_param param, unsigned otherwise)
{
    return request->values[param] ? (unsigned)strtoul(request->values[param], NULL, 10) : otherwise;
}

void tc_request_query(const struct tc_request *request, enum tc_param param, const char *value, struct tc_buf *ret)
{
    const char *separator = "";
    for (int i = 0; i < TC_PARAMS; i++) {
        const char *kept = i == (int)param ? value : i == TC_PARAM_PAGE ? NULL : request->values[i];
        if (!kept || i == TC_PARAM_FORMAT || (i == TC_PARAM_LANG && i != (int)param))
            continue;
        tc_buf_printf(ret, "%s%s=", separator, params[i].name);
        tc_esc_urlarg(kept, strlen(kept), ret);
        separator = "&amp;";
    }
}

// --- writing ---

static const struct {
    int status;
    const char *reason;
} reasons[] = {
    {200, "OK"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {422, "Unprocessable Content"},
    {500, "Internal Server Error"},
    {503, "Service Unavailable"},
};

static const char *reason_of(int status)
{
    for (size_t i = 0; i < TC_LENGTH(reasons); i++)
        if (reasons[i].status == status)
            return reasons[i].reason;
    return "Error";
}

// Without scripts and styles of others, in no frame, and telling no other site where the reader came from.
static const char security_headers[] =
    "Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "X-Frame-Options: DENY\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Vary: Accept\r\n";

void tc_response_write(struct tc_response *response, const struct tc_request *request, struct tc_buf *ret)
{
    const struct tc_buf *body = &response->out.buf;
    char digest[65] = "";
    bool has_file = response->file >= 0, is_same = false;
    if (response->status == 200 && !has_file && !response->is_private) {
        tc_sha256_hex(body->data ? body->data : "", body->len, digest);
        digest[16] = '\0';
        is_same = strstr(request->if_none_match, digest) != NULL;
    }
    int status = is_same ? 304 : response->status;
    tc_buf_printf(ret, "Status: %d %s\r\n", status, reason_of(status));
    tc_buf_str(ret, security_headers);
    tc_buf_printf(ret, "Cache-Control: %s\r\n",
                  response->may_cache    ? "public, max-age=86400"
                  : response->is_private ? "no-store"
                                         : "no-cache");
    if (*digest)
        tc_buf_printf(ret, "ETag: \"%s\"\r\n", digest);
    if (response->headers.len)
        tc_buf_add(ret, response->headers.data, response->headers.len);
    if (!is_same)
        tc_buf_printf(ret, "Content-Type: %s\r\nContent-Length: %zu\r\n", response->media_type,
                      has_file ? response->file_size : body->len);
    tc_buf_str(ret, "\r\n");
    if (!is_same && !has_file && !request->is_head && body->len)
        tc_buf_add(ret, body->data, body->len);
}

void tc_response_fini(struct tc_response *response)
{
    tc_buf_fini(&response->headers);
    tc_buf_fini(&response->out.buf);
    if (response->file >= 0)
        close(response->file);
}
