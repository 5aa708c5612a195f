// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairs.h"

#include "view.h"

#include <algorithm>
#include <cstring>
#include <unordered_set>

extern "C" {
#include "base/strmap.h"
}

namespace tc {

namespace {

constexpr char pairs_magic[8] = {'t', 'c', 'p', 'a', 'i', 'r', 's', '1'};
constexpr uint32_t chunk_documents = 1024, chunk_words = chunk_documents / 64;
constexpr uint32_t least_rows = 128, most_rows = 8192;
constexpr uint32_t rows_a_pair = 3; // of the pairs that a document of middle length has
constexpr uint32_t samples = 512;

struct Head {
    char magic[8];
    uint32_t documents, rows, hashes, unused;
};

uint64_t hash_of(std::string_view folded)
{
    uint64_t hash = tc_hash_bytes(folded.data(), folded.size());
    return hash ? hash : 1;
}

uint32_t row_of(uint64_t first, uint64_t second, uint32_t rows)
{
    uint64_t mixed = (first * 3 + second) * 0x9E3779B97F4A7C15u;
    return static_cast<uint32_t>((mixed >> 32) * rows >> 32);
}

uint64_t chunk_count(uint32_t documents)
{
    return uint64_t{documents} / chunk_documents + 1;
}

class PairWriter {
  public:
    PairWriter(const View &view, const DenseFile &dense) : view_(view), documents_(view.snapshot.documents)
    {
        std::unordered_set<uint64_t> frequent;
        for (uint32_t i = 0; i < dense.terms(); i++) {
            if (is_word(dense.name(i)))
                frequent.insert(hash_of(fold(dense.name(i))));
        }
        hashes_.assign(frequent.begin(), frequent.end());
        std::sort(hashes_.begin(), hashes_.end());
        classes_.assign(view.terms.count(), 0);
        for (uint32_t id = 0; id < view.terms.count(); id++) {
            std::string_view term = view.terms.get(id);
            uint64_t hash = is_word(term) ? hash_of(fold(term)) : 0;
            classes_[id] = frequent.count(hash) ? hash : 0;
        }
        rows_ = choose_rows();
    }
    void write(AppendFile &file)
    {
        Head head = {};
        memcpy(head.magic, pairs_magic, sizeof head.magic);
        head.documents = documents_;
        head.rows = rows_;
        head.hashes = static_cast<uint32_t>(hashes_.size());
        file.add(&head, sizeof head);
        file.add(hashes_.data(), hashes_.size() * sizeof hashes_[0]);
        std::vector<uint64_t> chunk(size_t{rows_} * chunk_words);
        uint64_t check = 0;
        for (uint64_t first = 0; first <= documents_; first += chunk_documents) {
            std::fill(chunk.begin(), chunk.end(), 0);
            for (uint32_t i = 0; i < chunk_documents && first + i <= documents_; i++)
                each_pair(static_cast<uint32_t>(first) + i, [&](uint64_t a, uint64_t b) {
                    chunk[size_t{row_of(a, b, rows_)} * chunk_words + i / 64] |= uint64_t{1} << i % 64;
                });
            file.add(chunk.data(), chunk.size() * sizeof chunk[0]);
            check = add_checksum(check, chunk.data(), chunk.size() * sizeof chunk[0]);
        }
        file.add(&check, sizeof check);
    }

  private:
    template <typename F> void each_pair(uint32_t doc, F f) const
    {
        if (!view_.is_alive(doc))
            return;
        uint64_t last = 0;
        for (StreamReader ids(view_.stream(doc)); !ids.at_end();) {
            uint32_t id = ids.next();
            uint64_t here = id < classes_.size() ? classes_[id] : 0;
            if (last && here)
                f(last, here);
            last = here;
        }
    }
    uint32_t choose_rows() const
    {
        uint64_t pairs = 0, seen = 0;
        for (uint32_t doc = 1; doc <= documents_; doc += documents_ / samples + 1, seen++) {
            std::unordered_set<uint64_t> different;
            each_pair(doc, [&](uint64_t a, uint64_t b) { different.insert(a * 3 + b); });
            pairs += different.size();
        }
        uint64_t rows = pairs * rows_a_pair / std::max<uint64_t>(seen, 1);
        return static_cast<uint32_t>(std::min<uint64_t>(std::max<uint64_t>(rows, least_rows), most_rows));
    }

    const View &view_;
    uint32_t documents_, rows_;
    std::vector<uint64_t> hashes_, classes_; // classes_: by term id
};

} // namespace

void PairFile::open(const std::string &directory, const Snapshot &snapshot)
{
    if (!snapshot.dense)
        return;
    std::string path = numbered_path(directory, "pairs", snapshot.generation, snapshot.dense);
    Head h;
    {
        Mapping head;
        head.open(path, sizeof h);
        memcpy(&h, head.data(), sizeof h);
    }
    if (memcmp(h.magic, pairs_magic, sizeof h.magic) || h.documents != snapshot.dense_documents || !h.rows)
        fail(TC_ERR_CORRUPT, "%s is damaged", path.c_str());
    uint64_t table = sizeof h + uint64_t{h.hashes} * 8;
    file_.open(path, table + chunk_count(h.documents) * h.rows * chunk_words * 8 + sizeof(uint64_t));
    hashes_ = reinterpret_cast<const uint64_t *>(file_.data() + sizeof h);
    rows_ = reinterpret_cast<const uint64_t *>(file_.data() + table);
    hash_count_ = h.hashes;
    row_count_ = h.rows;
    documents_ = h.documents;
}

bool PairFile::is_intact() const
{
    uint64_t check = 0, kept = 0;
    size_t chunk = size_t{row_count_} * chunk_words;
    for (uint64_t i = 0; documents_ && i < chunk_count(documents_); i++)
        check = add_checksum(check, rows_ + i * chunk, chunk * sizeof rows_[0]);
    if (documents_)
        memcpy(&kept, file_.data() + file_.size() - sizeof kept, sizeof kept);
    return check == kept;
}

bool PairFile::is_frequent(uint64_t hash) const
{
    return std::binary_search(hashes_, hashes_ + hash_count_, hash);
}

void PairFile::limit(std::string_view first, std::string_view second, Bits &ret) const
{
    uint64_t a = hash_of(first), b = hash_of(second);
    if (!documents_ || !is_frequent(a) || !is_frequent(b))
        return;
    const uint64_t *row = rows_ + size_t{row_of(a, b, row_count_)} * chunk_words;
    size_t words = size_t{documents_} / 64 + 1;
    for (size_t w = 0; w < words; w++) {
        uint64_t bits = row[w / chunk_words * row_count_ * chunk_words + w % chunk_words];
        if (w == words - 1 && documents_ % 64 != 63)
            bits |= ~uint64_t{0} << (documents_ % 64 + 1); // later documents
        ret[w] &= bits;
    }
}

void write_pairs(const View &view, const DenseFile &dense, const std::string &path)
{
    AppendFile file;
    file.open(path, 0);
    PairWriter(view, dense).write(file);
    file.sync();
}

} // namespace tc
