# SPDX-License-Identifier: GPL-3.0-or-later
"""The page as RTF in the fonts of before Unicode: TCVN3 bytes in .VnTime and, for capitals, .VnTimeH; or VNI-Times."""

from .charsets import encode, legacy_safe
from .source import strip_marks

FONTS = {"tcvn3": ("\\fonttbl{\\f0\\fnil\\fcharset0 .VnTime;}{\\f1\\fnil\\fcharset0 .VnTimeH;}", True),
         "vni": ("\\fonttbl{\\f0\\fnil\\fcharset0 VNI-Times;}{\\f1\\fnil\\fcharset0 VNI-Times;}", False)}


def escape(data):
    out = []
    for byte in data:
        char = chr(byte)
        out.append("\\" + char if char in "\\{}" else char if 32 <= byte < 127 else "\\tab " if byte == 9 else "\\line " if byte == 10 else f"\\'{byte:02x}")
    return "".join(out)


def runs(text, charset):
    """A word all in capitals is set in the capitals font over lower-case bytes, as typists did it."""
    text = legacy_safe(strip_marks(text)).replace("**", "")
    if FONTS[charset][1] and text.isupper() and len(text) > 3:
        return "{\\f1 " + escape(encode(text.lower(), charset)) + "}"
    return "{\\f0 " + escape(encode(text, charset)) + "}"


def cell_row(left, right, charset, align):
    cells = ""
    for lines, how in ((left, align), (right, "\\qc")):
        cells += "\\pard\\intbl" + how + " " + "\\line ".join(runs(line, charset) for line in lines) + "\\cell\n"
    return "\\trowd\\trgaph70\\cellx4600\\cellx9400\n" + cells + "\\row\n"


def render(blocks, charset):
    out = []
    for block in blocks:
        kind = block[0]
        if kind in ("head", "foot"):
            out.append(cell_row(block[1], block[2], charset, "\\qc" if kind == "head" else "\\ql") + "\\pard\\par\n")
        elif kind == "table":
            rows = [[c.strip() for c in row.strip().strip("|").split("|")] for row in block[1].splitlines()]
            out += ["\\pard\\ql " + "\\tab ".join(runs(c, charset) for c in row) + "\\par\n" for row in rows]
        else:
            look = {"type": "\\qc\\b ", "title": "\\qc\\b ", "rule": "\\qc ", "centre": "\\qc ", "h1": "\\ql\\b ", "h2": "\\ql\\b\\i "}.get(kind, "\\qj\\fi567 ")
            out += ["\\pard" + look + runs(line, charset) + "\\b0\\i0\\par\n" for line in block[1].split("\n")]
    return "{\\rtf1\\ansi\\ansicpg1252\\deff0{" + FONTS[charset][0] + "}\\fs28\n" + "".join(out) + "}\n"
