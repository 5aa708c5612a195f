// SPDX-License-Identifier: GPL-3.0-or-later
// What the extractor and its worker say to each other over one stream socket. Both ends are built together and run on
// the same machine, so numbers are native; a version that differs ends the talk.
//
// The worker begins with one tc_wire_hello. The parent sends a tc_request with the file as SCM_RIGHTS; the worker
// answers with frames (tc_wire_head, then len bytes) of which END is the last. The parent believes nothing: every
// length, count, order and value is checked before it is used.
//
// Members of containers are pulled one by one, so that each step has its own time: OPEN with the file, then NEXT
// (answered by a MEMBER, or by END alone behind the last one) and, for a member that is wanted, DATA. The parent hands
// each member to another worker as a file of its own: what takes a container apart never reads documents, what breaks
// over one member does not lose the others.
#ifndef TC_EXTRACT_PROTOCOL_H
#define TC_EXTRACT_PROTOCOL_H

#include <stdint.h>

#define TC_PROTOCOL_MAGIC 0x54435835u
#define TC_WORKER_FD 3           // where the worker finds its socket
#define TC_FRAME_MAX (1u << 20)  // bytes of one frame
#define TC_NAME_MAX 4096         // bytes of a member's name
#define TC_FIELDS_MAX 64         // fields of one document
#define TC_FIELD_BYTES_MAX 65536 // name and value of one field

#define TC_BLOCKS_MAX (1u << 21) // blocks, and runs, of one document
#define TC_WAS_MAX 1024          // bytes of what stood where a word was repaired

enum tc_op { TC_OP_TYPE = 1, TC_OP_READ, TC_OP_OPEN, TC_OP_NEXT, TC_OP_DATA };

struct tc_request {
    uint32_t magic, op;
    uint32_t ocr, timeout_seconds;
    uint64_t max_file_bytes, max_text_bytes;
};

struct tc_wire_hello {
    uint32_t magic;
    uint32_t protections; // bits of enum tc_protection
};

enum tc_frame {
    TC_FRAME_TYPE = 1,  // media type, NUL, encoding, NUL
    TC_FRAME_INFO,      // tc_wire_info
    TC_FRAME_FIELD,     // name, NUL, value, NUL
    TC_FRAME_TEXT,      // bytes, appended to what came before
    TC_FRAME_BLOCKS,    // tc_wire_block each
    TC_FRAME_WAS,       // what stood where a word was repaired, UTF-8: the first is number 1 of the runs
    TC_FRAME_RUNS,      // tc_wire_run each
    TC_FRAME_END,       // tc_wire_end, then a message
    TC_FRAME_MEMBER,    // tc_wire_member, then its name (bytes in any charset; none: the container's own)
    TC_FRAME_PAGE_ASK,  // tc_wire_page; answered by a tc_wire_head of the same type and what was kept, if anything
    TC_FRAME_PAGE_KEEP, // tc_wire_page, then what to keep of it
    TC_FRAME_COUNT
};
struct tc_wire_head {
    uint32_t type, len;
};
struct tc_wire_info {
    uint32_t declared;     // enum tc_charset: what the file says of its bytes
    uint32_t source;       // enum tc_charset: what the bytes were where the worker turned them into UTF-8, else unknown
    uint32_t is_utf8_view; // see tc_decode_in
    uint32_t pages, is_ocr;
    uint32_t has_members; // the file holds others, beside its own text
};
struct tc_wire_block {
    uint32_t start, end, page;
    uint16_t kind, level;
};
struct tc_wire_run {
    uint32_t start, end, charset;
    uint32_t confidence; // 1..100 of a word read off a picture, else 0
    uint32_t was;        // number of the frame that says what it was read as, 0: it is as it was read
};
struct tc_wire_page { // a page that is read off a picture
    uint64_t source;  // hash of the bytes it is in
    uint64_t version; // of everything that reads it
    uint32_t number, unused;
};
enum tc_member_kind { TC_MEMBER_FILE, TC_MEMBER_FOLDER, TC_MEMBER_OTHER, TC_MEMBER_KINDS }; // other: links, devices
struct tc_wire_member {
    uint64_t size; // unpacked, UINT64_MAX when it is not told; not to be relied on
    int64_t mtime; // seconds of Unix time, 0 unknown
    uint32_t kind; // enum tc_member_kind
    uint32_t is_encrypted;
};
struct tc_wire_end {
    uint32_t reason; // enum tc_reason
};

#endif
