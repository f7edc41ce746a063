"""That what an edition cites was changed by something published, until somebody looked."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _


class ChangedGroundQuerySet(models.QuerySet["ChangedGround"]):
    def waiting(self) -> "ChangedGroundQuerySet":
        """Those at which nobody has looked yet."""
        return self.filter(confirmed_at__isnull=True)

    def to_look_at(self) -> "ChangedGroundQuerySet":
        """Those of editions that are current, longest ago first, without their documents."""
        heavy = [f"{of}__{name}" for of in ("edition", "ground") for name in _HEAVY]
        rows = self.waiting().filter(
            edition__current_of__isnull=False, edition__current_of__withdrawn_at__isnull=True
        )
        rows = rows.select_related("edition__publication", "ground__publication").defer(*heavy)
        return rows.order_by("at", "pk")


_HEAVY = ("document", "context", "html")


class ChangedGround(models.Model):
    """That an edition rests on words or terms that ``ground``, a later edition, says otherwise.

    ``look`` names, to the letter, what it rests on by now: who confirms says it of that, and the
    same is not asked again. Confirmed ones are kept for ever.
    """

    edition = models.ForeignKey(
        "guidance.Edition", on_delete=models.PROTECT, related_name="changed_grounds"
    )
    ground = models.ForeignKey("guidance.Edition", on_delete=models.PROTECT, related_name="+")
    license = models.CharField(_("license"), max_length=80)
    reasons = models.JSONField(_("reasons"), default=list)
    look = models.CharField(max_length=64)
    at = models.DateTimeField(_("changed"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_by_name = models.CharField(_("confirmed by"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = ChangedGroundQuerySet.as_manager()

    class Meta:
        verbose_name = _("changed ground")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "license"],
                condition=Q(confirmed_at__isnull=True),
                name="changed_ground_waits_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.license}"


_WAITING = """EXISTS (
    SELECT 1 FROM "guidance_changedground" AS waiting
    JOIN "guidance_publication" AS publication ON publication.current_id = waiting.edition_id
    WHERE waiting.edition_id = %s AND waiting.confirmed_at IS NULL
)"""
"""As text: Django writes a subquery anew for each reader, and takes longer than to ask it."""


def any_ground_waiting(edition: str) -> RawSQL:
    """Return the condition that the grounds of an edition changed; ``edition`` names its column.

    Only of a current one: what older editions said stays as it was, and their pages say already
    that there is a newer one.
    """
    return RawSQL(_WAITING % edition, [], models.BooleanField())  # noqa: S611 - a name of ours
