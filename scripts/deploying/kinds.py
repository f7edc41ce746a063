"""What the readers of a trial ask: pages that are held, what no process holds, and what writes."""

import json
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from scripts.deploying.load import Kind, Question, answer_to

SLUG = "can-i-use-llama-2"
PREPARE = "from scripts.deploying.kinds import prepare; print(prepare())"
PAGES = [
    "/", "/licenses/", "/licenses/llama-2/", "/faq/", "/check/", "/about/", "/changes.atom",
    f"/check/{SLUG}/", "/api/v1/licenses", "/api/v1/licenses/llama-2",
]  # fmt: skip
WORDS = ["notice", "patent", "users", "trademark", "outputs", "warranty", "modify"]
MOST = 4_000
"""Results, and questions, that nobody has read before: more than a trial asks for."""
_TOKEN = "a" * 32


def prepare() -> str:
    """Return as JSON what readers need; for `manage.py shell` on the trial's database."""
    from django.contrib.auth.models import User
    from django.test import Client
    from django_otp import DEVICE_ID_SESSION_KEY
    from django_otp.plugins.otp_totp.models import TOTPDevice

    from guidance.core.walking.walks import canonical_answers, walk
    from guidance.models import Edition
    from guidance.services.editions.readings import current_tree
    from guidance.services.results import addresses, saved_results

    reading = current_tree(SLUG)
    if reading is None or reading.edition is None:
        raise SystemExit(f"{SLUG} is not published.")
    tree, number = reading.document, reading.edition.number
    held = [canonical_answers(tree, walk(tree, case.answers)) for case in tree.cases]
    counted = next(answers for answers in held if "users" in answers)
    fresh = [{**counted, "users": (str(1_000_000 + one),)} for one in range(MOST)]
    edition = Edition.objects.get(publication__kind="tree", publication__slug=SLUG, number=number)
    short = [
        saved_results.save(edition, answers, title="Tried")[0].get_absolute_url()
        for answers in islice(held, 5)
    ]
    user = User.objects.create_superuser("watching")
    device = TOTPDevice.objects.create(user=user, confirmed=True, name="trial")
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    result, question = addresses.result_address, addresses.question_address

    def before_last(answers: Any) -> Any:
        last = walk(tree, answers).steps[-1].question.key
        return {key: values for key, values in answers.items() if key != last}

    return json.dumps(
        {
            "results": [result(SLUG, number, answers) for answers in held],
            "questions": [question(SLUG, before_last(answers)) for answers in held],
            "fresh results": [result(SLUG, number, answers) for answers in fresh],
            "fresh questions": [question(SLUG, before_last(answers)) for answers in fresh],
            "share": [result(SLUG, number, one, name="check-share") for one in held],
            "answers": counted, "short": short, "session": session.session_key,
        }
    )  # fmt: skip


def held_kinds(prepared: dict[str, Any]) -> list[Kind]:
    """Return what every process holds, once it was read before."""
    staff = (("Cookie", f"sessionid={prepared['session']}"),)
    return [
        Kind("stored page", _one_of(PAGES), is_held=True, is_stored=True),
        Kind("result, held", _one_of(prepared["results"]), is_held=True, is_stored=True),
        Kind("question, held", _one_of(prepared["questions"]), is_held=True, is_stored=True),
        # The team may just have published: asked anew, until the database is known to be away.
        Kind("stored page, for staff", _one_of(PAGES[:4], headers=staff), is_held=True),
    ]


def other_kinds(prepared: dict[str, Any]) -> list[Kind]:
    """Return what the database is needed for."""
    slug, staff = SLUG, (("Cookie", f"sessionid={prepared['session']}"),)
    answers = {key: list(values) for key, values in prepared["answers"].items()}
    moved = frozenset({"200", "302"})

    def evaluate(number: int) -> Question:
        body = json.dumps({"answers": {**answers, "users": [str(1_000_000 + number)]}})
        kind = (("Content-Type", "application/json"),)
        return Question(f"/api/v1/trees/{slug}/evaluate", "POST", body, kind)

    def save(number: int) -> Question:
        path = prepared["share"][number % len(prepared["share"])]
        body = urlencode({"title": f"Number {number}", "csrfmiddlewaretoken": _TOKEN})
        headers = (
            ("Cookie", f"csrftoken={_TOKEN}"), ("Origin", "https://guidance.example.org"),
            ("Content-Type", "application/x-www-form-urlencoded"),
        )  # fmt: skip
        return Question(path, "POST", body, headers)

    def step(number: int) -> Question:
        begun = prepared["fresh questions"][number % MOST]
        return Question(f"{begun}&{urlencode({'_ask': 'outputs', 'outputs': 'nothing'})}")

    return [
        Kind("question, never seen", _one_of(prepared["fresh questions"])),
        Kind("step of a questionnaire", step, well=moved),
        Kind("result, never seen", _one_of(prepared["fresh results"])),
        Kind("short link", _one_of(prepared["short"])),
        Kind("API evaluate", evaluate),
        Kind("search", lambda number: Question(f"/search/?q={WORDS[number % len(WORDS)]}")),
        Kind("admin", _one_of(["/admin/", "/admin/guidance/license/"], headers=staff)),
        Kind("admin, login", _one_of(["/admin/login/"])),
        Kind("save a result", save, well=frozenset({"302"})),
        Kind("no such license", _one_of(["/licenses/no-such/"]), well=frozenset({"404"})),
    ]


def hold(ports: tuple[int, ...], host: str, prepared: dict[str, Any]) -> None:
    """Read on each server, three times, what it is to hold."""
    for port in ports:
        for path in [*PAGES, *prepared["results"], *prepared["questions"]] * 3:
            answer_to(f"http://127.0.0.1:{port}", Question(path), host=host)


def _one_of(paths: list[str], **more: Any) -> Any:
    return lambda number: Question(paths[number % len(paths)], **more)
