// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void tc_sheet_begin(struct tc_sheet *sheet, struct tc_flow *flow, const char *name, unsigned number, bool is_1904)
{
    *sheet = (struct tc_sheet){.flow = flow, .row = -1, .column = -1, .is_1904 = is_1904};
    tc_flow_page(flow, number);
    tc_flow_font(flow, TC_CS_UNKNOWN);
    tc_flow_begin(flow, TC_BLOCK_HEADING, 1);
    tc_flow_str(flow, name);
    tc_flow_end(flow);
    tc_flow_table(flow, TC_BORDER_VISIBLE);
}

bool tc_sheet_cell(struct tc_sheet *sheet, long row, long column)
{
    if (row < 0 || column < 0 || column >= TC_SHEET_COLUMNS || row < sheet->row)
        return false;
    if (row != sheet->row) {
        tc_flow_row(sheet->flow);
        sheet->row = row;
        sheet->column = -1;
    }
    while (sheet->column < column) {
        tc_flow_cell(sheet->flow);
        sheet->column++;
    }
    return true;
}

// Days since the epoch of sheets into a date (the calendar's cycle of 400 years has 146,097 days).
static void date_of(long days, int *ret_day, int *ret_month, long *ret_year)
{
    long z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
    long of_era = z - era * 146097;
    long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    long of_year = of_era - (365 * year + year / 4 - year / 100);
    long month = (5 * of_year + 2) / 153;
    *ret_day = (int)(of_year - (153 * month + 2) / 5 + 1);
    *ret_month = (int)(month < 10 ? month + 3 : month - 9);
    *ret_year = year + era * 400 + (*ret_month <= 2);
}

void tc_sheet_number(struct tc_sheet *sheet, double value, bool is_date)
{
    char text[64];
    if (is_date && value >= 1 && value < 2958466) {
        int day, month;
        long year;
        // 1899-12-30 makes up for the day in 1900 that never was
        date_of((long)floor(value) - (sheet->is_1904 ? 24107 : 25569), &day, &month, &year);
        (void)snprintf(text, sizeof text, "%02d/%02d/%ld", day, month, year);
    } else {
        (void)snprintf(text, sizeof text, "%.15g", value);
    }
    tc_flow_font(sheet->flow, TC_CS_UNKNOWN);
    tc_flow_str(sheet->flow, text);
}

void tc_sheet_end(struct tc_sheet *sheet)
{
    tc_flow_table_end(sheet->flow);
}

bool tc_sheet_is_date(unsigned id, const char *code)
{
    if (!code)
        return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || id == 50 || id == 57;
    bool in_quotes = false;
    for (const char *p = code; *p; p++) {
        if (*p == '"')
            in_quotes = !in_quotes;
        else if (*p == '\\' && p[1])
            p++;
        else if (*p == '[') { // a colour, a locale
            const char *end = strchr(p, ']');
            p = end ? end : p;
        } else if (!in_quotes && strchr("dDyY", *p))
            return true;
    }
    return false;
}
