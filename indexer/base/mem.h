// SPDX-License-Identifier: GPL-3.0-or-later
// Memory: own allocations abort when memory is out (inputs are bounded before anything is allocated for them); locals
// clean up by themselves; strings of one document live in an arena and go together.
#ifndef TC_BASE_MEM_H
#define TC_BASE_MEM_H

#include <stddef.h>
#include <stdint.h>

void *tc_xmalloc(size_t size);
void *tc_xcalloc(size_t count, size_t size);
void *tc_xrealloc(void *old, size_t count, size_t size); // count × size is checked for overflow
char *tc_xstrdup(const char *s);
char *tc_xstrndup(const char *s, size_t len);
char *tc_xasprintf(const char *format, ...) __attribute__((format(printf, 1, 2)));

// Local variables that free themselves: tc_auto_free char *s = …; tc_auto_fd int fd = …; tc_auto_file FILE *f = …;
void tc_cleanup_free(void *p);
void tc_cleanup_fd(int *fd);
void tc_cleanup_file(void *f);
#define tc_auto_free __attribute__((cleanup(tc_cleanup_free)))
#define tc_auto_fd __attribute__((cleanup(tc_cleanup_fd)))
#define tc_auto_file __attribute__((cleanup(tc_cleanup_file)))

// A growable run of bytes. `data` is always followed by a NUL that `len` does not count; NULL while empty and never
// written.
struct tc_buf {
    char *data;
    size_t len, cap;
};
#define tc_auto_buf __attribute__((cleanup(tc_buf_fini)))
void tc_buf_fini(struct tc_buf *buf);
void tc_buf_clear(struct tc_buf *buf);                 // keeps the memory
char *tc_buf_reserve(struct tc_buf *buf, size_t more); // room for `more` bytes behind len; where they start
void tc_buf_add(struct tc_buf *buf, const void *data, size_t len);
void tc_buf_str(struct tc_buf *buf, const char *s);
void tc_buf_char(struct tc_buf *buf, char c);
void tc_buf_printf(struct tc_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
// The string, yours from now on (never NULL); buf is empty afterwards.
char *tc_buf_take(struct tc_buf *buf);

// An arena: everything allocated from it is freed by one call. Aligned for any type.
struct tc_arena {
    struct tc_arena_block *blocks;
};
#define tc_auto_arena __attribute__((cleanup(tc_arena_fini)))
void tc_arena_fini(struct tc_arena *arena);
void *tc_arena_alloc(struct tc_arena *arena, size_t size);
void *tc_arena_zero(struct tc_arena *arena, size_t count, size_t size);
char *tc_arena_strndup(struct tc_arena *arena, const char *s, size_t len);
char *tc_arena_strdup(struct tc_arena *arena, const char *s); // NULL stays NULL
char *tc_arena_printf(struct tc_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Room for one more element in an array that doubles: TC_GROW(items, count, cap) before items[count++] = ….
#define TC_GROW(array, count, cap)                                                                                     \
    do {                                                                                                               \
        if ((count) == (cap)) {                                                                                        \
            (cap) = (cap) ? (cap)*2 : 16;                                                                              \
            (array) = tc_xrealloc((array), (cap), sizeof *(array));                                                    \
        }                                                                                                              \
    } while (0)

#define TC_LENGTH(array) (sizeof(array) / sizeof *(array))

#endif
