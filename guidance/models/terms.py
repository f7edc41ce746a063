"""Terms, and the topics by which the terms of different licenses are compared."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from guidance.core.documents.licenses import TermKind, TermUse, TermWhen
from guidance.models.fields import (
    KEY_HELP,
    KeysField,
    LocalCitationsField,
    Positioned,
    Revised,
    UsesField,
    validate_file,
    validate_key,
    validate_slug,
)
from guidance.models.licenses import License

TERM_KIND_CHOICES = [
    (TermKind.PERMISSION.value, _("You may")),
    (TermKind.CONDITION.value, _("You must")),
    (TermKind.LIMITATION.value, _("You may not")),
]

TERM_WHEN_CHOICES = [
    (TermWhen.BEFORE_RELEASE.value, _("Before release")),
    (TermWhen.AT_DISTRIBUTION.value, _("At distribution")),
    (TermWhen.ALWAYS.value, _("Always")),
    (TermWhen.TO_KNOW.value, _("Nothing to do: to know")),
]

TERM_USE_CHOICES = [
    (TermUse.SOURCE.value, _("Handed on as source")),
    (TermUse.BINARY.value, _("Handed on as binary, or as weights")),
    (TermUse.HOSTED.value, _("Offered over a network")),
    (TermUse.CHANGED.value, _("Only if it was changed")),
    (TermUse.LINKED.value, _("Only if it is linked into a larger work")),
]


class Topic(Positioned):
    """A word of the vocabulary that all licenses share."""

    slug = models.CharField(
        _("slug"), max_length=80, unique=True, validators=[validate_slug], help_text=KEY_HELP
    )
    title = models.CharField(_("title"), max_length=300)
    description = models.CharField(_("description"), max_length=300, blank=True)

    class Meta(Positioned.Meta):
        verbose_name = _("topic")

    def __str__(self) -> str:
        return self.title


class Term(Positioned, Revised):
    """What the license lets, makes or forbids you to do, in plain words."""

    license = models.ForeignKey(License, on_delete=models.CASCADE, related_name="terms")
    key = models.CharField(_("key"), max_length=80, validators=[validate_key], help_text=KEY_HELP)
    kind = models.CharField(_("kind"), max_length=20, choices=TERM_KIND_CHOICES)
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, related_name="terms", verbose_name=_("topic")
    )
    title = models.CharField(
        _("statement"),
        max_length=300,
        help_text=_("Begin with a verb: Give every recipient a copy of the agreement."),
    )
    body = models.TextField(
        _("in more words"),
        blank=True,
        max_length=20_000,
        help_text=_("Markdown. What to do, what is not needed, what stays open."),
    )
    trigger = models.CharField(
        _("applies when"),
        max_length=300,
        blank=True,
        help_text=_("Such as: when you pass on the weights. Empty: always."),
    )
    fulfilment = models.TextField(
        _("text that fulfils it"),
        blank=True,
        max_length=20_000,
        help_text=_("Words that the reader can copy, such as the line for the Notice file."),
    )
    glance = models.CharField(
        _("at a glance"),
        max_length=60,
        blank=True,
        help_text=_("For the overview, such as: Keep the notice file. Empty: not shown."),
    )
    tag = models.CharField(
        _("tag"),
        max_length=24,
        blank=True,
        help_text=_("One or two words for cards, such as: notice. Empty: not shown."),
    )
    citations = LocalCitationsField(_("citations"), default=list, blank=True)
    contradicts = KeysField(
        _("contradicts"),
        default=list,
        blank=True,
        help_text=_("Keys of terms of this license that cannot hold on the same way."),
    )

    when = models.CharField(
        _("when to think of it"),
        max_length=20,
        choices=TERM_WHEN_CHOICES,
        blank=True,
        help_text=_("Sorts what a reader must do. What is only to be known stands apart."),
    )
    file = models.CharField(
        _("file"),
        max_length=120,
        blank=True,
        validators=[validate_file],
        help_text=_(
            "The file in the reader's product that fulfils it, such as model/Notice: it gets the "
            "text above, or the license's own where this is the license's name of a copy."
        ),
    )

    uses = UsesField(
        _("kinds of use that trigger it"),
        default=list,
        blank=True,
        help_text=_(
            "For lists of what a whole product owes. None of the first three: every way of using "
            "it, but for building only. The last two restrict it further."
        ),
    )
    same_as = models.CharField(
        _("name of a shared duty"),
        max_length=80,
        blank=True,
        validators=[validate_slug],
        help_text=_(
            "Where other licenses ask for the very same, such as license-copy: who uses "
            "several reads it once. Terms of one name must be fulfilled by doing one thing."
        ),
    )

    class Meta(Positioned.Meta):
        verbose_name = _("term")
        constraints = [models.UniqueConstraint(fields=["license", "key"], name="term_key_once")]

    def __str__(self) -> str:
        return self.title
