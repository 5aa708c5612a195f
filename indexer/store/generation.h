// SPDX-License-Identifier: GPL-3.0-or-later
// The writing side of one generation of an archive's files: documents go in, a commit makes them count.
//
// Order of a commit: our files are extended and synced, then Xapian commits with their new sizes in its metadata. Until
// that last step everything written is beyond what the metadata admits, and the next writer cuts it off: whenever the
// power fails, the archive is as of some commit.
//
// Xapian is opened without a termlist table: nothing is ever replaced in it. A document that goes is listed in dead.G
// and filtered out of every match; squeezing builds a new generation when much is dead. That costs a third less time
// and half the space of a replaceable index (tests/bench/SHAPE.md).
#ifndef TC_STORE_GENERATION_H
#define TC_STORE_GENERATION_H

#include "blob.h"
#include "dictionary.h"
#include "files.h"

#include <memory>
#include <unordered_map>
#include <xapian.h>

namespace tc {

// A term as Xapian takes it: too long ones are cut and marked with a hash, in documents as in queries.
std::string safe_term(std::string_view term);
inline std::string id_term(uint64_t id)
{
    char hex[17];
    id_text(id, hex);
    return TC_PREFIX_ID + std::string(hex);
}
extern const char snapshot_name[]; // Xapian metadata entry
inline std::string setting_name(const char *name)
{
    return std::string("set:") + name;
}

class Generation {
  public:
    // Opens what `snapshot` describes; a fresh snapshot (documents 0) makes the files.
    Generation(const std::string &directory, unsigned xapian, const Snapshot &snapshot);
    ~Generation();
    Generation(const Generation &) = delete;
    Generation &operator=(const Generation &) = delete;
    static Snapshot fresh(unsigned generation);

    void put(const struct tc_store_doc &doc);
    bool remove(uint64_t id);
    void commit(bool is_thorough);
    void set(const std::string &name, const std::string &value); // metadata, as it is
    const Snapshot &snapshot() const
    {
        return snapshot_;
    }
    uint64_t pending_bytes() const
    {
        return pending_bytes_;
    }
    bool is_changed() const
    {
        return is_changed_;
    }
    void use_cited(unsigned number)
    {
        snapshot_.cited = number;
        is_changed_ = true;
    }
    void use_dense(unsigned number, uint32_t documents)
    {
        snapshot_.dense = number;
        snapshot_.dense_documents = documents;
        is_changed_ = true;
    }
    Xapian::WritableDatabase &database()
    {
        return db_;
    }
    const std::string &directory() const
    {
        return directory_;
    }

  private:
    struct Live {
        uint32_t doc;
        uint32_t blob_bytes;
    };
    void load_ids();
    void keep_sample(const struct tc_store_doc &doc, const std::string &rest);
    void make_dictionary();
    void add_terms(const struct tc_store_doc &doc, Xapian::Document &ret);
    uint32_t known_id(std::string_view term);
    void count_id(uint32_t id);
    std::string rest_of(const struct tc_store_doc &doc) const;

    std::string directory_;
    Snapshot snapshot_;
    Xapian::WritableDatabase db_;
    AppendFile forward_, index_, streams_, dead_;
    TermWriter terms_;
    BlobMaker maker_;
    std::unordered_map<uint64_t, Live> live_;
    std::vector<uint32_t> frequency_, touched_, ids_; // of the document at hand
    std::string stream_;
    Sample text_sample_{shared_texts}, record_sample_{shared_records};
    uint64_t pending_bytes_ = 0;
    bool is_changed_ = false, in_transaction_ = false;
};

} // namespace tc

#endif
