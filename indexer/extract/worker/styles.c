// SPDX-License-Identifier: GPL-3.0-or-later
#include "styles.h"

#include <stdlib.h>
#include <string.h>

enum { STEPS_MAX = 20 };

void tc_styles_fini(struct tc_styles *styles)
{
    for (size_t i = 0; i < styles->count; i++) {
        free(styles->items[i].name);
        free(styles->items[i].parent);
        free(styles->items[i].list);
    }
    free(styles->items);
    tc_strmap_fini(&styles->map);
    *styles = (struct tc_styles){0};
}

struct tc_style *tc_styles_add(struct tc_styles *styles, const char *name)
{
    uint32_t id = tc_strmap_id(&styles->map, name, strlen(name));
    if (id == styles->count) {
        TC_GROW(styles->items, styles->count, styles->cap);
        styles->items[styles->count++] = (struct tc_style){.name = tc_xstrdup(name), .outline = -1, .list_level = -1};
    }
    return &styles->items[id];
}

const struct tc_style *tc_styles_get(const struct tc_styles *styles, const char *name)
{
    uint32_t id;
    return name && styles->count && tc_strmap_get(&styles->map, name, strlen(name), &id) ? &styles->items[id] : NULL;
}

struct tc_style tc_styles_resolve(const struct tc_styles *styles, const char *name)
{
    struct tc_style out = {.outline = -1, .list_level = -1};
    for (int step = 0; name && step < STEPS_MAX; step++) {
        const struct tc_style *style = tc_styles_get(styles, name);
        if (!style)
            break;
        if (step == 0)
            out.name = style->name;
        if (out.outline < 0)
            out.outline = style->outline;
        if (!out.list) {
            out.list = style->list;
            out.list_level = out.list_level < 0 ? style->list_level : out.list_level;
        }
        if (!out.has_font && style->has_font) {
            out.has_font = true;
            out.charset = style->charset;
        }
        out.is_border |= style->is_border;
        out.breaks_page |= style->breaks_page && step == 0;
        out.is_hidden |= style->is_hidden;
        name = style->parent;
    }
    if (!out.has_font)
        out.charset = styles->charset;
    return out;
}
