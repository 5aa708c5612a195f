# SPDX-License-Identifier: GPL-3.0-or-later
"""Seeds of the binary formats, cut out of small files that LibreOffice makes of an invented text: make_binary.py.
Needs soffice; the seeds are kept beside this script, so it is run only to make them anew."""

import os
import struct
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
NS = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}"' for p, n in (
    ("office", "office:1.0"), ("text", "text:1.0"), ("table", "table:1.0"), ("draw", "drawing:1.0"), ("svg", "svg-compatible:1.0")))
CELL = "<table:table-cell office:value-type=\"string\"><text:p>%s</text:p></table:table-cell>"
TABLE = "<table:table table:name=\"B\"><table:table-column table:number-columns-repeated=\"2\"/><table:table-row>" + CELL % "Số 7-KL/TU" + CELL % "ĐẢNG" + "</table:table-row></table:table>"
DOCS = {"doc": ("text", TABLE + "<text:h text:outline-level=\"1\">I- KẾT LUẬN</text:h><text:p>Một<text:tab/>hai.</text:p>"
                "<text:list><text:list-item><text:p>Ba</text:p></text:list-item></text:list>"),
        "xls": ("spreadsheet", TABLE),
        "ppt": ("presentation", "<draw:page draw:name=\"1\"><draw:frame svg:width=\"9cm\" svg:height=\"3cm\"><draw:text-box>"
                "<text:p>Báo cáo</text:p></draw:text-box></draw:frame></draw:page>")}


def streams(data):
    """Name to bytes of each stream of a compound file (sectors of 512 bytes)."""
    def chain(table, first):
        out = []
        while first < 0xFFFFFFFA and len(out) <= len(table):
            out.append(first)
            first = table[first]
        return out

    def sector(i):
        return data[512 * (i + 1):512 * (i + 2)]
    fat = []
    for i in struct.unpack("<109I", data[76:512]):
        if i < 0xFFFFFFFA:
            fat += struct.unpack("<128I", sector(i))
    start, = struct.unpack("<I", data[48:52])
    mini_start, = struct.unpack("<I", data[60:64])
    directory = b"".join(sector(i) for i in chain(fat, start))
    mini_fat = struct.unpack(f"<{128 * len(chain(fat, mini_start))}I", b"".join(sector(i) for i in chain(fat, mini_start)))
    out, mini = {}, b""
    for i in range(0, len(directory), 128):
        entry = directory[i:i + 128]
        name = entry[:max(0, struct.unpack("<H", entry[64:66])[0] - 2)].decode("utf-16le")
        first, size = struct.unpack("<IQ", entry[116:128])
        if entry[66] == 5:
            mini = b"".join(sector(k) for k in chain(fat, first))
        elif entry[66] == 2 and size < 4096:
            out[name] = b"".join(mini[64 * k:64 * k + 64] for k in chain(mini_fat, first))[:size]
        elif entry[66] == 2:
            out[name] = b"".join(sector(k) for k in chain(fat, first))[:size]
    return out


def main():
    with tempfile.TemporaryDirectory() as folder:
        for form, (kind, body) in DOCS.items():
            source = os.path.join(folder, f"a.f{ {'doc': 'odt', 'xls': 'ods', 'ppt': 'odp'}[form] }")
            with open(source, "w", encoding="utf-8") as f:
                f.write(f'<?xml version="1.0" encoding="UTF-8"?><office:document {NS} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.{kind}">'
                        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>")
            subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form, "--outdir",
                            folder, source], check=True, capture_output=True)
            with open(os.path.join(folder, "a." + form), "rb") as f:
                found = streams(f.read())
            if form == "doc":
                table = found["1Table"]
                seed = struct.pack("<H", len(table)) + table + found["WordDocument"]
            else:
                seed = found[{"xls": "Workbook", "ppt": "PowerPoint Document"}[form]]
            with open(os.path.join(HERE, form, "small"), "wb") as f:
                f.write(seed)
            print(form, len(seed))


if __name__ == "__main__":
    main()
