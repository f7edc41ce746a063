"""Bring a bill of materials: read apart from what serves readers, shown, and forgotten."""

from functools import partial

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from guidance.core.stacks.components import Use
from guidance.models import NameRule
from guidance.services.bills.apart import ReadBill, Refusal, read_apart
from guidance.services.bills.components import components_of
from guidance.services.bills.pages import page_of
from guidance.services.bills.reading import MAX_BYTES
from guidance.services.naming.finding import called
from guidance.services.naming.offering import listed, offered
from guidance.services.stacks.addresses import Stack, fitting, query_of
from guidance.services.stacks.words import USES
from guidance.views.bills.forms import BillForm
from guidance.views.bills.uploads import is_too_large, keep_in_memory
from guidance.views.frame.methods import is_from_here
from portal.limits.rules import counted, here

_MOST_TAKEN = 4
"""Files that are being sent to one process at the same moment; slow lines hold no place."""
_MOST_READ = 2
"""Processes that read bills for one process of the server at the same moment."""
_MEGABYTES = MAX_BYTES // 1024 // 1024


@csrf_exempt  # a token would set a cookie; what another site sends is refused, and nothing is kept
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def bill(request: HttpRequest) -> HttpResponse:
    """Show the form, and below it what a bill lists that was sent."""
    if request.method != "POST":
        return _quiet(render(request, "guidance/bill.html", _context(BillForm())))
    if not is_from_here(request):
        raise PermissionDenied
    return _quiet(counted(request, "bills", lambda: _answer(request)))


def _answer(request: HttpRequest) -> HttpResponse:
    if is_too_large(request):
        return _refused(request, _("The file is larger than %d MB.") % _MEGABYTES, status=413)
    try:
        with here.turns.aside("bills being sent", most=_MOST_TAKEN):
            keep_in_memory(request)
            form = BillForm(request.POST, request.FILES)
    except RequestDataTooBig:
        words = _("What was pasted is larger than 5 MB. Choose it as a file.")
        return _refused(request, words, status=413)
    if not form.is_valid():
        return render(request, "guidance/bill.html", _context(form))
    with here.turns.aside("bills", most=_MOST_READ):
        read = read_apart(form.cleaned_data["content"], partial(called, NameRule.BILL))
    if isinstance(read, Refusal):
        form.add_error("file", f"{read.place}: {read.message}" if read.place else read.message)
        return render(request, "guidance/bill.html", _context(form))
    return render(request, "guidance/bill_read.html", _shown(read))


def _shown(read: ReadBill) -> dict[str, object]:
    """Return what is shown of a bill, with the stack that it goes on as (two queries)."""
    known = listed({slug for item in read.items for slug in item.meaning.slugs})
    components = components_of(read, use=Use.SHIPPED_BINARY, is_linked=True)
    asked = query_of(Stack(tuple(map(fitting, components))))
    return {
        "bill": page_of(read, known),
        "listing": {"asked": asked, "is_linked": True},
        "uses": USES,
        "offer": offered(),
    }


def _refused(request: HttpRequest, words: str, *, status: int) -> HttpResponse:
    """Say at the field what is wrong, where nothing of the form was read."""
    form = BillForm({})
    form.errors.pop("file", None)
    form.add_error("file", words)
    return render(request, "guidance/bill.html", _context(form), status=status)


def _context(form: BillForm) -> dict[str, object]:
    return {"form": form, "megabytes": _MEGABYTES}


def _quiet(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
