"""A text that would make a page slow is told at its field; one that is stored opens, and stays."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

import guidance
from guidance.models import Edition, FaqEntry
from guidance.services.drafts.case_tables import safe_cell
from guidance.services.publishing.acts import NotPublishable, publish
from guidance.services.publishing.inspecting import inspect
from tests.admin.forms import errors_of, fields_of
from tests.editions import published_faq, published_license
from tests.html import texts

TABLE = "a|" * 2_500 + "\n" + "-|" * 2_500 + "\n" + "b|\n" * 1_490
BACKTICKS = "``a`" * 4_990


@pytest.fixture
def entry(ground):
    return FaqEntry.objects.get()


def url_of(entry, page="change"):
    return reverse(f"admin:guidance_faqentry_{page}", args=[entry.pk])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (TABLE, "Its tables have more than 2,000 cells (line 1). Every row counts as many"),
        (f"Yes.\n\n{BACKTICKS}", "A paragraph has too many signs such as * ` [ # or |"),
        (f"Yes.\n\n{'> ' * 21}a", "Lists and quotations stand in each other more than"),
    ],
)  # fmt: skip
def test_text_that_would_make_a_page_slow_is_told_at_its_field(admin_of, entry, answer, message):
    data = fields_of(admin_of.get(url_of(entry)))

    response = admin_of.post(url_of(entry), {**data, "answer": answer})

    (told,) = errors_of(response)["answer"]
    assert told.startswith(message)
    assert FaqEntry.objects.get().answer == entry.answer


@pytest.mark.django_db
@pytest.mark.parametrize("answer", [TABLE, BACKTICKS])
def test_stored_text_beyond_a_bound_opens_and_is_not_published(admin_of, entry, answer):
    FaqEntry.objects.update(answer=answer)
    editions = Edition.objects.count()

    pages = [admin_of.get(url_of(entry, page)) for page in ("change", "preview")]

    assert [page.status_code for page in pages] == [200, 200]
    assert max(len(page.content) for page in pages) < 150_000
    assert "prose-too-heavy" in [finding.code for finding in inspect(FaqEntry.objects.get()).errors]
    with pytest.raises(NotPublishable):
        publish(FaqEntry.objects.get(), by=None, note="")
    assert Edition.objects.count() == editions


@pytest.mark.django_db
def test_edition_from_before_the_bounds_stays_readable(client):
    published_license()
    edition = published_faq()
    answer = TABLE.strip()
    Edition.objects.create(
        publication=edition.publication,
        number=2,
        document={**edition.document, "answer": answer},
        context=edition.context,
        html={**edition.html, answer: "<p>as it was</p>"},
        card=edition.card,
        digest="0" * 64,
        published_at=edition.published_at,
    )

    response = client.get(f"/faq/{edition.document['slug']}/v2/")

    assert response.status_code == 200
    assert "as it was" in texts(response, ".prose p")


def test_two_exports_alone_are_opened_by_a_spreadsheet():
    # Their cells are guarded: no value is computed there, which begins with = + - or @.
    room = Path(guidance.__file__).parent
    sources = {path.relative_to(room): path.read_text("utf-8") for path in room.rglob("*.py")}

    signs = r"text/csv|text/tab|import (?:csv|openpyxl)|xlsx|ms-excel"
    found = {str(path): re.findall(signs, one) for path, one in sources.items()}

    assert len(sources) > 100
    assert {path: one for path, one in found.items() if one} == {
        "admin/workshop/tables.py": ["text/csv"],
        "admin/workshop/usage.py": ["text/csv"],
        "services/drafts/case_tables.py": ["import csv"],
        "services/usage/tables.py": ["import csv"],
        "core/bills/lists.py": ["import csv"],  # read, never written
    }
    assert [safe_cell(sign) for sign in "=+-@\t\r"] == [f"'{sign}" for sign in "=+-@\t\r"]
