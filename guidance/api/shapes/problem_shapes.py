"""The shapes of what the API answers where there is nothing to answer with."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from guidance.api.shapes.common import RecallShape, Shape, WithdrawalShape


class ProblemError(Shape):
    field: str
    message: str


class Problem(Shape):
    """RFC 9457."""

    type: Literal["about:blank"]
    title: str
    status: int
    detail: str = ""
    errors: tuple[ProblemError, ...] = ()


class LastEdition(Shape):
    """The last edition of what was withdrawn: its page, and where the API has it."""

    number: int
    published_at: datetime
    url: str
    api_url: str
    recalled: RecallShape | None


class WithdrawnProblem(Problem, WithdrawalShape):
    """What was withdrawn from an address, when, why, and what to read instead."""

    kind: str
    slug: str
    name: str = Field(description="The title that it had.")
    last_edition: LastEdition
