// SPDX-License-Identifier: GPL-3.0-or-later
// Speed of the citation scanner on one core: bench_cite FILE... or, without files, on text made here. Prints MB/s for
// each kind of text; the hostile ones must take milliseconds.
#include "record/cite.h"

#include "base/file.h"
#include "base/tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); // of this process: others may share the machine
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void measure(const char *name, const char *text, size_t len)
{
    double best = 1e9;
    size_t found = 0;
    for (int round = 0; round < 5; round++) {
        struct tc_record record = {0};
        double start = seconds();
        tc_cite_scan(text, len, NULL, &record);
        double took = seconds() - start;
        best = took < best ? took : best;
        found = record.citation_count;
        tc_record_fini(&record);
    }
    printf("%-28s %8zu kB %9.2f ms %8.1f MB/s %7zu citations\n", name, len / 1000, best * 1e3, (double)len / best / 1e6,
           found);
}

static void repeat(const char *name, const char *piece, size_t size)
{
    struct tc_buf text = {0};
    while (text.len < size)
        tc_buf_str(&text, piece);
    measure(name, text.data, text.len);
    tc_buf_fini(&text);
}

int main(int argc, char **argv)
{
    struct tc_error err;
    if (tc_tables_found(&err) != TC_OK) { // a scanner without rules is quick and finds nothing
        (void)fprintf(stderr, "bench_cite: %s\n", err.message);
        return 2;
    }
    static const char prose[] =
        "Ban Thường vụ Tỉnh ủy đã lãnh đạo, chỉ đạo các cấp ủy, tổ chức đảng triển khai đồng bộ các nhiệm vụ, giải "
        "pháp "
        "phát triển kinh tế - xã hội, giữ vững quốc phòng, an ninh; đời sống của nhân dân tiếp tục được cải thiện, tỷ "
        "lệ "
        "hộ nghèo giảm 3,5% so với năm 2010. Công tác xây dựng Đảng có chuyển biến tích cực, nhất là ở cơ sở.\n";
    static const char dense[] =
        "Thực hiện Nghị quyết số 12-NQ/TU, ngày 15/3/2011 của Ban Chấp hành Đảng bộ tỉnh và khoản 2 Điều 15 Nghị định "
        "số "
        "34/2011/NĐ-CP ngày 17 tháng 5 năm 2011 của Chính phủ, Nghị quyết Trung ương 4 khóa XI được quán triệt.\n";
    for (int i = 1; i < argc; i++) {
        struct tc_buf file = {0};
        if (tc_file_read(argv[i], 1U << 30, &file, NULL) == TC_OK && file.len)
            measure(argv[i], file.data, file.len);
        tc_buf_fini(&file);
    }
    struct tc_buf mixed = {0};
    while (mixed.len < 8000000) {
        for (int i = 0; i < 6; i++)
            tc_buf_str(&mixed, prose);
        tc_buf_str(&mixed, dense);
    }
    measure("office text, mixed", mixed.data, mixed.len);
    tc_buf_fini(&mixed);
    repeat("prose", prose, 8000000);
    repeat("nothing but citations", dense, 2000000);
    repeat("digits", "1234567890", 100000);
    repeat("figures and slashes", "12/34/56/", 100000);
    repeat("slashes", "/", 100000);
    repeat("Điều", "Điều ", 100000);
    repeat("Điều 1,", "Điều 1, ", 100000);
    repeat("khoản 1 và", "khoản 1 và ", 100000);
    repeat("luật", "Luật ", 100000);
    repeat("Luật sửa đổi", "Luật sửa đổi, bổ sung ", 100000);
    repeat("số", "số ", 100000);
    repeat("nghị quyết số 1,", "Nghị quyết số 1, ", 100000);
    repeat("nghị quyết Đại hội", "nghị quyết Đại hội ", 100000);
    repeat("của Hội nghị", "nghị quyết của Hội nghị lần thứ ", 100000);
    repeat("1-NQ/TW-", "1-NQ/TW-", 100000);
    repeat("A-A-A-", "số 1/A-A-", 100000);
    return 0;
}
