#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Helper of ranking.sh.

ranking.py files DIR        JSON Lines of records on standard input, one file each in DIR
ranking.py run RUN          JSON Lines of `tracuu batch` on standard input, a run for ir_eval.py
ranking.py SPELLING IN OUT  queries respelled: written bare mixed nfd telex typo
"""
import json, os, random, re, sys, unicodedata

TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
SHAPES = {"\u0302": None, "\u0306": "w", "\u031b": "w"}
LETTERS = "aàảãáạăằắặâầấậbcdđeèẻéẹêềểếệghiìíịklmnoòỏóọôồốộơờớợpqrstuùủúụưừứựvxyỳýỵ"


def bare(text):
    plain = unicodedata.normalize("NFD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("đ", "d").replace("Đ", "D")


def new_style(text):  # hòa -> hoà, ủy -> uỷ: the newer place of the tone
    def move(match):
        first, second = match.group(2), match.group(3)
        parts = unicodedata.normalize("NFD", first)
        return match.group(1) + parts[0] + unicodedata.normalize("NFC", second + parts[1:])
    return re.sub(r"(?i)\b([bcdđghklmnprstvx]*)([òóỏõọ](?=[ae])|[ùúủũụ](?=y))([aey])\b", move, text)  # not của


def telex_word(word):
    out, tone = "", ""
    for c in word:
        if c in "đĐ":
            out += "dd" if c == "đ" else "DD"
            continue
        parts = unicodedata.normalize("NFD", c)
        letter = parts[0]
        for mark in parts[1:]:
            if mark in TONES:
                tone = TONES[mark]
            elif mark in SHAPES:
                letter += SHAPES[mark] or parts[0].lower()
        out += letter
    return (out + tone).upper() if word.isupper() and len(word) > 1 else out + tone


def telex(text):
    return re.sub(r"\w+", lambda m: telex_word(m.group()), text)


def neighbours(letter):
    """Keys beside a letter on a QWERTY keyboard, of its own row and of the rows above and below."""
    rows = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    at = {c: (x + shift, y) for y, (row, shift) in enumerate(zip(rows, (0, .25, .75))) for x, c in enumerate(row)}
    if letter not in at:
        return []
    x, y = at[letter]
    return [c for c, (cx, cy) in at.items() if c != letter and abs(cx - x) <= 1 and abs(cy - y) <= 1]


def other_key(c, rng):
    parts = unicodedata.normalize("NFD", c.replace("đ", "d").replace("Đ", "D"))
    near = neighbours(parts[0].lower())
    if not near:
        return c
    key = rng.choice(near)
    whole = unicodedata.normalize("NFC", key + parts[1:])  # the marks stay where the key can carry them
    key = whole if len(whole) == 1 and key in "aeiouy" else key
    return key.upper() if c.isupper() else key


def other_mark(c, rng):  # a tone wrong, missing or too many; the shape of a letter forgotten
    parts = unicodedata.normalize("NFD", c)
    if c in "đĐ":
        return "d" if c == "đ" else "D"
    if parts[0].lower() not in "aeiouy":
        return c
    tones, shapes = [m for m in parts[1:] if m in TONES], [m for m in parts[1:] if m in SHAPES]
    kinds = [shapes + [m] for m in list(TONES) + [None] if [m] != (tones or [None])]
    if shapes:
        kinds += [tones] * 2
    made = [m for m in rng.choice(kinds) if m]
    return unicodedata.normalize("NFC", parts[0] + "".join(made))


def typo(text, rng):
    """One slip: in a word of three letters or more a key beside the right one, lost, doubled or swapped with the
    next, or a mark wrong or missing, each as often."""
    words = list(re.finditer(r"[^\W\d_]{3,}", text))
    while words:
        m = rng.choice(words)
        w, i, kind = m.group(), rng.randrange(len(m.group())), rng.randrange(5)
        if kind == 0:
            made = w[:i] + other_key(w[i], rng) + w[i + 1:]
        elif kind == 1:
            made = w[:i] + w[i + 1:]
        elif kind == 2:
            made = w[:i] + w[i] + w[i:]
        elif kind == 3:
            made = w[:i] + w[i + 1:i + 2] + w[i] + w[i + 2:]
        else:
            i = rng.choice([k for k, c in enumerate(w) if bare(c).lower() in "aeiouyd"] or [i])
            made = w[:i] + other_mark(w[i], rng) + w[i + 1:]
        if made != w:
            return text[:m.start()] + made + text[m.end():]
    return text


def main():
    if sys.argv[1] == "files":
        os.makedirs(sys.argv[2], exist_ok=True)
        for line in sys.stdin:
            record = json.loads(line)
            folder = os.path.join(sys.argv[2], record["id"][-2:])
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, record["id"] + ".txt"), "w", encoding="utf-8") as f:
                f.write((record.get("title") or "") + "\n\n" + record["text"])
        return
    if sys.argv[1] == "run":
        with open(sys.argv[2], "w", encoding="utf-8") as f:
            for line in sys.stdin:
                row = json.loads(line)
                for hit in row.get("hits", []):
                    f.write(f"{row['id']}\t{os.path.basename(hit['path'])[:-4]}\n")
        return
    spell = {"written": lambda t, r: t, "bare": lambda t, r: bare(t), "mixed": lambda t, r: new_style(t),
             "nfd": lambda t, r: unicodedata.normalize("NFD", t), "telex": lambda t, r: telex(t), "typo": typo}
    rng = random.Random(7)
    with open(sys.argv[2], encoding="utf-8") as f, open(sys.argv[3], "w", encoding="utf-8") as out:
        for line in f:
            key, text = line.rstrip("\n").split("\t", 1)
            out.write(key + "\t" + spell[sys.argv[1]](unicodedata.normalize("NFC", text), rng) + "\n")


if __name__ == "__main__":
    main()
