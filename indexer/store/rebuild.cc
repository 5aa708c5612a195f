// SPDX-License-Identifier: GPL-3.0-or-later
#include "rebuild.h"

#include "view.h"

extern "C" {
#include "base/varint.h"
}

namespace tc {

namespace {

// Reads what Generation::rest_of wrote.
class RestReader {
  public:
    explicit RestReader(const std::string &rest)
        : at_(reinterpret_cast<const unsigned char *>(rest.data())), end_(at_ + rest.size())
    {
    }
    uint64_t number()
    {
        uint64_t n;
        if (!tc_varint_get(&at_, end_, &n))
            fail(TC_ERR_CORRUPT, "a stored document's terms are damaged");
        return n;
    }
    std::string_view string()
    {
        uint64_t n = number();
        if (n > static_cast<size_t>(end_ - at_))
            fail(TC_ERR_CORRUPT, "a stored document's terms are damaged");
        std::string_view s(reinterpret_cast<const char *>(at_), n);
        at_ += n;
        return s;
    }
    void terms(std::vector<struct tc_store_term> &ret)
    {
        uint64_t count = number();
        ret.clear();
        for (uint64_t i = 0; i < count; i++) {
            std::string_view s = string();
            ret.push_back({s.data(), static_cast<uint32_t>(s.size())});
        }
    }

  private:
    const unsigned char *at_, *end_;
};

class Copier {
  public:
    Copier(const View &view, Generation &to) : view_(view), to_(to)
    {
    }
    ~Copier()
    {
        tc_buf_fini(&text_);
        tc_buf_fini(&record_);
    }
    Copier(const Copier &) = delete;
    Copier &operator=(const Copier &) = delete;
    void copy(uint32_t number);

  private:
    void read_tokens(uint32_t number, const Blob &blob);
    const View &view_;
    Generation &to_;
    struct tc_buf text_ = {}, record_ = {};
    std::vector<struct tc_store_term> tokens_, extra_, boolean_;
    std::vector<uint32_t> starts_;
};

void Copier::read_tokens(uint32_t number, const Blob &blob)
{
    StreamReader ids(view_.stream(number));
    tokens_.clear();
    starts_.clear();
    for (uint32_t i = 0; i < blob.head().tokens; i++) {
        if (ids.at_end())
            fail(TC_ERR_CORRUPT, "the stream of document %u is damaged", number);
        std::string_view term = view_.terms.get(ids.next());
        tokens_.push_back({term.data(), static_cast<uint32_t>(term.size())});
        starts_.push_back(blob.checkpoint(i / checkpoint_every)); // only every 64th is kept
    }
}

void Copier::copy(uint32_t number)
{
    Blob blob = view_.blob(number);
    read_tokens(number, blob);
    tc_buf_clear(&text_);
    tc_buf_clear(&record_);
    blob.text(0, UINT32_MAX, view_.unpacker, &text_);
    blob.record(view_.unpacker, &record_);
    std::string rest_bytes = blob.rest(view_.unpacker), path(blob.path());
    RestReader rest(rest_bytes);
    std::string root(rest.string());
    rest.terms(extra_);
    rest.terms(boolean_);
    std::string scratch[TC_SLOT_COUNT];
    std::vector<struct tc_store_value> values;
    for (unsigned slot = 0; slot < TC_SLOT_COUNT; slot++) {
        std::string_view value = view_.value(number, slot, scratch[slot]);
        if (!value.empty() && slot != TC_SLOT_CITED_BY)
            values.push_back({slot, value.data(), value.size()});
    }
    char id[17];
    id_text(blob.head().id, id);
    struct tc_store_doc doc = {};
    doc.id = id;
    doc.path = path.c_str();
    doc.root = root.c_str();
    doc.tokens = tokens_.data();
    doc.token_starts = starts_.data();
    doc.token_count = tokens_.size();
    doc.title_start = blob.head().title_start;
    doc.title_tokens = blob.head().title_tokens;
    doc.extra_terms = extra_.data();
    doc.extra_count = extra_.size();
    doc.boolean_terms = boolean_.data();
    doc.boolean_count = boolean_.size();
    doc.values = values.data();
    doc.value_count = values.size();
    doc.text = text_.data ? text_.data : "";
    doc.text_len = text_.len;
    doc.record = record_.data ? record_.data : "";
    doc.record_len = record_.len;
    to_.put(doc);
}

} // namespace

void copy_live(const std::string &directory, const Current &current, const Snapshot &snapshot, Generation &to,
               uint64_t batch_bytes)
{
    View view(directory, current);
    Copier copier(view, to);
    for (uint32_t doc = 1; doc <= snapshot.documents; doc++) {
        if (!view.is_alive(doc))
            continue;
        copier.copy(doc);
        if (to.pending_bytes() >= batch_bytes)
            to.commit(false);
    }
    for (auto key = view.db.metadata_keys_begin("set:"); key != view.db.metadata_keys_end("set:"); ++key)
        to.set(*key, view.db.get_metadata(*key));
}

void refresh_dense(const std::string &directory, const Current &current, Generation &generation)
{
    const Snapshot &snapshot = generation.snapshot();
    uint32_t late = snapshot.documents - snapshot.dense_documents;
    if (snapshot.documents < dense_least || late <= snapshot.documents / 8)
        return;
    View view(directory, current);
    Snapshot next = snapshot;
    next.dense++;
    next.dense_documents = next.documents;
    write_dense(view.db, next.documents, numbered_path(directory, "dense", next.generation, next.dense));
    DenseFile dense;
    dense.open(directory, next);
    write_pairs(view, dense, numbered_path(directory, "pairs", next.generation, next.dense));
    generation.use_dense(next.dense, next.documents);
}

} // namespace tc
