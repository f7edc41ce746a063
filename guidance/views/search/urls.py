"""Addresses of the search."""

from django.urls import path

from guidance.views.search import pages, suggesting, unanswered

urlpatterns = [
    path("search/", pages.search, name="search"),
    path("search/suggest/", suggesting.suggest, name="suggest"),
    path("search/licenses/", suggesting.suggest_licenses, name="license-suggest"),
    path("search/unanswered/", unanswered.unanswered, name="unanswered"),
]
