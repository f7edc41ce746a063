"""Addresses of the search."""

from django.urls import path

from guidance.views import searching

urlpatterns = [path("search/", searching.search, name="search")]
