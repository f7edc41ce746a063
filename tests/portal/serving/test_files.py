"""As many files as are wanted may be open, where the system lets them."""

import resource

import pytest

from portal.serving.files import may_be_open

INFINITY = resource.RLIM_INFINITY


@pytest.mark.parametrize(
    ("limits", "wanted", "allowed", "set_to"),
    [
        ((1_024, 4_096), 1_128, 1_128, (1_128, 4_096)),
        ((1_024, 1_100), 1_128, 1_100, (1_100, 1_100)),
        ((1_127, 4_096), 1_128, 1_128, (1_128, 4_096)),
        ((1_128, 4_096), 1_128, 1_128, None),
        ((8_192, 8_192), 1_128, 8_192, None),
        ((1_024, INFINITY), 1_128, 1_128, (1_128, INFINITY)),
        ((INFINITY, INFINITY), 1_128, 1_128, None),
    ],
)
def test_limit_is_raised_as_far_as_it_may_be(monkeypatch, limits, wanted, allowed, set_to):
    asked = []
    monkeypatch.setattr(resource, "getrlimit", lambda kind: limits)
    monkeypatch.setattr(resource, "setrlimit", lambda kind, given: asked.append(given))

    assert may_be_open(wanted) == allowed
    assert asked == ([set_to] if set_to else [])
