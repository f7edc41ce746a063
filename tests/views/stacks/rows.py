"""The form of a stack as it is sent, and what stands in it."""

from tests.html import values


def posted(*rows, **more):
    given = {}
    for number, (name, license, *facts) in enumerate(rows):
        given |= {
            f"name-{number}": name,
            f"version-{number}": "1" if name or license else "",
            f"license-{number}": license,
            f"use-{number}": "shipped_binary",
        }
        given |= {f"{fact}-{number}": "on" for fact in facts}
    return given | more


def names(html):
    return [values(html, f"#name-{n}", "value") for n in range(len(values(html, ".part", "class")))]
