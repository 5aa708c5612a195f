# SPDX-License-Identifier: GPL-3.0-or-later
"""What a citation is called when only its own document is known: a date that is not written is `?`."""

import re

DATES = ((re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})"), "dmy"),
         (re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.I), "dmy"),
         (re.compile(r"tháng\s+(\d{1,2})\s?[/-]\s?(\d{4})", re.I), "my"),
         (re.compile(r"năm\s+(\d{4})", re.I), "y"))
NAMED = ("NQTW:", "NQDH:", "DIEU-LE", "HIEN-PHAP", "BL", "LUAT:", "PHAP-LENH:", "CUONG-LINH")


def written_date(text):
    for pattern, shape in DATES:
        found = pattern.search(text)
        if found:
            if shape == "dmy":
                return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
            return f"{found[2]}-{int(found[1]):02d}" if shape == "my" else found[1]
    return None


class Reader:
    """Follows one document from its first citation to its last."""

    def __init__(self):
        self.dates = {}

    def entry(self, text, key):
        """{"key": with what the document said before, "key_as_written": this place alone, "identity": the truth}"""
        literal = key.startswith("=")
        key = key.lstrip("=")
        base, _, provision = key.partition("#")
        entry = {"key": base, "provision": provision or None}
        if literal and "@" in base and not base.startswith(NAMED):
            shown = self._shown(text, base.split("@")[0])
            return {**entry, "key_as_written": f"{shown}@?"} if shown not in base else entry
        found = re.fullmatch(r"(NQDH:(?:tinh|tp|huyen)-)(.+)(/.+)", base)
        if found and found[2].lower() not in text.lower():
            bare = f"{found[1]}?{found[3]}"
            return {**entry, "key_as_written": bare, "key_alt": [bare]}
        if literal or base.startswith(NAMED):
            return entry
        if "@" in base:
            return {**entry, **self._party(text, base)}
        found = re.fullmatch(r"(\d+[a-z]?)/(\d{4})/(.+)", base)
        if not found or found[2] in text:
            self.dates[base] = base
            return entry
        bare = f"{found[1]}/?/{re.sub(r'QH[0-9]+$', 'QH?', found[3])}"
        return self._pair(entry, bare, base if base in self.dates else bare, base)

    def _party(self, text, base):
        stem = base.split("@")[0]
        date = written_date(text)
        alone = f"{self._shown(text, stem)}@{date or '?'}"
        if date and date in base:
            self.dates.setdefault(stem, date)
        inherited = f"{stem}@{date or self.dates.get(stem, '?')}"
        return self._pair({}, alone, inherited, base)

    @staticmethod
    def _shown(text, stem):
        """The number as far as it is written: a bare “Nghị quyết 05” does not name its issuer."""
        issuer = re.split(r"[-/]", stem, maxsplit=1)[1].split("/")[-1]
        if re.search(re.escape(issuer.split("-")[-1]).replace("TW", "T[WƯw]"), text, re.I):
            return stem
        return re.sub(r"/[^/]*$", "/?", stem) if "-" in stem.split("/")[0] else stem

    @staticmethod
    def _pair(entry, alone, inherited, identity):
        entry["key"] = inherited
        if alone != inherited:
            entry["key_as_written"] = alone
        if identity != inherited:
            entry["identity"] = identity
            entry["key_alt"] = [identity]  # known only from the archive, or from later in the document
        return entry
