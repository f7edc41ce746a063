"""The templates of questionnaires shown for drafts: no edition, no addresses, broken trees."""

import pytest
from django.http import QueryDict
from django.shortcuts import render

from guidance.core.documents.editions import Context
from guidance.core.documents.formats import parse
from guidance.core.walking.walks import walk
from guidance.services.editions.readings import Reading
from guidance.services.results.presenting import present
from guidance.services.results.question_pages import question_page, start_page
from guidance.services.results.result_pages import result_page
from guidance.services.results.turns import take_turn
from tests.documents import tree_data
from tests.html import read

BASE = "/admin/preview/"


def draft(data):
    return Reading(document=parse(data), context=Context(), html={}, edition=None)


def asked(rf, data, query):
    reading = draft(data)
    turn = take_turn(reading.document, QueryDict(query))
    page = question_page(reading, turn, base=BASE)
    return render(rf.get(BASE), "guidance/check.html", vars(page)).content.decode()


def words(html):
    return read(html).text


def test_question_of_a_draft_links_to_its_own_address(rf):
    html = asked(rf, tree_data(), "users=100")

    assert f'<form action="{BASE}"' in html
    assert f'href="{BASE}?users=100&amp;_change=users"' in html
    assert 'href="/check/can-i-use-it/' not in html


def test_cycle_is_named(rf):
    data = tree_data()
    data["questions"][1]["options"][0]["goto"] = "users"

    text = words(asked(rf, data, "users=1&sharing=yes"))

    assert "These answers go in a circle." in text
    assert "users → sharing → users" in text


@pytest.mark.parametrize(
    ("goto", "message"),
    [
        ("nowhere", "From sharing they lead to “nowhere”, which is neither a question nor"),
        (None, "The question “sharing” does not say what follows this answer."),
    ],
)
def test_dead_end_is_named(rf, goto, message):
    data = tree_data()
    data["questions"][1]["options"][0]["goto"] = goto

    assert message in words(asked(rf, data, "users=1&sharing=yes"))


def test_missing_start_is_named(rf):
    assert "From the start they lead to “gone”" in words(asked(rf, tree_data(start="gone"), ""))


def test_too_much_unsure_says_so(rf):
    data = tree_data(start="q0", cases=[])
    data["questions"] = [
        {
            "key": f"q{n}", "kind": "choice", "title": f"Q{n}?",
            "options": [
                {"key": "yes", "label": "Yes", "adds": [f"example/t{n}"], "goto": after},
                {"key": "no", "label": "No", "goto": after},
                {"key": "unsure", "label": "I am not sure", "is_unsure": True},
            ],
        }
        for n, after in enumerate([*(f"q{n + 1}" for n in range(11)), "use"])
    ]  # fmt: skip
    query = "&".join(f"q{n}=unsure" for n in range(12))

    text = words(asked(rf, data, query))

    assert "Too much is unsure to give an answer." in text
    assert text.count("Change: Q") == len(take_turn(parse(data), QueryDict(query)).walk.steps) > 0


def test_start_of_a_draft_is_shown(rf):
    start = start_page(draft(tree_data()))

    page = render(rf.get(BASE), "guidance/check_start.html", vars(start))

    assert "Draft, not published" in words(page.content.decode())


@pytest.mark.parametrize("sharing", ["yes", "unsure"])
def test_result_of_a_draft_is_shown_without_sharing(rf, sharing):
    reading = draft(tree_data())
    way = walk(reading.document, {"users": ("5",), "sharing": (sharing,)})

    page = result_page(present(reading, way), None, addresses=None, base=BASE)
    html = render(rf.get(BASE), "guidance/result.html", vars(page)).content.decode()

    assert "Draft, not published." in words(html)
    assert "Share this result" not in html
    assert f'href="{BASE}?users=5&amp;sharing={sharing}&amp;_change=users"' in html
