// SPDX-License-Identifier: GPL-3.0-or-later
// What a file is, by what is in it. Names lie: a .doc may be RTF, HTML or a mail; so does the first look at times
// (libmagic takes a page that begins with a script for JavaScript), so containers and markup are looked into first.
// The only user of libmagic.
#include "detect.h"
#include "mime.h"
#include "source.h"

#include "base/utf8.h"

#include <ctype.h>
#include <magic.h>
#include <string.h>
#include <strings.h>

// How far markup and mail headers are looked for.
#define FAR 4096

static magic_t cookie;

bool tc_detect_open(void)
{
    cookie = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_CDF | MAGIC_NO_CHECK_JSON);
    return cookie && magic_load(cookie, NULL) == 0;
}

static const struct {
    const char *name;
    tc_reader *reader;
} readers[] = {
    {"text/plain", tc_read_text},
    {"text/html", tc_read_html},
    {"application/xhtml+xml", tc_read_html},
    {"application/pdf", tc_read_pdf},
    {"application/rtf", tc_read_rtf},
    {"application/msword", tc_read_doc},
    {"application/vnd.ms-excel", tc_read_xls},
    {"application/vnd.ms-powerpoint", tc_read_ppt},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", tc_read_xlsx},
    {"application/vnd.openxmlformats-officedocument.presentationml.presentation", tc_read_pptx},
    {"multipart/related", tc_read_mht},
    {"message/rfc822", tc_read_mht},
    {"application/vnd.ms-outlook", tc_read_msg},
    {"image/png", tc_read_image},
    {"image/jpeg", tc_read_image},
    {"image/tiff", tc_read_image},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", tc_read_docx},
    {"application/vnd.oasis.opendocument.text", tc_read_odf},
    {"application/vnd.oasis.opendocument.spreadsheet", tc_read_odf},
    {"application/vnd.oasis.opendocument.presentation", tc_read_odf},
    {"application/vnd.oasis.opendocument.text-flat-xml", tc_read_fodt},
};

tc_reader *tc_reader_of(const char *media_type)
{
    for (size_t i = 0; i < TC_LENGTH(readers); i++)
        if (!strcmp(readers[i].name, media_type))
            return readers[i].reader;
    return NULL;
}

static bool begins(const char *data, size_t len, const char *with)
{
    size_t n = strlen(with);
    return len >= n && memcmp(data, with, n) == 0;
}

static const char *find(const char *data, size_t len, const char *what)
{
    return memmem(data, len, what, strlen(what));
}

// Case does not matter; data may hold anything.
static bool has_word(const char *data, size_t len, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= len; i++)
        if ((data[i] | 32) == (*word | 32) && !strncasecmp(data + i, word, n))
            return true;
    return false;
}

// ---- zip: the names of its members say what it is

static const struct {
    const char *member, *type;
} zip_members[] = {
    {"word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"word/document2.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
};
static const char *const odf_types[] = {
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
};

static const char *zip_type(const char *data, size_t len)
{
    // OpenDocument: a first member "mimetype", stored
    static const char mimetype[] = "mimetypeapplication/vnd.oasis.opendocument.";
    if (len > 38 + sizeof mimetype && begins(data + 30, len - 30, "mimetypeapplication/"))
        for (size_t i = 0; i < TC_LENGTH(odf_types); i++)
            if (begins(data + 38, len - 38, odf_types[i]))
                return odf_types[i];
    // the directory at the end names every member
    size_t tail = len < (1u << 20) ? len : 1u << 20;
    for (size_t i = 0; i < TC_LENGTH(zip_members); i++)
        if (find(data + len - tail, tail, zip_members[i].member) ||
            find(data, len < FAR ? len : FAR, zip_members[i].member))
            return zip_members[i].type;
    return "application/zip";
}

// ---- OLE: the names in its directory, in UTF-16

static bool has_stream(const char *data, size_t len, const char *name)
{
    char wide[64];
    size_t n = 0;
    for (const char *p = name; *p && n + 4 <= sizeof wide; p++) {
        wide[n++] = *p;
        wide[n++] = '\0';
    }
    wide[n++] = '\0';
    wide[n++] = '\0';
    // directory entries begin at multiples of 128 bytes
    for (size_t at = 512; at + 128 <= len; at += 128)
        if (memcmp(data + at, wide, n) == 0)
            return true;
    return false;
}

static const char *ole_type(const char *data, size_t len)
{
    static const struct {
        const char *stream, *type;
    } streams[] = {
        {"__properties_version1.0", "application/vnd.ms-outlook"}, // what is attached may be any of the others
        {"EncryptedPackage", TC_TYPE_ENCRYPTED},
        {"WordDocument", "application/msword"},
        {"Workbook", "application/vnd.ms-excel"},
        {"Book", "application/vnd.ms-excel"},
        {"PowerPoint Document", "application/vnd.ms-powerpoint"},
    };
    for (size_t i = 0; i < TC_LENGTH(streams); i++)
        if (has_stream(data, len, streams[i].stream))
            return streams[i].type;
    return "application/x-ole-storage";
}

// ---- text

// A field of a head: a name of letters and hyphens, a colon.
static bool is_field(const char *p, const char *end)
{
    const char *start = p;
    while (p < end && (isalnum((unsigned char)*p) || *p == '-'))
        p++;
    return p > start && p < end && *p == ':';
}

// The lines up to the first that is empty, all of them fields or their continuation: a mail that says of itself enough
// to be one. The head of a mail that passed through many servers is long.
static bool is_mail(const char *data, size_t len)
{
    static const char *const fields[] = {"Content-Type", "MIME-Version", "From", "Date", "Subject", "Message-ID"};
    const char *end = data + (len < 65536 ? len : 65536), *p = data;
    unsigned seen = 0;
    for (const char *line_end; p < end && *p != '\n' && *p != '\r'; p = line_end + 1) {
        line_end = memchr(p, '\n', (size_t)(end - p));
        line_end = line_end ? line_end : end;
        if ((*p == ' ' || *p == '\t') && p > data)
            continue;
        if (!is_field(p, line_end))
            return false;
        for (unsigned i = 0; i < TC_LENGTH(fields); i++)
            if (!strncasecmp(p, fields[i], strlen(fields[i])) && p[strlen(fields[i])] == ':')
                seen |= 1u << i;
        if (line_end == end)
            break;
    }
    bool has_type = seen & 1, is_complete = (seen & 0x1C) == 0x1C || (seen & 0x2C) == 0x2C;
    return has_type || is_complete;
}

// A page saved as a mail: nobody sent it, and it says so.
static bool is_saved_page(const char *data, size_t len)
{
    static const char *const sent[] = {"To", "Cc", "Received", "Message-ID", "Return-Path", "Delivered-To"};
    struct tc_span rest = {data, data + len}, head = tc_mime_split(&rest);
    char value[1024] = "";
    if (tc_mime_field(head, "Snapshot-Content-Location", value, sizeof value))
        return true;
    for (size_t i = 0; i < TC_LENGTH(sent); i++)
        if (tc_mime_field(head, sent[i], value, sizeof value))
            return false;
    value[0] = '\0';
    (void)tc_mime_field(head, "Content-Type", value, sizeof value);
    return strcasestr(value, "multipart/related") || strcasestr(value, "text/html");
}

// A mailbox begins with the line that stands before each of its mails.
static bool is_mbox(const char *data, size_t len)
{
    const char *line_end = begins(data, len, "From ") ? memchr(data, '\n', len < FAR ? len : FAR) : NULL;
    if (!line_end || !has_word(data, (size_t)(line_end - data), ":"))
        return false;
    return is_mail(line_end + 1, len - (size_t)(line_end + 1 - data));
}

// Control characters that no text has; the legacy charsets put capitals on some of the others.
static bool is_binary(const char *data, size_t len)
{
    size_t odd = 0, n = len < 65536 ? len : 65536;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)data[i];
        if (c == 0)
            return true;
        odd += (c < 32 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 127;
    }
    return odd > n / 20 + 2;
}

static const char *text_encoding(const char *data, size_t len)
{
    if (begins(data, len, "\xFF\xFE"))
        return "utf-16le";
    if (begins(data, len, "\xFE\xFF"))
        return "utf-16be";
    size_t pos = 0;
    while (pos < len && (unsigned char)data[pos] < 128)
        pos++;
    if (pos == len)
        return "us-ascii";
    return tc_utf8_is_valid(data, len, NULL) ? "utf-8" : "unknown-8bit";
}

static const char *text_type(const char *data, size_t len)
{
    size_t skip = begins(data, len, "\xEF\xBB\xBF") ? 3 : 0;
    while (skip < len && isspace((unsigned char)data[skip]))
        skip++;
    const char *p = data + skip;
    size_t n = len - skip < FAR ? len - skip : FAR;
    if (begins(p, n, "{\\rtf"))
        return "application/rtf";
    if (is_mbox(p, len - skip))
        return "application/mbox";
    if (is_mail(p, len - skip))
        return is_saved_page(p, len - skip) ? "multipart/related" : "message/rfc822";
    if (*p == '<') {
        if (find(p, n, "urn:oasis:names:tc:opendocument") && find(p, n, "office:document"))
            return "application/vnd.oasis.opendocument.text-flat-xml";
        if (find(p, n, "<?mso-application"))
            return "application/xml";
    }
    static const char *const tags[] = {"<!doctype html", "<html", "<head", "<body", "<meta ",
                                       "<table",         "<div",  "<p>",   "<title"};
    // a page saved from the web may begin with anything; a text that speaks of tags does not begin with one
    size_t wide = len - skip < 65536 ? len - skip : 65536;
    for (size_t i = 0; i < TC_LENGTH(tags); i++)
        if (i < 4 ? has_word(p, wide, tags[i]) && (*p == '<' || has_word(p, wide, "</"))
                  : *p == '<' && has_word(p, n, tags[i]))
            return "text/html";
    return begins(p, n, "<?xml") ? "application/xml" : "text/plain";
}

void tc_detect(const char *data, size_t len, const char **ret_media_type, const char **ret_encoding)
{
    *ret_encoding = "binary";
    size_t near = len < 1024 ? len : 1024;
    if (begins(data, len, "PK\3\4") || begins(data, len, "PK\5\6")) {
        *ret_media_type = zip_type(data, len);
        return;
    }
    if (begins(data, len, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
        *ret_media_type = ole_type(data, len);
        return;
    }
    if (find(data, near, "%PDF-")) {
        *ret_media_type = "application/pdf";
        return;
    }
    const char *encoding = text_encoding(data, len);
    if (!strncmp(encoding, "utf-16", 6)) {
        *ret_media_type = "text/plain";
        *ret_encoding = encoding;
        return;
    }
    // Clean text: whatever libmagic might call it, it would be read as what it begins with. (It takes ten times as long
    // as everything else that is done to a text file.)
    if ((!strcmp(encoding, "utf-8") || !strcmp(encoding, "us-ascii")) && !is_binary(data, len)) {
        *ret_encoding = encoding;
        *ret_media_type = text_type(data, len);
        return;
    }
    const char *found = cookie ? magic_buffer(cookie, data, len < (1u << 20) ? len : 1u << 20) : NULL;
    bool is_text = !found || !strncmp(found, "text/", 5) || !strcmp(found, "application/octet-stream") ||
                   !strcmp(found, "application/javascript") || !strncmp(found, "message/", 8) ||
                   !strcmp(found, "application/rtf");
    if (is_binary(data, len) || !is_text) {
        *ret_media_type = found ? found : "application/octet-stream";
        return;
    }
    *ret_encoding = encoding;
    *ret_media_type = text_type(data, len);
}
