// SPDX-License-Identifier: GPL-3.0-or-later
#include "view.h"

#include "base/lang.h"
#include "generation.h"

#include <algorithm>
#include <cstdio>

namespace tc {

View::View(const std::string &directory)
{
    if (!read_current(directory, current))
        fail(TC_ERR_NOT_FOUND,
             TC_TELL("không có kho ở %s: hãy lập kho bằng index", "there is no archive at %s: make one with index"),
             directory.c_str());
    open(directory);
}

View::View(const std::string &directory, const Current &which) : current(which)
{
    open(directory);
}

void View::open(const std::string &directory)
{
    db = Xapian::Database(xapian_path(directory, current.xapian), Xapian::DB_BACKEND_GLASS);
    std::string text = db.get_metadata(snapshot_name);
    if (text.empty())
        fail(TC_ERR_CORRUPT, TC_TELL("%s không có mục lục", "%s has no table of contents"), directory.c_str());
    snapshot = Snapshot::parse(text);
    unsigned g = snapshot.generation;
    terms.open(directory, snapshot);
    vocabulary.open(directory, snapshot, terms);
    dense.open(directory, snapshot);
    pairs.open(directory, snapshot);
    forward_.open(forward_path(directory, "forward", g, ".dat"), snapshot.forward_bytes);
    streams_.open(forward_path(directory, "stream", g, ""), snapshot.stream_bytes);
    index_.open(forward_path(directory, "forward", g, ".idx"), (uint64_t{snapshot.documents} + 1) * sizeof(Entry));
    entries_ = reinterpret_cast<const Entry *>(index_.data());
    if (snapshot.cited) {
        // Fewer numbers than documents: the rest came later and are cited by nobody yet.
        std::string path = numbered_path(directory, "cited", g, snapshot.cited);
        Mapping head;
        head.open(path, 4);
        uint32_t count = reinterpret_cast<const uint32_t *>(head.data())[0];
        cited_.open(path, uint64_t{std::min(count, snapshot.documents)} * 4 + 4);
    }
    Mapping dead;
    dead.open(forward_path(directory, "dead", g, ""), uint64_t{snapshot.dead} * 4);
    const uint32_t *gone = reinterpret_cast<const uint32_t *>(dead.data());
    alive_.assign(words(), 0);
    for (uint32_t doc = 1; doc <= snapshot.documents; doc++)
        alive_[doc / 64] |= uint64_t{1} << doc % 64;
    for (uint32_t i = 0; i < snapshot.dead; i++) {
        if (gone[i] && gone[i] <= snapshot.documents) {
            dead_.push_back(gone[i]);
            alive_[gone[i] / 64] &= ~(uint64_t{1} << gone[i] % 64);
        }
    }
    std::sort(dead_.begin(), dead_.end());
    if (snapshot.has_dictionary) {
        Mapping starts;
        starts.open(forward_path(directory, "dict", g, ""), shared_bytes);
        unpacker.use_shared(starts);
    }
}

const float *View::lengths(double b, double shortest, double average) const
{
    if (lengths_.empty() || lengths_b_ < b || lengths_b_ > b) {
        lengths_.resize(size_t{snapshot.documents} + 1);
        for (uint32_t doc = 1; doc <= snapshot.documents; doc++)
            lengths_[doc] = static_cast<float>(1 - b + b * std::max(entries_[doc].tokens / average, shortest));
        lengths_b_ = b;
    }
    return lengths_.data();
}

std::string_view View::value(uint32_t doc, unsigned slot, std::string &scratch) const
{
    const Entry &e = entry(doc);
    if (slot == TC_SLOT_CITED_BY) {
        char digits[16];
        snprintf(digits, sizeof digits, "%07u", cited(doc));
        scratch = digits;
        return scratch;
    }
    int column = column_of(slot);
    if (column >= 0)
        return e.value[column] ? terms.get(e.value[column] - 1).substr(1) : std::string_view();
    std::string_view value;
    Blob(forward_, e.offset).small_value(slot, scratch, value);
    return value;
}

uint32_t View::doc_freq(const std::string &term) const
{
    uint32_t frequency = db.get_termfreq(term);
    if (!frequency || dead_.empty())
        return frequency;
    // The dead are few: skipping from one to the next costs less than walking the list.
    Xapian::PostingIterator at = db.postlist_begin(term), end = db.postlist_end(term);
    for (uint32_t gone : dead_) {
        at.skip_to(gone);
        if (at == end)
            break;
        if (*at == gone)
            frequency--;
    }
    return frequency;
}

uint32_t View::term_freq(uint32_t id)
{
    if (frequencies_.empty()) {
        frequencies_.resize(size_t{terms.count()} + 1);
        for (uint32_t i = 0; i < vocabulary.row_count(); i++) {
            const VocabularyRow &row = vocabulary.rows()[i];
            if (row.id < terms.count())
                frequencies_[row.id] = row.doc_freq;
        }
    }
    if (id >= terms.count())
        return 0;
    if (!frequencies_[id]) // newer than the vocabulary
        frequencies_[id] = doc_freq(std::string(terms.get(id)));
    return frequencies_[id];
}

bool View::find(uint64_t id, uint32_t &ret) const
{
    std::string term = id_term(id);
    for (auto at = db.postlist_begin(term); at != db.postlist_end(term); ++at) {
        if (is_alive(*at)) {
            ret = *at;
            return true;
        }
    }
    return false;
}

} // namespace tc
