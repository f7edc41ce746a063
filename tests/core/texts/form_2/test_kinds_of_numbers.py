"""Kinds of numbering that the first form cut wrongly, each as somebody laid it open."""

import pytest

from guidance.core.texts.normal import normalize, split

ROWS = {
    "numbers of two levels without their parent": (
        "1.1 Use. You may run it. / 1.2 Copies. Yes. / 1.3 Marks. No. / 2.1 Fees. None. "
        "/ 2.2 Taxes. None.",
        "1.1 1.2 1.3 2.1 2.2",
    ),
    "n.0 over n.1": (
        "1.0 Definitions / 1.1 Use means running. / 1.2 Copy means copying. / 2.0 Grant "
        "/ 2.1 You may. / 2.2 Also copy.",
        "1.0 1.1 1.2 2.0 2.1 2.2",
    ),
    "articles over plain numbers": (
        "Article 1 (Definitions) / 1. Widget is a. / 2. User is b. / Article 2 (Grant) "
        "/ 1. You may use it. / 2. You may copy it.",
        "1 1.1 1.2 2 2.1 2.2",
    ),
    "sections over numbers in brackets": (
        "Section 1 Definitions / (1) Widget. / (2) User. / Section 2 Grant / (1) Use.",
        "1 1.1 1.2 2 2.1",
    ),
    "French articles": (
        "Article 1er - Définitions / Le texte. / Article 2 - Objet / Le texte.",
        "1 2",
    ),
    "clauses": (
        "Clause 1. Use / Some text. / Clause 2. Copy / More text.",
        "1 2",
    ),
    "Chinese articles and items": (
        "第一条 定义 / 第二条 授权 / （一）使用。 / （二）复制。",
        "1 2 2.1 2.2",
    ),
    "Japanese articles over letters": (
        "第1条 定義 / a. 一。 / b. 二。 / 第2条 許諾 / a. 一。 / b. 二。",
        "1 1.a 1.b 2 2.a 2.b",
    ),
    "an exhibit with its own title": (
        "1. Grant. Y. / 2. Law. X. / EXHIBIT A\nACCEPTABLE USE POLICY / You agree not "
        "to use it: / 1. Outside the region; / 2. For harm;",
        "1 2 exhibit-a exhibit-a.1 exhibit-a.2",
    ),
    "a policy under a heading": (
        "1. Grant. It is granted. / 2. Law. X applies. / Sample Acceptable Use Policy / "
        "You agree not to: / 1. Break the law, including: / a. Crimes / 2. Harm people",
        "1 2 sample-acceptable-use-policy sample-acceptable-use-policy.1 "
        "sample-acceptable-use-policy.1.a sample-acceptable-use-policy.2",
    ),
    "headings in capitals after numbers": (
        "1) Do not sell it alone. / 2) Keep the notice. / TERMINATION / It ends if you "
        "break it. / DISCLAIMER / No warranty.",
        "1 2 termination disclaimer",
    ),
    "levels by indentation alone": (
        "1. Break the law, such as:\n    1. Crimes, such as:\n        1. Violence\n     "
        "   2. Fraud\n    2. Hate\n2. Harm people, such as:\n    1. Weapons",
        "1 1.1 1.1.1 1.1.2 1.2 2 2.1",
    ),
    "letters glued": (
        "1. One. / 2. The User is one of:\na. A single person\nb. A club\nc. A school",
        "1 2 2.a 2.b 2.c",
    ),
    "numbers glued below a letter": (
        "A. You may:\n1. Use\n2. Copying",
        "a a.1 a.2",
    ),
    "numerals among letters": (
        "1. One / (a) x / (b) x / (c) x / (d) x / (e) x / (f) x / (g) x / (h) H one: / "
        "(i) r one / (ii) r two / (i) I one / (j) J one",
        "1 1.a 1.b 1.c 1.d 1.e 1.f 1.g 1.h 1.h.i 1.h.ii 1.i 1.j",
    ),
    "mixed 1.B.1": (
        "Section 1. General / 1.A. You may read. / 1.B. You may copy. / 1.B.1. Keep the notice.",
        "1 1.a 1.b 1.b.1",
    ),
    "bullets before letters": (
        "1. A. / 2. Changes. If: / * a) You say so. / * b) You date it. / 3. Ends.",
        "1 2 2.a 2.b 3",
    ),
    "a table of contents": (
        "Contents / 1. Definitions\n2. Grant\n3. Fees / 1. Definitions / text here. / "
        "2. Grant / text there. / 3. Fees / None.",
        "contents 1 2 3",
    ),
    "recitals": (
        "WHEREAS: / A. One has it; / B. Two wants it. / NOW THEREFORE: / 1. Use. / 2. Fees.",
        "recitals recitals.a recitals.b now-therefore 1 2",
    ),
    "a definition under a date": (
        "Release Date: April 18, 2024\n“Agreement” means the terms. / “Licensee” means you.",
        "title def.agreement def.licensee",
    ),
    "doubled letters": (
        "1. A / (a) x / (b) x / (c) x / (d) x / (e) x / (f) x / (g) x / (h) x / (i) x / "
        "(j) x / (k) x / (l) x / (m) x / (n) x / (o) x / (p) x / (q) x / (r) x / (s) x "
        "/ (t) x / (u) x / (v) x / (w) x / (x) x / (y) x / (z) x / (aa) y / (bb) z",
        "1 1.a 1.b 1.c 1.d 1.e 1.f 1.g 1.h 1.i 1.j 1.k 1.l 1.m 1.n 1.o 1.p 1.q 1.r 1.s "
        "1.t 1.u 1.v 1.w 1.x 1.y 1.z 1.aa 1.bb",
    ),
    "numbers put in later": (
        "1. One. / 2. Two. / 2A. Two A. / 3. Three. / (i) a / (ii) b / (iii) c / (iiia) d / (iv) e",
        "1 2 2a 3 3.i 3.ii 3.iii 3.iiia 3.iv",
    ),
    "terms in single quotes": (
        "1. Definitions / ‘The Licence’: this text. / ‘The Work’: the thing.",
        "1 def.the-licence def.the-work",
    ),
    "Markdown's emphasis": (
        "1. A. / __2. Fees.__ None. / *3. End.* It ends.",
        "1 2 3",
    ),
    "1.)": (
        "1.) Use / 2.) Copy",
        "1 2",
    ),
    "1-": (
        "1- Use / 2- Copy",
        "1 2",
    ),
    "[1]": (
        "[1] Use / [2] Copy",
        "1 2",
    ),
    "1.a)": (
        "1. U / 1.a) Use / 1.b) Copy",
        "1 1.a 1.b",
    ),
    "1(a)": (
        "1. U / 1(a) Use / 1(b) Copy",
        "1 1.a 1.b",
    ),
    "a preamble that is headed so": (
        "The Name License / This is not a law firm text, it says so here. / Preamble / "
        "The licenses do. / 1. Use",
        "title introduction preamble 1",
    ),
}
"""What is written, a slash for a blank line; and the keys."""


@pytest.mark.parametrize("kind", ROWS)
def test_split_cites_every_kind_of_number_as_it_is_written(kind):
    written, expected = ROWS[kind]

    text = normalize(written.replace(" / ", "\n\n"), form=2)

    assert " ".join(section.key for section in split(text, form=2)) == expected
