"""How the API describes itself: operations are named after their views."""

import re
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema

from guidance.api.frame.describing import tell_all


class Generator(SchemaGenerator):
    """Describe the API, once all views have said what they are."""

    def parse(self, *given: Any, **named: Any) -> Any:
        library: Any = super()  # which has no types
        library._initialise_endpoints()  # the views are imported here
        tell_all()
        return library.parse(*given, **named)


class Schema(AutoSchema):
    """Name an operation after its view, with ``_edition`` where an edition is pinned."""

    def get_operation_id(self) -> str:
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(self.view).__name__).lower()
        return f"{name}_edition" if "{number}" in self.path else name

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix("/api/v1/").split("/")[0]]


_PROBLEMS = {
    "406": "This format is not offered.",
    "415": "The body is not application/json.",
    "429": "Too many requests; Retry-After says how many seconds to wait.",
}


def with_common_answers(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Describe what any call may be answered, beside what its view says (POSTPROCESSING_HOOKS)."""
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    for address, path in result["paths"].items():
        for operation in path.values():
            answers = operation["responses"]
            if "{number}" in address:  # an edition can be read for ever
                answers.pop("410", None)
            for status, words in _PROBLEMS.items():
                content = {"application/problem+json": problem}
                answers.setdefault(status, {"description": words, "content": content})
            if "requestBody" not in operation:
                del answers["415"]
                answers["304"] = {"description": "It is still what If-None-Match names."}
    return result
