"""Citations are picked: a license, words searched for or selected in its text, and their line."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from guidance.admin.annotating.texts import bare_text
from guidance.admin.annotating.words import Words, words_in
from guidance.admin.fields.columns import is_number
from guidance.models import License


class CitingPages:
    """The page on which a citation is picked, to be mixed into the admin of licenses."""

    admin_site: Any
    opts: Any
    get_queryset: Callable[[HttpRequest], Any]
    has_view_or_change_permission: Callable[..., bool]

    def cite_view(self, request: HttpRequest) -> HttpResponse:
        """Show a license's text to pick words from; to a script the inside of the page alone."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        licenses = License.objects.only("title", "slug")
        given = request.GET.get("license", "")
        wanted = self.get_queryset(request).select_related("text")
        license = wanted.filter(pk=int(given)).first() if is_number(given) else None
        words = words_in(license, request.GET) if license else Words()
        context = {
            "licenses": licenses,
            "license": license,
            "words": words,
            "lines": words.as_data(license) if license and words.chosen else None,
            "clauses": bare_text(license) if license else (),
        }
        if request.headers.get("HX-Request") == "true":
            response = render(request, "admin/guidance/_cite.html", context)
            response["X-Panel"] = "yes"
            return response
        site = self.admin_site.each_context(request)
        page = {**site, "title": _("Pick the words to cite"), "opts": self.opts, **context}
        return TemplateResponse(request, "admin/guidance/cite.html", page)
