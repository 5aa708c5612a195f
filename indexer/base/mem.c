// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void *check(void *p)
{
    if (!p) {
        (void)fputs("tracuu: out of memory\n", stderr);
        abort();
    }
    return p;
}

void *tc_xmalloc(size_t size)
{
    return check(malloc(size ? size : 1));
}

void *tc_xcalloc(size_t count, size_t size)
{
    return check(calloc(count ? count : 1, size ? size : 1));
}

void *tc_xrealloc(void *old, size_t count, size_t size)
{
    return check(reallocarray(old, count ? count : 1, size ? size : 1));
}

char *tc_xstrdup(const char *s)
{
    return check(strdup(s));
}

char *tc_xstrndup(const char *s, size_t len)
{
    char *copy = tc_xmalloc(len + 1);
    if (len)
        memcpy(copy, s, len);
    copy[len] = '\0';
    return copy;
}

char *tc_xasprintf(const char *format, ...)
{
    va_list args;
    char *s = NULL;
    va_start(args, format);
    if (vasprintf(&s, format, args) < 0)
        s = NULL;
    va_end(args);
    return check(s);
}

void tc_cleanup_free(void *p)
{
    free(*(void **)p);
}

void tc_cleanup_fd(int *fd)
{
    if (*fd >= 0)
        (void)close(*fd);
}

void tc_cleanup_file(void *f)
{
    FILE *file = *(FILE **)f;
    if (file)
        (void)fclose(file);
}

void tc_buf_fini(struct tc_buf *buf)
{
    free(buf->data);
    *buf = (struct tc_buf){0};
}

void tc_buf_clear(struct tc_buf *buf)
{
    buf->len = 0;
    if (buf->data)
        buf->data[0] = '\0';
}

char *tc_buf_reserve(struct tc_buf *buf, size_t more)
{
    size_t need = 0;
    if (__builtin_add_overflow(buf->len, more, &need) || __builtin_add_overflow(need, (size_t)1, &need))
        check(NULL);
    if (need > buf->cap) {
        size_t cap = buf->cap ? buf->cap + buf->cap / 2 : 64;
        if (cap < need)
            cap = need;
        buf->data = tc_xrealloc(buf->data, cap, 1);
        buf->cap = cap;
    }
    return buf->data + buf->len;
}

void tc_buf_add(struct tc_buf *buf, const void *data, size_t len)
{
    char *at = tc_buf_reserve(buf, len);
    if (len)
        memcpy(at, data, len);
    buf->len += len;
    buf->data[buf->len] = '\0';
}

void tc_buf_str(struct tc_buf *buf, const char *s)
{
    tc_buf_add(buf, s, strlen(s));
}

void tc_buf_char(struct tc_buf *buf, char c)
{
    if (buf->cap - buf->len < 2) // one that was never written has neither
        tc_buf_reserve(buf, 1);
    buf->data[buf->len++] = c;
    buf->data[buf->len] = '\0';
}

void tc_buf_printf(struct tc_buf *buf, const char *format, ...)
{
    va_list args;
    char *s = NULL;
    va_start(args, format);
    int len = vasprintf(&s, format, args);
    va_end(args);
    check(len < 0 ? NULL : s);
    tc_buf_add(buf, s, (size_t)len);
    free(s);
}

char *tc_buf_take(struct tc_buf *buf)
{
    char *s = buf->data ? buf->data : tc_xstrdup("");
    *buf = (struct tc_buf){0};
    return s;
}

enum { BLOCK = 16 * 1024 };
struct tc_arena_block {
    struct tc_arena_block *next;
    size_t used, size;
    _Alignas(max_align_t) char data[];
};

void tc_arena_fini(struct tc_arena *arena)
{
    while (arena->blocks) {
        struct tc_arena_block *next = arena->blocks->next;
        free(arena->blocks);
        arena->blocks = next;
    }
}

void *tc_arena_alloc(struct tc_arena *arena, size_t size)
{
    struct tc_arena_block *block = arena->blocks;
    if (size > SIZE_MAX / 2)
        check(NULL);
    size = (size + _Alignof(max_align_t) - 1) & ~(_Alignof(max_align_t) - 1);
    if (!block || block->size - block->used < size) {
        size_t room = size > BLOCK ? size : BLOCK;
        block = tc_xmalloc(sizeof *block + room);
        *block = (struct tc_arena_block){.next = arena->blocks, .size = room};
        arena->blocks = block;
    }
    void *p = block->data + block->used;
    block->used += size;
    return p;
}

void *tc_arena_zero(struct tc_arena *arena, size_t count, size_t size)
{
    size_t total = 0;
    if (__builtin_mul_overflow(count, size, &total))
        check(NULL);
    void *p = tc_arena_alloc(arena, total);
    memset(p, 0, total);
    return p;
}

char *tc_arena_strndup(struct tc_arena *arena, const char *s, size_t len)
{
    char *copy = tc_arena_alloc(arena, len + 1);
    if (len)
        memcpy(copy, s, len);
    copy[len] = '\0';
    return copy;
}

char *tc_arena_strdup(struct tc_arena *arena, const char *s)
{
    return s ? tc_arena_strndup(arena, s, strlen(s)) : NULL;
}

char *tc_arena_printf(struct tc_arena *arena, const char *format, ...)
{
    va_list args;
    char *s = NULL;
    va_start(args, format);
    int len = vasprintf(&s, format, args);
    va_end(args);
    check(len < 0 ? NULL : s);
    char *copy = tc_arena_strndup(arena, s, (size_t)len);
    free(s);
    return copy;
}
