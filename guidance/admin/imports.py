"""Import documents from a file: every problem named, a preview, and only then the draft."""

import hashlib
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

from guidance.core import documents
from guidance.core.changes import FieldChange, compare_documents, touched
from guidance.core.documents import MAX_PROBLEMS, Document, InvalidDocument, Problem
from guidance.core.licenses import Topic as TopicNoun
from guidance.core.licenses import Topics
from guidance.models import FaqEntry, License, Topic, Tree
from guidance.services.documents import document_of
from guidance.services.packs import MAX_BYTES, import_document, read_documents
from guidance.services.people import WRITES, may_write

_SALT = "guidance.admin.import"
_AN_HOUR = 3600
_SHOWN = 30
_MOST_PROBLEMS = 200
"""Nobody reads more on a page; the file itself is read no further after MAX_PROBLEMS."""
_ROWS: dict[str, Any] = {"license": License, "faq": FaqEntry, "tree": Tree}


@dataclass(frozen=True)
class Effect:
    """What importing one document does to the draft."""

    document: Document
    title: str
    is_new: bool
    touched: int
    changes: tuple[FieldChange, ...]
    url: str = ""
    is_replaced: bool = False

    @property
    def hidden(self) -> int:
        return max(0, len(self.changes) - _SHOWN)

    @property
    def shown(self) -> tuple[FieldChange, ...]:
        return self.changes[:_SHOWN]


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("file"),
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
        {"name": name, "content": content.decode("utf-8"), "state": _state(effects)},
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
    try:
        with transaction.atomic():
            effects = _imported(request, name=name, content=content)
            if _state(effects) != kept["state"]:
                transaction.set_rollback(True)
            else:
                _log(request, effects, name)
    except InvalidDocument as error:
        _refuse(context, error)
        return None
    if _state(effects) != kept["state"]:
        messages.warning(request, _("The draft was edited meanwhile. Look at the preview again."))
        _preview(request, context, name=name, content=content)
        return None
    words = ngettext("%s document was imported.", "%s documents were imported.", len(effects))
    messages.success(request, words % len(effects))
    context |= {"effects": effects, "done": True}
    return None


def _tried(request: Any, *, name: str, content: bytes) -> list[Effect]:
    """Do the import and undo it: so the preview tells exactly what will happen."""
    with transaction.atomic():
        effects = _imported(request, name=name, content=content)
        transaction.set_rollback(True)
    return effects


def _imported(request: Any, *, name: str, content: bytes) -> list[Effect]:
    """Import every document, or raise InvalidDocument with the problems of all."""
    effects: list[Effect] = []
    problems: list[Problem] = []
    for document in _read(content, name):
        if not may_write(request.user, document.kind):
            problems.append(_refused(document, name))
            continue
        try:
            effects.append(_effect(document, name))
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


def _effect(document: Document, file: str) -> Effect:
    before: Document | None
    after: Document
    if isinstance(document, Topics):
        slugs = [topic.slug for topic in document.topics]
        is_new, before = False, _topics(slugs)
        import_document(document, file=file)
        after = _topics(slugs)
        url, title = reverse("admin:guidance_topic_changelist"), _("Topics")
    else:
        model = _ROWS[document.kind]
        old = model._default_manager.filter(slug=document.slug).first()
        is_new, before = old is None, _readable(old)
        import_document(document, file=file)
        row = model._default_manager.get(slug=document.slug)
        after, title = document_of(row), str(row)
        url = reverse(f"admin:guidance_{model._meta.model_name}_change", args=[row.pk])
    changes = compare_documents(before, after) if before is not None else ()
    is_replaced = before is None and not is_new
    return Effect(document, title, is_new, touched(changes), changes, url, is_replaced)


def _readable(row: Any) -> Document | None:
    """Return a draft as its document; None where there is none or it cannot be read."""
    try:
        return document_of(row) if row is not None else None
    except InvalidDocument:
        return None


def _topics(slugs: list[str]) -> Topics:
    rows = Topic.objects.filter(slug__in=slugs)
    nouns = tuple(
        TopicNoun(slug=row.slug, title=row.title, description=row.description) for row in rows
    )
    return Topics(kind="topics", format=1, topics=nouns)


def _state(effects: list[Effect]) -> str:
    """Return a digest of what is to be done, to notice that the draft has moved."""
    return hashlib.sha256(
        repr([(one.document.kind, one.is_new, one.changes) for one in effects]).encode(
            "utf-8", "replace"
        )
    ).hexdigest()


def _log(request: Any, effects: list[Effect], name: str) -> None:
    for effect in effects:
        kind = effect.document.kind
        if kind in _ROWS:
            row = _ROWS[kind]._default_manager.get(slug=effect.document.slug)  # type: ignore[union-attr]
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
    if kind not in documents.KINDS:
        raise Http404
    response = JsonResponse(documents.schema(kind), json_dumps_params={"indent": 2})
    response["Content-Disposition"] = f'attachment; filename="{kind}.schema.json"'
    return response
