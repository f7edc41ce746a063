"""A license as a draft: its text, sections and incorporated policies."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guidance.core.documents.licenses import Travels
from guidance.models.fields import (
    KEY_HELP,
    DismissalsField,
    NamesField,
    Owned,
    Positioned,
    Revised,
    validate_file,
    validate_key,
    validate_slug,
)

TRAVELS_CHOICES = [
    (Travels.MUST.value, _("A copy must go along")),
    (Travels.NEED_NOT.value, _("No copy has to go along")),
]


class LicenseText(models.Model):
    """One immutable revision of a license's verbatim text, normalized."""

    source = models.CharField(
        _("source"), max_length=200, help_text=_("Where the words come from, with its version.")
    )
    source_key = models.CharField(_("key in the source"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=300)
    body = models.TextField(_("text"))
    digest = models.CharField(_("digest"), max_length=64, unique=True, editable=False)
    form = models.PositiveSmallIntegerField(
        _("written form"),
        default=1,
        editable=False,
        help_text=_("The rules by which the words were written down and are cut into sections."),
    )
    url = models.URLField(_("address"), max_length=500, blank=True)
    spdx = models.CharField(_("SPDX identifier"), max_length=200, blank=True)
    category = models.CharField(_("category"), max_length=100, blank=True)
    owner = models.CharField(_("owner"), max_length=200, blank=True)
    front_matter = models.JSONField(default=dict, blank=True, editable=False)
    imported_at = models.DateTimeField(_("imported"), auto_now_add=True)

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("license text")
        indexes = [models.Index(fields=["source_key"])]

    def __str__(self) -> str:
        return f"{self.title} ({self.source})"


class License(Revised, Owned):
    """The draft of a license's guidance."""

    slug = models.CharField(
        _("slug"), max_length=80, unique=True, validators=[validate_slug], help_text=KEY_HELP
    )
    title = models.CharField(
        _("title"), max_length=300, help_text=_("The full name, such as Llama 2 Community License.")
    )
    short_title = models.CharField(
        _("short title"), max_length=300, help_text=_("As people say it, such as Llama 2.")
    )
    family = models.CharField(
        _("family"), max_length=300, blank=True, help_text=_("Such as Llama; groups the list.")
    )
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    classification = models.CharField(
        _("kind"),
        max_length=300,
        blank=True,
        help_text=_("In a few words, such as: Community license, not open source."),
    )
    is_open_source = models.BooleanField(
        _("approved as open source"),
        default=False,
        help_text=_("Only if the Open Source Initiative has approved this license."),
    )
    spdx = models.CharField(_("SPDX identifier"), max_length=300, blank=True)
    other_names = NamesField(
        _("other names"),
        default=list,
        blank=True,
        help_text=_(
            "One a line, as people search for it: Llama 2 license, and what is under it, as "
            "meta-llama/Llama-2-7b-chat-hf. Whoever writes one of them finds this license first."
        ),
    )
    file_name = models.CharField(
        _("name of a copy"),
        max_length=120,
        blank=True,
        validators=[validate_file],
        help_text=_(
            "The file that the text is copied to in a product, with its folder: "
            "licenses/LLAMA-2-COMMUNITY-LICENSE.txt. The term that asks for the copy names it too."
        ),
    )
    hub_name = models.CharField(
        _("name on model cards"),
        max_length=300,
        blank=True,
        help_text=_("As the metadata of a model card has it, such as llama2."),
    )
    request_to = models.CharField(
        _("where to ask for a license"),
        max_length=300,
        blank=True,
        help_text=_("Mail or web address of the licensor, such as licensing@example.org."),
    )
    request_source = models.URLField(_("where that address stands"), max_length=500, blank=True)
    request_read_on = models.DateField(_("address read on"), null=True, blank=True)
    request_letter = models.TextField(
        _("letter to ask for a license"),
        blank=True,
        max_length=20_000,
        help_text=_("To copy: We request a license under section 2 … with gaps in [brackets]."),
    )
    effective_on = models.DateField(_("in force since"), null=True, blank=True)
    summary = models.CharField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences under the title: what it allows, and what surprises."),
    )
    background = models.TextField(
        _("background"),
        blank=True,
        max_length=20_000,
        help_text=_("Markdown. What people should know that the text does not say."),
    )
    text = models.ForeignKey(
        LicenseText, on_delete=models.PROTECT, related_name="licenses", verbose_name=_("text")
    )
    dismissed = DismissalsField()

    class Meta:
        ordering = ["title"]
        verbose_name = _("license")
        permissions = [
            ("publish_guidance", _("Can publish guidance")),
            ("review_guidance", _("Can confirm published guidance as a reviewer")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("guidance:license", args=[self.slug])


class Section(Positioned):
    """A numbered part of a license's text, as a span of it."""

    license = models.ForeignKey(License, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(_("key"), max_length=80, validators=[validate_key], help_text=KEY_HELP)
    label = models.CharField(
        _("number"), max_length=300, blank=True, help_text=_("As readers see it, such as 1.b.v.")
    )
    heading = models.CharField(_("heading"), max_length=300, blank=True)
    short = models.CharField(
        _("short name"),
        max_length=60,
        blank=True,
        help_text=_("For the contents list, where the heading is long, such as: Acceptable use."),
    )
    depth = models.PositiveSmallIntegerField(_("depth"), default=0)
    start = models.PositiveIntegerField(_("start"), help_text=_("In characters, from 0."))
    end = models.PositiveIntegerField(_("end"), help_text=_("The first character after it."))

    class Meta(Positioned.Meta):
        verbose_name = _("section")
        constraints = [
            models.UniqueConstraint(fields=["license", "key"], name="section_key_once"),
            models.CheckConstraint(
                condition=models.Q(start__lte=models.F("end")), name="section_span_forward"
            ),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.label or self.key, self.heading) if part)


class Policy(Positioned):
    """A document that the license makes part of itself and whose words we do not hold."""

    license = models.ForeignKey(License, on_delete=models.CASCADE, related_name="policies")
    slug = models.CharField(
        _("slug"), max_length=80, validators=[validate_slug], help_text=KEY_HELP
    )
    title = models.CharField(_("title"), max_length=300)
    url = models.URLField(
        _("publisher's address"), max_length=500, help_text=_("Where its own words are.")
    )
    read_on = models.DateField(
        _("day of the copy"),
        null=True,
        blank=True,
        help_text=_("The day of the copy that you put into your own words."),
    )
    travels = models.CharField(
        _("when the license is passed on"), max_length=20, choices=TRAVELS_CHOICES, blank=True
    )
    travels_by = models.CharField(
        _("by section"),
        max_length=80,
        blank=True,
        validators=[validate_key],
        help_text=_("The key of the section of the license that says so, such as 1.b.iv."),
    )
    note = models.TextField(_("note"), blank=True, max_length=20_000)

    class Meta(Positioned.Meta):
        verbose_name = _("incorporated policy")
        verbose_name_plural = _("incorporated policies")
        constraints = [models.UniqueConstraint(fields=["license", "slug"], name="policy_slug_once")]

    def __str__(self) -> str:
        return self.title


class PolicySection(Positioned):
    """An item of an incorporated policy, in our paraphrase."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(_("key"), max_length=80, validators=[validate_key], help_text=KEY_HELP)
    heading = models.CharField(_("heading"), max_length=300, blank=True)
    body = models.TextField(
        _("in our words"),
        max_length=20_000,
        help_text=_("Markdown. Say what the item asks, without copying its words."),
    )

    class Meta(Positioned.Meta):
        verbose_name = _("policy item")
        constraints = [
            models.UniqueConstraint(fields=["policy", "key"], name="policy_section_key_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.heading}".strip()
