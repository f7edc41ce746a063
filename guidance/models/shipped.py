"""What ships beside a draft that the team has made its own, and what the team answered to it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guidance.models.editions import PublicationKind

LONGEST_WHY = 500
"""Characters of why a team keeps its own words."""


class ShippedDocumentQuerySet(models.QuerySet["ShippedDocument"]):
    def current(self) -> "ShippedDocumentQuerySet":
        """What ships now."""
        return self.filter(is_current=True)


class ShippedDocument(models.Model):
    """A document of the packs that was not published, for the team has its own.

    Never changed but for ``is_current``. One that ships no more stands as long as an answer
    rests on it.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=PublicationKind.choices)
    slug = models.CharField(_("slug"), max_length=80)
    document = models.JSONField(_("document"))
    digest = models.CharField(_("digest"), max_length=64)
    loaded_at = models.DateTimeField(_("loaded"))
    is_current = models.BooleanField(_("ships now"), default=True)

    objects = ShippedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("shipped document")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug", "digest"], name="shipped_once"),
            models.UniqueConstraint(
                fields=["kind", "slug"], condition=Q(is_current=True), name="shipped_now_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.slug}"


class CorrectionAnswer(models.Model):
    """That an item was taken over as it shipped, or that the team kept its own. Kept for ever.

    The last answer on an item counts. ``place`` is as in corrections.
    """

    shipped = models.ForeignKey(ShippedDocument, on_delete=models.PROTECT, related_name="answers")
    place = models.CharField(_("item"), max_length=200)
    is_taken = models.BooleanField(_("taken over"))
    reason = models.CharField(_("why we keep ours"), max_length=LONGEST_WHY, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(_("answered by"), max_length=300)
    at = models.DateTimeField(_("answered"))

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("answer to a correction")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.shipped} {self.place}, {self.by_name}"
