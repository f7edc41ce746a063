"""How people ask: other wordings beside documents, synonyms, and queries that found nothing.

None of it is part of a document: it makes no edition, and readers are never shown it.
"""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guidance.models.editions import PublicationKind

ASKED_OFTEN = 3
"""A query is written down, and shown to the team, once it was asked so often."""
KEPT_DAYS = 90


class Wording(models.Model):
    """The other wordings of a document, or of a part of it, one a line.

    ``shipped`` are those that came with the portal last: where ``lines`` are another, the team
    has made them its own. What a draft has no part for any more stays until it is removed.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=PublicationKind.choices)
    slug = models.CharField(_("slug"), max_length=80)
    part = models.CharField(_("part"), max_length=10, blank=True)
    key = models.CharField(_("key"), max_length=80, blank=True)
    lines = models.TextField(_("also asked as"), blank=True)
    shipped = models.TextField(_("as it ships"), blank=True)

    class Meta:
        verbose_name = _("other wordings")
        verbose_name_plural = _("other wordings")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug", "part", "key"], name="wording_once"),
            models.CheckConstraint(
                condition=Q(part="", key="") | ~Q(part="") & ~Q(key=""), name="wording_of_a_part"
            ),
        ]

    def __str__(self) -> str:
        return "/".join(filter(None, (self.kind, self.slug, self.part, self.key)))


class WordingState(models.Model):
    """All wordings of a document as somebody saved them; the last one stands. Kept for ever.

    ``by`` is None where they came with the portal. ``wordings`` are as in files.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=PublicationKind.choices)
    slug = models.CharField(_("slug"), max_length=80)
    at = models.DateTimeField(_("saved"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by_name = models.CharField(_("saved by"), max_length=300, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    wordings = models.JSONField(_("other wordings"))

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("former wordings")
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "slug"], name="wording_states")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug} {self.pk}"


class SynonymState(models.Model):
    """All groups of synonyms as somebody saved them; the last one is in force. Kept for ever.

    None: those of the release are. ``groups`` are {phrases, is_both, why}.
    """

    at = models.DateTimeField(_("saved"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(_("saved by"), max_length=300)
    note = models.CharField(_("note"), max_length=300, blank=True)
    groups = models.JSONField(_("groups"))

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.pk}, {self.by_name}"


class MissedQueryQuerySet(models.QuerySet["MissedQuery"]):
    def often(self, *, on: date) -> "MissedQueryQuerySet":
        """Queries to be looked at, the most asked first: they have their words."""
        waiting = self.filter(is_done=False, last_asked__gt=forgotten_on(on)).exclude(words="")
        return waiting.order_by("-times", "words")

    def forgotten(self, *, on: date) -> "MissedQueryQuerySet":
        """Queries that nobody asked for so long that nothing of them is kept."""
        return self.filter(last_asked__lte=forgotten_on(on))


def forgotten_on(day: date) -> date:
    """Return the last day whose queries are no longer kept on ``day``."""
    return day - timedelta(days=KEPT_DAYS)


class MissedQuery(models.Model):
    """A query that found nothing, or did not answer the question: its words, and nobody's name.

    Until it was asked ASKED_OFTEN times, a keyed digest stands for its words. ``is_done``:
    the team has made something of it, or will not.
    """

    digest = models.CharField(max_length=64, unique=True)
    words = models.CharField(_("words"), max_length=200, blank=True)
    times = models.PositiveIntegerField(_("times"), default=0)
    unanswered = models.PositiveIntegerField(_("said not to be answered"), default=0)
    last_asked = models.DateField(_("last asked"), db_index=True)
    is_done = models.BooleanField(_("done"), default=False)

    objects = MissedQueryQuerySet.as_manager()

    class Meta:
        verbose_name = _("query without an answer")
        verbose_name_plural = _("queries without an answer")
        default_permissions = ()

    def __str__(self) -> str:
        return self.words or self.digest[:12]


class JudgedQuery(models.Model):
    """A query with the addresses each of which answers it: by it the team measures the search."""

    query = models.CharField(
        _("query"),
        max_length=300,
        unique=True,
        help_text=_(
            "As somebody types it who does not know our words, such as: can my boss see it?"
        ),
    )
    accept = models.TextField(
        _("right pages"),
        help_text=_(
            "Addresses on this site that answer it, one a line, such as "
            "/faq/is-llama-2-open-source/ or /licenses/llama-2/#2."
        ),
    )

    class Meta:
        ordering = ["query"]
        verbose_name = _("judged query")
        verbose_name_plural = _("judged queries")
        default_permissions = ()

    def __str__(self) -> str:
        return self.query

    @property
    def addresses(self) -> tuple[str, ...]:
        return tuple(self.accept.split())
