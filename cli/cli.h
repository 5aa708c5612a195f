// SPDX-License-Identifier: GPL-3.0-or-later
// The program `tracuu`: a table of commands, each with a table of options. Usage, --help, the manual page and shell
// completion are made from these tables, so what is written there is what works.
//
// To add a command: one file cmd_<name>.c with a `const struct tc_command tc_command_<name>`, and its name in
// commands.h.
#ifndef TC_CLI_CLI_H
#define TC_CLI_CLI_H

#include "render.h"

#include "base/lang.h"
#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

enum tc_exit {
    TC_EXIT_OK = 0,       // found, all well
    TC_EXIT_NOTHING = 1,  // nothing found; findings; some files could not be indexed
    TC_EXIT_USAGE = 2,    // usage or query
    TC_EXIT_ARCHIVE = 3,  // the archive could not be used
    TC_EXIT_SIGNAL = 130, // interrupted
};

enum tc_option_kind {
    TC_OPTION_END,
    TC_OPTION_FLAG,
    TC_OPTION_TEXT,
    TC_OPTION_NUMBER,  // 0 … 4294967295
    TC_OPTION_CHOICE,  // argument lists the words: "auto|always|never"
    TC_OPTION_CHOICES, // several of the words, with commas
    TC_OPTION_FILE,
    TC_OPTION_DIRECTORY,
    TC_OPTION_SAVED, // name of a saved search
};
struct tc_option {
    const char *name; // without --
    enum tc_option_kind kind;
    const char *argument; // as usage shows it: "N", "FILE", "auto|always|never"
    const char *vi, *en;
};

enum tc_argument_kind {
    TC_ARGUMENT_NONE,
    TC_ARGUMENT_FILES,
    TC_ARGUMENT_QUERY,
    TC_ARGUMENT_COMMAND,
    TC_ARGUMENT_SAVED
};
enum {
    TC_CAN_TEXT = 1 << TC_FORMAT_TEXT,
    TC_CAN_JSON = 1 << TC_FORMAT_JSON,
    TC_CAN_JSONL = 1 << TC_FORMAT_JSONL,
    TC_CAN_CSV = 1 << TC_FORMAT_CSV,
    TC_CAN_SVG = 1 << TC_FORMAT_SVG,
    TC_CAN_DOT = 1 << TC_FORMAT_DOT,
    TC_CAN_ALL = TC_CAN_TEXT | TC_CAN_JSON | TC_CAN_JSONL | TC_CAN_CSV,
};

struct tc_cli;
struct tc_command {
    const char *name;      // as typed: "cited-by"
    const char *arguments; // as usage shows them: "QUERY..."; ""
    int least, most;       // how many arguments; most -1: any number
    unsigned formats;      // TC_CAN_…; the first bit set is the default
    bool keeps_dashes;     // "-word" is an argument (queries)
    bool is_hidden;        // for scripts of our own; not in usage
    enum tc_argument_kind completes;
    const struct tc_option *options; // ends with {0}; NULL: none of its own
    const char *vi, *en;             // what it does, one line without full stop
    const char *more_vi, *more_en;   // further lines for --help; NULL
    int (*run)(struct tc_cli *cli);  // gives an enum tc_exit
};
extern const struct tc_command *const tc_commands[]; // ends with NULL
extern const struct tc_option tc_common_options[];   // ends with {0}
const struct tc_command *tc_command_by_name(const char *name);

struct tc_cli {
    enum tc_lang lang;
    const struct tc_command *command;
    const char **args;
    size_t arg_count;
    const char **common_values, **values; // by index into the tables; NULL where not given
    const char *archive;                  // --archive; NULL: tc_archive_open's default
    enum tc_format format;
    struct tc_out out; // what the command has to say; written by main when it returns
    bool has_pager;
};

// --- options.c ---

// Reads the command line into cli; false when it was wrong (said, with *ret_exit) or was --help or --version (done).
bool tc_cli_parse(struct tc_cli *cli, int argc, char **argv, int *ret_exit);
void tc_cli_fini(struct tc_cli *cli);
// Values by name; a name that the command's table lacks aborts. Text: NULL when not given.
const char *tc_cli_text(const struct tc_cli *cli, const char *option);
bool tc_cli_has(const struct tc_cli *cli, const char *option);
uint32_t tc_cli_number(const struct tc_cli *cli, const char *option, uint32_t otherwise);
// Is word one of the comma-separated words given?
bool tc_cli_lists(const struct tc_cli *cli, const char *option, const char *word);
// The arguments joined by spaces; yours.
char *tc_cli_join(const struct tc_cli *cli);

// --- terminal.c ---

void tc_terminal_setup(struct tc_cli *cli, const char *color);
// Writes out.buf to standard output, through a pager when it is longer than the terminal is high. False when it could
// not be written (said).
bool tc_terminal_flush(struct tc_cli *cli);
// "tracuu: message" on standard error, safe for the terminal.
void tc_cli_say(const struct tc_cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));
// Says what err says in plain words, with what to do about it where something can be done; gives the exit status that
// fits: TC_EXIT_USAGE for a query, TC_EXIT_NOTHING for what is not there or cannot be read, TC_EXIT_ARCHIVE for the
// rest.
int tc_cli_fail(const struct tc_cli *cli, const struct tc_error *err);
// The same for an error in this query: shows the column.
int tc_cli_fail_query(const struct tc_cli *cli, const struct tc_error *err, const char *query);
// The same for an argument that names a document: the candidates, where there are several, are the answer. Takes
// candidates (may be NULL), which tc_document_open and its like gave.
int tc_cli_fail_document(struct tc_cli *cli, const struct tc_error *err, char *candidates);
// Opens the archive; 0, or the exit status after saying why not.
int tc_cli_open(const struct tc_cli *cli, struct tc_archive **ret);
// Lays the tables of the archive over ours and says which of their rows are wrong; 0, or the exit status where that
// forbids to go on.
int tc_cli_use_tables(const struct tc_cli *cli);
// Closes an archive that may be NULL, for tc_auto_archive.
void tc_cli_close(struct tc_archive **archive);
#define tc_auto_archive __attribute__((cleanup(tc_cli_close)))
// From now on an interrupt only sets the flag (a second one ends the program); otherwise it ends the program with 130.
void tc_cli_catch_interrupt(void);
bool tc_cli_was_interrupted(void);
void tc_cli_setup_signals(void);

static inline const struct tc_renderer *tc_cli_renderer(const struct tc_cli *cli)
{
    return tc_renderer(cli->format);
}

// --- wrap.c ---

// A paragraph of text, whatever it holds, with a line end behind it: broken at spaces where the terminal's width is
// reached, with indent spaces before every further line; first columns are already taken in its first line. What lies
// in spans (bytes of text, ascending) is set off: bold in colour, in [brackets] without.
void tc_cli_paragraph(struct tc_cli *cli, unsigned first, unsigned indent, const char *text,
                      const struct tc_span *spans, size_t span_count);

// --- help.c, complete.c: made from the tables ---

void tc_help_overview(struct tc_cli *cli);
void tc_help_command(struct tc_cli *cli, const struct tc_command *command);

#endif
