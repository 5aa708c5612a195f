#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Slides and sheets in the old fonts: each run is read by its own font, the Unicode beside it is left alone."""

import os
import subprocess
import sys
import tempfile
import zipfile

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OLD, NEW = "KÕt luËn héi nghÞ", "Kết luận hội nghị"  # TCVN3 as its windows-1252 view, and what it says
PLAIN = "Ngày Õ ấy"  # letters that would be others in TCVN3


def shape(styles, runs):
    return f"<p:sp><p:txBody>{styles}<a:p>{runs}</a:p></p:txBody></p:sp>"


def run(text, font=None):
    properties = f'<a:rPr><a:latin typeface="{font}"/></a:rPr>' if font else ""
    return f"<a:r>{properties}<a:t>{text}</a:t></a:r>"


SLIDE = f"""<p:sld {A}><p:cSld><p:spTree>{shape("", run(OLD, ".VnTime") + run(" " + PLAIN))}{shape(
    '<a:lstStyle><a:lvl1pPr><a:defRPr><a:latin typeface=".VnArialH"/></a:defRPr></a:lvl1pPr></a:lstStyle>',
    run(OLD) + run(" " + PLAIN, "Arial"))}{shape("", run(PLAIN))}</p:spTree></p:cSld></p:sld>"""
PPTX = {"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": f"<p:presentation {A}/>", "ppt/slides/slide1.xml": SLIDE}
XLSX = {
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": f'<workbook {S} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
                       '<sheets><sheet name="Bảng" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                                  '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
                                  ' Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet {S}><fonts><font><name val="Arial"/></font><font><name val=".VnTime"/></font></fonts>'
                     '<cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>',
    "xl/sharedStrings.xml": f"<sst {S}><si><t>{OLD}</t></si><si><t>{PLAIN}</t></si>"
                            f'<si><r><rPr><rFont val=".VnTime"/></rPr><t>{OLD}</t></r><r><t xml:space="preserve"> {PLAIN}</t></r></si></sst>',
    "xl/worksheets/sheet1.xml": f'<worksheet {S}><sheetData><row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
                                '<c r="C1" t="s"><v>2</v></c></row></sheetData></worksheet>',
}


def read(name, parts):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, name)
        with zipfile.ZipFile(path, "w") as z:
            for part, data in parts.items():
                z.writestr(part, '<?xml version="1.0" encoding="UTF-8"?>' + data)
        return subprocess.run([os.environ["TRACUU"], "dump", "--stage=text", path], capture_output=True, check=False).stdout.decode()


failed = 0
for file, parts, wanted in (("a.pptx", PPTX, [f"{NEW} {PLAIN}", f"{NEW.upper()} {PLAIN}", PLAIN]),
                            ("a.xlsx", XLSX, [f"{NEW}\t{PLAIN}\t{NEW} {PLAIN}"])):
    said = read(file, parts)
    for line in wanted:
        if line not in said.split("\n"):
            print(f"FAIL {file}: no line {line!r} in {said!r}")
            failed += 1
sys.exit(1 if failed else 0)
