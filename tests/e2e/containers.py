# SPDX-License-Identifier: GPL-3.0-or-later
"""Archives and mails made by hand, for tests: formats that Python cannot write are put together byte by byte, stored."""

import io
import struct
import tarfile
import zipfile
import zlib
from email.message import EmailMessage


def text(what):
    return f"Kết luận số 44-KL/TU ngày 01/12/2008 của Tỉnh ủy về {what}.\n".encode()


def zipped(members, method=zipfile.ZIP_DEFLATED):
    """(name, bytes) pairs; names may be bytes, as programs without UTF-8 write them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as z:
        for i, (name, data) in enumerate(members):
            z.writestr(f"@{i:03}@" + "x" * (len(name) - 5) if isinstance(name, bytes) else name, data)
    whole = out.getvalue()
    for i, (name, _) in enumerate(members):
        if isinstance(name, bytes):
            whole = whole.replace(b"@%03d@" % i + b"x" * (len(name) - 5), name)
    return whole


def encrypted_zip(name, data):
    whole = bytearray(zipped([(name, data)], zipfile.ZIP_STORED))
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        whole[whole.index(mark) + at] |= 1
    return bytes(whole)


def rar(members):
    """RAR 4, stored."""
    def block(kind, flags, body, data=b""):
        head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
        return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head + data
    out = b"Rar!\x1a\x07\x00" + block(0x73, 0, b"\0" * 6)
    for name, data in members:
        raw = name.encode()
        when = (2008 - 1980) << 25 | 12 << 21 | 1 << 16
        body = struct.pack("<IIBIIBBHI", len(data), len(data), 3, zlib.crc32(data), when, 20, 0x30, len(raw), 0o100644) + raw
        out += block(0x74, 0x8000, body, data)
    return out + block(0x7B, 0x4000, b"")


def seven_zip(members):
    """7z with one folder a file, copied as it is."""
    def number(n):
        assert n < 1 << 14
        return bytes([n]) if n < 128 else bytes([0x80 | n >> 8, n & 255])
    n = len(members)
    streams = b"\x06\x00" + number(n) + b"\x09" + b"".join(number(len(d)) for _, d in members) + b"\x00"
    streams += b"\x07\x0B" + number(n) + b"\x00" + b"\x01\x01\x00" * n + b"\x0C" + b"".join(number(len(d)) for _, d in members)
    streams += b"\x00\x08\x0A\x01" + b"".join(struct.pack("<I", zlib.crc32(d)) for _, d in members) + b"\x00"
    names = b"\x00" + b"".join(name.encode("utf-16le") + b"\0\0" for name, _ in members)
    files = number(n) + b"\x11" + number(len(names)) + names + b"\x00"
    header = b"\x01\x04" + streams + b"\x00" + b"\x05" + files + b"\x00"
    packed = b"".join(d for _, d in members)
    start = struct.pack("<QQI", len(packed), len(header), zlib.crc32(header))
    return b"7z\xbc\xaf\x27\x1c\0\4" + struct.pack("<I", zlib.crc32(start)) + start + packed + header


def tarred(members, mode="w"):
    """(name, bytes or a TarInfo type) pairs."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as t:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.mtime = 1228089600
            if isinstance(data, bytes) and len(data) > 1:
                info.size = len(data)
                t.addfile(info, io.BytesIO(data))
            else:
                info.type, info.linkname = data, "/etc/passwd"
                t.addfile(info)
    return out.getvalue()


def mail(subject, body, attachments=()):
    """attachments: (name, bytes), or another mail."""
    m = EmailMessage()
    m["From"], m["To"], m["Subject"] = "van.thu@tinh.example", "van.phong@tinh.example", subject
    m["Date"] = "Mon, 01 Dec 2008 08:00:00 +0700"
    m.set_content(body)
    for one in attachments:
        if isinstance(one, EmailMessage):
            m.add_attachment(one)
        else:
            m.add_attachment(one[1], maintype="application", subtype="octet-stream", filename=one[0])
    return m


def mailbox(mails):
    return b"".join(b"From a@b Mon Dec  1 08:00:00 2008\n" + m.as_bytes() + b"\n\n" for m in mails)
