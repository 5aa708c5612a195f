// SPDX-License-Identifier: GPL-3.0-or-later
#include "dense.h"

#include <cstring>
#include <vector>

extern "C" {
#include "base/strmap.h"
}

namespace tc {

namespace {

constexpr char dense_magic[8] = {'t', 'c', 'd', 'e', 'n', 's', 'e', '1'};

struct Head {
    char magic[8];
    uint64_t size; // of the file
    uint32_t documents, terms;
};

uint64_t bit_bytes(uint32_t documents)
{
    return (uint64_t{documents} / 64 + 1) * 8;
}

uint64_t code_bytes(uint32_t doc_freq)
{
    return (uint64_t{doc_freq} + 15) / 16 * 8;
}

} // namespace

struct DenseFile::Row {
    uint64_t offset; // of the bits
    uint64_t name;   // of the term
    uint32_t name_bytes, doc_freq;
};

unsigned dense_code(uint32_t count)
{
    unsigned code = 0;
    while (code < 15 && count * 2 > static_cast<uint32_t>(dense_levels[code]) + dense_levels[code + 1])
        code++;
    return code;
}

uint64_t add_checksum(uint64_t check, const void *data, size_t len)
{
    return check * 0x9E3779B97F4A7C15u + tc_hash_bytes(static_cast<const char *>(data), len);
}

void DenseFile::open(const std::string &directory, const Snapshot &snapshot)
{
    if (!snapshot.dense)
        return;
    std::string path = numbered_path(directory, "dense", snapshot.generation, snapshot.dense);
    Head h;
    {
        Mapping head;
        head.open(path, sizeof h);
        memcpy(&h, head.data(), sizeof h);
    }
    if (memcmp(h.magic, dense_magic, sizeof h.magic) || h.documents != snapshot.dense_documents ||
        h.size < sizeof h + uint64_t{h.terms} * sizeof(Row))
        fail(TC_ERR_CORRUPT, "%s is damaged", path.c_str());
    file_.open(path, h.size);
    count_ = h.terms;
    documents_ = h.documents;
}

const DenseFile::Row &DenseFile::row(uint32_t i) const
{
    const Row &row = reinterpret_cast<const Row *>(file_.data() + sizeof(Head))[i];
    uint64_t size = file_.size(), wanted = bit_bytes(documents_) + code_bytes(row.doc_freq);
    if (row.name > size || row.name_bytes > size - row.name || row.offset % 8 || row.offset > size ||
        wanted > size - row.offset)
        fail(TC_ERR_CORRUPT, "the archive's table of frequent words is damaged");
    return row;
}

std::string_view DenseFile::name(uint32_t i) const
{
    const Row &r = row(i);
    return {reinterpret_cast<const char *>(file_.data()) + r.name, r.name_bytes};
}

bool DenseFile::is_intact() const
{
    uint64_t check = 0, kept = 0;
    for (uint32_t i = 0; i < count_; i++)
        check = add_checksum(check, file_.data() + row(i).offset, bit_bytes(documents_) + code_bytes(row(i).doc_freq));
    if (file_.size())
        memcpy(&kept, file_.data() + file_.size() - sizeof kept, sizeof kept);
    return check == kept;
}

bool DenseFile::find(std::string_view term, DenseTerm &ret) const
{
    uint32_t low = 0, high = count_;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = name(middle).compare(term);
        if (!order) {
            const Row &r = row(middle);
            ret.bits = reinterpret_cast<const uint64_t *>(file_.data() + r.offset);
            ret.codes = file_.data() + r.offset + bit_bytes(documents_);
            ret.doc_freq = r.doc_freq;
            return true;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

namespace {

void write_term(const Xapian::Database &db, const std::string &term, uint32_t doc_freq, uint32_t documents,
                AppendFile &file, uint64_t &check)
{
    std::string data(bit_bytes(documents) + code_bytes(doc_freq), '\0');
    char *codes = &data[bit_bytes(documents)];
    uint32_t n = 0;
    for (auto at = db.postlist_begin(term); at != db.postlist_end(term); ++at) {
        uint32_t doc = *at;
        if (doc > documents || n == doc_freq)
            fail(TC_ERR_CORRUPT, "the index holds more documents than its files");
        data[doc / 8] = static_cast<char>(data[doc / 8] | 1 << doc % 8); // 64-bit words, little-endian
        codes[n / 2] =
            static_cast<char>(static_cast<unsigned char>(codes[n / 2]) | dense_code(at.get_wdf()) << n % 2 * 4);
        n++;
    }
    check = add_checksum(check, data.data(), data.size());
    file.add(data.data(), data.size());
}

} // namespace

void write_dense(const Xapian::Database &db, uint32_t documents, const std::string &path)
{
    struct Term {
        std::string name;
        uint32_t doc_freq;
    };
    std::vector<Term> terms;
    uint64_t names = 0;
    for (auto at = db.allterms_begin(); at != db.allterms_end(); ++at) {
        uint32_t doc_freq = at.get_termfreq();
        if (uint64_t{doc_freq} * dense_share >= documents) {
            terms.push_back({*at, doc_freq});
            names += terms.back().name.size();
        }
    }
    Head head = {};
    memcpy(head.magic, dense_magic, sizeof head.magic);
    head.documents = documents;
    head.terms = static_cast<uint32_t>(terms.size());
    uint64_t name = sizeof head + terms.size() * sizeof(DenseFile::Row), offset = (name + names + 7) / 8 * 8;
    std::vector<DenseFile::Row> rows;
    std::string pool;
    for (const Term &term : terms) {
        rows.push_back({offset, name + pool.size(), static_cast<uint32_t>(term.name.size()), term.doc_freq});
        pool += term.name;
        offset += bit_bytes(documents) + code_bytes(term.doc_freq);
    }
    head.size = offset + sizeof(uint64_t);
    uint64_t check = 0;
    pool.resize((name + names + 7) / 8 * 8 - name, '\0');
    AppendFile file;
    file.open(path, 0);
    file.add(&head, sizeof head);
    file.add(rows.data(), rows.size() * sizeof rows[0]);
    file.add(pool.data(), pool.size());
    for (const Term &term : terms)
        write_term(db, term.name, term.doc_freq, documents, file, check);
    file.add(&check, sizeof check);
    file.sync();
}

} // namespace tc
