// SPDX-License-Identifier: GPL-3.0-or-later
// Work that a paper assigns: “Giao Sở Tài chính chủ trì, phối hợp với Kho bạc Nhà nước tỉnh …, hoàn thành trước ngày
// 10/6/2019”. By rules over the words of corpus/tables/task_cues.tsv: a verb that assigns before the name of an agency,
// or a clause that opens with the agency and goes on with what it is to do.
#ifndef TC_RECORD_TASK_H
#define TC_RECORD_TASK_H

#include "record.h"
#include "task_words.h"

struct tc_task_deadline {
    const char *day, *from; // ISO; from: the first day of a period (“trong quý II”), else NULL
    uint32_t start, end;    // bytes of its wording
    size_t next;            // word behind it
};
// The deadline among words [first, end); of several the last day. own_date: of the paper, for “trước ngày 30/6” and
// “trong thời hạn 30 ngày”; NULL unknown.
bool tc_task_due(const struct tc_task_words *words, size_t first, size_t end, const char *own_date,
                 struct tc_arena *arena, struct tc_task_deadline *ret);

// The same in the cell of a column of deadlines, [first, end), where a day, month, quarter or year alone is one.
bool tc_task_due_cell(const struct tc_task_words *words, size_t first, size_t end, const char *own_date,
                      struct tc_arena *arena, struct tc_task_deadline *ret);
void tc_task_set_due(struct tc_task *task, const struct tc_task_deadline *due);

// The name of an agency at word i: how many words, 0 none.
size_t tc_task_agency_at(const struct tc_task_words *words, size_t i);
// The same name in full and in one spelling: “UBND tỉnh” and “Uỷ ban nhân dân tỉnh” are “Ủy ban nhân dân tỉnh”.
const char *tc_task_agency_name(const struct tc_task_words *words, size_t i, size_t count, struct tc_arena *arena);

// Adds a task behind those the record has.
void tc_task_add(struct tc_record *record, const struct tc_task *task);
// Adds those that rows of tables assign (task_table.c).
void tc_task_scan_tables(const struct tc_document *document, struct tc_record *record);
// Fills record->tasks, in text order. The header fields must have been read.
void tc_task_scan(const struct tc_document *document, struct tc_record *record);

#endif
