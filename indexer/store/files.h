// SPDX-License-Identifier: GPL-3.0-or-later
// The files of an archive directory.
//
//   current          which generation is valid: "tracuu-archive 1", "xapian N", "epoch E"; replaced by rename
//   lock             held by the one writer
//   xapian.N/        postings; its metadata entry "tracuu" is the Snapshot: how much of each file below is valid
//   forward.G.dat    one blob a document (blob.h), append-only
//   forward.G.idx    one Entry of 64 bytes a docid, append-only
//   stream.G         the token ids of every document, one behind the other (stream.h), append-only
//   terms.G.dat/.idx term id -> term, append-only (dictionary.h)
//   dead.G           docids that were replaced or deleted, append-only
//   dict.G           shared starts for compressing texts and records, made once from the first documents
//   vocab.G.V        vocabulary sorted by folded form, rewritten when it has grown
//   dense.G.D        postings of frequent terms as bits (dense.h), rewritten when many documents have come
//   pairs.G.D        which frequent words may stand side by side in which document (pairs.h), likewise
//   cited.G.C        how often each document is cited, one 32-bit number a docid, rewritten
//
// G is the generation of the forward files: a squeeze that drops dead documents writes new ones and renumbers, which
// raises the epoch. Files that the snapshot does not name belong to nobody and are removed by the next writer.
#ifndef TC_STORE_FILES_H
#define TC_STORE_FILES_H

#include "guard.h"

#include <cstdint>
#include <string>

namespace tc {

constexpr unsigned archive_layout = 1;
constexpr size_t column_count = 8;
// dict.G: dictionaries as zstd has them, of texts and of records: tables of codes, and the beginnings of the first
// ones.
constexpr size_t shared_texts = 256 * 1024, shared_records = 128 * 1024, shared_bytes = shared_texts + shared_records;

// One line of forward.G.idx. offset 0 (blobs begin behind a file head) marks a number that was never given.
struct Entry {
    uint64_t offset;
    uint64_t id; // the 16 hex digits as a number
    uint32_t tokens;
    uint32_t stream_bytes;
    uint64_t stream_offset;
    uint32_t value[column_count]; // value id + 1; 0: empty
};
static_assert(sizeof(Entry) == 64, "forward.idx is an array of 64-byte entries");

struct Current {
    unsigned xapian = 0;
    unsigned epoch = 0;
};
// False when there is no archive; throws on an unreadable or strange file.
bool read_current(const std::string &directory, Current &ret);
void write_current(const std::string &directory, const Current &current);

struct Snapshot {
    unsigned version = 0; // TC_SCHEMA_VERSION that wrote it
    unsigned generation = 0, vocabulary = 0, cited = 0, dense = 0;
    uint64_t forward_bytes = 0, stream_bytes = 0, term_bytes = 0, text_bytes = 0, tokens = 0, dead_bytes = 0;
    uint32_t documents = 0; // highest docid
    uint32_t dead = 0, terms = 0, vocabulary_terms = 0, dense_documents = 0;
    bool has_dictionary = false;
    bool is_fresh = false; // never committed: its files are to be made
    std::string print() const;
    static Snapshot parse(const std::string &text); // throws TC_ERR_CORRUPT, TC_ERR_VERSION
};

// Paths.
std::string xapian_path(const std::string &directory, unsigned number);
std::string forward_path(const std::string &directory, const char *stem, unsigned generation, const char *suffix);
std::string numbered_path(const std::string &directory, const char *stem, unsigned generation, unsigned number);
// Removes what `current` and `snapshot` do not name.
void remove_strays(const std::string &directory, const Current &current, const Snapshot &snapshot);
void remove_tree(const std::string &path);
void sync_directory(const std::string &directory);

// Holds ARCHIVE/lock as long as it lives; throws TC_ERR_LOCKED.
class Lock {
  public:
    Lock() = default;
    ~Lock();
    Lock(const Lock &) = delete;
    Lock &operator=(const Lock &) = delete;
    void take(const std::string &directory);

  private:
    int fd_ = -1;
};

// A file that only grows. What lies beyond `size` at opening is cut off.
class AppendFile {
  public:
    AppendFile() = default;
    ~AppendFile();
    AppendFile(const AppendFile &) = delete;
    AppendFile &operator=(const AppendFile &) = delete;
    void open(const std::string &path, uint64_t size);
    void add(const void *data, size_t len);
    uint64_t size() const
    {
        return size_;
    }
    void flush();
    void sync();
    void close();

  private:
    int fd_ = -1;
    uint64_t size_ = 0;
    bool dirty_ = false;
    std::string pending_, path_;
};

// The first `size` bytes of a file, read-only; throws TC_ERR_CORRUPT when it is shorter.
class Mapping {
  public:
    Mapping() = default;
    ~Mapping();
    Mapping(const Mapping &) = delete;
    Mapping &operator=(const Mapping &) = delete;
    void open(const std::string &path, uint64_t size);
    const unsigned char *data() const
    {
        return data_;
    }
    uint64_t size() const
    {
        return size_;
    }

  private:
    const unsigned char *data_ = nullptr;
    uint64_t size_ = 0;
};

} // namespace tc

#endif
