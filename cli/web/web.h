// SPDX-License-Identifier: GPL-3.0-or-later
// The pages. To add one: a file page_<page>.c and a row in the table of web.c.
#ifndef TC_WEB_WEB_H
#define TC_WEB_WEB_H

#include "cgi.h"
#include "tracuu.h"

// What lives as long as the process.
struct tc_web {
    const char *directory;      // of the archive; NULL: the default
    struct tc_archive *archive; // opened by the first request that needs it
};
void tc_web_fini(struct tc_web *web);
// Answers one request. ret must be given to tc_response_fini.
void tc_web_answer(struct tc_web *web, const struct tc_request *request, int refused, const char *why,
                   struct tc_response *ret);

// One page being written.
struct tc_page {
    struct tc_web *web;
    const struct tc_request *request;
    struct tc_response *response;
    struct tc_out *out; // &response->out
    enum tc_lang lang;
    const char *rest; // of the path, behind the route's own: "0123456789abcdef" of "/doc/0123456789abcdef"
};
// Page functions give the HTTP status; on an error (tc_error filled) tc_page_fail writes the page for it.
void tc_page_search(struct tc_page *page);
void tc_page_search_json(struct tc_page *page);
void tc_page_feed(struct tc_page *page);
void tc_page_document(struct tc_page *page);
void tc_page_reference(struct tc_page *page);
void tc_page_precedent(struct tc_page *page);
void tc_page_check(struct tc_page *page);
void tc_page_compare(struct tc_page *page);
void tc_page_tasks(struct tc_page *page);
void tc_page_implementation(struct tc_page *page);
void tc_page_stats(struct tc_page *page);
void tc_page_stats_json(struct tc_page *page);
void tc_page_help(struct tc_page *page);
void tc_page_opensearch(struct tc_page *page);
void tc_page_static(struct tc_page *page);

// --- shell.c: what surrounds every page ---

// Up to and including <main>; title is shown by the browser (NULL: the name of the site alone).
void tc_page_begin(struct tc_page *page, const char *title);
void tc_page_end(struct tc_page *page);
// Throws away what was written and writes a page that says what is wrong.
void tc_page_fail(struct tc_page *page, int status, const char *message);
// The same for a library error: 404, 400 or 503.
void tc_page_fail_error(struct tc_page *page, const struct tc_error *err);
// JSON instead of a page, also for errors.
void tc_page_json(struct tc_page *page, json_t *json);

// The archive, opened when it is not; NULL after tc_page_fail_error.
struct tc_archive *tc_page_archive(struct tc_page *page);

// Who cites a document or number, shape `cited-by`, as a list with copies of a paper taken together; most is how many
// are shown, the rest are counted with a link to the page of key (NULL: without).
void tc_page_citing(struct tc_page *page, const json_t *cited_by, size_t most, const char *key);

// --- query.c: what the form asks ---

// The query with the filters of the other parameters as fields; yours.
char *tc_page_query(const struct tc_request *request);
void tc_page_search_options(const struct tc_request *request, struct tc_search_options *ret);

#endif
