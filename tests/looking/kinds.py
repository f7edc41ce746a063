"""The kinds of public pages that are weighed and given to Lighthouse: one address for each.

Which addresses html-validate reads is longer: all that ``tests/browser/pages.py`` names too.
"""

from dataclasses import dataclass

from tests.browser.pages import ALONE, OUTPUTS, PINNED_OLD, PUBLIC, SIDES, TREE

PATHS = {stop.name: stop.path for stop in PUBLIC}
SIXTY = "sixty-sections"
"""The slug of a license of sixty sections, each with a note."""
STACK = "/stack/result/?c=b~Llama-2~ships~1&c=b~MIT~ships~1"


@dataclass(frozen=True)
class Kind:
    """A kind of page; ``status`` is that of its answer, ``is_indexed`` whether crawlers may."""

    name: str
    path: str
    status: int = 200
    is_indexed: bool = True


def private(name: str, path: str, status: int = 200) -> Kind:
    return Kind(name, path, status, is_indexed=False)


KINDS = (
    Kind("home", "/"),
    Kind("license list", "/licenses/"),
    Kind("license", "/licenses/llama-2/"),
    Kind("license of 60 sections", f"/licenses/{SIXTY}/"),
    private("edition of a license", "/licenses/mit/v1/"),
    Kind("FAQ list", "/faq/"),
    Kind("FAQ entry", "/faq/is-llama-2-open-source/"),
    private("edition of an FAQ entry", "/faq/is-llama-2-open-source/v1/"),
    Kind("compare, nothing chosen", "/compare/"),
    private("compare", "/compare/?licenses=llama-1,llama-2"),
    Kind("questionnaires", "/check/"),
    Kind("start of a questionnaire", f"{TREE}start/"),
    private("question", TREE),
    private("question, several", f"{TREE}?model=changed"),
    private("question, a number", f"{TREE}?model=changed&standing=none&policy=none&size=count"),
    private("all questions on one page", f"{TREE}all/"),
    private("result, allowed", PATHS["result-allowed"]),
    private("result, conditional", PATHS["result-conditional"]),
    private("result, special license", PATHS["result-special-license"]),
    private("result, prohibited", PATHS["result-prohibited"]),
    private("result, ask counsel", PATHS["result-counsel"]),
    private("result, not sure", PATHS["result-unsure"]),
    private("result, recalled", PINNED_OLD),
    private("two results", f"{TREE}compare/?{SIDES}"),
    private("damaged link", f"{OUTPUTS}v1/?origin=other-model&other-model=llam"),
    private("short link", "/results/{kept}/"),
    private("short link taken back", "/results/{gone}/", 410),
    private("sharing a result", f"{TREE}v1/share/?{ALONE}&sharing=product&plans=none"),
    private("taking back", "/results/{kept}/take-back/?key={secret}"),
    Kind("stack", "/stack/"),
    private("stack, what is owed", "{stack}"),
    private("stack from a file", "/stack/from-file/"),
    private("search", "/search/?q=notice+file"),
    private("search, of a license", "/search/?q=llama+2+terms"),
    private("search, nothing found", "/search/?q=xyzzyplugh"),
    private("questions without answer", "/search/unanswered/"),
    Kind("what changed", "/changes/"),
    Kind("what an edition changed", "/changes/tree/train-on-llama-2-outputs/v2/"),
    private("feedback", "/feedback/?about=/licenses/mit/"),
    Kind("about", "/about/"),
    Kind("accessibility", "/accessibility/"),
    Kind("withdrawn", "/faq/{withdrawn}/", 410, is_indexed=False),
    private("recalled", "/faq/{recalled}/"),
    private("review by a guest", "/review/{guest}/"),
    private("not found", "/licenses/no-such-license/", 404),
)
