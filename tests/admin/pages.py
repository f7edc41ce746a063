"""The admin's pages as tests open and send them: addresses, forms, and what was told."""

from django.urls import reverse

from guidance.models import FaqEntry
from tests.admin.forms import changed, errors_of, fields_of
from tests.html import forms


def at(row, page=""):
    return f"/admin/guidance/{row._meta.model_name}/{row.pk}/{page}"


def posted(client, row, page, **data):
    return client.post(at(row, page), data, follow=True)


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def publish_form(client, row, note="Why."):
    """Return what the publish page would send."""
    page = client.get(at(row, "publish/"))
    shown = page.context["form"].initial
    return {"seen": shown["seen"], "over": shown["over"], "note": note}


def answered(row, words):
    FaqEntry.objects.filter(pk=row.pk).update(short_answer=words)
    row.refresh_from_db()
    return row


def change_url(row):
    return reverse(f"admin:guidance_{row._meta.model_name}_change", args=[row.pk])


def tried(client, row, data=None, **changes):
    """Post a row's form with changes; return the messages, {} where it was saved.

    ``data`` is the form as it was opened before; without it the page is opened now.
    """
    if data is None:
        data = fields_of(client.get(change_url(row)))
    response = client.post(change_url(row), changed(data, **changes))
    if response.status_code == 302:
        return {}
    return {
        name: [message.replace("\xa0", " ") for message in messages]
        for name, messages in errors_of(response).items()
    }


def item_form(page, place):
    """Return the fields of one item's form on the page of what ships; "" for all of them."""
    found = [
        {name: values[-1] for name, values in sent.items()}
        for sent in forms(page)
        if "seen" in sent and sent.get("place", [""])[-1] == place
    ]
    return max(found, key=len)  # which has the reason too


def items_of(page):
    """Return each item that is listed: what it is, and whether ours is another."""
    return [(item.noun, item.title, item.meets_ours) for item in page.context["items"]]
