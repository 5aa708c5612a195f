// SPDX-License-Identifier: GPL-3.0-or-later
// Small archives of written-out documents, made as ingest makes them, and queries over them.
#ifndef TC_SEARCH_HELP_H
#define TC_SEARCH_HELP_H

#include "ingest_document.h"
#include "tracuu.h"

#include "base/sha256.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct help_text {
    const char *path, *text;
};

static char help_dir[64];
static struct tc_archive *help_archive;

static inline void help_put(struct tc_writer *writer, const struct help_text *text)
{
    struct tc_document document;
    struct tc_record record;
    struct tc_prepared prepared;
    struct tc_error err = {0};
    char digest[65];
    tc_sha256_hex(text->text, strlen(text->text), digest);
    tc_document_from_text(text->text, strlen(text->text), &document);
    tc_record_read(&document, text->path, &record);
    struct tc_prepare_source source = {.path = text->path, .root = "kho", .size = strlen(text->text), .digest = digest};
    tc_prepare(&document, &record, &source, &prepared);
    if (tc_writer_put(writer, &prepared.doc, &err) != TC_OK)
        fail_msg("%s: %s", text->path, err.message);
    tc_prepared_fini(&prepared);
    tc_record_fini(&record);
    tc_document_fini(&document);
}

static inline int help_open(const struct help_text *texts, size_t count)
{
    struct tc_writer *writer;
    struct tc_error err = {0};
    strcpy(help_dir, "/tmp/tracuu-search-XXXXXX");
    if (!mkdtemp(help_dir) || tc_writer_open(help_dir, &writer, &err) != TC_OK)
        return -1;
    for (size_t i = 0; i < count; i++)
        help_put(writer, &texts[i]);
    if (tc_writer_commit(writer, &err) != TC_OK || tc_writer_refresh_cited(writer, &err) != TC_OK)
        return -1;
    tc_writer_close(writer);
    return tc_archive_open(help_dir, &help_archive, &err) == TC_OK ? 0 : -1;
}

static inline int help_close(void **state)
{
    (void)state;
    tc_archive_close(help_archive);
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", help_dir);
    return system(command) ? -1 : 0;
}

static inline const struct tc_results *help_search_with(const char *query, const struct tc_search_options *options)
{
    const struct tc_results *results;
    struct tc_error err = {0};
    if (tc_search(help_archive, query, options, &results, &err) != TC_OK)
        fail_msg("%s: column %d: %s", query, err.column, err.message);
    return results;
}

static inline const struct tc_results *help_search(const char *query)
{
    return help_search_with(query, NULL);
}

// The paths of the hits, without "kho/" and ".txt", with single spaces; yours.
static inline char *help_paths(const struct tc_results *results)
{
    struct tc_buf paths = {0};
    tc_buf_str(&paths, "");
    for (size_t i = 0; i < results->hit_count; i++) {
        const char *path = results->hits[i].path, *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
        tc_buf_printf(&paths, "%s%.*s", i ? " " : "", (int)strcspn(name, "."), name);
    }
    return tc_buf_take(&paths);
}

static inline void help_finds(const char *query, const char *expected)
{
    const struct tc_results *results = help_search(query);
    char *paths = help_paths(results);
    if (strcmp(paths, expected) != 0)
        fail_msg("%s (%s)\n  finds %s\n  not   %s", query, results->parsed, paths, expected);
    free(paths);
    tc_results_free(results);
}

// Does the list of paths begin with these?
static inline void help_finds_first(const char *query, const char *expected)
{
    const struct tc_results *results = help_search(query);
    char *paths = help_paths(results);
    if (strncmp(paths, expected, strlen(expected)) != 0)
        fail_msg("%s (%s)\n  finds %s\n  not first %s", query, results->parsed, paths, expected);
    free(paths);
    tc_results_free(results);
}

// The archive that tests of words and of fields begin with.
#define HELP_TEXTS                                                                                                                                       \
    {"kho/2008/datdai.txt",                                                                                                                              \
     "TỈNH ỦY ĐÔNG LÂM\n*\nSố 12-KL/TU\n\nĐông Lâm, ngày 01 tháng 12 năm 2008\n\nKẾT LUẬN\nvề quản lý đất đai\n\n"           \
     "Ban Thường vụ Tỉnh ủy kết luận về công tác quản lý đất đai trên địa bàn tỉnh. Các cấp ủy phải tăng "        \
     "cường kiểm tra việc cấp giấy chứng nhận quyền sử dụng đất.\n"},                                                                                    \
        {"kho/2009/nuoc.txt",                                                                                                                            \
         "Tin hoạt động\n\nTỉnh ủy họp bàn về nước sạch nông thôn. Hội nghị thống nhất đầu tư hai công trình "        \
         "cấp nước cho các xã vùng cao, thực hiện Kết luận số 12-KL/TU ngày 01/12/2008 của Tỉnh ủy.\n"},                                                 \
        {"kho/2010/khongdau.txt", "Quan ly dat dai o xa vung cao: van ban khong dau cua mot van phong cu.\n"},                                           \
        {"kho/2011/canbo.txt",                                                                                                                           \
         "Công tác cán bộ năm 2011\n\nNói đi đôi với làm là yêu cầu đối với cán bộ lãnh đạo. Đất nước đổi mới, " \
         "cán bộ phải học tập suốt đời. Uỷ ban kiểm tra giám sát việc kê khai tài sản.\n"},                                                              \
        {"kho/2012/gao.txt",                                                                                                                             \
         "Giá gạo lên\n\nXuất khẩu gạo năm nay tăng hai phần trăm; đời sống nhân dân vùng lúa khá lên. Dân "                  \
         "chủ ở cơ sở được giữ vững.\n"},

#endif
