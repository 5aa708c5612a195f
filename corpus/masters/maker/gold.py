# SPDX-License-Identifier: GPL-3.0-or-later
"""The answers beside the documents, from the marks of the masters."""

import re

from .keys import Reader
from .source import CODES, MARKS, offsets, whole

MEDIA = {"txt": "text/plain", "html": "text/html", "pdf": "application/pdf", "rtf": "text/rtf", "doc": "application/msword",
         "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
         "odt": "application/vnd.oasis.opendocument.text"}
ENCODING = {"utf8": "UTF-8", "nfd": "UTF-8", "bom": "UTF-8", "crlf": "UTF-8", "utf16": "UTF-16LE", "tcvn3": "TCVN3", "vni": "VNI",
            "vps": "VPS", "viscii": "VISCII", "cp1258": "CP1258"}


def own_key(source):
    number, date = source.get("number"), source.get("date") or "?"
    if not number:
        return None
    return number if re.match(r"\d+/\d{4}/", number) else f"{number}@{date}"


def plain(text):
    return re.sub(r"\s+", " ", MARKS.sub("", text)).strip()


def spans_of(source, text=None):
    """[(span, its text, start, end)] in order of appearance; offsets are None when `text` is."""
    page = text
    if page is None:
        page = "\n\n".join("\n".join(part) if isinstance(part, list) else part for block in whole(source) for part in block[1:])
    clean, where = offsets(page.replace("**", "") if text is None else page)
    data = clean.encode("utf-8")
    found = []
    for index, span in enumerate(source.spans):
        if index not in where or where[index][1] is None:
            raise ValueError(f"{source.id}: mark {index} is lost")
        start, end = where[index]
        before = clean.encode("utf-8")[max(0, start - 60):start].decode("utf-8", "ignore").lower()
        span = {**span, "before": before}
        found.append((start, span, plain(data[start:end].decode("utf-8")), start if text else None, end if text else None))
    return [item[1:] for item in sorted(found, key=lambda item: item[0])]


def other_relation(span):
    """Cue words that can be taken in two ways: `theo` (under), and `kết quả thực hiện` (results of carrying out)."""
    if re.search(r"theo( tinh thần| quy định tại)?[^.;]{0,12}$", span["before"]):
        return {"implements": "refers", "refers": "implements"}.get(span["relation"])
    if "thực hiện" in span["before"]:
        return {"reviews": "implements", "implements": "reviews"}.get(span["relation"])
    return None


def citations(source, text=None):
    reader, entries, mentions = Reader(), [], []
    for span, shown, start, end in spans_of(source, text):
        if span["kind"] == "mention":
            mentions.append({"text": shown, "start": start, "end": end})
        elif span["kind"] == "cite":
            for key in span["keys"]:
                entry = {"text": shown, "start": start, "end": end, "relation": span["relation"], "optional": span["optional"]}
                entry.update(reader.entry(shown, key))
                alts = list(dict.fromkeys(entry.get("key_alt", []) + span["alt"]))
                entry.update({"key_alt": alts} if alts else {})
                other = other_relation(span)
                entry.update({"relation_alt": [other]} if other else {})
                entries.append(entry)
    return {"citations": entries, "mentions": mentions}


def tasks(source):
    return [{"source": source.id, "source_key": own_key(source), "agency": span["agency"], "with": span["with"],
             "deadline": span["deadline"], "text": shown} for span, shown, _, _ in spans_of(source) if span["kind"] == "task"]


def metadata(source, name, form, encoding):
    get = source.get
    layout = get("layout", "party")
    official = layout in ("party", "party-new", "state")
    kind = get("type")
    basis = [c["key"] for c in citations(source)["citations"] if c["relation"] == "basis"]
    period = get("period")
    meta = {
        "id": source.id, "media_type": MEDIA[form], "encoding": ENCODING.get(encoding), "layout": layout, "type": kind,
        "type_code": CODES.get(kind), "number": get("number"), "key": own_key(source),
        "issuer": get("issuer") if official else None, "issuer_parent": get("parent") if official else None,
        "issuer_code": get("issuer_code"), "place": get("at") if official else get("province"), "province": get("province"),
        "date": get("date"), "event_date": get("event_date"), "title": get("title"), "signer": get("signer"),
        "signer_role": get("role"), "signed_as": get("signed_as"), "recipients": source.list("to"),
        "basis": list(dict.fromkeys(basis)), "term": get("term"), "period": [int(y) for y in period.split("-")] if period else None,
        "author": get("author"), "amends": source.list("amends"), "replaces": source.list("replaces"), "repeals": source.list("repeals"),
        "nearly": get("nearly")}
    for alt in ("title", "issuer", "type", "place", "signer_role", "number", "date", "author"):
        if source.list(alt + "_alt", "|"):
            meta[alt + "_alt"] = source.list(alt + "_alt", "|")
    printed = " ".join(plain(line) for line in source.list("print_title", " / "))
    if printed and printed.lower() != meta["title"].lower():  # the title as it stands on the page
        meta["title_alt"] = list(dict.fromkeys(meta.get("title_alt", []) + [printed]))
    return meta
