# SPDX-License-Identifier: GPL-3.0-or-later
"""Text to the bytes of the encodings that lie in the cupboards of offices."""

import pathlib
import unicodedata

TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "…": "..."})


def tables():
    rows = [line.split("\t") for line in (pathlib.Path(__file__).parent / "charsets.tsv").read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")]
    return {name: {row[0]: bytes.fromhex(row[i]) for row in rows[1:]} for i, name in enumerate(rows[0]) if i}


TABLES = tables()


def legacy_safe(text):
    """The same text with the punctuation that every legacy charset has."""
    return text.translate(PLAIN)


def encode(text, name):
    if name in TABLES:
        table = TABLES[name]
        return b"".join(table.get(c) or c.encode("ascii") for c in text)
    if name == "cp1258":
        return b"".join(cp1258(c) for c in text)
    if name == "nfd":
        return unicodedata.normalize("NFD", text).encode("utf-8")
    if name == "utf16":
        return b"\xff\xfe" + text.encode("utf-16-le")
    if name == "bom":
        return b"\xef\xbb\xbf" + text.encode("utf-8")
    if name == "crlf":
        return text.replace("\n", "\r\n").encode("utf-8")
    return text.encode("utf-8")


def cp1258(char):
    """Base letter (with circumflex, breve or horn) first, tone after it, as Windows keyboards wrote it."""
    try:
        return char.encode("cp1258")
    except UnicodeEncodeError:
        decomposed = unicodedata.normalize("NFD", char)
        tone = "".join(c for c in decomposed if c in TONES)
        base = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in TONES))
        return (base + tone).encode("cp1258")
