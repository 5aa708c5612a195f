// SPDX-License-Identifier: GPL-3.0-or-later
// `tracuu.cgi`: plain CGI, or FastCGI when it is started with a listening socket as standard input.
#include "web.h"

#include <fcgiapp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *from_environment(void *context, const char *name)
{
    (void)context;
    return getenv(name);
}

static const char *from_fastcgi(void *context, const char *name)
{
    return FCGX_GetParam(name, context);
}

// Where bytes go or come from: a standard stream or one of FastCGI.
struct channel {
    FILE *file;
    FCGX_Stream *stream;
};

static bool send_bytes(const struct channel *sink, const char *data, size_t len)
{
    enum { STEP = 1 << 20 }; // FCGX counts in int
    while (len) {
        size_t n = len < STEP ? len : STEP;
        if (sink->file ? fwrite(data, 1, n, sink->file) != n : FCGX_PutStr(data, (int)n, sink->stream) < 0)
            return false;
        data += n;
        len -= n;
    }
    return true;
}

static void send_file(const struct channel *sink, int fd)
{
    char block[65536];
    ssize_t n;
    while ((n = read(fd, block, sizeof block)) > 0)
        if (!send_bytes(sink, block, (size_t)n))
            return;
}

// Reads the draft that was announced; 0, or the status that refuses it.
static int take_body(struct tc_request *request, const struct channel *source)
{
    char *body = tc_arena_alloc(&request->arena, request->body_size + 1);
    size_t len;
    if (source->file) {
        len = fread(body, 1, request->body_size, source->file);
    } else {
        int n = FCGX_GetStr(body, (int)request->body_size, source->stream);
        len = n > 0 ? (size_t)n : 0;
    }
    return len == request->body_size ? tc_request_take_body(request, body, len) : 400;
}

static void serve(struct tc_web *web, tc_getenv *get, void *context, const struct channel *sink,
                  const struct channel *source)
{
    struct tc_request request;
    struct tc_response response;
    struct tc_buf bytes = {0};
    const char *why = NULL;
    int refused = tc_request_read(get, context, &request, &why);
    if (!refused && request.body_size && (refused = take_body(&request, source)))
        why = "form";
    tc_web_answer(web, &request, refused, why, &response);
    tc_response_write(&response, &request, &bytes);
    if (send_bytes(sink, bytes.data, bytes.len) && response.file >= 0 && !request.is_head)
        send_file(sink, response.file);
    tc_buf_fini(&bytes);
    tc_response_fini(&response);
    tc_request_fini(&request);
}

int main(void)
{
    struct tc_web web = {.directory = getenv("TRACUU_ARCHIVE")};
    if (FCGX_IsCGI()) {
        const struct channel sink = {.file = stdout};
        const struct channel source = {.file = stdin};
        serve(&web, from_environment, NULL, &sink, &source);
    } else {
        FCGX_Request request;
        FCGX_Init();
        FCGX_InitRequest(&request, 0, 0);
        while (FCGX_Accept_r(&request) == 0) {
            const struct channel sink = {.stream = request.out};
            const struct channel source = {.stream = request.in};
            serve(&web, from_fastcgi, request.envp, &sink, &source);
            FCGX_Finish_r(&request);
        }
    }
    tc_web_fini(&web);
    return 0;
}
