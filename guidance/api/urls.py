"""Addresses of the API; ``v1`` is a contract."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView, TemplateView

from guidance.api.checking import trees
from guidance.api.frame.problems import not_found, read_only
from guidance.api.reading import documents, editions, faqs, licenses, searching

app_name = "api"

LICENSE = [
    ("", licenses.License, "license"),
    ("/sections", licenses.Sections, "sections"),
    ("/sections/<str:key>", licenses.Section, "section"),
    ("/annotations", licenses.Annotations, "annotations"),
    ("/annotations.jsonld", licenses.WebAnnotations, "web-annotations"),
    ("/annotations/<str:key>", licenses.Annotation, "annotation"),
    ("/terms", licenses.Terms, "terms"),
    ("/terms/<str:key>", licenses.Term, "term"),
]
TREE = [("", trees.Tree, "tree"), ("/evaluate", trees.Evaluate, "evaluate")]
FAQ = [("", faqs.FaqEntry, "faq-entry")]


def current_and_pinned(noun: str, parts: list[tuple[str, Any, str]]) -> list[URLPattern]:
    """Return the addresses of the current edition, and the same for a numbered one."""
    return [
        path(f"{noun}/<slug:slug>{pin}{route}", view.as_view(), name=name + suffix)
        for pin, suffix in (("", ""), ("/editions/<int:number>", "-edition"))
        for route, view, name in parts
    ]


def editions_of(noun: str, view: type[editions.Editions], name: str) -> URLPattern:
    return path(f"{noun}/<slug:slug>/editions", view.as_view(), name=name)


v1 = [
    path("licenses", licenses.Licenses.as_view(), name="licenses"),
    *current_and_pinned("licenses", LICENSE),
    editions_of("licenses", editions.LicenseEditions, "license-editions"),
    path("faq", faqs.FaqEntries.as_view(), name="faq-entries"),
    *current_and_pinned("faq", FAQ),
    editions_of("faq", editions.FaqEditions, "faq-editions"),
    path("trees", trees.Trees.as_view(), name="trees"),
    *current_and_pinned("trees", TREE),
    editions_of("trees", editions.TreeEditions, "tree-editions"),
    path("search", searching.Search.as_view(), name="search"),
    path("schemas/<slug:kind>", documents.DocumentSchema.as_view(), name="document-schema"),
]


@csrf_exempt
def description(request: HttpRequest) -> HttpResponseBase:
    """Answer with the description of the API."""
    # With drf-spectacular, which takes 4 MB: a process that was not asked for it has it not.
    from guidance.api.frame.description import Description

    return Description.as_view()(request)


_DOCS = read_only(RedirectView.as_view(pattern_name="api:docs"))
urlpatterns = [
    path("", _DOCS, name="index"),
    path("v1/", _DOCS, name="v1"),
    path("v1/", include(v1)),
    path("schema/", description, name="schema"),
    path(
        "docs/",
        read_only(TemplateView.as_view(template_name="guidance/api_docs.html")),
        name="docs",
    ),
    re_path("", not_found),  # whatever it holds: a dot would not match the end of a line
]
