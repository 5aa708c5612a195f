# SPDX-License-Identifier: GPL-3.0-or-later
"""The page as plain text (marks kept), in the ways offices save it."""

import unicodedata

from .source import MARKS


def width(text):
    return len(MARKS.sub("", text))


def wrap(text, columns):
    lines, line = [], ""
    for word in text.split(" "):
        if line and width(line) + 1 + width(word) > columns:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join(lines + [line])


def two_columns(left, right, style):
    if style == "stacked":
        return "\n".join(left + [""] + right)
    count = max(len(left), len(right))
    left, right = left + [""] * (count - len(left)), right + [""] * (count - len(right))
    if style == "tabs":
        return "\n".join(f"{a}\t{b}".rstrip() for a, b in zip(left, right))
    room = max([width(a) for a in left] + [30]) + 6
    return "\n".join((a + " " * (room - width(a)) + b).rstrip() for a, b in zip(left, right))


def table(text):
    rows = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in text.splitlines()]
    return "\n".join("\t".join(row) for row in rows)


def render(blocks, head="stacked", gap="double", columns=0):
    """`head`: stacked, side or tabs; `gap`: double (an empty line between paragraphs) or single."""
    parts, before = [], None
    for block in blocks:
        kind = block[0]
        if kind in ("head", "foot"):
            text = two_columns(list(block[1]), list(block[2]), head)
        elif kind == "table":
            text = table(block[1])
        else:
            text = block[1].replace("**", "")
            text = "\n".join(wrap(line, columns) if columns else line for line in text.split("\n"))
        if kind == "title" and before in ("title", "type"):
            parts[-1] += "\n" + text  # one title, however many lines
        else:
            parts.append(text)
        before = kind
    out = ("\n\n" if gap == "double" else "\n").join(part for part in parts if part)
    return unicodedata.normalize("NFC", out) + "\n"
