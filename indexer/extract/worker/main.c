// SPDX-License-Identifier: GPL-3.0-or-later
// tracuu-extract: reads hostile files where they can do no harm. Started by the extractor with a socket as descriptor
// 3; `tracuu-extract --self-test` says which protections work here.
#include "extract/protocol.h"
#include "ocr.h"
#include "sandbox.h"
#include "serve.h"
#include "source.h"

#include <libxml/parser.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gsf/gsf-utils.h>

// A leak check at the end would need what the sandbox forbids.
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0:allocator_may_return_null=1:handle_abort=0";
}

// A child locks itself in and tells; this process stays free to print wherever its output goes.
static int self_test(size_t memory)
{
    pid_t child = fork();
    if (child < 0)
        return 3;
    if (child == 0)
        _exit((int)tc_sandbox_enter(memory, false));
    int status = 0;
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return 3;
    unsigned protections = (unsigned)WEXITSTATUS(status);
    bool all = true;
    for (unsigned i = 0; i < TC_PROTECTION_COUNT; i++) {
        bool has = protections >> i & 1;
        all &= has;
        (void)printf("%s\t%s\n", tc_protection_name((enum tc_protection)i), has ? "yes" : "no");
    }
    (void)fflush(stdout);
    return all ? 0 : 1;
}

// Reading pictures takes long: everything else on the machine goes first. The idle class would wait for a disk that
// never rests; the last place among the others is low enough.
static void be_modest(void)
{
    enum { LAST_OF_ALL = 19 };
    enum { WHO_PROCESS = 1, CLASS_OTHERS = 2, CLASS_SHIFT = 13, LAST = 7 }; // of ioprio_set, which libc does not know
    (void)setpriority(PRIO_PROCESS, 0, LAST_OF_ALL);
    (void)syscall(SYS_ioprio_set, WHO_PROCESS, 0, CLASS_OTHERS << CLASS_SHIFT | LAST);
}

int main(int argc, char **argv)
{
    size_t memory = (size_t)1 << 30;
    bool is_test = false, wants_ocr = false, is_modest = false;
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--self-test")) {
            is_test = true;
        } else if (!strcmp(argv[i], "--ocr")) {
            wants_ocr = true;
        } else if (!strcmp(argv[i], "--modest")) {
            is_modest = true;
        } else if (!strcmp(argv[i], "--memory") && i + 1 < argc) {
            memory = strtoull(argv[++i], NULL, 10);
        } else {
            (void)fputs("usage: tracuu-extract [--memory BYTES] [--ocr] [--modest] [--self-test]\n", stderr);
            return 2;
        }
    }
    (void)setlocale(LC_ALL, "C.UTF-8");
    if (!tc_detect_open()) {
        (void)fputs("tracuu-extract: libmagic finds no database\n", stderr);
        return 3;
    }
    gsf_init();
    xmlInitParser();
    tc_pdf_open();
    if (wants_ocr && !tc_ocr_open())
        (void)fputs("tracuu-extract: no language data to read pictures with\n", stderr);
    if (is_test)
        return self_test(memory);
    if (is_modest) // not before: who starts us waits for our greeting
        be_modest();
    tc_serve(TC_WORKER_FD, tc_sandbox_enter(memory, wants_ocr));
    _exit(0);
}
