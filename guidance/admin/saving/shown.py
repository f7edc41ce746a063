"""What a person was shown of a row: carried by the form, and compared when they save.

A form of a row that exists says of each field what stood there when it was opened, as a
short stamp. When it comes back, with the document held, each field is one of three: not
touched by this person, and then it keeps what stands there now, whoever wrote it; touched
by this person alone, and then it is written; touched by both, and then the whole form is
refused, with what the other wrote beside each such field. Saving again, having seen it,
writes.
"""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guidance.admin.fields.noun_forms import NounForm
from guidance.admin.saving.met_words import REFERENCES, met, words_of
from guidance.admin.saving.takes import BOTH, THEIRS, can_be_joined, offered, take_name
from guidance.core.texts.joined import joined

FIXED = "="
"""Parts the name of a field that cannot be changed from what stands in it."""
GONE = "gone"
"""Stands in place of the stamps once somebody was told that the row was deleted."""


class ShownForm(NounForm):
    """A form that never overwrites what its person has not seen."""

    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    is_gone = False
    """Whether the row of a part was deleted since the form was opened."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.overtaken: list[str] = []
        """Fields that another person has written since, and this one too."""
        self.theirs: list[str] = []
        """Fields that another person has written since."""
        self._joined: list[str] = []
        """Fields in which both are put together, to be read before they are saved."""
        self._mine: list[str] | None = None
        self.is_row = self.instance.pk is not None
        """Whether the form is of a row that exists; a new one has a number too once saved."""
        if self.is_row and not self.is_bound:
            self.initial["shown"] = stamps_of(self)

    @property
    def guarded(self) -> list[str]:
        """Return the names of the fields that are compared."""
        columns = {field.name for field in (*self._meta.model._meta.get_fields(),)}
        own = self.instance._meta.pk.name
        return [
            name
            for name, field in self.fields.items()
            if name in columns and name != own and not field.disabled
            and not isinstance(field, forms.models.InlineForeignKeyField)
        ]  # fmt: skip

    @property
    def changed_data(self) -> list[str]:
        """Return the fields that this person has changed, against what they were shown."""
        if not self.is_bound or not (self.is_row or self.is_gone) or self.is_anew:
            return super().changed_data
        return self._compared()

    @property
    def is_anew(self) -> bool:
        """Tell whether a part that was deleted is to be added again, by who was told of it."""
        return self.is_gone and self._posted_shown() == GONE

    def who(self) -> str:
        """Name whoever saved the row last; forms that know their history say it."""
        return _("Somebody else")

    def full_clean(self) -> None:
        if self.is_bound and self.is_gone:
            self.data = with_fixed(self.data, self.add_prefix("shown"))
        if self.is_bound and self.is_gone and not self.is_anew:
            self.empty_permitted, self.use_required_attribute = not self.changed_data, False
        elif self.is_bound and self.is_row:
            self._take()
            self._compared()
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_gone and not self.is_anew and self.changed_data:
            self._put("shown", GONE)
            raise ValidationError(
                _(
                    "%(who)s deleted this while you were editing it. Nothing is lost: your text "
                    "is still here. Save again to add it anew, or tick Delete to let it go."
                )
                % {"who": self.who()},
                code="overtaken",
            )
        if self.is_bound and self.is_row:
            for name in self.overtaken:
                self.add_error(name, self._met(name))
            for name in self._joined:
                words = _("Both are put together here. Read it, put it right, then save again.")
                self.add_error(name, ValidationError(words, code="overtaken"))
            self._keep_untouched(cleaned)
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """Leave out of a row's own checks what is not written: all of it, where nothing is.

        A license has a hundred sections of which one is new. The database is asked three times
        about each that is checked, and all that while nobody else can save.
        """
        if self.is_row and not self.is_gone and not self.changed_data:
            return {field.name for field in self.instance._meta.get_fields()}
        left_out: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # not in stubs
        return left_out

    def _keep_untouched(self, cleaned: dict[str, Any]) -> None:
        """Leave to the letter what this person has not touched: a blank at its end too."""
        for name in self.guarded:
            column = self.instance._meta.get_field(name)
            if name in cleaned and name not in self._compared() and not column.is_relation:
                cleaned[name] = column.value_from_object(self.instance)

    def _compared(self) -> list[str]:
        """Return what this person has changed; note what others have, and show it (once)."""
        if self._mine is not None:
            return self._mine
        shown = dict(pair.partition(":")[::2] for pair in self._posted_shown().split())
        self._mine = []
        for name in self.guarded:
            field = self.fields[name]
            posted = stamp(field, self._posted(name))
            now = stamp(field, self._current(name)) if self.is_row else ""
            # Who typed what another has saved meanwhile, changes nothing.
            is_mine = posted not in (now, shown.get(name, now))
            if is_mine:
                self._mine.append(name)
            if not self.is_row or now == shown.get(name, "" if shown else now):
                continue
            self.theirs.append(name)
            if not is_mine:
                self._put(name, self._current(name))
            elif posted != now:
                self.overtaken.append(name)
        if not shown and not self.is_gone:
            # Nobody was shown anything, so whatever differs was not seen.
            self.theirs = self.overtaken = list(self._mine)
        if self.theirs:
            self._put("shown", stamps_of(self))
        return self._mine

    def _take(self) -> None:
        """Let stand in a field what its person chose where two had written it: see ``takes``."""
        for name in self.guarded:
            chosen = self.data.get(take_name(self.add_prefix(name)), "")
            if chosen not in (THEIRS, BOTH):
                continue
            theirs, mine = self._current(name), self._posted(name)
            if chosen == THEIRS:
                self._put(name, theirs)
            elif can_be_joined(self.fields[name]):
                self._put(
                    name, joined(*(words_of(self.fields[name], one) for one in (theirs, mine)))
                )
                self._joined.append(name)

    def _posted_shown(self) -> str:
        return str(self.data.get(self.add_prefix("shown"), ""))

    def _posted(self, name: str) -> Any:
        widget = self.fields[name].widget
        return widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    def _current(self, name: str) -> Any:
        field = self.fields[name]
        return field.prepare_value(self.get_initial_for_field(field, name))

    def _put(self, name: str, value: Any) -> None:
        """Let the form show another value of a field than the one that came with it."""
        given: Any = self.data
        self.data = posted = given.copy()
        key, outer = self.add_prefix(name), self.fields[name].widget
        widget: Any = getattr(outer, "widget", outer)  # the admin wraps those that choose rows
        if isinstance(widget, forms.CheckboxInput):
            posted.pop(key, None)
            if value:
                posted[key] = "on"
            return
        shown = widget.format_value(value)
        if isinstance(shown, list | tuple):
            posted.setlist(key, [str(one) for one in shown])
        else:
            posted[key] = "" if shown is None else str(shown)

    def _met(self, name: str) -> SafeString:
        """Say what stands in a field now, and how it differs from what was written here."""
        theirs, mine = self._current(name), self._posted(name)
        told = met(self.fields[name], theirs, mine, who=self.who())
        return told + offered(self.add_prefix(name), self.fields[name], who=self.who())


def stamps_of(form: ShownForm) -> str:
    """Return ``name:stamp`` of each field as it stands in the row, parted by blanks.

    What cannot be changed comes as it is, ``key=notice-file``: a browser sends no field that is
    disabled, and where somebody deletes the row meanwhile, it is added anew under the same key.
    """
    stamps = [f"{name}:{stamp(form.fields[name], form._current(name))}" for name in form.guarded]
    fixed = [name for name in form.fixed if name in form.fields and form.fields[name].disabled]
    return " ".join([*stamps, *(f"{name}{FIXED}{form._current(name)}" for name in fixed)])


def with_fixed(posted: Any, shown: str) -> Any:
    """Return a posted form with what could not be changed in it, as its field ``shown`` says."""
    posted = posted.copy()
    for pair in str(posted.get(shown, "")).split():
        name, is_fixed, value = pair.partition(FIXED)
        if is_fixed and ":" not in name:
            posted.setdefault(f"{shown.removesuffix('shown')}{name}", value)
    return posted


def stamp(field: forms.Field, raw: Any) -> str:
    """Return a short digest of a field's value, the same for a row and for a form of it."""
    if isinstance(field, (*REFERENCES, forms.MultipleChoiceField)):  # boxes have no order
        many = raw if isinstance(raw, list | tuple) else [raw]
        value: Any = sorted(str(getattr(one, "pk", one) or "") for one in many)
    else:
        try:
            value = field.clean(raw)
        except ValidationError:
            value = raw
    written = json.dumps(_plain(value), sort_keys=True, default=str)
    return urlsafe_b64encode(sha256(written.encode("utf-8", "replace")).digest())[:8].decode()


def _plain(value: Any) -> Any:
    """Return a value without what a form cannot carry: other line ends, blanks around it."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return "" if value is None else value
