"""Import a folder in a zip: every problem with its file and line, a preview, and only then drafts.

The preview carries the zip along, signed, with what stood here: if that moves, it is shown again.
"""

from base64 import b64decode, b64encode
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from guidance.admin.asking.rights import may_edit_synonyms
from guidance.admin.folders.exports import may_export
from guidance.admin.saving.committing import committed
from guidance.admin.saving.notices import say_errors
from guidance.core.documents.formats import InvalidDocument, Problem
from guidance.core.documents.licenses import License
from guidance.models import LicenseText
from guidance.services.drafts.document_to_rows import ROWS
from guidance.services.folders.importing import bring_in, preview
from guidance.services.folders.items import Conflicts, Item
from guidance.services.folders.reading import Folder, read_files
from guidance.services.folders.sources import MAX_ZIP, files_in_zip
from guidance.services.people import WRITES, may_write
from guidance.services.wordings.synonyms import in_force

_SALT = "guidance.admin.folder"
_AN_HOUR = 3600
_TOLD = 10
_MOST_PROBLEMS = 200
_CHOICE = "stays:"
"""What the name of a field begins with that says whose words stay."""


class FolderForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Zip of the folder"),
        help_text=gettext_lazy(
            "A folder that was exported, packed as a zip of at most %(size)d MB. Drafts only: "
            "nothing is published, and nothing is deleted because it is missing in the folder."
        )
        % {"size": MAX_ZIP >> 20},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_ZIP:
            words = _("The zip is larger than %d MB. Export fewer documents.")
            raise ValidationError(words % (MAX_ZIP >> 20))
        return file


class Moved(Exception):
    """Raised where what stands here is no longer what the preview showed."""


def folder_view(request: HttpRequest, *, site: Any) -> HttpResponse:
    """Take a zip, show what it would do; take it back signed, with choices, and do it."""
    may_import = any(may_write(request.user, kind) for kind in WRITES)
    if not may_import and not may_export(request.user):
        raise PermissionDenied
    if request.method == "POST" and not may_import:
        raise PermissionDenied
    context: dict[str, Any] = {"form": FolderForm()}
    if request.method == "POST" and "signed" in request.POST:
        _confirm(request, context)
    elif request.method == "POST":
        form = context["form"] = FolderForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            _show(request, context, name=str(file.name), content=file.read())
    page = {
        **site.each_context(request),
        "title": _("A folder, out and in"),
        "may_import": may_import,
        "may_export": may_export(request.user),
        **context,
    }
    return TemplateResponse(request, "admin/guidance_folder.html", page)


def _show(request: Any, context: dict[str, Any], *, name: str, content: bytes) -> None:
    """Show what bringing a folder in would do, or all that is wrong with it."""
    try:
        folder = _read(content, user=request.user)
        items = preview(folder, by=request.user)
    except InvalidDocument as error:
        _refuse(context, error)
        return
    signed = signing.dumps(
        {"name": name, "content": b64encode(content).decode(), "state": _state(items)},
        salt=f"{_SALT}:{request.user.pk}",
        compress=True,
    )
    conflicts = sorted({one.name for one in items if one.status == "conflict"})
    chosen = {other: request.POST.get(f"{_CHOICE}{other}", "") for other in conflicts}
    context |= {"items": _shown(items), "unchanged": _unchanged(items), "signed": signed}
    context |= {
        "name": name,
        "conflicts": [(one, f"{_CHOICE}{one}", chosen[one]) for one in chosen],
    }


def _confirm(request: Any, context: dict[str, Any]) -> None:
    """Bring in what was signed, where all is as it was shown and every conflict is decided."""
    try:
        kept = signing.loads(
            request.POST["signed"], salt=f"{_SALT}:{request.user.pk}", max_age=_AN_HOUR
        )
    except signing.BadSignature:
        messages.error(request, _("The preview is too old or not yours. Choose the zip again."))
        return
    name, content = kept["name"], b64decode(kept["content"])

    def write() -> list[Item]:
        folder = _read(content, user=request.user)
        items = bring_in(folder, by=request.user, **_choices(request.POST))
        if _state(items) != kept["state"]:
            raise Moved
        _log(request, items, name)
        return items

    try:
        items = committed(request, write)
    except InvalidDocument as error:
        _refuse(context, error)
        return
    except (Moved, Conflicts) as error:
        is_moved = isinstance(error, Moved) or _state(error.items) != kept["state"]
        words = (
            _("What stands here was edited meanwhile. Nothing was imported. Look at it again.")
            if is_moved
            else _("Nothing was imported. Say of each conflict whose words stay.")
        )
        messages.warning(request, words)
        _show(request, context, name=name, content=content)
        return
    count = sum(one.is_change for one in items)
    words = ngettext("%s thing was imported.", "%s things were imported.", count)
    messages.success(request, words % count if count else _("Everything was here already."))
    _say_findings(request, items)
    context |= {"items": _shown(items), "unchanged": _unchanged(items), "done": True, "name": name}


def _choices(posted: Any) -> dict[str, set[str]]:
    chosen = {
        name.removeprefix(_CHOICE): value
        for name, value in posted.items()
        if name.startswith(_CHOICE)
    }
    return {
        "taken": {name for name, value in chosen.items() if value == "folder"},
        "kept": {name for name, value in chosen.items() if value == "here"},
    }


def _read(content: bytes, *, user: Any) -> Folder:
    """Return what a zip holds, where its person may write all of it."""
    folder = read_files(files_in_zip(content))
    problems = [
        _forbidden(found.file, _("documents of the kind “%s”") % found.document.kind)
        for found in folder.documents
        if not may_write(user, found.document.kind)
    ]
    problems += [
        _forbidden(said.given.file, _("documents of the kind “%s”") % said.given.kind)
        for said in folder.wordings
        if not may_write(user, said.given.kind)
    ]
    if folder.synonyms is not None and not may_edit_synonyms(user):
        if folder.synonyms.groups != in_force().groups:
            problems.append(_forbidden(folder.synonyms.file, _("synonyms")))
        folder.synonyms = None
    if not user.has_perm("guidance.add_licensetext"):
        problems += _forbidden_texts(folder)
    if problems:
        raise InvalidDocument(tuple(problems))
    return folder


def _forbidden_texts(folder: Folder) -> list[Problem]:
    digests = {
        found.document.text.digest: found.file
        for found in folder.documents
        if isinstance(found.document, License)
    }
    held = LicenseText.objects.filter(digest__in=digests).values_list("digest", flat=True)
    missing = digests.keys() - set(held)
    return [_forbidden(digests[one], _("license texts")) for one in sorted(missing)]


def _forbidden(file: str, what: str) -> Problem:
    message = _("You may not add and change %s.") % what
    return Problem(file, "", None, message, _("Take this file out, or ask an administrator."))


def _state(items: list[Item]) -> list[Any]:
    """Return what stood here, for the signed preview: so it is seen if it moves."""
    return [[one.what, one.name, one.pk, one.look] for one in items]


def _shown(items: list[Item]) -> list[Item]:
    """Return what is not as it was, the conflicts first."""
    told = [one for one in items if one.status != "unchanged"]
    return sorted(told, key=lambda one: one.status != "conflict")


def _unchanged(items: list[Item]) -> int:
    return sum(one.status == "unchanged" for one in items)


def _refuse(context: dict[str, Any], error: InvalidDocument) -> None:
    shown = error.problems[:_MOST_PROBLEMS]
    count = len(error.problems)
    context |= {"problems": shown, "problem_count": count, "hidden_count": count - len(shown)}


def _rows(items: list[Item]) -> list[tuple[Item, Any]]:
    """Return the drafts that were written, each with its item."""
    found = []
    for one in items:
        if one.is_change and "/" in one.name:
            kind, _slash, slug = one.name.partition("/")
            row: Any = ROWS[kind]._default_manager.get(slug=slug)
            found.append((one, row))
    return found


def _log(request: Any, items: list[Item], name: str) -> None:
    for one, row in _rows(items):
        beside = f" {_('Other wordings.')}" if one.what == "wordings" else ""
        message = f"{_('Imported from the folder %s.') % name}{beside}"
        LogEntry.objects.log_actions(
            request.user.pk, [row], CHANGE, change_message=message, single_object=True
        )


def _say_findings(request: Any, items: list[Item]) -> None:
    written = [row for one, row in _rows(items) if one.what == "document"]
    for row in written[:_TOLD]:
        say_errors(request, row, row)
