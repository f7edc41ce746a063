"""The words of web pages: paragraphs and the numbers of lists, without what is around them."""

import time

import pytest

from guidance.services.intake.web_pages import Unreadable, text_of_html, words_of_page

PAGE = """<!doctype html>
<html><head><meta charset="utf-8"><title>License | Acme</title><style>p { color: red }</style>
<script>document.write("<p>no words</p>")</script></head>
<body><header><a href="/">Acme</a></header><nav><ul><li>Home<li>Docs</ul></nav>
<main><article><header><h1>Example License</h1></header>
<p>You may <em>copy</em>,<br>
change &amp; give&nbsp;away the&shy; work.</p>
<ol><li>Keep the notice<ol type="a"><li>in copies<li>in parts</ol></li><li value=5>Ask</ol>
<table><tr><td>Users<td>100</table><!-- <p>old words</p> --></article></main>
<aside>Related</aside><footer>© 2026</footer></body></html>"""


def test_page_is_read_as_its_paragraphs():
    assert text_of_html(PAGE).split("\n\n") == [
        "Example License",
        "You may copy, change & give away the\u00ad work.",
        "1. Keep the notice",
        "(a) in copies",
        "(b) in parts",
        "5. Ask",
        "Users",
        "100",
    ]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One<p>Two", "One\n\nTwo"),
        ("a < b &lt;c> <3", "a < b <c> <3"),
        ("<nav>x</p></nav>y", "y"),
        ("<div><nav>x</div>y", "xy".replace("x", "")),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ('<a title="x > y" href=\'">\'>z</a>', "z"),
        ("x<!-- y", "x"),
        ("x<script>y", "x"),
        ("x<a href='y", "x"),
        ("</ol></main>x", "x"),
        ("<ol type=i start=4><li>x", "(iv) x"),
        ("<ol type=A start=27><li>x", "27. x"),
        ("<ol start=-1><li>x", "1. x"),
        ("<ul><li>x", "x"),
        ("<header>Menu</header>x", "x"),
        ("", ""),
    ],
)
def test_pages_that_are_no_good_html_are_read_as_browsers_do(html, words):
    assert text_of_html(html) == words


@pytest.mark.parametrize(
    ("body", "charset", "words"),
    [
        ("Größe".encode(), "", "Größe"),
        ("Größe".encode("latin-1"), "iso-8859-1", "Größe"),
        (b"\x93x\x94", "ISO-8859-1", "“x”"),
        ("\ufeffGröße".encode(), "iso-8859-1", "Größe"),
        ("Größe".encode("utf-16"), "", "Größe"),
        ("许可".encode("gbk"), "GBK", "许可"),
        ("Größe".encode("latin-1"), "", None),
        ("Größe".encode("latin-1"), "utf-8", None),
        (b"x", "zip", None),
        (b"x", "rot13", None),
        (b"x", "idna", None),
        (b"x", "unicode_escape", None),
        (b"x", "utf-7", None),
        (b"x", "klingon", None),
    ],
)
def test_charset_is_what_the_server_says_and_never_guessed(body, charset, words):
    if words is not None:
        assert words_of_page(body, is_html=False, charset=charset) == words
        return
    with pytest.raises(Unreadable) as caught:
        words_of_page(body, is_html=False, charset=charset)
    assert caught.value.charset == (charset or "UTF-8")


def test_page_may_say_its_charset_itself():
    html = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">Größe'

    assert words_of_page(html.encode("cp1252"), is_html=True) == "Größe"


@pytest.mark.parametrize("part", ["<div>", "<ol>", "<!--", '<a "<a"', "&", "<x y='", "</nav>"])
def test_time_is_that_of_the_length(part):
    times = []
    for size in (40_000, 160_000):
        begun = time.process_time()
        text_of_html(part * (size // len(part)))
        times.append(time.process_time() - begun)

    assert times[1] < 10 * times[0] + 0.2
