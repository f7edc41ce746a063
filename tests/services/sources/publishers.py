"""A publisher's pages, and looks at them, as tests of sources have them."""

from guidance.services.sources.looking import look_at, make_sources
from tests.documents import BODY
from tests.services.sources.servers import answer

POLICY = "<main><h1>Use policy</h1><p>Do no harm to anybody.</p></main>"


def page(body=BODY, *, day="Monday, 3 November 2026"):
    paragraphs = "".join(f"<p>{one}</p>" for one in body.split("\n\n"))
    return answer(
        f"<header>Acme</header><nav>License Docs</nav><p>Today is {day}</p><article>{paragraphs}"
        "</article><footer>© Acme</footer>"
    )


def text_source():
    [source] = [one for one in make_sources() if not one.policy]
    return source


def looked(its):
    return look_at(text_source().pk, network=its)


def state(source):
    return (source.state, source.trouble)
