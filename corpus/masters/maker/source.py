# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the master of a sample document (src/ID.txt): `@field: value` lines, `---`, then the body.

The body is paragraphs separated by empty lines. Marks:
  # text, ## text        heading, sub-heading          ^ text   centred line
  | a | b |              row of a table               **text** bold
  {{text|KEY|relation}}  a citation; KEY as in gold, several for a list separated by `;`, true identity with its date;
                         a further field `opt` makes it optional, `alt=KEY` accepts another; a KEY that begins with `=` is taken as it stands
  {{~text}}              a vague mention
  <<agency|with|date>>text<</>>   an assigned task
Marks become private-use characters (START + i, END + i) so that every renderer can carry them to the end, where they are
cut out again and give the offsets.
"""

import re

START, END, LIMIT = 0xE000, 0xE800, 0x7FF
MARKS = re.compile("[\ue000-\uefff]")
CODES = {"nghị quyết": "NQ", "quyết định": "QĐ", "chỉ thị": "CT", "kết luận": "KL", "quy chế": "QC", "quy định": "QyĐ",
         "thông tri": "TT", "hướng dẫn": "HD", "thông báo": "TB", "báo cáo": "BC", "kế hoạch": "KH", "chương trình": "CTr",
         "đề án": "ĐA", "tờ trình": "TTr", "công văn": "CV", "biên bản": "BB", "thư ngỏ": None, "tin": None}
TOKEN = re.compile(r"\{\{(~?)(.*?)\}\}|<<(?!/)([^>]*)>>|<</>>", re.S)


class Source:
    """One master: `head` (fields), `blocks` [(kind, text with marks)], `spans` [what each mark means]."""

    def __init__(self, path):
        self.id = path.stem
        text = path.read_text(encoding="utf-8")
        top, _, body = text.partition("\n---\n")
        self.head = {}
        for line in top.splitlines():
            name, _, value = line.lstrip("@").partition(":")
            self.head[name.strip()] = value.strip()
        self.spans = []
        self.open = []
        for field in ("print_title", "print_headline"):
            if field in self.head:
                self.head[field] = TOKEN.sub(self._mark, self.head[field])
        self.blocks = [self._block(part) for part in re.split(r"\n\s*\n", body.strip("\n"))]
        if self.open:
            raise ValueError(f"{path.name}: a task is not closed")
        if len(self.spans) > LIMIT:
            raise ValueError(f"{path.name}: too many marks")

    def get(self, name, default=None):
        return self.head.get(name) or default

    def list(self, name, mark=";"):
        return [item.strip() for item in self.head.get(name, "").split(mark) if item.strip()]

    def _block(self, part):
        part = TOKEN.sub(self._mark, part.strip("\n"))
        for mark, kind in (("## ", "h2"), ("# ", "h1"), ("^ ", "centre")):
            if part.startswith(mark):
                return kind, part[len(mark):]
        if part.startswith("|"):
            return "table", part
        return "p", part

    def _mark(self, match):
        vague, inner, task = match.group(1), match.group(2), match.group(3)
        if inner is None and task is None:
            return chr(END + self.open.pop())
        index = len(self.spans)
        if task is not None:
            agency, coop, date = (task.split("|") + ["", ""])[:3]
            self.spans.append({"kind": "task", "agency": agency, "with": [c.strip() for c in coop.split(";") if c.strip()],
                               "deadline": date or None})
            self.open.append(index)
            return chr(START + index)
        if vague:
            self.spans.append({"kind": "mention"})
            return chr(START + index) + inner + chr(END + index)
        text, keys, *rest = inner.split("|")
        self.spans.append({"kind": "cite", "keys": keys.split(";"), "relation": rest[0] if rest and rest[0] else "refers",
                           "optional": "opt" in rest[1:], "alt": [r[4:] for r in rest[1:] if r.startswith("alt=")]})
        return chr(START + index) + text + chr(END + index)


def strip_marks(text):
    return MARKS.sub("", text)


def offsets(text):
    """(text without marks, {index: (start, end)}) in bytes of UTF-8."""
    out, where, position = [], {}, 0
    for char in text:
        code = ord(char)
        if START <= code <= START + LIMIT:
            where[code - START] = [position, None]
        elif END <= code <= END + LIMIT:
            where[code - END][1] = position
        else:
            out.append(char)
            position += len(char.encode("utf-8"))
    return "".join(out), where


def day(date):
    year, month, day_ = date.split("-")
    return f"ngày {day_} tháng {month if int(month) < 3 else int(month)} năm {year}"


def news_page(source):
    """A news report as text saved from a page: title, date, body, author, what stood below."""
    lines = [source.get("print_headline", source.get("title")), source.get("print_date")]
    tail = [source.get("print_author", source.get("author"))] + source.list("tail")
    return [("p", line) for line in lines if line] + list(source.blocks) + [("p", line) for line in tail if line]


def whole(source):
    return news_page(source) if source.get("layout") == "news" else compose(source)


def compose(source):
    """The whole page as blocks: ("head", left, right), body blocks, ("foot", recipients, signature)."""
    layout = source.get("layout", "party")
    if layout in ("news", "plain"):
        return list(source.blocks)
    state = layout == "state"
    left = source.list("left", " / ") or [line.upper() for line in source.list("parent", " / ") + source.list("issuer", " / ")]
    number = source.get("print_number", source.get("number", ""))
    rule = ["-------"] if state else ["*"]
    left = left + rule + ([("Số: " if state else "Số ") + number] if number else [])
    place_date = f"{source.get('at')}, {source.get('print_date') or day(source.get('date'))}"
    if state:
        right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "---------------", place_date]
    else:
        right = ["ĐẢNG CỘNG SẢN VIỆT NAM", "_" * 20 if layout == "party" else "", place_date]
    title = source.list("print_title", " / ") or [source.get("title")]
    blocks = []
    if source.get("type") == "công văn":
        left = left + title
        blocks.append(("head", left, [line for line in right if line]))
    else:
        blocks.append(("head", left, [line for line in right if line]))
        blocks.append(("type", source.get("print_type", source.get("type").upper())))
        blocks += [("title", line) for line in title] + [("rule", "-----")]
    blocks += source.blocks
    sign = source.list("signed_as", " / ") + source.list("print_role", " / ") + source.list("stamp", " / ")
    sign = sign + [source.get("signer")] if source.get("signer") else sign
    recipients = source.list("to")
    lines = [f"- {item}{'.' if i == len(recipients) - 1 else ';'}" for i, item in enumerate(recipients)]
    blocks.append(("foot", ["Nơi nhận:"] + lines if lines else [], sign))
    return blocks
