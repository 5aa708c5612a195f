# SPDX-License-Identifier: GPL-3.0-or-later
"""The page as HTML: `office` (a saved document) or `portal` (a news page with its furniture)."""

import html
import re

from .source import strip_marks


def inline(text):
    text = html.escape(strip_marks(text), quote=False)
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text).replace("\n", "<br>\n")


def column(lines, align):
    return f'<td align="{align}" valign="top">' + "<br>\n".join(inline(line) for line in lines) + "</td>"


def body(blocks):
    out = []
    for block in blocks:
        kind = block[0]
        if kind in ("head", "foot"):
            first = "center" if kind == "head" else "left"
            out.append(f'<table width="100%" border="0"><tr>{column(block[1], first)}{column(block[2], "center")}</tr></table>')
        elif kind == "table":
            rows = [[c.strip() for c in row.strip().strip("|").split("|")] for row in block[1].splitlines()]
            out.append('<table border="1">' + "".join("<tr>" + "".join(f"<td>{inline(c)}</td>" for c in row) + "</tr>" for row in rows) + "</table>")
        elif kind in ("type", "title", "rule", "centre"):
            strong = ("<b>", "</b>") if kind in ("type", "title") else ("", "")
            out.append(f'<p align="center">{strong[0]}{inline(block[1])}{strong[1]}</p>')
        elif kind in ("h1", "h2"):
            out.append(f"<h{2 if kind == 'h1' else 3}>{inline(block[1])}</h{2 if kind == 'h1' else 3}>")
        else:
            out.append(f"<p>{inline(block[1])}</p>")
    return "\n".join(out)


def office(source, blocks, charset="utf-8"):
    return f"""<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>{html.escape(source.get('title', ''))}</title>
<style>p {{ font-family: "Times New Roman"; font-size: 14pt; text-align: justify }}</style>
</head>
<body lang="VI">
{body(blocks)}
</body>
</html>
"""


PORTAL = """<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>{title} | {site}</title>
<meta name="description" content="{title}">
<script>var page = {{"section": "tin-tuc", "id": 4711}};</script>
<style>.menu li {{ display: inline }} .box {{ float: right }}</style>
</head>
<body>
<header><div class="logo">{site}</div>
<nav class="menu"><ul><li><a href="/">Trang chủ</a></li><li><a href="/thoi-su">Thời sự</a></li><li><a href="/xay-dung-dang">Xây dựng Đảng</a></li><li><a href="/kinh-te">Kinh tế</a></li><li><a href="/van-hoa">Văn hóa - Xã hội</a></li><li><a href="/video">Truyền hình</a></li></ul></nav></header>
<main>
<div class="crumbs"><a href="/">Trang chủ</a> &raquo; <a href="/xay-dung-dang">Xây dựng Đảng</a></div>
<article>
<h1>{title}</h1>
<div class="date">{shown}</div>
{body}
<p class="author"><b>{author}</b></p>
</article>
<div class="share">Chia sẻ bài viết qua: <a href="#">Facebook</a> <a href="#">Zalo</a> <a href="#">In trang</a></div>
<section class="comments"><h4>Ý kiến bạn đọc (0)</h4><form><textarea name="y"></textarea><input type="submit" value="Gửi bình luận"></form></section>
</main>
<aside class="box"><h4>Tin cùng chuyên mục</h4><ul>{others}</ul>
<h4>Thăm dò ý kiến</h4><p>Bạn đánh giá thế nào về giao diện mới của trang?</p><p>Rất tốt<br>Tốt<br>Bình thường</p></aside>
<footer>&copy; {site}. Ghi rõ nguồn khi phát hành lại thông tin từ trang này. Lượt truy cập: 1.204.556</footer>
</body>
</html>
"""


def portal(source, blocks):
    others = "".join(f'<li><a href="/bai-{i}.html">{html.escape(line)}</a></li>' for i, line in enumerate(source.list("others")))
    return PORTAL.format(title=html.escape(source.get("title")), site=html.escape(source.get("site")), shown=html.escape(source.get("print_date", "")),
                         body=body(blocks), author=html.escape(source.get("print_author", source.get("author", ""))), others=others)
