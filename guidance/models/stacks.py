"""Stacks that readers kept under a short link: what they asked, and nothing about them."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class SavedStack(models.Model):
    """(what was asked, title) under an unguessable token.

    ``asked`` are the parameters of its address, as pairs; they name the editions too. The maker's
    secret is kept as a digest only; it takes the link back.
    """

    token = models.CharField(_("token"), max_length=32, unique=True)
    asked = models.JSONField(_("what was asked"))
    title = models.CharField(_("title"), max_length=200, blank=True)
    secret_digest = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken back by staff"),
    )

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("saved stack")

    def __str__(self) -> str:
        return self.title or self.token[:8]

    def get_absolute_url(self) -> str:
        return reverse("guidance:kept-stack", args=[self.token])
