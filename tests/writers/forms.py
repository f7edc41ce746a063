"""Writers with a form: of the document, of a part, of parts inside; adding, moving, deleting."""

from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from guidance.models import Annotation, Option, Outcome, PolicySection, Route, Section, Term, Topic
from tests.admin.forms import fields_of
from tests.writers.common import (
    LINE,
    PART,
    PARTED,
    WITHDRAWN,
    Writer,
    draft,
    form_of,
    page,
    post,
    said,
    words_of,
)

PARTS: dict[str, Any] = {"license": Term, "tree": Outcome}
OTHER = "other"
"""The slug of a second document of each kind, to which parts are moved."""

# A line of the document


def _open_line(client: Client, kind: str) -> Any:
    url = page(kind, "change", draft(kind).pk)
    return url, fields_of(client.get(url), **{LINE[kind]: words_of(client)})


def _line_stands(kind: str, opened: Any) -> bool:
    row = draft(kind)
    return row is not None and getattr(row, LINE[kind]) == opened[1][LINE[kind]][0]


# A part by its own form


def _part_of(kind: str) -> Any:
    hangs, key, _field = PART[kind]
    return getattr(draft(kind), hangs).get(key=key)


def _part_url(kind: str, part: Any, name: str) -> str:
    return reverse(f"admin:guidance_{part._meta.model_name}_{name}", args=[part.pk])


def _open_part(client: Client, kind: str) -> Any:
    part = _part_of(kind)
    url = _part_url(kind, part, "change")
    return url, fields_of(client.get(url), **{PART[kind][2]: words_of(client)}), part.pk


def _part_stands(kind: str, opened: Any) -> bool:
    field = PART[kind][2]
    return bool(PARTS[kind].objects.filter(pk=opened[2], **{field: opened[1][field][0]}).exists())


def _open_move(client: Client, kind: str) -> Any:
    part = _part_of(kind)
    url = _part_url(kind, part, "change")
    return url, fields_of(client.get(url), **{kind: str(draft(kind, OTHER).pk)}), part.pk


def _is_moved(kind: str, opened: Any) -> bool:
    return bool(PARTS[kind].objects.filter(pk=opened[2], **{f"{kind}__slug": OTHER}).exists())


# Parts inside a form


def _url_of(row: Any) -> str:
    return reverse(f"admin:guidance_{row._meta.model_name}_change", args=[row.pk])


def _question(kind: str) -> Any:
    return draft(kind).questions.get(key="sharing")


def _inside(row_of: Any, field: str, model: Any) -> tuple[Any, Any]:
    """Return what opens a form to write in one of the parts inside, and what looks for it."""
    name = field.rpartition("__")[2]

    def open_it(client: Client, kind: str) -> Any:
        url, words = _url_of(row_of(kind)), words_of(client)
        if name == "goto":  # which takes keys only
            words = {"ada": "ship", "bob": "ask-first"}[client.who]  # type: ignore[attr-defined]
        return url, fields_of(client.get(url), **{field: words}), words

    def is_there(kind: str, opened: Any) -> bool:
        return bool(model.objects.filter(**{name: opened[2]}).exists())

    return open_it, is_there


_section = _inside(draft, "sections__1__heading", Section)
_option = _inside(_question, "options__0__label", Option)
_item = _inside(lambda kind: draft(kind).policies.get(), "sections__0__heading", PolicySection)
_route = _inside(_question, "routes__0__goto", Route)


# Adding and deleting


def _open_added(client: Client, kind: str) -> Any:
    name, fields = {
        "license": ("term", {"key": "new", "kind": "permission", "citations": '1 "any purpose"'}),
        "tree": ("outcome", {"key": "new", "verdict": "allowed"}),
    }[kind]
    row = draft(kind)
    if kind == "license":
        fields["topic"] = str(row.terms.first().topic_id)
    url = f"{reverse(f'admin:guidance_{name}_add')}?{kind}={row.pk}"
    given = {**fields, "title": words_of(client), kind: str(row.pk)}
    return url, fields_of(client.get(url), **given)


def _added_stands(kind: str, opened: Any) -> bool:
    row, title = draft(kind), opened[1]["title"][0]
    if row is None:
        return False
    return list(getattr(row, PART[kind][0]).filter(key="new").values_list("title")) == [(title,)]


def _open_deletion(client: Client, kind: str) -> Any:
    part = _part_of(kind)
    url = _part_url(kind, part, "delete")
    return url, form_of(client.get(url)), part.pk


def _open_deletions(client: Client, kind: str) -> Any:
    part = _part_of(kind)
    url = reverse(f"admin:guidance_{part._meta.model_name}_changelist")
    asked = client.post(url, {"action": "delete_selected", "_selected_action": [part.pk]})
    return url, form_of(asked), part.pk


def _is_deleted(kind: str, opened: Any) -> bool:
    return not PARTS[kind].objects.filter(pk=opened[2]).exists()


def _delete(client: Client, kind: str, opened: Any) -> bool:
    url, fields, *_ = opened
    told = said(client.post(url, fields, follow=True))
    return "deleted" in told and "Nothing was" not in told and "meanwhile" not in told


def _open_whole_deletion(client: Client, kind: str) -> Any:
    url = page(kind, "delete", draft(kind).pk)
    return url, form_of(client.get(url))


# Beside the text


def _open_note(client: Client, kind: str) -> Any:
    note = draft(kind).annotations.get(key="grant-is-broad")
    url = f"{page(kind, 'annotate', draft(kind).pk)}?note={note.pk}"
    return url, form_of(client.get(url)) | {"body": [words_of(client)]}, note.pk


def _note_stands(kind: str, opened: Any) -> bool:
    return bool(Annotation.objects.filter(pk=opened[2], body=opened[1]["body"][0]).exists())


def _open_border(client: Client, kind: str) -> Any:
    section = draft(kind).sections.get(key="3")
    url = page(kind, "borders", draft(kind).pk)
    shown = client.get(url).content.decode()
    seen = unescape(shown.partition(f'name="section" value="{section.pk}"')[2])
    seen = seen.partition('name="seen" value="')[2].partition('">')[0]
    fields = {"section": [str(section.pk)], "seen": [seen], "label": ["3"]}
    return url, fields | {"heading": [words_of(client)]}


def _border_stands(kind: str, opened: Any) -> bool:
    row = draft(kind)
    return row is not None and row.sections.filter(heading=opened[1]["heading"][0]).exists()


# What stands beside the documents


def _open_topic(client: Client, kind: str) -> Any:
    url = _url_of(Topic.objects.get(slug="attribution"))
    return url, fields_of(client.get(url), title=words_of(client)), words_of(client)


def _topic_stands(kind: str, opened: Any) -> bool:
    return Topic.objects.filter(slug="attribution", title=opened[2]).exists()


FORMS = (
    Writer("save", _open_line, post, _line_stands),
    Writer("part", _open_part, post, _part_stands, PARTED),
    Writer("move", _open_move, post, _is_moved, PARTED),
    Writer("section", _section[0], post, _section[1], ("license",)),
    Writer("item", _item[0], post, _item[1], ("license",)),
    Writer("option", _option[0], post, _option[1], ("tree",)),
    Writer("route", _route[0], post, _route[1], ("tree",)),
    Writer("add", _open_added, post, _added_stands, PARTED),
    Writer("delete", _open_deletion, _delete, _is_deleted, PARTED),
    Writer("bulk", _open_deletions, _delete, _is_deleted, PARTED),
    Writer(
        "delete all", _open_whole_deletion, _delete,
        lambda kind, opened: draft(kind) is None, states=(WITHDRAWN,),
    ),
    Writer("note", _open_note, post, _note_stands, ("license",)),
    Writer("border", _open_border, post, _border_stands, ("license",)),
    Writer("topic", _open_topic, post, _topic_stands),
)  # fmt: skip
