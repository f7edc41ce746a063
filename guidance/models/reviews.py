"""Requests that a reviewer look at a draft, what they answered, remarks, and guests' opinions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guidance.models.editions import PublicationKind

LONGEST_REMARK = 2_000
"""Characters of a remark, and of what a guest says of one statement."""


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


class OpinionVerdict(models.TextChoices):
    AGREES = "agrees", _("I agree")
    CHANGE = "change", _("It should change")
    UNSURE = "unsure", _("I cannot tell")


class Invitation(models.Model):
    """That a guest may read one draft for some days. Of the link's secret only a digest is kept."""

    kind = models.CharField(_("kind"), max_length=10, choices=PublicationKind.choices)
    draft = models.PositiveBigIntegerField(_("draft"))
    guest = models.CharField(
        _("for whom"), max_length=200, help_text=_("Their name or firm, for colleagues.")
    )
    note = models.CharField(_("what to look at"), max_length=1_000, blank=True)
    secret_digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_by_name = models.CharField(_("made by"), max_length=300)
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("valid until"))
    taken_back_at = models.DateTimeField(_("taken back"), null=True)
    taken_back_by_name = models.CharField(_("taken back by"), max_length=300, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("invitation of a guest")
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "draft"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.draft}, {self.guest}"


class Opinion(models.Model):
    """What a guest said of one statement, or of the draft. Never changed: a new one stands over it.

    ``digest`` names the statement as they saw it, or the draft. ``is_overall``: of the draft.
    """

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="opinions")
    place = models.CharField(_("place"), max_length=300, blank=True)
    title = models.CharField(_("what stood there"), max_length=300, blank=True)
    is_overall = models.BooleanField(_("of the whole draft"), default=False)
    verdict = models.CharField(
        _("verdict"), max_length=10, choices=OpinionVerdict.choices, blank=True
    )
    words = models.TextField(_("words"), blank=True, max_length=LONGEST_REMARK)
    name = models.CharField(_("signed"), max_length=200)
    digest = models.CharField(_("digest"), max_length=64)
    at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("opinion of a guest")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict="", words=""), name="opinion_says_something"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.verdict or self.words[:60]}"
