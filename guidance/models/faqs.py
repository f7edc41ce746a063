"""Entries of the FAQ, as drafts."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guidance.models.fields import (
    KEY_HELP,
    CitationsField,
    DismissalsField,
    KeysField,
    Owned,
    Positioned,
    Revised,
    validate_slug,
)
from guidance.models.licenses import License
from guidance.models.terms import Topic


class FaqEntry(Positioned, Revised, Owned):
    """A question that people ask, with a short answer and the full one."""

    slug = models.CharField(
        _("slug"), max_length=80, unique=True, validators=[validate_slug], help_text=KEY_HELP
    )
    question = models.CharField(
        _("question"), max_length=300, help_text=_("As people ask it: Is Llama 2 open source?")
    )
    short_answer = models.TextField(
        _("short answer"),
        max_length=20_000,
        help_text=_("One or two sentences that answer first: No. The license limits …"),
    )
    answer = models.TextField(_("full answer"), blank=True, max_length=20_000)
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="faq_entries", verbose_name=_("topics")
    )
    licenses = models.ManyToManyField(
        License, blank=True, related_name="faq_entries", verbose_name=_("licenses")
    )
    citations = CitationsField(_("citations"), default=list, blank=True)
    related = KeysField(
        _("related questions"), default=list, blank=True, help_text=_("Slugs of other entries.")
    )
    is_featured = models.BooleanField(
        _("featured"), default=False, help_text=_("Shown on the home page.")
    )
    dismissed = DismissalsField()

    class Meta(Positioned.Meta):
        verbose_name = _("FAQ entry")
        verbose_name_plural = _("FAQ entries")

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("guidance:faq", args=[self.slug])
