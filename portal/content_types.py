"""Let the header Content-Type choose neither codec nor parser parameters.

Django decodes query strings and forms with any codec that Python knows, and calls
that know no such codec end in a server error, some before the first middleware;
``punycode`` takes half a minute for a few hundred kilobytes. Everything that is
sent to the portal is UTF-8, so only the media type and a boundary are passed on.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

_MEDIA = re.compile(r"\s*([a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,80})\s*(?:;|\Z)", re.I)
_BOUNDARY = re.compile(r';\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))', re.I)

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def plain(content_type: str) -> str:
    """Return the media type, with its boundary where it has one, and nothing else.

    >>> plain("Text/HTML; charset=punycode")
    'text/html'
    >>> plain('multipart/form-data; charset=hex; boundary="x y"')
    'multipart/form-data; boundary="x y"'
    >>> plain("nonsense")
    ''
    """
    media = _MEDIA.match(content_type)
    if media is None:
        return ""
    name = media[1].lower()
    boundary = _BOUNDARY.search(content_type) if name == "multipart/form-data" else None
    return f'{name}; boundary="{boundary[1] or boundary[2]}"' if boundary else name


def with_plain_content_type(application: Application) -> Application:
    """Wrap a WSGI application so that it sees plain content types only."""

    def wrapped(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if written := environ.get("CONTENT_TYPE"):
            environ["CONTENT_TYPE"] = plain(written)
        return application(environ, start_response)

    return wrapped
