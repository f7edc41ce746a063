"""The pages that are tried one by one: their names, and the way to each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

PASSWORD = "a long enough password"
TREE = "/check/can-i-use-llama-2/"
OUTPUTS = "/check/train-on-llama-2-outputs/"
ALONE = "model=as-received&standing=none&policy=none&size=far-below&outputs=nothing&fields=none"
SIDES = urlencode(
    {
        "a": f"v1?{ALONE}&sharing=nobody&plans=none",
        "b": f"v1?{ALONE}&sharing=product&plans=none",
    }
)
PINNED_OLD = f"{OUTPUTS}v1/?origin=other-model&other-model=llama-1"


@dataclass(frozen=True)
class Stop:
    """A page: its address, the status it answers with, and what is done once there."""

    name: str
    path: str
    status: int = 200
    then: Callable[[Any], None] | None = None

    def open(self, page, site):
        links, rows = site.facts["links"], site.facts["rows"]
        response = page.goto(site(self.path.format(**links, **rows)))
        assert response.status == self.status
        if self.then:
            self.then(page)


def submit(page):
    page.locator("main form button").first.click()


def share_too_long(page):
    page.get_by_label("Title").evaluate("field => field.removeAttribute('maxlength')")
    page.get_by_label("Title").fill("x" * 201)
    submit(page)


def share(page):
    page.get_by_label("Title").fill("A phone app")
    submit(page)


def bring_broken(page):
    page.get_by_label("Or its words").fill('{"bomFormat": "CycloneDX",}')
    submit(page)


def bring(page):
    words = "Name,License\nleft-pad,MIT\nattrs,BSD\nzlib,Zlib\nsilent,\n"
    page.get_by_label("Or its words").fill(words)
    submit(page)


def answer_nothing(page):
    page.get_by_label("I ask for changes").check()
    page.get_by_role("button", name="Answer").click()


def show_nothing(page):
    page.get_by_role("button", name="Show what is owed").click()


def show_stack(page):
    page.get_by_label("Which license do you want for the whole?").select_option("apache-2-0")
    page.get_by_label("It is linked").first.check()
    page.get_by_role("button", name="Show what is owed").click()
    page.wait_for_url("**/stack/result/**")


def publish_without_note(page):
    page.evaluate("document.querySelector('[name=note]').removeAttribute('required')")
    page.get_by_role("button", name="Publish as edition").click()


def show_recall(page):
    page.get_by_label("What is wrong with it").fill("It said that outputs may train any model.")
    page.get_by_label("What to do instead").fill("Stop the training, and ask the legal team.")
    page.get_by_role("button", name="Show me what readers will see").click()


def choose_first(page):
    page.locator(".guidance-choices input").first.check()
    page.get_by_role("button", name="Show me what").click()


PUBLIC = (
    Stop("home", "/"),
    Stop("licenses", "/licenses/"),
    Stop("licenses-none", "/licenses/?q=nothing-like-it&publisher=nobody"),
    Stop("license", "/licenses/llama-2/"),
    Stop("license-pinned", "/licenses/mit/v1/"),
    Stop("license-few-notes", "/licenses/llama-1/"),
    Stop("license-no-notes", "/licenses/apache-2-0/"),
    Stop("compare-empty", "/compare/"),
    Stop("compare-unknown", "/compare/?licenses=llama-2,nothing", status=404),
    Stop("compare", "/compare/?licenses=llama-1,llama-2"),
    Stop("faqs", "/faq/"),
    Stop("faq", "/faq/is-llama-2-open-source/"),
    Stop("faq-pinned", "/faq/is-llama-2-open-source/v1/"),
    Stop("license-text-only", "/licenses/llama-2/?notes=none"),
    Stop("license-notes-open", "/licenses/llama-1/?notes=open&only=1.a,2"),
    Stop("changes-new", "/changes/?show=new&license=mit"),
    Stop("stack", "/stack/?license=llama-2,mit"),
    Stop("stack-wrong", "/stack/", then=show_nothing),
    Stop("stack-result", "/stack/?license=llama-2,mit,apache-2-0", then=show_stack),
    Stop("stack-damaged", "/stack/result/?_check=abcde&c=b~MIT~lib~1&c=b~MIT"),
    Stop("feedback", "/feedback/?about=/check/x/%3Fa=b"),
    Stop("feedback-wrong", "/feedback/", then=submit),
    Stop("bill", "/stack/from-file/"),
    Stop("bill-broken", "/stack/from-file/", then=bring_broken),
    Stop("bill-read", "/stack/from-file/", then=bring),
    Stop("checks", "/check/"),
    Stop("check-start", f"{TREE}start/"),
    Stop("check-pinned", f"{TREE}v1/"),
    Stop("question-choice", TREE),
    Stop("question-choices", f"{TREE}?model=changed"),
    Stop("question-number", f"{TREE}?model=changed&standing=none&policy=none&size=count"),
    Stop("question-empty", TREE, then=submit),
    Stop(
        "question-not-a-number",
        f"{TREE}?model=changed&standing=none&policy=none&size=count&users=many&_ask=users",
    ),
    Stop("sheet", f"{TREE}all/"),
    Stop("sheet-missing", f"{TREE}all/?model=changed", then=submit),
    Stop("question-changed", f"{TREE}?{ALONE}&_change=model"),
    Stop("question-dropped", f"{TREE}?model=llama-1&standing=none&policy=none"),
    Stop(
        "question-understood",
        f"{TREE}?model=changed&standing=none&policy=none&size=count&users=700000000",
    ),
    Stop(
        "question-unclear",
        f"{TREE}?model=changed&standing=none&policy=none&size=count&users=1.500+mio&_ask=users",
    ),
    Stop("question-asked-on", f"{OUTPUTS}v1/ask/?origin=other-model"),
    Stop("question-unknown", f"{TREE}?model=changed&purpose=research"),
    Stop(
        "answers-left-out", f"{TREE}?model=as-received&standing=none&policy=harm&purpose=research"
    ),
    Stop("link-damaged", f"{TREE}v1/?_check=abcde&{ALONE}&sharing=prod"),
    Stop("link-of-other-answers", f"{TREE}v1/?_check=abcde&{ALONE}&sharing=nobody&plans=none"),
    Stop("link-damaged-of-an-old-edition", f"{OUTPUTS}v1/?origin=other-model&other-model=llam"),
    Stop("result-allowed", f"{TREE}v1/?{ALONE}&sharing=nobody&plans=none"),
    Stop("result-conditional", f"{TREE}v1/?{ALONE}&sharing=product&plans=none"),
    Stop(
        "result-special-license",
        f"{TREE}v1/?model=as-received&standing=none&policy=none&size=count&users=700000001",
    ),
    Stop("result-prohibited", f"{TREE}v1/?model=as-received&standing=none&policy=harm"),
    Stop("result-counsel", f"{TREE}v1/?model=as-received&standing=underage&policy=none"),
    Stop("result-unsure", f"{TREE}v1/?{ALONE}&sharing=unsure&plans=none"),
    Stop("result-recalled-and-changed-since", PINNED_OLD),
    Stop("withdrawn", "/faq/{withdrawn}/", status=410),
    Stop("withdrawn-pinned", "/faq/{withdrawn}/v1/"),
    Stop("recalled", "/faq/{recalled}/"),
    Stop("contrast", f"{TREE}compare/?{SIDES}"),
    Stop("contrast-form", f"{TREE}compare/?{SIDES}x"),
    Stop("result-short", "/results/{kept}/"),
    Stop("result-taken-back", "/results/{gone}/", status=410),
    Stop("share", f"{TREE}v1/share/?{ALONE}&sharing=product&plans=none"),
    Stop(
        "share-too-long",
        f"{TREE}v1/share/?{ALONE}&sharing=product&plans=none",
        then=share_too_long,
    ),
    Stop("shared", f"{TREE}v1/share/?{ALONE}&sharing=product&plans=none", then=share),
    Stop("take-back", "/results/{kept}/take-back/?key={secret}"),
    Stop("search-empty", "/search/"),
    Stop("search", "/search/?q=notice+file"),
    Stop("search-license", "/search/?q=llama+2+terms"),
    Stop("search-filled", "/search/?q=we+have+900+million+users&license=llama-2"),
    Stop("search-unanswered", "/search/unanswered/"),
    Stop("search-none", "/search/?q=xyzzyplugh"),
    Stop("search-long", "/search/?q=" + "w" * 10_000),
    Stop("changes", "/changes/"),
    Stop("changed", "/changes/tree/train-on-llama-2-outputs/v2/"),
    Stop("changed-first", "/changes/license/mit/v1/"),
    Stop("guest", "/review/{guest}/"),
    Stop("guest-over", "/review/nothing/", status=404),
    Stop("about", "/about/"),
    Stop("accessibility", "/accessibility/"),
    Stop("not-found", "/licenses/no-such-license/", status=404),
)

_NOUNS = (
    "license", "annotation", "term", "topic", "tree", "question", "outcome", "case",
    "publication",
)  # fmt: skip
_AT = {"text": "licensetext", "changed-faq": "faqentry"}

ADMIN = (
    Stop("index", "/admin/"),
    Stop("import", "/admin/guidance/import/"),
    Stop("second-factor", "/admin/guidance/second-factor/"),
    *(Stop(f"{noun}-list", f"/admin/guidance/{noun}/") for noun in (*_NOUNS, *_AT.values())),
    Stop("savedresult-list", "/admin/guidance/savedresult/"),
    *(Stop(noun, f"/admin/guidance/{noun}/{{{noun}}}/change/") for noun in _NOUNS),
    *(Stop(noun, f"/admin/guidance/{noun}/{{{row}}}/change/") for row, noun in _AT.items()),
    *(
        Stop(f"{noun}-add", f"/admin/guidance/{noun}/add/")
        for noun in ("license", "faqentry", "tree")
    ),
    *(
        Stop(f"{kind}-{step}", f"/admin/guidance/{kind}/{{{row}}}/{step}/")
        for kind, row in (("license", "license"), ("faqentry", "changed-faq"), ("tree", "tree"))
        for step in ("preview", "checks", "sentences", "changes", "editions", "wordings")
    ),
    Stop("license-borders", "/admin/guidance/license/{license}/borders/"),
    Stop("license-revise", "/admin/guidance/license/{license}/revise/?text={other-text}"),
    Stop("license-sources", "/admin/guidance/license/{license}/sources/"),
    Stop("license-source", "/admin/guidance/license/{license}/sources/{changed-source}/"),
    Stop("license-cite", "/admin/guidance/license/cite/?license={license}"),
    Stop("license-annotate", "/admin/guidance/license/{license}/annotate/"),
    Stop("license-annotate-used", "/admin/guidance/license/{license}/annotate/?section=2"),
    Stop("license-annotate-note", "/admin/guidance/license/{license}/annotate/?note={annotation}"),
    Stop("license-annotate-term", "/admin/guidance/license/{license}/annotate/?term={term}"),
    Stop("tree-preview-question", "/admin/guidance/tree/{tree}/preview/questions/"),
    *(Stop(name, f"/admin/guidance/{name}/") for name in ("confirm", "looks", "releases")),
    Stop("folder", "/admin/guidance/folder/"),
    Stop("mail-to-me", "/admin/guidance/mail-to-me/"),
    Stop("mail-list", "/admin/guidance/mail/"),
    Stop("search-all", "/admin/guidance/search/?q=notice"),
    Stop("search-all-empty", "/admin/guidance/search/"),
    Stop("release-add", "/admin/guidance/releases/add/"),
    Stop("release-asked", "/admin/guidance/releases/add/", then=choose_first),
    Stop("confirm-asked", "/admin/guidance/confirm/", then=choose_first),
    Stop("asked-missed", "/admin/guidance/asked/"),
    Stop("asked-quality", "/admin/guidance/quality/"),
    Stop("asked-judged", "/admin/guidance/judgedquery/add/"),
    Stop("asked-gaps", "/admin/guidance/wordings/"),
    Stop("asked-synonyms", "/admin/guidance/synonyms/"),
    Stop("turned-license", "/admin/guidance/license/{turned}/sentences/"),
    Stop("workshop", "/admin/guidance/tree/{tree}/workshop/"),
    Stop("workshop-question", "/admin/guidance/tree/{tree}/workshop/?node=standing"),
    Stop("workshop-broken", "/admin/guidance/tree/{broken}/workshop/"),
    Stop("workshop-try", "/admin/guidance/tree/{tree}/workshop/try/"),
    Stop("workshop-cases", "/admin/guidance/tree/{tree}/workshop/cases/"),
    Stop("usage", "/admin/guidance/tree/{tree}/usage/"),
    Stop("usage-broken", "/admin/guidance/tree/{broken}/usage/"),
    Stop("broken-tree", "/admin/guidance/tree/{broken}/change/"),
    Stop("broken-tree-preview", "/admin/guidance/tree/{broken}/preview/"),
    Stop("broken-tree-checks", "/admin/guidance/tree/{broken}/checks/"),
    Stop("broken-tree-publish", "/admin/guidance/tree/{broken}/publish/"),
    Stop("publish", "/admin/guidance/faqentry/{changed-faq}/publish/"),
    Stop(
        "publish-without-note",
        "/admin/guidance/faqentry/{changed-faq}/publish/",
        then=publish_without_note,
    ),
    Stop("review-ask", "/admin/guidance/faqentry/{changed-faq}/review/"),
    Stop("review-answer", "/admin/guidance/faqentry/{asked-faq}/review/"),
    Stop(
        "review-without-answer",
        "/admin/guidance/faqentry/{asked-faq}/review/",
        then=answer_nothing,
    ),
    Stop("guests", "/admin/guidance/faqentry/{asked-faq}/review/guests/"),
    Stop("tree-review", "/admin/guidance/tree/{tree}/review/"),
    Stop("written", "/admin/guidance/faqentry/{asked-faq}/written/"),
    Stop("shipped-list", "/admin/guidance/shipped/"),
    *(
        Stop(f"{kind}-shipped", f"/admin/guidance/{kind}/{{{row}}}/shipped/")
        for kind, row in (("license", "license"), ("faqentry", "changed-faq"), ("tree", "tree"))
    ),
    Stop("term-delete", "/admin/guidance/term/{term}/delete/"),
    Stop("withdraw", "/admin/guidance/faqentry/{changed-faq}/withdraw/"),
    Stop("edition", "/admin/guidance/tree/{two-editions}/editions/2/"),
    Stop("edition-restore", "/admin/guidance/tree/{two-editions}/editions/1/restore/"),
    Stop("recall", "/admin/guidance/tree/{two-editions}/editions/2/recall/"),
    Stop(
        "recall-shown", "/admin/guidance/tree/{two-editions}/editions/2/recall/", then=show_recall
    ),
    Stop("editions-withdrawn", "/admin/guidance/faqentry/{withdrawn-draft}/editions/"),
    Stop("orphan", "/admin/guidance/publication/{orphan}/change/"),
    Stop("orphan-withdraw", "/admin/guidance/publication/{orphan}/withdraw/"),
    Stop("user", "/admin/auth/user/{lawyer}/change/"),
)


def log_in(page, site, *, name="lea", to="/admin/"):
    """Log in by the form, as a person would."""
    page.goto(site(f"/admin/login/?next={to}"))
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
