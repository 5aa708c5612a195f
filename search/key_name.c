// SPDX-License-Identifier: GPL-3.0-or-later
// What people call the document that the key of a name stands for: “NQTW:6(2)/VIII” is “Nghị quyết Trung ương 6 (lần 2)
// khóa VIII”. The forms of the keys are those of record/cite_plenum.c, cite_congress.c and cite_law.c.
#include "tracuu.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "record/rules.h"
#include "text/token.h"

#include <string.h>

static const struct {
    const char *code, *name;
} levels[] = {{"tinh", "tỉnh"},   {"tp", "thành phố"},      {"huyen", "huyện"},
              {"quan", "quận"},   {"thi-xa", "thị xã"},     {"thi-tran", "thị trấn"},
              {"xa", "xã"},       {"phuong", "phường"},     {"khoi", "Khối"},
              {"co-so", "cơ sở"}, {"quan-doi", "Quân đội"}, {"cong-an", "Công an"}};

static bool is_unknown(const char *part)
{
    return !*part || *part == '?';
}

// “5/X”, “6(2)/VIII”, “6/?”
static char *plenum(const char *rest)
{
    size_t number = strcspn(rest, "(/"), slash = strcspn(rest, "/");
    const char *term = rest[slash] ? rest + slash + 1 : "";
    tc_auto_free char *session =
        rest[number] == '(' ? tc_xasprintf(" (lần %.*s", (int)(slash - number - 1), rest + number + 1) : tc_xstrdup("");
    return tc_xasprintf("Nghị quyết Trung ương %.*s%s%s%s", (int)number, rest, session,
                        is_unknown(term) ? "" : " khóa ", is_unknown(term) ? "" : term);
}

// “XII”, “tinh-Đông Lâm/XVII”, “huyen-?/IX”
static char *congress(const char *rest)
{
    const char *slash = strrchr(rest, '/');
    if (!slash)
        return tc_xasprintf("Nghị quyết Đại hội %s của Đảng", rest);
    tc_auto_free char *whose = NULL;
    for (size_t i = 0; i < TC_LENGTH(levels) && !whose; i++) {
        size_t len = strlen(levels[i].code);
        if (strncmp(rest, levels[i].code, len) != 0 || rest[len] != '-')
            continue;
        const char *place = rest + len + 1;
        whose = place == slash || is_unknown(place)
                    ? tc_xasprintf(" %s", levels[i].name)
                    : tc_xasprintf(" %s %.*s", levels[i].name, (int)(slash - place), place);
    }
    return tc_xasprintf("Nghị quyết Đại hội Đảng bộ%s%s%s", whose ? whose : "",
                        is_unknown(slash + 1) ? "" : " lần thứ ", is_unknown(slash + 1) ? "" : slash + 1);
}

// “Luật” and “an ninh mạng@2018”: a law's own name begins with a capital.
static char *law(const char *kind, const char *name, const char *edition)
{
    const char *year = *edition == '@' ? edition + 1 : "";
    size_t len = (size_t)(edition - name), first = 0;
    tc_auto_buf struct tc_buf text = {0};
    tc_buf_printf(&text, "%s%s", kind, len ? " " : "");
    if (len) {
        (void)tc_utf8_next(name, len, &first);
        tc_text_upper(name, first, &text);
        tc_buf_add(&text, name + first, len - first);
    }
    if (!is_unknown(year))
        tc_buf_printf(&text, " năm %s", year);
    return tc_xstrdup(text.data);
}

static char *code(const char *key)
{
    const struct tc_rules *rules = tc_rules();
    size_t len = strcspn(key, "@");
    for (size_t i = 0; i < rules->law_count; i++) {
        const struct tc_law_rule *rule = &rules->laws[i];
        if (!len || !rule->code || strlen(rule->code) != len || memcmp(rule->code, key, len) != 0)
            continue;
        tc_auto_free char *whole = tc_xasprintf("%s%s", rule->name, key + len);
        return law("Bộ luật", whole, whole + strlen(rule->name));
    }
    return NULL;
}

char *tc_key_name(const char *key)
{
    static const struct {
        const char *prefix, *kind;
    } laws[] = {
        {"LUAT:", "Luật"}, {"PHAP-LENH:", "Pháp lệnh"}, {"HIEN-PHAP", "Hiến pháp"}, {"DIEU-LE-DANG", "Điều lệ Đảng"}};
    if (!strncmp(key, "NQTW:", strlen("NQTW:")))
        return plenum(key + strlen("NQTW:"));
    if (!strncmp(key, "NQDH:", strlen("NQDH:")))
        return congress(key + strlen("NQDH:"));
    for (size_t i = 0; i < TC_LENGTH(laws); i++)
        if (!strncmp(key, laws[i].prefix, strlen(laws[i].prefix)))
            return law(laws[i].kind, key + strlen(laws[i].prefix), key + strcspn(key, "@"));
    return code(key);
}
