"""What is generated for tests has something else in every field of every noun, now and then."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from guidance.core.documents.formats import KINDS
from guidance.core.documents.nouns import Noun, nouns_within
from tests import strategies

GENERATED: dict[str, Any] = {
    "license": strategies.licenses,
    "faq": strategies.faqs,
    "tree": strategies.trees,
    "topics": strategies.vocabularies,
}
ENOUGH = 150
"""Documents that are looked through, the same in every run: a field is in them or not."""
FIXED = {"kind", "format"}
HELD = {"License": {"slug", "text"}, "FaqEntry": {"slug"}, "Tree": {"slug"}, "Text": {"*"}}
"""What stays, for a draft is found by it; and the text, which must be held before it is named."""


def values_in(value: Any, found: dict[tuple[str, str], list[Any]]) -> None:
    """Gather what stands in each field of each noun within a value."""
    if isinstance(value, Noun):
        for name in type(value).model_fields:
            part = getattr(value, name)
            known = found.setdefault((type(value).__name__, name), [])
            if len(known) < 2 and part not in known:
                known.append(part)
            values_in(part, found)
    elif isinstance(value, tuple):
        for part in value:
            values_in(part, found)


class AllDiffer(Exception):
    """Nothing is left to look for."""


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_field_is_generated_with_values_that_differ(kind: str) -> None:
    found: dict[tuple[str, str], list[Any]] = {}
    wanted = {
        (noun.__name__, name)
        for noun in nouns_within(KINDS[kind])
        for name in noun.model_fields
        if not {name, "*"} & HELD.get(noun.__name__, set())
        and not (noun is KINDS[kind] and name in FIXED)
    }

    def alike() -> set[tuple[str, str]]:
        return wanted - {field for field, values in found.items() if len(values) == 2}

    @settings(max_examples=ENOUGH, derandomize=True, database=None, deadline=None,
              phases=[Phase.generate], suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(GENERATED[kind])
    def gather(document: Any) -> None:
        values_in(document, found)
        if not alike():
            raise AllDiffer

    with suppress(AllDiffer):
        gather()

    assert alike() == set()
