"""What colleagues say about a place of a draft while it is reviewed, and what is answered."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from guidance.models.editions import PublicationKind

LONGEST_REMARK = 2_000
"""Characters of a remark, and of what it is about."""


class RemarkQuerySet(models.QuerySet["Remark"]):
    def of_draft(self, kind: str, pk: int) -> "RemarkQuerySet":
        """Remarks on a draft, those that answer others too, oldest first."""
        return self.filter(kind=kind, draft=pk).order_by("at", "pk")

    def open(self) -> "RemarkQuerySet":
        """Remarks that nobody has closed; answers have no state of their own."""
        return self.filter(answers__isnull=True, closed_at__isnull=True)


class Remark(models.Model):
    """A remark at a place of a draft, or an answer to one. Kept for ever; it can be closed.

    ``place`` is as in findings, empty for the draft as a whole; ``field`` and ``passage`` are
    what of it is meant.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=PublicationKind.choices)
    draft = models.PositiveBigIntegerField(_("draft"))
    place = models.CharField(_("place"), max_length=300, blank=True)
    title = models.CharField(_("what stood there"), max_length=300, blank=True)
    field = models.CharField(_("field"), max_length=40, blank=True)
    passage = models.CharField(_("words it is about"), max_length=500, blank=True)
    words = models.TextField(_("remark"), max_length=LONGEST_REMARK)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(_("who"), max_length=300)
    at = models.DateTimeField(_("when"))
    answers = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="answered_by"
    )
    closed_at = models.DateTimeField(_("closed"), null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_by_name = models.CharField(_("closed by"), max_length=300, blank=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("remark")
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "draft"])]

    def __str__(self) -> str:
        return f"{self.author_name}: {self.words[:60]}"
