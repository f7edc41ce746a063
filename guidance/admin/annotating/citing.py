"""Citations are picked: a license, words searched for or selected in its text, and their line."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from guidance.admin.annotating.texts import bare_text
from guidance.admin.annotating.words import Words, words_in
from guidance.admin.fields.columns import is_number
from guidance.admin.saving.kept_words import CITE, Kept, of, seal, waiting
from guidance.models import License


class CitingPages:
    """The page on which a citation is picked, to be mixed into the admin of licenses."""

    admin_site: Any
    opts: Any
    get_queryset: Callable[[HttpRequest], Any]
    has_view_or_change_permission: Callable[..., bool]

    def cite_view(self, request: HttpRequest) -> HttpResponse:
        """Show a license's text to pick words from; to a script the inside of the page alone.

        Without script it holds the form that it was opened from, sealed, and leads back to it.
        """
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        kept, into, asked = _asked(request)
        given = asked.get("license", "")
        wanted = self.get_queryset(request).select_related("text")
        license = wanted.filter(pk=int(given)).first() if is_number(given) else None
        words = words_in(license, asked) if license else Words()
        kind, _colon, field = into.partition(":")
        context = {
            "licenses": License.objects.only("title", "slug"),
            "license": license,
            "words": words,
            "lines": words.as_data(license) if license and words.chosen else None,
            "own_line": kind == "own",
            "clauses": bare_text(license) if license else (),
            "sealed": seal(kept) if kept else "",
            "back": kept.path if kept else "",
            "into": into,
            "field": field,
            "is_dialog": request.headers.get("HX-Request") == "true",
        }
        if context["is_dialog"]:
            response = render(request, "admin/guidance/_cite.html", context)
            response["X-Panel"] = "yes"
            return response
        site = self.admin_site.each_context(request)
        page = {**site, "title": _("Pick the words to cite"), "opts": self.opts, **context}
        return TemplateResponse(request, "admin/guidance/cite.html", page)


def _asked(request: HttpRequest) -> tuple[Kept | None, str, QueryDict]:
    """Return the form that waits for a citation, the field it is for, and what is asked for."""
    if request.method != "POST":
        return None, "", request.GET
    if hasattr(request, "is_picking"):
        into = request.POST.get(CITE, "")
        license = request.POST.get("license") or request.POST.get("licenses") or ""
        return of(request, user=request.user.pk), into, QueryDict(urlencode({"license": license}))
    asked = QueryDict(request.POST["at"].lstrip("?")) if "at" in request.POST else request.POST
    return waiting(request), request.POST.get("into", ""), asked
