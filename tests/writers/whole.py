"""Writers of whole documents: import, restore, split, what ships; and whoever makes a new one."""

import json
from typing import Any

import zeal
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from guidance.core.documents import formats
from guidance.core.texts.normal import digest, split
from guidance.core.texts.quotes import quotes_in
from guidance.models import CorrectionAnswer, Edition, LicenseText
from guidance.services.drafts.rows_to_document import document_of
from tests.admin.forms import fields_of
from tests.admin.pages import item_form
from tests.documents import BODY, TOPICS, faq_data, license_data, tree_data
from tests.services.intake.small_pack import load, write
from tests.writers.common import (
    ASKED,
    CHANGED,
    LINE,
    TITLE,
    UNTOUCHED,
    WITHDRAWN,
    Writer,
    draft,
    form_of,
    page,
    post,
    sent,
    words_of,
)

NEW = "new"
REQUOTED = ("change the work", "any purpose", "than 100 users")
"""Words that a changed draft quotes and that never shipped: their sentence is not compared yet."""
_SHIPS = "As it ships now"
_NEW_BODY = BODY.replace("100 users", "200 users")
_MAKERS: dict[str, Any] = {"license": license_data, "faq": faq_data, "tree": tree_data}


def shelf_data(kind: str) -> dict[str, Any]:
    """Return the document of a kind that stands before anybody writes; none names the license.

    What is named by another draft is not deleted, and that is no race.
    """
    named: dict[str, Any] = {} if kind == "license" else {"licenses": []}
    data: dict[str, Any] = _MAKERS[kind](**named)
    if kind == "tree":
        data["questions"][1]["routes"] = [
            {"when": {"question": "users", "at_least": "100"}, "goto": "use"}
        ]
    return data


def requote(kind: str) -> None:
    """Let the draft quote other words than those that shipped."""
    if kind == "license":
        draft(kind).annotations.update(exact=REQUOTED[0])
        return
    row = draft(kind) if kind == "faq" else draft(kind).outcomes.get(key="use")
    words = REQUOTED[1 if kind == "faq" else 2]
    citations = [one | {"quote": {"exact": words}} for one in row.citations]
    type(row).objects.filter(pk=row.pk).update(citations=citations)


def new_data(kind: str, words: str, **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = _MAKERS[kind](NEW, **{LINE[kind]: words}, **more)
    return made


# Import, restore, split


def _import_of(client: Client, data: dict[str, Any], words: str) -> Any:
    url = reverse("admin:guidance_import")
    file = SimpleUploadedFile("given.json", json.dumps(data).encode())
    shown = client.post(url, {"file": file})
    assert b'name="signed"' in shown.content, "the file has problems"
    return url, form_of(shown), words


def _open_import(client: Client, kind: str) -> Any:
    words = words_of(client)
    data = formats.as_data(document_of(draft(kind))) | {LINE[kind]: words}
    return _import_of(client, data, words)


def _import(client: Client, kind: str, opened: Any) -> bool:
    with zeal.zeal_ignore():  # a refused import looks at each document twice
        return sent("document was imported")(client, kind, opened)


def _line_is(kind: str, opened: Any) -> bool:
    row = draft(kind)
    return row is not None and getattr(row, LINE[kind]) == opened[2]


def _open_restore(client: Client, kind: str) -> Any:
    url = page(kind, "restore", draft(kind).pk, 1)
    return url, form_of(client.get(url))


def _is_restored(kind: str, opened: Any) -> bool:
    row = draft(kind)
    edition = Edition.objects.get(publication__kind=kind, number=1)
    return row is not None and getattr(row, TITLE[kind]) == edition.document[TITLE[kind]]


def _open_split(client: Client, kind: str) -> Any:
    url = page(kind, "split", draft(kind).pk)
    return url, form_of(client.get(url))


def _is_split(kind: str, opened: Any) -> bool:
    row = draft(kind)
    if row is None:
        return False
    wanted = [(one.key, one.start, one.end) for one in split(row.text.body)]
    return list(row.sections.values_list("key", "start", "end")) == wanted


def _open_sentences(client: Client, kind: str) -> Any:
    url = page(kind, "sentences", draft(kind).pk)
    return page(kind, "sentences-keep", draft(kind).pk), form_of(client.get(url))


def _are_kept(kind: str, opened: Any) -> bool:
    row = draft(kind)
    return row is not None and any(
        one.quote.sentence for one in quotes_in(document_of(row)) if one.quote.exact in REQUOTED
    )


def _open_leaving(client: Client, kind: str) -> Any:
    url = page(kind, "checks", draft(kind).pk)
    fields = form_of(client.get(url))
    assert "seen" in fields, "the checks find no warning in this draft"
    return url, fields | {"reason": words_of(client)}, words_of(client)


def _is_left(kind: str, opened: Any) -> bool:
    row = draft(kind)
    return row is not None and any(f": {opened[2]} — " in line for line in row.dismissed)


# The packs


def _pack(client: Client, kind: str, data: dict[str, Any]) -> Any:
    """Write a pack of what stands and of ``data``; return its folders, and ``data`` as it says."""
    folder: Any = client.folder / client.who  # type: ignore[attr-defined]
    packs, texts = folder / "packs", folder / "texts"
    packs.mkdir(parents=True)
    texts.mkdir()
    shelf = {("topics", ""): TOPICS}
    shelf |= {(one, _MAKERS[one]()["slug"]): shelf_data(one) for one in _MAKERS}
    for (name, slug), one in (shelf | {(kind, data["slug"]): data}).items():
        if name == "license":
            body = one["text"]["body"]
            one = one | {"text": {k: v for k, v in one["text"].items() if k != "body"}}
            words = f"---\nkey: {slug}\nname: {slug}\n---\n{body}\n"
            (texts / f"{slug}.LICENSE").write_text(words)
        write(packs, name + slug, one)
    return (packs, texts), data["slug"], data[LINE[kind]]


def _open_packs(client: Client, kind: str) -> Any:
    return _pack(client, kind, shelf_data(kind) | {LINE[kind]: words_of(client)})


def _load(client: Client, kind: str, opened: Any) -> bool:
    pack, slug, _words = opened
    return load(pack)[slug] == "published"


def _pack_stands(kind: str, opened: Any) -> bool:
    """Tell whether an edition says just this, which nobody but the packs wrote."""
    _pack, slug, words = opened
    made = Edition.objects.filter(publication__kind=kind, publication__slug=slug, is_shipped=True)
    return words in [edition.document[LINE[kind]] for edition in made]


# What ships beside the draft


def shipped_data(kind: str) -> dict[str, Any]:
    """Return what ships now beside the document of a kind: another line."""
    return shelf_data(kind) | {LINE[kind]: _SHIPS}


def _open_correction(client: Client, kind: str) -> Any:
    url = page(kind, "shipped", draft(kind).pk)
    return url, item_form(client.get(url), LINE[kind]) | {"take": "yes"}, _SHIPS


def _open_aside(client: Client, kind: str) -> Any:
    url, fields, _ships = _open_correction(client, kind)
    del fields["take"]
    return url, fields | {"keep": "yes", "reason": words_of(client)}, words_of(client)


def _is_aside(kind: str, opened: Any) -> bool:
    answers = CorrectionAnswer.objects.filter(shipped__kind=kind, reason=opened[2])
    return list(answers.values_list("place", "is_taken")) == [(LINE[kind], False)]


# A new document, or text


def _open_new(client: Client, kind: str) -> Any:
    url, words = page(kind, "add"), words_of(client)
    fields = {"slug": NEW, TITLE[kind]: "New", LINE[kind]: words}
    if kind == "tree":
        fields["start"] = "users"
    if kind == "license":
        fields |= {
            "short_title": "New",
            "text": str(LicenseText.objects.get(source_key="example").pk),
        }
    return url, fields_of(client.get(url), **fields), words


def _open_new_import(client: Client, kind: str) -> Any:
    words = words_of(client)
    held = {"text": license_data()["text"]} if kind == "license" else {}
    return _import_of(client, new_data(kind, words, **held), words)


def _open_new_pack(client: Client, kind: str) -> Any:
    body = {"body": _NEW_BODY} if kind == "license" else {}
    return _pack(client, kind, new_data(kind, words_of(client), **body))


def _new_stands(kind: str, opened: Any) -> bool:
    row = draft(kind, NEW)
    return row is not None and getattr(row, LINE[kind]) == opened[2]


def _open_text(client: Client, kind: str) -> Any:
    url = reverse("admin:guidance_licensetext_add")
    given = {"title": words_of(client), "body": _NEW_BODY, "source": "Theirs"}
    return url, fields_of(client.get(url), **given)


def _text_stands(kind: str, opened: Any) -> bool:
    return LicenseText.objects.filter(digest=digest(_NEW_BODY)).exists()


DRAFTED = (CHANGED, ASKED, WITHDRAWN)
"""Where the draft says something else than its edition."""
WHOLE = (
    Writer("import", _open_import, _import, _line_is),
    Writer("restore", _open_restore, sent("The draft says again"), _is_restored, states=DRAFTED),
    Writer("split", _open_split, sent("The sections are now"), _is_split, ("license",)),
    Writer("take over", _open_correction, sent("Taken over into the draft"), _line_is),
    Writer("set aside", _open_aside, sent("Set aside."), _is_aside),
    Writer("sentences", _open_sentences, sent("Kept: "), _are_kept, states=DRAFTED),
    Writer("leave", _open_leaving, sent("The warning stays"), _is_left, ("tree",)),
    Writer("packs", _open_packs, _load, _pack_stands, states=(UNTOUCHED,)),
)
MAKERS = (
    Writer("new", _open_new, post, _new_stands),
    Writer("new import", _open_new_import, _import, _new_stands),
    Writer("new pack", _open_new_pack, _load, _pack_stands),
    Writer("text", _open_text, post, _text_stands, ("license",)),
)
"""Who makes a document of the same address, or a text of the same words."""
