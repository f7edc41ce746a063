"""What an answer has settled: it is not asked again, and no line of a result contradicts it."""

import pytest

from guidance.core.documents.licenses import License
from guidance.core.documents.trees import Tree
from guidance.core.walking.occasions import needs_of
from guidance.core.walking.paths import enumerate_ways
from guidance.core.walking.walks import walk
from tests.core.needs import unmet
from tests.packs import MAIN, TRAINING, of, tree

NOT_ASKED = {  # tree: answer, and what is then not asked
    MAIN: {
        ("model", "llama-1"): {"standing", "policy", "size", "sharing", "plans", "other-model"},
        ("model", "another"): {"standing", "policy", "size", "sharing", "plans"},
        ("model", "unknown"): {"standing", "other-model"},
        ("model", "only-outputs"): {"standing", "policy"},
        ("standing", "claim-filed"): {"policy", "size"},
        ("standing", "terminated"): {"policy", "size"},
        ("size", "far-below"): {"users", "product-plans"},
        ("size", "product"): {"users", "sharing", "plans"},
        ("fields", "none"): {"safeguards"},
    },
    TRAINING: {
        ("origin", "us"): {"licensee", "other-model"},
        ("origin", "other-model"): {"licensee", "target", "purpose"},
        ("target", "dataset"): {"purpose"},
    },
}
NO_TERM = {  # tree: answer, and the terms of Llama 2 that would contradict it
    MAIN: {
        ("model", "only-outputs"): {"obey-law", "indemnify", "keep-notice", "use-commercially"},
        ("model", "llama-1"): {"obey-law", "keep-notice", "use-commercially"},
        ("model", "another"): {"obey-law", "keep-notice", "use-commercially"},
        ("standing", "claim-filed"): {"use-commercially", "redistribute", "pass-on-agreement"},
        ("standing", "terminated"): {"use-commercially", "redistribute", "pass-on-agreement"},
        ("size", "far-below"): {"integrated-product-exempt", "request-special-license"},
        ("size", "product"): {
            "keep-notice", "pass-on-agreement", "redistribute", "modify", "own-changes",
            "no-relicensing", "describe-by-name", "request-special-license",
        },
        ("size", "from-product"): {"integrated-product-exempt", "redistribute"},
        ("outputs", "other-llm"): {"improve-llama-2", "use-outputs", "use-commercially"},
        ("outputs", "nothing"): {"improve-llama-2"},
        ("fields", "none"): {"licensed-professional", "no-discrimination", "rights-and-consents"},
        ("sharing", "nobody"): {
            "keep-notice", "pass-on-agreement", "redistribute", "bind-users-to-policy",
        },
        ("sharing", "hosted"): {"keep-notice", "redistribute"},
        ("plans", "none"): {"no-relicensing", "contract-partner", "no-suit-over-llama"},
        ("product-plans", "none"): {"contract-partner", "no-suit-over-llama"},
    },
    TRAINING: {
        ("origin", "other-model"): {"no-improving-other-llms", "obey-law", "use-outputs"},
        ("licensee", "no"): {"no-improving-other-llms", "obey-law", "indemnify"},
        ("target", "other-llm"): {"improve-llama-2", "use-outputs", "modify"},
        ("target", "newer-llama"): {"improve-llama-2", "use-outputs", "modify"},
        ("target", "not-llm"): {"improve-llama-2", "modify"},
        ("target", "encoder"): {"improve-llama-2", "modify"},
        ("target", "dataset"): {"improve-llama-2", "modify"},
    },
}  # fmt: skip
NO_LINE = {  # tree: answer, and words that would contradict it in a result
    MAIN: {
        ("model", "changed"): ["somebody else made this version", "whoever made this version"],
        ("size", "product"): ["your way of sharing", "pass on your", "Each copy comes with"],
        ("sharing", "nobody"): ["Each copy comes with", "hand the agreement to customers"],
        ("sharing", "hosted"): ["Each copy comes with", "Ship the agreement"],
        ("sharing", "adapter"): ["beside the weights"],
        ("fields", "none"): ["as long as the safeguards are in place"],
    },
    TRAINING: {
        ("origin", "service"): ["If you only called a provider's API"],
        ("target", "encoder"): ["choose the last answer", "Your model is not one"],
        ("purpose", "train"): ["The weights stay as they are", "weights stay as they are"],
        ("purpose", "evaluate"): ["Let counsel confirm before you train"],
    },
}


def having(slug: str, question: str, option: str):
    return [
        way for way in enumerate_ways(tree(slug)).ways if option in way.answers.get(question, ())
    ]


def rules(table):
    return [
        pytest.param(slug, answer, excluded, id=f"{slug}:{'='.join(answer)}")
        for slug, answers in table.items()
        for answer, excluded in answers.items()
    ]


@pytest.mark.parametrize(("slug", "answer", "excluded"), rules(NOT_ASKED))
def test_what_an_answer_has_settled_is_not_asked(slug, answer, excluded):
    known = {question.key for question in tree(slug).questions}

    asked = {key for way in having(slug, *answer) for key in way.questions}

    assert excluded <= known
    assert asked & excluded == set()
    assert asked != set()


@pytest.mark.parametrize(("slug", "answer", "excluded"), rules(NO_TERM))
def test_no_term_of_a_result_contradicts_an_answer(slug, answer, excluded):
    [known] = [{term.key for term in one.terms} for one in of(License) if one.slug == "llama-2"]

    found = having(slug, *answer)

    assert excluded <= known
    assert found != []
    assert {ref for way in found for ref in way.terms} & {f"llama-2/{k}" for k in excluded} == set()


@pytest.mark.parametrize(("slug", "answer", "excluded"), rules(NO_LINE))
def test_no_line_of_a_result_contradicts_an_answer(slug, answer, excluded):
    outcomes = {tree(slug).outcome(way.outcome) for way in having(slug, *answer)}
    said = {
        one.key: " ".join(f"{one.title} {one.summary} {one.next_steps}".split()) for one in outcomes
    }

    assert len(said) > 0
    assert [(key, words) for key, line in said.items() for words in excluded if words in line] == []


@pytest.mark.parametrize("sample", of(Tree), ids=lambda sample: sample.slug)
def test_whatever_is_asked_has_what_it_needs(sample):
    ways = enumerate_ways(sample).ways[::97]

    assert set(needs_of(sample)) == {one.key for one in sample.questions}
    assert unmet(sample, (walk(sample, way.answers).steps for way in ways)) == []
