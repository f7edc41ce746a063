"""Pages of a license as a reader gets them, and their words."""

import re


def page(client, address="/licenses/example/"):
    return client.get(address).content.decode()


def text_of(html):
    """Return the words of a piece of HTML with single blanks."""
    return " ".join(re.sub("<[^>]+>", " ", html).split())
