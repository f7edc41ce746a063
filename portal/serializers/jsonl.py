"""JSON, one row a line, with times as they are: see ``portal.serializers.json``."""

from django.core.serializers import jsonl as django_jsonl
from django.core.serializers.jsonl import Deserializer

from portal.serializers.json import Encoder

__all__ = ["Deserializer", "Serializer"]


class Serializer(django_jsonl.Serializer):
    def _init_options(self) -> None:
        super()._init_options()  # type: ignore[misc]  # django-stubs lack it
        self.json_kwargs["cls"] = Encoder
