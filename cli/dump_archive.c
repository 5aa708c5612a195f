// SPDX-License-Identifier: GPL-3.0-or-later
// `dump --stage=query` and `--stage=archive`.
#include "cmd_dump.h"

#include "base/sha256.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

int tc_dump_query(struct tc_cli *cli)
{
    tc_auto_archive struct tc_archive *archive = NULL;
    int exit_status = tc_cli_open(cli, &archive);
    if (exit_status)
        return exit_status;
    tc_auto_free char *query = tc_cli_join(cli);
    json_t *json = tc_json_versioned(tc_json_parse_free(tc_query_dump(archive, query)));
    bool has_error = json_is_object(json_object_get(json, "error"));
    tc_cli_renderer(cli)->object(&cli->out, json);
    json_decref(json);
    return has_error ? TC_EXIT_USAGE : TC_EXIT_OK;
}

// --- archive ---

struct entry {
    char id[17];
    char *path;
};

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct entry *)a)->path, ((const struct entry *)b)->path);
}

static enum tc_status list_documents(const char *directory, struct entry **ret, size_t *ret_count, struct tc_error *err)
{
    struct tc_reader *reader = NULL;
    struct entry *entries = NULL;
    size_t count = 0, cap = 0;
    enum tc_status status = tc_reader_open(directory, &reader, err);
    if (status != TC_OK)
        return status;
    tc_docid doc = 0;
    while ((status = tc_reader_next(reader, &doc, err)) == TC_OK) {
        struct tc_buf path = {0};
        TC_GROW(entries, count, cap);
        status = tc_reader_identity(reader, doc, entries[count].id, &path, err);
        entries[count++].path = tc_buf_take(&path);
        if (status != TC_OK)
            break;
    }
    tc_reader_close(reader);
    *ret = entries;
    *ret_count = count;
    return status == TC_DONE ? TC_OK : status;
}

static enum tc_status put_document(struct tc_cli *cli, struct tc_archive *archive, const struct entry *entry,
                                   bool is_first, struct tc_error *err)
{
    struct tc_document_view *view = NULL;
    enum tc_status status = tc_document_open(archive, entry->id, &view, NULL, err);
    if (status != TC_OK)
        return status;
    char digest[65];
    size_t len;
    const char *text = tc_document_view_text(view, &len);
    tc_sha256_hex(text, len, digest);
    json_t *json = json_object();
    if (is_first)
        json_object_set_new(json, "format_version", json_integer(TC_FORMAT_VERSION));
    json_object_set_new(json, "id", json_string(entry->id));
    json_object_set_new(json, "path", tc_json_string(entry->path));
    json_object_set_new(json, "meta", tc_json_parse(tc_document_view_meta(view)));
    json_object_set_new(json, "cites", tc_json_parse(tc_document_view_cites(view)));
    json_object_set_new(json, "sha256", json_string(digest));
    tc_put_json_line(json, &cli->out.buf);
    json_decref(json);
    tc_document_close(view);
    return TC_OK;
}

int tc_dump_archive(struct tc_cli *cli)
{
    enum { CHUNK = 1 << 20 };
    tc_auto_archive struct tc_archive *archive = NULL;
    struct tc_error err = {0};
    struct entry *entries = NULL;
    size_t count = 0;
    int exit_status = tc_cli_open(cli, &archive);
    if (exit_status)
        return exit_status;
    tc_auto_free char *directory = tc_archive_directory(cli->archive);
    enum tc_status status = list_documents(directory, &entries, &count, &err);
    if (count)
        qsort(entries, count, sizeof *entries, by_path);
    cli->has_pager = cli->has_pager && count < 100;
    for (size_t i = 0; i < count && status == TC_OK; i++) {
        status = put_document(cli, archive, &entries[i], i == 0, &err);
        if (cli->out.buf.len > CHUNK && !tc_terminal_flush(cli))
            break;
    }
    for (size_t i = 0; i < count; i++)
        free(entries[i].path);
    free(entries);
    return status == TC_OK ? TC_EXIT_OK : tc_cli_fail(cli, &err);
}
