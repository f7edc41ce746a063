"""Who wrote on a draft, so that another agrees with it; what they changed; who has it open."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guidance.models.editions import Edition, PublicationKind


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def of_draft(self, kind: str, pk: int) -> "ContributionQuerySet":
        return self.filter(kind=kind, draft=pk)

    def unpublished(self) -> "ContributionQuerySet":
        """What was written since the last edition."""
        return self.filter(edition__isnull=True)


class Contribution(models.Model):
    """That somebody wrote on a draft between two editions; ``edition`` is the later one."""

    kind = models.CharField(_("kind"), max_length=10, choices=PublicationKind.choices)
    draft = models.PositiveBigIntegerField(_("draft"))
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, related_name="contributions"
    )
    at = models.DateTimeField(_("last written"))

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        default_permissions = ()
        indexes = [models.Index(fields=["edition"])]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "draft", "writer"],
                condition=Q(edition__isnull=True),
                name="contribution_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.draft}, {self.writer}"


class DraftContent(models.Model):
    """What a draft said when somebody wrote on it last: its fields by place. One for each draft."""

    kind = models.CharField(_("kind"), max_length=10, choices=PublicationKind.choices)
    draft = models.PositiveBigIntegerField(_("draft"))
    content = models.JSONField(_("what it said"))

    class Meta:
        verbose_name = _("noted draft")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "draft"], name="draft_content_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.draft}"


class DraftChange(models.Model):
    """What somebody changed in a draft at once: place, title, field, before, after. Kept for ever.

    An empty field is a whole thing that came or went. ``is_first``: nothing was noted before, so
    that it may hold what others had written.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=PublicationKind.choices)
    draft = models.PositiveBigIntegerField(_("draft"))
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    writer_name = models.CharField(_("who"), max_length=300)
    at = models.DateTimeField(_("when"))
    changes = models.JSONField(_("what"))
    is_first = models.BooleanField(_("first that was noted"), default=False)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("change of a draft")
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "draft", "-at"])]

    def __str__(self) -> str:
        return f"{self.writer_name}, {self.at:%Y-%m-%d}"


class Opened(models.Model):
    """That somebody has the form of a row open, as their browser said last. Soon forgotten."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(_("page"), max_length=200)
    at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = _("opened page")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "page"], name="opened_once")]
        indexes = [models.Index(fields=["page", "at"])]

    def __str__(self) -> str:
        return f"{self.user}: {self.page}"
