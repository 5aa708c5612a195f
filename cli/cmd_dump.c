// SPDX-License-Identifier: GPL-3.0-or-later
// `dump`: what every stage of the pipeline makes of a file, of standard input or of a query.
#include "cmd_dump.h"

#include "ingest.h"
#include "text/token.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct tc_option options[] = {
    {"stage", TC_OPTION_CHOICE, "type|text|meta|cites|tasks|terms|query|archive", "bước xử lý cần xem",
     "which product of the pipeline"},
    {"ocr", TC_OPTION_CHOICE, "auto|never", "nhận dạng chữ trong bản chụp (mặc định auto)",
     "read scans (default auto)"},
    {0},
};

static json_t *versioned(void)
{
    json_t *json = json_object();
    json_object_set_new(json, "format_version", json_integer(TC_FORMAT_VERSION));
    return json;
}

// --- type: no parser runs, only detection ---

static int dump_type(struct tc_cli *cli)
{
    const char *path = cli->args[0];
    struct tc_error err = {0};
    tc_auto_free char *media_type = NULL, *encoding = NULL;
    if (strcmp(path, "-") == 0) {
        media_type = tc_xstrdup("text/plain");
        encoding = tc_xstrdup("utf-8");
    } else {
        tc_auto_fd int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
        if (fd < 0) {
            tc_fail(&err, TC_ERR_INPUT, "%s: %s", path, strerror(errno));
            return tc_cli_fail(cli, &err);
        }
        struct tc_extractor *extractor = tc_extractor_new(NULL);
        enum tc_status status = tc_extract_type(extractor, fd, path, &media_type, &encoding, &err);
        tc_extractor_free(extractor);
        if (status != TC_OK)
            return tc_cli_fail(cli, &err);
    }
    json_t *json = versioned();
    json_object_set_new(json, "media_type", tc_json_string(media_type));
    json_object_set_new(json, "encoding", tc_json_string(encoding));
    tc_cli_renderer(cli)->object(&cli->out, json);
    json_decref(json);
    return TC_EXIT_OK;
}

// --- stages of a document that was read ---

// As they stand in stored records: start, end, kind, level, page.
static json_t *blocks_to_json(const struct tc_document *document)
{
    json_t *blocks = json_array();
    for (size_t i = 0; i < document->block_count; i++) {
        const struct tc_block *b = &document->blocks[i];
        json_array_append_new(blocks, json_pack("[i,i,s,i,i]", (int)b->start, (int)b->end,
                                                tc_block_name((enum tc_block_kind)b->kind), b->level, (int)b->page));
    }
    return blocks;
}

static int dump_text(struct tc_cli *cli, const struct tc_document *document)
{
    if (cli->format == TC_FORMAT_TEXT) {
        tc_buf_add(&cli->out.buf, document->text, document->len);
        return TC_EXIT_OK;
    }
    json_t *json = versioned();
    json_object_set_new(json, "media_type", tc_json_string(document->media_type));
    json_object_set_new(json, "encoding", tc_json_string(tc_charset_name(document->decoded.charset)));
    json_object_set_new(json, "certainty", json_real(document->decoded.certainty));
    json_object_set_new(json, "text", tc_json_stringn(document->text, document->len));
    json_object_set_new(json, "blocks", blocks_to_json(document));
    if (document->is_ocr)
        json_object_set_new(json, "ocr_words", tc_sure_words_to_json(document->sure_words, document->sure_count));
    tc_cli_renderer(cli)->object(&cli->out, json);
    json_decref(json);
    return TC_EXIT_OK;
}

static int dump_meta(struct tc_cli *cli, const struct tc_document *document)
{
    struct tc_record record = {0};
    const char *path = strcmp(cli->args[0], "-") == 0 ? NULL : cli->args[0];
    tc_record_read(document, path, &record);
    json_t *json = versioned(), *fields = tc_meta_to_json(&record.meta);
    json_object_set_new(json, "id", json_null());
    json_object_set_new(json, "path", tc_json_string(cli->args[0]));
    json_object_set_new(json, "media_type", tc_json_string(document->media_type));
    json_object_set_new(json, "encoding", tc_json_string(tc_charset_name(document->decoded.charset)));
    json_object_update(json, fields);
    json_decref(fields);
    const struct tc_document_parts parts = {.parts = TC_PART_META, .meta = json};
    tc_cli_renderer(cli)->document(&cli->out, &parts);
    json_decref(json);
    tc_record_fini(&record);
    return TC_EXIT_OK;
}

// Outside an archive nothing is known about what a citation leads to, except that it leads nowhere.
static void add_status(json_t *cites)
{
    json_t *citation;
    size_t i;
    json_array_foreach(json_object_get(cites, "citations"), i, citation)
    {
        bool has_key = json_is_string(json_object_get(citation, "key"));
        json_object_set_new(citation, "status", has_key ? json_null() : json_string("malformed"));
        json_object_set_new(citation, "targets", json_array());
    }
}

static int dump_cites(struct tc_cli *cli, const struct tc_document *document)
{
    struct tc_record record = {0};
    const char *path = strcmp(cli->args[0], "-") == 0 ? NULL : cli->args[0];
    tc_record_read(document, path, &record);
    json_t *cites = tc_citations_to_json(&record, document->text);
    add_status(cites);
    const struct tc_listing listing = {cites, "citations", tc_citation_columns, tc_citation_column_count};
    tc_cli_renderer(cli)->listing(&cli->out, &listing);
    json_decref(cites);
    tc_record_fini(&record);
    return TC_EXIT_OK;
}

static int dump_tasks(struct tc_cli *cli, const struct tc_document *document)
{
    static const struct tc_column columns[] = {
        {"agency", TC_COLUMN_WRAP}, {"with", TC_COLUMN_WRAP}, {"deadline", 0}, {"text", TC_COLUMN_WRAP}};
    struct tc_record record = {0};
    const char *path = strcmp(cli->args[0], "-") == 0 ? NULL : cli->args[0];
    tc_record_read(document, path, &record);
    json_t *root = versioned(), *tasks = tc_tasks_to_json(&record), *task;
    size_t i;
    json_array_foreach(tasks, i, task)
    {
        const struct tc_task *read = &record.tasks[i];
        json_object_set_new(task, "text", tc_json_stringn(document->text + read->start, read->end - read->start));
    }
    json_object_set_new(root, "tasks", tasks);
    const struct tc_listing listing = {root, "tasks", columns, TC_LENGTH(columns)};
    tc_cli_renderer(cli)->listing(&cli->out, &listing);
    json_decref(root);
    tc_record_fini(&record);
    return TC_EXIT_OK;
}

static json_t *token_to_json(const struct tc_token *token)
{
    json_t *also = json_array();
    for (uint32_t i = 0; i < token->also_count; i++)
        json_array_append_new(also, tc_json_stringn(token->also[i].term, token->also[i].len));
    return json_pack("{s:o,s:o,s:i,s:i,s:i,s:o}", "exact", tc_json_stringn(token->exact, token->exact_len), "folded",
                     tc_json_stringn(token->folded, token->folded_len), "position", (int)token->position, "start",
                     (int)token->start, "end", (int)token->end, "also", also);
}

static int dump_terms(struct tc_cli *cli, const struct tc_document *document)
{
    static const struct tc_column columns[] = {
        {"exact", 0},
        {"folded", 0},
        {"position", TC_COLUMN_RIGHT},
        {"start", TC_COLUMN_RIGHT},
        {"end", TC_COLUMN_RIGHT},
        {"also", TC_COLUMN_WRAP},
    };
    json_t *terms = json_array();
    struct tc_tokenizer *tokenizer = tc_tokenizer_new(TC_TOKENIZE_ALSO);
    const struct tc_token *token;
    tc_tokenizer_start(tokenizer, document->text, document->len);
    while (tc_tokenizer_next(tokenizer, &token))
        json_array_append_new(terms, token_to_json(token));
    tc_tokenizer_free(tokenizer);
    json_t *root = versioned();
    json_object_set_new(root, "terms", terms);
    const struct tc_listing listing = {root, "terms", columns, TC_LENGTH(columns)};
    tc_cli_renderer(cli)->listing(&cli->out, &listing);
    json_decref(root);
    return TC_EXIT_OK;
}

static const struct stage {
    const char *name;
    bool needs_argument;
    int (*run)(struct tc_cli *cli);
    int (*read)(struct tc_cli *cli, const struct tc_document *document);
} stages[] = {
    {"type", true, dump_type, NULL},      {"text", true, NULL, dump_text},           {"meta", true, NULL, dump_meta},
    {"cites", true, NULL, dump_cites},    {"tasks", true, NULL, dump_tasks},         {"terms", true, NULL, dump_terms},
    {"query", true, tc_dump_query, NULL}, {"archive", false, tc_dump_archive, NULL},
};

static int dump_document(struct tc_cli *cli, const struct stage *stage)
{
    struct tc_document document = {0};
    struct tc_error err = {0};
    enum tc_reason reason = TC_REASON_NONE;
    const char *ocr = tc_cli_text(cli, "ocr");
    const struct tc_extract_options extract = {.ocr = ocr && !strcmp(ocr, "never") ? TC_OCR_NEVER : TC_OCR_NOW};
    if (tc_ingest_read(cli->args[0], &extract, &document, &reason, &err) != TC_OK) {
        if (cli->lang == TC_LANG_VI && reason != TC_REASON_NONE)
            tc_cli_say(cli, "%s: %s", cli->args[0], tc_label(cli->lang, tc_reason_name(reason)));
        int exit_status = tc_cli_fail(cli, &err);
        return reason != TC_REASON_NONE ? TC_EXIT_NOTHING : exit_status;
    }
    int exit_status = stage->read(cli, &document);
    tc_document_fini(&document);
    return exit_status;
}

static int run(struct tc_cli *cli)
{
    const char *name = tc_cli_text(cli, "stage");
    if (!name) {
        tc_cli_say(cli, TC_T(cli->lang, "dump: cần --stage=%s", "dump: needs --stage=%s"), options[0].argument);
        return TC_EXIT_USAGE;
    }
    for (size_t i = 0; i < TC_LENGTH(stages); i++) {
        if (strcmp(stages[i].name, name) != 0)
            continue;
        if (stages[i].needs_argument != (cli->arg_count > 0) || (stages[i].read && cli->arg_count > 1)) {
            tc_cli_say(
                cli,
                stages[i].needs_argument
                    ? TC_T(cli->lang, "dump --stage=%s: cần một tệp hoặc -", "dump --stage=%s: takes one file or -")
                    : TC_T(cli->lang, "dump --stage=%s: không nhận tham số", "dump --stage=%s: takes no argument"),
                name);
            return TC_EXIT_USAGE;
        }
        return stages[i].read ? dump_document(cli, &stages[i]) : stages[i].run(cli);
    }
    return TC_EXIT_USAGE;
}

const struct tc_command tc_command_dump = {
    .name = "dump",
    .arguments = "[FILE|-|QUERY...]",
    .least = 0,
    .most = -1,
    .formats = TC_CAN_ALL,
    .keeps_dashes = true,
    .completes = TC_ARGUMENT_FILES,
    .options = options,
    .vi = "xem sản phẩm trung gian của từng bước xử lý",
    .en = "print what a stage of the pipeline makes of a file or query",
    .more_vi = "Đọc một tệp, văn bản UTF-8 trên đầu vào chuẩn (-), hoặc với --stage=query một câu hỏi.\n"
               "--stage=archive in cả kho dưới dạng JSON Lines, xếp theo đường dẫn.\n"
               "--stage=text của bản quét có ocr_words như ở show.",
    .more_en = "Reads a file, UTF-8 text on standard input (-), or with --stage=query a query.\n"
               "--stage=archive prints the whole archive as JSON Lines, sorted by path.\n"
               "--stage=text of a scan has ocr_words as show has.",
    .run = run,
};
