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
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from guidance.admin.saving.committing import committed
from guidance.admin.saving.notices import say_errors
from guidance.admin.saving.overtakings import meanwhile
from guidance.core.documents import formats
from guidance.core.documents.changes import FieldChange, compare_documents, touched
from guidance.core.documents.formats import MAX_PROBLEMS, Document, InvalidDocument, Problem
from guidance.core.documents.licenses import Topic as TopicNoun
from guidance.core.documents.licenses import Topics
from guidance.models import Publication, Topic
from guidance.services.drafts.columns import fields_of
from guidance.services.drafts.document_to_rows import ROWS
from guidance.services.drafts.rows_to_document import document_of, fingerprint
from guidance.services.drafts.wording import words_of
from guidance.services.intake.packs import (
    MAX_BYTES,
    hold_documents,
    import_document,
    read_documents,
)
from guidance.services.people import WRITES, may_write

_SALT = "guidance.admin.import"
_AN_HOUR = 3600
_SHOWN = 30
_TOLD = 10
"""So many documents are checked at once after an import; each has its own page of checks."""
_MOST_PROBLEMS = 200
"""Nobody reads more on a page; the file itself is read no further after MAX_PROBLEMS."""


@dataclass(frozen=True)
class Effect:
    """What importing one document does to the draft.

    ``look`` names what was there before, to the byte; ``pk`` is its row's number.
    """

    document: Document
    title: str
    pk: int | None
    look: str
    is_new: bool
    touched: int
    changes: tuple[FieldChange, ...]
    url: str = ""
    is_replaced: bool = False
    publication: Publication | None = None

    @property
    def is_change(self) -> bool:
        return bool(self.is_new or self.is_replaced or self.touched)

    @property
    def state(self) -> list[Any]:
        """Return what was there before, for the signed preview: so it is seen if it moves."""
        document = self.document
        return [document.kind, getattr(document, "slug", ""), self.title, self.pk, self.look]

    @property
    def hidden(self) -> int:
        return max(0, len(self.changes) - _SHOWN)

    @property
    def shown(self) -> tuple[tuple[FieldChange, str, str], ...]:
        return tuple((change, *words_of(change)) for change in self.changes[:_SHOWN])


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
        {"name": name, "content": content.decode("utf-8"), "state": [one.state for one in effects]},
        salt=f"{_SALT}:{request.user.pk}",
        compress=True,
    )
    context |= {"effects": effects, "signed": signed, "name": name}


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

    def write() -> tuple[list[Effect], list[Any]]:
        effects = _imported(request, name=name, content=content)
        now = [one.state for one in effects]
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
    words = ngettext("%s document was imported.", "%s documents were imported.", len(effects))
    messages.success(request, words % len(effects))
    changed = (one.document for one in effects if one.is_change)
    written = [document for document in changed if not isinstance(document, Topics)]
    for document in written[:_TOLD]:
        row: Any = ROWS[document.kind]._default_manager.get(slug=document.slug)
        say_errors(request, row, row)
    context |= {"effects": effects, "done": True}
    return None


def _tried(request: Any, *, name: str, content: bytes) -> list[Effect]:
    """Do the import and undo it: so the preview tells exactly what will happen."""
    with transaction.atomic():
        effects = _imported(request, name=name, content=content)
        transaction.set_rollback(True)
    return effects


def _imported(request: Any, *, name: str, content: bytes) -> list[Effect]:
    """Import every document, or raise InvalidDocument with the problems of all.

    All that is written to is held before it is looked at, so that nobody writes in between.
    """
    effects: list[Effect] = []
    problems: list[Problem] = []
    found = _read(content, name)
    hold_documents(document for document in found if may_write(request.user, document.kind))
    for document in found:
        if not may_write(request.user, document.kind):
            problems.append(_refused(document, name))
            continue
        try:
            effects.append(_effect(document, name, by=request.user))
        except InvalidDocument as error:
            problems += error.problems
    if problems:
        raise InvalidDocument(tuple(problems))
    return effects


def _read(content: bytes, name: str) -> list[Document]:
    try:
        return read_documents(content, file=name)
    except (ValueError, RecursionError) as error:
        message = f"{_('The file cannot be read:')} {error}"[:300]
        problem = Problem(file=name, place="", line=None, message=message, advice=_("Correct it."))
        raise InvalidDocument((problem,)) from error


def _effect(document: Document, file: str, *, by: Any) -> Effect:
    before: Document | None
    after: Document
    pk = publication = None
    if isinstance(document, Topics):
        slugs = [topic.slug for topic in document.topics]
        is_new, before = False, _topics(slugs)
        look = formats.digest(before)
        import_document(document, file=file, by=by)
        after = _topics(slugs)
        url, title = reverse("admin:guidance_topic_changelist"), _("Topics")
    else:
        model: Any = ROWS[document.kind]
        old = model._default_manager.filter(slug=document.slug).first()
        is_new, before = old is None, _readable(old)
        look = "" if old is None else formats.digest(before) if before else fingerprint(old)
        pk = None if old is None else old.pk
        publication = Publication.objects.filter(
            kind=document.kind, slug=document.slug, current__isnull=False
        ).first()
        import_document(document, file=file, by=by)
        row = model._default_manager.get(slug=document.slug)
        after, title = document_of(row), str(row)
        url = reverse(f"admin:guidance_{model._meta.model_name}_change", args=[row.pk])
    changes = compare_documents(before, after) if before is not None else ()
    return Effect(
        document, title, pk, look, is_new, touched(changes), changes, url,
        before is None and not is_new, publication,
    )  # fmt: skip


def _readable(row: Any) -> Document | None:
    """Return a draft as its document; None where there is none or it cannot be read."""
    try:
        return document_of(row) if row is not None else None
    except InvalidDocument:
        return None


def _topics(slugs: list[str]) -> Topics:
    rows = Topic.objects.filter(slug__in=slugs)
    nouns = tuple(TopicNoun(**fields_of(row, TopicNoun)) for row in rows)
    return Topics(kind="topics", format=1, topics=nouns)


def _log(request: Any, effects: list[Effect], name: str) -> None:
    for effect in effects:
        kind = effect.document.kind
        if kind in ROWS and effect.is_change:
            row = ROWS[kind]._default_manager.get(slug=effect.document.slug)  # type: ignore[union-attr]
            message = _("Imported from %s.") % name
            LogEntry.objects.log_actions(
                request.user.pk, [row], CHANGE, change_message=message, single_object=True
            )


def _refused(document: Document, name: str) -> Problem:
    return Problem(
        file=name,
        place=getattr(document, "slug", ""),
        line=None,
        message=_("You may not add and change documents of the kind “%s”.") % document.kind,
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
