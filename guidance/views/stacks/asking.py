"""A stack asked for, row by row, and what it owes at an address of its own."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from guidance.core.stacks.components import Component, Use
from guidance.services.naming.offering import Offer, offered
from guidance.services.results.repairs import is_tracking
from guidance.services.stacks.addresses import Stack, address_of, read_link, read_pairs
from guidance.services.stacks.words import USES
from guidance.views.frame.caching import conditional
from guidance.views.frame.methods import for_reading, is_from_here
from guidance.views.stacks.finding import (
    answer_today,
    answered,
    asked_in,
    forms_of,
    quiet,
    show,
)
from guidance.views.stacks.forms import (
    MAX_ROWS,
    StackForm,
    blank,
    checked,
    posted,
    with_more,
    without,
)
from guidance.views.stacks.wanted import Wanted, wanted_in
from portal.limits.rules import limited
from portal.stored.marking import may_be_stored

_MOST_NAMED = 20


@csrf_exempt  # a token would set a cookie; it writes nothing, and other sites are refused
@require_http_methods(["GET", "HEAD", "POST"])
@limited("results", is_patient=True)
def stack(request: HttpRequest) -> HttpResponse:
    """Ask for the parts of a product; what is asked leads to an address of its own."""
    if request.method != "POST":
        return _form_page(request)
    if not is_from_here(request):
        raise PermissionDenied
    if "asked" in request.POST:
        return _of_a_list(request)
    form = posted(request.POST, wanted_in(request.POST))
    removed = next((key for key in request.POST if key.startswith("remove-")), "")
    if removed.removeprefix("remove-").isdigit() and len(removed) < 12:
        return _shown(request, without(form, int(removed.removeprefix("remove-"))))
    if "more" in request.POST:
        return _shown(request, with_more(form))
    form = checked(form)
    if form.has_errors:
        return _shown(request, form)
    return answer_today(request, form.stack)


def _of_a_list(request: HttpRequest) -> HttpResponse:
    """Answer for what a file listed: all that is handed on is used as its reader says."""
    listed, unread = asked_in(request)
    if unread or not listed.components:
        raise Http404
    given = request.POST
    use = Use(given["use"]) if given.get("use") in set(Use) else Use.SHIPPED_BINARY
    is_linked = "linked" in given
    components = tuple(
        one
        if one.use is Use.BUILDING
        else replace(one, use=use, is_linked=one.is_linked and is_linked)
        for one in listed.components
    )
    wanted = wanted_in(given)
    if wanted.error:
        return _asked_again(request, use, wanted, is_linked=is_linked)
    return answer_today(request, Stack(components, wanted.whole))


def _asked_again(
    request: HttpRequest, use: Use, wanted: Wanted, *, is_linked: bool
) -> HttpResponse:
    """Ask once more what is wanted for what a file listed."""
    asked = request.POST["asked"]
    context = {
        "listing": {"asked": asked, "use": use, "is_linked": is_linked, "wanted": wanted},
        "uses": USES,
        "offer": offered(also={wanted.whole}, found=wanted.found or None),
    }
    return quiet(render(request, "guidance/stack_listed.html", context))


def _form_page(request: HttpRequest) -> HttpResponse:
    asked = _asked(request.GET)
    named = {one.license for one in asked.components if not one.name}
    offer = offered(also={*named, asked.whole})

    def page() -> HttpResponse:
        return _render(request, blank(_with_identifiers(asked, offer)), offer)

    return conditional(request, [offer, asked], page)


def _asked(query: QueryDict) -> Stack:
    """Return the stack that the form begins with; ``license`` names parts yet without a name."""
    named = ",".join(query.getlist("license"))[:2_000].split(",")
    parts = tuple(
        Component(name="", version="", license=slug, use=Use.SHIPPED_BINARY)
        for slug in dict.fromkeys(named[:_MOST_NAMED])
        if slug.isprintable() and slug
    )
    asked, _unread = read_pairs(
        (key, value) for key in ("w", "c") for value in query.getlist(key)[:MAX_ROWS]
    )
    return Stack((*asked.components, *parts), asked.whole)


def _with_identifiers(asked: Stack, offer: Offer) -> Stack:
    """Return the stack with licenses that were named by their slugs named as people write them."""
    licenses = {one.slug: one for one in offer.listed}
    components = []
    for one in asked.components:
        license = licenses.get(one.license)
        if license and not one.name:
            one = replace(one, name=license.short_title, license=license.written)
        components.append(one)
    return Stack(tuple(components), asked.whole)


@for_reading
@limited("results", is_patient=True)
def stack_result(request: HttpRequest) -> HttpResponse:
    """Show what a stack owes by the editions that its address names."""
    if all(map(is_tracking, request.GET)):
        return redirect("guidance:stack")
    link = read_link(request.GET)
    answer = answered(link.stack) if link.is_whole else None
    if answer is None:
        return _damaged(request, link.stack, link.unread)
    canonical = address_of(link.stack)
    if request.get_full_path() != canonical:
        return quiet(redirect(canonical))
    may_be_stored(request, is_endless=True)
    return show(request, answer, forms_of(request, link.stack))


def _damaged(request: HttpRequest, found: Stack, unread: tuple[str, ...]) -> HttpResponse:
    """Say what of a link could be read, in the form; never a result."""
    return _shown(request, blank(found), is_damaged=True, unread=unread)


def _shown(
    request: HttpRequest,
    form: StackForm,
    *,
    is_damaged: bool = False,
    unread: tuple[str, ...] = (),
) -> HttpResponse:
    offer = offered(also={form.wanted.whole}, found=form.wanted.found or None)
    return quiet(_render(request, form, offer, is_damaged=is_damaged, unread=unread))


def _render(
    request: HttpRequest,
    form: StackForm,
    offer: Offer,
    *,
    is_damaged: bool = False,
    unread: tuple[str, ...] = (),
) -> HttpResponse:
    context = {
        "form": form,
        "offer": offer,
        "is_damaged": is_damaged,
        "unread": unread,
        "most": MAX_ROWS,
    }
    return render(request, "guidance/stack.html", context)
