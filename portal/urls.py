"""Addresses of the whole site; the public face's own are in ``guidance.views.urls``."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("guidance.views.urls")),
    path("api/", include("guidance.api.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "portal.refusals.refuse_reading"
handler403 = "portal.refusals.refuse_right"
handler404 = "portal.refusals.refuse_address"
handler500 = "portal.refusals.refuse_fault"
