// SPDX-License-Identifier: GPL-3.0-or-later
// What the members and fixed values of our JSON shapes are called for people: one table.
#include "render.h"

#include <stdlib.h>
#include <string.h>

struct label {
    const char *name, *vi, *en;
};
// Sorted by name (bytes): looked up by bisection.
static const struct label labels[] = {
    {"absent", "không có trong kho", "not in the archive"},
    {"added", "Mới", "New"},
    {"ambiguous", "nhiều văn bản", "several documents"},
    {"amends", "sửa đổi, bổ sung", "amends"},
    {"archive", "Kho", "Archive"},
    {"author", "Tác giả", "Author"},
    {"average_words", "Số từ trung bình", "Average words"},
    {"basis", "căn cứ", "basis"},
    {"by_issuer", "Theo cơ quan ban hành", "By issuer"},
    {"by_media_type", "Theo định dạng tệp", "By file format"},
    {"by_place", "Theo địa phương", "By place"},
    {"by_signer", "Theo người ký", "By signer"},
    {"by_term", "Theo nhiệm kỳ", "By term"},
    {"by_type", "Theo loại văn bản", "By type"},
    {"by_year", "Theo năm", "By year"},
    {"bytes", "Dung lượng", "Bytes"},
    {"changed", "tệp thay đổi khi đang đọc", "changed while being read"},
    {"citations", "Viện dẫn", "Citations"},
    {"cited_absent", "Được dẫn nhưng không có trong kho", "Cited but absent"},
    {"cited_but_absent", "Được dẫn nhưng không có trong kho", "Cited but absent"},
    {"cited_by", "Lượt dẫn", "Cited by"},
    {"cited_keys", "Số ký hiệu được dẫn", "Numbers cited"},
    {"confidence", "Độ tin cậy", "Confidence"},
    {"copies", "Số bản", "Copies"},
    {"count", "Số lượng", "Count"},
    {"crashed", "bộ đọc gặp sự cố", "the reader crashed"},
    {"damaged", "tệp hỏng", "damaged"},
    {"date", "Ngày", "Date"},
    {"deleted", "Đã xóa", "Removed"},
    {"depth", "Số lần", "Times"},
    {"documents", "Văn bản", "Documents"},
    {"empty", "tệp rỗng", "empty"},
    {"encoding", "Bảng mã", "Encoding"},
    {"encrypted", "có mật khẩu", "encrypted"},
    {"error", "Lỗi", "Error"},
    {"event_date", "Ngày sự kiện", "Event date"},
    {"exact", "Chính xác", "Exact"},
    {"failed", "Lỗi", "Failed"},
    {"first", "Cũ nhất", "Oldest"},
    {"folded", "Không dấu", "Folded"},
    {"found", "có trong kho", "in the archive"},
    {"guides", "hướng dẫn", "guides"},
    {"heading", "Mục", "Heading"},
    {"id", "Mã", "Id"},
    {"implements", "thực hiện, triển khai", "implements"},
    {"input", "Đầu vào", "Input"},
    {"issuer", "Cơ quan ban hành", "Issuer"},
    {"issuer_code", "Ký hiệu cơ quan", "Issuer code"},
    {"key", "Khóa", "Key"},
    {"last", "Mới nhất", "Newest"},
    {"malformed", "sai thể thức", "malformed"},
    {"media_type", "Định dạng", "Media type"},
    {"memory", "quá giới hạn bộ nhớ", "over the memory limit"},
    {"message", "Nội dung", "Message"},
    {"missing", "Thiếu", "Missing"},
    {"most_cited", "Được dẫn nhiều nhất", "Most cited"},
    {"no-text", "không có chữ", "no text"},
    {"number", "Số ký hiệu", "Number"},
    {"page", "Trang", "Page"},
    {"path", "Tệp", "Path"},
    {"period", "Giai đoạn", "Period"},
    {"place", "Địa phương", "Place"},
    {"position", "Vị trí", "Position"},
    {"provision", "Điều khoản", "Provision"},
    {"query", "Câu hỏi", "Query"},
    {"rank", "Hạng", "Rank"},
    {"recipients", "Nơi nhận", "Recipients"},
    {"refers", "nhắc tới", "refers"},
    {"relation", "Quan hệ", "Relation"},
    {"repaired", "Đọc là", "Read as"},
    {"repeals", "bãi bỏ", "repeals"},
    {"replaces", "thay thế", "replaces"},
    {"reviews", "sơ kết, tổng kết", "reviews"},
    {"score", "Điểm", "Score"},
    {"secret", "văn bản mật", "secret"},
    {"seen", "Đã xem", "Seen"},
    {"sentence", "Câu", "Sentence"},
    {"sentences", "Câu", "Sentences"},
    {"signer", "Người ký", "Signer"},
    {"signer_role", "Chức vụ", "Role"},
    {"similarity", "Độ giống", "Similarity"},
    {"skipped", "bỏ qua", "skipped"},
    {"snippet", "Trích đoạn", "Snippet"},
    {"source", "Nguồn", "Source"},
    {"stands_for", "Chỉ các văn bản", "Stands for"},
    {"status", "Tình trạng", "Status"},
    {"targets", "Văn bản", "Targets"},
    {"term", "Nhiệm kỳ", "Term"},
    {"text", "Nguyên văn", "Text"},
    {"text_bytes", "Dung lượng chữ", "Bytes of text"},
    {"timeout", "quá thời gian", "took too long"},
    {"title", "Trích yếu", "Title"},
    {"too-large", "quá lớn", "too large"},
    {"total", "Tổng số", "Total"},
    {"type", "Loại văn bản", "Type"},
    {"type_code", "Ký hiệu loại", "Type code"},
    {"unchanged", "Không đổi", "Unchanged"},
    {"unreadable", "không đọc được", "unreadable"},
    {"unsupported", "định dạng không hỗ trợ", "unsupported format"},
    {"updated", "Cập nhật", "Updated"},
    {"value", "Giá trị", "Value"},
    {"why", "Giải thích", "Why"},
    {"year", "Năm", "Year"},
};

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct label *)a)->name, ((const struct label *)b)->name);
}

const char *tc_label(enum tc_lang lang, const char *name)
{
    const struct label wanted = {.name = name};
    const struct label *found = bsearch(&wanted, labels, TC_LENGTH(labels), sizeof *labels, by_name);
    return found ? TC_T(lang, found->vi, found->en) : name;
}

const struct tc_column tc_citation_columns[] = {
    {"key", 0},
    {"provision", 0},
    {"relation", TC_COLUMN_CODE},
    {"depth", TC_COLUMN_RIGHT},
    {"status", TC_COLUMN_CODE},
    {"text", TC_COLUMN_WRAP},
    {"stands_for", TC_COLUMN_DATA},
    {"targets", TC_COLUMN_DATA},
    {"start", TC_COLUMN_DATA},
    {"end", TC_COLUMN_DATA},
};
const size_t tc_citation_column_count = TC_LENGTH(tc_citation_columns);
