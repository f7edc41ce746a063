"""Addresses of the search."""

from django.urls import path

from guidance.views.search import pages, unanswered

urlpatterns = [
    path("search/", pages.search, name="search"),
    path("search/unanswered/", unanswered.unanswered, name="unanswered"),
]
