"""Where a result, its other forms and its files are: addresses to stand outside of the site."""

from dataclasses import dataclass

from django.urls import reverse

from guidance.services.results.citing import ShownCitation

FILE = "NAME-OF-A-FILE"
"""Stands for a file's name in the address of files; no part of another address is in capitals."""


@dataclass(frozen=True)
class Places:
    """The addresses of a result's forms; ``root`` is that of the site, without its last slash.

    ``files`` is the address of a file, with FILE where its name stands.
    """

    root: str
    page: str
    markdown: str
    json: str
    zip: str
    files: str

    def whole(self, address: str) -> str:
        return f"{self.root}{address}"

    def file(self, path: str) -> str:
        return self.files.replace(FILE, path, 1)

    def clause(self, citation: ShownCitation) -> str:
        """Return the address of a clause in the edition that was cited, or ""."""
        if citation.edition is None:
            return ""
        address = reverse("guidance:license-edition", args=[citation.license, citation.edition])
        return self.whole(f"{address}#{citation.section}")
