// SPDX-License-Identifier: GPL-3.0-or-later
// Copies with comments, from any bytes: a package is taken apart, commented and put together again.
#include "annotate/annotate.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char text[] = "Thực hiện Kết luận số 17-KL/TU, ngày 05/3/2013 (của Tỉnh ủy).";
    static const struct tc_comment comments[] = {
        {0, 12, "một"}, {14, 40, "hai\n→ ba"}, {14, 70, "bốn"}, {0, sizeof text - 1, "năm"}, {5, 5, ""}};
    static const struct tc_annotate_options options = {"tracuu", "tc", "2025-10-01T08:00:00Z"};
    tc_auto_buf struct tc_buf copy = {0};
    (void)tc_annotate(data, size, text, sizeof text - 1, comments, sizeof comments / sizeof *comments, &options, &copy,
                      NULL, NULL);
    return 0;
}
