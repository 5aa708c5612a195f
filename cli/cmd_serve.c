// SPDX-License-Identifier: GPL-3.0-or-later
// `serve`: the web front end on this machine. Writes a lighttpd configuration into a private folder, runs lighttpd in
// the foreground, and takes both away again.
#include "cli.h"

#include "base/file.h"
#include "base/paths.h"

#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DEFAULT_PORT = 8080 };

static const struct tc_option options[] = {
    {"port", TC_OPTION_NUMBER, "N", "cổng trên 127.0.0.1 (mặc định 8080)", "port on 127.0.0.1 (default 8080)"},
    {"listen", TC_OPTION_TEXT, "ADDRESS",
     "địa chỉ IPv4 để nghe (mặc định 127.0.0.1); nơi khác vào được là việc của tường lửa",
     "IPv4 address to listen on (default 127.0.0.1); who else may come in is the firewall's business"},
    {"print-config", TC_OPTION_FLAG, NULL, "chỉ in cấu hình lighttpd", "print the lighttpd configuration and stop"},
    {0},
};

// The first of these that can be run; NULL when none can. Yours.
static char *find_program(const char *const *candidates)
{
    for (; *candidates; candidates++)
        if (access(*candidates, X_OK) == 0)
            return tc_xstrdup(*candidates);
    return NULL;
}

static char *find_cgi(void)
{
    tc_auto_free char *beside = tc_xasprintf("%s/tracuu.cgi", tc_path_program());
    tc_auto_free char *installed = tc_xasprintf("%s/tracuu.cgi", tc_path_libexec());
    return find_program((const char *const[]){beside, installed, NULL});
}

static char *find_lighttpd(void)
{
    return find_program((const char *const[]){"/usr/sbin/lighttpd", "/usr/local/sbin/lighttpd", "/usr/bin/lighttpd",
                                              "/usr/local/bin/lighttpd", NULL});
}

// A string of lighttpd's configuration: it knows \" and \\ and nothing else.
static void put_string(struct tc_buf *buf, const char *s)
{
    tc_buf_char(buf, '"');
    for (; *s; s++) {
        if (*s == '"' || *s == '\\')
            tc_buf_char(buf, '\\');
        tc_buf_char(buf, *s);
    }
    tc_buf_char(buf, '"');
}

static void put_setting(struct tc_buf *buf, const char *name, const char *value)
{
    tc_buf_str(buf, name);
    put_string(buf, value);
    tc_buf_char(buf, '\n');
}

static void put_config(struct tc_buf *buf, const char *folder, const char *cgi, const char *archive,
                       const char *address, unsigned port)
{
    tc_auto_free char *socket = tc_xasprintf("%s/fastcgi.socket", folder);
    tc_buf_str(buf, "# written by tracuu serve\nserver.modules = (\"mod_fastcgi\")\n");
    put_setting(buf, "server.bind = ", address);
    tc_buf_printf(buf, "server.port = %u\n", port);
    put_setting(buf, "server.document-root = ", folder);
    // bodies that lighttpd puts aside lie in the folder of this run, and go with it
    put_setting(buf, "server.upload-dirs = (", folder);
    tc_buf_str(buf, ")\nserver.max-request-size = 16384\nserver.max-connections = 64\nserver.tag = \"tracuu\"\n"
                    "fastcgi.server = (\"/\" => ((\n");
    put_setting(buf, "  \"socket\" => ", socket);
    tc_buf_str(buf, "  ,");
    put_setting(buf, "\"bin-path\" => ", cgi);
    tc_buf_str(buf, "  ,\"max-procs\" => 2, \"check-local\" => \"disable\", \"fix-root-scriptname\" => \"enable\",\n"
                    "  \"bin-environment\" => (\n");
    put_setting(buf, "    \"TRACUU_ARCHIVE\" => ", archive);
    put_setting(buf, "    ,\"TRACUU_DATADIR\" => ", tc_path_data());
    put_setting(buf, "    ,\"TRACUU_LIBEXECDIR\" => ", tc_path_libexec());
    tc_buf_str(buf, "  )\n)))\n");
}

static const char *listen_address(const struct tc_cli *cli)
{
    const char *address = tc_cli_text(cli, "listen");
    return address ? address : "127.0.0.1";
}

static bool is_port_free(const char *listen_on, unsigned port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    (void)inet_pton(AF_INET, listen_on, &address.sin_addr);
    int yes = 1;
    tc_auto_fd int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return false;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    return bind(fd, (struct sockaddr *)&address, sizeof address) == 0;
}

static bool answers(unsigned port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    tc_auto_fd int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0;
}

static pid_t start(const char *lighttpd, const char *config)
{
    pid_t child = fork();
    if (child == 0) {
        signal(SIGINT, SIG_IGN); // the terminal interrupts the whole group; we end lighttpd in order
        execl(lighttpd, lighttpd, "-D", "-f", config, (char *)NULL);
        _exit(127);
    }
    return child;
}

// Until lighttpd ends or we are interrupted; gives the exit status.
static int wait_for(struct tc_cli *cli, pid_t child, unsigned port)
{
    bool is_said = false;
    int status = 0;
    for (unsigned tick = 0;; tick++) {
        pid_t ended = waitpid(child, &status, WNOHANG);
        if (ended == child)
            break;
        if (tc_cli_was_interrupted()) {
            kill(child, SIGTERM);
            while (waitpid(child, &status, 0) < 0 && errno == EINTR)
                ;
            return TC_EXIT_SIGNAL;
        }
        if (!is_said && answers(port)) {
            printf(TC_T(cli->lang, "Trang tra cứu: http://127.0.0.1:%u/  (dừng bằng Ctrl-C)\n",
                        "Serving http://127.0.0.1:%u/  (stop with Ctrl-C)\n"),
                   port);
            fflush(stdout);
            is_said = true;
        }
        usleep(is_said ? 200000 : 20000);
    }
    tc_cli_say(cli, "%s",
               TC_T(cli->lang, "lighttpd đã dừng; xem thông báo ở trên", "lighttpd ended; see its message above"));
    return TC_EXIT_ARCHIVE;
}

static int serve(struct tc_cli *cli, const char *folder, const char *lighttpd, const char *cgi, const char *archive,
                 unsigned port)
{
    tc_auto_buf struct tc_buf config = {0};
    tc_auto_free char *path = tc_xasprintf("%s/lighttpd.conf", folder);
    struct tc_error err = {0};
    put_config(&config, folder, cgi, archive, listen_address(cli), port);
    if (tc_file_write(path, config.data, config.len, &err) != TC_OK)
        return tc_cli_fail(cli, &err);
    tc_cli_catch_interrupt();
    pid_t child = start(lighttpd, path);
    int exit_status = child > 0 ? wait_for(cli, child, port) : TC_EXIT_ARCHIVE;
    unlink(path);
    return exit_status;
}

// What is missing, said before anything is started. 0, or the exit status.
static int check(struct tc_cli *cli, const char *lighttpd, const char *cgi, unsigned port)
{
    if (!lighttpd) {
        tc_cli_say(cli, "%s",
                   TC_T(cli->lang, "thiếu lighttpd; cài bằng: apt-get install lighttpd",
                        "lighttpd is missing; install it: apt-get install lighttpd"));
        return TC_EXIT_USAGE;
    }
    if (!cgi) {
        tc_cli_say(cli, TC_T(cli->lang, "không thấy tracuu.cgi cạnh %s", "no tracuu.cgi beside %s"), tc_path_program());
        return TC_EXIT_USAGE;
    }
    if (port < 1 || port > 65535) {
        tc_cli_say(cli, "%s", TC_T(cli->lang, "--port nhận 1 đến 65535", "--port takes 1 to 65535"));
        return TC_EXIT_USAGE;
    }
    struct in_addr parsed;
    if (inet_pton(AF_INET, listen_address(cli), &parsed) != 1) {
        tc_cli_say(cli,
                   TC_T(cli->lang, "--listen nhận một địa chỉ IPv4, không phải “%s”",
                        "--listen takes an IPv4 address, not '%s'"),
                   listen_address(cli));
        return TC_EXIT_USAGE;
    }
    if (!is_port_free(listen_address(cli), port)) {
        tc_cli_say(cli,
                   TC_T(cli->lang, "cổng %u đang được dùng; chọn cổng khác bằng --port",
                        "port %u is in use; choose another with --port"),
                   port);
        return TC_EXIT_USAGE;
    }
    return 0;
}

static int run(struct tc_cli *cli)
{
    unsigned port = tc_cli_number(cli, "port", DEFAULT_PORT);
    tc_auto_free char *lighttpd = find_lighttpd(), *cgi = find_cgi();
    tc_auto_free char *directory = tc_archive_directory(cli->archive), *archive = realpath(directory, NULL);
    if (tc_cli_has(cli, "print-config")) {
        put_config(&cli->out.buf, "/run/tracuu", cgi ? cgi : "tracuu.cgi", archive ? archive : directory,
                   listen_address(cli), port);
        return TC_EXIT_OK;
    }
    int exit_status = check(cli, lighttpd, cgi, port);
    if (exit_status)
        return exit_status;
    struct tc_archive *opened = NULL; // says what is wrong with it before a browser has to
    if ((exit_status = tc_cli_open(cli, &opened)))
        return exit_status;
    tc_archive_close(opened);
    char folder[] = "/tmp/tracuu-serve.XXXXXX";
    if (!mkdtemp(folder)) {
        tc_cli_say(cli, "%s: %s", folder, strerror(errno));
        return TC_EXIT_ARCHIVE;
    }
    exit_status = serve(cli, folder, lighttpd, cgi, archive ? archive : directory, port);
    for (int i = 0; i < 2; i++) { // lighttpd leaves the sockets of its FastCGI processes when it is killed
        tc_auto_free char *socket = tc_xasprintf("%s/fastcgi.socket-%d", folder, i);
        unlink(socket);
    }
    rmdir(folder);
    return exit_status;
}

const struct tc_command tc_command_serve = {
    .name = "serve",
    .arguments = "",
    .formats = TC_CAN_TEXT,
    .options = options,
    .vi = "mở trang tra cứu trên 127.0.0.1",
    .en = "the web front end on 127.0.0.1",
    .run = run,
};
