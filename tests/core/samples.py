"""A small tree, and ways to say briefly what a walk came to, for the tests of walks."""

from guidance.core.walking.walks import walk
from tests.core.trees import option, outcome, question, tree

SHARING = tree(
    question(
        "sharing",
        option("weights", None, "llama-2/pass-on"),
        option("product", None, "llama-2/show"),
        option("none", "fine", is_exclusive=True),
        option("unsure", is_unsure=True),
        kind="choices",
        goto="users",
    ),
    question(
        "users",
        option("few", "fine", high="700000000", high_inclusive=True),
        option("many", "ask", low="700000000", low_inclusive=False),
        option("unsure", is_unsure=True),
        kind="number",
        minimum="0",
    ),
    outcome("fine", "llama-2/keep"),
    outcome("ask", verdict="special-license"),
)


def one(*options, **fields):
    """Return a tree of one question with two outcomes."""
    return tree(question("q", *options, **fields), outcome("yes"), outcome("no"))


def end(sample, **answers):
    """Return the key of the outcome, or the question that is asked next."""
    walked = walk(sample, {key: tuple(value.split("+")) for key, value in answers.items()})
    node = walked.outcome or walked.question
    return node.key if node else None
