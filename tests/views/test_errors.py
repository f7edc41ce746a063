"""Pages for what goes wrong."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.views import defaults


@pytest.mark.parametrize(
    ("view", "arguments", "status", "title"),
    [
        (defaults.bad_request, [ValueError()], 400, "This request cannot be read"),
        (defaults.permission_denied, [PermissionError()], 403, "Not allowed"),
        (defaults.page_not_found, [LookupError()], 404, "Page not found"),
        (defaults.server_error, [], 500, "Something went wrong"),
    ],
)
def test_error_page_has_the_site_s_look(view, arguments, status, title):
    response = view(RequestFactory().get("/x"), *arguments)

    html = response.content.decode()
    assert response.status_code == status
    assert re.findall(r"<h1>([^<]+)</h1>", html) == [title]
    assert html.count('class="masthead"') == 1


def test_page_for_our_own_faults_needs_nothing_that_could_fail():
    source = render_to_string("500.html")

    assert re.findall(r"{[%{]", source) == []
    assert source.count("/static/site.css") == 1
