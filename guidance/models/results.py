"""Results that somebody asked to be kept under a short link."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guidance.models.duties.grounds import any_ground_waiting
from guidance.models.editions import Edition, any_license_recalled


class SavedResultQuerySet(models.QuerySet["SavedResult"]):
    def shown(self) -> "SavedResultQuerySet":
        """Results that were not taken back."""
        return self.filter(taken_back_at__isnull=True)

    def with_editions(self) -> "SavedResultQuerySet":
        """With each edition and all that readers are told of it (the same query)."""
        rows = self.select_related("edition__publication", "edition__review", "edition__recall")
        return rows.annotate(
            has_recalled_licenses=any_license_recalled(),
            has_changed_grounds=any_ground_waiting("edition"),
        )


class SavedResult(models.Model):
    """(edition, answers, title) under an unguessable token.

    The maker's secret is kept as a digest only; it takes the link back.
    """

    token = models.CharField(_("token"), max_length=32, unique=True)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="saved_results")
    answers = models.JSONField(_("answers"))
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

    objects = SavedResultQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("saved result")

    def __str__(self) -> str:
        return self.title or self.token[:8]

    def get_absolute_url(self) -> str:
        return reverse("guidance:result", args=[self.token])
