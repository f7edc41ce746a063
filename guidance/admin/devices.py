"""Second factors in the admin: who has one, and never the secret that it is made of.

Imported after the libraries have registered theirs, which this replaces.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django_otp.plugins.otp_totp.admin import TOTPDeviceAdmin
from django_otp.plugins.otp_totp.models import TOTPDevice

admin.site.unregister(TOTPDevice)


@admin.register(TOTPDevice)
class SecretDeviceAdmin(TOTPDeviceAdmin):
    """Hide the key from filters too: ``?key__startswith=`` tells it sign by sign."""

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        if lookup.partition("__")[0] == "key":
            return False
        return bool(super().lookup_allowed(lookup, value, request))
