// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox.h"

#include "base/mem.h"
#include "extract/extract.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_SANITIZER 1
#endif
#endif
#ifndef UNDER_SANITIZER
#define UNDER_SANITIZER 0
#endif

// A backstop for a worker whose parent died; the parent's own clock is stricter.
#define CPU_SECONDS 1800
#define CPU_SECONDS_OCR 36000 // a hundred files of pictures
#define STACK_BYTES ((rlim_t)96 << 20)

static bool limit(int what, rlim_t value)
{
    struct rlimit old;
    if (getrlimit((__rlimit_resource_t)what, &old) < 0)
        return false;
    if (old.rlim_max != RLIM_INFINITY && value > old.rlim_max)
        value = old.rlim_max;
    struct rlimit new = {.rlim_cur = value, .rlim_max = value};
    return setrlimit((__rlimit_resource_t)what, &new) == 0;
}

static bool set_limits(size_t memory, bool reads_pictures)
{
    bool done = limit(RLIMIT_CORE, 0);
    done &= limit(RLIMIT_FSIZE, 0);
    done &= limit(RLIMIT_NOFILE, 32);
    done &= limit(RLIMIT_CPU, reads_pictures ? CPU_SECONDS_OCR : CPU_SECONDS);
    done &= limit(RLIMIT_STACK, STACK_BYTES); // parsers that recurse reach it before the memory's end
    if (memory && !UNDER_SANITIZER)
        done &= limit(RLIMIT_AS, memory);
    return done;
}

// The header of Debian 12 knows the second revision of the interface; the kernel says what it can.
struct ruleset {
    uint64_t fs, net, scoped;
};

// No rule is ever added: everything that the kernel can restrict is refused.
static bool landlock(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return false;
    static const unsigned fs_bits[] = {0, 13, 14, 15, 15, 16};
    size_t known = TC_LENGTH(fs_bits) - 1;
    struct ruleset rules = {
        .fs = (1ULL << fs_bits[(size_t)version < known ? (size_t)version : known]) - 1,
        .net = version >= 4 ? 3 : 0,    // bind, connect
        .scoped = version >= 6 ? 3 : 0, // abstract sockets, signals
    };
    size_t size = version >= 6 ? sizeof rules : version >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
    long fd = syscall(SYS_landlock_create_ruleset, &rules, size, 0);
    if (fd < 0)
        return false;
    bool done = syscall(SYS_landlock_restrict_self, fd, 0) == 0;
    (void)close((int)fd);
    return done;
}

// What parsers need once everything is loaded. Nothing here opens, connects, starts or signals another process.
static const int allowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(pread64),
    SCMP_SYS(readv),
    SCMP_SYS(preadv),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(lseek),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(sendto),
    SCMP_SYS(sendmsg),
    SCMP_SYS(recvfrom),
    SCMP_SYS(recvmsg),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(times),
    SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(getrusage),
    SCMP_SYS(alarm),
    SCMP_SYS(setitimer),
    SCMP_SYS(getrandom),
    SCMP_SYS(uname),
    SCMP_SYS(sysinfo),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sched_yield),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(membarrier),
};

static bool add_rules(scmp_filter_ctx filter)
{
    for (size_t i = 0; i < TC_LENGTH(allowed); i++)
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) < 0)
            return false;
    // memory, but none that can be run
    if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) < 0 ||
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) < 0)
        return false;
    // fstat of an open descriptor is this call with an empty path
    if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1,
                         SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH)) < 0)
        return false;
    // signals to itself (abort), limits read but not set
    pid_t self = getpid();
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)self, 0)) >=
               0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, SCMP_A2(SCMP_CMP_EQ, 0, 0)) >= 0;
}

static bool seccomp(void)
{
    // refused rather than killed: a library that looks for an optional file goes on without it
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter)
        return false;
    bool done = add_rules(filter) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return done;
}

unsigned tc_sandbox_enter(size_t memory, bool reads_pictures)
{
    unsigned done = 0;
    if (set_limits(memory, reads_pictures))
        done |= 1u << TC_PROTECTION_LIMITS;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
        done |= 1u << TC_PROTECTION_NO_NEW_PRIVS;
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    if (landlock())
        done |= 1u << TC_PROTECTION_LANDLOCK;
    if (seccomp())
        done |= 1u << TC_PROTECTION_SECCOMP;
    return done;
}
