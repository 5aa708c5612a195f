// SPDX-License-Identifier: GPL-3.0-or-later
// bench_extract [--timeout SECONDS | --ocr] [--blocks] [--text] [--repeat N] FILE…: reads files as indexing does and
// prints, per file, what came of it: media type, charset, characters, share of valid syllables, pages, milliseconds;
// with
// --blocks each block, with
// --text the text.
#include "base/utf8.h"
#include "extract/extract.h"
#include "text/syllable.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void print_blocks(const struct tc_document *d)
{
    for (size_t i = 0; i < d->block_count; i++) {
        const struct tc_block *b = &d->blocks[i];
        printf("%-12s %u p%-3u %.*s\n", tc_block_name((enum tc_block_kind)b->kind), b->level, b->page,
               (int)(b->end - b->start), d->text + b->start);
    }
    for (size_t i = 0; i < d->field_count; i++)
        printf("field %s = %s\n", d->fields[i].name, d->fields[i].value);
}

static void read_one(struct tc_extractor *extractor, const char *path, int repeat, bool blocks, bool text)
{
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    tc_auto_fd int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        printf("%s\tunreadable\n", name);
        return;
    }
    double begin = now();
    for (int i = 0; i < repeat; i++) {
        struct tc_document d;
        enum tc_reason reason;
        struct tc_error err;
        if (tc_extract_file(extractor, fd, name, &d, &reason, &err) != TC_OK) {
            printf("%s\n", err.message);
            return;
        }
        if (i + 1 == repeat && text)
            (void)fwrite(d.text, 1, d.len, stdout);
        else if (i + 1 == repeat)
            printf("%s\t%s\t%s %.2f%s\t%zu\t%.3f\t%u\t%.1f ms\n", name, d.media_type,
                   tc_charset_name(d.decoded.charset), d.decoded.certainty, d.decoded.is_mixed ? " mixed" : "",
                   tc_utf8_count(d.text, d.len), tc_syllable_share(d.text, d.len, NULL), d.pages,
                   (now() - begin) / repeat);
        if (i + 1 == repeat && blocks)
            print_blocks(&d);
        tc_document_fini(&d);
    }
}

int main(int argc, char **argv)
{
    int repeat = 1;
    bool blocks = false, text = false;
    struct tc_extract_options options = {0};
    if (argc > 2 && !strcmp(argv[1], "--timeout"))
        options.timeout_seconds = (unsigned)strtoul(argv[2], NULL, 10);
    if (argc > 1 && !strcmp(argv[1], "--ocr"))
        options.ocr = true;
    struct tc_extractor *extractor = tc_extractor_new(&options);
    for (int i = options.timeout_seconds ? 3 : options.ocr ? 2 : 1; i < argc; i++) {
        if (!strcmp(argv[i], "--blocks"))
            blocks = true;
        else if (!strcmp(argv[i], "--text"))
            text = true;
        else if (!strcmp(argv[i], "--repeat") && i + 1 < argc)
            repeat = (int)strtol(argv[++i], NULL, 10);
        else
            read_one(extractor, argv[i], repeat > 0 ? repeat : 1, blocks, text);
    }
    tc_extractor_free(extractor);
    return 0;
}
