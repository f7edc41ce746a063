"""Django's JSON for ``dumpdata`` and ``loaddata``, with times as they are.

Django's own cuts times to milliseconds, as ECMAScript would; a copy of the database is to say
the same as the original, to the microsecond. Reading it back is Django's own.
"""

from datetime import datetime, time
from typing import Any

from django.core.serializers import json as django_json
from django.core.serializers.json import Deserializer, DjangoJSONEncoder

__all__ = ["Deserializer", "Serializer"]


class Encoder(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime | time) else super().default(o)


class Serializer(django_json.Serializer):
    def _init_options(self) -> None:
        super()._init_options()  # type: ignore[misc]  # django-stubs lack it
        self.json_kwargs["cls"] = Encoder
