"""Pages for what goes wrong."""

import errno
import json
import re

import pytest
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import OperationalError, connection
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from portal import refusals
from portal.storage.troubles import Trouble
from tests.html import texts
from tests.views.checking.results import CHECK, QUERY


@pytest.mark.parametrize(
    ("view", "arguments", "status", "title"),
    [
        (refusals.refuse_reading, [ValueError()], 400, "This request cannot be read"),
        (refusals.refuse_reading, [TooManyFieldsSent()], 400, "This request cannot be read"),
        (refusals.refuse_reading, [RequestDataTooBig()], 413, "Too much at once"),
        (refusals.refuse_token, [], 403, "This form could not be taken"),
        (refusals.refuse_right, [PermissionError()], 403, "Not allowed"),
        (refusals.refuse_address, [LookupError()], 404, "Page not found"),
        (refusals.refuse_fault, [], 500, "Something went wrong"),
        (refusals.refuse_writing, [Trouble.FULL], 503, "Not possible at the moment"),
    ],
)
def test_error_page_has_the_site_s_look(db, view, arguments, status, title):
    response = view(RequestFactory().get("/x"), *arguments)

    html = response.content.decode()
    assert response.status_code == status
    assert texts(html, "h1") == [title]
    assert html.count('class="masthead"') == 1
    assert "CSRF" not in html


@pytest.mark.parametrize(
    ("view", "arguments", "status"),
    [
        (refusals.refuse_reading, [ValueError()], 400),
        (refusals.refuse_reading, [RequestDataTooBig()], 413),
        (refusals.refuse_right, [PermissionError()], 403),
        (refusals.refuse_address, [LookupError()], 404),
        (refusals.refuse_fault, [], 500),
        (refusals.refuse_writing, [Trouble.READ_ONLY], 503),
    ],
)
def test_refusal_below_the_api_is_a_problem(view, arguments, status):
    response = view(RequestFactory().get("/api/v1/licenses"), *arguments)

    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert json.loads(response.content)["status"] == status


@pytest.mark.parametrize("name", ["429.html"])
def test_page_that_others_answer_with_has_the_site_s_look(name):
    html = render_to_string(name, request=RequestFactory().get("/x"))

    assert html.count('class="masthead"') == 1


def test_refused_method_gets_a_page(client):
    response = client.put("/check/x/v1/share/")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")
    assert b"<h1>Only for reading</h1>" in response.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("origin", "is_shown"),
    [("http://testserver", True), ("https://evil.example", False), (None, False)],
)
def test_title_of_a_short_link_is_shown_again_to_who_typed_it(tree, origin, is_shown):
    headers = {"origin": origin} if origin else {}

    response = Client(enforce_csrf_checks=True).post(
        f"{CHECK}v1/share/{QUERY}", {"title": "A phone app"}, headers=headers
    )

    assert response.status_code == 403
    assert (b">A phone app</textarea>" in response.content) is is_shown


@pytest.mark.django_db
def test_short_link_on_a_full_disk_says_so_and_keeps_the_title(client, tree, caplog):
    def full(execute, sql, params, many, context):
        if sql.startswith("INSERT"):
            raise OperationalError("full") from OSError(errno.ENOSPC, "no space left")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(full):
        response = client.post(f"{CHECK}v1/share/{QUERY}", {"title": "A phone app"})

    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert b"The disk of the server is full: nothing was saved." in response.content
    assert b">A phone app</textarea>" in response.content
    assert [line.name for line in caplog.records if line.levelname == "ERROR"] == [
        "portal.refusals"
    ]


def test_page_for_our_own_faults_needs_nothing_that_could_fail():
    source = render_to_string("500.html")

    assert re.findall(r"{[%{]", source) == []
    assert source.count("/static/site.css") == 1
