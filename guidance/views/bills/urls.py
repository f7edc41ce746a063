"""Addresses of bills of materials."""

from django.urls import path

from guidance.views.bills import pages

urlpatterns = [path("stack/from-file/", pages.bill, name="stack-from-file")]
