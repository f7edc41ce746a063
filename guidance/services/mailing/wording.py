"""The words of a mail: one line for its subject, and a few lines of plain text.

What people typed cannot make a header or pass for a line of ours: it stands on one line, or
behind ``>``.
"""

import unicodedata
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from guidance.models.duties.mails import LONGEST_SUBJECT
from guidance.services.drafts.holding import Draft

LONGEST_TITLE = 120
LONGEST_NOTE = 2_000


def one_line(words: object, most: int = 300) -> str:
    """Return words on one line, without control signs, and short.

    >>> one_line("May I\\r\\nBcc: all@example.org")
    'May I Bcc: all@example.org'
    """
    return str(Truncator(" ".join(_plain(str(words)).split())).chars(most))


def _plain(words: str) -> str:
    """Return words without signs that are not seen, or turn the direction of others."""
    return "".join(
        " " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign
        for sign in words
        if unicodedata.category(sign) not in ("Cf", "Cs")
    )


def title_of(row: Draft) -> str:
    return one_line(row, LONGEST_TITLE)


def subject_of(words: object) -> str:
    return one_line(f"[{settings.SITE_NAME}] {words}", LONGEST_SUBJECT)


def quoted(words: str) -> str:
    """Return what somebody wrote, each line behind ``>``; nothing where they wrote nothing."""
    lines = str(Truncator(words.strip()).chars(LONGEST_NOTE)).splitlines()
    return "\n".join(f"> {_plain(line).rstrip()}".rstrip() for line in lines)


def page_of(row: Draft, name: str) -> str:
    """Return where in the admin a page of a draft is: review, change, editions …"""
    return reverse(f"admin:guidance_{row._meta.model_name}_{name}", args=[row.pk])


def body_of(*parts: str, page: str) -> str:
    """Return the text of a mail: its parts, then the one address, then why it came."""
    where = f"{settings.SITE_URL}{page}" if settings.SITE_URL else _("In the portal: %s") % page
    why = _("You get this as one of the legal team. “Mail to me” in the admin changes that.")
    said = [part for part in parts if part]
    return "\n\n".join([*said, where, f"-- \n{why}"]) + "\n"


def listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
