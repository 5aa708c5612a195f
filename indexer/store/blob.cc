// SPDX-License-Identifier: GPL-3.0-or-later
#include "blob.h"

#include "base/lang.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <new>
#include <zdict.h>

extern "C" {
#include "base/strmap.h"
}

namespace tc {

namespace {

constexpr uint32_t blob_magic = 0x32424354; // TCB2
constexpr uint32_t uses_shared = 1;
// Of zstd, measured on 20,000 texts of 1.9 kB, in hundredths of them: at level 3 they take 22.7 and 0.20 s, at 5 21.5
// and 0.42 s, at 6 20.8 and 0.76 s; all of `index` takes 17 s. Of records level 5 saves 0.3 for as much.
constexpr int text_level = 5, record_level = 3;
constexpr unsigned char is_hex = 128; // of a slot in `small`
constexpr size_t sample_a_text = 4 * 1024, trial_a_text = 16 * 1024;
constexpr size_t checked_from = 12;

uint32_t checksum(const char *blob, size_t size)
{
    return static_cast<uint32_t>(tc_hash_bytes(blob + checked_from, size - checked_from));
}

void check(size_t result)
{
    if (ZSTD_isError(result))
        fail(TC_ERR_CORRUPT, "a stored text cannot be unpacked: %s", ZSTD_getErrorName(result));
}

void put(std::string &out, const void *data, size_t len)
{
    out.append(static_cast<const char *>(data), len);
}

constexpr char hex_digits[] = "0123456789abcdef";

bool is_hex_text(std::string_view text)
{
    return !text.empty() && text.size() % 2 == 0 && text.find_first_not_of(hex_digits) == std::string_view::npos;
}

unsigned hex_value(char c)
{
    return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
}

void put_value(std::string &out, unsigned slot, std::string_view value)
{
    bool is_packed = is_hex_text(value);
    size_t len = std::min<size_t>(is_packed ? value.size() / 2 : value.size(), 0xFFFF);
    out += static_cast<char>(is_packed ? slot | is_hex : slot);
    out += static_cast<char>(len & 0xFF);
    out += static_cast<char>(len >> 8);
    if (!is_packed)
        put(out, value.data(), len);
    for (size_t i = 0; is_packed && i < len; i++)
        out += static_cast<char>(hex_value(value[2 * i]) << 4 | hex_value(value[2 * i + 1]));
}

} // namespace

int column_of(unsigned slot)
{
    static const unsigned columns[] = {TC_SLOT_DATE,  TC_SLOT_NUMBER, TC_SLOT_TYPE, TC_SLOT_ISSUER,
                                       TC_SLOT_PLACE, TC_SLOT_YEAR,   TC_SLOT_TERM, TC_SLOT_SIGNER};
    static_assert(sizeof columns / sizeof *columns <= column_count, "forward.idx has ten columns");
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        if (columns[i] == slot)
            return static_cast<int>(i);
    }
    return -1;
}

uint64_t id_number(const char *id)
{
    uint64_t number = 0;
    size_t i = 0;
    for (; id[i] && i < 16; i++) {
        char c = id[i];
        unsigned digit = c >= '0' && c <= '9'   ? static_cast<unsigned>(c - '0')
                         : c >= 'a' && c <= 'f' ? static_cast<unsigned>(c - 'a') + 10
                                                : 16;
        if (digit > 15)
            break;
        number = number << 4 | digit;
    }
    if (i != 16 || id[i])
        fail(TC_ERR_NOT_FOUND,
             TC_TELL("mã văn bản gồm 16 chữ số hệ mười sáu", "a document id has 16 hexadecimal digits"));
    return number;
}

uint32_t stream_checksum(const unsigned char *stream, size_t bytes)
{
    return static_cast<uint32_t>(tc_hash_bytes(reinterpret_cast<const char *>(stream), bytes));
}

void id_text(uint64_t id, char ret[17])
{
    snprintf(ret, 17, "%016llx", static_cast<unsigned long long>(id));
}

Blob::Blob(const Mapping &forward, uint64_t offset)
{
    bool is_good = offset % 8 == 0 && offset <= forward.size() && forward.size() - offset >= sizeof head_;
    if (is_good) {
        base_ = forward.data() + offset;
        memcpy(&head_, base_, sizeof head_);
        uint64_t checkpoints = (uint64_t{head_.tokens} + checkpoint_every - 1) / checkpoint_every;
        uint64_t small = sizeof head_ + (checkpoints + head_.frames) * 4;
        uint64_t frames = small + head_.small_bytes;
        uint64_t packed_text = 0;
        is_good = head_.magic == blob_magic && head_.size <= forward.size() - offset && frames <= head_.size &&
                  head_.path_bytes <= head_.small_bytes;
        for (uint32_t i = 0; is_good && i < head_.frames; i++) {
            uint32_t size;
            memcpy(&size, base_ + sizeof head_ + (checkpoints + i) * 4, 4);
            packed_text += size;
        }
        uint64_t record = frames + packed_text;
        is_good = is_good && record + head_.record_packed <= head_.size;
        small_ = base_ + small;
        frames_ = base_ + frames;
        record_ = base_ + record;
    }
    if (!is_good)
        fail(TC_ERR_CORRUPT, "the forward file is damaged at byte %llu", static_cast<unsigned long long>(offset));
}

uint32_t Blob::checkpoint(uint32_t i) const
{
    uint32_t offset;
    memcpy(&offset, base_ + sizeof head_ + size_t{i} * 4, 4);
    return offset;
}

bool Blob::small_value(unsigned slot, std::string &scratch, std::string_view &ret) const
{
    const unsigned char *p = small_ + head_.path_bytes, *end = small_ + head_.small_bytes;
    while (end - p >= 3) {
        size_t len = static_cast<size_t>(p[1]) | static_cast<size_t>(p[2]) << 8;
        if (len > static_cast<size_t>(end - p) - 3)
            break;
        if (p[0] == slot) {
            ret = {reinterpret_cast<const char *>(p) + 3, len};
            return true;
        }
        if (p[0] == (slot | is_hex)) {
            scratch.clear();
            for (size_t i = 0; i < len; i++) {
                scratch += hex_digits[p[3 + i] >> 4];
                scratch += hex_digits[p[3 + i] & 15];
            }
            ret = scratch;
            return true;
        }
        p += 3 + len;
    }
    return false;
}

void Blob::text(uint32_t start, uint32_t end, const Unpacker &unpacker, struct tc_buf *ret) const
{
    end = std::min(end, head_.text_bytes);
    if (start >= end)
        return;
    uint64_t checkpoints = (uint64_t{head_.tokens} + checkpoint_every - 1) / checkpoint_every;
    const unsigned char *sizes = base_ + sizeof head_ + checkpoints * 4, *frame = frames_;
    char unpacked[frame_bytes];
    uint32_t at = 0;
    for (uint32_t i = 0; i < head_.frames && at < end; i++) {
        uint32_t packed;
        memcpy(&packed, sizes + size_t{i} * 4, 4);
        uint32_t plain = std::min(frame_bytes, head_.text_bytes - at);
        if (at + plain > start) {
            size_t n = unpacker.unpack(unpacked, sizeof unpacked, frame, packed, true, head_.flags & uses_shared);
            if (n != plain)
                fail(TC_ERR_CORRUPT, "a stored text has %zu bytes where it should have %u", n, plain);
            uint32_t from = start > at ? start - at : 0, to = std::min(plain, end - at);
            tc_buf_add(ret, unpacked + from, to - from);
        }
        frame += packed;
        at += plain;
    }
}

void Blob::unpack_record(const Unpacker &unpacker, struct tc_buf *ret) const
{
    size_t plain = size_t{head_.record_bytes} + head_.rest_bytes;
    // The frame itself says how long it is, and must agree, before anything is allocated.
    if (ZSTD_getFrameContentSize(record_, head_.record_packed) != plain)
        fail(TC_ERR_CORRUPT, "a stored record is damaged");
    char *to = tc_buf_reserve(ret, plain);
    size_t n = unpacker.unpack(to, plain, record_, head_.record_packed, false, head_.flags & uses_shared);
    if (n != plain)
        fail(TC_ERR_CORRUPT, "a stored record has %zu bytes where it should have %zu", n, plain);
    ret->len += plain;
}

void Blob::record(const Unpacker &unpacker, struct tc_buf *ret) const
{
    unpack_record(unpacker, ret);
    ret->len -= head_.rest_bytes;
    ret->data[ret->len] = '\0';
}

std::string Blob::rest(const Unpacker &unpacker) const
{
    struct tc_buf buf = {};
    try {
        unpack_record(unpacker, &buf);
    } catch (...) {
        tc_buf_fini(&buf);
        throw;
    }
    std::string rest(buf.data + head_.record_bytes, head_.rest_bytes);
    tc_buf_fini(&buf);
    return rest;
}

Unpacker::Unpacker() : context_(ZSTD_createDCtx())
{
    if (!context_)
        throw std::bad_alloc();
}

Unpacker::~Unpacker()
{
    ZSTD_freeDDict(texts_);
    ZSTD_freeDDict(records_);
    ZSTD_freeDCtx(context_);
}

void Unpacker::use_shared(const Mapping &file)
{
    texts_ = ZSTD_createDDict(file.data(), shared_texts);
    records_ = ZSTD_createDDict(file.data() + shared_texts, shared_records);
    if (!texts_ || !records_)
        throw std::bad_alloc();
}

size_t Unpacker::unpack(char *to, size_t room, const unsigned char *packed, size_t bytes, bool is_text,
                        bool is_shared) const
{
    const ZSTD_DDict *shared = is_text ? texts_ : records_;
    if (is_shared && !shared)
        fail(TC_ERR_CORRUPT, "a document wants dictionaries that the archive does not have");
    size_t n = is_shared ? ZSTD_decompress_usingDDict(context_, to, room, packed, bytes, shared)
                         : ZSTD_decompressDCtx(context_, to, room, packed, bytes);
    check(n);
    return n;
}

bool Blob::is_intact() const
{
    return checksum(reinterpret_cast<const char *>(base_), head_.size) == head_.check;
}

BlobMaker::BlobMaker() : context_(ZSTD_createCCtx())
{
    if (!context_)
        throw std::bad_alloc();
    ZSTD_CCtx_setParameter(context_, ZSTD_c_compressionLevel, record_level); // of what has no dictionary
    ZSTD_CCtx_setParameter(context_, ZSTD_c_dictIDFlag, 0);                  // the head of the blob tells
}

BlobMaker::~BlobMaker()
{
    ZSTD_freeCDict(texts_);
    ZSTD_freeCDict(records_);
    ZSTD_freeCCtx(context_);
}

void BlobMaker::use_shared(const char *file)
{
    ZSTD_freeCDict(texts_);
    ZSTD_freeCDict(records_);
    texts_ = ZSTD_createCDict(file, shared_texts, text_level);
    records_ = ZSTD_createCDict(file + shared_texts, shared_records, record_level);
    if (!texts_ || !records_)
        throw std::bad_alloc();
}

void BlobMaker::pack(const char *data, size_t len, const ZSTD_CDict *shared)
{
    size_t bound = ZSTD_compressBound(len), at = out_.size();
    out_.resize(at + bound);
    ZSTD_CCtx_refCDict(context_, shared); // none: without
    size_t n = ZSTD_compress2(context_, &out_[at], bound, data, len);
    if (ZSTD_isError(n))
        fail(TC_ERR_INTERNAL, "zstd: %s", ZSTD_getErrorName(n));
    out_.resize(at + n);
}

const std::string &BlobMaker::make(const BlobParts &parts)
{
    const struct tc_store_doc &doc = *parts.doc;
    BlobHead head = {};
    head.magic = blob_magic;
    head.flags = texts_ ? uses_shared : 0;
    head.id = id_number(doc.id);
    head.tokens = static_cast<uint32_t>(doc.token_count);
    head.stream_check = stream_checksum(parts.stream, parts.stream_bytes);
    head.title_start = static_cast<uint32_t>(doc.title_start);
    head.title_tokens = static_cast<uint32_t>(doc.title_tokens);
    head.text_bytes = static_cast<uint32_t>(doc.text_len);
    head.frames = (head.text_bytes + frame_bytes - 1) / frame_bytes;
    out_.assign(sizeof head, '\0');
    for (size_t i = 0; i < doc.token_count; i += checkpoint_every)
        put(out_, &doc.token_starts[i], 4);
    size_t sizes_at = out_.size();
    out_.append(size_t{head.frames} * 4, '\0');
    head.path_bytes = static_cast<uint32_t>(strlen(doc.path));
    size_t small_at = out_.size();
    put(out_, doc.path, head.path_bytes);
    for (size_t i = 0; i < doc.value_count; i++) {
        const struct tc_store_value &value = doc.values[i];
        if (column_of(value.slot) >= 0 || !value.len)
            continue;
        put_value(out_, value.slot, {value.value, value.len});
    }
    head.small_bytes = static_cast<uint32_t>(out_.size() - small_at);
    for (uint32_t i = 0; i < head.frames; i++) {
        size_t from = size_t{i} * frame_bytes, before = out_.size();
        pack(doc.text + from, std::min<size_t>(frame_bytes, doc.text_len - from), texts_);
        uint32_t packed = static_cast<uint32_t>(out_.size() - before);
        memcpy(&out_[sizes_at + size_t{i} * 4], &packed, 4);
    }
    record_.assign(doc.record, doc.record_len);
    record_ += parts.rest;
    size_t before = out_.size();
    pack(record_.data(), record_.size(), records_);
    head.record_bytes = static_cast<uint32_t>(doc.record_len);
    head.rest_bytes = static_cast<uint32_t>(parts.rest.size());
    head.record_packed = static_cast<uint32_t>(out_.size() - before);
    out_.resize((out_.size() + 7) / 8 * 8, '\0');
    head.size = static_cast<uint32_t>(out_.size());
    memcpy(&out_[0], &head, sizeof head);
    head.check = checksum(out_.data(), out_.size());
    memcpy(&out_[0], &head, sizeof head);
    return out_;
}

void Sample::add(std::string_view text)
{
    if (start_.size() < bytes_) {
        start_ += text.substr(0, std::min(sample_a_text, bytes_ - start_.size()));
    } else if (!is_enough() && !text.empty()) {
        text = text.substr(0, trial_a_text);
        trial_ += text;
        sizes_.push_back(text.size());
    }
}

bool Sample::is_enough() const
{
    return start_.size() == bytes_ && trial_.size() >= bytes_ / 2;
}

std::string Sample::dictionary() const
{
    ZDICT_params_t options = {};
    options.compressionLevel = record_level;
    std::string made(bytes_, '\0');
    size_t n = ZDICT_finalizeDictionary(&made[0], bytes_, start_.data(), bytes_, trial_.data(), sizes_.data(),
                                        static_cast<unsigned>(sizes_.size()), options);
    return !ZDICT_isError(n) && n == bytes_ ? made : start_; // the beginnings alone do as well, if not so well
}

} // namespace tc
