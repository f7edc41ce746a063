"""More of the same kinds: other languages, other marks, deeper."""

import pytest

from guidance.core.texts.normal import normalize, split

ROWS = {
    "German paragraphs": (
        "§ 1 Begriffe / (1) Werk ist X. / (2) Nutzer ist Y. / § 2 Rechte / (1) Sie "
        "dürfen. / a) kopieren, / b) ändern.",
        "1 1.1 1.2 2 2.1 2.1.a 2.1.b",
    ),
    "Spanish": (
        "Artículo 1. Definiciones / 1. Obra. / 2. Usuario. / Artículo 2. Concesión / 1. "
        "Puede usar.",
        "1 1.1 1.2 2 2.1",
    ),
    "Italian": (
        "Articolo 1 - Definizioni / a) opera; / b) utente. / Articolo 2 - Licenza / a) usare.",
        "1 1.a 1.b 2 2.a",
    ),
    "Portuguese clauses": (
        "Cláusula 1. Definições / Texto. / Cláusula 2. Licença / Texto.",
        "1 2",
    ),
    "Portuguese articles": (
        "Artigo 1º - Objeto / Texto. / Artigo 2º - Licença / Texto.",
        "1 2",
    ),
    "Dutch": (
        "Artikel 1 Begrippen / 1. Werk. / Artikel 2 Licentie / 1. Gebruik.",
        "1 1.1 2 2.1",
    ),
    "Korean": (
        "제1조 (정의) / 1. 저작물. / 2. 이용자. / 제2조 (허락) / 1. 이용.",
        "1 1.1 1.2 2 2.1",
    ),
    "Japanese in depth": (
        "第1条（定義） / 1. 著作物。 / (1) あ / (2) い / 第2条（許諾） / 1. 利用。",
        "1 1.1 1.1.1 1.1.2 2 2.1",
    ),
    "Chinese above ten": (
        "第一条 标题 / 第二条 标题 / 第三条 标题 / 第四条 标题 / 第五条 标题 / 第六条 标题 "
        "/ 第七条 标题 / 第八条 标题 / 第九条 标题 / 第十条 标题 / 第十一条 标题 / 第十二条 标题",
        "1 2 3 4 5 6 7 8 9 10 11 12",
    ),
    "Chinese lists": (
        "一、定义 / （1）作品。 / （2）用户。 / 二、授权 / （1）使用。",
        "1 1.1 1.2 2 2.1",
    ),
    "French without blank lines": (
        "Article 1er - Objet\nLe texte de la licence.\nArticle 2 - Droits\n1. "
        "Copier.\n2. Modifier.",
        "1 2 2.1 2.2",
    ),
    "Russian": (
        "Статья 1. Определения / 1. Произведение. / Статья 2. Права / 1. Использовать.",
        "1 1.1 2 2.1",
    ),
    "articles in Roman numerals": (
        "ARTICLE I. DEFINITIONS / 1. Work. / 2. User. / ARTICLE II. GRANT / 1. Use. / 2. Copy.",
        "article-i 1 2 article-ii article-ii.1 article-ii.2",
    ),
    "three levels without a parent": (
        "1.1.1 A deep. / 1.1.2 Another. / 1.2.1 Next. / 2.1.1 Last.",
        "1.1.1 1.1.2 1.2.1 2.1.1",
    ),
    "n.0 with letters": (
        "1.0 A / 1.1 B is. / 1.1.1 C is. / (a) d / (b) e / 1.2 F is. / 2.0 G",
        "1.0 1.1 1.1.1 1.1.1.a 1.1.1.b 1.2 2.0",
    ),
    "sections of two levels": (
        "Section 1.1 Use / You may. / Section 1.2 Copy / You may. / Section 2.1 Fees / None.",
        "1.1 1.2 2.1",
    ),
    "v as a letter": (
        "1. A / (u) x / (v) y / (w) z",
        "1 1.u 1.v 1.w",
    ),
    "v and x as numerals": (
        "1. A: / (i) x / (ii) x / (iii) x / (iv) x / (v) x / (vi) x / (vii) x / (viii) "
        "x / (ix) x / (x) x / (xi) x",
        "1 1.i 1.ii 1.iii 1.iv 1.v 1.vi 1.vii 1.viii 1.ix 1.x 1.xi",
    ),
    "I as a letter": (
        "A. Head / B. Head / C. Head / D. Head / E. Head / F. Head / G. Head / H. Head "
        "/ I. Ninth / J. Tenth",
        "a b c d e f g h i j",
    ),
    "I as a numeral": (
        "I. Head / II. Head / III. Head / IV. Head / V. Head / VI. Head",
        "i ii iii iv v vi",
    ),
    "numerals over letters": (
        "I. Head / A. one / B. two / II. Head / A. one",
        "i i.a i.b ii ii.a",
    ),
    "numerals below the letter i": (
        "1. A / (h) H / (i) I: / (i) r one / (ii) r two / (j) J",
        "1 1.h 1.i 1.i.i 1.i.ii 1.j",
    ),
    "doubled letters below a letter": (
        "1. A: / (a) x / (aa) y / (bb) z / (b) w",
        "1 1.a 1.a.aa 1.a.bb 1.b",
    ),
    "numbers below one put in later": (
        "2. Two. / 2.1 A is. / 2A. Two A. / 2A.1 Of it. / 3. Three.",
        "2 2.1 2a 2a.1 3",
    ),
    "mixed in depth": (
        "1. G / 1.A. One / 1.A.1. x / 1.A.1.a. y / 1.B. Two",
        "1 1.a 1.a.1 1.a.1.a 1.b",
    ),
    "letters before numbers": (
        "A. One / A.1 First. / A.2 Second. / B. Two / B.1 Third.",
        "a a.1 a.2 b b.1",
    ),
    "two annexes": (
        "1. Use. / Annex 1: Fees / 1. Ten. / 2. Twenty. / ANNEX 2 - MARKS / 1. Red.",
        "1 annex-1 annex-1.1 annex-1.2 annex-2 annex-2.1",
    ),
    "a schedule with its own title": (
        "1. Use. / SCHEDULE A\nPROHIBITED USES / (a) war;\n(b) fraud.",
        "1 schedule-a schedule-a.a schedule-a.b",
    ),
    "a German annex": (
        "§ 1 Nutzung / Text. / Anhang A / 1. Eins. / 2. Zwei.",
        "1 anhang-a anhang-a.1 anhang-a.2",
    ),
    "a policy in capitals": (
        "1. Use. Yes. / 2. Law. X. / ACCEPTABLE USE POLICY / You will not: / a. harm; / b. spam.",
        "1 2 acceptable-use-policy acceptable-use-policy.a acceptable-use-policy.b",
    ),
    "numbers that run on under headings": (
        "GENERAL / 1. Use. Yes. / 2. Copy. Yes. / WARRANTY / 3. None at all. / 4. Really none.",
        "title 1 2 warranty 3 4",
    ),
    "contents with pages": (
        "TABLE OF CONTENTS / 1. Definitions ......... 1\n2. Grant ......... 2\n3. Fees "
        "........ 3 / 1. Definitions / Text. / 2. Grant / Text. / 3. Fees / Text.",
        "contents 1 2 3",
    ),
    "contents without a heading": (
        "The License / 1. Definitions / 2. Grant / 3. Fees / 1. Definitions / text is. "
        "/ 2. Grant / text is. / 3. Fees / Text.",
        "title contents 1 2 3",
    ),
    "contents of articles": (
        "Contents / Article 1 Definitions / Article 2 Grant / Article 3 Fees / Article "
        "1 Definitions / text is. / Article 2 Grant / text is. / Article 3 Fees / Text.",
        "contents 1 2 3",
    ),
    "recitals without an end": (
        "RECITALS / A. One has it. / B. Two wants it. / 1. Use. Yes. / 2. Fees. No.",
        "recitals recitals.a recitals.b 1 2",
    ),
    "a second language": (
        "LICENSE / Article 1 Use / Text. / Article 2 Copy / Text. / LICENCE / Article 1 "
        "Usage / Texte. / Article 2 Copie / Texte.",
        "title 1 2 licence licence.1 licence.2",
    ),
    "a second license": (
        "The One License / 1. Use. Yes. / 2. Copy. Yes. / The Other License / This is "
        "another one. / 1. Use. No. / 2. Copy. No.",
        "title 1 2 the-other-license the-other-license.1 the-other-license.2",
    ),
    "styles by level": (
        "1. A:\n   a. b:\n      i. c\n      ii. d\n   b. e\n2. F",
        "1 1.a 1.a.i 1.a.ii 1.b 2",
    ),
    "two levels of one style": (
        "1. A\n    1. B\n    2. C\n2. D\n    1. E",
        "1 1.1 1.2 2 2.1",
    ),
    "brackets glued": (
        "1. Use. You may:\n(a) run\n(b) copy\n(c) sell\n2. End. It ends.",
        "1 1.a 1.b 1.c 2",
    ),
    "two levels glued": (
        "1. Use\n1.1 You may run it.\n1.2 You may copy it.\n2. End\n2.1 It ends.",
        "1 1.1 1.2 2 2.1",
    ),
    "dashes before letters": (
        "1. A / - a) x / - b) y / 2. B",
        "1 1.a 1.b 2",
    ),
    "bullets before numbers": (
        "• 1. A / • 2. B",
        "1 2",
    ),
    "both kinds of single quotes": (
        "1. Definitions / ‘Work’ means x. / 'User' means you.",
        "1 def.work def.user",
    ),
    "French quotes": (
        "Article 1 - Définitions / « Œuvre » : le texte. / « Auteur » désigne la personne.",
        "1 def.oeuvre def.auteur",
    ),
    "German quotes": (
        "1. Definitions / „Werk“ bedeutet X. / „Nutzer“ ist Y.",
        "1 def.werk def.nutzer",
    ),
    "1 - Use": (
        "1 - Use / 2 - Copy",
        "1 2",
    ),
    "1 – Use": (
        "1 – Use / 2 – Copy",
        "1 2",
    ),
    "(1) [a]": (
        "(1) Use / [a] one / [b] two / (2) Copy",
        "1 1.a 1.b 2",
    ),
    "1.1.)": (
        "1. A / 1.1.) Use / 1.2.) Copy",
        "1 1.1 1.2",
    ),
    "1.1(a)": (
        "1. A / 1.1 B is / 1.1(a) Use / 1.1(b) Copy",
        "1 1.1 1.1.a 1.1.b",
    ),
    "1.(a)": (
        "1. A / 1.(a) Use / 1.(b) Copy",
        "1 1.a 1.b",
    ),
    "colons": (
        "1: Use / 2: Copy",
        "1 2",
    ),
    "escaped marks": (
        "1\\. Use / 2\\. Copy",
        "1 2",
    ),
    "headings of Markdown": (
        "## 1. Use / Text. / ### 1.1 More / ## 2. Copy",
        "1 1.1 2",
    ),
    "all kinds of emphasis": (
        "*1.* Use / **2.** Copy / _3. End._ It ends. / ***4. Law***",
        "1 2 3 4",
    ),
    "a version is no clause": (
        "1. Use. See / 2.0 or later of the thing. / 2. Copy.",
        "1 2",
    ),
}
"""What is written, a slash for a blank line; and the keys."""


@pytest.mark.parametrize("kind", ROWS)
def test_split_cites_numbers_in_other_languages_and_depths(kind):
    written, expected = ROWS[kind]

    text = normalize(written.replace(" / ", "\n\n"), form=2)

    assert " ".join(section.key for section in split(text, form=2)) == expected
