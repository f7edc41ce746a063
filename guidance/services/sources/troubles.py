"""Why a source could not be read, in words, and what to do about it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guidance.models import Source

GONE = "gone"
OFTEN = 3
"""So many looks in a row have to fail until the team is told: servers have bad nights."""
LASTING = frozenset({
    GONE, "not-https", "address", "port", "not-public", "huge", "packed", "not-text", "charset",
    "long", "redirects", "empty", "no-address",
})  # fmt: skip
"""What another look will hardly change: told at once."""

_WORDS: dict[str, str | Promise] = {
    GONE: _("Nothing is there any more (the server says so)."),
    "not-https": _("An address that begins with http:// is not looked at. Give one with https."),
    "address": _("The address, or one that it leads to, is none that can be looked at."),
    "port": _("The address names a port, which is not looked at."),
    "not-public": _("The name leads to an address that is not of the public network."),
    "redirects": _("The address leads on and on to others, or to itself."),
    "huge": _("What is there is larger than 2 MB."),
    "long": _("What is there has more than 500,000 characters."),
    "packed": _("The server sends it packed, though it was asked not to."),
    "not-text": _("What is there is no web page and no plain text."),
    "charset": _("The page is not in the encoding that it names, or in none that is known."),
    "empty": _("There are no words on the page. Perhaps a script writes them."),
    "no-address": _("No address is known. Give one."),
    "no-such-host": _("The name of the server is not known."),
    "no-answer": _("The server does not answer."),
    "slow": _("The server took longer than 20 seconds."),
    "certificate": _("The server’s certificate is not valid for its name."),
    "no-tls": _("A secure connection could not be made."),
    "no-http": _("The answer was broken off, or is none."),
    "status": _("The server answered that it cannot give the page."),
}


def words_of(source: Source) -> str:
    """Say why a source could not be read when it was looked at last; "" where it could."""
    if not source.trouble:
        return ""
    said = str(_WORDS.get(source.trouble, source.trouble))
    return f"{said} ({source.trouble_detail})" if source.trouble_detail else said


def is_to_be_told(source: Source) -> bool:
    """Tell whether somebody has to do something about a source that could not be read."""
    return source.trouble in LASTING or source.failures >= OFTEN
