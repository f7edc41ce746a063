"""What is told to whoever is unsure: what to find out first, and no more than can be read."""

import pytest

from guidance.core.documents.trees import Tree
from guidance.core.walking.walks import canonical_answers, walk
from guidance.services.results.addresses import result_address
from tests.html import Element, only, texts
from tests.packs import MAIN, TRAINING, of, tree
from tests.scenes import scene
from tests.texts import real_texts  # noqa: F401 - a fixture

MOST_WORDS = 1500
NEVER_SURE = {  # questions without "I am not sure", and the answer that says so instead
    (MAIN, "model"): "unknown",
    (MAIN, "other-model"): "unknown",
}


@scene
def loaded(real_texts):  # noqa: F811
    from tests.shipped.test_packs import load

    return load()


def unsure_of(questionnaire: Tree, key: str) -> str:
    question = questionnaire.question(key)
    return next((option.key for option in question.options if option.is_unsure), "")


def answered(questionnaire: Tree, begun, *, is_unsure) -> dict[str, tuple[str, ...]]:
    """Answer what is asked: "I am not sure" where wanted, else the first that goes on furthest."""
    answers = dict(begun)
    while (question := walk(questionnaire, answers).question) is not None:
        unsure = unsure_of(questionnaire, question.key)
        if unsure and is_unsure(question.key):
            answers[question.key] = (unsure,)
        else:
            answers[question.key] = GOING[questionnaire.slug][question.key]
    return answers


GOING = {
    MAIN: {
        "model": ("changed",), "standing": ("none",), "policy": ("none",), "size": ("count",),
        "users": ("100",), "outputs": ("nothing",), "fields": ("advice", "personal-data"),
        "safeguards": ("in-place",), "sharing": ("weights",), "plans": ("none",),
        "product-plans": ("none",), "llama-1-purpose": ("research",), "other-model": ("llama-3",),
    },
    TRAINING: {
        "origin": ("others",), "licensee": ("yes",), "target": ("other-llm",),
        "purpose": ("train",), "other-model": ("llama-1",),
    },
}  # fmt: skip
BEGUN = {
    MAIN: [{}, {"model": ("as-received",)}, {"model": ("llama-1",)}, {"size": ("product",)}],
    TRAINING: [{}, {"origin": ("other-model",)}],
}


def all_unsure():
    return [
        pytest.param(
            slug, answered(tree(slug), begun, is_unsure=lambda key: True), id=f"{slug}-{n}"
        )
        for slug, starts in BEGUN.items()
        for n, begun in enumerate(starts)
    ]


def one_unsure():
    found = []
    for slug, starts in BEGUN.items():
        for begun in starts:
            sure = answered(tree(slug), begun, is_unsure=lambda key: False)
            for key in sure:
                if unsure_of(tree(slug), key):
                    upto = {k: v for k, v in sure.items() if k != key}
                    answers = answered(tree(slug), upto, is_unsure=lambda k, own=key: k == own)
                    found.append(pytest.param(slug, answers, id=f"{slug}-{len(found)}-{key}"))
    return found


def words_shown(element: Element) -> str:
    """Return the words of a page that are read without opening anything."""
    hidden = {"script", "style", "button"}
    words = []
    for one in element.inside:
        if isinstance(one, str):
            words.append(one)
        elif one.name == "details":
            words += [
                words_shown(part) for part in one.inside if getattr(part, "name", "") == "summary"
            ]
        elif (
            one.name not in hidden
            and "hidden" not in one.attrs
            and one.attrs.get("class") != "hidden"
        ):
            words.append(words_shown(one))
    return " ".join(words)


def test_one_can_be_unsure_of_every_question():
    lacking = {
        (one.slug, question.key): next(
            (o.key for o in question.options if o.label in ("I am not sure", "I cannot tell")), ""
        )
        for one in of(Tree)
        for question in one.questions
        if not any(option.is_unsure for option in question.options)
    }

    assert lacking == NEVER_SURE


@pytest.mark.parametrize(("slug", "answers"), [*all_unsure(), *one_unsure()])
def test_unsure_result_begins_with_what_to_find_out_and_is_short(slug, answers, db, client, loaded):
    walked = walk(tree(slug), answers)
    used = canonical_answers(tree(slug), walked)

    response = client.get(result_address(slug, 1, used), follow=True)
    main = only(response, "main")
    words = words_shown(main).split()

    assert (walked.is_finished, walked.has_unsure) == (True, True)
    assert len(words) < MOST_WORDS
    shown = texts(response, "main h2")
    assert shown[0] == "Find this out first"
    assert "Nothing yet" not in main.text
