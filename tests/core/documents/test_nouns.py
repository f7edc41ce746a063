"""What readers may see of a noun is marked on its fields; the rest is the team's."""

import pytest
from pydantic import BaseModel, Field
from pydantic_core import PydanticUndefined

from guidance.core.documents.editions import Context
from guidance.core.documents.formats import KINDS, as_data, parse, schema
from guidance.core.documents.nouns import (
    Noun,
    Public,
    dump_for_readers,
    for_readers,
    nouns_within,
    private_fields,
)
from guidance.core.documents.trees import Case
from tests.core.documents.samples import WHOLE

NOUNS = sorted(
    {noun for kind in (*KINDS.values(), Context) for noun in nouns_within(kind)},
    key=lambda noun: noun.__name__,
)


class Memo(Noun):
    words: Public[str]
    by: str = "nobody"


class Page(Noun):
    """A noun with something private in every place where one can stand."""

    title: Public[str]
    told: Public[str] = Field(default="", alias="says")
    secret: str = Field(default="", alias="hides")
    memo: Public[Memo]
    memos: Public[tuple[Memo, ...]] = ()
    by_name: Public[dict[str, Memo]] = Field(default_factory=dict)
    inner: Public["Page | None"] = None
    drafts: tuple[Memo, ...] = ()
    kept: list[str] = Field(default_factory=list)


class Plain(Noun):
    words: Public[str]


class Holder(Noun):
    plain: Public[Plain]
    secret: str = ""


class Answer(BaseModel):
    """What is no noun itself, as a shape of the API."""

    pages: list[Page]
    count: int


def memo(words: str) -> Memo:
    return Memo(words=words, by="secret")


def page(**more: object) -> Page:
    return Page.model_validate(
        {
            "title": "A", "says": "B", "hides": "secret", "memo": memo("C"),
            "memos": (memo("D"),), "by_name": {"e": memo("E")}, "drafts": (memo("secret"),),
            "kept": ["secret"], **more,
        }
    )  # fmt: skip


def test_team_keeps_to_itself_what_is_listed_here() -> None:
    kept = {noun.__name__: private_fields(noun) for noun in NOUNS if private_fields(noun)}

    assert kept == {
        "Case": tuple(Case.model_fields),
        "Quote": ("sentence",),
        "Topic": ("description",),
        "Tree": ("cases",),
    }


@pytest.mark.parametrize("noun", NOUNS)
def test_private_field_has_a_default_where_readers_see_the_noun(noun: type[Noun]) -> None:
    lacking = [
        name
        for name in private_fields(noun)
        if noun.model_fields[name].get_default(call_default_factory=True) is PydanticUndefined
    ]

    assert not lacking or private_fields(noun) == tuple(noun.model_fields)


def test_readers_see_a_noun_as_if_nothing_private_had_been_written() -> None:
    blank = {"says": "B", "memo": Memo(words="C"), "memos": (Memo(words="D"),)}

    shown = for_readers(page(inner=page()))

    without = Page(title="A", by_name={"e": Memo(words="E")}, **blank)  # type: ignore[arg-type]
    assert shown == without.model_copy(update={"inner": without})


def test_readers_see_values_in_lists_and_by_name() -> None:
    assert for_readers((memo("A"), "B")) == (Memo(words="A"), "B")
    assert for_readers({"a": memo("A")}) == {"a": Memo(words="A")}


def test_what_holds_nothing_private_is_shown_itself() -> None:
    plain = Plain(words="A")

    assert for_readers(plain) is plain
    assert for_readers(Holder(plain=plain, secret="secret")).plain is plain


def test_readers_see_no_cases_of_a_tree_and_all_else() -> None:
    data = as_data(parse(WHOLE["tree"]))

    shown = as_data(for_readers(parse(WHOLE["tree"])))

    assert data.pop("cases") != []
    assert shown == data


@pytest.mark.parametrize("is_inside", [False, True])
def test_answer_leaves_private_fields_out(is_inside: bool) -> None:
    shown = {
        "title": "A", "says": "B", "memo": {"words": "C"}, "memos": [{"words": "D"}],
        "by_name": {"e": {"words": "E"}}, "inner": None,
    }  # fmt: skip

    if is_inside:
        answer = Answer(pages=[page(inner=page())], count=1)
        assert dump_for_readers(answer) == {"pages": [{**shown, "inner": shown}], "count": 1}
    else:
        assert dump_for_readers(page()) == shown


def test_schema_tells_of_private_fields_only_to_those_who_write() -> None:
    written = Answer.model_json_schema(mode="validation")["$defs"]
    answered = Answer.model_json_schema(mode="serialization")["$defs"]

    fields = ["title", "says", "memo", "memos", "by_name", "inner"]
    assert list(answered["Page"]["properties"]) == fields
    assert set(written["Page"]["properties"]) == {*fields, "hides", "drafts", "kept"}
    assert (list(answered["Memo"]["properties"]), answered["Memo"]["required"]) == (
        ["words"], ["words"],
    )  # fmt: skip
    assert set(written["Memo"]["properties"]) == {"words", "by"}


def test_schema_of_a_document_tells_of_cases_for_they_are_written() -> None:
    assert schema("tree")["$defs"]["Case"]["required"] == ["key", "title", "answers", "outcomes"]
