"""Addresses of the API; ``v1`` is a contract."""

from typing import Any

from django.urls import URLPattern, include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from guidance.api import views
from guidance.api.problems import not_found

app_name = "api"

LICENSE = [
    ("", views.License, "license"),
    ("/sections", views.Sections, "sections"),
    ("/sections/<str:key>", views.Section, "section"),
    ("/annotations", views.Annotations, "annotations"),
    ("/annotations.jsonld", views.WebAnnotations, "web-annotations"),
    ("/annotations/<str:key>", views.Annotation, "annotation"),
    ("/terms", views.Terms, "terms"),
    ("/terms/<str:key>", views.Term, "term"),
]
TREE = [("", views.Tree, "tree"), ("/evaluate", views.Evaluate, "evaluate")]
FAQ = [("", views.FaqEntry, "faq-entry")]


def current_and_pinned(noun: str, parts: list[tuple[str, Any, str]]) -> list[URLPattern]:
    """Return the addresses of the current edition, and the same for a numbered one."""
    return [
        path(f"{noun}/<slug:slug>{pin}{route}", view.as_view(), name=name + suffix)
        for pin, suffix in (("", ""), ("/editions/<int:number>", "-edition"))
        for route, view, name in parts
    ]


v1 = [
    path("licenses", views.Licenses.as_view(), name="licenses"),
    *current_and_pinned("licenses", LICENSE),
    path("faq", views.FaqEntries.as_view(), name="faq-entries"),
    *current_and_pinned("faq", FAQ),
    path("trees", views.Trees.as_view(), name="trees"),
    *current_and_pinned("trees", TREE),
    path("search", views.Search.as_view(), name="search"),
    path("schemas/<slug:kind>", views.DocumentSchema.as_view(), name="document-schema"),
]
urlpatterns = [
    path("v1/", include(v1)),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(
            url_name="api:schema", template_name="guidance/api_docs.html"
        ),
        name="docs",
    ),
    re_path(r"^.*$", not_found),
]
