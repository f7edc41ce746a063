"""What makes a document heavy is told with its part, its line, and what is too many."""

import pytest

from guidance.core.checks import check_faq, check_license, check_tree, sizes
from guidance.core.documents.prose import MAX_EFFORT, measure_of
from tests.core.checks.samples import ENTRIES, ENTRY, LICENSE, LICENSES, TREE, changed, setting
from tests.core.checks.tree_faults import USERS


def told(findings, code):
    return [(made.place, made.message) for made in findings if made.code == code]


def test_text_that_is_too_heavy_is_told_with_its_line_where_it_has_one():
    deep = "> " * 21 + "a"
    findings = check_tree(changed(TREE, setting(*USERS, help="a\n\n" + deep)), LICENSES)
    many = check_license(changed(LICENSE, setting("terms", "show", body="<a@b> " * 201)))

    assert [(made.place, made.message) for made in findings] == [
        (
            "question:users",
            "The help, line 3: lists and quotations stand in each other more than 20 deep. "
            "Make it flatter.",
        )
    ]
    assert [made.message.split(". ")[0] for made in many] == [
        "The text of the term: it has more than 200 addresses in <angle brackets>"
    ]


def test_every_text_of_a_document_is_looked_at():
    heavy = "*" * 101
    tree = changed(
        TREE,
        setting(covers=heavy),
        setting(*USERS, help=heavy, why=heavy),
        setting("outcomes", "fine", summary=heavy, next_steps=heavy),
    )
    entry = changed(ENTRY, setting(short_answer=f"Yes {heavy}", answer=heavy))

    assert [place for place, _ in told(check_tree(tree, LICENSES), "prose-too-heavy")] == [
        *("", "question:users", "question:users", "outcome:fine", "outcome:fine"),
    ]
    assert len(told(check_faq(entry, LICENSES, ENTRIES), "prose-too-heavy")) == 2


def test_list_that_is_too_long_is_told_with_the_part_that_has_it():
    options = [{"key": f"o{number}", "label": "O", "goto": "fine"} for number in range(201)]
    sample = changed(TREE, setting("questions", "copies", options=options, routes=None))

    assert told(check_tree(sample, LICENSES), "too-many-parts") == [
        ("question:copies", f"“{TREE.title}” has more than 200 options in one list.")
    ]
    fewer = changed(TREE, setting("questions", "copies", options=options[1:], routes=None))
    assert told(check_tree(fewer, LICENSES), "too-many-parts") == []


def test_list_of_the_document_itself_has_no_part():
    cases = [
        {"key": f"c{number}", "title": "C", "answers": {"users": ["701"]}, "outcomes": ["special"]}
        for number in range(1_001)
    ]

    assert told(check_tree(changed(TREE, setting(cases=cases)), LICENSES), "too-many-parts") == [
        ("", f"“{TREE.title}” has more than 1,000 cases in one list.")
    ]


SLOW = "`a " * 95 + "b" * 19_000
"""Its marks do not close: looking for their ends takes nearly all the time that one text may."""


def test_texts_that_are_slow_together_are_told_once():
    assert 0.91 * MAX_EFFORT < measure_of(SLOW).effort < MAX_EFFORT
    note = LICENSE.annotations[0].model_dump(mode="json") | {"body": SLOW}

    def license(count):
        notes = [note | {"key": f"n{number}"} for number in range(count)]
        return changed(LICENSE, setting(annotations=notes))

    assert told(check_license(license(10)), "document-too-heavy") == []
    assert told(check_license(license(11)), "document-too-heavy") == [
        ("", f"All texts of “{LICENSE.title}” together are more than one page can show.")
    ]


@pytest.mark.parametrize(("measured", "bound"), [("effort", "_ALL_EFFORT"), ("html", "MAX_PAGES")])
def test_texts_may_come_to_the_bound_and_not_beyond(monkeypatch, measured, bound):
    texts = ("Yes, you **may**.", "Keep the `notice`.")
    entry = changed(ENTRY, setting(short_answer=texts[0], answer=texts[1]))
    both = sum(getattr(measure_of(text), measured) for text in texts)

    def found():
        return [one.code for one in check_faq(entry, LICENSES, ENTRIES)]

    monkeypatch.setattr(sizes, bound, both)
    assert found() == []
    monkeypatch.setattr(sizes, bound, both - 1)
    assert found() == ["document-too-heavy"]


def test_text_of_a_license_is_looked_at_wherever_it_stands():
    heavy = "*" * 101
    license = changed(
        LICENSE,
        setting(background=heavy),
        setting("policies", "use-policy", note=heavy),
        setting("policies", "use-policy", "sections", "aup.1", body=heavy),
        setting("annotations", "end", body=heavy),
        setting("terms", "show", body=heavy, fulfilment=heavy),
    )

    assert [place for place, _ in told(check_license(license), "prose-too-heavy")] == [
        *("", "policy:use-policy", "section:aup.1", "annotation:end", "term:show", "term:show"),
    ]


def test_text_that_is_too_heavy_itself_is_not_counted_with_the_others(monkeypatch):
    entry = changed(ENTRY, setting(short_answer="Yes.", answer="*" * 101))
    monkeypatch.setattr(sizes, "_ALL_EFFORT", measure_of("Yes.").effort)

    assert [one.code for one in check_faq(entry, LICENSES, ENTRIES)] == ["prose-too-heavy"]
