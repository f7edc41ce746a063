"""Licenses with more sections than one form can have fields: edited a page at a time."""

import pytest
from django.urls import reverse

from guidance.admin.nouns import licenses, sections
from guidance.models import License, Section
from tests.admin.forms import errors_of, fields_of
from tests.admin.pages import change_url

pytestmark = [pytest.mark.django_db, pytest.mark.long]

COUNT, ON_A_PAGE = 17, 5


def with_sections(license, count):
    """Give a license many sections, all of one span."""
    license.sections.all().delete()
    Section.objects.bulk_create(
        Section(license=license, key=f"s{number}", position=number, start=0, end=1)
        for number in range(count)
    )
    return license


@pytest.fixture
def long(ground, monkeypatch):
    """A license of more sections than stand on a page, for which a few are enough here."""
    for module in (licenses, sections):
        monkeypatch.setattr(module, "ON_A_PAGE", ON_A_PAGE)
    return with_sections(ground["license"], COUNT)


def keys_on(page):
    forms = page.context["inline_admin_formsets"][0].formset.initial_forms
    return [form.instance.key for form in forms]


@pytest.mark.parametrize(
    ("page", "first", "last"),
    [("", 0, 4), ("?sections=1", 0, 4), ("?sections=4", 15, 16), ("?sections=x", 0, 4)],
)
def test_sections_of_a_long_license_stand_on_pages(root, long, page, first, last):
    keys = keys_on(root.get(f"{change_url(long)}{page}"))

    assert (keys[0], keys[-1], len(keys)) == (f"s{first}", f"s{last}", last - first + 1)


def test_page_beyond_the_last_has_no_sections(root, long):
    assert keys_on(root.get(f"{change_url(long)}?sections=5")) == []


@pytest.mark.parametrize(("count", "links"), [(ON_A_PAGE, 0), (ON_A_PAGE + 1, 2)])
def test_pages_are_named_where_there_is_more_than_one(root, long, count, links):
    long.sections.filter(position__gte=count).delete()

    page = root.get(change_url(long)).content.decode()

    assert page.count('<a href="?sections=') == links


def test_long_license_is_saved_and_loses_nothing(root, ground):
    long = with_sections(ground["license"], 2 * sections.ON_A_PAGE)
    url = change_url(long)

    response = root.post(url, fields_of(root.get(url), title="Longer"))

    assert response.status_code == 302
    assert License.objects.get(pk=long.pk).title == "Longer"
    assert long.sections.count() == 2 * sections.ON_A_PAGE


def test_section_of_a_later_page_is_changed(root, long):
    url = f"{change_url(long)}?sections=3"

    response = root.post(url, fields_of(root.get(url), sections__2__heading="Fees"))

    assert response.status_code == 302
    assert list(long.sections.exclude(heading="").values_list("key", "heading")) == [
        ("s12", "Fees")
    ]


def test_sections_that_are_sent_are_those_that_were_shown(root, long):
    url = f"{change_url(long)}?sections=3"
    fields = fields_of(root.get(url), sections__2__heading="Fees")
    long.sections.filter(position__lt=10).delete()

    response = root.post(url, fields)

    assert response.status_code == 302
    assert Section.objects.get(key="s12").heading == "Fees"
    assert long.sections.count() == COUNT - 10


def test_key_that_stands_on_another_page_is_refused(root, long):
    url = change_url(long)
    fields = fields_of(root.get(url), sections__2__key="s16")

    response = root.post(url, fields)

    assert list(errors_of(response)) == ["sections-2-key"]
    assert long.sections.count() == COUNT


def test_section_that_is_added_comes_after_those_of_all_pages(root, long):
    page = root.get(change_url(long))

    empty = page.context["inline_admin_formsets"][0].formset.empty_form
    assert empty.initial["position"] == COUNT


def test_split_of_a_long_license_can_be_saved_afterwards(root, long):
    body = "\n\n".join(f"{number}. Use. It is." for number in range(1, COUNT + 1))
    long.text.__class__.objects.filter(pk=long.text_id).update(body=body)
    split = reverse("admin:guidance_license_split", args=[long.pk])
    root.post(split, fields_of(root.get(split)))
    url = change_url(long)

    response = root.post(url, fields_of(root.get(url), title="Split"))

    assert response.status_code == 302
    assert (long.sections.count(), long.sections.last().key) == (COUNT, str(COUNT))
