"""The admin's site: who may enter, what the first page says needs doing, pages of our own."""

from functools import partial, update_wrapper
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, path, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.addresses.lookups import Suggestions, guarded
from guidance.admin.addresses.menus import shelved
from guidance.admin.addresses.places import page_url
from guidance.admin.asking.rights import may_see
from guidance.admin.frame import entering
from guidance.admin.frame.editing import edit_view
from guidance.admin.frame.people import LoginForm, has_second_factor, may_enter, second_factor
from guidance.admin.saving.kept_words import KEPT, opened_by, posted, unseal
from guidance.models import Publication, ReviewRequest
from guidance.services.drafts.authorship import drafts_written_by
from guidance.services.drafts.edited import standing_of
from guidance.services.drafts.holding import KINDS, Gone
from guidance.services.publishing.corrections import drafts_with_corrections
from guidance.services.publishing.reviews import may_answer, may_withdraw
from guidance.services.publishing.uncompared import uncompared
from guidance.services.publishing.withdrawals import orphans


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
                return self._kept(request) or inner(request, *args, **kwargs)
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
        from guidance.admin.frame import imports, presence, shipped

        view = self.admin_view
        return [
            *addresses.pages(self),
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
            "may_see_asking": may_see(request.user),
            **(extra_context or {}),
        }
        return super().index(request, context)


def tasks(user: Any) -> list[dict[str, Any]]:
    """Return what needs doing, with counts and addresses (21 queries, 3 more with reviews)."""
    found = [*_review_tasks(user), *_correction_tasks()]
    for model in KINDS:
        standing: Any = standing_of(model)
        changed, unpublished = standing.edited, standing.unpublished
        words = model._meta.verbose_name_plural
        url = reverse(f"admin:guidance_{model._meta.model_name}_changelist")
        if changed:
            found.append({
                "words": _("%(words)s edited since they were published") % {"words": words},
                "rows": _linked(model, changed), "count": len(changed), "url": url,
            })  # fmt: skip
        if unpublished:
            found.append({
                "words": _("%(words)s never published") % {"words": words},
                "rows": _linked(model, unpublished), "count": len(unpublished), "url": url,
            })  # fmt: skip
    waiting = Publication.objects.live().filter(current__review__isnull=True).count()
    if waiting:
        found.append({
            "words": _("editions not yet confirmed by a reviewer"), "rows": [], "count": waiting,
            "url": _reversed("admin:guidance_edition_changelist") + "?reviewed=waiting",
        })  # fmt: skip
    return found + _sentence_tasks() + _public_tasks(user)


def _sentence_tasks() -> list[dict[str, Any]]:
    """Return the drafts with quotes that nobody has compared yet, most of them first."""
    counts = uncompared()
    if not counts:
        return []
    shown = sorted(counts.items(), key=lambda one: (-one[1], str(one[0])))[:_SHOWN]
    return [
        {
            "words": _("quotes not yet compared with their sentences"),
            "rows": [(str(row), page_url(row, "sentences")) for row, _count in shown],
            "count": sum(counts.values()),
            "url": "",
        }
    ]


def _public_tasks(user: Any) -> list[dict[str, Any]]:
    """Return what is public and should not stay so as it is, for publishers (two queries).

    That is what was recalled and not corrected yet, and what has no draft any more.
    """
    if not user.has_perms(("guidance.view_publication", "guidance.publish_guidance")):
        return []
    recalled = Publication.objects.live().with_cards().filter(current__recall__isnull=False)
    page, url = "admin:guidance_publication_change", "admin:guidance_publication_changelist"
    found = []
    for words, publications, query in (
        (_("recalled, and neither corrected nor withdrawn"), recalled, "?recalled=yes"),
        (_("public without a draft"), orphans(), "?draft=none"),
    ):
        rows = list(publications)
        shown = [
            (one.current.title, reverse(page, args=[one.pk]))
            for one in rows[:_SHOWN]
            if one.current
        ]
        if rows:
            task = {"words": words, "rows": shown, "count": len(rows), "url": reverse(url) + query}
            found.append(task)
    return found


def _review_tasks(user: Any) -> list[dict[str, Any]]:
    """Return the drafts that wait for this user's review, and those answered for them."""
    waiting, answered, written = [], [], drafts_written_by(user)
    for request in ReviewRequest.objects.standing():
        if request.is_open and may_answer(request, user, written=written):
            waiting.append(request)
        elif not request.is_open and may_withdraw(request, user):
            answered.append(request)
    found = []
    for words, requests in (
        (_("drafts waiting for your review"), waiting),
        (_("drafts whose review was answered"), answered),
    ):
        rows = _drafts_of(requests)
        if rows:
            shown = [(str(row), page_url(row, "review")) for row in rows[:_SHOWN]]
            found.append({"words": words, "rows": shown, "count": len(rows), "url": ""})
    return found


def _correction_tasks() -> list[dict[str, Any]]:
    """Return the drafts beside which something else ships since the team made them its own."""
    rows = drafts_with_corrections()
    if not rows:
        return []
    shown = [(str(row), page_url(row, "shipped")) for row in rows[:_SHOWN]]
    url = reverse("admin:guidance_shipped")
    words = _("shipped guidance changed")
    return [{"words": words, "rows": shown, "count": len(rows), "url": url}]


def _drafts_of(requests: list[ReviewRequest]) -> list[Any]:
    """Return the drafts that requests are about, those that are still there."""
    rows: list[Any] = []
    for model, kind in KINDS.items():
        keys = [request.draft for request in requests if request.kind == kind]
        if keys:
            rows += model._default_manager.filter(pk__in=keys)
    return rows


_SHOWN = 5


def _linked(model: Any, rows: Any) -> list[tuple[str, str]]:
    name = f"admin:guidance_{model._meta.model_name}_change"
    return [(str(row), reverse(name, args=[row.pk])) for row in rows[:_SHOWN]]


def _reversed(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _may_add_any(request: HttpRequest) -> bool:
    user: Any = request.user
    return any(user.has_perm(f"guidance.add_{name}") for name in ("license", "faqentry", "tree"))
