# SPDX-License-Identifier: GPL-3.0-or-later
"""The page as a flat OpenDocument text, which LibreOffice turns into .odt, .docx, .doc, .rtf and .pdf."""

import re
from xml.sax.saxutils import escape

from .source import strip_marks

NAMES = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}"' for p, n in (
    ("office", "office:1.0"), ("style", "style:1.0"), ("text", "text:1.0"), ("table", "table:1.0"),
    ("fo", "xsl-fo-compatible:1.0"), ("svg", "svg-compatible:1.0")))


def paragraph_style(name, size=14, align="justify", bold=False, italic=False, indent="0cm", after="0.15cm", spacing="100%%"):
    text = f'fo:font-size="{size}pt" style:font-name="Liberation Serif" fo:language="vi" fo:country="VN" style:letter-kerning="false"'
    text += ' fo:font-weight="bold"' if bold else ""
    text += ' fo:font-style="italic"' if italic else ""
    return (f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties fo:text-align="{align}" '
            f'fo:text-indent="{indent}" fo:margin-bottom="{after}" fo:line-height="{spacing}"/><style:text-properties {text}/></style:style>')


STYLES = "".join((
    paragraph_style("P", align="%(align)s", indent="1cm", after="0.2cm", spacing="145%%"), paragraph_style("H1", bold=True, indent="1cm", align="start"),
    paragraph_style("H2", bold=True, italic=True, indent="1cm", align="start"), paragraph_style("C", align="center"),
    paragraph_style("T", size=15, bold=True, align="center"), paragraph_style("S", bold=True, align="center"),
    paragraph_style("L", size=13, align="center", after="0cm"), paragraph_style("LB", size=13, align="center", bold=True, after="0cm"),
    paragraph_style("LI", size=13, align="center", italic=True, after="0cm"), paragraph_style("N", size=11, align="start", after="0cm"),
    paragraph_style("NB", size=12, align="start", bold=True, italic=True, after="0cm"), paragraph_style("CELL", size=12, align="start", after="0cm"),
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>',
    '<style:style style:name="Grid" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>',
    '<style:style style:name="Open" style:family="table-cell"><style:table-cell-properties fo:border="none"/></style:style>',
    '<style:style style:name="ColA" style:family="table-column"><style:table-column-properties style:column-width="6.5cm"/></style:style>',
    '<style:style style:name="ColB" style:family="table-column"><style:table-column-properties style:column-width="10cm"/></style:style>',
    '<style:style style:name="Wide" style:family="table"><style:table-properties style:width="16.5cm" table:align="center"/></style:style>'))

PAGE = ('<office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" '
        'fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="3cm" fo:margin-right="1.5cm"/>'
        '<style:footer-style/></style:page-layout>%s</office:automatic-styles><office:master-styles><style:master-page '
        'style:name="Standard" style:page-layout-name="A4"><style:footer><text:p text:style-name="C"><text:page-number/></text:p>'
        '</style:footer></style:master-page></office:master-styles>')


def inline(text):
    text = escape(strip_marks(text))
    text = re.sub(r"\*\*(.+?)\*\*", r'<text:span text:style-name="B">\1</text:span>', text)
    return text.replace("\t", "<text:tab/>").replace("\n", "<text:line-break/>")


def p(style, text):
    return f'<text:p text:style-name="{style}">{inline(text)}</text:p>'


def cells(rows, style):
    columns = ["ColA", "ColB"] if style == "Open" else [""] * max(len(row) for row in rows)
    out = '<table:table table:style-name="Wide">'
    out += "".join(f'<table:table-column table:style-name="{name}"/>' if name else "<table:table-column/>" for name in columns)
    for row in rows:
        out += "<table:table-row>" + "".join(f'<table:table-cell table:style-name="{style}" office:value-type="string">{c}</table:table-cell>' for c in row) + "</table:table-row>"
    return out + "</table:table>"


def head(left, right):
    a = "".join(p("LB" if line.isupper() else "L", line) for line in left)
    b = "".join(p("LI" if ", ngày" in line else "LB", line) for line in right)
    return cells([[a, b]], "Open")


def foot(recipients, sign):
    a = "".join(p("NB" if i == 0 else "N", line) for i, line in enumerate(recipients)) or p("N", "")
    b = "".join(p("LB", line) for line in sign)
    return cells([[a, b]], "Open")


def render(blocks, align="justify"):
    simple = {"type": "T", "title": "S", "rule": "C", "centre": "C", "h1": "H1", "h2": "H2"}
    out = []
    for block in blocks:
        kind = block[0]
        if kind == "head":
            out.append(head(block[1], block[2]) + p("C", ""))
        elif kind == "foot":
            out.append(p("C", "") + foot(block[1], block[2]))
        elif kind == "table":
            rows = [[p("CELL", c.strip()) for c in row.strip().strip("|").split("|")] for row in block[1].splitlines()]
            out.append(cells(rows, "Grid"))
        elif kind in simple:
            out.append(p(simple[kind], block[1]))
        else:
            out += [p("P", line) for line in block[1].split("\n")]
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {NAMES} office:version="1.3" '
            f'office:mimetype="application/vnd.oasis.opendocument.text"><office:font-face-decls><style:font-face '
            f'style:name="Liberation Serif" svg:font-family="\'Liberation Serif\'"/></office:font-face-decls>{PAGE % (STYLES % {"align": align})}'
            f'<office:body><office:text>{"".join(out)}</office:text></office:body></office:document>\n')
