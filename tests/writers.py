"""All who write to one document, each as a person does it: look at a page, then send its form.

A writer is looked at before anybody writes (`open`), writes (`write`, True where it was
accepted), and afterwards it can be asked whether what it wrote still stands (`stands`).
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from guidance.core import documents
from guidance.models import Edition, FaqEntry, License, Publication, Review, Tree
from guidance.services.documents import document_of
from guidance.services.people import ensure_groups
from tests.admin.forms import _Fields, changed, fields_of

DRAFTS: dict[str, Any] = {"license": License, "faq": FaqEntry, "tree": Tree}
LINE = {"license": "publisher", "faq": "short_answer", "tree": "summary"}
"""A field of each kind of document, which its writers write."""
TITLE = {"license": "title", "faq": "question", "tree": "title"}
"""A field that is another in the draft than in the edition."""
PART: dict[str, tuple[str, str, str]] = {
    "license": ("terms", "notice", "body"), "tree": ("outcomes", "ship", "summary"),
}  # fmt: skip
"""A part of each kind: where it hangs, its key, a field."""


@dataclass(frozen=True)
class Writer:
    name: str
    open: Callable[[Client, str], Any]
    write: Callable[[Client, str, Any], bool]
    stands: Callable[[str, Any], bool]
    kinds: tuple[str, ...] = ("license", "faq", "tree")


def client_of(name: str) -> Client:
    """Return the browser of somebody who may do everything."""
    ensure_groups(apps)
    user, _ = User.objects.get_or_create(username=name, is_superuser=True, is_staff=True)
    client = Client()
    client.force_login(user)
    client.who = name  # type: ignore[attr-defined]
    return client


def draft(kind: str) -> Any:
    return DRAFTS[kind].objects.filter(slug=SLUGS[kind]).first()


SLUGS = {"license": "example", "faq": "may-i-sell-it", "tree": "can-i-use-it"}


def page(kind: str, name: str, *args: object) -> str:
    model = DRAFTS[kind]._meta.model_name
    return reverse(f"admin:guidance_{model}_{name}", args=args)


def form_of(response: Any) -> dict[str, list[str]]:
    """Return the fields of the last form with the most fields on any page of the admin."""
    found: list[dict[str, list[str]]] = []
    for part in response.content.decode().split("<form")[1:]:
        parser = _Fields()
        parser.feed("<form" + part.partition("</form>")[0])
        fields: dict[str, list[str]] = {}
        for name, value in parser.found:
            fields.setdefault(name, []).append(value)
        found.append(fields)
    return max(found, key=len)


def words_of(client: Client) -> str:
    return f"Words of {client.who}"  # type: ignore[attr-defined]


def is_taken(response: Any) -> bool:
    assert response.status_code in (200, 302, 403, 404, 410), response.status_code
    return bool(response.status_code == 302)


def said(response: Any) -> str:
    """Return what a page says on top, read from it: contexts are mixed up between threads."""
    page = response.content.decode()
    found = page.partition('<ul class="messagelist">')[2].partition("</ul>")[0]
    return unescape(re.sub(r"<[^>]*>", "", found))


# Saving a line of the document, a part, a part inside a form; adding and deleting parts


def _open_line(client: Client, kind: str) -> Any:
    url = page(kind, "change", draft(kind).pk)
    return url, fields_of(client.get(url), **{LINE[kind]: words_of(client)})


def _post(client: Client, kind: str, opened: Any) -> bool:
    url, fields = opened
    return is_taken(client.post(url, fields))


def _line_stands(kind: str, opened: Any) -> bool:
    row = draft(kind)
    return row is not None and getattr(row, LINE[kind]) == opened[1][LINE[kind]][0]


def _part(kind: str) -> Any:
    hangs, key, _field = PART[kind]
    row = draft(kind)
    return getattr(row, hangs).filter(key=key).first() if row else None


def _part_url(kind: str, name: str) -> str:
    part = _part(kind)
    return reverse(f"admin:guidance_{part._meta.model_name}_{name}", args=[part.pk])


def _open_part(client: Client, kind: str) -> Any:
    url = _part_url(kind, "change")
    return url, fields_of(client.get(url), **{PART[kind][2]: words_of(client)})


def _part_stands(kind: str, opened: Any) -> bool:
    part = _part(kind)
    return part is not None and getattr(part, PART[kind][2]) == opened[1][PART[kind][2]][0]


INSIDE = {"license": "sections__1__heading", "tree": "options__0__label"}


def _inside_url(kind: str) -> str:
    if kind == "license":
        return page(kind, "change", draft(kind).pk)
    question = draft(kind).questions.get(key="sharing")
    return reverse("admin:guidance_question_change", args=[question.pk])


def _open_inside(client: Client, kind: str) -> Any:
    url = _inside_url(kind)
    return url, fields_of(client.get(url), **{INSIDE[kind]: words_of(client)})


def _inside_stands(kind: str, opened: Any) -> bool:
    row = draft(kind)
    if row is None:
        return False
    words = opened[1][INSIDE[kind].replace("__", "-")][0]
    if kind == "license":
        return bool(row.sections.filter(heading=words).exists())
    return bool(row.questions.filter(options__label=words).exists())


def _open_added(client: Client, kind: str) -> Any:
    name, parent, fields = {
        "license": (
            "term",
            "license",
            {"key": "new", "kind": "permission", "title": "New", "citations": '1 "any purpose"'},
        ),
        "tree": ("outcome", "tree", {"key": "new", "verdict": "allowed", "title": "New"}),
    }[kind]
    url = f"{reverse(f'admin:guidance_{name}_add')}?{parent}={draft(kind).pk}"
    if kind == "license":
        fields["topic"] = str(draft(kind).terms.first().topic_id)
    return url, fields_of(client.get(url), **fields, **{parent: str(draft(kind).pk)})


def _added_stands(kind: str, opened: Any) -> bool:
    row = draft(kind)
    return row is not None and getattr(row, PART[kind][0]).filter(key="new").count() == 1


def _open_deletion(client: Client, kind: str) -> Any:
    url = _part_url(kind, "delete")
    return url, form_of(client.get(url))


def _is_deleted(kind: str, opened: Any) -> bool:
    return _part(kind) is None


def _delete(client: Client, kind: str, opened: Any) -> bool:
    url, fields = opened
    response = client.post(url, fields, follow=True)
    return "deleted" in said(response) and "Nothing was deleted" not in said(response)


def _open_deletions(client: Client, kind: str) -> Any:
    part = _part(kind)
    url = reverse(f"admin:guidance_{part._meta.model_name}_changelist")
    asked = client.post(url, {"action": "delete_selected", "_selected_action": [part.pk]})
    return url, form_of(asked)


def _open_whole_deletion(client: Client, kind: str) -> Any:
    url = page(kind, "delete", draft(kind).pk)
    return url, form_of(client.get(url))


# Whole documents: import, restore, split, the packs


def _open_import(client: Client, kind: str) -> Any:
    words = words_of(client)
    data = documents.as_data(document_of(draft(kind))) | {LINE[kind]: words}
    url = reverse("admin:guidance_import")
    file = SimpleUploadedFile("given.json", json.dumps(data).encode())
    return url, form_of(client.post(url, {"file": file})), words


def _import(client: Client, kind: str, opened: Any) -> bool:
    url, fields, _words = opened
    response = client.post(url, fields, follow=True)
    return "imported" in said(response)


def _import_stands(kind: str, opened: Any) -> bool:
    row = draft(kind)
    return row is not None and getattr(row, LINE[kind]) == opened[2]


def _open_restore(client: Client, kind: str) -> Any:
    url = page(kind, "restore", draft(kind).pk, 1)
    return url, form_of(client.get(url))


def _restore(client: Client, kind: str, opened: Any) -> bool:
    url, fields = opened
    return "The draft says again" in said(client.post(url, fields, follow=True))


def _is_restored(kind: str, opened: Any) -> bool:
    row = draft(kind)
    edition = Edition.objects.get(publication__kind=kind, number=1)
    return row is not None and getattr(row, TITLE[kind]) == edition.document[TITLE[kind]]


def _open_split(client: Client, kind: str) -> Any:
    url = page(kind, "split", draft(kind).pk)
    return url, form_of(client.get(url))


def _split(client: Client, kind: str, opened: Any) -> bool:
    url, fields = opened
    return "The sections are now" in said(client.post(url, fields, follow=True))


def _is_split(kind: str, opened: Any) -> bool:
    from guidance.core.texts import split

    row = draft(kind)
    if row is None:
        return False
    wanted = [(one.key, one.start, one.end) for one in split(row.text.body)]
    return list(row.sections.values_list("key", "start", "end")) == wanted


# What is public


def _open_publishing(client: Client, kind: str) -> Any:
    url = page(kind, "publish", draft(kind).pk)
    return url, changed(form_of(client.get(url)), note="Because.")


def _publish(client: Client, kind: str, opened: Any) -> bool:
    url, fields = opened
    return "is published" in said(client.post(url, fields, follow=True))


def _is_published(kind: str, opened: Any) -> bool:
    found = Publication.objects.get(kind=kind, slug=SLUGS[kind])
    return found.withdrawn_at is None and found.current.digest == opened[1]["seen"][0]


def _open_withdrawal(client: Client, kind: str) -> Any:
    url = page(kind, "withdraw", draft(kind).pk)
    return url, changed(form_of(client.get(url)), note="Wrong.")


def _withdraw(client: Client, kind: str, opened: Any) -> bool:
    url, fields = opened
    return "Withdrawn." in said(client.post(url, fields, follow=True))


def _is_withdrawn(kind: str, opened: Any) -> bool:
    return Publication.objects.get(kind=kind, slug=SLUGS[kind]).withdrawn_at is not None


def _open_confirmation(client: Client, kind: str) -> Any:
    url = page(kind, "confirm", draft(kind).pk, 1)
    return url, form_of(client.get(page(kind, "edition", draft(kind).pk, 1)))


def _confirm(client: Client, kind: str, opened: Any) -> bool:
    url, fields = opened
    return "is confirmed" in said(client.post(url, fields, follow=True))


def _is_confirmed(kind: str, opened: Any) -> bool:
    return Review.objects.filter(edition__publication__kind=kind, edition__number=1).exists()


PARTED = ("license", "tree")
WRITERS = (
    Writer("save", _open_line, _post, _line_stands),
    Writer("part", _open_part, _post, _part_stands, PARTED),
    Writer("inside", _open_inside, _post, _inside_stands, PARTED),
    Writer("add", _open_added, _post, _added_stands, PARTED),
    Writer("delete", _open_deletion, _delete, _is_deleted, PARTED),
    Writer("bulk", _open_deletions, _delete, _is_deleted, PARTED),
    Writer("import", _open_import, _import, _import_stands),
    Writer("restore", _open_restore, _restore, _is_restored),
    Writer("split", _open_split, _split, _is_split, ("license",)),
    Writer("publish", _open_publishing, _publish, _is_published),
    Writer("withdraw", _open_withdrawal, _withdraw, _is_withdrawn),
    Writer("confirm", _open_confirmation, _confirm, _is_confirmed),
)
