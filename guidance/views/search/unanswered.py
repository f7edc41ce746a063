"""My question is not answered: a query is counted for the team, and nothing of who asked."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from guidance.services.wordings import missed
from guidance.views.frame.methods import is_from_here
from portal.limits.rules import spend_of


@csrf_exempt  # a token would set a cookie on a page to read; what another site sends is refused
@require_http_methods(["GET", "HEAD", "POST"])
def unanswered(request: HttpRequest) -> HttpResponse:
    """Count the query on POST; thank on GET, for reading only."""
    if request.method == "POST":
        if not is_from_here(request):
            raise PermissionDenied
        spend_of(request, "unanswered")
        missed.note(request.POST.get("words", ""), is_unanswered=True)
        return redirect("guidance:unanswered")
    response = render(request, "guidance/unanswered.html", {})
    response.headers["X-Robots-Tag"] = "noindex"
    return response
