# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that want to do harm, made into a folder: hostile.py DIR. FILES says what each may be reported as ("ok": it may
be read). Everything is made here; nothing is a sample of anybody's."""

import io
import os
import random
import struct
import sys
import tarfile
import zipfile
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "e2e"))
import containers  # noqa: E402

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
TEXT = "Số 44-KL/TU ngày 01/12/2008 của Tỉnh ủy về công tác cán bộ"
XML = '<?xml version="1.0"?>'


def docx(path, document):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", TYPES)
        z.writestr("word/document.xml", document)


def body(inside):
    return f"<w:document {W}><w:body>{inside}</w:body></w:document>"


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def zip_bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", TYPES)
        with z.open("word/document.xml", "w") as part:
            part.write((XML + f"<w:document {W}>").encode())
            for _ in range(400):
                part.write(b" " * (1 << 20))


def xml_bomb(path):
    entities = '<!ENTITY a0 "mười">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    docx(path, f"{XML}<!DOCTYPE x [{entities}]>" + body(paragraph("&a11;")))


def xxe(path):
    docx(path, f'{XML}<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + body(paragraph("&f;")))


def deep_xml(path):
    docx(path, XML + body("<w:sdt>" * 100000 + paragraph("x") + "</w:sdt>" * 100000))


def text(content):
    def make(path):
        with open(path, "w", encoding="utf-8") as f:
            f.write(content)
    return make


def pdf(objects):
    out, offsets = b"%PDF-1.5\n", []
    for i, data in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % i + data + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % o for o in offsets)
    return out + b"trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def write_pdf(objects):
    def make(path):
        with open(path, "wb") as f:
            f.write(pdf(objects))
    return make


def stream(data, extra=b""):
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (extra, len(data), data)


CATALOG, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
# a page tree that holds itself and says that it has two thousand million pages
ENDLESS = [CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 2000000000>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"]
# a form that draws itself, twice
USES_F = b"/Resources<</XObject<</F 4 0 R>>>>"
SELF = [CATALOG, PAGES, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]" + USES_F + b"/Contents 5 0 R>>",
        stream(b"/F Do /F Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + USES_F), stream(b"/F Do /F Do")]


def bomb_pdf(path):
    data = zlib.compress(b"BT /F 9 Tf (x) Tj ET " * 4000000, 9)
    write_pdf([CATALOG, PAGES, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F<</Type/Font/Subtype/Type1"
               b"/BaseFont/Helvetica>>>>>>/Contents 4 0 R>>", stream(data, b"/Filter/FlateDecode")])(path)


def ole(cut=None, name="WordDocument"):
    """A compound file with one stream whose chain of sectors goes round in a circle."""
    header = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + b"\0" * 16
    header += struct.pack("<6H10I", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xFF" * (4 * 108)
    fat = struct.pack("<4I", 0xFFFFFFFD, 0xFFFFFFFE, 3, 2) + b"\xFF" * (512 - 16)

    def entry(name, kind, start, size):
        wide = name.encode("utf-16le") + b"\0\0"
        child = 1 if kind == 5 else 0xFFFFFFFF
        return (wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child) + b"\0" * 36 +
                struct.pack("<IQ", start, size))
    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0) + entry(name, 2, 2, 1 << 31) + b"\0" * 256
    data = header.ljust(512, b"\0") + fat + directory + b"\xEC\xA5\xC1\0".ljust(512, b"A") + b"B" * 512

    def make(path):
        with open(path, "wb") as f:
            f.write(data[:cut])
    return make


def noise(head, seed):
    def make(path):
        with open(path, "wb") as f:
            f.write(head + random.Random(seed).randbytes(200000))
    return make


# --- files that hold others

def write(make_bytes):
    def make(path):
        with open(path, "wb") as f:
            f.write(make_bytes())
    return make


def zeros(megabytes):
    """A zip of one member, a thousandth of its size."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z, z.open("0.dll", "w", force_zip64=True) as member:
        for _ in range(megabytes):
            member.write(bytes(1 << 20))
    return out.getvalue()


def matryoshka(levels, each):
    """Zips of zips of zips …, at the bottom nothing but zeros: a few kilobytes that want to be terabytes."""
    inner = zeros(20)
    for level in range(levels):
        inner = containers.zipped([(f"lib {level}.{i}.zip", inner) for i in range(each)])
    return inner


def liar():
    """The directory and the local head say ten bytes, the stream holds eighty million."""
    whole = bytearray(zeros(80))
    size = struct.pack("<I", 80 << 20)
    at = -1
    while (at := whole.find(size, at + 1)) >= 0:
        whole[at:at + 4] = struct.pack("<I", 10)
    return bytes(whole)


def mail_in_mail(depth):
    mail = containers.mail("Cuối", TEXT)
    for i in range(depth):
        mail = containers.mail(f"Thư {i}", f"Thư chuyển tiếp {i}.", [mail])
    return mail


def strange_tar():
    kinds = {"liên kết": tarfile.SYMTYPE, "liên kết cứng": tarfile.LNKTYPE, "thiết bị": tarfile.CHRTYPE, "đĩa": tarfile.BLKTYPE,
             "ống": tarfile.FIFOTYPE}
    return containers.tarred([*kinds.items(), ("../../../leo.txt", TEXT.encode()), ("/etc/passwd", TEXT.encode())])


def hostile_names():
    return containers.zipped([("\x1b]0;tên\x07.txt", TEXT.encode()), ("a\nb.txt", TEXT.encode()), ("..\\..\\c.txt", TEXT.encode()),
                              (b"\xff\xfe\x80.txt", TEXT.encode()), ("x" * 60000, TEXT.encode()), ("!/!/!/d.txt", TEXT.encode())])


def sparse(path):
    with open(path, "wb") as f:
        f.truncate(1 << 40)


def link(target):
    return lambda path: os.symlink(target, path)


PAGE = f"<html><body><p>{TEXT}</p></body></html>"
LINKS = {"unreadable", "skipped"}
# name: (maker, what it may be reported as)
FILES = {
    "bom-zip.docx": (zip_bomb, {"too-large"}),
    "bom-xml.docx": (xml_bomb, {"damaged", "no-text"}),
    "xxe.docx": (xxe, {"damaged", "no-text"}),
    "sâu.docx": (deep_xml, {"too-large", "damaged"}),
    "sâu.html": (text("<html><body>" + "<div><b>" * 200000 + TEXT), {"too-large"}),
    "bảng-trong-bảng.html": (text("<html>" + "<table><tr><td>" * 900 + TEXT), {"ok", "too-large"}),
    "sâu.rtf": (text("{\\rtf1 " + "{" * 500000 + "x"), {"too-large"}),
    "vô-tận.pdf": (write_pdf(ENDLESS), {"damaged", "too-large", "no-text"}),
    "tự-gọi.pdf": (write_pdf(SELF), {"no-text", "damaged"}),
    "bom.pdf": (bomb_pdf, {"ok", "too-large", "timeout", "memory"}),
    "vòng.doc": (ole(), {"damaged", "no-text"}),
    "cụt.doc": (ole(700), {"damaged", "unsupported"}),
    "rác.doc": (noise(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 1), {"damaged", "unsupported"}),
    "rác.pdf": (noise(b"%PDF-1.7\n", 2), {"damaged", "no-text"}),
    "rác.docx": (noise(b"PK\x03\x04", 3), {"damaged", "encrypted", "ok"}),  # a zip whose first member has no sense
    "rác.rtf": (noise(b"{\\rtf1 ", 4), {"ok", "unsupported", "no-text", "too-large"}),
    "rác.bin": (noise(b"\0\1\2\3", 5), {"unsupported"}),
    "trang.doc": (text(PAGE), {"ok"}),
    "trang.pdf": (text(PAGE), {"ok"}),
    "chữ.xls": (text(TEXT), {"ok"}),
    "rỗng.txt": (text(""), {"empty"}),
    "trắng.txt": (text(" \n\t\n"), {"no-text", "empty"}),
    "tên có\nxuống dòng.txt": (text(TEXT), {"ok"}),
    "tên\x1b[31m đỏ \x07.txt": (text(TEXT), {"ok"}),
    "bom.zip": (write(lambda: zeros(400)), {"ok", "too-large"}),
    "lồng.zip": (write(lambda: matryoshka(8, 3)), {"ok", "too-large"}),
    "tổng.zip": (write(lambda: containers.zipped([(f"{i}.bin", bytes(10 << 20)) for i in range(20)])), {"too-large"}),
    "nói-dối.zip": (write(liar), {"ok", "damaged", "too-large"}),
    "đông.zip": (write(lambda: containers.zipped([(f"{i}.txt", b"") for i in range(21000)])), {"too-large"}),
    "lạ.tar": (write(strange_tar), {"ok"}),
    "tên.zip": (write(hostile_names), {"ok"}),
    "cụt.tar.gz": (write(lambda: containers.tarred([("x.txt", TEXT.encode()), ("y", random.Random(6).randbytes(90000))], "w:gz")[:50000]),
                   {"damaged"}),
    "cụt.7z": (write(lambda: containers.seven_zip([("x.txt", TEXT.encode())])[:-9]), {"damaged"}),
    "rác.7z": (noise(b"7z\xbc\xaf\x27\x1c\0\4", 7), {"damaged"}),
    "rác.rar": (noise(b"Rar!\x1a\x07\x00", 8), {"damaged", "encrypted", "ok"}),
    "rác.gz": (noise(b"\x1f\x8b\x08\0\0\0\0\0\0\3", 9), {"damaged", "ok"}),
    "khóa.zip": (write(lambda: containers.encrypted_zip("kín.txt", TEXT.encode())), {"ok"}),
    "sâu.eml": (write(lambda: mail_in_mail(30).as_bytes()), {"ok"}),
    "hộp.mbox": (write(lambda: containers.mailbox([mail_in_mail(2)] * 3) + b"From x y 08:00:00\nSubject: c"), {"ok"}),
    "vòng.msg": (ole(name="__properties_version1.0"), {"damaged", "no-text"}),
    "thưa.txt": (sparse, {"too-large"}),
    "ống": (os.mkfifo, LINKS),
    "ra-ngoài.txt": (link("/etc/passwd"), LINKS),
    "vòng-quanh": (link("."), LINKS),
    "mất.txt": (link("không-có"), LINKS),
}

# of the members of those: what they may be reported as
MEMBERS = {
    "bom.zip!/0.dll": {"too-large"},
    "lồng.zip!/lib 7.0.zip!/lib 6.0.zip!/lib 5.0.zip!/lib 4.0.zip": {"too-large"},
    "lạ.tar!/liên kết": {"skipped"},
    "lạ.tar!/liên kết cứng": {"skipped"},
    "lạ.tar!/thiết bị": {"skipped"},
    "lạ.tar!/đĩa": {"skipped"},
    "lạ.tar!/ống": {"skipped"},
    "lạ.tar!/leo.txt": {"ok"},
    "lạ.tar!/etc/passwd": {"ok"},
    "tên.zip!/_]0;tên_.txt": {"ok"},
    "tên.zip!/a_b.txt": {"ok"},
    "tên.zip!/c.txt": {"ok"},
    "khóa.zip!/kín.txt": {"encrypted"},
    "sâu.eml!/Thư 28.eml!/Thư 27.eml!/Thư 26.eml": {"ok"},
    "sâu.eml!/Thư 28.eml!/Thư 27.eml!/Thư 26.eml!/Thư 25.eml": {"too-large"},
    "hộp.mbox!/0003.eml!/Thư 0.eml!/Cuối.eml": {"ok"},
}


def make(folder):
    os.makedirs(folder, exist_ok=True)
    for name, (maker, _) in FILES.items():
        maker(os.path.join(folder, name))


if __name__ == "__main__":
    make(sys.argv[1])
