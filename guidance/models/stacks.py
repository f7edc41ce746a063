"""Stacks that readers kept under a short link, and the names by which parts find their license."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guidance.models.editions import Publication
from guidance.models.results import KeptLink


class NameRule(models.TextChoices):
    """By which rule a name is told from others: as it is written in a stack, or in a bill.

    ``SPDX`` is the identifier itself, as it is written.
    """

    STACK = "stack", _("In a stack")
    BILL = "bill", _("In a bill of materials")
    SPDX = "spdx", _("SPDX")


class LicenseName(models.Model):
    """A name of a license as its current edition has it; written when one is published."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="names")
    rule = models.CharField(_("rule"), max_length=5, choices=NameRule.choices)
    key = models.TextField(_("name"))

    class Meta:
        verbose_name = _("name of a license")
        verbose_name_plural = _("names of licenses")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "key", "publication"], name="license_is_called_once"
            )
        ]

    def __str__(self) -> str:
        return self.key


class SavedStack(KeptLink):
    """A stack under a short link.

    ``asked`` are the parameters of its address, as pairs; they name the editions too.
    """

    asked = models.JSONField(_("what was asked"))

    class Meta(KeptLink.Meta):
        verbose_name = _("saved stack")

    def get_absolute_url(self) -> str:
        return reverse("guidance:kept-stack", args=[self.token])
