"""Two trees compared by the ways through them."""

from itertools import pairwise, product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from guidance.core.documents.trees import Tree
from guidance.core.walking import comparisons
from guidance.core.walking.paths import Ending, Group, compare, count
from guidance.core.walking.walks import walk
from tests.core import naive
from tests.core.trees import (
    QUESTION_KINDS,
    option,
    outcome,
    question,
    sound_trees,
    tree,
)
from tests.examples import examples

EASY = settings(max_examples=examples(150))


OLD = tree(
    question("role", option("person"), option("company"), goto="users"),
    question(
        "users",
        option("few", "fine", high="700"),
        option("many", "ask", low="700"),
        kind="number",
        minimum="0",
    ),
    outcome("fine", "llama-2/keep"),
    outcome("ask", verdict="special-license"),
)


def changed(**replaced):
    """Return OLD with the fields of some of its nodes replaced, by key."""
    data = OLD.model_dump(by_alias=True, exclude_defaults=True)
    for node in (*data["questions"], *data["outcomes"]):
        node |= replaced.get(node["key"], {})
    return Tree.model_validate(data)


FINE = Ending("fine", "allowed")
ASK = Ending("ask", "special-license")


def test_compare_of_a_tree_with_itself_finds_nothing():
    found = compare(OLD, changed())

    assert (found.total, found.changed, found.groups, found.is_complete) == (4, 0, (), True)


def test_compare_finds_a_moved_threshold():
    few, many = option("few", "fine", high="500"), option("many", "ask", low="500")

    found = compare(OLD, changed(users={"options": [few, many]}))

    assert (found.total, found.changed) == (6, 2)
    assert found.groups == (
        Group(FINE, ASK, (), ("llama-2/keep",), 2, {"role": ("person",), "users": ("500",)}),
    )


def test_compare_finds_terms_gained_and_lost():
    found = compare(OLD, changed(fine={"adds": ["llama-2/show"]}))

    assert found.groups == (
        Group(
            FINE, FINE, ("llama-2/show",), ("llama-2/keep",), 2,
            {"role": ("person",), "users": ("0",)},
        ),
    )  # fmt: skip


def test_compare_finds_a_changed_verdict_and_puts_the_largest_group_first():
    person = option("person", None, "llama-2/tell")

    found = compare(
        OLD,
        changed(
            role={"options": [person, option("company", "ask")]}, ask={"verdict": "prohibited"}
        ),
    )

    now = Ending("ask", "prohibited")
    groups = [(one.old, one.new, one.gained, one.lost, one.ways) for one in found.groups]
    assert groups == [
        (FINE, FINE, ("llama-2/tell",), (), 1),
        (ASK, now, ("llama-2/tell",), (), 1),
        (FINE, now, (), ("llama-2/keep",), 1),
        (ASK, now, (), (), 1),
    ]  # fmt: skip


def test_compare_tells_what_most_ways_have_first_wherever_it_was_found():
    ends = outcome("one"), outcome("two")
    old = tree(question("q", *(option(key, "one") for key in "abc")), *ends)
    added = [option(key, "one", "llama-2/keep") for key in "bc"]
    new = tree(question("q", option("a", "two"), *added), *ends)

    assert [(group.new.outcome, group.ways) for group in compare(old, new).groups] == [
        ("one", 2), ("two", 1),
    ]  # fmt: skip


def test_compare_goes_through_each_branch_of_an_added_question():
    sharing = question("sharing", option("yes", None, "llama-2/show"), option("no"), goto="fine")
    new = tree(
        question("role", option("person"), option("company"), goto="users"),
        question("users", option("few", "sharing", high="700"), option("many", "ask", low="700"),
                 kind="number", minimum="0"),
        sharing,
        outcome("fine", "llama-2/keep"),
        outcome("ask", verdict="special-license"),
    )  # fmt: skip

    added, removed = compare(OLD, new), compare(new, OLD)

    assert (added.total, added.changed, removed.total, removed.changed) == (6, 2, 6, 2)
    example = {"role": ("person",), "users": ("0",), "sharing": ("yes",)}
    assert added.groups == (Group(FINE, FINE, ("llama-2/show",), (), 2, example),)
    assert removed.groups == (Group(FINE, FINE, (), ("llama-2/show",), 2, example),)


def test_compare_shows_ways_that_one_tree_does_not_have():
    new = changed(role={"options": [option("person"), option("group")]})

    found = compare(OLD, new)

    assert [(group.old, group.new, group.ways) for group in found.groups] == [
        (FINE, None, 1),
        (ASK, None, 1),
        (None, FINE, 1),
        (None, ASK, 1),
    ]


def test_compare_takes_an_option_that_became_unsure_as_one_that_is_gone():
    new = changed(role={"options": [option("person"), option("company", is_unsure=True)]})

    found = compare(OLD, new)

    assert [(group.old, group.new, group.ways) for group in found.groups] == [
        (FINE, None, 1),
        (ASK, None, 1),
    ]


def test_compare_draws_a_sample_beyond_its_limit_and_says_so():
    new = changed(fine={"adds": []})
    whole, sample = compare(OLD, new, limit=4), compare(OLD, new, limit=3)

    assert (whole.is_complete, whole.is_sample, whole.total) == (True, False, 4)
    assert (sample.is_complete, sample.is_sample) == (False, True)
    assert 1 <= sample.total <= 3


def test_sample_is_drawn_from_all_over_the_tree_and_always_the_same():
    names = [f"q{number}" for number in range(12)]
    options = [option("a"), option("b")]
    old = tree(
        *(question(key, *options, goto=to) for key, to in pairwise(names)),
        question("q11", option("a", goto="yes"), option("b", goto="no")),
        outcome("yes"),
        outcome("no"),
    )
    last = old.questions[0].model_copy(update={"options": (old.questions[0].options[0],)})
    new = old.model_copy(update={"questions": (last, *old.questions[1:])})

    first, again = (comparisons.compare(old, new, limit=400) for _ in range(2))

    assert first == again
    assert first.is_sample
    assert 0.35 < first.changed / first.total < 0.65  # half of all ways answer "b" first


def test_compare_of_a_question_that_cannot_be_answered_in_one_tree():
    found = compare(OLD, changed(role={"options": []}))

    assert [(group.new, group.ways) for group in found.groups] == [(None, 2), (None, 2)]


def test_question_without_answers_leaves_the_way_through_the_other_tree():
    new = tree(question("other", option("x", "fine")), outcome("fine"))

    found = compare(changed(role={"options": []}), new)

    assert [(group.old, group.new, group.ways) for group in found.groups] == [(None, FINE, 1)]


def test_sample_goes_on_in_the_other_tree_too():
    new = tree(question("other", *(option(key, "fine") for key in "abc")), outcome("fine"))

    found = compare(changed(role={"options": []}), new, limit=2)

    assert (found.is_sample, found.total > 0) == (True, True)
    assert [(group.old, group.new) for group in found.groups] == [(None, FINE)]


@EASY
@given(sound_trees(max_questions=3))
def test_compare_with_itself_finds_every_way_and_no_change(sample):
    found = compare(sample, sample)

    assert (found.total, found.changed) == (count(sample).ways, 0)


@settings(max_examples=examples(60))
@given(st.data())
def test_compare_agrees_with_walking_both_trees(data):
    kinds = data.draw(st.lists(QUESTION_KINDS, min_size=2, max_size=2))
    old, new = (data.draw(sound_trees(kinds=kinds)) for _ in range(2))
    values = {made.key: [] for one in (old, new) for made in one.questions}
    for made in (*old.questions, *new.questions):
        values[made.key] += naive.values_of(made)
    assume(_are_alike(old, new))

    found = compare(old, new)

    differences = [
        (group.old, group.new, frozenset(group.gained), frozenset(group.lost))
        for group in found.groups
    ]
    tried = (_difference(old, new, answers) for answers in _every(values))
    assert len(differences) == len(set(differences))
    assert set(differences) == {difference for difference in tried if difference}
    assert [_difference(old, new, group.example) for group in found.groups] == differences


def _difference(old, new, answers):
    """Return what walking both trees shows as a group would, or None where it is the same."""
    was, now = (walk(one, answers) for one in (old, new))
    old_terms, new_terms = (set(one.terms) if one.outcome else set() for one in (was, now))
    gained, lost = frozenset(new_terms - old_terms), frozenset(old_terms - new_terms)
    is_same = _ending(was) == _ending(now) and not gained and not lost
    return None if is_same else (_ending(was), _ending(now), gained, lost)


def _ending(walked):
    return Ending(walked.outcome.key, walked.outcome.verdict) if walked.outcome else None


def _are_alike(old, new):
    pairs = zip(old.questions, new.questions, strict=False)
    return all(first.decimals is second.decimals for first, second in pairs)


def _every(values):
    keys = list(values)
    for chosen in product(*(dict.fromkeys(values[key]) for key in keys)):
        yield dict(zip(keys, chosen, strict=True))
