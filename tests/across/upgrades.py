"""Upgrades beside a team: packs of a newer release, and the page on which it decides."""

from io import StringIO

from django.contrib.admin.models import LogEntry
from django.core.management import call_command

from guidance.models import Edition, FaqEntry
from tests.admin.pages import at, item_form
from tests.documents import faq_data, license_data, tree_data
from tests.services.intake.small_pack import without_body, write

CONFIRMED, UNTOUCHED = "may-i-change-it", "may-i-give-it-away"


def upgrade(pack):
    """Load the packs as a start of the portal does; return what it says."""
    said = StringIO()
    call_command("load_packs", str(pack[0]), texts=pack[1], stdout=said)
    return said.getvalue()


def ship_corrections(pack):
    """Write the packs of a newer release: something is corrected in each document."""
    folder = pack[0]
    write(folder, "faq", faq_data(short_answer="Yes, with the notice.", answer="You **may**."))
    for slug in (CONFIRMED, UNTOUCHED):
        write(folder, slug, faq_data(slug, short_answer="Yes, with the notice."))
    tree = tree_data(minutes=3)
    tree["questions"][1]["options"][0]["label"] = "Yes, they do"
    tree["outcomes"][0]["summary"] = "Nothing at all is asked."
    write(folder, "tree", tree)
    license = license_data()
    license["terms"][1]["body"] = "Put it beside every copy."
    license["annotations"].append({
        "key": "keep", "section": "2", "quote": {"exact": "keep this notice"}, "kind": "requires",
        "body": "In **all** copies.",
    })  # fmt: skip
    write(folder, "license", without_body(license))


def entry(slug="may-i-sell-it"):
    return FaqEntry.objects.get(slug=slug)


def shipped_page(client, row):
    return client.get(at(row, "shipped/"))


def answer(client, row, place, how="take", **given):
    """Look at the page, then send the form of an item; "" for all that give up nothing."""
    fields = item_form(shipped_page(client, row), place)
    return client.post(at(row, "shipped/"), {**fields, how: "yes", **given}, follow=True)


def history_of(row):
    entries = LogEntry.objects.filter(object_id=row.pk, content_type__model=row._meta.model_name)
    return [entry.get_change_message() for entry in entries.order_by("pk")]


def editions():
    return sorted(Edition.objects.values_list("publication__slug", "number", "is_shipped"))
