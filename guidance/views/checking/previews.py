"""What chat, mail and other sites show of a link to a result: verdict and license, no answers."""

from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.translation import gettext as _

from guidance.services.results.result_pages import ResultPage
from guidance.services.taking.markdown import VERDICTS
from portal.environment.addresses import absolute

DEPENDS = "depends"


@dataclass(frozen=True)
class Preview:
    """``picture`` is one of a few made once, "" where the result was recalled."""

    title: str
    description: str
    picture: str
    mail: str


def preview_of(request: HttpRequest, page: ResultPage) -> Preview:
    """Return how a link to a published result is shown elsewhere, and a mail that has it."""
    verdict = _(VERDICTS[page.verdict]) if page.verdict else _("It depends")
    edition = page.reading.edition
    if edition and edition.recall:
        verdict = _("Recalled")
    elif edition and edition.withdrawal:
        verdict = _("Withdrawn")
    is_marked = bool(edition and (edition.recall or edition.withdrawal))
    cited = page.reading.context.licenses
    names = [cited[slug].title for slug in page.tree.licenses if slug in cited]
    title = f"{verdict}: {', '.join(names) or page.tree.title}"
    outcome = page.result.outcome
    description = page.tree.title
    if outcome and not is_marked:
        description = f"{outcome.title} · {page.tree.title}"
    picture = f"previews/{page.verdict or DEPENDS}.png"
    return Preview(
        title=title,
        description="" if is_marked else description,
        picture="" if is_marked else absolute(request, static(picture)),
        mail=_mail(page, title, description),
    )


def _mail(page: ResultPage, title: str, description: str) -> str:
    where = page.addresses.permanent if page.addresses else ""
    body = f"{description}\r\n\r\n{where}\r\n"
    return f"mailto:?subject={quote(title, safe='')}&body={quote(body, safe='')}"
