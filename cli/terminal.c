// SPDX-License-Identifier: GPL-3.0-or-later
// What the program says to people: colours, width, pager, errors, interrupts.
#include "cli.h"
#include "escape.h"

#include "base/utf8.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

void tc_terminal_setup(struct tc_cli *cli, const char *color)
{
    struct winsize size = {0};
    const char *columns = getenv("COLUMNS"), *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    bool is_terminal = isatty(STDOUT_FILENO);
    cli->out.lang = cli->lang;
    cli->out.is_terminal = is_terminal;
    cli->out.has_color = is_terminal && !(no_color && *no_color) && term && strcmp(term, "dumb") != 0;
    if (color && strcmp(color, "auto") != 0)
        cli->out.has_color = strcmp(color, "always") == 0;
    if (is_terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        cli->out.width = size.ws_col;
    if (columns && atoi(columns) > 0)
        cli->out.width = (unsigned)atoi(columns);
    if (cli->out.width && cli->out.width < 20)
        cli->out.width = 20;
}

static bool write_all(int fd, const char *data, size_t len)
{
    while (len) {
        ssize_t n = write(fd, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        data += n;
        len -= (size_t)n;
    }
    return true;
}

static bool is_longer_than_screen(const struct tc_cli *cli)
{
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_row)
        return false;
    unsigned lines = 0;
    for (size_t i = 0; i < cli->out.buf.len; i++)
        lines += cli->out.buf.data[i] == '\n';
    return lines >= size.ws_row;
}

// Like git: $TRACUU_PAGER, $PAGER, less; less gets FRX and knows that we write UTF-8. False: no pager ran.
static bool page(const struct tc_cli *cli)
{
    const char *pager = getenv("TRACUU_PAGER");
    if (!pager)
        pager = getenv("PAGER");
    if (!pager)
        pager = "less";
    if (!*pager || strcmp(pager, "cat") == 0)
        return false;
    setenv("LESS", "FRX", 0);
    setenv("LESSCHARSET", "utf-8", 0);
    fflush(stdout);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGINT, SIG_IGN); // the pager handles it
    FILE *pipe = popen(pager, "w");
    if (!pipe)
        return false;
    fwrite(cli->out.buf.data, 1, cli->out.buf.len, pipe);
    int status = pclose(pipe);
    return !(WIFEXITED(status) && WEXITSTATUS(status) == 127); // the shell found no such program
}

bool tc_terminal_flush(struct tc_cli *cli)
{
    struct tc_buf *buf = &cli->out.buf;
    if (!buf->len)
        return true;
    bool is_paged = cli->out.is_terminal && cli->has_pager && is_longer_than_screen(cli) && page(cli);
    bool is_written = is_paged || write_all(STDOUT_FILENO, buf->data, buf->len);
    tc_buf_clear(buf);
    if (!is_written)
        tc_cli_say(cli, "%s: %s", TC_T(cli->lang, "không ghi được kết quả", "cannot write the answer"),
                   strerror(errno));
    return is_written;
}

static void say_line(const char *text)
{
    tc_auto_buf struct tc_buf line = {0};
    tc_buf_str(&line, "tracuu: ");
    tc_esc_tty_text(text, strlen(text), &line);
    tc_buf_char(&line, '\n');
    write_all(STDERR_FILENO, line.data, line.len);
}

void tc_cli_say(const struct tc_cli *cli, const char *format, ...)
{
    (void)cli;
    char *text = NULL;
    va_list list;
    va_start(list, format);
    int n = vasprintf(&text, format, list);
    va_end(list);
    if (n >= 0)
        say_line(text);
    free(text);
}

// What kind of trouble it is, and what to do: for those that a person can do something about.
static const struct {
    enum tc_status status;
    int exit;
    const char *vi, *en, *advice_vi, *advice_en;
} troubles[] = {
    {TC_ERR_QUERY, TC_EXIT_USAGE, "câu hỏi có lỗi", "query error", NULL, NULL},
    {TC_ERR_NOT_FOUND, TC_EXIT_NOTHING, "không tìm thấy", "not found", NULL, NULL},
    {TC_ERR_INPUT, TC_EXIT_NOTHING, "không đọc được", "cannot be read", NULL, NULL},
    {TC_ERR_LIMIT, TC_EXIT_NOTHING, "vượt giới hạn", "over the limit", NULL, NULL},
    {TC_ERR_IO, TC_EXIT_ARCHIVE, "lỗi hệ thống", "system error", NULL, NULL},
    {TC_ERR_LOCKED, TC_EXIT_ARCHIVE, "kho đang được ghi", "the archive is being written",
     "đợi lệnh index kia xong rồi chạy lại", "wait for the other index command, then run again"},
    {TC_ERR_STALE, TC_EXIT_ARCHIVE, "kho vừa thay đổi", "the archive has just changed", "chạy lại lệnh",
     "run the command again"},
    {TC_ERR_CORRUPT, TC_EXIT_ARCHIVE, "kho bị hỏng", "the archive is damaged",
     "chạy tracuu verify để xem chỗ hỏng; lập lại kho: tracuu index --full THƯ-MỤC",
     "tracuu verify says where; to rebuild: tracuu index --full PATH"},
    {TC_ERR_VERSION, TC_EXIT_ARCHIVE, "kho do phiên bản khác lập", "the archive is of another version",
     "lập lại kho: tracuu index --full THƯ-MỤC", "to rebuild: tracuu index --full PATH"},
    {TC_ERR_NOMEM, TC_EXIT_ARCHIVE, "thiếu bộ nhớ", "out of memory", NULL, NULL},
    {TC_ERR_INTERNAL, TC_EXIT_ARCHIVE, "lỗi của chương trình", "internal error", NULL, NULL},
};

int tc_cli_fail(const struct tc_cli *cli, const struct tc_error *err)
{
    for (size_t i = 0; i < TC_LENGTH(troubles); i++) {
        if (troubles[i].status != err->status)
            continue;
        tc_cli_say(cli, "%s: %s", TC_T(cli->lang, troubles[i].vi, troubles[i].en), err->message);
        if (troubles[i].advice_vi)
            tc_cli_say(cli, "%s", TC_T(cli->lang, troubles[i].advice_vi, troubles[i].advice_en));
        return troubles[i].exit;
    }
    tc_cli_say(cli, "%s", err->message);
    return TC_EXIT_ARCHIVE;
}

int tc_cli_fail_query(const struct tc_cli *cli, const struct tc_error *err, const char *query)
{
    int exit_status = tc_cli_fail(cli, err);
    if (err->status != TC_ERR_QUERY || err->column <= 0)
        return exit_status;
    tc_auto_buf struct tc_buf shown = {0}, line = {0};
    size_t len = strlen(query), pos = 0;
    for (int i = 1; i < err->column && pos < len; i++)
        tc_utf8_next(query, len, &pos);
    tc_esc_tty(query, pos, &shown);
    unsigned columns = tc_text_columns(shown.data, shown.len);
    tc_esc_tty(query + pos, len - pos, &shown);
    tc_buf_printf(&line, "  %s\n  %*s^\n", shown.data ? shown.data : "", (int)columns, "");
    write_all(STDERR_FILENO, line.data, line.len);
    return exit_status;
}

static volatile sig_atomic_t is_caught, was_interrupted;

static void on_signal(int number)
{
    (void)number;
    if (!is_caught || was_interrupted)
        _exit(TC_EXIT_SIGNAL);
    was_interrupted = 1;
}

void tc_cli_setup_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

void tc_cli_catch_interrupt(void)
{
    is_caught = 1;
}

bool tc_cli_was_interrupted(void)
{
    return was_interrupted;
}
