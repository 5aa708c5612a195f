// SPDX-License-Identifier: GPL-3.0-or-later
// One document in forward.G.dat: a head of fixed size, then
//   checkpoints   byte offset in the text of every 64th token, 32 bits each
//   frame sizes   32 bits each: the text is compressed in frames of at most 16 kB, so that a snippet unpacks little
//   small         path, then the values that are no columns (slot, length, bytes)
//   frames        zstd, with the archive's shared start where the head says so
//   record        zstd
//   rest          zstd: root, extra and boolean terms: what is needed to build the index again without the originals
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
    uint32_t flags;       // 1: texts use the shared start
    uint64_t id;
    uint32_t tokens, stream_check, title_start, title_tokens;
    uint32_t text_bytes, frames;
    uint32_t small_bytes, path_bytes;
    uint32_t record_bytes, record_packed;
    uint32_t rest_bytes, rest_packed;
};
static_assert(sizeof(BlobHead) == 72, "the head of a blob has no padding");

// Which column of forward.idx a slot is kept in, -1: in the blob.
int column_of(unsigned slot);

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
    bool small_value(unsigned slot, std::string_view &ret) const;
    void text(uint32_t start, uint32_t end, ZSTD_DCtx *context, const ZSTD_DDict *shared, struct tc_buf *ret) const;
    void record(ZSTD_DCtx *context, struct tc_buf *ret) const;
    std::string rest(ZSTD_DCtx *context) const;
    bool is_intact() const; // the checksum

  private:
    BlobHead head_;
    const unsigned char *base_, *small_, *frames_, *record_, *rest_;
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
    void use_shared(const std::string &start); // from now on
    // The blob, padded to a multiple of 8; valid until the next call.
    const std::string &make(const BlobParts &parts);

  private:
    void pack(const char *data, size_t len, const ZSTD_CDict *shared);
    ZSTD_CCtx *context_;
    ZSTD_CDict *shared_ = nullptr;
    std::string out_;
};

uint64_t id_number(const char *id); // throws TC_ERR_INTERNAL when it is not 16 hex digits
void id_text(uint64_t id, char ret[17]);
uint32_t stream_checksum(const unsigned char *stream, size_t bytes);

} // namespace tc

#endif
