// SPDX-License-Identifier: GPL-3.0-or-later
#include "original.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *root_of(struct tc_reader *reader, const char *path, size_t len)
{
    tc_auto_free char *setting = tc_xasprintf("root:%.*s", (int)len, path);
    return tc_reader_get(reader, setting);
}

// Where the file ends and the member's path begins: a folder may end in "!", too.
static char *divide(char *path)
{
    struct stat st;
    for (char *at = path; (at = strstr(at, "!/")); at += 2) {
        *at = '\0';
        bool is_file = stat(path, &st) == 0 && S_ISREG(st.st_mode);
        if (is_file)
            return tc_xstrdup(at + 2);
        *at = '!';
    }
    return NULL;
}

char *tc_original_find(struct tc_reader *reader, const char *path, char **ret_inside)
{
    size_t len = strcspn(path, "/");
    tc_auto_free char *root = root_of(reader, path, len);
    if (!root && len > 1 && path[len] == '/' && path[len - 1] == '!') // a root that is itself a container
        root = root_of(reader, path, --len);
    if (!root || access(root, F_OK) != 0)
        return NULL;
    char *whole = tc_xasprintf("%s%s", root, path + len);
    *ret_inside = access(whole, F_OK) == 0 ? NULL : divide(whole);
    return whole;
}
