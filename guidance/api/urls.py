"""Addresses of the API; ``v1`` is a contract."""

from typing import Any

from django.urls import URLPattern, include, path, re_path
from django.views.generic import TemplateView

from guidance.api import documents, faqs, licenses, searching, trees
from guidance.api.description import Description
from guidance.api.problems import not_found

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


v1 = [
    path("licenses", licenses.Licenses.as_view(), name="licenses"),
    *current_and_pinned("licenses", LICENSE),
    path("faq", faqs.FaqEntries.as_view(), name="faq-entries"),
    *current_and_pinned("faq", FAQ),
    path("trees", trees.Trees.as_view(), name="trees"),
    *current_and_pinned("trees", TREE),
    path("search", searching.Search.as_view(), name="search"),
    path("schemas/<slug:kind>", documents.DocumentSchema.as_view(), name="document-schema"),
]
urlpatterns = [
    path("v1/", include(v1)),
    path("schema/", Description.as_view(), name="schema"),
    path("docs/", TemplateView.as_view(template_name="guidance/api_docs.html"), name="docs"),
    re_path(r"^.*$", not_found),
]
