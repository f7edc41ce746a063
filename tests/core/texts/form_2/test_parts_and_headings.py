"""How clauses stand below articles, headings, exhibits and contents, and among each other."""

import pytest

from guidance.core.texts.normal import normalize, split

ROWS = {
    "contents with a line of its own wording": (
        "1. Use\n2. Copies\n3. Fees\n4. End / 1. Use / Yes. / 2. Copying / Yes. / "
        "3. Fees / No. / 4. End / It ends.",
        "contents 1 2 3 4",
    ),
    "contents of clauses that go on behind their heading": (
        "Contents / 1. Words\n2. Grant\n3. Fees / 1. Words. They mean it. / "
        "2. Grant: You may. / 3. Fees. You pay.",
        "contents 1 2 3",
    ),
    "contents that name an appendix": (
        "Contents / 1. Use\n2. Copy\nAppendix A. Marks\nAppendix B. Fees / 1. Use / Yes. / "
        "2. Copy / Yes. / Appendix A. Marks / 1. Red. / Appendix B. Fees / 1. Ten.",
        "contents 1 2 appendix-a appendix-a.1 appendix-b appendix-b.1",
    ),
    "a number that goes on with a sentence": (
        "1. Use / 1.1 You may, under / 1.2 or 1.3, copy it. / 1.2 you may sell it.",
        "1 1.1 1.2",
    ),
    "letters below two levels": (
        "1.1 Use. You may. / (a) one / (b) two / 1.2 Copies. Yes. / (a) x / 2.1 Fees. "
        "None. / 2.1.1 More.",
        "1.1 1.1.a 1.1.b 1.2 1.2.a 2.1 2.1.1",
    ),
    "a bare number over its parts": (
        "1.1 Use. / 1.2 Copy. / 2 Grant / 2.1 Fees.",
        "1.1 1.2 2 2.1",
    ),
    "bare numbers with headings": (
        "1 Definitions / 1.1 Use means it. / 2 Grant / 2.1 You may. / 3 End / It ends.",
        "1 1.1 2 2.1 3",
    ),
    "a heading after a list of its style": (
        "1. Use. Yes. / 2. Grant. You may: / 1. run it; / 2. copy it. / 3. Fees / None.",
        "1 2 2.1 2.2 3",
    ),
    "a heading with words after a list of its style": (
        "1. Use. Yes. / 2. Grant. You may: / 1. run it; / 2. copy it. / 3. Fees. None.",
        "1 2 2.1 2.2 3",
    ),
    "a policy whose numbers of two levels begin anew": (
        "1. Use / 2. End / It ends. / USE POLICY / 1.1 No war. / 1.2 No harm.",
        "1 2 use-policy use-policy.1.1 use-policy.1.2",
    ),
    "French items": (
        "Article 1 - Définitions / 1) un. / 2) deux. / Article 2 - Droits / 1) trois.",
        "1 1.1 1.2 2 2.1",
    ),
    "articles over two levels": (
        "ARTICLE 1. DEFINITIONS / 1.1 X is. / ARTICLE 2. GRANT / 2.1 Y is.",
        "1 1.1 2 2.1",
    ),
    "sections below articles": (
        "Article 1 Use / Section 1 One / Section 2 Two / Article 2 Copy / Section 1 Three",
        "1 1.1 1.2 2 2.1",
    ),
    "sections that run through articles": (
        "Article 1 Use / Section 1 One / Section 2 Two / Article 2 Copy / Section 3 Three",
        "1 1.1 1.2 2 3",
    ),
    "articles with colons": (
        "Article 1: Use / a) x / Article 2: Copy / a) y",
        "1 1.a 2 2.a",
    ),
    "chapters": (
        "Chapter 1 General / Article 1 Use / Article 2 Copy / Chapter 2 Special / Article 3 End",
        "chapter-1 1 2 chapter-2 3",
    ),
    "Chinese chapters": (
        "第一章 总则 / 第一条 定义 / 第二条 授权 / 第二章 其他 / 第三条 终止",
        "part-1 1 2 part-2 3",
    ),
    "two exhibits": (
        "1. Use. Yes. / Exhibit A / (a) one / (b) two / Exhibit B: Marks / 1. X is. / 2. Y is.",
        "1 exhibit-a exhibit-a.a exhibit-a.b exhibit-b exhibit-b.1 exhibit-b.2",
    ),
    "an attachment after the end": (
        "13. Law. X. / END OF TERMS AND CONDITIONS / Attachment A / Use Restrictions / "
        "You agree not to: / (a) harm; / (b) spam.",
        "13 end att-a att-a.a att-a.b",
    ),
    "headings over headings": (
        "7. Law. X applies. / Meta Llama 3 Acceptable Use Policy / Meta is committed to "
        "it. / Prohibited Uses / You agree you will not: / 1. Violate the law, "
        "including to: / a. Engage in / i. Violence / ii. Terror / b. Harm / 2. Engage "
        "in it: / a. Military",
        "7 meta-llama-3-acceptable-use-policy prohibited-uses prohibited-uses.1 "
        "prohibited-uses.1.a prohibited-uses.1.a.i prohibited-uses.1.a.ii "
        "prohibited-uses.1.b prohibited-uses.2 prohibited-uses.2.a",
    ),
    "headings in title case": (
        "1) Do not. / 2) Keep. / Termination / It ends if you do. / Disclaimer / No "
        "warranty is given.",
        "1 2 termination disclaimer",
    ),
    "numerals among capital letters": (
        "1. A / (H) x / (I) one / (II) two / (I) ninth / (J) tenth",
        "1 1.h 1.h.i 1.h.ii 1.i 1.j",
    ),
    "v among letters, with numerals below": (
        "1. A: / (u) x / (v) y: / (i) a / (ii) b / (w) z",
        "1 1.u 1.v 1.v.i 1.v.ii 1.w",
    ),
    "x among letters": (
        "1. A: / (a) x / (b) x / (c) x / (d) x / (e) x / (f) x / (g) x / (h) x / (i) x "
        "/ (j) x / (k) x / (l) x / (m) x / (n) x / (o) x / (p) x / (q) x / (r) x / (s) "
        "x / (t) x / (u) x / (v) x / (w) x / (x) y / (y) z",
        "1 1.a 1.b 1.c 1.d 1.e 1.f 1.g 1.h 1.i 1.j 1.k 1.l 1.m 1.n 1.o 1.p 1.q 1.r 1.s "
        "1.t 1.u 1.v 1.w 1.x 1.y",
    ),
    "c and d are no numerals": (
        "1. A: / (a) x / (b) y / (c) z / (d) w",
        "1 1.a 1.b 1.c 1.d",
    ),
    "numerals below two letters": (
        "(a) x / (i) one / (ii) two / (b) y / (i) one / (c) z",
        "a a.i a.ii b b.i c",
    ),
    "mixed with numerals": (
        "Section 2. X / 2.A You may. / 2.B You may not. / 2.B.i Small. / 2.B.ii Smaller.",
        "2 2.a 2.b 2.b.i 2.b.ii",
    ),
    "dashes before brackets": (
        "1. C. If: / - (a) You say so. / - (b) You date it. / 2. Ends.",
        "1 1.a 1.b 2",
    ),
    "bullets before digits": (
        "1. C. If: / • 1) You say so. / • 2) You date it. / 2. Ends.",
        "1 1.1 1.2 2",
    ),
    "contents in numerals": (
        "Table of Contents / I. Use / II. Copy / III. End / I. Use / text is. / II. "
        "Copy / text is. / III. End / text is.",
        "contents i ii iii",
    ),
    "contents in another case": (
        "MY LICENSE / 1. Use\n2. Copy\n3. End / 1. USE / text is. / 2. COPY / text is. "
        "/ 3. END / text.",
        "title contents 1 2 3",
    ),
    "contents of sections": (
        "Contents / Section 1 Use\nSection 2 Copy\nSection 3 End / Section 1 Use / text "
        "is. / Section 2 Copy / text is. / Section 3 End / text is.",
        "contents 1 2 3",
    ),
    "contents of two levels": (
        "Contents / 1. Use\n1.1 Who\n1.2 What\n2. Copy / 1. Use / 1.1 Who / You. / 1.2 "
        "What / It. / 2. Copy / Yes.",
        "contents 1 1.1 1.2 2",
    ),
    "recitals in brackets": (
        "Recitals: / (A) One has it; / (B) Two wants it. / NOW, THEREFORE, the parties "
        "agree: / 1. Use. / (a) x",
        "recitals recitals.a recitals.b now-therefore 1 1.a",
    ),
    "three put in later": (
        "1. A / 2. B / 2A. C / 2B. D / 2C. E / 3. F",
        "1 2 2a 2b 2c 3",
    ),
    "(1.)": (
        "(1.) Use / (2.) Copy",
        "1 2",
    ),
    "French degrees": (
        "1° Utiliser / 2° Copier",
        "1 2",
    ),
    "a second language under a heading": (
        "Article 1 Use / Text is. / Article 2 Copy / Text is. / VERSION FRANÇAISE / "
        "Article 1 Usage / Texte. / Article 2 Copie / Texte.",
        "1 2 version-francaise version-francaise.1 version-francaise.2",
    ),
    "a second language without one": (
        "Article 1 Use / Text is. / Article 2 Copy / Text is. / Article 1 Usage / "
        "Texte. / Article 2 Copie / Texte.",
        "1 2 part-2.1 part-2.2",
    ),
    "definitions glued": (
        "1. Definitions\n“Work” means the thing.\n“User” means you.\n“Fee” means money.",
        "1 def.work def.user def.fee",
    ),
    "a heading glued": (
        "1. Use. Yes.\n2. Copy. Yes.\nTERMINATION\nIt ends.",
        "1 2 termination",
    ),
    "an appendix": (
        "1. Use. Yes. / APPENDIX: How to apply it / Text.",
        "1 appendix",
    ),
}
"""What is written, a slash for a blank line; and the keys."""


@pytest.mark.parametrize("kind", ROWS)
def test_split_cites_clauses_by_what_they_stand_below(kind):
    written, expected = ROWS[kind]

    text = normalize(written.replace(" / ", "\n\n"), form=2)

    assert " ".join(section.key for section in split(text, form=2)) == expected
