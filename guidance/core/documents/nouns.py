"""What every noun is: a frozen value with named fields, of which readers see those marked Public.

A field without the mark is the team's own: what is new is private until somebody says that
readers may see it. Pages, answers of the API, the search and cards go by this, and name no
field of their own to hide.
"""

from collections.abc import Iterable
from functools import cache
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic_core import CoreSchema

T = TypeVar("T")
V = TypeVar("V")


class _Mark:
    """That readers may see a field. It says nothing of what the field holds."""


Public = Annotated[T, _Mark()]
"""A field that readers may see: ``title: Public[Line]``. Those of the team are written bare."""


class Noun(BaseModel):
    """Be a frozen value with named fields only; an unknown field is an error."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, str_strip_whitespace=False
    )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe what is written with all fields, and what is answered without private ones."""
        described = handler(core_schema)
        if handler.mode == "serialization" and (private := private_fields(cls)):
            of_noun = handler.resolve_ref_schema(described)
            for name in private:
                written = cls.model_fields[name].alias or name
                of_noun["properties"].pop(written, None)
                if written in of_noun.get("required", ()):
                    of_noun["required"].remove(written)
        return described


def nouns_in(value: object) -> list[Noun]:
    """Return all nouns that a value is made of, itself among them."""
    found: list[Noun] = []
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Noun):
            found.append(one)
            waiting += vars(one).values()
        elif isinstance(one, tuple | list):
            waiting += one
        elif isinstance(one, dict):
            waiting += one.values()
    return found


def share_names(nouns: Iterable[Noun]) -> None:
    """Let nouns in which the same fields were written share the set of their names.

    Each has one of its own from pydantic, which takes a third of all its memory.
    """
    for noun in nouns:
        names = noun.model_fields_set
        _give_names(noun, _names.setdefault(frozenset(names), names))


_names: dict[frozenset[str], set[str]] = {}
_give_names = vars(BaseModel)["__pydantic_fields_set__"].__set__  # nouns are frozen


@cache
def private_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields that readers must not see; none of a model that is no noun."""
    if not issubclass(model, Noun):
        return ()
    return tuple(
        name
        for name, field in model.model_fields.items()
        if not any(isinstance(rule, _Mark) for rule in field.metadata)
    )


def nouns_within(model: type[BaseModel]) -> set[type[BaseModel]]:
    """Return a model with all that its fields are made of, however deep."""
    found: set[type[BaseModel]] = set()
    _gather(model, found)
    return found


def _gather(annotation: Any, found: set[type[BaseModel]]) -> None:
    for part in get_args(annotation):
        _gather(part, found)
    is_model = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    if is_model and annotation not in found:
        found.add(annotation)
        for field in annotation.model_fields.values():
            _gather(field.annotation, found)


@cache
def _holds_private(model: type[BaseModel]) -> bool:
    return any(private_fields(one) for one in nouns_within(model))


def for_readers(value: V) -> V:
    """Return a value with its private fields as if nothing had been written in them.

    So they all have a default (a test asks for it). What holds none comes back itself.
    """
    shown: Any = value
    if isinstance(value, Noun) and _holds_private(type(value)):
        private = private_fields(type(value))
        shown = value.model_copy(
            update={
                name: field.get_default(call_default_factory=True)
                if name in private
                else for_readers(getattr(value, name))
                for name, field in type(value).model_fields.items()
            }
        )
    elif isinstance(value, tuple):
        shown = tuple(for_readers(part) for part in value)
    elif isinstance(value, dict):
        shown = {key: for_readers(part) for key, part in value.items()}
    return shown  # type: ignore[no-any-return]


def dump_for_readers(value: BaseModel) -> dict[str, Any]:
    """Return a noun, or what holds some, as plain JSON data without private fields."""
    dumped = value.model_dump(mode="json", by_alias=True)
    if _holds_private(type(value)):
        _leave_out(value, dumped)
    return dumped


def _leave_out(value: Any, dumped: Any) -> None:
    """Remove the private fields of a value from what it was dumped to, wherever they stand."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            written = field.alias or name
            if name in private_fields(type(value)):
                del dumped[written]
            else:
                _leave_out(getattr(value, name), dumped[written])
    elif isinstance(value, tuple | list):
        for part, written in zip(value, dumped, strict=True):
            _leave_out(part, written)
    elif isinstance(value, dict):
        for part, written in zip(value.values(), dumped.values(), strict=True):
            _leave_out(part, written)
