// SPDX-License-Identifier: GPL-3.0-or-later
// One file, and where it holds others each of them, through extraction, record and preparation.
#ifndef TC_INGEST_FILE_H
#define TC_INGEST_FILE_H

#include "ingest_pipeline.h"

// The workers of one thread.
struct tc_file_reader;
struct tc_file_reader *tc_file_reader_new(const struct tc_extract_options *options);
void tc_file_reader_free(struct tc_file_reader *reader);

// Sends the outcome of every member as it comes, then that of the file, unless send gives false: then nothing more is
// sent. send takes the outcome over.
void tc_file_read_job(struct tc_file_reader *reader, const struct tc_job *job,
                      bool (*send)(void *context, struct tc_outcome *outcome), void *context);

#endif
