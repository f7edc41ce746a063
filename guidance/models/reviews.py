"""Requests that a reviewer look at a draft before it is published, and what they answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guidance.models.editions import PublicationKind


class ReviewVerdict(models.TextChoices):
    AGREES = "agrees", _("I agree with this draft")
    CHANGES = "changes", _("I ask for changes")


class ReviewRequestQuerySet(models.QuerySet["ReviewRequest"]):
    def of_draft(self, kind: str, pk: int) -> "ReviewRequestQuerySet":
        return self.filter(kind=kind, draft=pk)

    def standing(self) -> "ReviewRequestQuerySet":
        """Requests still to be answered or acted upon; at most one for each draft."""
        return self.filter(closed_at__isnull=True)

    def agreeing_with(self, digest: str) -> "ReviewRequestQuerySet":
        """Requests whose reviewer agreed with exactly this, oldest answer first."""
        agreed = self.filter(verdict=ReviewVerdict.AGREES, seen_digest=digest)
        return agreed.order_by("answered_at", "pk")


class ReviewRequest(models.Model):
    """That somebody asked for a review of a draft, and the answer. Kept for ever.

    The draft is named by kind and primary key, since its slug can still change. Closed:
    withdrawn, asked anew, or the draft was published.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=PublicationKind.choices)
    draft = models.PositiveBigIntegerField(_("draft"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_by_name = models.CharField(_("asked by"), max_length=300)
    asked_at = models.DateTimeField(_("asked"))
    asked_digest = models.CharField(_("digest when asked"), max_length=64)
    note = models.TextField(_("what to look at"), blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reviewer_name = models.CharField(_("reviewer"), max_length=300, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    verdict = models.CharField(
        _("verdict"), max_length=10, choices=ReviewVerdict.choices, blank=True
    )
    answer = models.TextField(_("answer"), blank=True)
    seen_digest = models.CharField(_("digest when answered"), max_length=64, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True)

    objects = ReviewRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("review request")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "draft"],
                condition=Q(closed_at__isnull=True),
                name="review_request_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, reviewer__isnull=True, verdict="")
                | Q(
                    answered_at__isnull=False,
                    reviewer__isnull=False,
                    verdict__in=ReviewVerdict.values,
                ),
                name="review_answer_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.draft}, {self.asked_by_name}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.closed_at is None

    @property
    def is_agreed(self) -> bool:
        return self.verdict == ReviewVerdict.AGREES
