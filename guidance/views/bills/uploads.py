"""Take a file into memory, and never onto a disk: its size is known before it is taken."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest

from guidance.services.bills.reading import MAX_BYTES

_FORM = 64 * 1024
"""Room for the other fields of the form, and for what stands between them."""


class _InMemory(MemoryFileUploadHandler):
    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        super().handle_raw_input(*args, **kwargs)
        self.activated = True


def is_too_large(request: HttpRequest) -> bool:
    """Tell whether what is sent is larger than any bill that is read; nothing of it is read yet."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdecimal() or int(length[:20]) > MAX_BYTES + _FORM


def keep_in_memory(request: HttpRequest) -> None:
    """Have the files of a request kept in memory; to be asked before anything of it is read."""
    request.upload_handlers = [_InMemory(request)]
