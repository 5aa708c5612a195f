// SPDX-License-Identifier: GPL-3.0-or-later
#include "dictionary.h"

#include "stream.h"

#include <algorithm>
#include <cstring>

extern "C" {
#include "base/file.h"
#include "text/token.h"
}

namespace tc {

namespace {

struct VocabularyHead {
    char magic[8];
    uint32_t rows, pool_bytes;
};
constexpr char vocabulary_magic[8] = {'t', 'c', 'v', 'o', 'c', 'a', 'b', '1'};
constexpr size_t folded_max = 255;

} // namespace

std::string fold(std::string_view term)
{
    struct tc_buf buf = {};
    tc_text_fold(term.data(), term.size(), &buf);
    std::string folded(buf.data ? buf.data : "", std::min(buf.len, folded_max));
    tc_buf_fini(&buf);
    return folded;
}

void TermTable::open(const std::string &directory, const Snapshot &snapshot)
{
    text_.open(forward_path(directory, "terms", snapshot.generation, ".dat"), snapshot.term_bytes);
    ends_.open(forward_path(directory, "terms", snapshot.generation, ".idx"), uint64_t{snapshot.terms} * 4);
    count_ = snapshot.terms;
}

std::string_view TermTable::get(uint32_t id) const
{
    uint32_t start = 0, end = 0;
    if (id < count_) {
        memcpy(&end, ends_.data() + size_t{id} * 4, 4);
        if (id)
            memcpy(&start, ends_.data() + size_t{id} * 4 - 4, 4);
    }
    if (id >= count_ || start > end || end > text_.size())
        fail(TC_ERR_CORRUPT, "the archive's dictionary has no term %u", id);
    return {reinterpret_cast<const char *>(text_.data()) + start, end - start};
}

void Vocabulary::open(const std::string &directory, const Snapshot &snapshot, const TermTable &terms)
{
    terms_ = &terms;
    if (snapshot.vocabulary) {
        std::string path = numbered_path(directory, "vocab", snapshot.generation, snapshot.vocabulary);
        Mapping head;
        head.open(path, sizeof(VocabularyHead));
        VocabularyHead h;
        memcpy(&h, head.data(), sizeof h);
        if (memcmp(h.magic, vocabulary_magic, sizeof h.magic) || h.rows > snapshot.terms)
            fail(TC_ERR_CORRUPT, "%s is damaged", path.c_str());
        file_.open(path, sizeof h + uint64_t{h.rows} * sizeof(VocabularyRow) + h.pool_bytes);
        rows_ = reinterpret_cast<const VocabularyRow *>(file_.data() + sizeof h);
        row_count_ = h.rows;
        pool_ = file_.data() + sizeof h + size_t{h.rows} * sizeof(VocabularyRow);
        pool_bytes_ = h.pool_bytes;
    }
    for (uint32_t id = snapshot.vocabulary_terms; id < snapshot.terms; id++) {
        std::string_view term = terms.get(id);
        if (is_word(term))
            late_.push_back({fold(term), id});
    }
    std::sort(late_.begin(), late_.end(), [](const Late &a, const Late &b) { return a.folded < b.folded; });
}

std::string_view Vocabulary::form_of(const VocabularyRow &row) const
{
    if (row.folded >= pool_bytes_ || pool_[row.folded] > pool_bytes_ - row.folded - 1)
        fail(TC_ERR_CORRUPT, "the archive's vocabulary is damaged");
    return {reinterpret_cast<const char *>(pool_) + row.folded + 1, pool_[row.folded]};
}

void Vocabulary::folded(std::string_view form, bool is_prefix, std::vector<Found> &ret) const
{
    auto fits = [&](std::string_view other) {
        return is_prefix ? other.substr(0, form.size()) == form : other == form;
    };
    const VocabularyRow *end = rows_ + row_count_;
    const VocabularyRow *row =
        std::lower_bound(rows_, end, form, [&](const VocabularyRow &a, std::string_view b) { return form_of(a) < b; });
    for (; row < end && fits(form_of(*row)); row++)
        ret.push_back({row->id, row->doc_freq});
    auto late = std::lower_bound(late_.begin(), late_.end(), form,
                                 [](const Late &a, std::string_view b) { return std::string_view(a.folded) < b; });
    for (; late != late_.end() && fits(late->folded); ++late)
        ret.push_back({late->id, 0});
}

uint32_t Vocabulary::find(std::string_view term) const
{
    if (!is_word(term))
        return no_term;
    std::vector<Found> same;
    folded(fold(term), false, same);
    for (const Found &found : same) {
        if (terms_->get(found.id) == term)
            return found.id;
    }
    return no_term;
}

TermWriter::~TermWriter()
{
    tc_strmap_fini(&ids_);
}

void TermWriter::open(const std::string &directory, const Snapshot &snapshot)
{
    tc_strmap_fini(&ids_);
    pool_.clear();
    ends_.clear();
    {
        TermTable old;
        old.open(directory, snapshot);
        ends_.reserve(old.count());
        for (uint32_t id = 0; id < old.count(); id++) {
            std::string_view term = old.get(id);
            if (tc_strmap_id(&ids_, term.data(), term.size()) != id)
                fail(TC_ERR_CORRUPT, "the archive's dictionary has a term twice");
            pool_.append(term);
            ends_.push_back(static_cast<uint32_t>(pool_.size()));
        }
        doc_freq_.assign(old.count(), 0);
        Vocabulary vocabulary;
        vocabulary.open(directory, snapshot, old);
        for (uint32_t i = 0; i < vocabulary.row_count(); i++) {
            const VocabularyRow &row = vocabulary.rows()[i];
            if (row.id < doc_freq_.size())
                doc_freq_[row.id] = row.doc_freq;
        }
    }
    text_file_.open(forward_path(directory, "terms", snapshot.generation, ".dat"), snapshot.term_bytes);
    ends_file_.open(forward_path(directory, "terms", snapshot.generation, ".idx"), uint64_t{snapshot.terms} * 4);
}

uint32_t TermWriter::id(std::string_view term)
{
    uint32_t id = tc_strmap_id(&ids_, term.data(), term.size());
    if (id == ends_.size()) {
        if (id >= stream_ids)
            fail(TC_ERR_LIMIT, "the archive has too many different words");
        pool_.append(term);
        uint32_t end = static_cast<uint32_t>(pool_.size());
        ends_.push_back(end);
        doc_freq_.push_back(0);
        text_file_.add(term.data(), term.size());
        ends_file_.add(&end, sizeof end);
    }
    return id;
}

void TermWriter::sync()
{
    text_file_.sync();
    ends_file_.sync();
}

void TermWriter::write_vocabulary(const std::string &path) const
{
    struct Row {
        std::string folded;
        uint32_t id, doc_freq;
    };
    std::vector<Row> rows;
    for (uint32_t id = 0; id < count(); id++) {
        std::string_view term = get(id);
        if (is_word(term))
            rows.push_back({fold(term), id, doc_freq_[id]});
    }
    std::sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) {
        int order = a.folded.compare(b.folded);
        return order ? order < 0 : a.doc_freq != b.doc_freq ? a.doc_freq > b.doc_freq : a.id < b.id;
    });
    std::string table, pool;
    const std::string *last = nullptr;
    uint32_t at = 0;
    for (const Row &row : rows) {
        if (!last || *last != row.folded) {
            at = static_cast<uint32_t>(pool.size());
            pool.push_back(static_cast<char>(row.folded.size()));
            pool.append(row.folded);
            last = &row.folded;
        }
        VocabularyRow out = {at, row.id, row.doc_freq};
        table.append(reinterpret_cast<const char *>(&out), sizeof out);
    }
    VocabularyHead head = {};
    memcpy(head.magic, vocabulary_magic, sizeof head.magic);
    head.rows = static_cast<uint32_t>(rows.size());
    head.pool_bytes = static_cast<uint32_t>(pool.size());
    std::string whole(reinterpret_cast<const char *>(&head), sizeof head);
    whole += table;
    whole += pool;
    struct tc_error err;
    enum tc_status status = tc_file_write(path.c_str(), whole.data(), whole.size(), &err);
    if (status != TC_OK)
        throw Failure(status, err.message);
}

} // namespace tc
