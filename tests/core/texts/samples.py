"""Texts for the tests of texts: one to quote from, and pieces that make odd ones."""

from hypothesis import strategies as st

from guidance.core.texts.anchors import Span

PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *("\n", "\n\n", "\r\n", " ", "    ", "\t", "*", "***", "---", "-", "1.", "1.1 "),
                *("(a) ", "i. ", "b. ", "II. ", "Section 2: ", "Section II", "Exhibit A - X"),
                *('"Term" means x.', "word", "HEADING", "Sentence here.", "list:", "#", "**"),
                *("\\.", "\f", "é", "e\u0301", "END OF TERMS", "Preamble", "version"),
                *("http://a-", "\x00", "\u2028", "\ufeff"),
            ]
        ),
        st.text(max_size=5),
    ),
    max_size=40,
).map("".join)

TEXT = (
    "If you pass on the materials, provide a copy of this Agreement to the recipient.\n\n"
    "You must retain in every copy the following notice. You will not use the materials "
    "to improve any other large language model."
)


def words_of(span: Span | None, text: str) -> str | None:
    return text[span.start : span.end] if span else None
