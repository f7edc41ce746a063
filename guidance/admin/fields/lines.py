"""Form fields that write data on lines, as a lawyer would: citations, keys, answers.

Each names the line that is wrong and says what to write instead.
"""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from pydantic import TypeAdapter
from pydantic import ValidationError as Invalid

from guidance.admin.fields.noun_forms import written
from guidance.core.checks import CODES
from guidance.core.documents.fields import DISMISSAL_PATTERN, KEY_PATTERN, SLUG_PATTERN, FilledLine
from guidance.core.documents.licenses import Citation, LocalCitation

_WORDS = r"(?:\"(?P<{0}>.+?)\"|“(?P<{0}_>.+?)”)"
_LOCAL = (
    rf"(?P<section>{KEY_PATTERN})"
    rf"(?:\s+{_WORDS.format('exact')})?"
    rf"(?:\s+after\s+{_WORDS.format('prefix')})?"
    rf"(?:\s+before\s+{_WORDS.format('suffix')})?\s*\Z"
)
_CITATION = re.compile(rf"(?P<license>{SLUG_PATTERN})\s+{_LOCAL}")
_LOCAL_CITATION = re.compile(_LOCAL)
_DISMISSAL = re.compile(DISMISSAL_PATTERN)
_KEY = re.compile(r"[a-z0-9]+(?:[./-][a-z0-9]+)*\Z")
_NAME: TypeAdapter[str] = TypeAdapter(FilledLine)
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+\Z", re.ASCII)
MAX_LINES = 200


class LinesField(forms.CharField):
    """Text of which each line is one item; ``read`` and ``write`` convert an item."""

    widget = forms.Textarea(attrs={"rows": 4, "class": "lines", "spellcheck": "false"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        super().__init__(**kwargs)

    def read(self, line: str) -> Any:
        raise NotImplementedError

    def write(self, item: Any) -> str:
        raise NotImplementedError

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return "\n".join(self.write(item) for item in value)
        return value

    def to_python(self, value: Any) -> list[Any]:  # type: ignore[override]  # not one text
        if isinstance(value, list):
            return value
        lines = [line.strip() for line in str(value or "").splitlines()]
        numbered = [(number, line) for number, line in enumerate(lines, 1) if line]
        if len(numbered) > MAX_LINES:
            raise ValidationError(_("At most %(most)s lines."), params={"most": MAX_LINES})
        items, errors = [], []
        for number, line in numbered:
            try:
                items.append(self.read(line))
            except ValueError as error:
                errors.append(
                    ValidationError(
                        _("Line %(number)s, “%(line)s”: %(problem)s"),
                        params={"number": number, "line": line[:80], "problem": error},
                    )
                )
        if errors:
            raise ValidationError(errors)
        return items

    def clean(self, value: Any) -> list[Any]:
        items = self.to_python(value)
        if self.required and not items:
            raise ValidationError(self.error_messages["required"], code="required")
        return items

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool((initial or []) != self.to_python(data))
        except ValidationError:
            return True


class CitationsWidget(forms.Textarea):
    """Citations on lines, with the way to pick one from a text.

    ``cite`` says which line is put in: of the row's ``own`` license, or of ``any``. Without
    script the form itself is sent, waits while one picks, and is shown again (CITE).
    """

    class Media:
        js = ("admin/selecting.js", "admin/cite.js")

    def __init__(self, *, cite: str) -> None:
        lines = {"rows": 4, "class": "lines", "spellcheck": "false"}
        super().__init__(attrs={**lines, "data-cite": cite})
        self.cite = cite

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return format_html(
            '<div class="guidance-picked" data-picked>{}'
            '<a href="{}" target="_blank" rel="noopener" data-pick>{}</a><noscript>'
            '<button name="_cite" value="{}:{}" formnovalidate>{}</button></noscript></div>',
            super().render(name, value, attrs, renderer),
            reverse("admin:guidance_license_cite"),
            _("Pick the words from a text"),
            self.cite,
            name,
            _("Pick the words from a text, and come back here"),
        )


class LocalCitationLinesField(LinesField):
    """One citation of the row's own license a line: 1.b.iii "keep this notice"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": CitationsWidget(cite="own"), **kwargs})

    def read(self, line: str) -> dict[str, Any]:
        match = _LOCAL_CITATION.match(line)
        _refuse_open_quote(line, match)
        if match is None:
            raise ValueError(
                str(_('write a section and the quoted words: 1.b.iii "retain in all copies"'))
            )
        return _citation(match, {})

    def write(self, item: Any) -> str:
        return _written(item)


class CitationLinesField(LinesField):
    """One citation a line, the license first: llama-2 1.b.iii "retain in all copies"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": CitationsWidget(cite="any"), **kwargs})

    def read(self, line: str) -> dict[str, Any]:
        match = _CITATION.match(line)
        _refuse_open_quote(line, match)
        if match is None:
            raise ValueError(
                str(_('write a license, a section and the words: llama-2 1.b.iii "retain in all"'))
            )
        return _citation(match, {"license": match["license"]})

    def write(self, item: Any) -> str:
        return f"{item['license']} {_written(item)}"


def _refuse_open_quote(line: str, match: re.Match[str] | None) -> None:
    """Say it where the quoted words have a mark before them and none after: easily overlooked."""
    if match is None and sum(line.count(mark) for mark in '"“”') == 1:
        raise ValueError(str(_("a quotation mark is missing: one before the words, one after")))


def _citation(match: re.Match[str], start: dict[str, Any]) -> dict[str, Any]:
    found = {**start, "section": match["section"]}
    words = {name: match[name] or match[f"{name}_"] for name in ("exact", "prefix", "suffix")}
    if words["exact"]:
        found["quote"] = {name: text for name, text in words.items() if text}
    elif words["prefix"] or words["suffix"]:
        raise ValueError(str(_("the quoted words themselves are missing")))
    return validated(Citation if start else LocalCitation, found)


def validated(noun: Any, data: dict[str, Any]) -> dict[str, Any]:
    """Return data as the noun keeps it, or raise ValueError with the first thing wrong with it."""
    try:
        checked = noun.model_validate(data)
    except Invalid as error:
        detail = error.errors()[0]
        raise ValueError(written(detail).rstrip(".")) from error
    return dict(checked.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def _written(item: Any) -> str:
    quote = item.get("quote") or {}
    parts = [item["section"]]
    for word, name in (("", "exact"), ("after ", "prefix"), ("before ", "suffix")):
        if text := quote.get(name):
            marks = "“”" if '"' in text else '""'
            parts.append(f"{word}{marks[0]}{text}{marks[1]}")
    return " ".join(parts)


class KeyLinesField(LinesField):
    """One key a line, such as llama-2/keep-notice."""

    def read(self, line: str) -> str:
        if not _KEY.match(line):
            raise ValueError(str(_("use lower-case letters, digits, dots and hyphens only")))
        return line

    def write(self, item: Any) -> str:
        return str(item)


class NameLinesField(LinesField):
    """One name a line, such as meta-llama/Llama-2-7b-hf."""

    def read(self, line: str) -> str:
        name: str = _NAME.validate_python(line)
        return name

    def write(self, item: Any) -> str:
        return str(item)


class DismissalLinesField(LinesField):
    """One warning that stays a line: clause-uncited at term:modify: The heading is enough."""

    def read(self, line: str) -> str:
        found = _DISMISSAL.fullmatch(line)
        if found is None:
            raise ValueError(str(_("write its name, a colon, and why it stays")))
        code = CODES.get(found["code"])
        if code is None or code.severity != "warning":
            raise ValueError(str(_("“%s” names no warning") % found["code"]))
        return line

    def write(self, item: Any) -> str:
        return str(item)


class AnswerLinesField(forms.CharField):
    """Answers of a case, one question a line: sharing: weights, hosted."""

    widget = forms.Textarea(attrs={"rows": 5, "class": "lines", "spellcheck": "false"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return "\n".join(f"{key}: {', '.join(values)}" for key, values in value.items())
        return value

    def clean(self, value: Any) -> dict[str, list[str]]:
        answers: dict[str, list[str]] = {}
        for number, line in enumerate(str(value or "").splitlines(), 1):
            if not line.strip():
                continue
            key, colon, rest = line.partition(":")
            values = [part.strip() for part in rest.split(",") if part.strip()]
            if _GROUPED.match(rest.strip()):
                raise ValidationError(
                    _("Line %(number)s: write the number without commas: %(digits)s"),
                    params={"number": number, "digits": "".join(values)},
                )
            if not colon or not _KEY.match(key.strip()) or not values:
                raise ValidationError(
                    _("Line %(number)s: write question: answer, such as sharing: weights"),
                    params={"number": number},
                )
            if key.strip() in answers:
                raise ValidationError(
                    _("Line %(number)s: “%(key)s” is answered twice."),
                    params={"number": number, "key": key.strip()},
                )
            answers[key.strip()] = values
        return answers

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool((initial or {}) != self.clean(data))
        except ValidationError:
            return True
