"""CycloneDX: what is handed on, which licenses are named, and what a model comes from."""

import pytest

from guidance.core.bills.cyclonedx import read_cyclonedx
from guidance.core.bills.cyclonedx_xml import bill_of
from guidance.core.bills.elements import read_xml
from guidance.core.bills.items import Item, ItemKind, Written
from guidance.core.bills.shapes import Part, Unreadable
from tests.core.bills.files import MODEL, MODEL_IN_XML, component, cyclonedx

MODEL_ITEMS = (
    Item("example/kiosk-chat", "1.0", (Written("llama2", "https://example.org/l"),),
         ItemKind.MODEL, is_changed=True),
    Item("meta-llama/Llama-2-7b-hf", "",
         (Written("meta-llama/Llama-2-7b-hf", is_of_model=True),), ItemKind.MODEL,
         is_changed=True),
    Item("kiosk-talks", "", (), ItemKind.DATA, "training"),
    Item("street-names", "", (Written("CC-BY-4.0"),), ItemKind.DATA),
    Item("tokenizers", "1.0", (Written("Apache-2.0"),)),
)  # fmt: skip


def read(*components, **fields):
    return read_cyclonedx(Part(cyclonedx(*components, **fields)), written_in="JSON")


def licenses_of(*choices):
    return read(component(licenses=list(choices))).items[0].licenses


def test_model_is_listed_with_what_it_comes_from_in_json_and_xml():
    in_json = read_cyclonedx(Part(MODEL), written_in="JSON")
    in_xml = read_cyclonedx(bill_of(read_xml(MODEL_IN_XML)), written_in="XML")

    assert (in_json.items, in_json.product) == (MODEL_ITEMS, "kiosk")
    assert (in_xml.items, in_xml.product) == (MODEL_ITEMS, "kiosk")


def in_xml(component):
    """Return the one item of a bill that says nothing of its product."""
    content = (
        b'<bom xmlns="http://cyclonedx.org/schema/bom/1.4"><components><component><name>a</name>'
        + component
        + b"</component></components></bom>"
    )
    bill = read_cyclonedx(bill_of(read_xml(content)), written_in="XML")
    assert bill.product == ""
    (item,) = bill.items
    return item


@pytest.mark.parametrize(
    ("written", "item"),
    [
        (b"", Item("a")),
        (b"<licenses><expression>MIT OR ISC</expression></licenses>",
         Item("a", licenses=(Written("MIT OR ISC"),))),
        (b'<licenses><license><id>MIT</id></license><license acknowledgement="concluded">'
         b"<id>ISC</id></license></licenses>", Item("a", licenses=(Written("ISC"),))),
        (b'<licenses><license><id>MIT</id></license><expression acknowledgement="concluded">'
         b"MIT OR ISC</expression></licenses>", Item("a", licenses=(Written("MIT OR ISC"),))),
        (b"<modelCard/>", Item("a")),
        (b"<licenses><license><element>a</element><id>MIT</id></license></licenses>",
         Item("a", licenses=(Written("MIT"),))),
        (b"<group>b</group><version>1</version><element>x</element>", Item("b/a", "1")),
        (b"<scope>optional</scope>", Item("a", only_for="optional")),
        (b"<modified>true</modified>", Item("a", is_changed=True)),
        (b"<pedigree><patches><patch/></patches></pedigree>", Item("a", is_changed=True)),
        (b"<pedigree><commits><commit/></commits></pedigree>", Item("a", is_changed=True)),
        (b'<properties><property name="cdx:poetry:group">dev</property></properties>',
         Item("a", only_for="development")),
    ],
)  # fmt: skip
def test_component_in_xml_says_what_stands_in_it(written, item):
    assert in_xml(written) == item


def test_own_product_is_listed_where_it_is_a_model():
    bill = read(metadata={"component": component("chat", type="machine-learning-model")})

    assert [item.name for item in bill.items] == ["chat"]


@pytest.mark.parametrize(
    ("fields", "only_for"),
    [
        ({}, ""),
        ({"scope": "required"}, ""),
        ({"scope": "optional"}, "optional"),
        ({"scope": "excluded"}, "excluded"),
        ({"properties": [{"name": "cdx:npm:package:development", "value": "true"}]}, "development"),
        ({"properties": [{"name": "cdx:npm:package:development", "value": "false"}]}, ""),
        ({"properties": [{"name": "cdx:npm:package:development", "value": "true"},
                         {"name": "cdx:npm:package:path", "value": "a"}]}, "development"),
        ({"properties": [{"name": "cdx:poetry:group", "value": "dev"}]}, "development"),
        ({"properties": [{"name": "cdx:poetry:group", "value": "dev"},
                         {"name": "cdx:poetry:group", "value": "test"}]}, "development"),
        ({"properties": [{"name": "cdx:poetry:group", "value": "main"},
                         {"name": "cdx:poetry:group", "value": "dev"}]}, ""),
        ({"scope": "excluded",
          "properties": [{"name": "cdx:poetry:group", "value": "dev"}]}, "excluded"),
        ({"properties": [{"name": "cdx:poetry:group", "value": "dev"},
                         {"name": "cdx:poetry:group", "value": "main"}]}, ""),
    ],
)  # fmt: skip
def test_scope_counts(fields, only_for):
    assert read(component(**fields)).items[0].only_for == only_for


def test_licenses_are_taken_by_identifier_name_address_or_expression():
    assert licenses_of({"expression": "MIT OR ISC"}) == (Written("MIT OR ISC"),)
    assert licenses_of({"license": {"name": "MIT License"}}) == (Written("MIT License"),)
    assert licenses_of({"license": {"url": "https://a"}}) == (Written("", "https://a"),)
    assert licenses_of({"license": {"text": {"content": "a"}}}) == (
        Written("a text without a name"),
    )
    assert licenses_of({"license": {}}) == ()


def test_concluded_licenses_come_before_declared_ones():
    declared = {"license": {"id": "MIT", "acknowledgement": "declared"}}
    concluded = {"license": {"id": "ISC", "acknowledgement": "concluded"}}

    assert licenses_of(declared, concluded) == (Written("ISC"),)
    assert licenses_of(declared) == (Written("MIT"),)


def test_parts_inside_parts_are_listed_and_the_same_reference_once():
    inner = component("inner", **{"bom-ref": "inner"})
    outer = component("outer", components=[inner])

    assert [item.name for item in read(outer, inner).items] == ["outer", "inner"]
    alone = read(outer, component("last")).items
    assert [item.name for item in alone] == ["outer", "inner", "last"]


def test_parts_without_a_reference_are_told_apart():
    assert [item.name for item in read(component("a"), component("a")).items] == ["a", "a"]


def test_part_is_known_by_the_address_of_its_package_where_it_has_no_reference():
    twice = component("a", purl="pkg:npm/a@1.0")

    assert len(read(twice, twice).items) == 1
    assert len(read(twice | {"bom-ref": "1"}, twice | {"bom-ref": "2"}).items) == 2


def test_only_models_come_from_other_models():
    ancestors = {"ancestors": [component("fork")]}
    data = {"modelParameters": {"datasets": [{"name": "talks"}]}}

    items = read(component("a", pedigree=ancestors, modelCard=data)).items

    assert [(item.name, item.is_changed) for item in items] == [("a", True)]


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"name": ""}, "components[0].name"),
        ({"name": None}, "components[0].name"),
        ({"scope": "sometimes"}, "components[0].scope"),
        ({"components": [{"type": "library"}]}, "components[0].components[0].name"),
        ({"modified": "perhaps"}, "components[0].modified"),
    ],
)
def test_broken_components_are_refused_with_the_place(fields, place):
    with pytest.raises(Unreadable) as refusal:
        read(component(**fields))

    assert refusal.value.place == place


@pytest.mark.parametrize("version", ["1.2", "1.6", "1.7"])
def test_known_versions_are_read(version):
    assert len(read(component(), specVersion=version).items) == 1


@pytest.mark.parametrize("version", ["1.1", "2.0", None])
def test_other_versions_are_refused(version):
    with pytest.raises(Unreadable) as refusal:
        read(component(), specVersion=version)

    assert refusal.value.place == "specVersion"


def test_too_many_components_are_refused(monkeypatch):
    monkeypatch.setattr("guidance.core.bills.cyclonedx.MAX_ITEMS", 2)

    assert len(read(component("a"), component("b")).items) == 2
    with pytest.raises(Unreadable, match="more than 2 components"):
        read(component("a"), component("b"), component("c"))
