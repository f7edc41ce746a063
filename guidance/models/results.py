"""What readers left here: results under a short link, words to the team, and counts of nobody."""

from datetime import date, timedelta

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
            has_changed_grounds=any_ground_waiting("guidance_savedresult.edition_id"),
        )


class KeptLink(models.Model):
    """What a reader kept under an unguessable token, with a title.

    The maker's secret is kept as a digest only; it takes the link back.
    """

    token = models.CharField(_("token"), max_length=32, unique=True)
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
        abstract = True
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title or self.token[:8]


class SavedResult(KeptLink):
    """A result under a short link: the edition, and the answers to it."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="saved_results")
    answers = models.JSONField(_("answers"))

    objects = SavedResultQuerySet.as_manager()

    class Meta(KeptLink.Meta):
        verbose_name = _("saved result")

    def get_absolute_url(self) -> str:
        return reverse("guidance:result", args=[self.token])


class FeedbackKind(models.TextChoices):
    USEFUL = "useful", _("Yes, it was useful")
    PARTLY = "partly", _("Partly")
    NOT_USEFUL = "not-useful", _("No")
    NOT_COVERED = "not-covered", _("My case is not covered")


class Feedback(models.Model):
    """What a reader wrote about a page, and the reply, under a secret link; forgotten in time.

    ``about`` is the path of the page; ``answers`` those of a questionnaire, as its address has
    them, kept only where the reader agreed. Of the link's secret only a digest is kept.
    """

    kind = models.CharField(_("was it useful"), max_length=12, choices=FeedbackKind.choices)
    about = models.CharField(_("page"), max_length=400, blank=True)
    said = models.TextField(_("words of the reader"), blank=True)
    answers = models.TextField(_("answers so far"), blank=True)
    secret_digest = models.CharField(max_length=64, unique=True, editable=False)
    written_at = models.DateTimeField(_("written"), db_index=True)
    reply = models.TextField(
        _("reply"),
        blank=True,
        help_text=_(
            "The reader sees it at their private link. Write for everybody: the link may be "
            "passed on. Example: We have added a question on kiosks; see the FAQ."
        ),
    )
    replied_at = models.DateTimeField(_("replied"), null=True, blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("replied by"),
    )
    is_done = models.BooleanField(_("done"), default=False)

    class Meta:
        ordering = ["is_done", "-written_at"]
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback of readers")

    def __str__(self) -> str:
        return " ".join(self.said.split())[:80] or str(self.get_kind_display())


class UsageKind(models.TextChoices):
    """What is counted of a questionnaire. An ``unsure`` answer is one of those ``answered``."""

    ASKED = "asked", _("Question shown")
    ANSWERED = "answered", _("Question answered")
    UNSURE = "unsure", _("Answered with not sure")
    REACHED = "reached", _("Outcome reached")


class UsageQuerySet(models.QuerySet["Usage"]):
    def forgotten(self, *, on: date) -> "UsageQuerySet":
        """Counts of weeks that ended longer ago than they are kept."""
        return self.filter(week__lte=on - timedelta(days=settings.USAGE_DAYS + 7))


class Usage(models.Model):
    """How often something of an edition happened in a week, to anybody: a sum, and no event.

    ``key`` is that of a question or an outcome, empty where several outcomes were possible.
    Editions go by address and number, so that what is written late fits whatever stands then.
    """

    slug = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    week = models.DateField(_("week from"), db_index=True)
    kind = models.CharField(max_length=10, choices=UsageKind.choices)
    key = models.CharField(max_length=80, blank=True)
    times = models.PositiveIntegerField(_("times"))

    objects = UsageQuerySet.as_manager()

    class Meta:
        verbose_name = _("use of a questionnaire")
        verbose_name_plural = _("use of questionnaires")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "number", "week", "kind", "key"], name="usage_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.slug} v{self.number} {self.week}: {self.kind} {self.key}"
