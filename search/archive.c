// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive.h"

#include "base/lang.h"
#include "base/tables.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RETRIES = 4 };

char *tc_archive_directory(const char *directory)
{
    const char *base;
    if (directory && *directory)
        return tc_xstrdup(directory);
    if ((base = getenv("TRACUU_ARCHIVE")) && *base)
        return tc_xstrdup(base);
    if ((base = getenv("XDG_DATA_HOME")) && *base)
        return tc_xasprintf("%s/tracuu", base);
    base = getenv("HOME");
    return tc_xasprintf("%s/.local/share/tracuu", base && *base ? base : ".");
}

void tc_set_language(enum tc_lang lang)
{
    tc_lang_set(lang);
}

enum tc_status tc_archive_open(const char *directory, struct tc_archive **ret, struct tc_error *err)
{
    tc_auto_free char *path = tc_archive_directory(directory);
    struct tc_reader *reader;
    tc_tables_use(path);
    enum tc_status status = tc_tables_found(err);
    if (status == TC_OK)
        status = tc_reader_open(path, &reader, err);
    if (status != TC_OK)
        return status;
    struct tc_archive *archive = tc_xcalloc(1, sizeof *archive);
    archive->directory = tc_xstrdup(path);
    archive->reader = reader;
    archive->checked_at = (long)time(NULL);
    *ret = archive;
    return TC_OK;
}

void tc_archive_close(struct tc_archive *archive)
{
    if (!archive)
        return;
    tc_names_clear(&archive->names);
    tc_archive_forget_standings(archive);
    tc_neighbours_close(archive->neighbours);
    tc_everyday_fini(&archive->everyday);
    tc_strmap_fini(&archive->tables.bonds);
    tc_strmap_fini(&archive->tables.association_rows);
    tc_tsv_fini(&archive->tables.query_words);
    tc_tsv_fini(&archive->tables.compounds);
    tc_tsv_fini(&archive->tables.associations);
    tc_reader_close(archive->reader);
    free(archive->facts);
    free(archive->directory);
    free(archive);
}

uint32_t tc_archive_count(const struct tc_archive *archive)
{
    return tc_reader_count(archive->reader);
}

const struct tc_rank_tables *tc_archive_tables(struct tc_archive *archive)
{
    struct tc_rank_tables *tables = &archive->tables;
    if (tables->is_loaded)
        return tables;
    tables->is_loaded = true;
    // Without a table its features are zero: the ranking is a little worse, no more.
    tc_table_read("query_words", &tables->query_words, NULL);
    tc_table_read("compounds", &tables->compounds, NULL);
    tc_table_read("associations", &tables->associations, NULL);
    for (size_t row = 0; row < tables->compounds.rows; row++) {
        const char *pair = tc_tsv_cell(&tables->compounds, row, 0);
        uint32_t bond = (uint32_t)strtoul(tc_tsv_cell(&tables->compounds, row, 1), NULL, 10);
        tc_strmap_set(&tables->bonds, pair, strlen(pair), bond);
    }
    for (size_t row = 0; row < tables->associations.rows; row++) {
        const char *unit = tc_tsv_cell(&tables->associations, row, 0);
        tc_strmap_set(&tables->association_rows, unit, strlen(unit), (uint32_t)row);
    }
    return tables;
}

const struct tc_neighbours *tc_archive_neighbours(struct tc_archive *archive)
{
    if (!archive->has_looked_for_neighbours)
        tc_neighbours_open(archive->directory, &archive->neighbours, NULL);
    archive->has_looked_for_neighbours = true;
    return archive->neighbours;
}

// What was worked out from the archive's documents is kept as long as these are the same.
static enum tc_status reopen(struct tc_archive *archive, struct tc_error *err)
{
    uint64_t before = tc_reader_revision(archive->reader);
    archive->checked_at = (long)time(NULL);
    tc_neighbours_close(archive->neighbours);
    archive->neighbours = NULL;
    archive->has_looked_for_neighbours = false;
    enum tc_status status = tc_reader_reopen(archive->reader, err);
    if (status == TC_OK && before && tc_reader_revision(archive->reader) == before)
        return TC_OK;
    tc_names_clear(&archive->names);
    tc_archive_forget_standings(archive);
    free(archive->facts);
    archive->facts = NULL;
    archive->fact_count = 0;
    return status;
}

enum tc_status tc_archive_refresh(struct tc_archive *archive, struct tc_error *err)
{
    return (long)time(NULL) == archive->checked_at ? TC_OK : reopen(archive, err);
}

enum tc_status tc_archive_retry(struct tc_archive *archive,
                                enum tc_status (*action)(void *context, struct tc_error *err), void *context,
                                struct tc_error *err)
{
    enum tc_status status = action(context, err);
    for (int i = 0; i < RETRIES && status == TC_ERR_STALE; i++)
        if ((status = reopen(archive, err)) == TC_OK)
            status = action(context, err);
    return status;
}
