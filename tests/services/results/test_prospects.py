"""What depends on unsure answers: cases, and the terms that come with them, each once."""

import pytest

from guidance.core.walking.walks import walk
from guidance.services.editions.readings import pinned
from guidance.services.results.presenting import present
from guidance.services.results.prospects import has_cases, prospects, shared_terms
from tests.documents import tree_data
from tests.editions import published, published_license, published_tree
from tests.scenes import scene

pytestmark = pytest.mark.django_db

SHARING = "Do others get copies?"
UNSURE = {"users": ("100",), "sharing": ("unsure",)}


@scene
def tree():
    published_license()
    return published_tree()


def result_of(answers, *, number=1):
    reading = pinned("tree", "can-i-use-it", number)
    return present(reading, walk(reading.document, answers))


def refs(terms):
    return [shown.ref for shown in terms.all]


def many_unsure():
    """Return a tree of four questions with three outcomes, by how often the answer is yes."""
    cite = tree_data()["outcomes"][0]["citations"]
    keys = ["a", "b", "c", "d"]
    questions = []
    for key, after in zip(keys, [*keys[1:], "none"], strict=True):
        questions.append(
            {
                "key": key,
                "kind": "choice",
                "title": f"Is {key} so?",
                "citations": cite,
                "options": [
                    {"key": "yes", "label": "Yes", "goto": after},
                    {"key": "no", "label": "No", "goto": after},
                    {"key": "unsure", "label": "I am not sure", "is_unsure": True},
                ],
            }
        )
    questions[0]["options"][0]["adds"] = ["example/notice"]
    questions[1]["options"][0]["adds"] = ["example/no-harm"]
    questions[2]["options"][0]["adds"] = ["example/use"]
    questions[3]["options"][0]["goto"] = "all"
    outcomes = [
        {"key": "all", "verdict": "allowed", "title": "D", "citations": cite},
        {"key": "none", "verdict": "prohibited", "title": "Not D", "citations": cite},
    ]
    return tree_data(start="a", questions=questions, outcomes=outcomes, cases=[])


def test_prospects_of_many_cases_are_one_for_each_outcome(db):
    published_license()
    published(many_unsure())

    result = result_of(dict.fromkeys("abcd", ("unsure",)))
    found = prospects(result)

    assert len(result.dependent) == 16
    assert [(p.outcome.title, p.total, p.limits, p.is_exact) for p in found] == [
        ("D", 8, (("Is d so?", ("Yes",), False),), True),
        ("Not D", 8, (("Is d so?", ("No",), False),), True),
    ]


def test_shared_terms_of_some_ways_name_the_answers_that_bring_them(db):
    published_license()
    published(many_unsure())

    found = shared_terms(result_of(dict.fromkeys("abcd", ("unsure",))))

    assert [(s.cases, s.partly, s.limits, s.is_exact, refs(s.terms)) for s in found] == [
        ((), (1, 2), (("Is a so?", ("Yes",), False),), True, ["example/notice"]),
        ((), (1, 2), (("Is b so?", ("Yes",), False),), True, ["example/no-harm"]),
        ((), (1, 2), (("Is c so?", ("Yes",), False),), True, ["example/use"]),
    ]


def test_prospects_name_the_options_that_decide_among_several_chosen(db):
    published_license()
    data = many_unsure()
    several, last = data["questions"][0], data["questions"][1]
    several |= {"kind": "choices", "title": "What is so?"}
    several["options"] = [
        {"key": "x", "label": "X", "goto": "b", "adds": ["example/notice"]},
        {"key": "y", "label": "Y", "goto": "b", "adds": ["example/no-harm"]},
        {"key": "z", "label": "Z", "goto": "b"},
        {"key": "none", "label": "Nothing", "goto": "b", "is_exclusive": True},
        {"key": "unsure", "label": "I am not sure", "is_unsure": True},
    ]
    y_and_z = {"all": [{"question": "a", "any_of": [key]} for key in "yz"]}
    last["options"][0] |= {"adds": ["example/use"], "goto": "all"}
    last["options"][1]["goto"] = "none"
    several["routes"] = [{"when": y_and_z, "goto": "third"}]
    data["questions"] = [several, last]
    data["outcomes"].append({**data["outcomes"][0], "key": "third", "title": "Third"})
    published(data)

    result = result_of(dict.fromkeys("ab", ("unsure",)))
    found = prospects(result)

    assert [p.is_exact for p in found] == [False, False, True]
    assert [(p.outcome.title, p.limits) for p in found] == [
        ("D", (("Is b so?", ("Yes",), False),)),
        ("Not D", (("Is b so?", ("No",), False),)),
        ("Third", (("What is so?", ("Y; Z", "X; Y; Z"), False),)),
    ]
    assert [(refs(s.terms), s.limits[0]) for s in shared_terms(result)] == [
        (["example/no-harm"], ("What is so?", ("Y",), True)),
        (["example/use"], ("Is b so?", ("Yes",), False)),
        (["example/notice"], ("What is so?", ("X",), True)),
    ]


def test_prospects_of_few_cases_stand_apart(tree):
    result = result_of({"users": ("unsure",), "sharing": ("unsure",)})

    assert [(p.number, p.outcome.key, p.total) for p in prospects(result)] == [
        (1, "ship", 1),
        (2, "use", 1),
        (3, "ask-first", 1),
    ]


def test_prospects_name_the_answers_that_lead_to_them_and_nothing_else_can(tree):
    by_choice = prospects(result_of(UNSURE))
    by_number = prospects(result_of({"users": ("unsure",), "sharing": ("no",)}))

    assert [case.answers for case in by_choice] == [
        {"users": ("100",), "sharing": ("yes",)},
        {"users": ("100",), "sharing": ("no",)},
    ]
    assert [case.answers for case in by_number] == [{}, {}]


def test_prospects_of_sure_answers_are_none(tree):
    result = result_of({"users": ("100",), "sharing": ("no",)})

    assert (prospects(result), shared_terms(result)) == ((), ())
    assert not has_cases(result, ())


def test_shared_terms_tell_a_term_of_several_cases_once(db):
    published_license()
    data = tree_data(cases=[])
    hosted = data["questions"][1]["options"][0] | {"key": "hosted", "label": "Hosted"}
    data["questions"][1]["options"].insert(1, hosted | {"goto": "ask-first"})
    published(data)

    found = shared_terms(result_of(UNSURE))

    assert [(s.cases_written, s.limits, s.is_exact, refs(s.terms)) for s in found] == [
        ("1, 2", ((SHARING, ("Yes", "Hosted"), False),), True, ["example/notice"]),
        ("1, 3", ((SHARING, ("Yes", "No"), False),), True, ["example/use"]),
        ("1", ((SHARING, ("Yes",), False),), True, ["example/no-harm"]),
    ]


def test_shared_terms_that_take_answers_together_are_not_exact(db):
    published_license()
    data = many_unsure()
    data["questions"] = data["questions"][2:]
    both = {"all": [{"question": "c", "is": "yes"}, {"question": "d", "is": "no"}]}
    neither = {"all": [{"question": "c", "is": "no"}, {"question": "d", "is": "yes"}]}
    data["questions"][1]["routes"] = [
        {"when": {"any": [both, neither]}, "goto": "none", "adds": ["example/notice"]}
    ]
    data["questions"][0]["options"][0]["adds"] = []
    published(data | {"start": "c"})

    [shared] = shared_terms(result_of(dict.fromkeys("cd", ("unsure",))))

    assert (refs(shared.terms), shared.limits, shared.is_exact) == (["example/notice"], (), False)


def test_has_cases_only_where_they_say_more_than_the_terms(db):
    published_license()
    data = tree_data(cases=[])
    data["questions"][1]["options"][1]["goto"] = "ship"
    data["outcomes"] = data["outcomes"][1:]
    published(data)
    same, other = result_of(UNSURE), result_of({"users": ("unsure",), "sharing": ("no",)})

    assert not has_cases(same, shared_terms(same))
    assert has_cases(other, shared_terms(other))
