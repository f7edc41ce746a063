"""Notes of the legal team on words of a license's text."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from guidance.core.documents.licenses import AnnotationKind, Authority, Certainty
from guidance.models.fields import KEY_HELP, Positioned, Revised, validate_key, validate_storable
from guidance.models.licenses import License

KIND_CHOICES = [
    (AnnotationKind.GRANTS.value, _("Grants")),
    (AnnotationKind.REQUIRES.value, _("Requires")),
    (AnnotationKind.FORBIDS.value, _("Forbids")),
    (AnnotationKind.DEFINES.value, _("Means")),
    (AnnotationKind.EXPLAINS.value, _("Explains")),
    (AnnotationKind.WARNS.value, _("Warns")),
]
AUTHORITY_CHOICES = [
    (Authority.LICENSE_TEXT.value, _("License text")),
    (Authority.INCORPORATED_POLICY.value, _("Incorporated policy")),
    (Authority.PUBLISHERS_STATEMENT.value, _("Publisher's statement")),
    (Authority.OUR_READING.value, _("Our reading")),
]
CERTAINTY_CHOICES = [
    (Certainty.SETTLED.value, _("Settled")),
    (Certainty.ARGUABLE.value, _("Arguable")),
    (Certainty.OPEN.value, _("Open")),
]


class Annotation(Positioned, Revised):
    """One note on one quote."""

    license = models.ForeignKey(License, on_delete=models.CASCADE, related_name="annotations")
    key = models.CharField(_("key"), max_length=80, validators=[validate_key], help_text=KEY_HELP)
    section = models.CharField(
        _("section"), max_length=80, help_text=_("The key of the section, such as 1.b.iii.")
    )
    exact = models.TextField(
        _("quoted words"),
        validators=[validate_storable],
        help_text=_("The words that the note is about, exactly as in the text; 3 to 12 are best."),
    )
    prefix = models.TextField(
        _("words before"),
        blank=True,
        validators=[validate_storable],
        help_text=_("Only needed when the quoted words stand in the section more than once."),
    )
    suffix = models.TextField(_("words after"), blank=True, validators=[validate_storable])
    sentence = models.TextField(
        _("sentence as it was looked at"),
        blank=True,
        editable=False,
        validators=[validate_storable],
        help_text=_("Kept by the portal: in it the words stood when somebody last looked."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=KIND_CHOICES)
    authority = models.CharField(
        _("authority"),
        max_length=30,
        choices=AUTHORITY_CHOICES,
        default=Authority.LICENSE_TEXT.value,
        help_text=_("On whose word the note stands. Anything that interprets is our reading."),
    )
    certainty = models.CharField(
        _("certainty"), max_length=20, choices=CERTAINTY_CHOICES, default=Certainty.SETTLED.value
    )
    body = models.TextField(
        _("note"),
        max_length=20_000,
        validators=[validate_storable],
        help_text=_("Markdown. Say in one to four sentences what the words do for the reader."),
    )
    url = models.URLField(
        _("source"),
        max_length=500,
        blank=True,
        help_text=_("For a publisher's statement: its address."),
    )

    class Meta(Positioned.Meta):
        verbose_name = _("annotation")
        constraints = [
            models.UniqueConstraint(fields=["license", "key"], name="annotation_key_once")
        ]

    def __str__(self) -> str:
        return f"{self.section}: {self.key}"
