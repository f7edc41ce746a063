"""Stacks found again: by their address, or by a short link's token; and how they are shown."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from guidance.models import SavedStack
from guidance.services.stacks import keeping
from guidance.services.stacks.addresses import (
    MAX_ADDRESS,
    Stack,
    address_of,
    form_address,
    query_of,
    read_asked,
)
from guidance.services.stacks.choosing import Part
from guidance.services.stacks.files import NOTICE, files_of
from guidance.services.stacks.presenting import Answer, answer_of, pinned_today
from guidance.services.stacks.shelves import numbers_of_today, shelf_of
from portal.environment.addresses import absolute


@dataclass(frozen=True)
class Forms:
    """The addresses of the forms of a shown stack; ``permanent`` is "" where it has none yet."""

    permanent: str = ""
    markdown: str = ""
    json: str = ""
    zip: str = ""
    notice: str = ""


def quiet(response: HttpResponse) -> HttpResponse:
    """Keep what is in a product out of search engines and shared caches."""
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-cache"
    return response


def asked_in(request: HttpRequest) -> tuple[Stack, tuple[str, ...]]:
    """Return the stack that a page sends on; Http404 where there is too much of it."""
    try:
        return read_asked(request.POST.get("asked", ""))
    except ValueError as error:
        raise Http404 from error


def answered(stack: Stack) -> Answer | None:
    """Return what a pinned stack owes, or None where an edition that it names is not there.

    Two queries.
    """
    shelf = shelf_of(stack.editions)
    if set(shelf.readings) != set(stack.editions):
        return None
    return answer_of(stack, shelf, today=numbers_of_today(stack.editions))


def answer_today(request: HttpRequest, stack: Stack) -> HttpResponse:
    """Lead to what a stack owes by the guidance of today (one query for 500 names).

    One that is too long for an address is shown at once, and can be kept under a short link.
    """
    pinned = pinned_today(stack)
    address = address_of(pinned.stack)
    if len(absolute(request, address)) <= MAX_ADDRESS:
        return quiet(redirect(address))
    answer = answer_of(pinned.stack, pinned.shelf(), today=pinned.stack.editions)
    return show(request, answer, Forms())


def show(
    request: HttpRequest, answer: Answer, forms: Forms, *, title: str = "", kept: bool = False
) -> HttpResponse:
    """Return the page of what a stack owes."""
    files = files_of(answer)
    context = {
        "answer": answer,
        "files": files,
        "has_notice": any(one.path == NOTICE for one in files),
        "forms": forms,
        "title": title,
        "change": _change(answer.stack),
        "asked": "" if kept else query_of(answer.stack),
        "others": _others(answer) if forms.permanent and not kept else (),
    }
    return quiet(render(request, "guidance/stack_result.html", context))


def _change(stack: Stack) -> str:
    """Return the address of the form with this stack, "" where it is too long for one."""
    address = form_address(stack)
    return address if len(address) <= MAX_ADDRESS else ""


def _others(answer: Answer) -> tuple[tuple[Part, tuple[tuple[str, str], ...]], ...]:
    """Return for each part what its license lets one choose instead, with the addresses."""
    components = answer.stack.components
    found = []
    for at, part in enumerate(answer.parts):
        if part.is_for_building or not part.others:
            continue
        ways = []
        for number, way in part.others:
            chosen = replace(part.component, choice=number)
            changed = (*components[:at], chosen, *components[at + 1 :])
            stack = Stack(changed, answer.stack.whole, answer.stack.editions)
            ways.append((str(way), address_of(stack)))
        found.append((part, tuple(ways)))
    return tuple(found)


def forms_of(request: HttpRequest, stack: Stack) -> Forms:
    """Return the addresses of a pinned stack."""
    return Forms(
        permanent=absolute(request, address_of(stack)),
        markdown=address_of(stack, "stack-markdown"),
        json=address_of(stack, "stack-json"),
        zip=address_of(stack, "stack-zip"),
        notice=address_of(stack, "stack-notice"),
    )


def forms_of_kept(request: HttpRequest, saved: SavedStack) -> Forms:
    args = [saved.token]
    return Forms(
        permanent=absolute(request, saved.get_absolute_url()),
        markdown=reverse("guidance:kept-stack-markdown", args=args),
        json=reverse("guidance:kept-stack-json", args=args),
        zip=reverse("guidance:kept-stack-zip", args=args),
        notice=reverse("guidance:kept-stack-notice", args=args),
    )


def kept_link(token: str) -> SavedStack:
    """Return what is kept under a short link, taken back or not; Http404 where there is none."""
    if len(token) > 32 or "\x00" in token:
        raise Http404
    saved = SavedStack.objects.filter(token=token).first()
    if saved is None:
        raise Http404
    return saved


def open_link(token: str) -> tuple[SavedStack, Answer]:
    """Return a kept stack and what it owes; Http404 where it was taken back."""
    saved = kept_link(token)
    answer = None if saved.taken_back_at else answered(keeping.stack_in(saved))
    if answer is None:
        raise Http404
    return saved, answer


def with_key(name: str, saved: SavedStack, secret: str) -> str:
    return f"{reverse(name, args=[saved.token])}?{urlencode({'key': secret})}"
