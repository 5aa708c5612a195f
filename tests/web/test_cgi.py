#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tracuu.cgi as a plain CGI program over an archive: pages, links, JSON, downloads, hostile requests."""

import html.parser
import io
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unittest
import xml.dom.minidom
import urllib.parse
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "e2e"))
from tracuu_help import CGI, CONCLUSION, ArchiveTest, write_documents

DRAFT = pathlib.Path(os.environ.get("TC_SOURCE_DIR", ".")) / "corpus/sample/dong-lam/2020/Bao cao chinh tri Dai hoi XVII.docx"
VOID = {"meta", "link", "input", "br", "hr", "rect", "img"}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Page(html.parser.HTMLParser):
    """Well-formedness and what accessibility needs: every tag closed, labels, one h1, landmarks, no inline style or script."""

    def __init__(self, text):
        super().__init__()
        self.open, self.errors, self.links, self.ids, self.labels, self.inputs, self.counts = [], [], [], [], set(), [], {}
        self.feed(text)
        self.close()
        if self.open:
            self.errors.append(f"left open: {self.open}")

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.counts[tag] = self.counts.get(tag, 0) + 1
        if tag not in VOID:
            self.open.append(tag)
        if tag in ("script", "style", "iframe") or any(name.startswith("on") or name == "style" for name in values):
            self.errors.append(f"<{tag} {values}> is not allowed")
        if "href" in values:
            self.links.append(values["href"])
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "label":
            self.labels.add(values.get("for"))
        if tag == "input" and values.get("type") != "hidden":
            self.inputs.append(values.get("id"))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.errors.append(f"</{tag}> closes nothing")


class Web(ArchiveTest):
    def ask(self, path="/", method="GET", script="", body=b"", **more):
        path, _, query = path.partition("?")
        environment = {"REQUEST_METHOD": method, "SCRIPT_NAME": script, "PATH_INFO": urllib.parse.unquote(path), "QUERY_STRING": query,
                       "TRACUU_ARCHIVE": str(self.archive), "GATEWAY_INTERFACE": "CGI/1.1", "HTTP_HOST": "127.0.0.1:8080", "PATH": os.environ["PATH"],
                       **{name: os.environ[name] for name in ("TRACUU_DATADIR", "ASAN_OPTIONS", "UBSAN_OPTIONS") if name in os.environ}, **more}
        if method == "POST":
            environment.setdefault("CONTENT_LENGTH", str(len(body)))
        done = subprocess.run([CGI], env=environment, input=body, capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stderr, b"")
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        for name, value in HEADERS.items():
            self.assertEqual(headers.get(name), value)
        if method != "HEAD" and not headers["Status"].startswith("304"):
            self.assertEqual(int(headers["Content-Length"]), len(body))
        return int(headers["Status"][:3]), headers, body

    def page(self, path, status=200, **more):
        got, headers, body = self.ask(path, **more)
        self.assertEqual(got, status, body[:300])
        self.assertEqual(headers["Content-Type"], "text/html; charset=utf-8")
        text = body.decode()
        page = Page(text)
        self.assertEqual(page.errors, [])
        self.assertEqual(len(page.ids), len(set(page.ids)))
        self.assertLessEqual(set(page.inputs), page.labels)
        self.assertEqual([page.counts.get(tag) for tag in ("h1", "main", "header")], [1, 1, 1])
        self.assertIn('class="skip" href="#main"', text)
        return text, page

    def first_id(self, query="nuôi tằm"):
        return self.json_of("search", query)["hits"][0]["id"]

    def test_the_first_page_counts_the_documents(self):
        text, page = self.page("/")
        self.assertIn("Kho có 3 văn bản.", text)
        self.assertIn('<html lang="vi">', text)
        self.assertEqual(self.page("")[0], text)

    def test_a_search_shows_marked_snippets_and_links_to_documents(self):
        text, page = self.page("/?q=nu%C3%B4i+t%E1%BA%B1m")
        self.assertRegex(text, "<mark>[^<]*nuôi")
        self.assertIn(f"/doc/{self.first_id()}?q=nu%C3%B4i%20t%E1%BA%B1m", page.links)
        self.assertIn("Đã hiểu là", text)

    def test_every_link_of_every_page_leads_somewhere(self):
        seen, queue = set(), ["/cgi/t.cgi/", "/cgi/t.cgi/?q=t%E1%BB%89nh+%E1%BB%A7y"]
        while queue and len(seen) < 120:
            link = queue.pop(0)
            if link in seen or link.startswith("#"):
                continue
            seen.add(link)
            self.assertTrue(link.startswith("/cgi/t.cgi/"), link)
            status, headers, body = self.ask(link[len("/cgi/t.cgi"):], script="/cgi/t.cgi")
            expected = (200, 404) if "/ref/" in link else (200,)
            self.assertIn(status, expected, link)
            if headers["Content-Type"].startswith("text/html"):
                queue += Page(body.decode()).links
        self.assertGreater(len(seen), 15)

    def test_a_document_shows_its_fields_and_marks_what_was_asked(self):
        text, page = self.page(f"/doc/{self.first_id()}?q=nu%C3%B4i+t%E1%BA%B1m")
        self.assertRegex(text, "<mark>[^<]*tằm")
        self.assertIn("kl/17-kl-tu.txt", text)
        plain = re.sub(r"<[^>]+>", "", text)
        self.assertIn("diện tích dâu đạt 1.240 ha", plain)

    def test_assigned_work_is_listed_and_narrowed(self):
        text, page = self.page("/tasks")
        self.assertIn("Ủy ban nhân dân tỉnh", text)
        self.assertIn("30/06/2012", text)
        self.assertIn(f"/doc/{self.first_id()}", page.links)
        self.assertIn("Không có việc nào", self.page("/tasks?agency=Sở+Y+tế".replace("ở", "%E1%BB%9F").replace("ế", "%E1%BA%BF"))[0])
        self.assertIn("30/06/2012", self.page("/tasks?agency=uy+ban&from=2012-06-01&to=2012-06-30&state=overdue")[0])
        status, headers, body = self.ask("/tasks.json?a=17-KL/TU")
        self.assertEqual((status, json.loads(body)["tasks"][0]["deadline"]), (200, "2012-06-30"))
        self.page("/tasks?state=never", status=400)
        self.page("/tasks?a=%3F%3F", status=400)

    def test_a_tree_of_implementation_says_what_is_missing(self):
        text, page = self.page("/implementation/08-NQ/TU@2011-09-12")
        self.assertIn("Chưa thấy", text)
        self.assertIn(f"/doc/{self.first_id('08-NQ/TU')}", page.links)
        status, headers, body = self.ask("/implementation/08-NQ/TU?format=json")
        self.assertEqual(json.loads(body)["nodes"][0]["level"], "province")
        self.assertIn("26-NQ/TW", self.page("/implementation/26-NQ/TW@2008-08-05")[0])

    def test_other_forms_of_a_document(self):
        identity = self.first_id()
        status, headers, body = self.ask(f"/doc/{identity}.json")
        self.assertEqual((status, headers["Content-Type"]), (200, "application/json"))
        self.assertEqual(json.loads(body)["id"], identity)
        self.assertEqual(self.ask(f"/doc/{identity}", HTTP_ACCEPT="application/json")[2], body)
        status, headers, text = self.ask(f"/doc/{identity}.txt")
        self.assertEqual((status, headers["Content-Type"]), (200, "text/plain; charset=utf-8"))
        self.assertEqual(text.decode(), json.loads(body)["text"])
        status, headers, original = self.ask(f"/doc/{identity}/original")
        self.assertEqual((status, headers["Content-Type"]), (200, "application/octet-stream"))
        self.assertEqual(headers["Content-Disposition"], "attachment; filename*=UTF-8''17-kl-tu.txt")
        self.assertEqual(original.decode(), CONCLUSION)

    def test_json_of_a_search_is_that_of_the_program(self):
        status, headers, body = self.ask("/search.json?q=nu%C3%B4i+t%E1%BA%B1m")
        self.assertEqual((status, headers["Content-Type"]), (200, "application/json"))
        facets = "type,issuer,place,year,term,signer"
        self.assertEqual(json.loads(body), self.json_of("search", "nuôi tằm", f"--facets={facets}"))

    def test_filters_of_the_form_narrow_the_answer(self):
        whole = json.loads(self.ask("/search.json?q=t%E1%BB%89nh")[2])
        for facet in ("year", "type"):
            for value in whole["facets"].get(facet, []):
                part = json.loads(self.ask(f"/search.json?q=t%E1%BB%89nh&{facet}={urllib.parse.quote(value['value'])}")[2])
                self.assertEqual(part["total"], value["count"], (facet, value))
        text, page = self.page("/?q=t%E1%BB%89nh&from=2012-01-01&to=2012-12-31&sort=date")
        self.assertIn('value="2012-01-01"', text)

    def test_a_broken_query_is_a_page_that_shows_where(self):
        text, _ = self.page("/?q=%22nu%C3%B4i+t%E1%BA%B1m", status=400)
        self.assertIn('role="alert"', text)
        self.assertIn("<mark title=", text)

    def test_nothing_found_says_what_to_try(self):
        self.assertIn("Không có văn bản nào phù hợp", self.page("/?q=%22kh%C3%B4ng+%C4%91%C3%A2u+c%C3%B3+c%C3%A2u+n%C3%A0y%22")[0])

    def test_english_by_parameter_alone(self):
        text, page = self.page("/?q=t%E1%BA%B1m&lang=en")
        self.assertIn('<html lang="en">', text)
        self.assertTrue(all("lang=en" in link for link in page.links if "/doc/" in link))
        self.assertIn('<html lang="vi">', self.page("/", HTTP_ACCEPT_LANGUAGE="en-GB,en")[0])

    def test_the_feed_has_what_rfc_4287_demands(self):
        status, headers, body = self.ask("/feed?q=t%E1%BB%89nh+%E1%BB%A7y&type=k%E1%BA%BFt+lu%E1%BA%ADn", HTTP_HOST="kho.example")
        self.assertEqual(status, 200)
        feed = xml.dom.minidom.parseString(body).documentElement
        self.assertEqual((feed.tagName, feed.namespaceURI), ("feed", "http://www.w3.org/2005/Atom"))
        children = lambda node, name: [child for child in node.childNodes if child.nodeName == name]
        entries = children(feed, "entry")
        self.assertGreaterEqual(len(entries), 1)
        for node in (feed, *entries):
            for name in ("id", "title", "updated"):
                self.assertEqual(len(children(node, name)), 1, name)
            self.assertRegex(children(node, "id")[0].firstChild.data, r"^[a-z]+:[^\s<>\"{}|\\^`]+$")
            self.assertRegex(children(node, "updated")[0].firstChild.data, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$")
            self.assertTrue(all(link.getAttribute("href").startswith("http://kho.example/") for link in children(node, "link")))
        self.assertEqual(len(children(feed, "author")), 1)
        self.assertEqual([link.getAttribute("rel") for link in children(feed, "link")], ["self"])
        self.assertTrue(all(children(entry, "link") for entry in entries))
        ids = [children(entry, "id")[0].firstChild.data for entry in entries]
        self.assertEqual(len(set(ids)), len(ids))

    def test_statistics_feed_and_opensearch(self):
        self.page("/stats")
        self.assertEqual(json.loads(self.ask("/stats.json")[2])["documents"], 3)
        status, headers, body = self.ask("/feed?q=t%E1%BA%B1m")
        self.assertEqual((status, headers["Content-Type"]), (200, "application/atom+xml; charset=utf-8"))
        feed = xml.dom.minidom.parseString(body)
        self.assertGreaterEqual(len(feed.getElementsByTagName("entry")), 1)
        described = xml.dom.minidom.parseString(self.ask("/opensearch.xml")[2])
        self.assertEqual(described.getElementsByTagName("Url")[0].getAttribute("template"), "http://127.0.0.1:8080/?q={searchTerms}")

    def test_static_files_may_be_kept_and_pages_are_asked_for_again(self):
        status, headers, body = self.ask("/static/style.css")
        self.assertEqual((status, headers["Cache-Control"]), (200, "public, max-age=86400"))
        self.assertNotIn(b"http", body.replace(b"https://", b"http"))
        status, headers, _ = self.ask("/help")
        self.assertEqual(self.ask("/help", HTTP_IF_NONE_MATCH=headers["ETag"])[0], 304)

    def test_head_answers_like_get_without_the_body(self):
        for path in ("/", "/?q=t%E1%BA%B1m", f"/doc/{self.first_id()}", f"/doc/{self.first_id()}/original", "/nowhere"):
            get, head = self.ask(path), self.ask(path, method="HEAD")
            self.assertEqual((head[0], head[1]["Content-Length"], head[2]), (get[0], get[1]["Content-Length"], b""))

    def test_paths_and_parameters_that_lead_out_are_refused(self):
        for path, status in (("/doc/../../etc/passwd", 404), ("/static/../../web.c", 404), ("/doc/0123456789abcdef", 404), ("/doc/0123456789abcdef/original", 404),
                             ("/?page=-1", 400), ("/?from=x", 400), ("/?q=%ff%fe", 400), ("/?q=" + "a" * 9000, 414), ("/" + "a" * 2000, 414)):
            self.assertEqual(self.ask(path)[0], status, path[:40])
        self.assertEqual(self.ask("/", method="POST")[0], 405)
        self.assertEqual(self.ask("/", method="")[0], 405)

    def test_a_draft_that_is_posted_is_checked_and_shown_as_data(self):
        form = "draft=" + urllib.parse.quote_plus("Căn cứ Nghị quyết số 99-NQ/TU, ngày 12/9/2011 <b>")
        text, page = self.page("/check", method="POST", body=form.encode())
        self.assertIn("99-NQ/TU", text)
        self.assertIn("&lt;b&gt;</textarea>", text)
        found = json.loads(self.ask("/check?format=json", method="POST", body=form.encode())[2])
        self.assertEqual(found["findings"][0]["code"], "not-in-archive")
        self.page("/check")
        for body, more, status in ((b"draft=%ff", {}, 400), (b"draft=a", {"CONTENT_LENGTH": "100"}, 400), (b"", {"CONTENT_LENGTH": "99999999"}, 413),
                                   (b"", {"CONTENT_LENGTH": "-1"}, 413), (b"x", {"CONTENT_LENGTH": "x"}, 200)):
            self.assertEqual(self.ask("/check", method="POST", body=body, **more)[0], status, (body, more))

    def upload(self, name, data, button="findings", path="/check", boundary="----f7", body=None, **more):
        if body is None:
            body = b"".join(f"--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + value + b"\r\n" for head, value in (
                (f'name="file"; filename="{name}"\r\nContent-Type: application/octet-stream', data), ('name="draft"', b""),
                ('name="do"', button.encode()))) + f"--{boundary}--\r\n".encode()
        more.setdefault("CONTENT_TYPE", f"multipart/form-data; boundary={boundary}")
        return self.ask(path, method="POST", body=body, **more)

    def test_a_draft_that_is_sent_as_a_file_is_read_and_not_kept(self):
        before = sorted(os.listdir(self.folder))
        with tempfile.TemporaryDirectory() as folder:
            status, headers, body = self.upload("dự thảo.docx", DRAFT.read_bytes(), TMPDIR=folder)
            self.assertEqual((status, headers["Content-Type"], os.listdir(folder)), (200, "text/html; charset=utf-8", []))
        self.assertEqual((headers["Cache-Control"], "ETag" in headers), ("no-store", False))
        page = Page(body.decode())
        self.assertEqual(page.errors, [])
        self.assertLessEqual(set(page.inputs), page.labels)
        self.assertIn("dự thảo.docx", body.decode())
        found = json.loads(self.upload("dự thảo.docx", DRAFT.read_bytes(), path="/check?format=json")[2])["findings"]
        self.assertEqual({one["file"] for one in found}, {"dự thảo.docx"})
        self.assertIn("12-HD/BTCTW", body.decode())
        self.assertEqual(self.upload("a.txt", "Căn cứ Nghị quyết số 99-NQ/TU, ngày 12/9/2011;".encode())[0], 200)
        self.assertEqual(sorted(os.listdir(self.folder)), before)

    def test_the_file_comes_back_with_comments(self):
        for lang, ending in (("vi", "ghi%20ch%C3%BA"), ("en", "comments")):
            status, headers, body = self.upload("dự thảo.docx", DRAFT.read_bytes(), "commented", path=f"/check?lang={lang}")
            self.assertEqual(status, 200, body[:500])
            self.assertEqual(headers["Content-Disposition"], f"attachment; filename*=UTF-8''d%E1%BB%B1%20th%E1%BA%A3o%20%28{ending}%29.docx")
            self.assertIn("wordprocessingml.document", headers["Content-Type"])
            self.assertEqual(headers["Cache-Control"], "no-store")
            package = zipfile.ZipFile(io.BytesIO(body))
            self.assertIn("12-HD/BTCTW", package.read("word/comments.xml").decode())
        for name, data in (("a.txt", b"text"), ("a.docx", "Căn cứ Nghị quyết số 99-NQ/TU;".encode()), ("", b"")):
            self.assertIn(self.upload(name, data, "commented")[0], (200, 422) if not name else (422,), name)

    def test_a_pasted_draft_comes_in_the_same_form(self):
        body = ("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--b\r\n"
                "Content-Disposition: form-data; name=\"draft\"\r\n\r\nCăn cứ Nghị quyết số 99-NQ/TU, ngày 12/9/2011;\r\n--b--\r\n").encode()
        status, headers, answer = self.upload("", b"", boundary="b", body=body)
        self.assertEqual(status, 200)
        self.assertIn("99-NQ/TU", answer.decode())

    def test_hostile_uploads_are_refused_whole(self):
        form = "multipart/form-data; boundary=b"
        part = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nx\r\n'
        for body in (b"", b"x", part, part + b"--b", part + b"--b--\r\nmore", b"preamble\r\n" + part + b"--b--\r\n", b"--b--\r\n",
                     part.replace(b'"a.txt"', b'"a\r\nSet-Cookie: x"') + b"--b--\r\n", part.replace(b'"a.txt"', b'"a\x00b"') + b"--b--\r\n",
                     part.replace(b'"a.txt"', b'"\xff"') + b"--b--\r\n", part.replace(b"form-data", b"attachment") + b"--b--\r\n",
                     part.replace(b'name="file"', b"name=file") + b"--b--\r\n", part.replace(b'"a.txt"', b'"' + b"a" * 5000 + b'"') + b"--b--\r\n",
                     part * 40 + b"--b--\r\n", b"--b\r\n" + b"X: y\r\n" * 50 + b"\r\n\r\n--b--\r\n",
                     b'--b\r\nContent-Disposition: form-data; name="draft"\r\n\r\n\xff\x00\r\n--b--\r\n'):
            status, headers, answer = self.ask("/check", method="POST", body=body, CONTENT_TYPE=form)
            self.assertIn(status, (400,) if body else (200,), body[:200])
            self.assertNotIn("Set-Cookie", headers)
        for boundary in ("", "=", "=" + "a" * 71, '="b', "=b\x01"):
            self.assertEqual(self.ask("/check", method="POST", body=part + b"--b--\r\n", CONTENT_TYPE="multipart/form-data; boundary" + boundary)[0], 400, boundary)
        self.assertEqual(self.ask("/check", method="POST", body=b"", CONTENT_TYPE=form, CONTENT_LENGTH=str(17 << 20))[0], 413)
        self.assertEqual(self.ask("/check", method="POST", body=part, CONTENT_TYPE=form, CONTENT_LENGTH=str(len(part) + 10))[0], 400)
        # a name that would lead elsewhere, or end the header, is only a name
        for name, shown in (("../../etc/passwd.docx", "passwd%20%28ghi%20ch%C3%BA%29.docx"), ("C:\\x\\a b;c.docx", "a%20b%3Bc%20%28ghi%20ch%C3%BA%29.docx"),
                            ("%0d%0aX: y.docx", "%250d%250aX%3A%20y%20%28ghi%20ch%C3%BA%29.docx"), ("<b>.docx", "%3Cb%3E%20%28ghi%20ch%C3%BA%29.docx")):
            status, headers, _ = self.upload(name, DRAFT.read_bytes(), "commented")
            self.assertEqual((status, headers["Content-Disposition"]), (200, "attachment; filename*=UTF-8''" + shown), name)
        self.assertIn("&lt;b&gt;.txt", self.upload("<b>.txt", b"van ban")[2].decode())

    def test_broken_files_that_are_sent_are_answered(self):
        generator, whole = random.Random(11), DRAFT.read_bytes()
        for i in range(12):
            data = bytearray(whole[:generator.randrange(len(whole))] if i % 2 else whole)
            for _ in range(40):
                if data:
                    data[generator.randrange(len(data))] = generator.randrange(256)
            for button in ("findings", "commented"):
                status, headers, body = self.upload("a.docx", bytes(data), button)
                self.assertIn(status, (200, 422), i)

    def test_precedents_and_comparisons(self):
        self.page("/precedent")
        text, _ = self.page("/precedent?q=" + urllib.parse.quote("giao Ủy ban nhân dân tỉnh xây dựng kế hoạch, báo cáo trước ngày 30/6/2012"))
        self.assertIn(f"/doc/{self.first_id()}", text)
        self.page("/compare")
        one, two = self.first_id(), self.first_id("nghề dệt")
        text, _ = self.page(f"/compare?a={one}&b={two}")
        self.assertIn('<table class="compare">', text)
        self.assertIn("clauses", json.loads(self.ask(f"/compare.json?a={one}&b={two}")[2]))
        self.assertEqual(self.ask("/compare?a=0123456789abcdef&b=x")[0], 404)

    def test_a_number_has_a_page_whether_the_archive_has_it_or_not(self):
        for path in ("/ref/08-NQ/TU", "/ref/08-NQ/TU@2011-09-12"):
            self.assertIn("ngày 12/9/2011 của Tỉnh ủy về nông nghiệp", self.page(path)[0])
        self.assertIn("Kho không có văn bản này.", self.page("/ref/77-KL/TU")[0])
        self.assertIn("<h1>Nghị quyết Trung ương 6 (lần 2) khóa VIII</h1>", self.page("/ref/NQTW:6(2)/VIII")[0])
        cited = json.loads(self.ask("/ref/08-NQ/TU?format=json")[2])
        self.assertEqual(list(cited)[:3], ["format_version", "key", "citing"])
        self.assertEqual(json.loads(self.ask("/ref/08-NQ/TU", HTTP_ACCEPT="application/json")[2]), cited)

    def test_copies_of_a_paper_that_cites_are_one_line(self):
        with tempfile.TemporaryDirectory(prefix="tracuu-copies-") as folder:
            documents = pathlib.Path(folder) / "kho"
            write_documents(documents, {"17.txt": CONCLUSION, "chép/17.txt": CONCLUSION, "18.txt": CONCLUSION.replace("17-KL/TU", "18-KL/TU")})
            self.archive = pathlib.Path(folder) / "archive"
            self.run_here("index", documents)
            text = self.page("/ref/08-NQ/TU")[0]
            self.assertEqual(text.count(">17-KL/TU"), 1)
            self.assertEqual(text.count(">18-KL/TU"), 1)
            self.assertEqual(text.count("· 2 bản"), 1)
            self.assertEqual(len(json.loads(self.ask("/ref/08-NQ/TU?format=json")[2])["citing"]), 3)

    def test_a_thousand_odd_requests_are_all_answered(self):
        generator = random.Random(7)
        names = ["q", "type", "issuer", "year", "from", "sort", "page", "limit", "passages", "lang", "format", "x", ""]
        pieces = ["%", "%0", "%00", "%ff", "a", "ủy", '"', "(", ")", "*", "loai:", "tu:", "..", "OR", "NOT", "-", "+", "<script>", "\\", "\x7f", "44-KL/TU", " "]
        paths = ["/", "/search.json", "/doc/", "/doc/0123456789abcdef", "/feed", "/stats", "/static/", "/help", "/doc", "//", "/..", "/ref/44-KL/TU"]
        for _ in range(int(os.environ.get("TC_ODD_REQUESTS", "250"))):
            query = "&".join(generator.choice(names) + "=" + "".join(generator.choices(pieces, k=generator.randint(0, 6))) for _ in range(generator.randint(0, 5)))
            status, headers, body = self.ask(generator.choice(paths) + "?" + query)
            self.assertIn(status, (200, 400, 404, 414))
            if headers["Content-Type"].startswith("text/html"):
                self.assertEqual(Page(body.decode()).errors, [], query)


if __name__ == "__main__":
    unittest.main()
