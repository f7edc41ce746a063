"""What the search finds: one row for each clause, note, term, answer, question, outcome."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from guidance.models.editions import Publication


class SearchKind(models.TextChoices):
    LICENSE = "license", _("License")
    CLAUSE = "clause", _("Clause")
    POLICY = "policy", _("Use policy")
    NOTE = "note", _("Note")
    TERM = "term", _("Term")
    FAQ = "faq", _("FAQ")
    TREE = "tree", _("Questionnaire")
    QUESTION = "question", _("Question")
    OUTCOME = "outcome", _("Outcome")


class SearchEntry(models.Model):
    """Plain words of one published thing; rewritten whenever its publication changes."""

    publication = models.ForeignKey(
        Publication, on_delete=models.CASCADE, related_name="search_entries"
    )
    kind = models.CharField(max_length=10, choices=SearchKind.choices)
    licenses = models.TextField(
        blank=True, help_text=_("Slugs of licenses, each with a blank before and behind it.")
    )
    key = models.CharField(max_length=80, blank=True, db_index=True)
    label = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=400)
    is_titled = models.BooleanField(
        default=True, help_text=_("Whether the title is its own, and not that of what holds it.")
    )
    body = models.TextField(blank=True)
    url = models.CharField(max_length=400)
    # What is found and not shown.
    about = models.TextField(blank=True, help_text=_("What it is about, one thing a line."))
    also = models.TextField(blank=True, help_text=_("How people ask for it, one wording a line."))
    names = models.TextField(blank=True, help_text=_("Names of a license, one a line."))
    subject = models.CharField(
        max_length=100, blank=True, help_text=_("The same for what says the same thing.")
    )
    # What a hit shows beside its words; empty in rows of older releases.
    shown = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")

    def __str__(self) -> str:
        return self.title


class SearchStamp(models.Model):
    """A number that is another whenever the entries of a publication are: what workers go by."""

    publication = models.OneToOneField(
        Publication, on_delete=models.CASCADE, primary_key=True, related_name="search_stamp"
    )
    stamp = models.BigIntegerField()

    class Meta:
        verbose_name = _("search stamp")
        verbose_name_plural = _("search stamps")

    def __str__(self) -> str:
        return str(self.stamp)
