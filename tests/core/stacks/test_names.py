"""What a term means for other licenses: by the name that the team gave it, else by its topic."""

import pytest

from guidance.core.documents.licenses import Term
from guidance.core.stacks.names import Role, role_of
from tests.core.stacks.samples import term


def role(key="do", kind="condition", topic="attribution", **fields):
    return role_of(Term.model_validate(term(key, kind, topic, **fields)))


@pytest.mark.parametrize(
    "name",
    [
        "same-license",
        "same-license-part",
        "no-further-restrictions",
        "limits-on-use",
        "non-commercial",
        "no-other-license",
    ],
)
def test_name_that_the_team_gave_decides(name):
    assert role(same_as=name) == Role(name, is_said=True)
    assert role(kind="limitation", topic="commercial-use", same_as=name) == Role(name, is_said=True)


@pytest.mark.parametrize("name", ["keep-notices", "license-copy", "under-epl"])
def test_name_that_decides_nothing_means_nothing_whatever_the_topic(name):
    assert role(kind="limitation", topic="commercial-use", same_as=name) is None


@pytest.mark.parametrize(
    ("kind", "topic", "name", "is_said"),
    [
        # That a license asks for itself is known by its topic, and not for how much.
        ("condition", "same-license", "same-license", False),
        ("limitation", "use-policy", "limits-on-use", True),
        ("limitation", "commercial-use", "non-commercial", True),
        ("limitation", "relicensing", "no-other-license", True),
    ],
)
def test_role_goes_by_kind_and_topic_where_the_team_named_none(kind, topic, name, is_said):
    assert role(kind=kind, topic=topic) == Role(name, is_said)
    assert role(kind="permission", topic=topic) is None
    assert role(kind=kind, topic="attribution") is None


def test_limitation_is_known_by_its_key_to_let_none_be_added():
    key = "no-further-restrictions"

    assert role(key, "limitation", "relicensing") == Role(key, is_said=True)
    assert role(key, "condition", "relicensing") is None
    assert role(key, "limitation", "relicensing", same_as="keep-notices") is None
