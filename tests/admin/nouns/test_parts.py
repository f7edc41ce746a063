"""Parts in the form of their row: keys that meet, are swapped, or taken over."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from guidance.models import Contribution, License, Option, Policy, PolicySection, Question
from tests.admin.conftest import person
from tests.admin.forms import errors_of, fields_of

pytestmark = pytest.mark.django_db

MET = (
    "Somebody has meanwhile added “%s”, which has this key. Nothing is lost: choose another key, "
    "or open the page again and write into theirs."
)


@pytest.fixture
def second(groups):
    other = Client()
    other.force_login(person("ada", "Editors", is_staff=True))
    return other


def change_url(row):
    return reverse(f"admin:guidance_{row._meta.model_name}_change", args=[row.pk])


def with_one_more(page, prefix, **values):
    """Return the fields of a page with one part more."""
    fields = fields_of(page)
    place = int(fields[f"{prefix}-TOTAL_FORMS"][0])
    fields[f"{prefix}-TOTAL_FORMS"] = [str(place + 1)]
    return fields | {f"{prefix}-{place}-{name}": [value] for name, value in values.items()}


@pytest.mark.parametrize(
    ("model", "prefix", "key", "values"),
    [
        (Question, "options", "key", {"label": "New", "position": "9", "goto": "size"}),
        (License, "policies", "slug", {"title": "New", "url": "https://x.org/", "position": "9"}),
        (Policy, "sections", "key", {"heading": "New", "body": "New", "position": "9"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_key_that_another_has_added_meanwhile_is_refused_at_the_field(
    admin_of, second, ground, model, prefix, key, values
):
    row = model.objects.first()
    parts = {"options": Option, "policies": Policy, "sections": PolicySection}[prefix].objects
    url, given = change_url(row), {**values, key: "same"}
    mine, theirs = (with_one_more(one.get(url), prefix, **given) for one in (admin_of, second))
    assert second.post(url, theirs).status_code == 302

    response = admin_of.post(url, mine)

    place = int(mine[f"{prefix}-TOTAL_FORMS"][0]) - 1
    assert errors_of(response)[f"{prefix}-{place}-{key}"] == [MET % parts.get(**{key: "same"})]
    assert parts.filter(**{key: "same"}).count() == 1
    other = admin_of.post(url, mine | {f"{prefix}-{place}-{key}": ["another"]})
    assert (other.status_code, parts.filter(**{key: "another"}).count()) == (302, 1)


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ({"options-0-key": "{1}", "options-1-key": "{0}"}, ["{1}", "{0}"]),
        ({"options-0-key": "{1}", "options-1-DELETE": "on"}, ["{1}"]),
        ({"options-1-key": "{0}", "options-0-DELETE": "on"}, ["{0}"]),
    ],
    ids=["swapped", "of-a-later-one-deleted", "of-an-earlier-one-deleted"],
)
def test_keys_may_change_hands_in_one_save(admin_of, ground, changes, left):
    question = Question.objects.filter(options__position=1).first()
    keys = list(question.options.values_list("key", flat=True))
    fields = fields_of(admin_of.get(change_url(question)))
    fields |= {name: [value.format(*keys)] for name, value in changes.items()}

    response = admin_of.post(change_url(question), fields)

    assert response.status_code == 302
    found = list(question.options.values_list("key", flat=True))
    assert found == [one.format(*keys) for one in left] + keys[2:]


def test_who_types_what_another_has_saved_meanwhile_changes_nothing(admin_of, second, ground):
    url = change_url(ground["faq"])
    mine, theirs = (fields_of(one.get(url), question="Same?") for one in (admin_of, second))
    assert second.post(url, theirs).status_code == 302

    assert admin_of.post(url, mine).status_code == 302

    writers = Contribution.objects.values_list("writer__username", flat=True)
    lines = LogEntry.objects.values_list("user__username", flat=True)
    assert (list(writers), list(lines)) == (["ada"], ["ada"])
