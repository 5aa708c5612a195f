// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"

#include "base/mem.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *program, *data, *libexec;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static char *beside(const char *variable, const char *kind)
{
    const char *env = getenv(variable);
    if (env && *env)
        return tc_xstrdup(env);
    // libexec/tracuu/tracuu.cgi of an installation looks two folders up
    static const char *const places[] = {"%s/../%s/tracuu", "%s/%s/tracuu", "%s/../../%s/tracuu"};
    for (size_t i = 0; i < TC_LENGTH(places); i++) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        char *path = tc_xasprintf(places[i], program, kind);
#pragma GCC diagnostic pop
        if (!access(path, R_OK | X_OK))
            return path;
        free(path);
    }
    return tc_xasprintf("%s/%s/tracuu", program, kind);
}

static void find(void)
{
    char exe[4096];
    ssize_t len = readlink("/proc/self/exe", exe, sizeof exe - 1);
    exe[len > 0 ? len : 0] = '\0';
    char *slash = strrchr(exe, '/');
    if (slash)
        *slash = '\0';
    program = tc_xstrdup(slash ? exe : ".");
    data = beside("TRACUU_DATADIR", "share");
    libexec = beside("TRACUU_LIBEXECDIR", "libexec");
}

const char *tc_path_program(void)
{
    (void)pthread_once(&once, find);
    return program;
}

const char *tc_path_data(void)
{
    (void)pthread_once(&once, find);
    return data;
}

const char *tc_path_libexec(void)
{
    (void)pthread_once(&once, find);
    return libexec;
}
