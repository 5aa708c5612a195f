#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files within files are documents of their own, under names that do no harm, and are kept up to date with their container."""

import gzip
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import zipfile

import containers as c

TRACUU = os.environ["TRACUU"]
FOLDER = tempfile.TemporaryDirectory()
KHO, ARCHIVE, REPORT = (os.path.join(FOLDER.name, n) for n in ("kho", "archive", "report"))
failed = 0


def expect(what, is_so, detail=""):
    global failed
    if not is_so:
        print(f"FAIL {what}: {detail}")
        failed += 1


def write(name, data):
    with open(os.path.join(KHO, name), "wb") as f:
        f.write(data)


def run(*arguments):
    done = subprocess.run([TRACUU, "--archive", ARCHIVE, *arguments], capture_output=True, check=False)
    return done.returncode, done.stdout


def index(*options):
    status, _ = run("index", KHO, "--report", REPORT, *options)
    with open(REPORT, encoding="utf-8") as f:
        rows = [json.loads(line) for line in f]
    return status, {r["path"][4:]: (r["status"], r["reason"]) for r in rows if r["path"].startswith("kho/")}


def says(rows, expected):
    for path, row in expected.items():
        expect(path, rows.get(path) == row, rows.get(path))


def the_members_of_every_format_are_documents():
    inner = c.zipped([("trong/sâu.txt", c.text("nuôi trồng thủy sản"))])
    write("a.zip", c.zipped([("một.txt", c.text("một")), ("thư mục/hai.txt", c.text("hai")), ("b.zip", inner), ("Thumbs.db", b"x")]))
    write("t.tar", c.tarred([("ba.txt", c.text("ba")), ("liên kết", b"2"), ("thiết bị", b"3")]))
    write("t.tar.xz", c.tarred([("bốn.txt", c.text("bốn"))], "w:xz"))
    write("năm.txt.gz", gzip.compress(c.text("năm")))
    write("s.7z", c.seven_zip([("sáu.txt", c.text("sáu")), ("x/bảy.txt", c.text("bảy"))]))
    write("r.rar", c.rar([("tam.txt", c.text("tám"))]))
    inner_mail = c.mail("Thư trong", "Nội dung thư chuyển tiếp.\n", [("chín.txt", c.text("chín"))])
    mail = c.mail("Gửi báo cáo", "Kính gửi văn phòng.\n", [("Báo cáo.txt", c.text("báo cáo")), inner_mail])
    write("thư.eml", mail.as_bytes())
    write("hộp.mbox", c.mailbox([mail, inner_mail]))
    added, opened = ("added", "none"), ("opened", "none")
    status, rows = index()
    expect("exit status", status == 0, status)
    says(rows, {
        "a.zip": opened, "a.zip!/một.txt": added, "a.zip!/thư mục/hai.txt": added, "a.zip!/b.zip": opened,
        "a.zip!/b.zip!/trong/sâu.txt": added, "a.zip!/Thumbs.db": None, "t.tar!/ba.txt": added,
        "t.tar!/liên kết": ("skipped", "skipped"), "t.tar!/thiết bị": ("skipped", "skipped"), "t.tar.xz!/bốn.txt": added,
        "năm.txt.gz!/năm.txt": added, "s.7z!/sáu.txt": added, "s.7z!/x/bảy.txt": added, "r.rar!/tam.txt": added,
        "thư.eml": added, "thư.eml!/Báo cáo.txt": added, "thư.eml!/Thư trong.eml": added,
        "thư.eml!/Thư trong.eml!/chín.txt": added, "hộp.mbox": opened, "hộp.mbox!/0001.eml!/Báo cáo.txt": added,
        "hộp.mbox!/0002.eml": added, "hộp.mbox!/0002.eml!/chín.txt": added,
    })
    _, found = run("search", "nuôi trồng thủy sản", "--format=json")
    hits = json.loads(found)["hits"]
    expect("a member is found", [h["path"] for h in hits[:1]] == ["kho/a.zip!/b.zip!/trong/sâu.txt"], hits)
    status, shown = run("show", "kho/a.zip!/b.zip!/trong/sâu.txt", "--text")
    expect("a member is shown", status == 0 and "thủy sản" in shown.decode(), shown)
    status, rows = index()
    expect("nothing is read again", {s for s, _ in rows.values()} == {"unchanged"}, rows)


def a_changed_container_reads_what_changed_and_drops_what_is_gone():
    inner = c.zipped([("trong/sâu.txt", c.text("nuôi trồng thủy sản"))])
    write("a.zip", c.zipped([("một.txt", c.text("một")), ("thư mục/hai.txt", c.text("hai, đã sửa")), ("b.zip", inner)]))
    _, rows = index()
    says(rows, {"a.zip!/một.txt": ("unchanged", "none"), "a.zip!/thư mục/hai.txt": ("updated", "none"),
                "a.zip!/b.zip!/trong/sâu.txt": ("unchanged", "none")})
    write("a.zip", c.zipped([("một.txt", c.text("một"))]))
    _, rows = index()
    says(rows, {"a.zip!/thư mục/hai.txt": ("deleted", "none"), "a.zip!/b.zip!/trong/sâu.txt": ("deleted", "none"),
                "a.zip!/một.txt": ("unchanged", "none")})
    expect("it is gone", run("show", "kho/a.zip!/b.zip!/trong/sâu.txt")[0] == 1)
    write("t.tar", c.tarred([("ba.txt", b"2")]))
    _, rows = index()
    says(rows, {"t.tar!/ba.txt": ("deleted", "none")})
    write("a.zip", b"PK\3\4" + bytes(100))
    _, rows = index()
    says(rows, {"a.zip": ("failed", "damaged"), "a.zip!/một.txt": ("deleted", "none")})
    os.unlink(os.path.join(KHO, "s.7z"))
    _, rows = index()
    says(rows, {"s.7z": ("deleted", "none"), "s.7z!/sáu.txt": ("deleted", "none")})


def names_are_made_harmless():
    write("tên.zip", c.zipped([
        ("../../../leo.txt", c.text("leo")), ("/etc/gốc.txt", c.text("gốc")), ("C:\\ổ\\đĩa.txt", c.text("ổ đĩa")),
        ("dòng\nmới\x1b[31m.txt", c.text("dòng")), ("kêu!/lên.txt", c.text("kêu")), ("trùng.txt", c.text("một")),
        ("a/../trùng.txt", c.text("hai")), ("./trùng.txt", c.text("ba")), ("d" * 3000 + ".txt", c.text("dài")),
        ("Ngh\u1ecb quy\u1ebft.txt".encode("utf-8"), c.text("tên không khai")),
        ("th\xeam c\xe0 ph\xea.txt".encode("cp437"), c.text("tên cũ")),
    ]))
    _, rows = index()
    added = ("added", "none")
    says(rows, {"tên.zip!/" + n: added for n in (
        "leo.txt", "etc/gốc.txt", "ổ/đĩa.txt", "dòng_mới_[31m.txt", "kêu!_/lên.txt", "trùng.txt", "a/trùng.txt", "trùng.txt~2",
        "Nghị quyết.txt", "thêm cà phê.txt")})
    expect("a long name is cut", any(p.startswith("tên.zip!/ddd") and len(p) < 1100 for p in rows), sorted(rows))


def what_cannot_be_opened_says_why():
    write("khóa.zip", c.encrypted_zip("kín.txt", c.text("kín")))
    write("cụt.zip", c.zipped([("x.txt", os.urandom(5000)), ("y.txt", c.text("y"))])[:3000])
    write("thật.zip", c.zipped([("[Content_Types].xml", b"<Types/>"), ("word/document.xml",
          b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
          + c.text("một văn bản") + b"</w:t></w:r></w:p></w:body></w:document>")]))
    status, rows = index()
    expect("exit status", status == 1, status)
    says(rows, {"khóa.zip": ("opened", "none"), "khóa.zip!/kín.txt": ("failed", "encrypted"), "thật.zip": ("added", "none")})
    expect("cut short", rows["cụt.zip"] == ("failed", "damaged"), rows.get("cụt.zip"))
    _, rows = index("--retry-failed")
    says(rows, {"khóa.zip!/kín.txt": ("failed", "encrypted"), "a.zip": ("failed", "damaged"), "thật.zip": ("unchanged", "none"),
                "hộp.mbox": ("unchanged", "none")})


def a_mail_says_which_attachments_it_could_not_give():
    good = ("tốt.txt", c.text("tốt"))
    damaged = c.zipped([("x.txt", os.urandom(5000))])[:3000]
    write("hỏng.eml", c.mail("Có tệp hỏng", "Chào.\n", [good, ("hỏng.zip", damaged), ("rỗng.txt", b"")]).as_bytes())
    cut = c.mail("Thư cụt", "Chào.\n", [good, ("dài.txt", c.text("dài") * 50)]).as_bytes()
    write("cụt.eml", cut[:-1500])
    write("đủ.eml", cut)
    nested = c.mail("Thư trong cùng", "Chào.\n", [good])
    for n in range(4):
        nested = c.mail(f"Thư {n}", "Chào.\n", [nested])
    write("lồng.eml", nested.as_bytes())
    status, rows = index()
    added, deep = ("added", "none"), "lồng.eml!/Thư 2.eml!/Thư 1.eml!/Thư 0.eml!/Thư trong cùng.eml"
    expect("exit status", status == 1, status)
    says(rows, {"hỏng.eml": added, "hỏng.eml!/tốt.txt": added, "hỏng.eml!/hỏng.zip": ("failed", "damaged"),
                "hỏng.eml!/rỗng.txt": ("failed", "empty"), "cụt.eml": added, "cụt.eml!/tốt.txt": added,
                "cụt.eml!/dài.txt": ("failed", "damaged"), "đủ.eml!/dài.txt": added,
                deep: ("added", "too-large"), deep + "!/tốt.txt": ("failed", "too-large")})
    for name in ("hỏng.eml", "cụt.eml", "đủ.eml", "lồng.eml"):
        os.unlink(os.path.join(KHO, name))
    # what was not met may be all there is to say of a mail
    many = c.mail("Nhiều", "Chào.\n", [(f"{n}.txt", c.text(str(n))) for n in range(1001)])
    write("nhiều.eml", many.as_bytes())
    done = subprocess.run([TRACUU, "--archive", ARCHIVE + "2", "index", os.path.join(KHO, "nhiều.eml"), "--format=json"],
                          capture_output=True, check=False)
    summary = json.loads(done.stdout)
    expect("a mail of too many attachments", (done.returncode, summary["partial"], summary["failed"]) == (1, 1, 0), summary)
    expect("it is named", "nhiều.eml: " in done.stderr.decode(), done.stderr)
    os.unlink(os.path.join(KHO, "nhiều.eml"))


def a_member_is_verified_downloaded_and_read_without_an_archive():
    kho = os.path.join(FOLDER.name, "hai!")
    os.mkdir(kho)
    data = c.text("tải về")
    where = os.path.join(kho, "x.zip")

    def write_both(inside):
        with open(where, "wb") as f:
            f.write(c.zipped([("b.zip", c.zipped([("tệp.txt", inside)])), ("khác.txt", c.text("khác"))]))
    write_both(data)
    with open(os.path.join(kho, "rời.txt"), "wb") as f:
        f.write(c.text("rời"))
    archive = os.path.join(FOLDER.name, "archive3")
    tracuu = [TRACUU, "--archive", archive]
    subprocess.run([*tracuu, "index", kho, where], check=True, capture_output=True)
    done = subprocess.run([*tracuu, "verify"], capture_output=True, check=False)
    expect("all is well", done.returncode == 0, done.stdout)
    for path in ("hai!/x.zip!/b.zip!/tệp.txt", "x.zip!/b.zip!/tệp.txt"):  # the second root is the container itself
        name = hashlib.sha256(path.encode()).hexdigest()[:16]
        environment = {**os.environ, "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": f"/doc/{name}/original",
                       "TRACUU_ARCHIVE": archive, "QUERY_STRING": "", "SERVER_PROTOCOL": "HTTP/1.1"}
        page = subprocess.run([TRACUU + ".cgi"], env=environment, capture_output=True, check=False).stdout
        expect("download of " + path, page.endswith(b"\r\n\r\n" + data) and b"filename*=UTF-8''t%E1%BB%87p.txt" in page, page[:300])
    read = subprocess.run([TRACUU, "dump", "--stage=text", where + "!/b.zip!/tệp.txt"], capture_output=True, check=False)
    expect("read without an archive", read.returncode == 0 and read.stdout.decode().strip() == data.decode().strip(), read)
    read = subprocess.run([TRACUU, "dump", "--stage=text", where + "!/không có"], capture_output=True, check=False)
    expect("no such member", read.returncode != 0, read)
    write_both(c.text("đã sửa"))
    done = subprocess.run([*tracuu, "verify"], capture_output=True, check=False)
    told = done.stdout.decode()
    expect("a change is noticed", done.returncode == 1 and told.count("b.zip!/tệp.txt") == 2 and "khác" not in told, told)


os.mkdir(KHO)
the_members_of_every_format_are_documents()
a_changed_container_reads_what_changed_and_drops_what_is_gone()
names_are_made_harmless()
what_cannot_be_opened_says_why()
a_mail_says_which_attachments_it_could_not_give()
a_member_is_verified_downloaded_and_read_without_an_archive()
sys.exit(1 if failed else 0)
