"""All questions on one page lead to the very address that they lead to one by one."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from guidance.core.documents.trees import Tree
from guidance.core.walking.paths import enumerate_ways
from guidance.services.results.addresses import result_address
from guidance.services.results.links import pairs_of
from guidance.services.results.turns import take_turn
from tests.packs import of


def one_by_one(tree, answers):
    """Return the address of the result after each answer was sent by itself."""
    turn = take_turn(tree, QueryDict(""))
    while not turn.is_finished:
        key = turn.walk.question.key
        sent = [*pairs_of(turn.kept), *((key, value) for value in answers[key]), ("_ask", key)]
        turn = take_turn(tree, QueryDict(urlencode(sent)))
    return result_address(tree.slug, 1, turn.kept)


def at_once(tree, answers):
    turn = take_turn(tree, QueryDict(urlencode(pairs_of(answers))), is_typed=True)
    assert turn.is_finished
    return result_address(tree.slug, 1, turn.kept)


def unsure_too(tree, ways):
    """Yield the answers of ways, and of every third with "I am not sure" in the middle."""
    for number, way in enumerate(ways):
        yield dict(way.answers)
        key = way.questions[len(way.questions) // 2]
        unsure = [one.key for one in tree.question(key).options if one.is_unsure]
        if number % 3 == 0 and unsure:
            full = {q.key: (q.sure_options[-1].key,) for q in tree.questions if not q.is_ranged}
            full |= {q.key: ("7",) for q in tree.questions if q.is_ranged}
            yield full | way.answers | {key: tuple(unsure)}


@pytest.mark.parametrize("tree", of(Tree), ids=lambda tree: tree.slug)
def test_ways_of_what_ships_end_at_the_same_address(tree):
    ways = enumerate_ways(tree).ways
    everything = {key: values for way in ways for key, values in way.answers.items()}

    for answers in unsure_too(tree, ways[:: max(1, len(ways) // 60)]):
        # Whoever fills in the whole page answers what is not asked as well.
        filled = everything | answers

        assert at_once(tree, filled) == one_by_one(tree, filled)
