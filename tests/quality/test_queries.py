"""The development set of the search: written once, complete, and judged against what ships."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

from guidance.core.documents.editions import Context
from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.licenses import License
from guidance.core.documents.trees import Tree
from guidance.models import Publication
from guidance.services.search.entries import entries_of
from tests.packs import of
from tests.texts import with_words

OPEN, HELD = "queries-open.yaml", "queries-held.yaml"
GROUPS = {"llama-2", "llama-1", "apache-2-0", "mit", "names"}


@cache
def judged(file: str) -> list[dict]:
    return yaml.safe_load((Path(__file__).parent / file).read_text(encoding="utf-8"))


def every() -> list[dict]:
    return judged(OPEN) + judged(HELD)


def test_there_are_at_least_300_queries_with_an_answer_and_a_third_is_held_back():
    answered = {file: sum(bool(row["accept"]) for row in judged(file)) for file in (OPEN, HELD)}

    assert sum(answered.values()) >= 300
    assert 0.3 < answered[HELD] / sum(answered.values()) < 0.36


def test_no_query_stands_twice():
    counts = Counter(" ".join(row["query"].casefold().split()) for row in every())

    assert [query for query, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("file", [OPEN, HELD])
def test_both_parts_hold_every_group(file):
    assert {row["group"] for row in judged(file)} == GROUPS


def test_a_query_is_missing_where_no_address_answers_it_and_nowhere_else():
    assert [row for row in every() if bool(row["accept"]) == row.get("missing", False)] == []
    assert [row for row in every() if len(set(row["accept"])) < len(row["accept"])] == []


def test_each_accepted_address_can_be_found():
    documents = [*with_words(of(License)), *of(FaqEntry), *of(Tree)]

    found = {
        entry.url
        for document in documents
        for entry in entries_of(Publication(), document, Context())
    }

    assert {url for row in every() for url in row["accept"]} - found == set()
