"""Publications and their immutable editions: all that the public ever sees."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guidance.models.fields import SortedJSONField


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

    def with_cards(self) -> "PublicationQuerySet":
        """With the current edition's card and facts, without its document (one query)."""
        return self.select_related("current", "current__review").defer(
            "current__document", "current__context", "current__html"
        )


class Publication(models.Model):
    """One published thing under one address, with the edition that is current."""

    kind = models.CharField(_("kind"), max_length=10, choices=PublicationKind.choices)
    slug = models.CharField(_("slug"), max_length=80)
    current = models.OneToOneField(
        "Edition", on_delete=models.PROTECT, null=True, related_name="current_of"
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_note = models.CharField(_("why withdrawn"), max_length=300, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "position", "slug"]
        verbose_name = _("publication")
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="publication_address_once")
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.slug}"

    def get_absolute_url(self):
        name = {"license": "license", "faq": "faq", "tree": "check-start"}[self.kind]
        return reverse(f"guidance:{name}", args=[self.slug])


class EditionQuerySet(models.QuerySet["Edition"]):
    def newest_first(self) -> "EditionQuerySet":
        return self.order_by("-published_at", "-pk")

    def without_documents(self) -> "EditionQuerySet":
        """Only the facts and the card: enough for lists."""
        return self.defer("document", "context", "html")

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
        indexes = [models.Index(fields=["-published_at"])]

    def __str__(self):
        return f"{self.publication} v{self.number}"

    def get_absolute_url(self):
        name = {"license": "license-edition", "faq": "faq-edition", "tree": "check-edition"}
        return reverse(
            f"guidance:{name[self.publication.kind]}", args=[self.publication.slug, self.number]
        )


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

    def __str__(self):
        return f"{self.edition}: {self.reviewer_name}"
