"""The terms that an option or an outcome adds, as boxes to tick."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.models import Term, Tree

Choices = list[tuple[str, str]]
NO_TERMS_HELP = gettext_lazy(
    "Choose the licenses of the questionnaire first: then their terms are boxes to tick here."
)


class TermBoxes(forms.CheckboxSelectMultiple):
    """Boxes in a frame that scrolls, for there may be many terms."""

    template_name = "admin/guidance/_term_boxes.html"

    class Media:
        js = ("admin/boxes.js",)

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> Any:
        # Django's renderer of forms does not know the project's templates.
        return render_to_string(template_name, context)


class TermBoxesField(forms.MultipleChoiceField):
    """Terms as boxes; what was chosen before keeps its order, and what is unknown its place."""

    widget = TermBoxes
    lost_words: Any = gettext_lazy("%s (no such term)")

    def __init__(self, *, choices: Choices, **kwargs: Any) -> None:
        self.now: list[str] = []
        self.offered = choices
        super().__init__(choices=choices, **kwargs)

    def show(self, now: list[str]) -> None:
        """Offer what is chosen now first, also where no term of that name is held."""
        self.now = [ref for ref in now if isinstance(ref, str)]
        known = {ref for ref, _title in self.offered}
        lost = [(ref, self.lost_words % ref) for ref in self.now if ref not in known]
        chosen = [choice for choice in self.offered if choice[0] in self.now]
        others = [choice for choice in self.offered if choice[0] not in self.now]
        self.choices = self.offered = [*chosen, *lost, *others]

    def clean(self, value: Any) -> list[str]:
        chosen = super().clean(value)
        kept = [ref for ref in self.now if ref in chosen]
        order = [ref for ref, _title in self.offered]
        return kept + [ref for ref in order if ref in chosen and ref not in kept]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(initial or []) != set(data or [])


def term_choices(request: HttpRequest, tree: Tree | None) -> Choices:
    """Return the terms of a tree's licenses as choices (one query a request)."""
    memory: Any = request
    if not hasattr(memory, "_term_choices"):
        rows = Term.objects.filter(license__trees=tree) if tree is not None else Term.objects.none()
        rows = rows.select_related("license").order_by("license__slug", "position", "pk")
        terms = list(rows.only("key", "kind", "title", "license__slug", "license__short_title"))
        is_mixed = len({term.license.slug for term in terms}) > 1
        memory._term_choices = [
            (f"{term.license.slug}/{term.key}", _label(term, with_license=is_mixed))
            for term in terms
        ]
    choices: Choices = memory._term_choices
    return choices


def _label(term: Term, *, with_license: bool) -> str:
    start = f"{term.license.short_title} · " if with_license else ""
    return f"{start}{term.get_kind_display()}: {term.title}"


def adds_field(db_field: Any, choices: Choices) -> TermBoxesField:
    """Return boxes of the terms that the tree's licenses have."""
    words = _("Terms of the questionnaire’s licenses that this adds to the result.")
    return TermBoxesField(
        choices=choices,
        required=False,
        label=capfirst(db_field.verbose_name),
        help_text=words if choices else NO_TERMS_HELP,
    )
