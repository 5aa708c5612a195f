// SPDX-License-Identifier: GPL-3.0-or-later
// One document in forward.G.dat: a head of fixed size, then
//   checkpoints   byte offset in the text of every 64th token, 32 bits each
//   frame sizes   32 bits each: the text is compressed in frames of at most 16 kB, so that a snippet unpacks little
//   small         path, then the values that are no columns (slot, length, bytes; 128 is added to the slot of digits in
//                 base 16, which are kept two a byte)
//   frames        zstd, like what follows with the archive's shared dictionaries where the head says so
//   record        zstd: the record, and behind it the rest: root, extra and boolean terms: what is needed to build the
//                 index again without the originals
// Blobs begin at multiples of 8. Numbers are little-endian as the machine writes them.
#ifndef TC_STORE_BLOB_H
#define TC_STORE_BLOB_H

#include "files.h"
#include "store/schema.h"
#include "store/store.h"

#include <string_view>
#include <vector>
#include <zstd.h>

namespace tc {

constexpr uint32_t checkpoint_every = 64;
constexpr uint32_t frame_bytes = 16 * 1024;

struct BlobHead {
    uint32_t magic, size; // size: of the whole blob
    uint32_t check;       // of everything behind this field
    uint32_t flags;       // 1: made with the shared dictionaries
    uint64_t id;
    uint32_t tokens, stream_check, title_start, title_tokens;
    uint32_t text_bytes, frames;
    uint32_t small_bytes, path_bytes;
    uint32_t record_bytes, rest_bytes;
    uint32_t record_packed; // both
    uint32_t unused;
};
static_assert(sizeof(BlobHead) == 72, "the head of a blob has no padding");

// Which column of forward.idx a slot is kept in, -1: in the blob.
int column_of(unsigned slot);

// What unpacking wants: a context, and the shared dictionaries once the archive has them.
class Unpacker {
  public:
    Unpacker();
    ~Unpacker();
    Unpacker(const Unpacker &) = delete;
    Unpacker &operator=(const Unpacker &) = delete;
    void use_shared(const Mapping &file);
    // Gives the number of bytes written to `to`.
    size_t unpack(char *to, size_t room, const unsigned char *packed, size_t bytes, bool is_text, bool is_shared) const;

  private:
    ZSTD_DCtx *context_;
    ZSTD_DDict *texts_ = nullptr, *records_ = nullptr;
};

// A blob in memory, bounds checked once: every section lies inside.
class Blob {
  public:
    Blob(const Mapping &forward, uint64_t offset); // throws TC_ERR_CORRUPT
    const BlobHead &head() const
    {
        return head_;
    }
    uint32_t checkpoint(uint32_t i) const;
    std::string_view path() const
    {
        return {reinterpret_cast<const char *>(small_), head_.path_bytes};
    }
    bool small_value(unsigned slot, std::string &scratch, std::string_view &ret) const;
    void text(uint32_t start, uint32_t end, const Unpacker &unpacker, struct tc_buf *ret) const;
    void record(const Unpacker &unpacker, struct tc_buf *ret) const;
    std::string rest(const Unpacker &unpacker) const;
    bool is_intact() const; // the checksum

  private:
    void unpack_record(const Unpacker &unpacker, struct tc_buf *ret) const; // and the rest behind it
    BlobHead head_;
    const unsigned char *base_, *small_, *frames_, *record_;
};

struct BlobParts { // what the writer hands over
    const struct tc_store_doc *doc;
    const unsigned char *stream;
    size_t stream_bytes;
    std::string_view rest;
};

class BlobMaker {
  public:
    BlobMaker();
    ~BlobMaker();
    BlobMaker(const BlobMaker &) = delete;
    BlobMaker &operator=(const BlobMaker &) = delete;
    void use_shared(const char *file); // shared_bytes of it, from now on
    // The blob, padded to a multiple of 8; valid until the next call.
    const std::string &make(const BlobParts &parts);

  private:
    void pack(const char *data, size_t len, const ZSTD_CDict *shared);
    ZSTD_CCtx *context_;
    ZSTD_CDict *texts_ = nullptr, *records_ = nullptr;
    std::string out_, record_;
};

// Texts to make a dictionary of: the first become part of it, those behind them show which codes are frequent.
class Sample {
  public:
    explicit Sample(size_t bytes) : bytes_(bytes)
    {
    }
    void add(std::string_view text);
    bool is_enough() const;
    std::string dictionary() const; // of `bytes`

  private:
    size_t bytes_;
    std::string start_, trial_;
    std::vector<size_t> sizes_; // of the texts in trial_
};

uint64_t id_number(const char *id); // throws TC_ERR_INTERNAL when it is not 16 hex digits
void id_text(uint64_t id, char ret[17]);
uint32_t stream_checksum(const unsigned char *stream, size_t bytes);

} // namespace tc

#endif
