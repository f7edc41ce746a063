"""What was published of a tree and is in its draft no more, to choose what stands for it now."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.fields.terms import TermBoxesField
from guidance.models import Edition, Option, Outcome, PublicationKind, Question, Tree

Titles = dict[str, str]
SUCCESSOR = "successor"
"""The field of the page that asks before it deletes: the key of what stands for it then."""
_MOST_EDITIONS = 10
"""Editions that are looked through, newest first."""


@dataclass(frozen=True)
class Published:
    """Titles of all that the last editions of a tree asked and said, by key.

    ``options`` are those of each question, by its key.
    """

    questions: Titles = field(default_factory=dict)
    outcomes: Titles = field(default_factory=dict)
    options: dict[str, Titles] = field(default_factory=dict)

    def options_of(self, keys: Iterable[str]) -> Titles:
        """Return the options of these questions together; the first of a key counts."""
        found: Titles = {}
        for key in keys:
            found = self.options.get(key, {}) | found
        return found


def published_in(request: HttpRequest, tree: Tree | None) -> Published:
    """Return what was published of a tree, read once a request (one query)."""
    memory: Any = request
    if getattr(memory, "_published_in", (None,))[0] != tree or tree is None:
        memory._published_in = tree, _read(tree) if tree is not None else Published()
    found: Published = memory._published_in[1]
    return found


def _read(tree: Tree) -> Published:
    found = Published()
    editions = Edition.objects.filter(
        publication__kind=PublicationKind.TREE, publication__slug=tree.slug
    ).order_by("-number")
    parts = editions.values_list("document__questions", "document__outcomes")[:_MOST_EDITIONS]
    for questions, outcomes in parts:
        for outcome in outcomes or ():
            found.outcomes.setdefault(outcome["key"], outcome["title"])
        for question in questions or ():
            found.questions.setdefault(question["key"], question["title"])
            options = found.options.setdefault(question["key"], {})
            for option in question.get("options", ()):
                options.setdefault(option["key"], option["label"])
    return found


class RetiredBoxesField(TermBoxesField):
    """What was retired, as boxes; what is ticked stays, also where no edition knows it."""

    lost_words = gettext_lazy("%s (in no recent edition)")

    def offer(self, titles: Titles, *, used: Iterable[str], now: Iterable[str]) -> None:
        """Offer what was published and is not used any more, beside what is ticked now."""
        left = set(used)
        kept = list(now)
        choices = [(k, t) for k, t in titles.items() if k not in left or k in kept]
        self.offered = choices
        self.show(kept)
        words = _("Answers and links to what you tick lead here; the words of it are retired.")
        none = _("Nothing that was published here has been retired.")
        self.help_text = words if self.choices else none


def retired_field(db_field: Any) -> RetiredBoxesField:
    return RetiredBoxesField(
        choices=[], required=False, label=capfirst(db_field.verbose_name), help_text=""
    )


def successors_of(request: HttpRequest, row: Question | Outcome) -> list[tuple[str, str]]:
    """Return what can stand for a node that was published, once it is deleted: its siblings."""
    published = published_in(request, row.tree)
    known = published.questions if isinstance(row, Question) else published.outcomes
    if not {row.key, *row.succeeds} & known.keys():
        return []
    siblings: Any = type(row)._default_manager.filter(tree=row.tree).exclude(pk=row.pk)
    return list(siblings.values_list("key", "title"))


def succeed(request: HttpRequest, row: Question | Outcome, key: str) -> Any:
    """Let a sibling stand for a node that is being deleted, with the tree held; None if none."""
    siblings: Any = type(row)._default_manager.filter(tree=row.tree).exclude(pk=row.pk)
    heir = siblings.filter(key=key).first()
    if heir is None:
        words = _("What was to stand for it is not there any more: choose something else for it.")
        messages.warning(request, words)
        return None
    heir.succeeds = list(dict.fromkeys([*heir.succeeds, *row.succeeds, row.key]))
    heir.revision += 1
    heir.save(update_fields=["succeeds", "revision", "updated_at"])
    return heir


def offer_options(request: HttpRequest, form: Any, question: Question | None) -> None:
    """Prepare the form of a question's options: what each can stand for."""
    if question is None:
        form.retired = {}, frozenset()
        return
    published = published_in(request, question.tree)
    titles = published.options_of([question.key, *question.succeeds])
    used = Option.objects.filter(question=question).values_list("key", flat=True) if titles else ()
    form.retired = titles, frozenset(used)
