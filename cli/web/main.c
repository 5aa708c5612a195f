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

// Where bytes go: standard output or a FastCGI stream.
struct sink {
    FILE *file;
    FCGX_Stream *stream;
};

static bool send_bytes(const struct sink *sink, const char *data, size_t len)
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

static void send_file(const struct sink *sink, int fd)
{
    char block[65536];
    ssize_t n;
    while ((n = read(fd, block, sizeof block)) > 0)
        if (!send_bytes(sink, block, (size_t)n))
            return;
}

static void serve(struct tc_web *web, tc_getenv *get, void *context, const struct sink *sink)
{
    struct tc_request request;
    struct tc_response response;
    struct tc_buf bytes = {0};
    const char *why = NULL;
    int refused = tc_request_read(get, context, &request, &why);
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
        const struct sink sink = {.file = stdout};
        serve(&web, from_environment, NULL, &sink);
    } else {
        FCGX_Request request;
        FCGX_Init();
        FCGX_InitRequest(&request, 0, 0);
        while (FCGX_Accept_r(&request) == 0) {
            const struct sink sink = {.stream = request.out};
            serve(&web, from_fastcgi, request.envp, &sink);
            FCGX_Finish_r(&request);
        }
    }
    tc_web_fini(&web);
    return 0;
}
