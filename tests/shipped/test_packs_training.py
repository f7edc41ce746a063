"""What the shipped questionnaire on outputs says: what is barred, what is open, and for whom."""

import pytest

from guidance.core.documents.trees import Verdict
from guidance.core.walking.paths import enumerate_ways
from tests.packs import TRAINING, tree


@pytest.mark.parametrize("target", ["other-llm", "newer-llama"])
@pytest.mark.parametrize("purpose", ["train", "signals"])
def test_training_another_llm_is_barred_whoever_made_the_outputs(target, purpose):
    training = [
        way
        for way in enumerate_ways(tree(TRAINING)).ways
        if (way.answers.get("target"), way.answers.get("purpose")) == ((target,), (purpose,))
    ]

    barred = {tree(TRAINING).outcome(way.outcome).verdict for way in training}

    assert {way.answers["origin"] for way in training} == {("us",), ("service",), ("others",)}
    assert barred == {Verdict.PROHIBITED}


def test_ban_is_open_for_those_who_never_had_a_copy():
    never = [
        way for way in enumerate_ways(tree(TRAINING)).ways if way.answers.get("licensee") == ("no",)
    ]

    assert {(way.answers["origin"], way.outcome) for way in never} == {
        (("service",), "only-a-service"),
        (("others",), "never-licensee"),
    }
    assert {tree(TRAINING).outcome(way.outcome).verdict for way in never} == {Verdict.ASK_COUNSEL}


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("other-llm", "selection"),
        ("newer-llama", "selection"),
        ("llama-2", "same-family"),
        ("not-llm", "outside-the-ban"),
    ],
)
def test_choosing_by_scores_is_open_for_other_large_models_alone(target, outcome):
    choosing = {
        way.outcome
        for way in enumerate_ways(tree(TRAINING)).ways
        if (way.answers.get("target"), way.answers.get("purpose")) == ((target,), ("selection",))
    }

    assert choosing == {outcome}
