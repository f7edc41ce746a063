"""How good the search is: the shares, and the command that prints them."""

import json

import pytest
from django.core.management import CommandError, call_command

from guidance.services.asking.quality import Asked, answers_of, by_group, quality_of
from tests.scenes import scene
from tests.services.search.shelf import APACHE, FAQ, LICENSE, TREE, put


@scene
def shelf():
    return [put(data) for data in (LICENSE, APACHE, FAQ, TREE)]


URLS = [f"/{number}" for number in range(1, 13)]


def quality(*accepted):
    queries = [Asked(query=url, accept=(url,)) for url in accepted]
    return quality_of(answers_of(queries, lambda query: URLS))


@pytest.mark.parametrize(
    ("url", "shares"),
    [
        ("/1", (1, 1, 1, 1)),
        ("/2", (0, 1, 1, 1 / 2)),
        ("/3", (0, 1, 1, 1 / 3)),
        ("/4", (0, 0, 1, 1 / 4)),
        ("/10", (0, 0, 1, 1 / 10)),
        ("/11", (0, 0, 0, 1 / 11)),
        ("/99", (0, 0, 0, 0)),
    ],
)
def test_quality_goes_by_the_place_of_the_first_right_address(url, shares):
    found = quality(url)

    assert (found.hit_1, found.hit_3, found.hit_10, found.mrr) == shares


def test_quality_is_the_mean_of_all_queries():
    assert quality("/1", "/99").hit_3 == 0.5
    assert quality().hit_3 == 0


def test_best_of_several_right_addresses_counts():
    [answer] = answers_of([Asked(query="x", accept=("/9", "/2"))], lambda query: URLS)

    assert (answer.place, answer.first) == (2, ("/1", "/2", "/3"))


def test_query_whose_answer_is_missing_does_not_count():
    queries = [Asked(query="a", accept=("/1",)), Asked(query="b", missing=True)]

    assert quality_of(answers_of(queries, lambda query: URLS)).count == 1


def test_groups_are_measured_each_for_itself():
    queries = [Asked(query="a", accept=("/1",), group="b"), Asked(query="c", accept=("/99",))]

    found = by_group(answers_of(queries, lambda query: URLS))

    assert {name: one.hit_1 for name, one in found.items()} == {"": 0, "b": 1}


QUERIES = """
- query: weapons
  accept: ["/licenses/llama-2/#aup.1.a"]
  group: llama
- query: a café
  accept: ["/nowhere/"]
- query: unheard of
  accept: []
  missing: true
"""


def test_command_prints_shares_and_misses(shelf, tmp_path, capsys):
    (tmp_path / "queries.yaml").write_text(QUERIES)

    call_command("search_quality", str(tmp_path / "queries.yaml"))

    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines[1:4]] == [
        ["–", "1", "0.000", "0.000", "0.000", "0.000"],
        ["llama", "1", "1.000", "1.000", "1.000", "1.000"],
        ["all", "2", "0.500", "0.500", "0.500", "0.500"],
    ]
    assert lines[6:] == ["   –  a café", "      first: /faq/may-i-fine-tune/"]


def test_command_prints_json(shelf, tmp_path, capsys):
    (tmp_path / "queries.yaml").write_text(QUERIES)

    call_command("search_quality", str(tmp_path / "queries.yaml"), "--json")

    said = json.loads(capsys.readouterr().out)
    assert (said["all"]["hit_1"], said["groups"]["llama"]["count"]) == (0.5, 1)
    assert said["queries"][0] == {
        "query": "weapons", "place": 1, "first": ["/licenses/llama-2/#aup.1.a"],
    }  # fmt: skip


@pytest.mark.parametrize("written", ["- {query: x, accepts: []}", "{", "- 5"])
def test_command_says_what_is_wrong_with_a_file(tmp_path, written):
    (tmp_path / "queries.yaml").write_text(written)

    with pytest.raises(CommandError, match="cannot be read as queries"):
        call_command("search_quality", str(tmp_path / "queries.yaml"))


def test_command_says_where_there_is_no_file(tmp_path):
    with pytest.raises(CommandError, match="cannot be read as queries"):
        call_command("search_quality", str(tmp_path / "none.yaml"))
