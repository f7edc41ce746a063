"""Import documents from a file: every problem named, a preview, and only then the draft."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from guidance.admin.frame.import_effects import (
    Effect,
    WordingEffect,
    effect_of,
    wording_effect_of,
)
from guidance.admin.saving.committing import committed
from guidance.admin.saving.notices import say_errors
from guidance.admin.saving.overtakings import meanwhile
from guidance.admin.saving.wordings import said
from guidance.core.documents import formats
from guidance.core.documents.formats import MAX_PROBLEMS, InvalidDocument, Problem
from guidance.core.documents.licenses import Topics
from guidance.services.drafts.document_to_rows import ROWS
from guidance.services.intake.pack_files import MAX_BYTES, Read, read_file
from guidance.services.intake.packs import hold_documents
from guidance.services.people import WRITES, may_write

_SALT = "guidance.admin.import"
_AN_HOUR = 3600
_TOLD = 10
"""So many documents are checked at once after an import; each has its own page of checks."""
_MOST_PROBLEMS = 200
"""Nobody reads more on a page; the file itself is read no further after MAX_PROBLEMS."""


@dataclass(frozen=True)
class Effects:
    """What importing a file does."""

    documents: list[Effect]
    wordings: list[WordingEffect]

    @property
    def state(self) -> list[Any]:
        return [one.state for one in self.documents] + [one.state for one in self.wordings]


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "YAML or JSON in UTF-8, at most 2 MB: one document, or several with --- between them."
        ),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_("The file is larger than 2 MB. Split it into several files."))
        return file


def import_view(request: HttpRequest, site: Any) -> HttpResponse:
    """Take a file, show what it would do; take the signed file back, and do it."""
    if not any(may_write(request.user, kind) for kind in WRITES):
        raise PermissionDenied
    context: dict[str, Any] = {"form": UploadForm()}
    if request.method == "POST" and "signed" in request.POST:
        done = _confirmed(request, context)
        if done is not None:
            return done
    elif request.method == "POST":
        form = context["form"] = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            _preview(request, context, name=str(file.name), content=file.read())
    shared = site.each_context(request)
    kinds = [kind for kind in WRITES if may_write(request.user, kind)]
    page = {**shared, "title": _("Import documents"), "kinds": kinds, **context}
    return TemplateResponse(request, "admin/guidance_import.html", page)


def _preview(request: Any, context: dict[str, Any], *, name: str, content: bytes) -> None:
    try:
        effects = _tried(request, name=name, content=content)
    except InvalidDocument as error:
        _refuse(context, error)
        return
    signed = signing.dumps(
        {"name": name, "content": content.decode("utf-8"), "state": effects.state},
        salt=f"{_SALT}:{request.user.pk}",
        compress=True,
    )
    context |= {"effects": effects.documents, "wordings": effects.wordings}
    context |= {"signed": signed, "name": name}


def _refuse(context: dict[str, Any], error: InvalidDocument) -> None:
    shown = [_shown(problem) for problem in error.problems[:_MOST_PROBLEMS]]
    is_cut = len(error.problems) > MAX_PROBLEMS
    context |= {"problems": shown, "problem_count": min(len(error.problems), MAX_PROBLEMS)}
    context |= {"hidden_count": context["problem_count"] - len(shown), "is_cut": is_cut}


def _confirmed(request: Any, context: dict[str, Any]) -> HttpResponse | None:
    """Import what was signed; None where it is to be looked at again."""
    try:
        kept = signing.loads(
            request.POST["signed"], salt=f"{_SALT}:{request.user.pk}", max_age=_AN_HOUR
        )
    except signing.BadSignature:
        messages.error(request, _("The preview is too old or not yours. Choose the file again."))
        return None
    name, content = kept["name"], kept["content"].encode()

    def write() -> tuple[Effects, list[Any]]:
        effects = _imported(request, name=name, content=content)
        now = effects.state
        if now != kept["state"]:
            transaction.set_rollback(True)
        else:
            _log(request, effects, name)
        return effects, now

    try:
        effects, now = committed(request, write)
    except InvalidDocument as error:
        _refuse(context, error)
        return None
    if now != kept["state"]:
        words = _("The draft was edited meanwhile. %s Nothing was imported. Look at it again.")
        messages.warning(request, words % meanwhile(kept["state"], now))
        _preview(request, context, name=name, content=content)
        return None
    count = len(effects.documents)
    words = ngettext("%s document was imported.", "%s documents were imported.", count)
    messages.success(request, words % count if count else _("Other wordings were imported."))
    changed = (one.document for one in effects.documents if one.is_change)
    written = [document for document in changed if not isinstance(document, Topics)]
    for document in written[:_TOLD]:
        row: Any = ROWS[document.kind]._default_manager.get(slug=document.slug)
        say_errors(request, row, row)
    context |= {"effects": effects.documents, "wordings": effects.wordings, "done": True}
    return None


def _tried(request: Any, *, name: str, content: bytes) -> Effects:
    """Do the import and undo it: so the preview tells exactly what will happen."""
    with transaction.atomic():
        effects = _imported(request, name=name, content=content)
        transaction.set_rollback(True)
    return effects


def _imported(request: Any, *, name: str, content: bytes) -> Effects:
    """Import every document, or raise InvalidDocument with the problems of all.

    All that is written to is held before it is looked at, so that nobody writes in between.
    """
    effects = Effects([], [])
    problems: list[Problem] = []
    read = _read(content, name)
    found = [document for _file, document in read.documents]
    hold_documents(document for document in found if may_write(request.user, document.kind))
    for document in found:
        if not may_write(request.user, document.kind):
            problems.append(_refused(document.kind, getattr(document, "slug", ""), name))
            continue
        try:
            effects.documents.append(effect_of(document, name, by=request.user))
        except InvalidDocument as error:
            problems += error.problems
    for given in () if problems else read.wordings:
        if not may_write(request.user, given.kind):
            problems.append(_refused(given.kind, given.slug, name))
            continue
        try:
            effects.wordings.append(wording_effect_of(given, by=request.user))
        except InvalidDocument as error:
            problems += error.problems
    if problems:
        raise InvalidDocument(tuple(problems))
    return effects


def _read(content: bytes, name: str) -> Read:
    try:
        return read_file(content, file=name)
    except (ValueError, RecursionError) as error:
        message = f"{_('The file cannot be read:')} {error}"[:300]
        problem = Problem(file=name, place="", line=None, message=message, advice=_("Correct it."))
        raise InvalidDocument((problem,)) from error


def _log(request: Any, effects: Effects, name: str) -> None:
    for one in effects.wordings:
        if one.changed:
            message = f"{_('Imported from %s.') % name} {said(one.changed)}"
            LogEntry.objects.log_actions(
                request.user.pk, [one.row], CHANGE, change_message=message, single_object=True
            )
    for effect in effects.documents:
        kind = effect.document.kind
        if kind in ROWS and effect.is_change:
            row = ROWS[kind]._default_manager.get(slug=effect.document.slug)  # type: ignore[union-attr]
            message = _("Imported from %s.") % name
            LogEntry.objects.log_actions(
                request.user.pk, [row], CHANGE, change_message=message, single_object=True
            )


def _refused(kind: str, slug: str, name: str) -> Problem:
    return Problem(
        file=name,
        place=slug,
        line=None,
        message=_("You may not add and change documents of the kind “%s”.") % kind,
        advice=_("Ask an administrator."),
    )


def _shown(problem: Problem) -> dict[str, Any]:
    """Return a problem as text that any page can show, whatever the file held."""
    parts = {name: getattr(problem, name) for name in ("file", "place", "message", "advice")}
    safe = {name: text.encode("utf-8", "replace").decode() for name, text in parts.items()}
    return {**safe, "line": problem.line}


def schema_view(request: HttpRequest, kind: str) -> HttpResponse:
    """Return the JSON Schema of one kind of document, as a file."""
    if kind not in formats.KINDS:
        raise Http404
    response = JsonResponse(formats.schema(kind), json_dumps_params={"indent": 2})
    response["Content-Disposition"] = f'attachment; filename="{kind}.schema.json"'
    return response
