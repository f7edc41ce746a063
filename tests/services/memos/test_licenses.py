"""The memo on a license: what its page says, with clause numbers and quoted words."""

import pytest
from django.contrib.auth.models import User

from guidance.models import Publication
from guidance.services.editions.readings import current_license, pinned
from guidance.services.memos import papers
from guidance.services.memos.licenses import around, license_memo
from guidance.services.publishing.recalls import recall
from tests.documents import read_policy
from tests.editions import published, published_faq, published_license, published_tree
from tests.services.memos.papers import lines_of, opened, rows_of

pytestmark = pytest.mark.django_db
ROOT = "https://here.example"


def memo(reading=None):
    return license_memo(reading or current_license("example"), around("example"), root=ROOT)


def headings_of(paper):
    named = [(style, words) for style, words in lines_of(paper) if style.startswith("Heading")]
    return [(int(style[-1]), words) for style, words in named]


def test_memo_has_what_the_page_has_under_real_headings():
    published_license()
    published_faq()
    published_tree()

    paper = opened(memo())

    assert [words for level, words in headings_of(paper) if level == 1] == [
        "At a glance", "Background", "You may", "You must", "You may not", "Clause by clause",
        "Example use policy, in our words", "Questions people ask",
        "What the questionnaires can come to", "About this memo",
    ]  # fmt: skip
    assert paper.core_properties.title == "Example License: guidance"
    assert paper.core_properties.language == "en"


def test_memo_says_when_the_copy_of_a_policy_was_read():
    published(read_policy())

    lines = lines_of(opened(memo()))

    at = lines.index(("Heading 1", "Example use policy, in our words"))
    assert lines[at + 2] == ("Normal", "From the copy that we read on 02 Jan 2026.")


def test_note_has_its_clause_and_the_quoted_words():
    published_license()

    lines = lines_of(opened(memo()))

    at = lines.index(("Heading 2", "1"))
    assert lines[at + 1 : at + 4] == [
        ("Normal", "Grants · License text · Settled"),
        ("Quote", "1 “use and change the work”"),
        ("Normal", "This is the whole permission."),
    ]


def test_memo_says_which_edition_it_is_about():
    edition = published_license()

    paper = opened(memo())

    facts = dict(rows_of(paper.tables[0]))
    assert facts["Digest of the guidance (SHA-256)"] == edition.digest
    assert facts["Guidance"].startswith("version 1 of ")
    assert facts["Reviewed by"] == "not reviewed yet"
    linked = [one.target_ref for one in paper.part.rels.values() if one.is_external]
    assert linked == [f"{ROOT}/licenses/example/v1/"]


def test_pages_are_numbered():
    published_license()

    footer = opened(memo()).sections[0].footer.paragraphs[0]

    assert footer.text.startswith("Example, guidance version 1")
    assert footer._p.xpath("w:fldSimple/@w:instr") == ["PAGE"]


def test_no_sign_of_markdown_is_left():
    published_license()
    published_faq()

    words = "\n".join(words for _style, words in lines_of(opened(memo())))

    assert [sign for sign in ("**", "](", "`") if sign in words] == []


def test_same_edition_is_the_same_bytes():
    published_license()

    assert memo() == memo()


def test_memo_on_an_older_edition_says_so_and_a_recalled_one_says_why():
    published_license()
    recall(
        Publication.objects.get().current, by=User.objects.create_user("p"), reason="It was wrong.",
        advice="Read the next.",
    )  # fmt: skip
    published_license(summary="Other.")

    lines = lines_of(opened(memo(pinned("license", "example", 1))))

    assert [words for _style, words in lines[2:6]] == [
        "This version was recalled: it is wrong.", "It was wrong.", "Read the next.",
        "A newer version of this guidance is published.",
    ]  # fmt: skip


@pytest.mark.parametrize(("more", "is_cut"), [(0, False), (-1, True)])
def test_very_long_memo_is_cut_and_says_where_the_rest_stands(monkeypatch, more, is_cut):
    published_license()
    counted = []
    count = papers.Paper._count
    monkeypatch.setattr(papers.Paper, "_count", lambda paper: (counted.append(1), count(paper)))
    memo()
    own = 2  # what stands at the end is written in any case

    monkeypatch.setattr(papers, "MOST_PARAGRAPHS", len(counted) - own + more)
    words = [words for _style, words in lines_of(opened(memo()))]

    assert ("This memo is cut off here: it would be too long." in words) is is_cut
    assert words[-1] == ("This guidance explains a license. It is not legal advice for your case.")
