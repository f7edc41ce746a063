"""From a place in a document, as checks and comparisons name it, to the row's page in the admin."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from guidance.models import FaqEntry, License, Option, Policy, PolicySection, Question, Tree
from guidance.services.drafts.holding import Draft

_PAGES = {
    "case": "cases",
    "annotation": "annotations",
    "term": "terms",
}


_NODES = ("question", "outcome", "option", "route")


class Places:
    """The pages of a draft's rows, by place; rows of a kind are read once, when first asked for.

    What is a node of a questionnaire, or part of one, is opened in the workshop.
    """

    def __init__(self, row: Draft) -> None:
        self.row = row
        self._keys: dict[str, dict[str, int]] = {}

    def url(self, place: str) -> str:
        """Return where to put right what is at ``place``; the draft's own page if it is gone."""
        noun, _, key = place.partition(":")
        if noun in _NODES and isinstance(self.row, Tree):
            node, _slash, part = key.partition("/")
            fragment = self._inside_question(noun, node, part) if part else "inspector"
            return f"{node_url(self.row, node)}#{fragment}"
        if noun in ("section", "policy"):
            return self._in_license(noun, key) or self.home
        if noun not in _PAGES:
            return self.home
        return self._change(noun, self._pk(_PAGES[noun], key)) or self.home

    @property
    def home(self) -> str:
        return desk_url(self.row)

    def _pk(self, children: str, key: str, field: str = "key") -> int | None:
        if children not in self._keys:
            related: Any = getattr(self.row, children, None)
            pairs = related.values_list(field, "pk") if related is not None else ()
            self._keys[children] = dict(pairs)
        return self._keys[children].get(key)

    def _change(self, model: str, pk: int | None) -> str:
        return "" if pk is None else reverse(f"admin:guidance_{model}_change", args=[pk])

    def _inside_question(self, noun: str, question: str, part: str) -> str:
        """Return the fragment of an option or a route in the form of its question."""
        at = self._number_of_option(question, part) if noun == "option" else _index(part)
        return f"{noun}s-{at}" if at is not None else f"{noun}s-group"

    def _number_of_option(self, question: str, option: str) -> int | None:
        if "options" not in self._keys:
            rows = Option.objects.filter(question__tree=self.row.pk)
            numbers: dict[str, int] = {}
            found = self._keys["options"] = {}
            for asked, key in rows.order_by("position", "pk").values_list("question__key", "key"):
                at = numbers[asked] = numbers.get(asked, -1) + 1
                found[f"{asked}/{key}"] = at
        return self._keys["options"].get(f"{question}/{option}")

    def _in_license(self, noun: str, key: str) -> str:
        if not isinstance(self.row, License):
            return ""
        if noun == "policy":
            return self._change("policy", self._pk("policies", key, "slug"))
        keys = list(self.row.sections.values_list("key", flat=True))
        if key in keys:
            return f"{self.home}#sections-{keys.index(key)}"
        item = PolicySection.objects.filter(policy__license=self.row, key=key).first()
        return self._change("policy", item.policy_id) if item else ""


def stands_at(place: str, row: Any) -> bool:
    """Tell whether a place is this row, or a part of it (a query for a policy's items)."""
    noun, _, key = place.partition(":")
    if isinstance(row, License):
        return noun in ("", "section", "policy")
    if isinstance(row, Question):
        own = key if noun == "question" else key.partition("/")[0]
        return noun in ("question", "option", "route") and own == row.key
    if isinstance(row, Policy):
        if noun == "section":
            return row.sections.filter(key=key).exists()
        return place == f"policy:{row.slug}"
    if isinstance(row, FaqEntry | Tree):
        return not place
    return place == f"{row._meta.model_name}:{getattr(row, 'key', '')}"


def text_url(license: License, fragment: str) -> str:
    """Return the license's text in the admin, at a note, a term or a section of its page."""
    home = page_url(license, "annotate")
    noun, _dash, key = fragment.partition("-")
    rows: Any = {"note": license.annotations, "term": license.terms}.get(noun)
    row = rows.filter(key=key).first() if rows is not None else None
    if row is not None:
        return f"{home}?{noun}={row.pk}#{noun}-{row.pk}"
    is_section = license.sections.filter(key=fragment).exists()
    return f"{home}#at-{fragment}" if is_section else home


def preview_url(row: Draft, fragment: str = "", *, back: str = "") -> str:
    """Return a preview's address at a place; ``back`` says where its way back is to lead."""
    query = f"?{urlencode({'back': back})}" if back else ""
    return f"{page_url(row, 'preview')}{query}{f'#{fragment}' if fragment else ''}"


def back_url(row: Draft, back: str) -> str:
    """Return where one came from: a place of the draft, its text, or its review."""
    if back == "review":
        return page_url(row, "review")
    noun, _, key = back.partition(":")
    if noun == "text" and isinstance(row, License):
        return text_url(row, key)
    return Places(row).url(back)


def change_url(row: Draft) -> str:
    return reverse(f"admin:guidance_{row._meta.model_name}_change", args=[row.pk])


def desk_url(row: Draft) -> str:
    """Return where a draft is written: a questionnaire in the workshop, else its form."""
    return node_url(row, "") + "#inspector" if isinstance(row, Tree) else change_url(row)


def node_url(row: Any, key: str, **others: str) -> str:
    """Return the workshop's address with a node chosen; an empty key is the tree itself."""
    query = {**({"node": key} if key else {}), **others}
    base = page_url(row, "workshop")
    return f"{base}?{urlencode(query)}" if query else base


def page_url(row: Draft, name: str, *args: object) -> str:
    """Return one of the draft's pages: checks, changes, preview, publish, editions …"""
    return reverse(f"admin:guidance_{row._meta.model_name}_{name}", args=[row.pk, *args])


def _index(number: str) -> int | None:
    return int(number) - 1 if number.isascii() and number.isdigit() else None
