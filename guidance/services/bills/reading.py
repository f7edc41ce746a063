"""Read the bytes of a bill in whatever format: told by what stands in it, never by its name."""

from guidance.core.bills.cyclonedx import read_cyclonedx
from guidance.core.bills.cyclonedx_xml import bill_of
from guidance.core.bills.elements import read_xml
from guidance.core.bills.items import Bill
from guidance.core.bills.lists import (
    is_table,
    read_checked,
    read_requirements,
    read_rows,
    read_table,
)
from guidance.core.bills.locks import read_lock
from guidance.core.bills.model_cards import read_model_card
from guidance.core.bills.notation import read_json
from guidance.core.bills.shapes import Part, Unreadable
from guidance.core.bills.spdx import read_spdx
from guidance.core.bills.tag_values import is_tag_value, read_tag_values
from guidance.core.bills.texts import decoded, refuse_packed
from guidance.services.bills.front_matter import is_model_card, read_front_matter

MAX_BYTES = 10 * 1024 * 1024
FORMATS = "CycloneDX, SPDX, package-lock.json, a list of pip-licenses or license-checker"
_JSON, _MARK = ("{", "["), b"\xef\xbb\xbf"


def read_bill(content: bytes) -> Bill:
    """Return what a file lists, or raise Unreadable with the place.

    What somebody sends is anything: whatever it is, it is read or refused, in time that grows with
    its length.
    """
    if len(content) > MAX_BYTES:
        raise Unreadable(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB.")
    refuse_packed(content)
    if content.removeprefix(_MARK).lstrip()[:1] == b"<":
        return read_cyclonedx(
            bill_of(read_xml(content.removeprefix(_MARK).lstrip())), written_in="XML"
        )
    text = decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Unreadable("The file is empty.")
    if text.lstrip().startswith(_JSON):
        bill = _of_json(read_json(text))
    elif text.lstrip().startswith("<"):  # UTF-16, whose mark says so to the parser as well
        bill = read_cyclonedx(bill_of(read_xml(content)), written_in="XML")
    elif is_model_card(text):
        bill = read_model_card(read_front_matter(text))
    elif is_tag_value(text):
        bill = read_spdx(read_tag_values(text), written_in="tag-value")
    elif is_table(text):
        bill = read_table(text)
    else:
        bill = read_requirements(text)
    if not bill.items:
        raise Unreadable("The file lists no components.")
    return bill


def _of_json(value: object) -> Bill:
    if isinstance(value, list):
        return read_rows(value, format="a list in JSON")
    part = Part(value)
    if "bomFormat" in part.held or "specVersion" in part.held:
        if part.words("bomFormat") != "CycloneDX":
            raise part.refused('must be "CycloneDX"', "bomFormat")
        return read_cyclonedx(part, written_in="JSON")
    if "spdxVersion" in part.held:
        return read_spdx(part, written_in="JSON")
    if "lockfileVersion" in part.held:
        return read_lock(part)
    if "@context" in part.held or "@graph" in part.held:
        raise Unreadable("is not read: SPDX 3 and JSON-LD; save it as SPDX 2.3", "@context")
    if part.held and all(isinstance(one, dict) and "licenses" in one for one in part.held.values()):
        return read_checked(part)
    raise Unreadable(f"The file is JSON, but none of what is read here: {FORMATS}.")
