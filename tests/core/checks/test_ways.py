"""Which sets of options are tried: one for each case that a tree can tell apart."""

from guidance.core.checks import check_tree, ways
from tests.core.trees import option, outcome, question, tree


def codes(sample):
    return [finding.code for finding in check_tree(sample, {}) if "uncited" not in finding.code]


def test_option_that_excludes_the_others_hides_no_set_of_these():
    """Alone, b is sent elsewhere; with c, the target of b is the first there is."""
    asked = question(
        "which",
        option("none", is_exclusive=True),
        option("a", "left"),
        option("b", "right"),
        option("c"),
        kind="choices",
        goto="left",
        routes=[{"when": {"question": "which", "is": "b"}, "goto": "left"}],
    )

    assert codes(tree(asked, outcome("left"), outcome("right"))) == []


def test_too_many_sets_of_options_are_said(monkeypatch):
    names = ("a", "b", "c")
    asked = question(
        "which",
        *(option(name, "left") for name in names),
        kind="choices",
        routes=[
            {"when": {"question": "which", "any_of": [name]}, "goto": "right"} for name in names
        ],
    )
    sample = tree(asked, outcome("left"), outcome("right"))

    monkeypatch.setattr(ways, "MAX_SETS", 7)
    assert "too-many-ways" not in codes(sample)
    monkeypatch.setattr(ways, "MAX_SETS", 6)
    assert "too-many-ways" in codes(sample)
