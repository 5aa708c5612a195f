// SPDX-License-Identifier: GPL-3.0-or-later
// One member of a JSON object without reading the rest: a hit needs a dozen fields of a record that may hold thousands
// of citations.
#ifndef TC_SEARCH_JSON_SLICE_H
#define TC_SEARCH_JSON_SLICE_H

#include <stddef.h>

// The value of member `name` of the object in json, as it stands there; NULL when it is not there. The JSON must be
// well formed, as our own writer makes it; what is not gives NULL.
const char *tc_json_member(const char *json, size_t len, const char *name, size_t *ret_len);

#endif
