// SPDX-License-Identifier: GPL-3.0-or-later
// Feeds every file of the directories named to a fuzz target, so that both compilers replay all seeds without
// libFuzzer.
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return 0;
    uint8_t *data = NULL;
    size_t len = 0, cap = 0, n;
    do {
        cap = cap ? cap * 2 : 65536;
        data = realloc(data, cap);
        if (!data)
            abort();
        n = fread(data + len, 1, cap - len, f);
        len += n;
    } while (n > 0);
    (void)fclose(f);
    // an exact-size copy, so that ASan sees a read one byte past the end
    uint8_t *exact = malloc(len ? len : 1);
    if (!exact)
        abort();
    memcpy(exact, data, len);
    free(data);
    LLVMFuzzerTestOneInput(exact, len);
    free(exact);
    return 1;
}

int main(int argc, char **argv)
{
    int count = 0;
    for (int i = 1; i < argc; i++) {
        DIR *dir = opendir(argv[i]);
        if (!dir) {
            fprintf(stderr, "no seeds: %s\n", argv[i]);
            return 1;
        }
        struct dirent *entry;
        while ((entry = readdir(dir))) {
            char path[4096];
            if (entry->d_name[0] == '.')
                continue;
            (void)snprintf(path, sizeof path, "%s/%s", argv[i], entry->d_name);
            count += replay(path);
        }
        closedir(dir);
    }
    printf("%d seeds replayed\n", count);
    return count > 0 ? 0 : 1;
}
