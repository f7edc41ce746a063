"""The one Django app of the portal, and the admin with its own site."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps

from portal.sparing import import_without

_UNUSED = ("markdown", "pygments", "requests", "django.contrib.postgres")
"""What the REST framework has for pages, clients and fields that are not here: 8 MB a process."""


class GuidanceConfig(AppConfig):
    name = "guidance"
    verbose_name = "License guidance"

    def ready(self) -> None:
        import_without("rest_framework.compat", *_UNUSED)
        import_module("portal.mail_checks")
        import_module("portal.deploy_checks")


class GuidanceAdminConfig(admin_apps.AdminConfig):
    default_site = "guidance.admin.frame.site.GuidanceAdminSite"
    default = False

    def ready(self) -> None:
        # Making the site imports our admin, which registers with the site being made:
        # what it registered would be lost. So our admin comes first.
        import_module("guidance.admin")
        super().ready()
