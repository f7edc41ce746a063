"""Writers of what stands beside a document: its other wordings."""

from typing import Any

from django.test import Client

from guidance.services.search.wordings import wordings_of
from tests.admin.forms import fields_of
from tests.writers.common import SLUGS, Writer, draft, page, sent, words_of


def _open_wordings(client: Client, kind: str) -> Any:
    url = page(kind, "wordings", draft(kind).pk)
    return url, fields_of(client.get(url), also=words_of(client)), words_of(client)


def _wordings_stand(kind: str, opened: Any) -> bool:
    return wordings_of(kind, SLUGS[kind]).get(("", "")) == (opened[2],)


BESIDE = (Writer("wordings", _open_wordings, sent("Other wordings of 1 part"), _wordings_stand),)
