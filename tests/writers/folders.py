"""Writers of whole documents from a folder in a zip."""

from typing import Any

import zeal
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from guidance.core.documents import formats
from guidance.services.drafts.rows_to_document import document_of
from guidance.services.folders.layouts import LAYOUTS, folder_of
from guidance.services.folders.writing import as_files, marker
from tests.admin.folders.zips import packed
from tests.writers.common import LINE, SLUGS, Writer, draft, form_of, sent, words_of


def _open_folder(client: Client, kind: str) -> Any:
    """Show what a folder would do in which one line of the draft was edited."""
    document, words = document_of(draft(kind)), words_of(client)
    own = f"{folder_of(kind, SLUGS[kind])}/{LAYOUTS[kind].file}"
    based_on = as_files(document)[own].split(b"\n", 1)[0]
    edited = formats.parse(formats.as_data(document) | {LINE[kind]: words})
    files = marker() | as_files(edited)
    files[own] = based_on + b"\n" + files[own].split(b"\n", 1)[1]
    url = reverse("admin:guidance_folder")
    shown = client.post(url, {"file": SimpleUploadedFile("ours.zip", packed(files))})
    return url, form_of(shown, "signed"), words


def _bring_in(client: Client, kind: str, opened: Any) -> bool:
    with zeal.zeal_ignore():  # a refused import looks at each document twice
        return sent("1 thing was imported")(client, kind, opened)


def _line_is(kind: str, opened: Any) -> bool:
    row = draft(kind)
    return row is not None and getattr(row, LINE[kind]) == opened[2]


FOLDERS = (Writer("folder", _open_folder, _bring_in, _line_is),)
