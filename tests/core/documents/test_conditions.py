from typing import Any

import pytest

from guidance.core.documents.conditions import describe_condition
from guidance.core.documents.trees import Condition

SHARING = {"question": "sharing", "is": "weights"}
FIELDS = {"question": "fields", "any_of": ["health", "law"]}
USERS = {"question": "users", "at_least": 700_000_000}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (SHARING, "sharing is weights"),
        (FIELDS, "fields any of health, law"),
        ({"question": "fields", "none_of": ["health"]}, "fields none of health"),
        (USERS, "users at least 700,000,000"),
        ({"question": "users", "below": "2.50"}, "users below 2.5"),
        ({"question": "users", "more_than": "700000000"}, "users more than 700,000,000"),
        ({"question": "users", "at_most": "5"}, "users at most 5"),
        ({"question": "day", "before": "2023-07-18"}, "day before 2023-07-18"),
        ({"question": "day", "on_or_after": "2023-07-18"}, "day on or after 2023-07-18"),
        ({"all": [SHARING, USERS]}, "sharing is weights and users at least 700,000,000"),
        ({"any": [SHARING, FIELDS]}, "sharing is weights or (fields any of health, law)"),
        (
            {"all": [USERS, {"any": [SHARING, FIELDS]}]},
            "users at least 700,000,000 and (sharing is weights or (fields any of health, law))",
        ),
        ({"all": [SHARING]}, "sharing is weights"),
        (
            {"any": [{"all": [SHARING]}, {"all": [FIELDS]}]},
            "sharing is weights or (fields any of health, law)",
        ),
    ],
)
def test_describe_condition_writes_words(data: dict[str, Any], words: str) -> None:
    condition = Condition.model_validate(data)

    assert describe_condition(condition) == words


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (SHARING, "sharing is “They download it”"),
        (FIELDS, "fields any of “Health”, law"),
        (USERS, "users at least 700,000,000"),
        ({"question": "gone", "is": "weights"}, "gone is weights"),
        (
            {"all": [USERS, {"any": [SHARING, FIELDS]}]},
            "users at least 700,000,000 and "
            "(sharing is “They download it” or (fields any of “Health”, law))",
        ),
    ],
)
def test_describe_condition_names_options_as_readers_see_them(
    data: dict[str, Any], words: str
) -> None:
    labels = {"sharing": {"weights": "They download it"}, "fields": {"health": "Health"}}

    assert describe_condition(Condition.model_validate(data), labels) == words
