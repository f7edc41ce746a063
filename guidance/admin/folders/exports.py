"""Give drafts, or what is published, as a folder in a zip: one document, or everything."""

from collections.abc import Callable, Collection
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from guidance.admin.addresses.places import page_url
from guidance.services.drafts.holding import KINDS
from guidance.services.folders.exporting import Exported, Key, export_to_zip

_IN_MEMORY = 2 * 1024 * 1024
"""Bytes of a zip that are kept in memory; a larger one waits on the disk until it is sent."""


def may_export(user: Any) -> bool:
    """Tell whether somebody may take everything along: who sees all drafts."""
    return all(user.has_perm(f"guidance.view_{name}") for name in ("license", "faqentry", "tree"))


def everything_view(request: HttpRequest, *, which: str) -> HttpResponseBase:
    """Give all drafts, or all that readers see, with what stands beside them."""
    if not may_export(request.user):
        raise PermissionDenied
    is_published = which == "published"
    file, done = _zipped(only=None, is_published=is_published)
    return _given(f"guidance-{which}.zip", file, done)


def _zipped(
    *, only: Collection[Key] | None, is_published: bool = False
) -> tuple[IO[bytes], Exported]:
    file = cast("IO[bytes]", SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - sent later
    done = export_to_zip(file, only=only, is_published=is_published)
    file.seek(0)
    return file, done


def _given(name: str, file: IO[bytes], done: Exported) -> FileResponse:
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
    if done.left_out:
        response["X-Left-Out"] = ", ".join("/".join(key) for key in done.left_out)[:1000]
    return response


class FolderPages:
    """The draft as a folder in a zip, among the pages of its steps."""

    row_of: Any

    def folder_pages(self) -> list[tuple[str, str, Callable[..., HttpResponseBase]]]:
        return [("folder/", "folder", self.folder_view)]

    def folder_view(self, request: HttpRequest, object_id: int) -> HttpResponseBase:
        """Give the draft as a folder that can be imported again."""
        row = self.row_of(request, object_id)
        key = (str(KINDS[type(row)]), row.slug)
        file, done = _zipped(only=[key])
        if not done.documents:
            file.close()
            messages.error(request, _("This draft makes no document yet. The checks say why."))
            return redirect(page_url(row, "checks"))
        return _given(f"{row.slug}-draft.zip", file, done)
