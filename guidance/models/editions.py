"""Publications and their immutable editions: all that the public ever sees."""

from django.conf import settings
from django.db import models
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guidance.core.documents.cards import Card, LicenseCard, read_card, title_in
from guidance.models.duties.grounds import any_ground_waiting
from guidance.models.fields import SortedJSONField
from guidance.models.said import (
    SHOWN,
    Listed,
    Shown,
    address_of,
    editions_saying,
    identifier_of,
)

HEAVY = ("document", "context", "html")
"""What of an edition lists need not read."""
LONGEST_REASON = 500
"""Characters of what readers are told of a withdrawal or a recall."""


class PublicationKind(models.TextChoices):
    LICENSE = "license", _("License")
    FAQ = "faq", _("FAQ entry")
    TREE = "tree", _("Questionnaire")


class PublicationQuerySet(models.QuerySet["Publication"]):
    def live(self) -> "PublicationQuerySet":
        """Publications that readers can see: published and not withdrawn."""
        return self.filter(current__isnull=False, withdrawn_at__isnull=True)

    def of_kind(self, kind: str) -> "PublicationQuerySet":
        return self.filter(kind=kind)

    def saying(self, *said: tuple[str, str]) -> "PublicationQuerySet":
        """Those whose current cards say one of these: a name and a value (see ``said``)."""
        return self.filter(current_id__in=editions_saying(*said))

    def not_saying(self, *said: tuple[str, str]) -> "PublicationQuerySet":
        """Those whose current cards say none of these."""
        return self.exclude(current_id__in=editions_saying(*said))

    def with_cards(self) -> "PublicationQuerySet":
        """With the current edition's card and facts, without its document (one query)."""
        return self.select_related("current", "current__review", "current__recall").defer(
            *(f"current__{name}" for name in HEAVY)
        )

    def shown(self) -> list[Shown]:
        """Return each that was published as pages show it (one query; no rows are made objects)."""
        return [
            Shown(
                kind, slug, edition, number, digest, at,
                is_reviewed=review is not None,
                recall=(recalled_at, reason, advice) if recalled_at else (),
                data=card,
            )
            for (
                kind, slug, edition, number, digest, at, review, recalled_at, reason, advice, card,
            ) in self.values_list(*SHOWN)
            if edition is not None
        ]  # fmt: skip

    def listed(self, *fields: str) -> list[Listed]:
        """Return each license with its titles and these fields of its current card (one query)."""
        names = ("title", "short_title", *fields)
        columns = (f"current__card__{name}" for name in names)
        rows = self.values_list("slug", identifier_of(), *columns)
        return [
            Listed(slug, LicenseCard.read(dict(zip(names, values, strict=True))), spdx or "")
            for slug, spdx, *values in rows
        ]


class Publication(models.Model):
    """One published thing under one address, with the edition that is current."""

    kind = models.CharField(_("kind"), max_length=10, choices=PublicationKind.choices)
    slug = models.CharField(_("slug"), max_length=80)
    current = models.OneToOneField(
        "Edition", on_delete=models.PROTECT, null=True, related_name="current_of"
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawn_by_name = models.CharField(_("withdrawn by"), max_length=300, blank=True)
    withdrawn_note = models.CharField(
        _("why withdrawn, for colleagues"), max_length=300, blank=True
    )
    withdrawn_reason = models.CharField(
        _("why withdrawn, for readers"), max_length=LONGEST_REASON, blank=True
    )
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="succeeds",
        verbose_name=_("to be read instead"),
    )

    look_again_on = models.DateField(
        _("look again by"),
        null=True,
        blank=True,
        help_text=_("When somebody has to look whether the current edition is still right."),
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "position", "slug"]
        verbose_name = _("publication")
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="publication_address_once")
        ]
        indexes = [models.Index(fields=["kind", "position", "slug"], name="publication_in_order")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.slug}"

    def get_absolute_url(self) -> str:
        return address_of(self.kind, self.slug)

    @property
    def edition(self) -> "Edition":
        """The current edition of what was published; raises ValueError where nothing was."""
        if self.current is None:
            raise ValueError(f"{self} was never published.")
        return self.current

    @property
    def card(self) -> Card:
        """What lists show of it; an empty card where nothing was published."""
        return read_card(self.kind, self.current and self.current.card)

    @property
    def is_live(self) -> bool:
        """Tell whether readers can see it: published and not withdrawn."""
        return self.current_id is not None and self.withdrawn_at is None

    def clear_withdrawal(self) -> None:
        """Forget that it was withdrawn, and all that was said about it; does not save."""
        self.withdrawn_at = self.withdrawn_by = self.successor = None
        self.withdrawn_by_name = self.withdrawn_note = self.withdrawn_reason = ""


class EditionQuerySet(models.QuerySet["Edition"]):
    def newest_first(self) -> "EditionQuerySet":
        return self.order_by("-published_at", "-pk")

    def without_documents(self) -> "EditionQuerySet":
        """Only the facts and the card: enough for lists."""
        return self.defer(*HEAVY)

    def with_marks(self) -> "EditionQuerySet":
        """With the rows that say what became of an edition (the same query)."""
        return self.select_related("publication", "review", "recall")

    def with_grounds(self) -> "EditionQuerySet":
        """Telling as ``has_recalled_licenses`` whether an edition of any license was ever recalled.

        So it is asked only then whether an edition rests on such a one. And as
        ``has_changed_grounds`` whether something published has changed what it rests on.
        """
        return self.annotate(
            has_recalled_licenses=any_license_recalled(),
            has_changed_grounds=any_ground_waiting("guidance_edition.id"),
        )

    def public(self) -> "EditionQuerySet":
        """Editions of publications that are not withdrawn."""
        return self.filter(publication__withdrawn_at__isnull=True)


class Edition(models.Model):
    """An immutable published document. The database refuses to change one."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(_("number"))
    document = models.JSONField(_("document"))
    context = models.JSONField(_("what it refers to"))
    html = models.JSONField(_("rendered Markdown"))
    card = SortedJSONField(_("card"))
    digest = models.CharField(_("digest"), max_length=64)
    note = models.TextField(_("note"), blank=True)
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("published by"),
    )
    published_by_name = models.CharField(_("published by"), max_length=300, blank=True)
    is_shipped = models.BooleanField(
        _("shipped"), default=False, help_text=_("Came with the portal; no person published it.")
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = _("edition")
        constraints = [
            models.UniqueConstraint(fields=["publication", "number"], name="edition_number_once")
        ]
        indexes = [
            models.Index(fields=["-published_at"]),
            models.Index(
                fields=["-published_at", "-id"],
                condition=models.Q(is_shipped=False),
                name="edition_by_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication} v{self.number}"

    def get_absolute_url(self) -> str:
        name = {"license": "license-edition", "faq": "faq-edition", "tree": "check-edition"}
        return reverse(
            f"guidance:{name[self.publication.kind]}", args=[self.publication.slug, self.number]
        )

    @property
    def title(self) -> str:
        """What readers call its document; its slug where the card has no title."""
        return title_in(self.card) or self.publication.slug


class Review(models.Model):
    """A reviewer's word that an edition is right; given once."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="review")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reviewer_name = models.CharField(_("reviewer"), max_length=300)
    reviewed_at = models.DateTimeField(_("reviewed"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("review")

    def __str__(self) -> str:
        return f"{self.edition}: {self.reviewer_name}"


_RECALLED = """EXISTS (
    SELECT 1 FROM "guidance_recall" AS recall
    JOIN "guidance_edition" AS recalled ON recalled.id = recall.edition_id
    JOIN "guidance_publication" AS license ON license.id = recalled.publication_id
    WHERE license.kind = 'license'
)"""
"""As text: Django writes a subquery anew for each reader, and takes longer than to ask it."""


def any_license_recalled() -> RawSQL:
    """Return the condition that an edition of any license was ever recalled."""
    return RawSQL(_RECALLED, [], models.BooleanField())  # noqa: S611 - without any value


class Recall(models.Model):
    """That an edition was found to be wrong, said for ever; the database refuses to change it."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="recall")
    reason = models.CharField(_("what is wrong"), max_length=LONGEST_REASON)
    advice = models.CharField(_("what to do instead"), max_length=LONGEST_REASON)
    recalled_at = models.DateTimeField(_("recalled"))
    recalled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recalled_by_name = models.CharField(_("recalled by"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("recall")
        default_permissions = ()
        indexes = [models.Index(fields=["-recalled_at"])]

    def __str__(self) -> str:
        return f"{self.edition}: {self.reason}"
