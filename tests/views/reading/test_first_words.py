"""A folded note shows its first words, of which most notes have many more."""

from types import SimpleNamespace

import pytest

from guidance.templatetags.reading import first_words

LINK = f'<a href="https://example.org/{"x" * 400}">'


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Keep the <b>notice</b> &amp; the file.</p>", "Keep the notice & the file."),
        (f"<p>{LINK}Here</a> it <i>stands</i>.</p>", "Here it stands."),
        (f"<p>{LINK}Here</a> it stands, {'as it was written ' * 9}</p>",
         "Here it stands, as it was written as it was written as it was written …"),
        (f"<p>{'&lt;b&gt; is a tag, ' * 40}</p>", f"{'<b> is a tag, ' * 5}…".replace(", …", ", …")),
        (f"<p>{'one two ' * 60}<b>three</b></p><p>{'four ' * 90}</p>", f"{'one two ' * 8}one …"),
    ],
)  # fmt: skip
def test_first_words_are_those_that_a_reader_would_see_first(html, words):
    assert first_words(SimpleNamespace(html={"source": html}), "source") == words
