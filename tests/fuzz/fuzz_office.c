// SPDX-License-Identifier: GPL-3.0-or-later
// What people of an office write by hand: rows laid over the tables, and corrections. The first byte chooses.
#include "base/file.h"
#include "base/tables.h"
#include "ingest_sidecar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[64];

static void remove_folder(void)
{
    static const char *const names[] = {"tables/types.tsv", "tables/aliases.tsv", "tables/terms.tsv", "tables",
                                        "corrections.tsv"};
    for (size_t i = 0; i < TC_LENGTH(names); i++) {
        tc_auto_free char *path = tc_xasprintf("%s/%s", folder, names[i]);
        (void)remove(path);
    }
    (void)rmdir(folder);
}

static void make_folder(void)
{
    strcpy(folder, "/tmp/tracuu-fuzz-XXXXXX");
    if (!mkdtemp(folder))
        abort();
    tc_auto_free char *tables = tc_xasprintf("%s/tables", folder);
    if (tc_file_mkdirs(tables, NULL) != TC_OK)
        abort();
    atexit(remove_folder);
}

static void correct(const char *file)
{
    struct tc_corrections corrections = {0};
    struct tc_record record = {0};
    tc_auto_buf struct tc_buf complaints = {0};
    tc_corrections_read(&corrections, file, "corrections.tsv", "", &complaints);
    (void)tc_correction_hash(tc_corrections_of(&corrections, "kho/a.txt"));
    tc_correction_apply(tc_corrections_of(&corrections, "kho/a.txt"), &record);
    tc_record_fini(&record);
    tc_corrections_fini(&corrections);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const files[] = {"tables/types.tsv", "tables/aliases.tsv", "tables/terms.tsv",
                                        "corrections.tsv"};
    if (!*folder)
        make_folder();
    if (!size)
        return 0;
    const char *name = files[data[0] % TC_LENGTH(files)];
    tc_auto_free char *path = tc_xasprintf("%s/%s", folder, name);
    FILE *file = fopen(path, "we");
    if (!file)
        abort();
    fwrite(data + 1, 1, size - 1, file);
    fclose(file);
    if (strcmp(name, "corrections.tsv") == 0) {
        correct(path);
    } else {
        tc_auto_buf struct tc_buf complaints = {0};
        (void)tc_tables_check(folder, &complaints);
        (void)tc_tables_fingerprint(folder);
    }
    (void)remove(path);
    return 0;
}
