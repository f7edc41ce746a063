"""Addresses of the search."""

from django.urls import path

from guidance.views.search import pages

urlpatterns = [path("search/", pages.search, name="search")]
