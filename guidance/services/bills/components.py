"""Components of a stack, made of what a bill lists: the one place where a bill becomes a stack."""

from guidance.core.bills.items import ItemKind
from guidance.core.stacks.components import Component, Use
from guidance.services.bills.apart import ReadBill, ReadItem


def components_of(bill: ReadBill, *, use: Use, is_linked: bool) -> tuple[Component, ...]:
    """Return what a bill lists, each thing used as its scope says, and else as the reader does.

    What is built into one program are parts; models and data stand beside it. A license that is
    not known stays as it is written, so that the stack can name it.
    """
    return tuple(_component(item, use, is_linked) for item in bill.items)


def _component(item: ReadItem, use: Use, is_linked: bool) -> Component:
    return Component(
        name=item.name,
        version=item.version,
        license=item.meaning.expression,
        use=Use.BUILDING if item.only_for else use,
        is_changed=item.is_changed,
        is_linked=is_linked and item.kind is ItemKind.PART and not item.only_for,
    )
