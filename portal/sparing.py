"""Import a library without what it takes along, though nobody here needs it."""

import sys
from importlib import import_module


def import_without(name: str, *others: str) -> None:
    """Import a module as where the ``others`` are not installed; it has to do without them.

    Who asks for one of them afterwards is given it.
    """
    held = {other: sys.modules.get(other) for other in others}
    sys.modules.update(dict.fromkeys(others))  # type: ignore[arg-type]  # None: "there is none"
    try:
        import_module(name)
    finally:
        for other, module in held.items():
            if module is None:
                del sys.modules[other]
            else:
                sys.modules[other] = module
