"""What the draft's models share: key validators, the revision that guards against
silent overwriting, citations as data, and positions."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from pydantic import TypeAdapter
from pydantic import ValidationError as Invalid

from guidance.core.documents.fields import (
    FILE_PATTERN,
    KEY_PATTERN,
    SLUG_PATTERN,
    TERM_REF_PATTERN,
    Dismissal,
    FilledLine,
    storable,
)
from guidance.core.documents.licenses import Citation, LocalCitation, TermUse
from guidance.core.documents.trees import Condition

KEY_HELP = _("Lower-case letters, digits, dots and hyphens. Never change it after publishing.")

validate_key = RegexValidator(
    rf"\A{KEY_PATTERN}\Z",
    _("Use lower-case letters, digits, dots and hyphens only, such as notice-file."),
)
validate_slug = RegexValidator(
    rf"\A{SLUG_PATTERN}\Z",
    _("Use lower-case letters, digits and hyphens only, such as llama-2."),
)
validate_term_ref = RegexValidator(
    rf"\A{TERM_REF_PATTERN}\Z",
    _("Write license/term, such as llama-2/keep-notice."),
)

validate_file = RegexValidator(
    rf"\A{FILE_PATTERN}\Z",
    _("Use a file's name with its folders, such as licenses/MIT.txt, without blanks."),
)


def validate_storable(text: str) -> None:
    """Refuse characters that one of the databases cannot store."""
    try:
        storable(text)
    except ValueError as error:
        raise ValidationError(_("This text %(problem)s."), params={"problem": error}) from error


class SortedJSONField(models.JSONField):
    """JSON whose objects come back in the order of their keys, whatever order was kept.

    PostgreSQL keeps keys by their length, SQLite as they were written; what is shown from
    both must be the same. It is stored as any JSON, so migrations know the common field.
    """

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return _sorted(super().from_db_value(value, expression, connection))

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.JSONField", args, options


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(item) for item in value] if isinstance(value, list) else value


class _ValidatedJSON(models.JSONField):
    """JSON that must parse as ``adapter`` says; problems are named one by one."""

    adapter: TypeAdapter[Any]

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        try:
            self.adapter.validate_python(value)
        except Invalid as error:
            raise ValidationError([detail["msg"] for detail in error.errors()]) from error


class CitationsField(_ValidatedJSON):
    """Citations with their license: a list of {license, section, quote}."""

    adapter = TypeAdapter(tuple[Citation, ...])


class LocalCitationsField(_ValidatedJSON):
    """Citations in the row's own license: a list of {section, quote}."""

    adapter = TypeAdapter(tuple[LocalCitation, ...])


class ConditionField(_ValidatedJSON):
    """The condition of a route, as data."""

    adapter = TypeAdapter(Condition)


class KeysField(models.JSONField):
    """An ordered list of keys, such as the terms that an option adds."""


class NamesField(_ValidatedJSON):
    """A list of names, a line each."""

    adapter = TypeAdapter(tuple[FilledLine, ...])


class UsesField(_ValidatedJSON):
    """The kinds of use that trigger a term, a list of their names."""

    adapter = TypeAdapter(tuple[TermUse, ...])


class DismissalsField(_ValidatedJSON):
    """Warnings that the team leaves standing, a line each, with the reason."""

    adapter = TypeAdapter(tuple[Dismissal, ...])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        given: dict[str, Any] = {
            "verbose_name": _("warnings that stay"),
            "default": list,
            "blank": True,
            "help_text": _(
                "One a line, with why it stays: clause-uncited at term:modify: The heading is "
                "enough. The page of checks says how each warning is named. Readers see none."
            ),
        }
        super().__init__(*args, **(given | kwargs))


class Revised(models.Model):
    """A row that two people may edit: ``revision`` counts its saves.

    An editor's form carries the revision it was opened with, and is refused
    when the row has moved on since (see ``admin.revisions``).
    """

    revision = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(_("last saved"), auto_now=True)

    class Meta:
        abstract = True


class Owned(models.Model):
    """A draft that somebody looks after. It stands beside the document, and makes no edition."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner"),
        help_text=_("Who looks after it, and is told of what needs doing. Readers see no name."),
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("deputy"),
        help_text=_("Who does it when the owner is away."),
    )

    class Meta:
        abstract = True


class Positioned(models.Model):
    """A child row with a place among its siblings, counted from 0."""

    position = models.PositiveIntegerField(
        _("position"),
        default=0,
        help_text=_("Shown in the order of this number, the smallest first."),
    )

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
