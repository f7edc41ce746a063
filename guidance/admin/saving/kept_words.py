"""Words that were typed into a form which could not be taken, sealed until they are shown again.

Two things are signed. Each form of the admin carries who opened it. Where a form comes back
and cannot be taken, as its session has ended, and that signature is genuine, what was typed is
sealed for the same person and travels inside the page of the login: in no cookie, no address
and no log. Neither of them ever lets anything be saved; they only decide whether words are
shown again, and to whom. Somebody who has no such form can therefore not put words of his into
a form of somebody else.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, QueryDict, RawPostDataException

OPENED_BY = "_opened_by"
KEPT = "_kept_words"
CITE = "_cite"
"""Sent by a form for which a citation is to be picked: which lines it takes, and its field."""
WAITING = "_waiting_words"
"""What was typed into that form, sealed, on the pages on which the citation is picked."""
CITED, INTO = "_cited", "_cited_into"
"""The line that was picked, and the field that it is for."""
MOST_SEALED = 4_500_000
"""Signs; the login has to be smaller than DATA_UPLOAD_MAX_MEMORY_SIZE as a whole."""

_OPENED_SALT = "guidance.admin.opened-by"
_KEPT_SALT = "guidance.admin.kept-words"
_A_DAY = 24 * 3600
_OPENED_AGE = 30 * _A_DAY
_KEPT_AGE = 7 * _A_DAY

MOST_FIELDS = 50_000
_PROSE = re.compile(r"\S\s+\S")

_OURS = frozenset({"csrfmiddlewaretoken", OPENED_BY, KEPT, CITE})
_SECRET = re.compile(r"passw|otp|secret|token", re.I)
"""Fields that are never kept, by their names."""
_NOT_TYPED = re.compile(r"|\d+|on|[0-9a-f]{64}|\S{300,}")
"""Nothing, numbers of rows, ticks, digests, and what is signed."""
_SECRET_PAGES = frozenset({
    "login", "logout", "password_change", "guidance_second_factor", "auth_user_password_change",
})  # fmt: skip
_SECRET_APPS = ("otp_", "axes_")


class ShownFields(QueryDict):
    """The fields of a form that is only shown again: a form bound to them is never valid."""


class TypedForm:
    """A form of a page of ours (to be mixed in) that can be shown again with what was typed."""

    data: Any

    def is_valid(self) -> bool:
        is_right = super().is_valid()  # type: ignore[misc]
        return bool(is_right) and not isinstance(self.data, ShownFields)


def never_valid(form: Any) -> None:
    """Let a class of forms check everything as ever, and never be valid."""
    check = form.is_valid

    def is_valid(self: Any) -> bool:
        check(self)
        return False

    form.is_valid = is_valid


@dataclass(frozen=True)
class Kept:
    """What somebody typed, and where."""

    user: str
    path: str
    fields: tuple[tuple[str, list[str]], ...]
    files: tuple[str, ...] = field(default=())
    """Names of files, whose content is lost."""

    def as_fields(self) -> ShownFields:
        fields = ShownFields(mutable=True)
        for name, values in self.fields:
            fields.setlist(name, values)
        return fields

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Return what may have been typed, for a page that can show no form: names and values."""
        values = [(name, value.strip()) for name, written in self.fields for value in written]
        return [
            (name.replace("_", " "), value)
            for name, value in values
            if not name.startswith("_") and not _NOT_TYPED.fullmatch(value)
        ]


def opened_by(user: Any) -> str:
    """Return the signed mark of who opened a form; nothing for nobody."""
    return signing.TimestampSigner(salt=_OPENED_SALT).sign(str(user.pk)) if user.pk else ""


def posted(request: HttpRequest) -> Kept | None:
    """Return what a request holds, if it came from a form that the portal gave to somebody.

    None also for another site's request, and for pages whose fields are secrets.
    """
    if not may_be_kept(request):
        return None
    try:
        signer = signing.TimestampSigner(salt=_OPENED_SALT)
        user = signer.unsign(request.POST.get(OPENED_BY, ""), max_age=_OPENED_AGE)
    except signing.BadSignature:
        return None
    return of(request, user=user)


def posted_too_much(request: HttpRequest) -> Kept | None:
    """Return what a form holds that has more fields than Django reads; None for files.

    Only prose, for nobody copies thousands of fields; the rest is as it was in the database.
    """
    try:
        fields = parse_qs(request.body.decode(), max_num_fields=MOST_FIELDS)
        signer = signing.TimestampSigner(salt=_OPENED_SALT)
        user = signer.unsign(fields.get(OPENED_BY, [""])[0], max_age=_OPENED_AGE)
    except (ValueError, RawPostDataException, signing.BadSignature):
        return None
    if not is_from_here(request) or user != str(request.user.pk):
        return None
    prose = tuple((name, values) for name, values in fields.items() if _PROSE.search(values[0]))
    return Kept(user, request.get_full_path(), prose)


def of(request: HttpRequest, *, user: Any) -> Kept:
    """Return what a request holds, as that of a user; the caller knows that it is theirs."""
    fields = tuple(
        (name, values)
        for name, values in request.POST.lists()
        if name not in _OURS and not _SECRET.search(name)
    )
    files = tuple(str(last.name)[:200] for _name, (*_, last) in request.FILES.lists())
    return Kept(str(user), request.get_full_path(), fields, files)


def seal(kept: Kept) -> str:
    """Return kept words signed, as one word; nothing where it would be too long to be sent."""
    inside = [kept.user, kept.path, kept.fields, kept.files]
    sealed = signing.dumps(inside, salt=_KEPT_SALT, compress=True)
    return sealed if len(sealed) <= MOST_SEALED else ""


def unseal(request: HttpRequest) -> Kept | None:
    """Return the kept words that a request brings for just this page, if they are genuine."""
    kept = _opened(request, KEPT)
    if kept is None or kept.path != request.get_full_path():
        return None
    if line := request.POST.get(CITED, ""):
        return _with_line(kept, request.POST.get(INTO, ""), line)
    return kept


def waiting(request: HttpRequest) -> Kept | None:
    """Return the words that wait for a citation, for whom they belong to."""
    kept = _opened(request, WAITING)
    return kept if kept is not None and kept.user == str(request.user.pk) else None


def _opened(request: HttpRequest, name: str) -> Kept | None:
    if not (sealed := request.POST.get(name, "")) or not is_from_here(request):
        return None
    try:
        user, path, fields, files = signing.loads(sealed, salt=_KEPT_SALT, max_age=_KEPT_AGE)
    except signing.BadSignature:
        return None
    return Kept(user, path, tuple((name, values) for name, values in fields), tuple(files))


def _with_line(kept: Kept, into: str, line: str) -> Kept:
    """Return kept words with one line more in a field of theirs."""
    fields = tuple(
        (name, ["\n".join(filter(None, (*map(str.rstrip, values), line)))])
        if name == into
        else (name, values)
        for name, values in kept.fields
    )
    return replace(kept, fields=fields)


def may_be_kept(request: HttpRequest) -> bool:
    """Tell whether a form may be kept at all: a form of this site, and of no secrets."""
    match = request.resolver_match
    name = (match.url_name or "") if match else ""
    if request.method != "POST" or name in _SECRET_PAGES or name.startswith(_SECRET_APPS):
        return False
    return is_from_here(request)


def is_from_here(request: HttpRequest) -> bool:
    """Tell whether a request names no other site as the one that it comes from."""
    here = f"{request.scheme}://{request.get_host()}"
    known = (None, here, *settings.CSRF_TRUSTED_ORIGINS)
    is_told = request.headers.get("Sec-Fetch-Site") in (None, "same-origin", "none")
    return is_told and request.headers.get("Origin") in known
