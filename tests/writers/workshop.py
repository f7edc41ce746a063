"""Writers in the workshop of a questionnaire: an outcome made on the spot, a case kept, a node."""

from typing import Any

from django.test import Client
from django.urls import reverse

from tests.admin.forms import fields_of
from tests.writers.common import Writer, draft, form_of, page, post, sent, words_of


def _open_target(client: Client, kind: str) -> Any:
    question = draft(kind).questions.get(key="sharing")
    shown = client.get(reverse("admin:guidance_question_change", args=[question.pk]))
    words = words_of(client)
    made = {"options__0__goto": "+outcome:ask-counsel", "options__0__goto_new": words}
    url = f"{page(kind, 'workshop', draft(kind).pk)}?node=sharing"
    return url, fields_of(shown, **made), words


def _target_stands(kind: str, opened: Any) -> bool:
    outcome = draft(kind).outcomes.filter(title=opened[2]).first() if draft(kind) else None
    if outcome is None:
        return False
    options = draft(kind).questions.get(key="sharing").options
    return bool(options.filter(goto=outcome.key).exists())


def _open_case(client: Client, kind: str) -> Any:
    shown = client.get(f"{page(kind, 'workshop_try', draft(kind).pk)}?users=5&sharing=yes")
    words = words_of(client)
    fields = {**form_with(shown, "said"), "title": [words]}
    return page(kind, "workshop_keep", draft(kind).pk), fields, words


def form_with(response: Any, name: str) -> dict[str, list[str]]:
    """Return the fields of the page's form, which has to be the one with this field."""
    fields = form_of(response)
    assert name in fields, fields
    return fields


def _case_stands(kind: str, opened: Any) -> bool:
    return draft(kind) is not None and draft(kind).cases.filter(title=opened[2]).exists()


def _open_node(client: Client, kind: str) -> Any:
    words = words_of(client)
    fields = {"noun": ["question"], "title": [words]}
    return page(kind, "workshop_add", draft(kind).pk), fields, words


def _node_stands(kind: str, opened: Any) -> bool:
    return draft(kind) is not None and draft(kind).questions.filter(title=opened[2]).exists()


WORKSHOP = (
    Writer("target", _open_target, post, _target_stands, ("tree",)),
    Writer("keep", _open_case, sent("Kept as the case"), _case_stands, ("tree",)),
    Writer("node", _open_node, post, _node_stands, ("tree",)),
)
