"""Trying a questionnaire's draft: asked as readers are, its way lit on the map, kept as a case."""

import itertools
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from guidance.admin.addresses.places import Places, node_url, page_url
from guidance.admin.saving.committing import committed
from guidance.admin.steps.pictures import tree_picture
from guidance.admin.workshop.maps import zoom_of
from guidance.core.documents.formats import InvalidDocument
from guidance.core.documents.trees import Tree as TreeNoun
from guidance.core.walking.walks import Walk, canonical_answers
from guidance.models import Case
from guidance.services.drafts.holding import Gone, hold
from guidance.services.drafts.nodes import key_of
from guidance.services.drafts.rows_to_document import tree_document
from guidance.services.publishing.inspecting import Inspection, inspect, preview_of
from guidance.services.results.addresses import with_query, written_query
from guidance.services.results.question_pages import question_page, step_answer
from guidance.services.results.turns import take_turn


class TryPages:
    """Try a draft beside its map (mixed into the admin of trees)."""

    admin_site: Any
    row_of: Callable[[HttpRequest, int], Any]
    page: Callable[..., HttpResponse]
    wrote: Callable[..., None]
    after_writing: Callable[[HttpRequest], None]

    def try_pages(self) -> list[tuple[str, str, Any]]:
        return [
            ("workshop/try/", "workshop_try", self.try_view),
            ("workshop/keep/", "workshop_keep", self.keep_view),
        ]

    def try_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Ask the next question of the draft, or say what the answers come to."""
        row = self.row_of(request, object_id)
        inspection = inspect(row)
        document = inspection.document
        if not isinstance(document, TreeNoun):
            return redirect(node_url(row, ""))
        base = page_url(row, "workshop_try")
        query = request.GET.copy()
        size = str(query.pop("zoom", [""])[-1])
        turn = take_turn(document, query)
        if not (turn.asked or turn.changing) and query.urlencode() != turn.query:
            return redirect(with_query(base, turn.query))
        asked = question_page(preview_of(document), turn, base=base)
        way = turn.walk
        here = asked.question.key if asked.question else ""
        if turn.is_finished and way.possibilities:
            here = way.possibilities[0].outcome.key
        zoom = zoom_of(row, "", size, base=base, query=_pairs(turn.query))
        picture = tree_picture(
            document,
            inspection.findings,
            Places(row),
            here=here,
            lit=_lit(way, here),
            size=zoom.size,
        )
        may_keep = request.user.has_perm("guidance.add_case")
        result = _result(document, way, inspection) if turn.is_finished else None
        return self.page(
            request,
            row,
            inspection,
            step="preview",
            template="admin/guidance/workshop_try.html",
            title=_("Try it"),
            picture=picture,
            zoom=zoom,
            asked=asked,
            result=result if way.possibilities else None,
            workshop_url=node_url(row, here),
            again=base,
            readers=with_query(page_url(row, "preview-questions"), turn.query),
            keep=page_url(row, "workshop_keep") if may_keep else "",
            answers=turn.query,
        )

    def keep_view(self, request: Any, object_id: int) -> HttpResponse:
        """Keep answers as a case that expects what the draft says, if that is what was shown."""
        row = self.row_of(request, object_id)
        if not request.user.has_perm("guidance.add_case"):
            raise PermissionDenied
        query = QueryDict(str(request.POST.get("answers", "")))
        back = with_query(page_url(row, "workshop_try"), query.urlencode())
        title = " ".join(str(request.POST.get("title", "")).split())[:300]
        if request.method != "POST" or not title:
            if request.method == "POST":
                messages.error(request, _("Give the case a name: what is special about it?"))
            return redirect(back)

        def write() -> Case | None:
            held = hold(row)
            tree = tree_document(held)
            way = take_turn(tree, query).walk
            if (
                not way.is_finished
                or not way.possibilities
                or said(way) != request.POST.get("said")
            ):
                return None
            keys = held.cases.values_list("key", flat=True)
            user = request.user
            made = Case.objects.create(
                tree=held,
                key=key_of(title, keys, otherwise="case"),
                title=title,
                position=held.cases.count(),
                answers={key: list(values) for key, values in canonical_answers(tree, way).items()},
                outcomes=list(dict.fromkeys(p.outcome.key for p in way.possibilities)),
                includes=list(way.terms),
                exact=bool(request.POST.get("exact")) and len(way.possibilities) == 1,
                signed_by=(user.get_full_name() or user.get_username())[:300],
                signed_on=timezone.localdate(),
            )
            self.admin_site._registry[Case].log_addition(request, made, [{"added": {}}])
            self.wrote(request, [held])
            return made

        try:
            made = committed(request, write)
        except (Gone, InvalidDocument):
            made = None
        if made is None:
            words = _("The draft was changed meanwhile. Look at what it says now, then keep it.")
            messages.error(request, words)
            return redirect(back)
        messages.success(request, _("Kept as the case “%s”, signed by you.") % made)
        return redirect(back)


def said(way: Walk) -> str:
    """Name what a walk comes to: its outcomes and terms."""
    outcomes = dict.fromkeys(possible.outcome.key for possible in way.possibilities)
    return " ".join([*outcomes, "+", *way.terms])


def _result(tree: TreeNoun, way: Walk, inspection: Inspection) -> dict[str, Any]:
    titles = {}
    if inspection.document is not None:
        licenses = preview_of(inspection.document).context.terms
        titles = {ref: term.title for ref, term in licenses.items()}
    outcomes = list(dict.fromkeys(possible.outcome for possible in way.possibilities))
    answers = canonical_answers(tree, way)
    known = {tuple(sorted(case.answers.items())) for case in tree.cases}
    last = way.steps[-1] if way.steps else None
    return {
        "outcomes": outcomes,
        "terms": [titles.get(ref, ref) for ref in way.terms],
        "said": said(way),
        "is_kept": tuple(sorted(answers.items())) in known,
        "is_one": len(outcomes) == 1,
        "name": f"{last.question.title} {step_answer(last)}"[:300] if last else tree.title,
        "query": written_query(answers),
    }


def _lit(way: Walk, here: str) -> set[tuple[str, str]]:
    """Return the lines that a walk has gone; where it is unsure, those of its first possibility."""
    steps = way.possibilities[0].steps if way.possibilities else way.steps
    keys = [step.question.key for step in steps]
    keys += [here] if here and here not in keys else []
    return set(itertools.pairwise(keys))


def _pairs(query: str) -> list[tuple[str, str]]:
    given = QueryDict(query)
    return [(key, value) for key, values in given.lists() for value in values]
