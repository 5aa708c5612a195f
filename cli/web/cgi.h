// SPDX-License-Identifier: GPL-3.0-or-later
// One request and its response. The order is: limits, then the table of parameters, then a page; the page is written
// into a buffer, and only then is the status line known and sent.
#ifndef TC_WEB_CGI_H
#define TC_WEB_CGI_H

#include "multipart.h"
#include "render.h"

#include "base/mem.h"

#include <stdbool.h>

// What may be asked: anything else in a query string is left aside, a value that does not fit is 400.
enum tc_param {
    TC_PARAM_Q,
    TC_PARAM_TYPE,
    TC_PARAM_ISSUER,
    TC_PARAM_PLACE,
    TC_PARAM_YEAR,
    TC_PARAM_TERM,
    TC_PARAM_SIGNER,
    TC_PARAM_STATUS,
    TC_PARAM_FROM,
    TC_PARAM_TO,
    TC_PARAM_SORT,
    TC_PARAM_PAGE,
    TC_PARAM_LIMIT,
    TC_PARAM_PASSAGES,
    TC_PARAM_FOLD,
    TC_PARAM_A, // documents to compare
    TC_PARAM_B,
    TC_PARAM_AGENCY, // of assigned work
    TC_PARAM_STATE,
    TC_PARAM_LANG,
    TC_PARAM_FORMAT,
    TC_PARAMS
};
const char *tc_param_name(enum tc_param param);

struct tc_request {
    struct tc_arena arena;
    const char *script_name, *path; // path: PATH_INFO, at least "/"
    bool is_head;
    const char *values[TC_PARAMS]; // decoded, checked; NULL when absent or empty
    enum tc_lang lang;
    bool is_lang_given; // by ?lang=, so that links keep it
    bool wants_json;    // by Accept or ?format=json
    const char *if_none_match;
    size_t body_size; // of a draft that is posted, to be read and given to tc_request_take_body; 0: none
    char boundary[TC_BOUNDARY_MAX + 1]; // of a form with files; "" for any other
    const char *draft;                  // that draft, pasted; NULL
    struct tc_upload {                  // or as a file; name NULL: none
        const char *name, *data;        // data lies in the body
        size_t len;
    } upload;
    bool wants_commented; // the file again, with the findings as comments
    const char *host;     // "http://HOST", checked; "" when unknown (feeds and OpenSearch need whole addresses)
};

// The environment of the request: CGI's (RFC 3875) or FastCGI's.
typedef const char *tc_getenv(void *context, const char *name);

// Reads a request; 0, or the HTTP status that refuses it with a sentence for the page in *ret_why. ret can be used (and
// must be given to _fini) in both cases.
int tc_request_read(tc_getenv *get, void *context, struct tc_request *ret, const char **ret_why);
// The body of a request with body_size: a form with the draft. 0, or the HTTP status that refuses it. body is borrowed
// as long as the request lives.
int tc_request_take_body(struct tc_request *request, const char *body, size_t len);
void tc_request_fini(struct tc_request *request);
// Value as a number; otherwise when absent.
unsigned tc_request_number(const struct tc_request *request, enum tc_param param, unsigned otherwise);
// The query string that leads here again with one parameter replaced (value NULL: dropped); going anywhere else drops
// the page number. Escaped for an attribute; appended without "?".
void tc_request_query(const struct tc_request *request, enum tc_param param, const char *value, struct tc_buf *ret);

struct tc_response {
    int status; // 200 …
    const char *media_type;
    struct tc_buf headers; // further lines, each with \r\n
    struct tc_out out;
    int file; // body is this open file instead; -1
    size_t file_size;
    bool may_cache;  // static: for a day
    bool is_private; // made of a draft: nobody keeps it
};
// Headers (and the body with ETag and 304 where they apply) as a CGI response. The file, if any, is left to the caller.
void tc_response_write(struct tc_response *response, const struct tc_request *request, struct tc_buf *ret);
void tc_response_fini(struct tc_response *response);

#endif
