"""Drafts that are to be published together, at once or at a time that somebody chose."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReleaseState(models.TextChoices):
    WAITING = "waiting", _("Scheduled")
    DONE = "done", _("Published")
    STOPPED = "stopped", _("Not published")
    CANCELLED = "cancelled", _("Taken back")


class ReleaseQuerySet(models.QuerySet["Release"]):
    def waiting(self) -> "ReleaseQuerySet":
        return self.filter(state=ReleaseState.WAITING)

    def stopped(self) -> "ReleaseQuerySet":
        """Those that were due and not published, until somebody puts them aside."""
        return self.filter(state=ReleaseState.STOPPED)

    def due(self, at: datetime) -> "ReleaseQuerySet":
        return self.waiting().filter(publish_at__lte=at)


class Release(models.Model):
    """Drafts that become public together, all of them or none. Kept for ever.

    ``problem`` says in words why a stopped one was not published.
    """

    note = models.TextField(_("note"))
    publish_at = models.DateTimeField(_("to be published"))
    look_again_on = models.DateField(_("look again by"), null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_by_name = models.CharField(_("made by"), max_length=300)
    made_at = models.DateTimeField(_("made"))
    state = models.CharField(
        _("state"), max_length=10, choices=ReleaseState.choices, default=ReleaseState.WAITING
    )
    ended_at = models.DateTimeField(_("ended"), null=True)
    problem = models.TextField(_("problem"), blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["publish_at", "pk"]
        verbose_name = _("release")
        default_permissions = ()
        indexes = [models.Index(fields=["state", "publish_at"], name="release_due")]

    def __str__(self) -> str:
        return f"{self.publish_at:%Y-%m-%d %H:%M}, {self.made_by_name}"


class ReleaseItem(models.Model):
    """One draft of a release, as it was looked at: ``seen`` is the digest of its inspection."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(_("kind"), max_length=10)
    draft = models.PositiveBigIntegerField(_("draft"))
    title = models.CharField(_("title"), max_length=400)
    seen = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("draft of a release")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["release", "kind", "draft"], name="released_once")
        ]

    def __str__(self) -> str:
        return self.title
