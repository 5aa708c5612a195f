// SPDX-License-Identifier: GPL-3.0-or-later
// struct tc_reader: what is asked of Xapian is tried again on a newer view when a writer has overtaken it; what was
// lent out stays mapped until the caller reopens or closes.
#include "generation.h"
#include "match.h"
#include "view.h"

#include <algorithm>
#include <memory>

using namespace tc;

namespace {

constexpr int tries = 5;

// A writer may switch files between our reading their names and opening them: then the second look succeeds.
std::unique_ptr<View> open_view(const std::string &directory)
{
    for (int attempt = 1;; attempt++) {
        try {
            return std::make_unique<View>(directory);
        } catch (const Failure &failure) {
            if (failure.status() != TC_ERR_CORRUPT || attempt == tries)
                throw;
        } catch (const Xapian::DatabaseModifiedError &) {
            if (attempt == tries)
                throw;
        } catch (const Xapian::DatabaseOpeningError &) {
            if (attempt == tries)
                throw;
        }
    }
}

} // namespace

struct tc_reader {
    std::string directory;
    std::unique_ptr<View> view;
    std::vector<std::unique_ptr<View>> retired;
};

namespace {

// False when document numbers have changed, so that going on would mix them up.
bool refresh(struct tc_reader &reader)
{
    std::unique_ptr<View> fresh = open_view(reader.directory);
    if (fresh->current.epoch != reader.view->current.epoch)
        return false;
    reader.retired.push_back(std::move(reader.view));
    reader.view = std::move(fresh);
    return true;
}

template <typename Body> enum tc_status guard_reader(struct tc_reader *reader, struct tc_error *err, Body body)
{
    return guard(err, [&] {
        for (int attempt = 1;; attempt++) {
            try {
                body(*reader->view);
                return;
            } catch (...) {
                if (!exception_is_stale() || attempt == tries || !refresh(*reader))
                    throw;
            }
        }
    });
}

} // namespace

extern "C" {

enum tc_status tc_reader_open(const char *directory, struct tc_reader **ret, struct tc_error *err)
{
    return guard(err, [&] {
        auto reader = std::make_unique<tc_reader>();
        reader->directory = directory;
        reader->view = open_view(directory);
        *ret = reader.release();
    });
}

void tc_reader_close(struct tc_reader *reader)
{
    delete reader;
}

enum tc_status tc_reader_reopen(struct tc_reader *reader, struct tc_error *err)
{
    return guard(err, [&] {
        Current current;
        bool is_same = read_current(reader->directory, current) && current.xapian == reader->view->current.xapian;
        reader->retired.clear();
        if (!is_same || reader->view->db.reopen())
            reader->view = open_view(reader->directory);
    });
}

uint32_t tc_reader_count(const struct tc_reader *reader)
{
    return reader->view->live_count();
}

double tc_reader_average_length(const struct tc_reader *reader)
{
    const Snapshot &snapshot = reader->view->snapshot;
    return snapshot.documents ? static_cast<double>(snapshot.tokens) / snapshot.documents : 0;
}

uint64_t tc_reader_revision(const struct tc_reader *reader)
{
    uint64_t revision = 0;
    guard(nullptr, [&] {
        const View &view = *reader->view;
        std::string all = view.db.get_uuid() + " " + std::to_string(view.current.epoch) + " " +
                          std::to_string(view.snapshot.documents) + " " + std::to_string(view.snapshot.dead);
        revision = tc_hash_bytes(all.data(), all.size());
    });
    return revision;
}

char *tc_reader_get(struct tc_reader *reader, const char *name)
{
    char *value = nullptr;
    guard_reader(reader, nullptr, [&](const View &view) {
        std::string text = view.db.get_metadata(setting_name(name));
        if (!text.empty())
            value = tc_xstrndup(text.data(), text.size());
    });
    return value;
}

uint32_t tc_reader_term_id(const struct tc_reader *reader, const char *term, size_t len)
{
    uint32_t id = no_term;
    guard(nullptr, [&] { id = reader->view->vocabulary.find({term, len}); });
    return id;
}

const char *tc_reader_term(const struct tc_reader *reader, uint32_t id, size_t *ret_len)
{
    std::string_view term;
    guard(nullptr, [&] { term = reader->view->terms.get(id); });
    *ret_len = term.size();
    return term.data();
}

uint32_t tc_reader_doc_freq(struct tc_reader *reader, const char *term, size_t len)
{
    uint32_t frequency = 0;
    guard_reader(reader, nullptr, [&](const View &view) { frequency = view.doc_freq(safe_term({term, len})); });
    return frequency;
}

uint32_t tc_reader_term_freq(struct tc_reader *reader, uint32_t id)
{
    uint32_t frequency = 0;
    guard(nullptr, [&] { frequency = reader->view->term_freq(id); });
    return frequency;
}

size_t tc_reader_folded(struct tc_reader *reader, const char *folded, size_t len, bool is_prefix,
                        struct tc_vocabulary_entry *ret, size_t max)
{
    size_t count = 0;
    guard_reader(reader, nullptr, [&](const View &view) {
        std::vector<Vocabulary::Found> found;
        view.vocabulary.folded({folded, len}, is_prefix, found);
        for (Vocabulary::Found &late : found) {
            if (!late.doc_freq)
                late.doc_freq = view.db.get_termfreq(safe_term(view.terms.get(late.id)));
        }
        std::stable_sort(found.begin(), found.end(), [](const Vocabulary::Found &a, const Vocabulary::Found &b) {
            return a.doc_freq > b.doc_freq;
        });
        for (; count < found.size() && count < max; count++)
            ret[count] = {found[count].id, found[count].doc_freq};
    });
    return count;
}

enum tc_status tc_reader_each_term(struct tc_reader *reader, const char *prefix, size_t len,
                                   bool (*visit)(void *context, const char *term, size_t len, uint32_t doc_freq),
                                   void *context, struct tc_error *err)
{
    std::vector<std::pair<std::string, uint32_t>> terms;
    enum tc_status status = guard_reader(reader, err, [&](const View &view) {
        terms.clear();
        std::string start(prefix, len);
        for (auto at = view.db.allterms_begin(start); at != view.db.allterms_end(start); ++at) {
            uint32_t frequency = view.dead().empty() ? at.get_termfreq() : view.doc_freq(*at);
            if (frequency)
                terms.emplace_back(*at, frequency);
        }
    });
    for (size_t i = 0; status == TC_OK && i < terms.size(); i++) {
        if (!visit(context, terms[i].first.data(), terms[i].first.size(), terms[i].second))
            break;
    }
    return status;
}

enum tc_status tc_reader_match(struct tc_reader *reader, const struct tc_node *query,
                               const struct tc_match_options *options, struct tc_matches *ret, struct tc_error *err)
{
    return guard_reader(reader, err, [&](const View &view) { run_match(view, query, *options, *ret); });
}

bool tc_reader_find(struct tc_reader *reader, const char *id, tc_docid *ret)
{
    bool is_there = false;
    guard_reader(reader, nullptr, [&](const View &view) { is_there = view.find(id_number(id), *ret); });
    return is_there;
}

enum tc_status tc_reader_stream(const struct tc_reader *reader, tc_docid doc, struct tc_stream *ret,
                                struct tc_error *err)
{
    return guard(err, [&] {
        Blob blob = reader->view->blob(doc);
        const BlobHead &head = blob.head();
        Stream stream = reader->view->stream(doc);
        const unsigned char *data = reinterpret_cast<const unsigned char *>(stream.units);
        *ret = {data,           data + size_t{stream.count} * 2, head.tokens, head.title_start, head.title_tokens,
                head.text_bytes};
    });
}

uint32_t tc_reader_token_offset(const struct tc_reader *reader, tc_docid doc, uint32_t token, uint32_t *ret_token)
{
    uint32_t offset = 0;
    *ret_token = 0;
    guard(nullptr, [&] {
        Blob blob = reader->view->blob(doc);
        if (!blob.head().tokens)
            return;
        uint32_t i = std::min(token, blob.head().tokens - 1) / checkpoint_every;
        offset = blob.checkpoint(i);
        *ret_token = i * checkpoint_every;
    });
    return offset;
}

enum tc_status tc_reader_text(const struct tc_reader *reader, tc_docid doc, uint32_t start, uint32_t end,
                              struct tc_buf *ret, struct tc_error *err)
{
    return guard(err, [&] {
        const View &view = *reader->view;
        view.blob(doc).text(start, end, view.unpacker, ret);
    });
}

enum tc_status tc_reader_record(const struct tc_reader *reader, tc_docid doc, struct tc_buf *ret, struct tc_error *err)
{
    return guard(err, [&] { reader->view->blob(doc).record(reader->view->unpacker, ret); });
}

enum tc_status tc_reader_identity(struct tc_reader *reader, tc_docid doc, char ret_id[17], struct tc_buf *ret_path,
                                  struct tc_error *err)
{
    return guard(err, [&] {
        Blob blob = reader->view->blob(doc);
        id_text(blob.head().id, ret_id);
        if (ret_path)
            tc_buf_add(ret_path, blob.path().data(), blob.path().size());
    });
}

enum tc_status tc_reader_value(struct tc_reader *reader, tc_docid doc, unsigned slot, struct tc_buf *ret,
                               struct tc_error *err)
{
    return guard(err, [&] {
        std::string scratch;
        std::string_view value = reader->view->value(doc, slot, scratch);
        tc_buf_add(ret, value.data(), value.size());
    });
}

enum tc_status tc_reader_next(struct tc_reader *reader, tc_docid *doc, struct tc_error *err)
{
    (void)err;
    uint32_t next = *doc + 1;
    while (next <= reader->view->snapshot.documents && !reader->view->is_alive(next))
        next++;
    if (next > reader->view->snapshot.documents)
        return TC_DONE;
    *doc = next;
    return TC_OK;
}

} // extern "C"
