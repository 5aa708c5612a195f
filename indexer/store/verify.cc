// SPDX-License-Identifier: GPL-3.0-or-later
// Checking an archive against itself: Xapian's own check of its tables, then every blob, stream and text, and that the
// postings know each live document by its id.
#include "generation.h"
#include "view.h"

#include <sstream>

extern "C" {
#include "base/utf8.h"
#include "base/varint.h"
}

using namespace tc;

// Xapian 1.4.22 deletes the tables it checks through a base class of another size: harmless, but AddressSanitizer would
// stop there.
#if defined(__SANITIZE_ADDRESS__)
extern "C" __attribute__((visibility("default"))) const char *__asan_default_options(void);
extern "C" const char *__asan_default_options(void)
{
    return "new_delete_type_mismatch=0";
}
#endif

namespace {

class Verifier {
  public:
    Verifier(const View &view, struct tc_buf &report) : view_(view), report_(report)
    {
    }
    ~Verifier()
    {
        tc_buf_fini(&text_);
    }
    Verifier(const Verifier &) = delete;
    Verifier &operator=(const Verifier &) = delete;
    void all()
    {
        for (uint32_t doc = 1; doc <= view_.snapshot.documents; doc++) {
            if (!view_.is_alive(doc))
                continue;
            try {
                one(doc);
            } catch (const Failure &failure) {
                tc_buf_printf(&report_, "document %u: %s\n", doc, failure.what());
            }
        }
        if (!view_.dense.is_intact() || !view_.pairs.is_intact())
            tc_buf_str(&report_, "the tables of frequent words are damaged\n");
        if (view_.db.get_doccount() != view_.snapshot.documents)
            tc_buf_printf(&report_, "the index holds %u documents, its files %u\n", view_.db.get_doccount(),
                          view_.snapshot.documents);
    }

  private:
    void one(uint32_t doc)
    {
        Blob blob = view_.blob(doc);
        if (!blob.is_intact())
            fail(TC_ERR_CORRUPT, "checksum is wrong");
        Stream stream = view_.stream(doc);
        if (stream_checksum(reinterpret_cast<const unsigned char *>(stream.units), stream.count * 2) !=
            blob.head().stream_check)
            fail(TC_ERR_CORRUPT, "checksum of the stream is wrong");
        StreamReader ids(stream);
        for (uint32_t i = 0; i < blob.head().tokens; i++) {
            if (ids.at_end() || ids.next() >= view_.terms.count())
                fail(TC_ERR_CORRUPT, "token %u is damaged", i);
        }
        if (!ids.at_end())
            fail(TC_ERR_CORRUPT, "the stream goes on behind its last token");
        tc_buf_clear(&text_);
        blob.text(0, UINT32_MAX, view_.unpacker, &text_);
        if (!tc_utf8_is_valid(text_.data ? text_.data : "", text_.len, nullptr))
            fail(TC_ERR_CORRUPT, "the text is not UTF-8");
        tc_buf_clear(&text_);
        blob.record(view_.unpacker, &text_);
        blob.rest(view_.unpacker);
        uint32_t found;
        if (!view_.find(blob.head().id, found) || found != doc)
            fail(TC_ERR_CORRUPT, "the index does not know it by its id");
    }
    const View &view_;
    struct tc_buf &report_;
    struct tc_buf text_ = {};
};

} // namespace

extern "C" enum tc_status tc_store_verify(const char *directory, struct tc_buf *ret_report, struct tc_error *err)
{
    return guard(err, [&] {
        View view(directory);
        std::ostringstream log;
        size_t errors = 0;
        std::string path = xapian_path(directory, view.current.xapian);
        try {
            errors = Xapian::Database::check(path, 0, &log);
        } catch (const Xapian::Error &error) {
            errors = 1;
            log << error.get_msg();
        }
        if (errors)
            tc_buf_printf(ret_report, "%s: %zu errors: %s\n", path.c_str(), errors, log.str().c_str());
        Verifier(view, *ret_report).all();
        if (ret_report->len)
            fail(TC_ERR_CORRUPT, "%s is damaged", directory);
    });
}
