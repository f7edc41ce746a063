"""What a walk asked although it was not needed: for tests of a tree, and of those that ship."""

from guidance.core.walking.occasions import needs_of


def unmet(sample, ways):
    """Return where a question was asked although something that it needs was answered otherwise."""
    needs = needs_of(sample)
    found = []
    for way in ways:
        chosen = {step.question.key: {one.key for one in step.options} for step in way}
        found += [
            (key, need)
            for key in chosen
            for need in needs[key]
            if not chosen.get(need.question, set("?")) <= set(need.options)
        ]
    return found
