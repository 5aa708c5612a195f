// SPDX-License-Identifier: GPL-3.0-or-later
// `tasks`: work that conclusions, notices and decisions assigned, and what followed.
#include "cli.h"

#include <string.h>
#include <time.h>

static const struct tc_option options[] = {
    {"agency", TC_OPTION_TEXT, "NAME", "chỉ việc giao cơ quan có tên này (một phần tên, có dấu hay không)",
     "only work of the agency of this name (a part of it, with or without marks)"},
    {"from", TC_OPTION_TEXT, "DATE", "thời hạn từ ngày (2020-01-01)", "due from this day on (2020-01-01)"},
    {"to", TC_OPTION_TEXT, "DATE", "thời hạn đến ngày", "due up to this day"},
    {"open", TC_OPTION_FLAG, NULL, "chỉ việc chưa thấy văn bản thực hiện", "only work that nothing followed"},
    {"overdue", TC_OPTION_FLAG, NULL, "chỉ việc chưa thấy văn bản thực hiện mà đã quá hạn",
     "only work that nothing followed and whose deadline is over"},
    {"as-of", TC_OPTION_TEXT, "DATE", "tính đến ngày (mặc định hôm nay): văn bản sau đó không kể",
     "as of a day (default today): later documents do not count"},
    {"limit", TC_OPTION_NUMBER, "N", "số việc (mặc định 50)", "how many (default 50)"},
    {"offset", TC_OPTION_NUMBER, "N", "bỏ qua N việc đầu", "leave out the first N"},
    {0},
};

static const struct tc_column columns[] = {
    {"deadline", TC_COLUMN_DATE},
    {"state", TC_COLUMN_CODE},
    {"agency", TC_COLUMN_WRAP},
    {"text", TC_COLUMN_WRAP},
    {"source.key", 0},
    {"follow_ups", TC_COLUMN_WRAP},
    {"with", TC_COLUMN_DATA},
    {"deadline_from", TC_COLUMN_DATA},
    {"source.id", TC_COLUMN_DATA},
    {"source.date", TC_COLUMN_DATA},
    {"source.title", TC_COLUMN_DATA},
    {"start", TC_COLUMN_DATA},
    {"end", TC_COLUMN_DATA},
};

// An ISO day, or the part of one that is given; false for anything else.
static bool is_date(const char *date)
{
    size_t len = date ? strlen(date) : 0;
    bool is_ok = !date || len == 4 || len == 7 || len == 10;
    for (size_t i = 0; i < len; i++)
        is_ok = is_ok && (i == 4 || i == 7 ? date[i] == '-' : date[i] >= '0' && date[i] <= '9');
    return is_ok;
}

static int run(struct tc_cli *cli)
{
    tc_auto_archive struct tc_archive *archive = NULL;
    struct tc_error err = {0};
    char *text = NULL, today[16];
    time_t now = time(NULL);
    struct tm tm;
    static const char *const dates[] = {"from", "to", "as-of"};
    for (size_t i = 0; i < TC_LENGTH(dates); i++) {
        if (is_date(tc_cli_text(cli, dates[i])))
            continue;
        tc_cli_say(cli,
                   TC_T(cli->lang, "--%s cần một ngày như 2020-06-30, không phải «%s»",
                        "--%s takes a day such as 2020-06-30, not '%s'"),
                   dates[i], tc_cli_text(cli, dates[i]));
        return TC_EXIT_USAGE;
    }
    int exit_status = tc_cli_open(cli, &archive);
    if (exit_status)
        return exit_status;
    (void)strftime(today, sizeof today, "%Y-%m-%d", localtime_r(&now, &tm));
    const char *as_of = tc_cli_text(cli, "as-of");
    tc_auto_free char *reference = cli->arg_count ? tc_cli_join(cli) : NULL;
    const struct tc_task_options asked = {.reference = reference,
                                          .agency = tc_cli_text(cli, "agency"),
                                          .from = tc_cli_text(cli, "from"),
                                          .to = tc_cli_text(cli, "to"),
                                          .as_of = as_of ? as_of : today,
                                          .is_open = tc_cli_has(cli, "open"),
                                          .is_overdue = tc_cli_has(cli, "overdue"),
                                          .limit = tc_cli_number(cli, "limit", 50),
                                          .offset = tc_cli_number(cli, "offset", 0)};
    if (tc_tasks_json(archive, &asked, &text, &err) != TC_OK)
        return tc_cli_fail(cli, &err);
    json_t *root = tc_json_parse_free(text);
    size_t count = json_array_size(json_object_get(root, "tasks"));
    const struct tc_listing listing = {root, "tasks", columns, TC_LENGTH(columns)};
    tc_cli_renderer(cli)->listing(&cli->out, &listing);
    if (cli->format == TC_FORMAT_TEXT && json_is_true(json_object_get(root, "more")))
        tc_buf_printf(&cli->out.buf, TC_T(cli->lang, "… còn nữa: --offset=%zu\n", "… there is more: --offset=%zu\n"),
                      (size_t)asked.offset + count);
    json_decref(root);
    return count ? TC_EXIT_OK : TC_EXIT_NOTHING;
}

const struct tc_command tc_command_tasks = {
    .name = "tasks",
    .arguments = "[REF]",
    .least = 0,
    .most = -1,
    .formats = TC_CAN_ALL,
    .completes = TC_ARGUMENT_QUERY,
    .options = options,
    .vi = "việc được giao trong kết luận, thông báo, quyết định và văn bản thực hiện",
    .en = "work that conclusions, notices and decisions assigned, and what followed",
    .more_vi =
        "Có REF thì chỉ việc giao trong văn bản đó. Văn bản thực hiện là văn bản về sau có viện dẫn văn bản giao "
        "việc, do cơ quan được giao ban hành hoặc nêu cơ quan ấy và nói đến việc ấy; văn bản chỉ nêu tên cơ "
        "quan cũng được liệt kê nhưng không tính là đã thực hiện. Văn bản mới nhất đứng trước.",
    .more_en =
        "With REF only what that document assigns. A follow-up is a later document that cites the paper and comes "
        "from the agency, or names it and speaks of the work; documents that only name the agency are listed, "
        "but do not answer. Newest papers first.",
    .run = run,
};
