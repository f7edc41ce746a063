"""The page on which a license is annotated: its text, and beside it what one is writing on it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guidance.admin.addresses.places import preview_url
from guidance.admin.annotating.forms import NotePanelForm, TermPanelForm
from guidance.admin.annotating.saving import found, save_part
from guidance.admin.annotating.texts import worked_text
from guidance.admin.annotating.words import Words, annotate_url, words_in
from guidance.admin.fields.columns import is_number
from guidance.admin.saving.kept_words import ShownFields
from guidance.admin.saving.showing import shows_again
from guidance.admin.saving.uses import shown_uses
from guidance.models import Annotation, License, Term
from guidance.services.editions.markdown import render as rendered
from guidance.services.publishing.inspecting import inspect

_NOUNS: dict[str, tuple[type[Any], type[Any]]] = {
    "note": (Annotation, NotePanelForm),
    "term": (Term, TermPanelForm),
}


@dataclass(frozen=True)
class Rendered:
    """Markdown with its HTML, as the template of prose asks for it."""

    html: dict[str, str]


def prose_of(source: str) -> Rendered:
    return Rendered({source: rendered(source)})


@dataclass(frozen=True)
class Panel:
    """What stands beside the text: how to begin, words, or the form of a note or term.

    ``name`` is start, words, note, term, or saved.
    """

    name: str
    words: Words
    url: str
    form: Any = None
    row: Any = None
    live: Rendered | None = None
    source: str = ""
    preview: str = ""
    data: dict[str, Any] | None = None


class AnnotatingPages:
    """Pages of a license in the admin, to be mixed in."""

    admin_site: Any
    row_of: Any
    page: Callable[..., HttpResponse]
    bar: Any

    def annotating_pages(self) -> list[tuple[str, str, Any]]:
        return [
            ("annotate/", "annotate", self.annotate_view),
            ("annotate/live/", "annotate-live", self.annotate_live_view),
            ("annotate/words/", "annotate-words", self.annotate_words_view),
        ]

    @shows_again
    def annotate_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Show the text with a panel beside it; save a note or term on POST."""
        row = self.row_of(request, object_id)
        words = words_in(row, request.GET)
        noun, pk = _asked_part(request)
        if noun == "note" and pk is None and request.method != "POST" and not words.chosen:
            noun = ""
        if not noun:
            return self._annotating(request, row, Panel(_plain_name(words), words, request.path))
        model, form_class = _NOUNS[noun]
        part_admin = self.admin_site.get_model_admin(model)
        form_of = partial(_form, request, part_admin, form_class)
        if request.method != "POST" or isinstance(request.POST, ShownFields):
            part = found(model, row, pk)
            if part.pk is None and pk is not None:
                messages.info(request, _("It is not there any more. Somebody may have deleted it."))
                return redirect(annotate_url(row))
            if not _may_write(request, part_admin, part):
                shown = part if part.pk else None
                return self._annotating(request, row, Panel("words", words, "", row=shown))
            return self._annotating(
                request, row, _panel(request, noun, words, form_of(part, words))
            )
        if not _may_write(request, part_admin, found(model, row, pk)):
            raise PermissionDenied
        form, is_saved = save_part(request, row, part_admin, form_of, pk)
        if not is_saved:
            return self._annotating(request, row, _panel(request, noun, words, form))
        saved = form.instance
        if not getattr(request, "_is_unchanged", False):
            told = _("Saved: the note.") if noun == "note" else _("Saved: the term.")
            messages.success(request, told)
        else:
            messages.info(request, _("You changed nothing, so nothing was saved."))
        if not _is_fragment(request):
            at = f"{noun}-{saved.pk}"
            return redirect(f"{annotate_url(row, **{noun: saved.pk})}#{at}")
        fragment = part_admin.fragment(saved)
        preview = preview_url(row, fragment, back=f"text:{fragment}")
        panel = Panel("saved", words, request.path, row=saved, preview=preview)
        return self._annotating(request, row, panel)

    def annotate_live_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Render Markdown as readers will see it; nothing is written."""
        self.row_of(request, object_id)
        source = request.POST.get("body", "")
        context = {"source": source, "live": prose_of(source)}
        return render(request, "admin/guidance/_annotate_live.html", context)

    def annotate_words_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Say the quote of selected words, for the form that stands beside the text."""
        row = self.row_of(request, object_id)
        return JsonResponse(words_in(row, request.GET).as_data(row))

    def _annotating(self, request: HttpRequest, row: License, panel: Panel) -> HttpResponse:
        """Answer with the whole page; to a script with the panel, and what saving changed."""
        context: dict[str, Any] = {
            "panel": panel,
            "row": row,
            "may_write": _may_write(
                request, self.admin_site.get_model_admin(Annotation), Annotation(license=row)
            ),
        }
        if panel.words.chosen is not None:
            context["lines"] = panel.words.as_data(row)
        elif panel.name == "words" and panel.words.section:
            asked = row.sections.filter(key=panel.words.section)
            context["used"] = shown_uses(asked.select_related("license"), request.user)
        if _is_fragment(request):
            if panel.name == "saved":
                context["text"] = worked_text(row)
                context["bar"] = self.bar(request, row, inspect(row), "annotate")
            response = render(request, "admin/guidance/_annotate_answer.html", context)
            response["X-Panel"] = "yes"
            return response
        return self.page(
            request,
            row,
            inspect(row),
            step="annotate",
            title=_("Text and notes"),
            text=worked_text(row),
            **{name: value for name, value in context.items() if name != "row"},
        )


def _form(
    request: HttpRequest, part_admin: Any, form_class: Any, part: Any, words: Words | None = None
) -> Any:
    """Return the form of a note or term: bound to what was sent, or as it is to be opened."""
    made = part_admin.get_form(
        request, part if part.pk else None, change=part.pk is not None,
        form=form_class, fields=form_class.Meta.fields,
    )  # fmt: skip
    if request.method == "POST":
        return made(request.POST, instance=part)
    form = made(instance=part)
    if words is not None:
        form.take(words)
    return form


def _panel(request: HttpRequest, noun: str, words: Words, form: Any) -> Panel:
    source = str(form["body"].value() or "")
    row = form.instance if form.instance.pk else None
    if form.is_bound:
        form.is_valid()
    query = request.GET.copy()
    if row is None:
        query.pop(noun, None)
        query["as"] = noun
    return Panel(
        noun, words, f"{request.path}?{query.urlencode()}", form=form, row=row,
        live=prose_of(source), source=source,
    )  # fmt: skip


def _asked_part(request: HttpRequest) -> tuple[str, int | None]:
    """Return whether a note or a term is asked for, and its number; none for a new one."""
    for noun in _NOUNS:
        if is_number(request.GET.get(noun)):
            return noun, int(request.GET[noun])
    noun = request.GET.get("as", "")
    return (noun, None) if noun in _NOUNS else ("", None)


def _plain_name(words: Words) -> str:
    return "words" if words.chosen or words.asked or words.problem else "start"


def _may_write(request: HttpRequest, part_admin: Any, part: Any) -> bool:
    if part.pk is None:
        return bool(part_admin.has_add_permission(request))
    return bool(part_admin.has_change_permission(request, part))


def _is_fragment(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true" and not isinstance(request.POST, ShownFields)
