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
    """Plain words of one published thing; rewritten whenever its publication changes.

    The full-text index beside this table (migration 0002) is kept in step by the
    database. SQLite loses triggers when a migration rebuilds a table: one that
    alters this model has to make them again.
    """

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
    body = models.TextField(blank=True)
    url = models.CharField(max_length=400)
    # What is indexed: the words folded as queries are, so that both databases find the same.
    title_words = models.TextField(blank=True)
    body_words = models.TextField(blank=True)
    about_words = models.TextField(blank=True)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")

    def __str__(self) -> str:
        return self.title
