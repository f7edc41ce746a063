"""Write in one transaction, and once more where somebody deleted what it refers to meanwhile."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest

T = TypeVar("T")


def committed(request: HttpRequest, write: Callable[[], T]) -> T:
    """Return what ``write`` returns, run in a transaction of its own.

    Rows that are referred to are not held: a topic is deleted while an entry that names it is
    saved, or a text while a license is made of it. On PostgreSQL whoever comes second finds
    out at the end only. Run again, from the request as it was, it sees what has come between
    and says so where it says such things, at the field or on the page that asks.
    """
    request.POST, request.FILES  # noqa: B018 - read now, for a stream is read once
    before = dict(vars(request))
    waiting = getattr(get_messages(request), "_queued_messages", [])
    said = len(waiting)
    try:
        with transaction.atomic():
            return write()
    except IntegrityError:
        if transaction.get_connection().in_atomic_block:
            raise  # what is around it is broken too
    vars(request).clear()
    vars(request).update(before)
    del waiting[said:]
    for _name, files in request.FILES.lists():
        for file in files:
            file.seek(0)
    with transaction.atomic():
        return write()
