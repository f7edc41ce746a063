"""Links by which somebody without an account reviews one draft, and what they said."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guidance.models.editions import PublicationKind
from guidance.models.remarks import LONGEST_REMARK


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
