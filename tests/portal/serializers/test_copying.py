"""Django's own forms of a copy keep times as they are; `backup` has tests of its own."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.serializers import deserialize, serialize

from guidance.models import Edition

ODD = datetime(2026, 3, 4, 5, 6, 7, 123_457, tzinfo=UTC)


@pytest.mark.parametrize("form", ["json", "jsonl", "xml"])
@pytest.mark.parametrize(
    "moment", [ODD, ODD.replace(microsecond=0), ODD + timedelta(microseconds=1)]
)
def test_every_form_of_a_copy_keeps_microseconds(form, moment):
    written = serialize(form, [Edition(pk=1, number=1, published_at=moment)])

    assert [read.object.published_at for read in deserialize(form, written)] == [moment]
