"""What `check --deploy` says of mail: addresses in it need SITE_URL, and a password needs TLS."""

from typing import Any

from django.conf import settings
from django.core.checks import Warning as Warned
from django.core.checks import register

_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@register("mail", deploy=True)
def check_mail(**_given: Any) -> list[Warned]:
    """Warn where mail could not say where to look, or would send a password in clear."""
    found = []
    if settings.MAIL_IS_SENT and not settings.SITE_URL:
        words = "Mail cannot name whole addresses of pages: SITE_URL is not set."
        hint = "Set SITE_URL, such as https://guidance.example.org."
        found.append(Warned(words, hint=hint, id="portal.W001"))
    is_safe = settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL or settings.EMAIL_HOST in _HERE
    if settings.EMAIL_HOST_PASSWORD and not is_safe:
        words = "The password in EMAIL_URL is sent in clear."
        hint = "Write smtp+tls:// or smtp+ssl://."
        found.append(Warned(words, hint=hint, id="portal.W002"))
    return found
