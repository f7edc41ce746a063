"""The meaning of sentences that can be found, as vectors; made anew whenever one is missing."""

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _


class SentenceVector(models.Model):
    """A sentence as a model understood it: never changed, and kept while anything says it.

    ``vector`` holds numbers of two bytes each (IEEE 754, little-endian), of length 1 together.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    vector = models.BinaryField()

    class Meta:
        verbose_name = _("vector of a sentence")
        verbose_name_plural = _("vectors of sentences")
        default_permissions = ()

    def __str__(self) -> str:
        return self.digest[:12]

    @staticmethod
    def digest_of(sentence: str, *, model: str) -> str:
        """Return under what the vector is kept that a model makes of a sentence."""
        return hashlib.sha256(f"{model}\0{sentence}".encode()).hexdigest()
