"""Refuse passwords that are long and yet say nothing: repetitions of a name or of a short piece.

Django compares a password with what is known of a person as a whole, so that
"root-root-root" is unlike "root".
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LEAST_PIECE = 12
"""Characters: a piece that is repeated is as good as the piece alone, so it needs that many."""

LEAST_OTHERS = 6
"""Different characters that must stand beside what is known of the person."""

_LEAST_NAME = 3
_ATTRIBUTES = ("username", "first_name", "last_name", "email")
_PARTS = re.compile(r"[\W_]+")


class RepetitionValidator:
    """Refuse what repeats one short piece, or the person's own names with little beside them."""

    def validate(self, password: str, user: Any = None) -> None:
        folded = _folded(password)
        if names := [name for name in _names(user) if name in folded]:
            others = folded
            for name in sorted(names, key=len, reverse=True):
                others = others.replace(name, "")
            if len(set(others)) < LEAST_OTHERS:
                raise ValidationError(
                    _("The password says little more than the person's own name or address."),
                    code="password_repeats_name",
                )
        if _is_repeated(folded) or _is_repeated(_PARTS.sub("", folded)):
            raise ValidationError(
                _("The password only repeats one short piece."), code="password_repeats_piece"
            )

    def get_help_text(self) -> str:
        return _("Your password can’t be your name, or one short piece, written several times.")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _names(user: Any) -> Iterator[str]:
    """Yield what is known of a person, whole and in parts, forwards and backwards."""
    for attribute in _ATTRIBUTES:
        value = _folded(str(getattr(user, attribute, "") or ""))
        for name in {value, _PARTS.sub("", value), *_PARTS.split(value)}:
            if len(name) >= _LEAST_NAME:
                yield from (name, name[::-1])


def _is_repeated(text: str) -> bool:
    """Tell whether text is a piece of fewer than LEAST_PIECE characters, again and again.

    The last time may be cut short, as in "abcabcab".
    """
    return any(
        text == (text[:length] * (len(text) // length + 1))[: len(text)]
        for length in range(1, min(LEAST_PIECE, len(text) // 2 + 1))
    )
