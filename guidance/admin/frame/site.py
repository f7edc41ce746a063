"""The admin's site: who may enter, what the first page says needs doing, pages of our own."""

from functools import partial, update_wrapper
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, resolve, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.addresses.lookups import Suggestions, guarded
from guidance.admin.addresses.menus import shelved
from guidance.admin.asking.rights import may_see
from guidance.admin.folders.exports import may_export
from guidance.admin.frame import entering
from guidance.admin.frame.editing import edit_view
from guidance.admin.frame.people import LoginForm, has_second_factor, may_enter, second_factor
from guidance.admin.saving.kept_words import CITE, KEPT, opened_by, posted, unseal
from guidance.admin.worklist.tasks import tasks
from guidance.services.drafts.holding import Gone


class GuidanceAdminSite(AdminSite):
    site_title = gettext_lazy("License Guidance admin")
    site_header = gettext_lazy("License Guidance admin")
    index_title = gettext_lazy("What needs doing")
    site_url = "/"
    login_form = LoginForm
    login_template = "admin/guidance_login.html"
    index_template = "admin/guidance_index.html"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and may_enter(request.user)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        user: Any = request.user
        is_new = user.is_active and user.is_staff and not has_second_factor(user)
        if request.method == "GET" and is_new and not self.has_permission(request):
            return redirect("admin:guidance_second_factor")
        log_in = super().login
        return entering.enter(request, lambda: log_in(request, extra_context))

    def password_change(  # type: ignore[override]  # it may be refused
        self, request: HttpRequest, extra_context: Any = None
    ) -> HttpResponse:
        change = super().password_change
        return entering.try_again(request, lambda: change(request, extra_context))

    def second_factor(self, request: HttpRequest) -> HttpResponse:
        return entering.try_again(request, lambda: second_factor(request, site=self))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Take NUL out of queries, which PostgreSQL cannot take; keep words over a login.

        Who writes to a draft that was deleted at this moment is told so.
        """
        inner = super().admin_view(view, cacheable)

        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            query = request.GET.copy()
            for name, values in request.GET.lists():
                query.setlist(name, [value.replace("\0", "") for value in values])
            request.GET = query
            request.opened_by = SimpleLazyObject(lambda: opened_by(request.user))
            try:
                kept = self._kept(request) or self._picking(request)
                return kept or inner(request, *args, **kwargs)
            except Gone as gone:
                words = _("“%s” was deleted meanwhile. Nothing was written.")
                messages.error(request, words % gone)
                return redirect("admin:index")

        return update_wrapper(guarded, inner)

    def _kept(self, request: HttpRequest) -> HttpResponse | None:
        """Answer a form whose session has ended, and the login that follows; else None."""
        # Made here, for it needs the site.
        from guidance.admin.saving import showing

        if request.method != "POST":
            return None
        if self.has_permission(request):
            is_back = KEPT in request.POST
            return showing.give_back(request, unseal(request)) if is_back else None
        if (kept := unseal(request)) is not None:
            is_login = "username" in request.POST
            return (showing.log_in if is_login else showing.ask_to_log_in)(request, kept)
        typed = posted(request)
        return showing.ask_to_log_in(request, typed) if typed else None

    def _picking(self, request: Any) -> HttpResponse | None:
        """Show the page on which a citation is picked, to a form that asks for it without script.

        The form is not taken: what was typed waits in that page, which leads back to it.
        """
        asks = request.method == "POST" and CITE in request.POST
        if not asks or hasattr(request, "is_picking") or not self.has_permission(request):
            return None
        request.is_picking = True
        picker = resolve(reverse("admin:guidance_license_cite")).func
        answer: HttpResponse = picker(request)
        return answer

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Register as ever; every list takes the lookups only that it shows.

        And the pages of every admin can be shown again with what was typed.
        """
        from guidance.admin.saving.showing import ShownAgain

        made = guarded(admin_class)
        again: Any = type(made.__name__, (ShownAgain, made), {"__module__": made.__module__})
        super().register(model_or_iterable, again, **options)

    def get_urls(self) -> Any:
        # Made here, for these modules register with the site.
        from guidance.admin.asking import addresses
        from guidance.admin.folders import addresses as folders
        from guidance.admin.frame import imports, presence, shipped
        from guidance.admin.worklist import addresses as worklist

        view = self.admin_view
        return [
            *addresses.pages(self),
            *folders.pages(self),
            *worklist.pages(self),
            path(
                "guidance/second-factor/",
                self.second_factor,
                name="guidance_second_factor",
            ),
            path("guidance/open/", view(presence.open_view), name="guidance_open"),
            path(
                "guidance/import/",
                view(partial(imports.import_view, site=self)),
                name="guidance_import",
            ),
            path(
                "guidance/shipped/",
                view(partial(shipped.shipped_view, site=self)),
                name="guidance_shipped",
            ),
            path("guidance/edit/", view(edit_view), name="guidance_edit"),
            path(
                "guidance/schema/<str:kind>.json",
                view(imports.schema_view),
                name="guidance_schema",
            ),
            *super().get_urls(),
        ]

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        view: Any = Suggestions.as_view(admin_site=self)
        answer: HttpResponse = view(request)
        return answer

    def get_app_list(self, request: HttpRequest, app_label: Any = None) -> Any:
        """Return the list, made when it is first looked at: most pages do not show it."""
        made = super().get_app_list
        return SimpleLazyObject(lambda: shelved(made(request, app_label)))

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        context = {
            "tasks": tasks(request.user),
            "can_import": _may_add_any(request),
            "may_export": may_export(request.user),
            "may_see_asking": may_see(request.user),
            "may_search": may_see(request.user),
            **(extra_context or {}),
        }
        return super().index(request, context)


def _may_add_any(request: HttpRequest) -> bool:
    user: Any = request.user
    return any(user.has_perm(f"guidance.add_{name}") for name in ("license", "faqentry", "tree"))
