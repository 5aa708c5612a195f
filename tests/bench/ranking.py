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
    return re.sub(r"(?i)\b([bcdđghklmnprstvx]*)([òóỏõọùúủũụ])([aey])\b", move, text)


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
    return out + tone


def telex(text):
    return re.sub(r"\w+", lambda m: telex_word(m.group()), text)


def typo(text, rng):  # one letter of one word of letters changed, lost, doubled or swapped
    words = [m for m in re.finditer(r"[^\W\d_]{3,}", text)]
    if not words:
        return text
    m = rng.choice(words)
    w, i = m.group(), rng.randrange(len(m.group()))
    kind = rng.randrange(4)
    if kind == 0:
        w = w[:i] + rng.choice(LETTERS) + w[i + 1:]
    elif kind == 1:
        w = w[:i] + w[i + 1:]
    elif kind == 2:
        w = w[:i] + w[i] + w[i:]
    elif i + 1 < len(w):
        w = w[:i] + w[i + 1] + w[i] + w[i + 2:]
    return text[:m.start()] + w + text[m.end():]


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
