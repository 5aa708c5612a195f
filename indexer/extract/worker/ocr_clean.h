// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of pages made ready for reading: straight, grey, without the red of seals, specks and the framed stamps that
// offices put on what comes in (“ĐẾN Số … Ngày …”, Nghị định 30/2020/NĐ-CP, Phụ lục I).
#ifndef TC_WORKER_OCR_CLEAN_H
#define TC_WORKER_OCR_CLEAN_H

#include <stdbool.h>

struct Pix;
struct Boxa;

// Yours to destroy; NULL when memory is out.
struct Pix *tc_ocr_straight(struct Pix *picture);
// Frames of the size and shape of such stamps in the upper part of a page of 300 dots an inch; NULL for none. Whether
// they are stamps is for who can read them to say.
struct Boxa *tc_ocr_frames(struct Pix *grey);
// Makes white the frame and what lies wholly within it; strokes of the text that cross the frame stay.
void tc_ocr_drop_frame(struct Pix *grey, struct Boxa *frames, int index);

#endif
