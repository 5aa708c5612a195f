// SPDX-License-Identifier: GPL-3.0-or-later
// `implementation`: the tree from a resolution to plans and reviews, and what is missing in it.
#include "cli.h"

#include "escape.h"

#include <string.h>
#include <time.h>

static const struct tc_option options[] = {
    {"as-of", TC_OPTION_TEXT, "DATE", "tính đến ngày (mặc định hôm nay): văn bản sau đó không kể",
     "as of a day (default today): later documents do not count"},
    {0},
};

static void put_line(struct tc_cli *cli, const char *s)
{
    tc_esc_tty(s ? s : "", s ? strlen(s) : 0, &cli->out.buf);
}

// Is there a later brother of the node that stands `up` steps above?
static bool has_brother(const json_t *nodes, size_t at)
{
    const json_t *parent = json_object_get(json_array_get(nodes, at), "parent");
    for (size_t i = at + 1; i < json_array_size(nodes); i++) {
        const json_t *other = json_object_get(json_array_get(nodes, i), "parent");
        if (json_is_integer(parent) && json_equal(parent, other))
            return true;
    }
    return false;
}

static void put_branches(struct tc_cli *cli, const json_t *nodes, size_t at)
{
    size_t chain[16], depth = 0;
    for (size_t i = at; depth < TC_LENGTH(chain);) {
        const json_t *parent = json_object_get(json_array_get(nodes, i), "parent");
        if (!json_is_integer(parent))
            break;
        chain[depth++] = i;
        i = (size_t)json_integer_value(parent);
    }
    while (depth--) {
        bool more = has_brother(nodes, chain[depth]);
        tc_buf_str(&cli->out.buf, depth ? (more ? "│  " : "   ") : more ? "├─ " : "└─ ");
    }
}

static void put_node(struct tc_cli *cli, const json_t *nodes, size_t at)
{
    const json_t *node = json_array_get(nodes, at);
    const char *type = tc_json_text(node, "type"), *key = tc_json_text(node, "key"), *date = tc_json_text(node, "date"),
               *issuer = tc_json_text(node, "issuer"), *title = tc_json_text(node, "title"),
               *level = tc_json_text(node, "level"), *kind = tc_json_text(node, "kind");
    struct tc_buf *out = &cli->out.buf;
    put_branches(cli, nodes, at);
    if (cli->out.has_color)
        tc_buf_str(out, "\033[1m");
    if (type)
        tc_put_capital(type, out);
    tc_buf_str(out, type ? " " : "");
    tc_esc_tty(key ? key : "?", key ? strcspn(key, "@") : 1, out);
    if (cli->out.has_color)
        tc_buf_str(out, "\033[0m");
    if (date) {
        tc_buf_str(out, ", ");
        tc_put_date(cli->lang, date, out);
    }
    if (issuer) {
        tc_buf_str(out, ", ");
        put_line(cli, issuer);
    }
    if (level || (kind && at))
        tc_buf_printf(out, " [%s%s%s]", level ? tc_label(cli->lang, level) : "", level && kind && at ? ", " : "",
                      kind && at ? tc_label(cli->lang, kind) : "");
    if (json_is_null(json_object_get(node, "id")))
        tc_buf_printf(out, " (%s)", tc_label(cli->lang, "absent"));
    if (title) {
        tc_buf_str(out, ": ");
        put_line(cli, title);
    }
    tc_buf_char(out, '\n');
}

static void put_text(struct tc_cli *cli, const json_t *root)
{
    const json_t *nodes = json_object_get(root, "nodes");
    size_t i;
    json_t *item;
    for (i = 0; i < json_array_size(nodes); i++)
        put_node(cli, nodes, i);
    json_array_foreach(json_object_get(root, "missing"), i, item)
    {
        const char *what = tc_json_text(item, "what"), *level = tc_json_text(item, "level");
        tc_buf_printf(&cli->out.buf, "%s %s", TC_T(cli->lang, "Chưa thấy:", "Missing:"),
                      tc_label(cli->lang, what ? what : ""));
        if (level)
            tc_buf_printf(&cli->out.buf, " [%s]", tc_label(cli->lang, level));
        if (json_is_integer(json_object_get(item, "years")))
            tc_buf_printf(&cli->out.buf, TC_T(cli->lang, " sau %d năm", " after %d years"),
                          (int)json_integer_value(json_object_get(item, "years")));
        tc_buf_char(&cli->out.buf, '\n');
    }
    if (json_is_true(json_object_get(root, "cut")))
        tc_buf_str(&cli->out.buf, TC_T(cli->lang, "… còn nữa\n", "… there is more\n"));
}

// Several documents fit: they are listed.
static void put_candidates(struct tc_cli *cli, const json_t *root)
{
    static const struct tc_column columns[] = {{"id", 0}, {"key", 0}, {"place", 0}, {"title", TC_COLUMN_WRAP}};
    const struct tc_listing listing = {json_object_get(root, "reference"), "targets", columns, TC_LENGTH(columns)};
    tc_cli_say(cli, TC_T(cli->lang, "nhiều văn bản cùng số; hãy dùng mã hoặc ghi cả ngày (05-NQ/TU@2016-12-09)",
                         "several documents fit; give the id or the date as well (05-NQ/TU@2016-12-09)"));
    tc_cli_renderer(cli)->listing(&cli->out, &listing);
}

static int run(struct tc_cli *cli)
{
    tc_auto_archive struct tc_archive *archive = NULL;
    struct tc_error err = {0};
    char *text = NULL, today[16];
    time_t now = time(NULL);
    struct tm tm;
    int exit_status = tc_cli_open(cli, &archive);
    if (exit_status)
        return exit_status;
    (void)strftime(today, sizeof today, "%Y-%m-%d", localtime_r(&now, &tm));
    const char *as_of = tc_cli_text(cli, "as-of");
    tc_auto_free char *reference = tc_cli_join(cli);
    if (tc_implementation_json(archive, reference, as_of ? as_of : today, &text, &err) != TC_OK)
        return tc_cli_fail(cli, &err);
    json_t *root = tc_json_parse_free(text);
    size_t count = json_array_size(json_object_get(root, "nodes"));
    if (cli->format == TC_FORMAT_TEXT && !count)
        put_candidates(cli, root);
    else if (cli->format == TC_FORMAT_TEXT)
        put_text(cli, root);
    else
        tc_cli_renderer(cli)->object(&cli->out, root);
    json_decref(root);
    return count > 1 ? TC_EXIT_OK : TC_EXIT_NOTHING;
}

const struct tc_command tc_command_implementation = {
    .name = "implementation",
    .arguments = "REF",
    .least = 1,
    .most = -1,
    .formats = TC_CAN_TEXT | TC_CAN_JSON | TC_CAN_SVG | TC_CAN_DOT,
    .completes = TC_ARGUMENT_QUERY,
    .options = options,
    .vi = "cây văn bản từ một nghị quyết đến chương trình, kế hoạch, sơ kết, và cấp còn thiếu",
    .en = "the tree from a resolution to programmes, plans and reviews, and the missing levels",
    .more_vi =
        "Tính là thực hiện khi trích yếu hoặc phần mở đầu của văn bản nêu văn bản trên (căn cứ, thực hiện, hướng "
        "dẫn, sơ kết). REF không cần có trong kho. --format=svg vẽ cây, dot hoặc json cho chương trình khác.",
    .more_en = "A document counts as carrying out what its title or opening names (rests on, implements, guides, "
               "reviews). REF need not be in the archive. --format=svg draws the tree, dot or json for other programs.",
    .run = run,
};
