"""Vectors are those that the model's makers get."""

import numpy as np
import pytest

WEATHER = ("The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium.")


def test_likeness_is_what_the_makers_publish(encoder):
    """Source: sbert.net, quickstart of Sentence Transformers, with this very model."""
    vectors = encoder.vectors(WEATHER, limit=128)

    assert (vectors @ vectors.T).astype(float).round(3).tolist() == [
        [1.0, 0.666, 0.105],
        [0.666, 1.0, 0.141],
        [0.105, 0.141, 1.0],
    ]


@pytest.mark.parametrize(
    ("asked", "same", "other"),
    [
        ("Can I sell it?", "Is commercial use permitted?", "Do I have to keep the notice?"),
        ("Who owns the outputs?", "Is what it writes mine?", "May I use it at work?"),
        ("We have 900 million users", "a very large company", "a very small licence text"),
    ],
)
def test_who_means_the_same_is_nearer(asked, same, other, encoder):
    asked, same, other = encoder.vectors([asked, same, other], limit=64)

    assert asked @ same > asked @ other


def test_sentences_together_have_the_vectors_that_each_has_alone(encoder):
    sentences = [*WEATHER, "", "x" * 5_000, "It's so sunny outside!", *map(str, range(40))]

    together = encoder.vectors(sentences, limit=32)
    alone = [encoder.vectors([sentence], limit=32)[0] for sentence in sentences]

    assert np.abs(together - np.array(alone)).max() < 1e-5
    assert np.abs(np.linalg.norm(together, axis=1) - 1).max() < 1e-5


def test_what_is_beyond_the_limit_does_not_count(encoder):
    short, long, other = encoder.vectors(["may " * 30, "may " * 31, "may " * 29], limit=32)

    assert (short == long).all()
    assert not (short == other).all()


def test_no_sentence_has_no_vector(encoder):
    assert encoder.vectors([], limit=32).shape == (0, 384)


def test_weights_are_mapped_and_cannot_be_changed(encoder):
    weights = encoder._weights["encoder.layer.0.intermediate.dense.weight"]

    assert weights.shape == (384, 1536)
    assert not weights.flags.writeable
    assert not weights.flags.owndata
