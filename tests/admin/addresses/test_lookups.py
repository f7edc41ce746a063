"""What the addresses of lists may ask for: every admin that is registered is tried."""

from urllib.parse import quote, urlencode

import pytest
from django.contrib import admin
from django.contrib.messages import get_messages
from django.db import models
from django.urls import reverse
from django.utils.timezone import now

from guidance.admin.addresses.lookups import (
    MAX_LENGTH,
    MAX_VALUES,
    MAX_WORDS,
    ShownLookups,
    shortened,
)
from guidance.models import Annotation, Edition, SavedResult, Term
from guidance.services.results.saved_results import save
from tests.editions import published_license, published_tree

pytestmark = pytest.mark.django_db

ADMINS = sorted(admin.site._registry.items(), key=lambda one: one[0]._meta.label)
UNREADABLE = (
    "The address asked this list for a filter or a page that it does not have, so the list is "
    "shown without filters."
)


def url_of(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def hostile(model, listed):
    """Return queries that no list answers: lookups of its own field, values, orders, pages."""
    field = next(
        (f.name for f in model._meta.concrete_fields if isinstance(f, models.CharField)), "pk"
    )
    by_date = f"{listed.date_hierarchy or 'nothing'}__year"
    return [
        f"{field}__regex=(",
        f"{field}__startswith=a",
        f"{field}__in={'a,' * 2000}",
        f"pk__gt=0&{field}__iregex=([a-z]%2B)%2B%24",
        f"{by_date}={10**30}",
        f"{by_date}=0&{listed.date_hierarchy}__month=1",
        "utm_source=letter",
        "p=999999",
        "e=1&p=999999",
    ]


@pytest.mark.parametrize(("model", "listed"), ADMINS, ids=lambda one: getattr(one, "__name__", ""))
def test_every_admin_takes_shown_lookups_only(root, ground, model, listed):
    assert isinstance(listed, ShownLookups)
    for query in hostile(model, listed):
        response = root.get(f"{url_of(model)}?{query}")

        leads = response.status_code, response.get("Location")
        is_shown = query.endswith("p=999999") and response.status_code == 200  # one page: all
        assert is_shown or leads == (302, url_of(model)), query
        assert is_shown or told(response)[-1] == UNREADABLE

    words, order = "a " * 1000 + '"', "1.-1." * 3000
    response = root.get(f"{url_of(model)}?{urlencode({'q': words, 'o': order, 'all': 'x'})}")
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("kind__exact=permission", {"use"}),
        ("kind__exact=permission&o=-1&q=use&all=&license__id__exact={license}", {"use"}),
        ("kind__exact=permission&q=notice", set()),
        ("topic__isnull=False&license__id__exact={license}", {"use", "notice", "no-harm"}),
    ],
)
def test_list_takes_the_filters_that_it_shows(root, ground, query, keys):
    response = root.get(f"{url_of(Term)}?{query.format(license=ground['license'].pk)}")

    found = set(response.context["cl"].queryset.values_list("key", flat=True))
    assert (response.status_code, told(response), found) == (200, [], keys)


def test_list_of_editions_takes_dates_and_the_links_to_it(root):
    published_license()
    edition = published_tree()
    today = now().date()
    by_day = f"published_at__year={today.year}&published_at__month={today.month}"
    linked = "publication__slug=can-i-use-it&publication__kind=tree"

    found = [
        list(root.get(f"{url_of(Edition)}?{query}").context["cl"].queryset.values_list("pk"))
        for query in (by_day, f"{by_day}&published_at__day={today.day}", linked,
                      "publication__slug=other")
    ]  # fmt: skip

    assert ([len(rows) for rows in found], found[2]) == ([2, 2, 1, 0], [(edition.pk,)])


@pytest.mark.parametrize("query", ["published_at__gte=2020-01-01", "published_at__month=1"])
def test_dates_are_asked_for_by_the_year_only(root, query):
    response = root.get(f"{url_of(Edition)}?{query}")

    assert (response.status_code, told(response)) == (302, [UNREADABLE])


@pytest.mark.parametrize("year", [1, 9999])
def test_year_at_the_end_of_time_is_no_fault_in_any_time_zone(root, settings, year):
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles"):
        settings.TIME_ZONE = zone
        response = root.get(f"{url_of(Edition)}?published_at__year={year}", follow=True)
        assert response.status_code == 200


def test_address_keeps_the_search_when_its_filters_go(root, ground):
    response = root.get(f"{url_of(Term)}?q=notice&body__regex=a&_popup=1&o=1")

    assert response["Location"] == f"{url_of(Term)}?q=notice&_popup=1"


def test_no_lookup_tells_the_digest_of_a_secret(root):
    published_license()
    saved, _secret = save(published_tree(), {"users": ("100",)}, title="")
    sign = saved.secret_digest[0]

    answers = {
        (response.status_code, response["Location"])
        for response in (
            root.get(f"{url_of(SavedResult)}?secret_digest__startswith={one}")
            for one in (sign, "0" if sign != "0" else "1")
        )
    }

    assert answers == {(302, url_of(SavedResult))}


def test_action_sent_to_an_address_that_cannot_be_read_does_nothing(root, ground):
    given = {"action": "delete_selected", "select_across": "1", "_selected_action": ["1"],
             "post": "yes"}  # fmt: skip

    response = root.post(f"{url_of(Annotation)}?body__startswith=a", given)

    assert (response.status_code, Annotation.objects.count()) == (302, 1)


@pytest.mark.parametrize(("count", "status"), [(MAX_VALUES, 200), (MAX_VALUES + 1, 302)])
def test_values_of_a_filter_are_counted(root, ground, count, status):
    query = "&".join(["kind__exact=permission"] * count)

    assert root.get(f"{url_of(Term)}?{query}").status_code == status


# Words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        (" the  notice ", " the  notice "),
        ("a " * MAX_WORDS, "a " * MAX_WORDS),
        ("a " * (MAX_WORDS + 1), " ".join("a" * MAX_WORDS)),
        ("x" * MAX_LENGTH, "x" * MAX_LENGTH),
        ("x" * (MAX_LENGTH + 1), "x" * MAX_LENGTH),
        ('"' + "a " * 40 + '"', '"' + "a " * 40 + '"'),
    ],
)
def test_search_is_cut_to_its_first_words(typed, kept):
    assert shortened(typed) == kept


def test_list_says_which_words_it_looked_for(root, ground):
    many = " ".join(["notice"] * (MAX_WORDS + 1))

    cut = root.get(f"{url_of(Term)}?q={quote(many)}")
    whole = root.get(f"{url_of(Term)}?q={quote(many.removesuffix(' notice'))}")

    assert told(cut) == [
        f"Only the first 12 words of what you typed were looked for: “{many[:-7]}”."
    ]
    assert cut.context["cl"].query == many[:-7]
    assert told(whole) == []
    assert list(cut.context["cl"].queryset) == list(whole.context["cl"].queryset) != []


@pytest.mark.parametrize("term", ["x " * 1000, '"a ' * 2000, "%00", "%ED%A0%80", '"', "x" * 9000])
def test_boxes_with_suggestions_take_any_words(root, ground, term):
    where = "app_label=guidance&model_name=term&field_name=license"
    typed = term if "%" in term else quote(term)

    response = root.get(f"/admin/autocomplete/?{where}&term={typed}")

    assert response.status_code == 200


@pytest.mark.parametrize(
    "where",
    ["model_name=license&field_name=annotations", "model_name=license&field_name=terms",
     "model_name=tree&field_name=licenses", "model_name=nothing&field_name=x",
     "model_name=term&field_name=body", "model_name=%00&field_name=%00", "field_name=license"],
)  # fmt: skip
@pytest.mark.parametrize("paged", ["", "&page=9999999", "&page=x"])
def test_boxes_with_suggestions_answer_any_address(root, ground, where, paged):
    response = root.get(f"/admin/autocomplete/?app_label=guidance&{where}&term=a{paged}")

    assert response.status_code in (200, 403, 404)


@pytest.mark.parametrize("name", ["body", "license__slug", "nothing", "\0"])
def test_field_that_may_not_be_named_is_refused_as_a_page(root, ground, name):
    response = root.get(f"{url_of(Term)}?_popup=1&_to_field={quote(name)}")

    assert response.status_code in (200, 400)


@pytest.mark.parametrize("kept", ["%00", "q=%ED%A0%80", "body__regex%3D(", "x" * 9000, "%26" * 900])
def test_form_opens_whatever_list_one_came_from(root, ground, kept):
    change = reverse("admin:guidance_term_change", args=[Term.objects.first().pk])

    assert root.get(f"{change}?_changelist_filters={kept}").status_code == 200
