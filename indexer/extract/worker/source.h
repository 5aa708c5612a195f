// SPDX-License-Identifier: GPL-3.0-or-later
// A file in the worker's memory, and the readers of formats. A reader gets the bytes and fills the flow; what it
// returns says why there is no text, TC_REASON_NONE that all went well. A reader may leave memory behind when it fails:
// the worker is replaced often.
#ifndef TC_WORKER_SOURCE_H
#define TC_WORKER_SOURCE_H

#include "extract/extract.h"
#include "flow.h"

struct tc_source {
    const char *data; // followed by a NUL that len does not count
    size_t len;
    const char *media_type;
    bool ocr;
    bool ocr_waits; // end with TC_REASON_WAITS where a page is to be read off a picture
};

// Says what the bytes are: media type (static) and encoding ("utf-8", "utf-16le", "binary" …).
void tc_detect(const char *data, size_t len, const char **ret_media_type, const char **ret_encoding);
// Loads what detection needs; to be called before the sandbox closes.
bool tc_detect_open(void);

typedef enum tc_reason tc_reader(const struct tc_source *source, struct tc_flow *flow);
// NULL for media types that nobody reads.
tc_reader *tc_reader_of(const char *media_type);
tc_reader tc_read_text, tc_read_html, tc_read_pdf, tc_read_docx, tc_read_odf, tc_read_fodt, tc_read_rtf, tc_read_doc,
    tc_read_xls, tc_read_xlsx, tc_read_ppt, tc_read_pptx, tc_read_mht, tc_read_msg, tc_read_image;
// Makes libraries load now what they would load on first use.
void tc_pdf_open(void);

#endif
