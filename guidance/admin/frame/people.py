"""Who enters the admin: the login with a second factor, and the page that sets it up."""

import secrets
from base64 import b32encode
from binascii import unhexlify
from typing import Any
from urllib.parse import quote

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django_otp import login as otp_login
from django_otp.forms import OTPAuthenticationFormMixin
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

BACKUP_CODES = 10
_STEPS = 1
"""A clock may be so many steps of 30 seconds off."""
_SALT = "guidance.admin.second-factor"
_AN_HOUR = 3600


def has_second_factor(user: Any) -> bool:
    """Tell whether a person has confirmed an authenticator (one query, then remembered)."""
    if not hasattr(user, "_has_second_factor"):
        user._has_second_factor = TOTPDevice.objects.filter(user=user, confirmed=True).exists()
    return bool(user._has_second_factor)


def may_enter(user: Any) -> bool:
    """Tell whether the second factor, where one is needed, was given."""
    if user.is_verified():
        return True
    return not settings.OTP_REQUIRED and not has_second_factor(user)


class LoginForm(
    AdminAuthenticationForm,
    OTPAuthenticationFormMixin,  # type: ignore[misc]  # django_otp has no types
):
    """Ask for name and password, and for a code where the person has set one up.

    Six digits are a code of the authenticator, anything else is a backup code.
    """

    otp_token = forms.CharField(
        label=gettext_lazy("Code"),
        required=False,
        max_length=32,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
        help_text=gettext_lazy("From your authenticator app, or a backup code."),
    )
    otp_error_messages = {
        **OTPAuthenticationFormMixin.otp_error_messages,
        "token_required": gettext_lazy("Enter the code of your authenticator app too."),
        "device_required": gettext_lazy("This code does not fit. Enter the newest one."),
        "invalid_token": gettext_lazy("This code does not fit. Enter the newest one."),
    }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        user = self.get_user()
        if user is not None and has_second_factor(user):
            self.cleaned_data = cleaned
            self.clean_otp(user)
        return cleaned

    def _chosen_device(self, user: Any) -> Any:
        code = "".join(str(self.cleaned_data.get("otp_token", "")).split())
        self.cleaned_data["otp_token"] = code
        kind = TOTPDevice if len(code) == 6 and code.isdigit() else StaticDevice
        return kind.objects.select_for_update().filter(user=user, confirmed=True).first()


class CodeForm(forms.Form):
    """Confirm an authenticator by a code of it; the key travels signed."""

    key = forms.CharField(widget=forms.HiddenInput)
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        help_text=gettext_lazy("The six digits that the app shows now."),
    )

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            key = signing.loads(cleaned.get("key", ""), salt=_salt(self.user), max_age=_AN_HOUR)
        except signing.BadSignature as error:
            raise ValidationError(_("This page is too old. Open it again.")) from error
        code = "".join(cleaned.get("code", "").split())
        totp = TOTP(unhexlify(key))
        is_right = code.isascii() and code.isdigit() and len(code) == 6
        if not is_right or not totp.verify(int(code), tolerance=_STEPS):
            self.add_error("code", _("This code does not fit. Wait for the next one."))
        cleaned["raw_key"] = key
        cleaned["step"] = totp.t()
        return cleaned


def _salt(user: Any) -> str:
    return f"{_SALT}:{user.pk}"


@never_cache
def second_factor(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Set up an authenticator, or show that there is one; for any member of staff."""
    user: Any = request.user
    if not (user.is_active and user.is_staff) or (
        has_second_factor(user) and not user.is_verified()
    ):
        return site.login(request)
    if has_second_factor(user):
        return _existing(request, site)
    form = CodeForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = _enroll(request, form.cleaned_data)
        return _page(request, site, {"codes": codes, "has_factor": True})
    key = secrets.token_hex(20)
    if request.method == "POST":
        try:
            key = signing.loads(request.POST.get("key", ""), salt=_salt(user), max_age=_AN_HOUR)
        except signing.BadSignature:
            form = CodeForm(user)
    if not form.is_bound or not request.POST:
        form = CodeForm(user, initial={"key": signing.dumps(key, salt=_salt(user))})
    secret = b32encode(unhexlify(key)).decode()
    name = quote(f"{settings.SITE_NAME}:{user.get_username()}")
    address = f"otpauth://totp/{name}?secret={secret}&issuer={quote(settings.SITE_NAME)}"
    import segno  # 2 MB that few processes need

    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#fff")
    return _page(request, site, {"form": form, "secret": secret, "picture": picture})


def _existing(request: HttpRequest, site: Any) -> HttpResponse:
    user: Any = request.user
    if request.method != "POST":
        return _page(request, site, {"has_factor": True, "may_remove": not settings.OTP_REQUIRED})
    if "remove" in request.POST and not settings.OTP_REQUIRED:
        TOTPDevice.objects.filter(user=user).delete()
        StaticDevice.objects.filter(user=user).delete()
        messages.success(request, _("The second factor is turned off."))
        return redirect("admin:index")
    if "codes" in request.POST:
        return _page(request, site, {"codes": _new_codes(user), "has_factor": True})
    return redirect(request.path)


@transaction.atomic
def _enroll(request: HttpRequest, cleaned: dict[str, Any]) -> list[str]:
    user: Any = request.user
    TOTPDevice.objects.filter(user=user).delete()
    # The step of the code just used is kept, so that it cannot be used again.
    device = TOTPDevice.objects.create(
        user=user, name=_("Authenticator"), key=cleaned["raw_key"], last_t=cleaned["step"]
    )
    codes = _new_codes(user)
    otp_login(request, device)
    user._has_second_factor = True
    return codes


@transaction.atomic
def _new_codes(user: Any) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name=_("Backup codes"))
    codes = [StaticToken.random_token() for _number in range(BACKUP_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def _page(request: HttpRequest, site: Any, context: dict[str, Any]) -> HttpResponse:
    shared = site.each_context(request)
    if settings.OTP_REQUIRED and not site.has_permission(request):
        shared |= {"available_apps": [], "is_nav_sidebar_enabled": False}
    title = {"title": _("Second factor")}
    return TemplateResponse(request, "admin/second_factor.html", {**shared, **title, **context})
