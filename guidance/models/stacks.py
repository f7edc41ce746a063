"""Stacks that readers kept under a short link: what they asked, and nothing about them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guidance.models.results import KeptLink


class SavedStack(KeptLink):
    """A stack under a short link.

    ``asked`` are the parameters of its address, as pairs; they name the editions too.
    """

    asked = models.JSONField(_("what was asked"))

    class Meta(KeptLink.Meta):
        verbose_name = _("saved stack")

    def get_absolute_url(self) -> str:
        return reverse("guidance:kept-stack", args=[self.token])
