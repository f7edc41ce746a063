"""Components made of a bill: used as its scope says, with licenses as they can be looked up."""

import json

from guidance.core.bills.naming import Known
from guidance.core.stacks.components import Component, Use
from guidance.services.bills.apart import read_apart
from guidance.services.bills.components import components_of
from tests.core.bills.files import MODEL, component, cyclonedx
from tests.services.bills.known import telling

KNOWN = telling([Known("llama-2", "LicenseRef-llama-2", ("llama2", "meta-llama/Llama-2-7b-hf"))])


def test_bill_becomes_components():
    bill = read_apart(json.dumps(MODEL).encode(), KNOWN)

    assert components_of(bill, use=Use.HOSTED, is_linked=True) == (
        Component("example/kiosk-chat", "1.0", "LicenseRef-llama-2", Use.HOSTED, is_changed=True),
        Component("meta-llama/Llama-2-7b-hf", "", "LicenseRef-llama-2", Use.HOSTED, True),
        Component("kiosk-talks", "", "", Use.BUILDING),
        Component("street-names", "", "CC-BY-4.0", Use.HOSTED),
        Component("tokenizers", "1.0", "Apache-2.0", Use.HOSTED, is_linked=True),
    )


def test_what_is_not_handed_on_is_only_for_building():
    bill = read_apart(json.dumps(cyclonedx(component(scope="excluded"))).encode(), KNOWN)

    (only,) = components_of(bill, use=Use.SHIPPED_BINARY, is_linked=True)

    assert (only.use, only.is_linked) == (Use.BUILDING, False)
