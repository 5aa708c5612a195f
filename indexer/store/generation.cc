// SPDX-License-Identifier: GPL-3.0-or-later
#include "generation.h"

#include "base/lang.h"
#include "stream.h"

#include <algorithm>
#include <cstring>

extern "C" {
#include "base/file.h"
#include "base/varint.h"
}

namespace tc {

namespace {

constexpr size_t term_max = 200;     // Xapian's limit is 245 bytes, of which a NUL takes two
constexpr uint32_t forward_head = 8; // blobs do not begin at 0, which marks a hole

void put_varint(std::string &out, uint64_t value)
{
    unsigned char bytes[10];
    out.append(reinterpret_cast<const char *>(bytes), tc_varint_put(value, bytes));
}

void put_string(std::string &out, const char *data, size_t len)
{
    put_varint(out, len);
    out.append(data, len);
}

} // namespace

const char snapshot_name[] = "tracuu";

std::string safe_term(std::string_view term)
{
    std::string safe(term.substr(0, term_max));
    std::replace(safe.begin(), safe.end(), '\0', ' ');
    if (term.size() > term_max) {
        char hex[17];
        id_text(tc_hash_bytes(term.data(), term.size()), hex);
        safe += hex;
    }
    return safe;
}

Snapshot Generation::fresh(unsigned generation)
{
    Snapshot snapshot;
    snapshot.version = TC_SCHEMA_VERSION;
    snapshot.generation = generation;
    snapshot.forward_bytes = forward_head;
    snapshot.is_fresh = true;
    return snapshot;
}

Generation::Generation(const std::string &directory, unsigned xapian, const Snapshot &snapshot)
    : directory_(directory), snapshot_(snapshot)
{
    unsigned g = snapshot_.generation;
    bool is_new = snapshot_.is_fresh;
    is_changed_ = is_new;
    snapshot_.is_fresh = false;
    int flags =
        Xapian::DB_NO_TERMLIST | Xapian::DB_BACKEND_GLASS | (is_new ? Xapian::DB_CREATE_OR_OPEN : Xapian::DB_OPEN);
    db_ = Xapian::WritableDatabase(xapian_path(directory_, xapian), flags);
    std::string forward = forward_path(directory_, "forward", g, ".dat");
    if (is_new) {
        // A new generation begins with empty files, whatever an interrupted writer left under these names.
        for (const char *suffix : {".dat", ".idx"}) {
            AppendFile().open(forward_path(directory_, "forward", g, suffix), 0);
            AppendFile().open(forward_path(directory_, "terms", g, suffix), 0);
        }
        forward_.open(forward, 0);
        forward_.add("tracuu1\n", forward_head);
    } else {
        forward_.open(forward, snapshot_.forward_bytes);
    }
    index_.open(forward_path(directory_, "forward", g, ".idx"),
                (uint64_t{snapshot_.documents} + 1) * sizeof(Entry) * (is_new ? 0 : 1));
    if (is_new) {
        Entry none = {};
        index_.add(&none, sizeof none); // docids begin at 1
    }
    streams_.open(forward_path(directory_, "stream", g, ""), snapshot_.stream_bytes);
    dead_.open(forward_path(directory_, "dead", g, ""), uint64_t{snapshot_.dead} * 4);
    terms_.open(directory_, snapshot_);
    frequency_.assign(terms_.count(), 0);
    if (snapshot_.has_dictionary) {
        Mapping start;
        start.open(forward_path(directory_, "dict", g, ""), shared_bytes);
        maker_.use_shared(reinterpret_cast<const char *>(start.data()));
    }
    if (!is_new)
        load_ids();
    db_.begin_transaction(true);
    in_transaction_ = true;
}

Generation::~Generation()
{
    // Without this Xapian would commit what was not asked to be kept.
    try {
        if (in_transaction_)
            db_.cancel_transaction();
    } catch (...) {
    }
}

void Generation::load_ids()
{
    Mapping index, dead;
    unsigned g = snapshot_.generation;
    index.open(forward_path(directory_, "forward", g, ".idx"), (uint64_t{snapshot_.documents} + 1) * sizeof(Entry));
    dead.open(forward_path(directory_, "dead", g, ""), uint64_t{snapshot_.dead} * 4);
    const Entry *entries = reinterpret_cast<const Entry *>(index.data());
    const uint32_t *gone = reinterpret_cast<const uint32_t *>(dead.data());
    std::vector<bool> is_dead(size_t{snapshot_.documents} + 1);
    for (uint32_t i = 0; i < snapshot_.dead; i++) {
        if (gone[i] <= snapshot_.documents)
            is_dead[gone[i]] = true;
    }
    live_.reserve(snapshot_.documents - snapshot_.dead);
    for (uint32_t doc = 1; doc <= snapshot_.documents; doc++) {
        uint64_t next = doc < snapshot_.documents ? entries[doc + 1].offset : snapshot_.forward_bytes;
        if (!is_dead[doc])
            live_[entries[doc].id] = {doc, static_cast<uint32_t>(next - entries[doc].offset)};
    }
}

uint32_t Generation::known_id(std::string_view term)
{
    uint32_t id = terms_.id(term);
    if (id >= frequency_.size())
        frequency_.resize(id + 1, 0);
    return id;
}

void Generation::count_id(uint32_t id)
{
    if (!frequency_[id]++)
        touched_.push_back(id);
}

void Generation::add_terms(const struct tc_store_doc &doc, Xapian::Document &ret)
{
    touched_.clear();
    stream_.clear();
    if (doc.token_ids) {
        ids_.clear();
        for (size_t i = 0; i < doc.distinct_count; i++)
            ids_.push_back(known_id({doc.tokens[i].term, doc.tokens[i].len}));
        for (size_t i = 0; i < doc.token_count; i++) {
            uint32_t id = ids_.at(doc.token_ids[i]);
            count_id(id);
            put_stream_id(stream_, id);
        }
    } else {
        for (size_t i = 0; i < doc.token_count; i++) {
            uint32_t id = known_id({doc.tokens[i].term, doc.tokens[i].len});
            count_id(id);
            put_stream_id(stream_, id);
        }
    }
    for (size_t i = 0; i < doc.extra_count; i++) {
        std::string_view extra(doc.extra_terms[i].term, doc.extra_terms[i].len);
        if (is_word(extra))
            count_id(known_id(extra));
        else if (!extra.empty())
            ret.add_term(safe_term(extra));
    }
    for (uint32_t id : touched_) {
        ret.add_term(safe_term(terms_.get(id)), frequency_[id]);
        frequency_[id] = 0;
        terms_.count_document(id);
    }
    size_t title_end = std::min(doc.title_start + doc.title_tokens, doc.token_count);
    for (size_t i = doc.title_start; i < title_end; i++) {
        const struct tc_store_term &word = doc.tokens[doc.token_ids ? doc.token_ids[i] : i];
        ret.add_term(safe_term(TC_PREFIX_TITLE + std::string(word.term, word.len)));
    }
    for (size_t i = 0; i < doc.boolean_count; i++) {
        if (doc.boolean_terms[i].len)
            ret.add_boolean_term(safe_term({doc.boolean_terms[i].term, doc.boolean_terms[i].len}));
    }
    ret.add_boolean_term(id_term(id_number(doc.id)));
    ret.add_boolean_term(safe_term(TC_PREFIX_ROOT + std::string(doc.root)));
}

std::string Generation::rest_of(const struct tc_store_doc &doc) const
{
    std::string rest;
    put_string(rest, doc.root, strlen(doc.root));
    put_varint(rest, doc.extra_count);
    for (size_t i = 0; i < doc.extra_count; i++)
        put_string(rest, doc.extra_terms[i].term, doc.extra_terms[i].len);
    put_varint(rest, doc.boolean_count);
    for (size_t i = 0; i < doc.boolean_count; i++)
        put_string(rest, doc.boolean_terms[i].term, doc.boolean_terms[i].len);
    return rest;
}

void Generation::put(const struct tc_store_doc &doc)
{
    uint64_t id = id_number(doc.id);
    if (doc.text_len > UINT32_MAX / 4 || doc.token_count > UINT32_MAX / 4 || doc.record_len > UINT32_MAX / 4 ||
        strlen(doc.path) > 0xFFFF)
        fail(TC_ERR_LIMIT, TC_TELL("%s quá lớn, kho không chứa được", "%s is too large for the archive"), doc.path);
    Xapian::Document document;
    add_terms(doc, document);
    std::string rest = rest_of(doc);
    const std::string &blob =
        maker_.make({&doc, reinterpret_cast<const unsigned char *>(stream_.data()), stream_.size(), rest});
    Entry entry = {};
    entry.offset = forward_.size();
    entry.id = id;
    entry.tokens = static_cast<uint32_t>(doc.token_count);
    entry.stream_offset = streams_.size();
    entry.stream_bytes = static_cast<uint32_t>(stream_.size());
    for (size_t i = 0; i < doc.value_count; i++) {
        int column = column_of(doc.values[i].slot);
        if (column >= 0 && doc.values[i].len)
            entry.value[column] = terms_.id(value_mark + std::string(doc.values[i].value, doc.values[i].len)) + 1;
    }
    frequency_.resize(terms_.count(), 0);
    remove(id);
    Xapian::docid number = db_.add_document(document);
    if (number != snapshot_.documents + 1)
        fail(TC_ERR_CORRUPT, "the index holds %u documents and its files %u: rebuild it with index --full", number - 1,
             snapshot_.documents);
    forward_.add(blob.data(), blob.size());
    index_.add(&entry, sizeof entry);
    streams_.add(stream_.data(), stream_.size());
    snapshot_.stream_bytes = streams_.size();
    snapshot_.documents++;
    snapshot_.forward_bytes = forward_.size();
    snapshot_.text_bytes += doc.text_len;
    snapshot_.tokens += doc.token_count;
    live_[id] = {number, static_cast<uint32_t>(blob.size())};
    pending_bytes_ += doc.text_len + 256;
    is_changed_ = true;
    if (!snapshot_.has_dictionary)
        keep_sample(doc, rest);
}

bool Generation::remove(uint64_t id)
{
    auto found = live_.find(id);
    if (found == live_.end())
        return false;
    dead_.add(&found->second.doc, sizeof found->second.doc);
    snapshot_.dead++;
    snapshot_.dead_bytes += found->second.blob_bytes;
    live_.erase(found);
    is_changed_ = true;
    return true;
}

void Generation::keep_sample(const struct tc_store_doc &doc, const std::string &rest)
{
    text_sample_.add({doc.text, doc.text_len});
    record_sample_.add(std::string(doc.record, doc.record_len) + rest);
}

// A text of a few kB has little to refer back to, and tables of codes of its own take a tenth of what is left of it:
// the beginnings of other documents and common tables make it a third smaller, and a record more. Waits until there are
// enough; documents stored before do without.
void Generation::make_dictionary()
{
    if (snapshot_.has_dictionary || !text_sample_.is_enough() || !record_sample_.is_enough())
        return;
    std::string both = text_sample_.dictionary() + record_sample_.dictionary();
    std::string path = forward_path(directory_, "dict", snapshot_.generation, "");
    struct tc_error err;
    enum tc_status status = tc_file_write(path.c_str(), both.data(), both.size(), &err);
    if (status != TC_OK)
        throw Failure(status, err.message);
    maker_.use_shared(both.data());
    snapshot_.has_dictionary = true;
    text_sample_ = Sample(shared_texts);
    record_sample_ = Sample(shared_records);
}

void Generation::set(const std::string &name, const std::string &value)
{
    db_.set_metadata(name, value);
    is_changed_ = true;
}

void Generation::commit(bool is_thorough)
{
    if (!is_changed_)
        return;
    make_dictionary();
    snapshot_.terms = terms_.count();
    snapshot_.term_bytes = terms_.bytes();
    uint32_t late = snapshot_.terms - snapshot_.vocabulary_terms;
    uint32_t allowed = is_thorough ? snapshot_.vocabulary_terms / 50 + 512 : snapshot_.vocabulary_terms / 2 + 8192;
    if (late > allowed) {
        terms_.write_vocabulary(numbered_path(directory_, "vocab", snapshot_.generation, snapshot_.vocabulary + 1));
        snapshot_.vocabulary++;
        snapshot_.vocabulary_terms = snapshot_.terms;
    }
    forward_.sync();
    index_.sync();
    streams_.sync();
    dead_.sync();
    terms_.sync();
    db_.set_metadata(snapshot_name, snapshot_.print());
    in_transaction_ = false;
    db_.commit_transaction();
    db_.begin_transaction(true);
    in_transaction_ = true;
    pending_bytes_ = 0;
    is_changed_ = false;
}

} // namespace tc
