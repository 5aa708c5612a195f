// SPDX-License-Identifier: GPL-3.0-or-later
// tracuu-generate: any number of documents in the genre, the same bytes for the same seed, with what is known of them.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "page.h"

struct options {
    uint64_t seed;
    uint32_t count, mean;
    const char *out, *gold;
    bool jsonl;
};

static const char USAGE[] =
    "usage: tracuu-generate --count N --out DIR [--seed N] [--mean-bytes N] [--format txt|jsonl] [--gold FILE]\n"
    "Writes N invented documents below DIR: one file each, or DIR/documents.jsonl.\n"
    "--gold FILE gets one line of JSON for each document: its fields, citations, tasks and what it came from.\n";

static uint64_t number_of(const char *value, const char *name)
{
    char *end;
    errno = 0;
    uint64_t number = value ? strtoull(value, &end, 10) : 0;
    if (!value || errno || end == value || *end)
        tc_gen_die("not a number", name);
    return number;
}

static struct options read_options(int argc, char **argv)
{
    struct options options = {.seed = 1, .mean = 4000};
    for (int i = 1; i < argc; i += 2) {
        const char *name = argv[i], *value = i + 1 < argc ? argv[i + 1] : NULL;
        if (!strcmp(name, "--help")) {
            fputs(USAGE, stdout);
            exit(0);
        }
        if (!strcmp(name, "--seed"))
            options.seed = number_of(value, name);
        else if (!strcmp(name, "--count"))
            options.count = (uint32_t)number_of(value, name);
        else if (!strcmp(name, "--mean-bytes"))
            options.mean = (uint32_t)number_of(value, name);
        else if (!strcmp(name, "--out") && value)
            options.out = value;
        else if (!strcmp(name, "--gold") && value)
            options.gold = value;
        else if (!strcmp(name, "--format") && value && (!strcmp(value, "txt") || !strcmp(value, "jsonl")))
            options.jsonl = !strcmp(value, "jsonl");
        else
            options.count = 0, i = argc;
    }
    if (!options.count || options.count > 10000000 || !options.out || options.mean < 300 || options.mean > 1000000) {
        fputs(USAGE, stderr);
        exit(2);
    }
    return options;
}

static void make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(path, 0777) && errno != EEXIST)
            tc_gen_die(strerror(errno), path);
        *slash = '/';
    }
}

static FILE *open_file(const char *path)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        tc_gen_die(strerror(errno), path);
    return file;
}

static void write_all(FILE *file, const struct tc_gen_text *text, const char *path)
{
    if (fwrite(text->data, 1, text->size, file) != text->size)
        tc_gen_die(strerror(errno), path);
}

static void write_file(const struct options *options, const struct tc_gen_page *page, struct tc_gen_text *path)
{
    path->size = 0;
    tc_gen_add(path, options->out);
    tc_gen_add(path, "/");
    tc_gen_add_path(path, page->plan, page->index);
    FILE *file = fopen(path->data, "wb");
    if (!file) {
        make_folders(path->data);
        file = open_file(path->data);
    }
    write_all(file, &page->text, path->data);
    if (fclose(file))
        tc_gen_die(strerror(errno), path->data);
}

static void write_line(FILE *file, const struct tc_gen_page *page, struct tc_gen_text *line)
{
    struct tc_gen_text path = {0};
    tc_gen_add_path(&path, page->plan, page->index);
    line->size = 0;
    tc_gen_add(line, "{\"id\": ");
    tc_gen_add_json(line, path.data, path.size);
    tc_gen_add(line, ", \"title\": ");
    tc_gen_add_json(line, page->title.data, page->title.size);
    tc_gen_add(line, ", \"text\": ");
    tc_gen_add_json(line, page->text.data, page->text.size);
    tc_gen_add(line, "}\n");
    write_all(file, line, "documents.jsonl");
    tc_gen_text_fini(&path);
}

int main(int argc, char **argv)
{
    struct options options = read_options(argc, argv);
    tc_gen_data_load();
    struct tc_gen_plan plan = tc_gen_plan(options.seed, options.count, options.mean);
    struct tc_gen_text buffer = {0};
    tc_gen_add(&buffer, options.out);
    tc_gen_add(&buffer, "/documents.jsonl");
    make_folders(buffer.data);
    FILE *lines = options.jsonl ? open_file(buffer.data) : NULL;
    FILE *gold = options.gold ? open_file(options.gold) : NULL;
    for (uint32_t i = 0; i < plan.count; i++) {
        struct tc_gen_page page;
        tc_gen_page(&page, &plan, i);
        if (lines)
            write_line(lines, &page, &buffer);
        else
            write_file(&options, &page, &buffer);
        if (gold) {
            buffer.size = 0;
            tc_gen_add_gold(&buffer, &page);
            write_all(gold, &buffer, options.gold);
        }
        tc_gen_page_fini(&page);
    }
    if ((lines && fclose(lines)) || (gold && fclose(gold)))
        tc_gen_die(strerror(errno), "closing the output");
    tc_gen_text_fini(&buffer);
    tc_gen_plan_fini(&plan);
    return 0;
}
