"""Decision trees, as drafts. Edges name keys, so that a half-built tree can be kept."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guidance.core.documents.kinds import QuestionKind, kind_named
from guidance.core.documents.trees import Verdict
from guidance.models.fields import (
    KEY_HELP,
    CitationsField,
    ConditionField,
    DismissalsField,
    KeysField,
    Owned,
    Positioned,
    Revised,
    validate_key,
    validate_slug,
)
from guidance.models.licenses import License

QUESTION_KIND_CHOICES = [
    (QuestionKind.CHOICE.value, _("One choice")),
    (QuestionKind.CHOICES.value, _("Several choices")),
    (QuestionKind.NUMBER.value, _("A number")),
    (QuestionKind.DATE.value, _("A date")),
]
VERDICT_CHOICES = [
    (Verdict.ALLOWED.value, _("Allowed")),
    (Verdict.CONDITIONAL.value, _("Allowed, with conditions")),
    (Verdict.SPECIAL_LICENSE.value, _("Special license needed")),
    (Verdict.PROHIBITED.value, _("Prohibited")),
    (Verdict.ASK_COUNSEL.value, _("Ask counsel")),
]
GOTO_HELP = _("The key of the next question or of the outcome.")
SUCCEEDS_HELP = _("What was published before and was retired: its answers and links lead here now.")
ADDS_HELP = _("Terms that this adds to the result, as license/term: llama-2/keep-notice.")


class Tree(Revised, Owned):
    """A decision tree; the public calls it a questionnaire."""

    slug = models.CharField(
        _("slug"), max_length=80, unique=True, validators=[validate_slug], help_text=KEY_HELP
    )
    title = models.CharField(
        _("title"), max_length=300, help_text=_("The reader's question: Can I use Llama 2?")
    )
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    covers = models.TextField(
        _("what it covers"), blank=True, max_length=20_000, help_text=_("Markdown.")
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        default=2,
        help_text=_("Readers are told what is counted; this only where no way comes to an end."),
    )
    licenses = models.ManyToManyField(
        License, blank=True, related_name="trees", verbose_name=_("licenses")
    )
    start = models.CharField(
        _("first question"),
        max_length=80,
        blank=True,
        validators=[validate_key],
        help_text=_("The first in the list, where you choose none."),
    )
    dismissed = DismissalsField()

    class Meta:
        ordering = ["title"]
        verbose_name = _("decision tree")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=60), name="tree_minutes_in_hour"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("guidance:check-start", args=[self.slug])


class Question(Positioned, Revised):
    """A question of a tree."""

    tree = models.ForeignKey(Tree, on_delete=models.CASCADE, related_name="questions")
    key = models.CharField(_("key"), max_length=80, validators=[validate_key], help_text=KEY_HELP)
    kind = models.CharField(_("kind"), max_length=10, choices=QUESTION_KIND_CHOICES)
    title = models.CharField(_("question"), max_length=300)
    help = models.TextField(_("help"), blank=True, max_length=20_000, help_text=_("Markdown."))
    why = models.TextField(
        _("why we ask"), blank=True, max_length=20_000, help_text=_("Markdown. One sentence.")
    )
    citations = CitationsField(_("citations"), default=list, blank=True)
    goto = models.CharField(
        _("goes to"), max_length=80, blank=True, help_text=_("Where no option or route says more.")
    )
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    decimals = models.BooleanField(_("may have decimals"), default=False)
    minimum = models.CharField(_("smallest answer"), max_length=40, blank=True)
    maximum = models.CharField(_("largest answer"), max_length=40, blank=True)
    succeeds = KeysField(_("stands for"), default=list, blank=True, help_text=SUCCEEDS_HELP)

    class Meta(Positioned.Meta):
        verbose_name = _("question")
        constraints = [models.UniqueConstraint(fields=["tree", "key"], name="question_key_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_ranged(self) -> bool:
        kind = kind_named(self.kind)
        return kind is not None and kind.facts.is_ranged


class Option(Positioned):
    """An answer one can choose; for numbers and dates, a range."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    key = models.CharField(_("key"), max_length=80, validators=[validate_key], help_text=KEY_HELP)
    label = models.CharField(_("answer"), max_length=300)
    help = models.CharField(_("help"), max_length=300, blank=True)
    goto = models.CharField(_("goes to"), max_length=80, blank=True, help_text=GOTO_HELP)
    adds = KeysField(_("adds"), default=list, blank=True, help_text=ADDS_HELP)
    is_exclusive = models.BooleanField(
        _("alone"), default=False, help_text=_("Such as: none of these.")
    )
    is_unsure = models.BooleanField(
        _("not sure"), default=False, help_text=_("Walks through all other options.")
    )
    low = models.CharField(_("from"), max_length=40, blank=True)
    high = models.CharField(_("to"), max_length=40, blank=True)
    low_inclusive = models.BooleanField(_("from included"), default=True)
    high_inclusive = models.BooleanField(_("to included"), default=False)
    succeeds = KeysField(_("stands for"), default=list, blank=True, help_text=SUCCEEDS_HELP)

    class Meta(Positioned.Meta):
        verbose_name = _("option")
        constraints = [models.UniqueConstraint(fields=["question", "key"], name="option_key_once")]

    def __str__(self) -> str:
        return self.label


class Route(Positioned):
    """An ordered condition, tried before the option's own target."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="routes")
    when = ConditionField(_("when"))
    goto = models.CharField(_("goes to"), max_length=80, help_text=GOTO_HELP)
    adds = KeysField(_("adds"), default=list, blank=True, help_text=ADDS_HELP)

    class Meta(Positioned.Meta):
        verbose_name = _("route")

    def __str__(self) -> str:
        return f"→ {self.goto}"


class Outcome(Positioned, Revised):
    """Where a way through the tree ends."""

    tree = models.ForeignKey(Tree, on_delete=models.CASCADE, related_name="outcomes")
    key = models.CharField(_("key"), max_length=80, validators=[validate_key], help_text=KEY_HELP)
    verdict = models.CharField(_("verdict"), max_length=20, choices=VERDICT_CHOICES)
    title = models.CharField(
        _("title"), max_length=300, help_text=_("The answer in one sentence: You can ship it.")
    )
    summary = models.TextField(
        _("summary"), blank=True, max_length=20_000, help_text=_("Markdown.")
    )
    next_steps = models.TextField(
        _("what to do now"), blank=True, max_length=20_000, help_text=_("Markdown.")
    )
    ask = models.CharField(
        _("what to ask counsel"),
        max_length=300,
        blank=True,
        help_text=_(
            "One sentence to copy, such as: Is our adapter a derivative work under 1.b.i? "
            "Where it is empty, readers get one made of the title and the clauses."
        ),
    )
    citations = CitationsField(_("citations"), default=list, blank=True)
    adds = KeysField(_("adds"), default=list, blank=True, help_text=ADDS_HELP)
    hands_over = models.CharField(
        _("goes on with"),
        max_length=80,
        blank=True,
        validators=[validate_slug],
        help_text=_("A questionnaire that readers go on with; the answers that fit go along."),
    )
    succeeds = KeysField(_("stands for"), default=list, blank=True, help_text=SUCCEEDS_HELP)

    class Meta(Positioned.Meta):
        verbose_name = _("outcome")
        constraints = [models.UniqueConstraint(fields=["tree", "key"], name="outcome_key_once")]

    def __str__(self) -> str:
        return self.title


class Case(Positioned, Revised):
    """Answers, and what a lawyer expects of them."""

    tree = models.ForeignKey(Tree, on_delete=models.CASCADE, related_name="cases")
    key = models.CharField(_("key"), max_length=80, validators=[validate_key], help_text=KEY_HELP)
    title = models.CharField(_("title"), max_length=300)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    outcomes = KeysField(
        _("expected outcomes"),
        default=list,
        help_text=_("One key; several where an answer is “I am not sure”."),
    )
    includes = KeysField(_("terms it must have"), default=list, blank=True)
    excludes = KeysField(_("terms it must not have"), default=list, blank=True)
    exact = models.BooleanField(
        _("and no other terms"),
        default=False,
        help_text=_("Without a tick the result may have more terms than these."),
    )
    signed_by = models.CharField(_("signed by"), max_length=300, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    reason = models.CharField(
        _("why it was signed anew"),
        max_length=300,
        blank=True,
        help_text=_("Where something else is expected than before: The new edition says so in 2."),
    )

    class Meta(Positioned.Meta):
        verbose_name = _("case")
        constraints = [models.UniqueConstraint(fields=["tree", "key"], name="case_key_once")]

    def __str__(self) -> str:
        return self.title
