// SPDX-License-Identifier: GPL-3.0-or-later
// `index`: adds, updates and drops documents; progress on a terminal, then a summary by reason.
#include "cli.h"
#include "escape.h"

#include "base/file.h"
#include "ingest.h"
#include "standing.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const struct tc_option options[] = {
    {"jobs", TC_OPTION_NUMBER, "N", "số tiến trình đọc tệp cùng lúc (mặc định: số bộ xử lý)",
     "files read at once (default: one a processor)"},
    {"as", TC_OPTION_TEXT, "NAME", "tên của thư mục gốc trong kho (mặc định: tên thư mục)",
     "name of the root in the archive (default: last part of PATH)"},
    {"full", TC_OPTION_FLAG, NULL, "đọc lại cả những tệp không đổi", "read unchanged files again"},
    {"dry-run", TC_OPTION_FLAG, NULL, "chỉ nói sẽ làm gì, không ghi", "say what would be done, write nothing"},
    {"prune", TC_OPTION_FLAG, NULL, "xóa khỏi kho cả khi thư mục gốc biến mất hoặc mất quá nửa",
     "drop documents even when a root is gone or lost more than half"},
    {"retry-failed", TC_OPTION_FLAG, NULL, "thử lại những tệp lần trước không đọc được",
     "try again what could not be read last time"},
    {"ocr", TC_OPTION_CHOICE, "auto|never", "nhận dạng chữ trong bản chụp (mặc định auto)",
     "read scans (default auto)"},
    {"report", TC_OPTION_FILE, "FILE", "ghi kết quả từng tệp vào FILE (JSON Lines)",
     "write one JSON line a file to FILE"},
    {"progress", TC_OPTION_FLAG, NULL, "báo tiến độ cả khi không ở terminal",
     "report progress also without a terminal"},
    {0},
};

// --- progress ---

struct progress {
    const struct tc_cli *cli;
    bool is_terminal, is_wanted;
    unsigned width;
    double last;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void put_progress(struct progress *progress, const struct tc_ingest_progress *state)
{
    enum tc_lang lang = progress->cli->lang;
    tc_auto_buf struct tc_buf line = {0}, path = {0};
    if (state->total_scans) {
        tc_put_count(lang, state->scans, &line);
        tc_buf_char(&line, '/');
        tc_put_count(lang, state->total_scans, &line);
        tc_buf_printf(&line, TC_T(lang, " bản chụp, %u trang  ", " scans, %u pages  "), state->pages);
    } else {
        tc_put_count(lang, state->files, &line);
    }
    if (state->total_files && !state->total_scans) {
        tc_buf_char(&line, '/');
        tc_put_count(lang, state->total_files, &line);
    }
    if (!state->total_scans)
        tc_buf_printf(&line, TC_T(lang, " tệp, %.1f MB  ", " files, %.1f MB  "), (double)state->bytes / 1e6);
    if (state->path)
        tc_esc_tty(state->path, strlen(state->path), &path);
    if (!progress->is_terminal) {
        fprintf(stderr, "%s%s\n", line.data, path.data ? path.data : "");
        return;
    }
    unsigned room = progress->width > tc_text_columns(line.data, line.len) + 1
                        ? progress->width - tc_text_columns(line.data, line.len) - 1
                        : 0;
    // The end of a path says more than its beginning.
    size_t from = 0;
    while (path.data && from < path.len && tc_text_columns(path.data + from, path.len - from) > room)
        do
            from++;
        while (from < path.len && ((unsigned char)path.data[from] & 0xC0) == 0x80);
    fprintf(stderr, "\r%s%s\x1b[K", line.data, path.data ? path.data + from : "");
}

static bool on_progress(void *context, const struct tc_ingest_progress *state)
{
    struct progress *progress = context;
    double time = now();
    if (progress->is_wanted && time - progress->last >= (progress->is_terminal ? 0.1 : 3)) {
        put_progress(progress, state);
        progress->last = time;
    }
    return !tc_cli_was_interrupted();
}

// --- the report: ours when the person wants none, because it says which files failed ---

static char *temporary_report(void)
{
    const char *folder = getenv("TMPDIR");
    char *path = tc_xasprintf("%s/tracuu-report.XXXXXX", folder && *folder ? folder : "/tmp");
    int fd = mkstemp(path);
    if (fd < 0) {
        free(path);
        return NULL;
    }
    close(fd);
    return path;
}

// Says which files failed and why: "path: reason".
static void say_failures(const struct tc_cli *cli, const char *report)
{
    tc_auto_file FILE *file = fopen(report, "r");
    tc_auto_free char *line = NULL;
    size_t cap = 0;
    while (file && getline(&line, &cap, file) > 0) {
        json_t *row = json_loads(line, 0, NULL);
        const char *path = tc_json_text(row, "path"), *reason = tc_json_text(row, "reason");
        const char *status = tc_json_text(row, "status");
        bool is_failure = reason && *reason && strcmp(reason, "none") != 0 && strcmp(reason, "skipped") != 0 &&
                          !(status && strcmp(status, "ok") == 0);
        const char *message = tc_json_text(row, "message");
        if (status && message && strcmp(status, "correction-left-out") == 0)
            tc_cli_say(cli, "%s: %s", TC_T(cli->lang, "dòng sửa bị bỏ qua", "correction left out"), message);
        else if (path && is_failure)
            tc_cli_say(cli, "%s: %s", path, tc_label(cli->lang, reason));
        json_decref(row);
    }
}

// --- the summary ---

static json_t *summary_to_json(const struct tc_ingest_summary *s)
{
    json_t *reasons = json_object();
    for (int i = 0; i < TC_REASON_COUNT; i++)
        if (s->failed_by[i])
            json_object_set_new(reasons, tc_reason_name((enum tc_reason)i), json_integer((json_int_t)s->failed_by[i]));
    return json_pack("{s:i,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:o,s:I,s:I,s:I,s:I,s:b,s:b,s:b}", "format_version",
                     TC_FORMAT_VERSION, "seen", (json_int_t)s->seen, "added", (json_int_t)s->added, "updated",
                     (json_int_t)s->updated, "unchanged", (json_int_t)s->unchanged, "deleted", (json_int_t)s->deleted,
                     "opened", (json_int_t)s->opened, "failed", (json_int_t)s->failed, "partial",
                     (json_int_t)s->partial, "failed_by", reasons, "text_bytes", (json_int_t)s->text_bytes,
                     "pages_read", (json_int_t)s->pages_read, "pages_known", (json_int_t)s->pages_known,
                     "corrections_left_out", (json_int_t)s->corrections_left_out, "tables_changed", s->tables_changed,
                     "kept_missing", s->kept_missing, "was_stopped", s->was_stopped);
}

static void put_counted(struct tc_cli *cli, uint64_t count, const char *vi, const char *en)
{
    tc_put_count(cli->lang, count, &cli->out.buf);
    tc_buf_printf(&cli->out.buf, " %s", TC_T(cli->lang, vi, en));
}

static void put_summary(struct tc_cli *cli, const struct tc_ingest_summary *s, double seconds)
{
    struct tc_buf *buf = &cli->out.buf;
    put_counted(cli, s->seen, "tệp: ", "files: ");
    put_counted(cli, s->added, "mới, ", "new, ");
    put_counted(cli, s->updated, "cập nhật, ", "updated, ");
    put_counted(cli, s->unchanged, "không đổi, ", "unchanged, ");
    put_counted(cli, s->deleted, "đã xóa, ", "removed, ");
    put_counted(cli, s->failed, "không lập được", "failed");
    tc_buf_printf(buf, TC_T(cli->lang, " (%.1f giây)\n", " (%.1f seconds)\n"), seconds);
    if (s->opened) {
        tc_auto_buf struct tc_buf count = {0};
        tc_put_count(cli->lang, s->opened, &count);
        tc_buf_printf(buf, "%8s  %s\n", count.data,
                      TC_T(cli->lang, "tệp chỉ chứa tệp khác, đã mở", "only held other files, and were opened"));
    }
    if (s->partial) {
        tc_auto_buf struct tc_buf count = {0};
        tc_put_count(cli->lang, s->partial, &count);
        tc_buf_printf(buf, "%8s  %s\n", count.data,
                      TC_T(cli->lang, "thư chưa mở được hết tệp kèm", "mails with attachments that were not met"));
    }
    if (s->pages_read || s->pages_known) {
        put_counted(cli, s->pages_read, "trang nhận dạng từ bản chụp, ", "pages read off scans, ");
        put_counted(cli, s->pages_known, "trang đã có từ trước\n", "known from before\n");
    }
    for (int i = 0; i < TC_REASON_COUNT; i++) {
        if (!s->failed_by[i])
            continue;
        tc_auto_buf struct tc_buf count = {0};
        tc_put_count(cli->lang, s->failed_by[i], &count);
        tc_buf_printf(buf, "%8s  %s\n", count.data, tc_label(cli->lang, tc_reason_name((enum tc_reason)i)));
    }
    if (s->tables_changed)
        tc_cli_say(cli, "%s",
                   TC_T(cli->lang, "các bảng quy tắc đã thay đổi: mọi tệp được đọc lại",
                        "the tables have changed: every file was read again"));
    if (s->kept_missing)
        tc_cli_say(cli, "%s",
                   TC_T(cli->lang,
                        "thư mục gốc không còn, hoặc đã mất quá nửa số tệp: không xóa gì khỏi kho; nếu đúng là đã bỏ, "
                        "chạy lại với --prune",
                        "a root is gone or has lost more than half its files: nothing was dropped from the archive; "
                        "if they are meant to be gone, run again with --prune"));
    if (s->was_stopped)
        tc_cli_say(cli, "%s",
                   TC_T(cli->lang, "bị ngắt; phần đã làm được giữ lại, chạy lại để làm tiếp",
                        "interrupted; what was done is kept, run again to go on"));
}

static int run(struct tc_cli *cli)
{
    const char *wanted_report = tc_cli_text(cli, "report"), *ocr = tc_cli_text(cli, "ocr");
    if (tc_cli_has(cli, "as") && cli->arg_count > 1) {
        tc_cli_say(cli, "%s",
                   TC_T(cli->lang, "--as đặt tên cho một thư mục: chỉ một PATH", "--as names one root: give one PATH"));
        return TC_EXIT_USAGE;
    }
    tc_auto_free char *directory = tc_archive_directory(cli->archive);
    tc_auto_free char *own_report = wanted_report ? NULL : temporary_report();
    struct progress progress = {
        .cli = cli, .is_terminal = isatty(STDERR_FILENO), .width = cli->out.width ? cli->out.width : 80};
    progress.is_wanted = progress.is_terminal || tc_cli_has(cli, "progress");
    const struct tc_ingest_options ingest = {
        .archive = directory,
        .as = tc_cli_text(cli, "as"),
        .jobs = (int)tc_cli_number(cli, "jobs", 0),
        .full = tc_cli_has(cli, "full"),
        .dry_run = tc_cli_has(cli, "dry-run"),
        .prune = tc_cli_has(cli, "prune"),
        .retry_failed = tc_cli_has(cli, "retry-failed"),
        .ocr = !ocr || strcmp(ocr, "auto") == 0,
        .report = wanted_report ? wanted_report : own_report,
        .progress = on_progress,
        .context = &progress,
    };
    struct tc_ingest_summary summary = {0};
    struct tc_error err = {0};
    double start = now();
    tc_cli_catch_interrupt();
    enum tc_status status = tc_ingest(cli->args, cli->arg_count, &ingest, &summary, &err);
    if (status == TC_OK && !ingest.dry_run) // worked out again when it is asked for: failing is no failure
        tc_standings_keep(directory, NULL);
    if (progress.is_terminal && progress.last > 0)
        fputs("\r\x1b[K", stderr);
    if (ingest.report)
        say_failures(cli, ingest.report);
    if (own_report)
        unlink(own_report);
    if (status != TC_OK) {
        int exit_status = tc_cli_fail(cli, &err);
        return tc_cli_was_interrupted() ? TC_EXIT_SIGNAL : exit_status;
    }
    if (cli->format == TC_FORMAT_TEXT) {
        put_summary(cli, &summary, now() - start);
    } else {
        json_t *json = summary_to_json(&summary);
        tc_cli_renderer(cli)->object(&cli->out, json);
        json_decref(json);
    }
    if (summary.was_stopped)
        return TC_EXIT_SIGNAL;
    return summary.failed || summary.partial || summary.kept_missing || summary.corrections_left_out ? TC_EXIT_NOTHING
                                                                                                     : TC_EXIT_OK;
}

const struct tc_command tc_command_index = {
    .name = "index",
    .arguments = "PATH...",
    .least = 1,
    .most = -1,
    .formats = TC_CAN_TEXT | TC_CAN_JSON,
    .completes = TC_ARGUMENT_FILES,
    .options = options,
    .vi = "lập hoặc cập nhật kho từ các thư mục văn bản",
    .en = "add and update documents below PATH, drop those that are gone",
    .more_vi = "Bản gốc không bao giờ bị ghi. Tệp không đổi chỉ tốn một lần xem ngày giờ. Thư mục gốc biến mất,\n"
               "hoặc mất quá nửa số tệp, thì không xóa gì khỏi kho trừ khi có --prune. Tệp nén và thư được mở ra:\n"
               "mỗi tệp bên trong là một văn bản, đường dẫn có dạng a.zip!/b.doc.",
    .more_en = "The originals are never written to. An unchanged file costs a stat. A root that is missing, or\n"
               "has lost more than half its files, drops nothing from the archive unless --prune is given.\n"
               "Archives and mails are opened: each file in them is a document, with a path like a.zip!/b.doc.",
    .run = run,
};
