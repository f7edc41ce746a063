"""What was seen where a license's text or a policy came from, and what somebody said of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceState(models.TextChoices):
    NEW = "new", _("Not looked at yet")
    SAME = "same", _("The words are the same")
    LAYOUT = "layout", _("Every word is the same, only signs, letter case or lines differ")
    CHANGED = "changed", _("The words changed")
    ELSEWHERE = "elsewhere", _("Another text stands there")


class SourceQuerySet(models.QuerySet["Source"]):
    def changed(self) -> "SourceQuerySet":
        """Those whose words changed, of texts that are still those of their licenses."""
        is_current = models.Q(against="") | models.Q(against=models.F("license__text__digest"))
        return self.filter(is_current, state=SourceState.CHANGED)

    def to_mend(self) -> "SourceQuerySet":
        """Those that could not be read, that have moved, or whose address is of something else."""
        is_lost = models.Q(state=SourceState.ELSEWHERE) | ~models.Q(trouble="")
        return self.filter(is_lost | ~models.Q(moved_to=""))

    def light(self) -> "SourceQuerySet":
        """Without the words that were seen."""
        return self.defer("words", "part", "base", "added")


class Source(models.Model):
    """One address that words came from: of a license's text, or of one of its policies.

    It stands beside the draft, and is no part of it. ``policy`` is a slug, "" for the text.
    ``words`` are those of the page as it was seen last, ``part`` what stands in the text's place;
    ``base`` is the page as it was last found right. ``against`` is the digest of the text that it
    was compared with, "" for a policy. ``look`` names what was seen, for whoever answers to it.
    """

    license = models.ForeignKey(
        "guidance.License", on_delete=models.CASCADE, related_name="sources"
    )
    policy = models.CharField(_("policy"), max_length=80, blank=True)
    address = models.URLField(_("look at this address instead"), max_length=500, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=SourceState.choices, default=SourceState.NEW
    )
    since = models.DateTimeField(_("since"), null=True)
    words = models.TextField(blank=True)
    part = models.TextField(blank=True)
    added = models.JSONField(default=list, blank=True)
    against = models.CharField(max_length=64, blank=True)
    look = models.CharField(max_length=64, blank=True)
    seen_at = models.DateTimeField(_("words seen"), null=True)
    base = models.TextField(blank=True)
    base_of = models.CharField(max_length=64, blank=True)
    is_settled = models.BooleanField(default=False)
    looked_at = models.DateTimeField(_("looked at"), null=True)
    looked_where = models.CharField(max_length=500, blank=True)
    moved_to = models.CharField(_("moved to"), max_length=500, blank=True)
    trouble = models.CharField(_("trouble"), max_length=20, blank=True)
    trouble_detail = models.CharField(max_length=200, blank=True)
    failures = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(_("asked"), null=True)
    taken_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(_("found right"), null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_by_name = models.CharField(_("found right by"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["license", "policy"]
        verbose_name = _("source")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["license", "policy"], name="source_once"),
        ]
        indexes = [models.Index(fields=["looked_at"], name="source_looked")]

    def __str__(self) -> str:
        return f"{self.license_id}/{self.policy}"

    @property
    def is_news(self) -> bool:
        """Whether the look that was just noted is the first to see that the words changed."""
        return self.state == SourceState.CHANGED and self.since == self.seen_at == self.looked_at
