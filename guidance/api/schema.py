"""How the API describes itself: operations are named after their views."""

import re

from drf_spectacular.openapi import AutoSchema


class Schema(AutoSchema):
    """Name an operation after its view, with ``_edition`` where an edition is pinned."""

    def get_operation_id(self) -> str:
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(self.view).__name__).lower()
        return f"{name}_edition" if "{number}" in self.path else name

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix("/api/v1/").split("/")[0]]
