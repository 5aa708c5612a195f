// SPDX-License-Identifier: GPL-3.0-or-later
#include "serve.h"

#include "container.h"
#include "detect.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK ((size_t)1 << 18)

static void send_all(int fd, const void *data, size_t len)
{
    const char *at = data;
    while (len > 0) {
        ssize_t n = send(fd, at, len, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            _exit(0); // nobody listens any more
        at += n;
        len -= (size_t)n;
    }
}

// Frames wait here until they are many or the answer is whole: a file of a page goes in one call.
static struct tc_buf waiting;

static void flush(int fd)
{
    send_all(fd, waiting.data, waiting.len);
    tc_buf_clear(&waiting);
}

static void send_frame(int fd, enum tc_frame type, const void *data, size_t len)
{
    struct tc_wire_head head = {.type = type, .len = (uint32_t)len};
    tc_buf_add(&waiting, (const char *)&head, sizeof head);
    if (len)
        tc_buf_add(&waiting, data, len);
    if (waiting.len > CHUNK)
        flush(fd);
}

static void send_array(int fd, enum tc_frame type, const void *data, size_t count, size_t size)
{
    size_t each = CHUNK / size;
    for (size_t i = 0; i < count; i += each) {
        size_t n = count - i < each ? count - i : each;
        send_frame(fd, type, (const char *)data + i * size, n * size);
    }
}

static void send_pair(int fd, enum tc_frame type, const char *a, const char *b)
{
    tc_auto_buf struct tc_buf pair = {0};
    tc_buf_add(&pair, a, strlen(a) + 1);
    tc_buf_add(&pair, b, strlen(b) + 1);
    send_frame(fd, type, pair.data, pair.len);
}

static void send_end(int fd, enum tc_reason reason, const char *why)
{
    struct tc_wire_end end = {.reason = reason};
    tc_auto_buf struct tc_buf frame = {0};
    tc_buf_add(&frame, &end, sizeof end);
    tc_buf_str(&frame, why);
    send_frame(fd, TC_FRAME_END, frame.data, frame.len);
    flush(fd);
}

static void send_flow(int fd, const struct tc_flow *flow)
{
    send_frame(fd, TC_FRAME_INFO, &flow->info, sizeof flow->info);
    for (size_t i = 0; i < flow->field_count; i++)
        send_pair(fd, TC_FRAME_FIELD, flow->fields[i].name, flow->fields[i].value);
    send_array(fd, TC_FRAME_TEXT, flow->text.data, flow->text.len, 1);
    send_array(fd, TC_FRAME_BLOCKS, flow->blocks, flow->block_count, sizeof *flow->blocks);
    for (size_t i = 0; i < flow->was_count; i++)
        send_frame(fd, TC_FRAME_WAS, flow->was_read[i], strlen(flow->was_read[i]));
    send_array(fd, TC_FRAME_RUNS, flow->runs, flow->run_count, sizeof *flow->runs);
}

enum tc_reason tc_serve_read(struct tc_source *source, struct tc_flow *flow)
{
    tc_reader *reader = tc_reader_of(source->media_type);
    bool is_container = tc_container_of(source->media_type) != NULL;
    if (!reader && is_container)
        return TC_REASON_CONTAINER;
    if (!reader)
        return strcmp(source->media_type, TC_TYPE_ENCRYPTED) ? TC_REASON_UNSUPPORTED : TC_REASON_ENCRYPTED;
    enum tc_reason reason = reader(source, flow);
    flow->info.has_members &= is_container; // what belongs to a saved page is no member
    if (reason == TC_REASON_NONE) {
        tc_flow_finish(flow);
        reason = flow->is_full ? TC_REASON_TOO_LARGE : flow->block_count ? TC_REASON_NONE : TC_REASON_NO_TEXT;
    }
    // a mail that says nothing but brings something
    return reason == TC_REASON_NO_TEXT && flow->info.has_members ? TC_REASON_CONTAINER : reason;
}

// The whole file into memory: a file that shrinks while it is read is then short, not a bus error.
static enum tc_reason load(int file, uint64_t max, struct tc_buf *ret)
{
    struct stat about;
    if (fstat(file, &about) < 0)
        return TC_REASON_UNREADABLE;
    if ((uint64_t)about.st_size > max)
        return TC_REASON_TOO_LARGE;
    size_t size = (size_t)about.st_size;
    char *at = tc_buf_reserve(ret, size + 1);
    while (ret->len < size) {
        ssize_t n = pread(file, at + ret->len, size - ret->len, (off_t)ret->len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return TC_REASON_UNREADABLE;
        if (n == 0)
            break;
        ret->len += (size_t)n;
    }
    ret->data[ret->len] = '\0';
    return ret->len ? TC_REASON_NONE : TC_REASON_EMPTY;
}

static void answer(int fd, const struct tc_request *request, int file)
{
    tc_auto_buf struct tc_buf bytes = {0};
    enum tc_reason reason = load(file, request->max_file_bytes, &bytes);
    (void)close(file);
    if (reason != TC_REASON_NONE) {
        send_end(fd, reason, "");
        return;
    }
    struct tc_source source = {.data = bytes.data,
                               .len = bytes.len,
                               .ocr = request->ocr != TC_OCR_NEVER,
                               .ocr_waits = request->ocr == TC_OCR_LATER};
    const char *encoding;
    tc_detect(source.data, source.len, &source.media_type, &encoding);
    send_pair(fd, TC_FRAME_TYPE, source.media_type, encoding);
    if (request->op == TC_OP_READ) {
        struct tc_flow flow;
        tc_flow_init(&flow, request->max_text_bytes);
        reason = tc_serve_read(&source, &flow);
        if (reason == TC_REASON_NONE)
            send_flow(fd, &flow);
        tc_flow_fini(&flow);
    }
    send_end(fd, reason, reason == TC_REASON_UNSUPPORTED ? source.media_type : "");
}

// ---- containers: one is open at a time

struct opened {
    const struct tc_container_kind *kind;
    struct tc_container *container; // NULL: none is open
    struct tc_buf bytes;
    int file; // -1: all is in bytes
};

static void shut(struct opened *opened)
{
    if (opened->container)
        opened->kind->close(opened->container);
    tc_buf_fini(&opened->bytes);
    if (opened->file >= 0)
        (void)close(opened->file);
    *opened = (struct opened){.file = -1};
}

static enum tc_reason open_container(struct opened *opened, const struct tc_request *request, int file)
{
    enum { HEAD_BYTES = 65536 };
    enum tc_reason reason = load(file, request->max_file_bytes, &opened->bytes);
    struct tc_source source = {.data = opened->bytes.data, .len = opened->bytes.len};
    char head[HEAD_BYTES + 1];
    if (reason == TC_REASON_TOO_LARGE) { // what need not be held whole is read from the file as it is asked for
        ssize_t n = pread(file, head, HEAD_BYTES, 0);
        source = (struct tc_source){.data = head, .len = n > 0 ? (size_t)n : 0};
        head[source.len] = '\0';
        reason = TC_REASON_NONE;
    }
    if (reason != TC_REASON_NONE)
        return reason;
    const char *encoding;
    tc_detect(source.data, source.len, &source.media_type, &encoding);
    if (source.data == head && !tc_container_is_streamed(source.media_type))
        return TC_REASON_TOO_LARGE;
    if (source.data == head)
        source = (struct tc_source){.media_type = source.media_type};
    opened->kind = tc_container_of(source.media_type);
    return opened->kind ? opened->kind->open(&source, file, &opened->container) : TC_REASON_UNSUPPORTED;
}

static void answer_open(int fd, struct opened *opened, const struct tc_request *request, int file)
{
    shut(opened);
    opened->file = file;
    enum tc_reason reason = lseek(file, 0, SEEK_SET) < 0 ? TC_REASON_UNREADABLE : open_container(opened, request, file);
    if (reason != TC_REASON_NONE)
        shut(opened);
    send_end(fd, reason, "");
}

static void answer_next(int fd, struct opened *opened)
{
    tc_auto_buf struct tc_buf frame = {0}, name = {0};
    struct tc_wire_member member = {0};
    bool is_end = true;
    enum tc_reason reason =
        opened->container ? opened->kind->next(opened->container, &member, &name, &is_end) : TC_REASON_NONE;
    if (reason == TC_REASON_NONE && !is_end) {
        tc_buf_add(&frame, &member, sizeof member);
        tc_buf_add(&frame, name.data ? name.data : "", name.len < TC_NAME_MAX ? name.len : TC_NAME_MAX);
        send_frame(fd, TC_FRAME_MEMBER, frame.data, frame.len);
    } else {
        shut(opened);
    }
    send_end(fd, reason, "");
}

struct stream {
    int fd;
    uint64_t left;
};

static bool send_data(void *context, const char *data, size_t len)
{
    struct stream *stream = context;
    if (len > stream->left)
        return false;
    stream->left -= len;
    send_array(stream->fd, TC_FRAME_TEXT, data, len, 1);
    return true;
}

static void answer_data(int fd, struct opened *opened, const struct tc_request *request)
{
    struct stream stream = {.fd = fd, .left = request->max_file_bytes};
    send_end(fd, opened->container ? opened->kind->data(opened->container, send_data, &stream) : TC_REASON_DAMAGED, "");
}

// ---- requests

// One request, those that need it with a file (else -1). False when the other end has closed or says what is no
// request.
static bool receive(int fd, struct tc_request *ret, int *ret_file)
{
    union {
        char bytes[CMSG_SPACE(sizeof(int))];
        struct cmsghdr align;
    } control;
    struct iovec data = {.iov_base = ret, .iov_len = sizeof *ret};
    struct msghdr message = {
        .msg_iov = &data, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
    ssize_t n;
    do
        n = recvmsg(fd, &message, MSG_CMSG_CLOEXEC | MSG_WAITALL);
    while (n < 0 && errno == EINTR);
    *ret_file = -1;
    struct cmsghdr *header = n > 0 ? CMSG_FIRSTHDR(&message) : NULL;
    if (header && header->cmsg_type == SCM_RIGHTS)
        memcpy(ret_file, CMSG_DATA(header), sizeof *ret_file);
    bool needs_file = ret->op != TC_OP_NEXT && ret->op != TC_OP_DATA;
    return n == (ssize_t)sizeof *ret && ret->magic == TC_PROTOCOL_MAGIC && needs_file == (*ret_file >= 0);
}

static void dispatch(int fd, struct opened *opened, const struct tc_request *request, int file)
{
    switch ((enum tc_op)request->op) {
    case TC_OP_OPEN:
        answer_open(fd, opened, request, file);
        break;
    case TC_OP_NEXT:
        answer_next(fd, opened);
        break;
    case TC_OP_DATA:
        answer_data(fd, opened, request);
        break;
    default:
        answer(fd, request, file);
    }
}

static int talk = -1; // the parent's socket, while it is served

// A page takes as long as it takes; the parent has the stricter clock.
#define PAGE_ALARM 600

static bool receive_all(int fd, void *data, size_t len)
{
    char *at = data;
    while (len > 0) {
        ssize_t n = recv(fd, at, len, 0);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        at += n;
        len -= (size_t)n;
    }
    return true;
}

bool tc_serve_page_ask(const struct tc_wire_page *page, struct tc_buf *ret)
{
    struct tc_wire_head head;
    if (talk < 0)
        return false;
    (void)alarm(PAGE_ALARM);
    send_frame(talk, TC_FRAME_PAGE_ASK, page, sizeof *page);
    flush(talk);
    if (!receive_all(talk, &head, sizeof head) || head.type != TC_FRAME_PAGE_ASK || head.len > TC_FRAME_MAX)
        _exit(0);
    char *at = tc_buf_reserve(ret, head.len + 1);
    if (!receive_all(talk, at, head.len))
        _exit(0);
    ret->len += head.len;
    return true;
}

void tc_serve_page_keep(const struct tc_wire_page *page, const void *data, size_t len)
{
    tc_auto_buf struct tc_buf frame = {0};
    if (talk < 0 || len > TC_FRAME_MAX - sizeof *page)
        return;
    tc_buf_add(&frame, page, sizeof *page);
    tc_buf_add(&frame, data, len);
    send_frame(talk, TC_FRAME_PAGE_KEEP, frame.data, frame.len);
    flush(talk);
    (void)alarm(PAGE_ALARM);
}

void tc_serve(int fd, unsigned protections)
{
    talk = fd;
    struct tc_wire_hello hello = {.magic = TC_PROTOCOL_MAGIC, .protections = protections};
    send_all(fd, &hello, sizeof hello);
    struct tc_request request;
    struct opened opened = {.file = -1};
    int file;
    while (receive(fd, &request, &file)) {
        // should the parent die meanwhile, nothing is left running
        (void)alarm(request.timeout_seconds + 5);
        dispatch(fd, &opened, &request, file);
        (void)alarm(0);
    }
    tc_buf_fini(&waiting);
}
