"""What holds in the first form and in the second: tests of the first, asked of the second."""

from functools import partial

import pytest

from guidance.core.texts.form_2 import headings
from guidance.core.texts.normal import split
from tests.core.texts.form_1 import test_headings, test_sections_rules


@pytest.fixture(autouse=True)
def second_form(monkeypatch):
    monkeypatch.setattr(test_headings, "headings", headings)
    monkeypatch.setattr(test_sections_rules, "split", partial(split, form=2))


for module in (test_headings, test_sections_rules):
    globals().update(
        {name: test for name, test in vars(module).items() if name.startswith("test_")}
    )
