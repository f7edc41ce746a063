"""The way from a text to a license with sections, notes and terms."""

from django.urls import reverse

from guidance.models import Annotation, LicenseText, Section
from tests.admin.conftest import person
from tests.admin.forms import fields_of
from tests.html import only


def test_license_of_a_text_takes_over_what_is_known_of_it(root, ground):
    text = LicenseText.objects.create(
        source="s", title="Acme License", spdx="Acme-1.0", owner="Acme", body="Use.", digest="0"
    )

    page = root.get(f"{reverse('admin:guidance_license_add')}?text={text.pk}")

    initial = page.context["adminform"].form.initial
    assert [initial[name] for name in ("title", "spdx", "publisher", "text")] == [
        "Acme License", "Acme-1.0", "Acme", str(text.pk),
    ]  # fmt: skip


def test_license_without_a_text_is_begun_empty(root, ground):
    for given in ("", "?text=x", f"?text={'9' * 30}", "?text=77"):
        page = root.get(reverse("admin:guidance_license_add") + given)

        assert "title" not in page.context["adminform"].form.initial


def test_section_shows_the_words_at_both_its_ends(root, ground):
    license = ground["license"]
    Section.objects.filter(key="3").update(end=100_000)

    page = root.get(f"/admin/guidance/license/{license.pk}/change/").text

    assert "EXAMPLE LICENSE</p>" in page
    assert "2. Notice. You must keep this notice in all copies of the work.</p>" in page


def test_first_split_is_not_called_another_one(root, ground):
    license = ground["license"]
    url = reverse("admin:guidance_license_split", args=[license.pk])

    again = root.get(url).context["title"]
    license.sections.all().delete()
    first = root.get(url).context["title"]

    assert (first, again) == ("Split the text into sections", "Split again from the text")


def test_parts_offer_to_add_notes_and_terms_to_who_may(client, root, ground, groups):
    license = ground["license"]
    url = f"/admin/guidance/license/{license.pk}/change/"
    link = f'href="/admin/guidance/annotation/add/?license={license.pk}"'

    offered = link in root.get(url).text
    client.force_login(person("rita", "Reviewers", is_staff=True))

    assert (offered, link in client.get(url).text) == (True, False)


def test_every_field_of_the_table_of_sections_bears_a_name(root, ground):
    page = root.get(reverse("admin:guidance_license_change", args=[ground["license"].pk]))
    (table,) = [one.formset for one in page.context["inline_admin_formsets"]][:1]

    names = [
        field.field.widget.attrs.get("aria-label") for field in table.forms[0].visible_fields()
    ]

    assert names == [
        "Key", "Number", "Heading", "Short name", "Depth", "Start", "End", "Position",
        f"Delete {table.forms[0].instance}",
    ]  # fmt: skip


def ticked(root, license, *keys, **more):
    """Send the license's form with the ticks of these sections."""
    url = reverse("admin:guidance_license_change", args=[license.pk])
    rows = list(license.sections.values_list("key", flat=True))
    ticks = {f"sections__{rows.index(key)}__DELETE": "on" for key in keys}
    return root.post(url, fields_of(root.get(url), **ticks) | more)


def test_section_that_nothing_rests_on_goes_by_its_tick(root, ground):
    license = ground["license"]

    response = ticked(root, license, "title")

    assert response.status_code == 302
    assert not license.sections.filter(key="title").exists()


def test_section_that_is_used_goes_by_its_tick_only_when_somebody_says_so(root, ground):
    license, pk = ground["license"], ground["license"].sections.get(key="2").pk

    page = ticked(root, license, "2")

    assert page.status_code == 200
    [said] = page.context["inline_admin_formsets"][0].formset.non_form_errors()
    assert said.startswith("Nothing was saved.")
    assert "“2”: “Keep the notice”, “Do others get copies?”" in said
    box = only(page, f"input[name=sure-{pk}]")
    sure = root.post(
        reverse("admin:guidance_license_change", args=[license.pk]),
        fields_of(page) | {box["name"]: [box["value"]]},
    )
    assert sure.status_code == 302
    assert not license.sections.filter(key="2").exists()


def test_section_that_something_came_to_rest_on_is_asked_for_again(root, ground):
    license, pk = ground["license"], ground["license"].sections.get(key="2").pk
    box = only(ticked(root, license, "2"), f"input[name=sure-{pk}]")
    Annotation.objects.create(
        license=license, key="new", section="2", exact="copies", kind="explains", body="New."
    )

    page = ticked(root, license, "2", **{box["name"]: [box["value"]]})

    assert page.status_code == 200
    assert license.sections.filter(key="2").exists()
    assert only(page, f"input[name=sure-{pk}]")["value"] != box["value"]
