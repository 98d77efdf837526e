from __future__ import annotations

import pytest

from audit.errors import UnreadableDocument
from audit.reading import read, read_bytes

ARTICLE = """
<div class="article"><h1>某县测试局2023年度部门决算公开</h1>
<p>发布时间：2024-09-20</p>
<p>　　一、收入支出决算总体情况说明<br>2023年度收、支总计均为674.37万元。&nbsp;减少&lt;1%。</p>
<table border="1"><thead>
<tr><td colspan="3">功能分类科目编码</td><td rowspan="2">科目名称</td><td rowspan=2>合计</td></tr>
<tr><td>类</td><td>款</td><td>项</td></tr></thead>
<tr><td>208</td><td>01</td><td>09</td><td><p>社会保险</p><p>经办机构</p></td><td>674.37</td></tr></table>
<p>附件：<a href="./P020.xls?v=1">决算报表.xls</a></p></div>
"""
AROUND = """<!DOCTYPE html><html><head>{meta}<title>决算公开_某县人民政府</title>
<style>p{{}}</style><script>var a = "9.99";</script></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li></ul></div>
<div class="position">您的位置：首页</div>{body}
<div style="display:none">隐藏 1234</div>
<div class="footer">主办单位：某县政府 蜀ICP备12345号</div></body></html>"""
PRINTED = """\
某县测试局2023年度部门决算公开
发布时间：2024-09-20
一、收入支出决算总体情况说明
2023年度收、支总计均为674.37万元。 减少<1%。
功能分类科目编码\t科目名称\t合计
类\t款\t项\t\t
208\t01\t09\t社会保险 经办机构\t674.37
附件：决算报表.xls"""


def page(meta: str = '<meta charset="utf-8">', body: str = ARTICLE) -> str:
    """Return a whole page."""
    return AROUND.format(meta=meta, body=body)


def refusal(data: bytes) -> str:
    """Return the sentence with which a page is refused."""
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(data, "a.html")
    return str(caught.value)


def test_a_page_gives_its_article():
    """Menus, scripts, hidden words and the footer are left out; tables and line breaks stay."""
    document = read_bytes(page().encode(), "a.html")
    assert document.text == PRINTED
    assert document.format == "html"
    assert document.notes == ("附件未随网页保存：决算报表.xls（P020.xls）",)


def test_merged_cells_keep_their_place():
    """What colspan and rowspan say becomes columns and rows."""
    (table,) = read_bytes(page().encode(), "a.html").tables
    assert [(c.text, c.column, c.columns, c.rows) for c in table.rows[0]] == [
        ("功能分类科目编码", 0, 3, 1), ("科目名称", 3, 1, 2), ("合计", 4, 1, 2),
    ]  # fmt: skip
    assert [(c.text, c.column) for c in table.rows[1]][3:] == [("", 3), ("", 4)]


@pytest.mark.parametrize(
    ("meta", "encoding", "note"),
    [
        ('<meta charset="gb2312">', "gb18030", ""),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', "gb18030", ""),
        ("", "utf-8", "没有声明编码，按 UTF-8"),
        ("", "utf-8-sig", ""),
        ('<meta charset="utf-16">', "utf-16", ""),
        ('<meta charset="gb2312">', "utf-8", "gb2312 与内容不符，按 UTF-8"),
        ('<meta charset="utf-8">', "gb18030", "utf-8 与内容不符，按 GB18030"),
        ('<meta charset="iso-8859-1">', "gb18030", "没有声明编码，按 GB18030"),
    ],
)
def test_the_encoding_is_found_strictly(meta, encoding, note):
    """The mark, then what fits, then the declaration; a guess is said in a note."""
    document = read_bytes(page(meta).encode(encoding), "a.html")
    assert document.text == PRINTED
    told = [told for told in document.notes if "编码" in told]
    assert (note in told[0] and len(told) == 1) if note else not told


def test_an_undeclared_page_that_is_not_utf8_is_refused():
    """Whose encoding can only be guessed is told to be saved again, and how."""
    told = refusal(page("").encode("gb18030"))
    assert told.startswith("a.html：网页没有声明编码，内容也不是 UTF-8")
    assert "另存为 UTF-8" in told


def test_a_page_that_fits_no_encoding_is_refused():
    """A wrong guess would print wrong words."""
    whole = page('<meta charset="gbk">').encode("gb18030")
    assert "编码" in refusal(whole.replace("收".encode("gb18030"), b"\xff\xff"))


def test_a_table_that_arranges_others_is_no_table():
    """Layout tables are read as flow; only the innermost data table is one."""
    inner = f"<table><tr><td>{ARTICLE}</td></tr></table>"
    body = f"<table width=100%><tr><td>左</td><td>{inner}</td></tr></table>"
    document = read_bytes(page(body=body).encode(), "a.html")
    assert len(list(document.tables)) == 1
    assert document.text.endswith(PRINTED.partition("\n")[2])


def test_a_title_outside_the_article_comes_first():
    """The heading of the page is its title where the article does not repeat it."""
    body = f"<h1>某县测试局2023年度部门决算</h1><div>{'收入总计均为674.37万元。' * 40}</div>"
    assert read_bytes(page(body=body).encode(), "a").text.startswith("某县测试局2023年度部门决算\n")
    bare = f"<div><p>{'收入总计均为674.37万元。' * 40}</p></div>"
    assert read_bytes(page(body=bare).encode(), "a").text.startswith("决算公开\n收入")
    marked = page('<meta charset="utf-8"><meta name="ArticleTitle" content="甲局决算">', bare)
    assert read_bytes(marked.encode(), "a").text.startswith("甲局决算\n")


def test_an_attachment_beside_the_page_is_not_missed(tmp_path):
    """In the folder that the browser saved, or beside the page."""
    path = tmp_path / "决算.html"
    path.write_text(page(), "utf-8")
    assert read(path).notes
    saved = tmp_path / "决算_files"
    saved.mkdir()
    (saved / "P020.xls").touch()
    assert read(path).notes == ()


def test_what_stands_beside_the_article_is_kept_where_it_has_figures():
    """A second part of the text in a box of its own is part of it; an address is not."""
    more = "<div>附注：会议费支出3.25万元。</div><div>地址：某县某路7号 电话：0818-1234567</div>"
    text = read_bytes(page(body=ARTICLE + more).encode(), "a").text
    assert "会议费支出3.25万元" in text
    alone = "<div>地址：某县某路7号 电话：0818-1234567</div>"
    assert "0818" not in read_bytes(page(body=ARTICLE + alone).encode(), "a").text


def test_a_misleading_name_loses_no_article():
    """What is called a menu but holds the words of the page is the article."""
    body = f'<div class="main nav"><p>{"收入总计均为674.37万元，支出相同。" * 100}</p></div>'
    assert "674.37" in read_bytes(page(body=body).encode(), "a").text
    note = '<div class="foot-note">注：本表单位为万元。</div>'
    assert "注：" in read_bytes(page(body=ARTICLE + note).encode(), "a").text


def test_pictures_are_named():
    """A table kept as a picture is not passed over in silence."""
    body = ARTICLE.replace("<p>附件", '<p><img src="a.png"></p><p>附件')
    document = read_bytes(page(body=body).encode(), "a")
    assert "1 张图片未读入" in document.notes[-1]


def test_odd_spans_do_no_harm():
    """Spans of rubbish, of zero, of millions, and rows that overlap."""
    table = (
        "<table><tr><td rowspan=0>甲</td><td colspan=99999999>乙</td></tr>"
        "<tr><td colspan=-3>1</td><td rowspan=x>2</td></tr><tr><td>3</td></tr></table>"
    )
    (found,) = read_bytes(page(body=table).encode(), "a").tables
    assert [[c.text for c in row] for row in found.rows] == [
        ["甲", "乙"],
        ["", "1", "2"],
        ["", "3"],
    ]
    assert found.rows[0][0].rows == 3


def test_hostile_pages_are_bounded():
    """Entities are characters, nothing is fetched, and depth beyond reason is refused."""
    bomb = (
        '<!DOCTYPE html [<!ENTITY a "1111"><!ENTITY b "&a;&a;">]><html><p>收入 &b; 元 1</p></html>'
    )
    assert "1111" not in read_bytes(bomb.encode(), "a").text
    deep = "<div>" * 5000 + "收入1元" + "</div>" * 5000
    assert "嵌套过深" in refusal(page(body=deep).encode())
    unclosed = page(body="<font>" * 1000 + "收入1元")
    assert "收入1元" in read_bytes(unclosed.encode(), "a").text


def test_a_page_too_big_is_refused(monkeypatch):
    """Size is bounded before anything is parsed."""
    monkeypatch.setattr("audit.reading.html.MAX_PAGE", 100)
    assert "大得不正常" in refusal(page().encode())


def test_empty_pages_and_frames_are_refused():
    """A page without words, and one that only names others."""
    assert "空" in refusal(b"<html><body><script>1</script></body></html>")
    assert "框架" in refusal(b"<html><frameset cols='*'><frame src='a.htm'></frameset></html>")


MHT = """\
From: <saved by a browser>
Subject: x
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----b"

------b
Content-Type: text/html; charset="{charset}"
Content-Transfer-Encoding: base64
Content-Location: http://127.0.0.1/a.html

{main}
------b
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: http://127.0.0.1/a.png

AAAA
{more}------b--
"""


def encoded(text: str, encoding: str) -> str:
    """Return a text as a part of a web archive."""
    import base64

    return base64.encodebytes(text.encode(encoding)).decode()


def test_a_web_archive_is_read_whatever_its_name():
    """The page inside, in the encoding that its part declares."""
    data = MHT.format(charset="gb2312", main=encoded(page(""), "gb18030"), more="")
    document = read_bytes(data.encode(), "a.doc")
    assert document.format == "mhtml"
    assert document.text == PRINTED


def test_a_web_archive_of_frames_gives_its_pages():
    """A workbook saved as an archive keeps each sheet in a page of its own."""
    part = (
        '------b\nContent-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: base64\n'
        "Content-Location: {}\n\n{}\n"
    )
    sheets = [("sheet001.htm", "甲 1"), ("tabstrip.htm", "不要"), ("sheet002.htm", "乙 2")]
    more = "".join(part.format(n, encoded(f"<html><p>{t}</p>", "utf-8")) for n, t in sheets)
    main = encoded("<html><frameset><frame src=sheet001.htm></frameset></html>", "utf-8")
    data = MHT.format(charset="utf-8", main=main, more=more)
    assert read_bytes(data.encode(), "a.xls").text == "甲 1\n乙 2"


def test_an_archive_without_a_page_is_refused():
    """A letter with pictures only."""
    data = MHT.format(charset="x", main="", more="").replace("text/html; charset", "image/gif; x")
    assert "没有网页" in refusal(data.encode())
