"""Fill a database with what the browser tests visit, and with a license of sixty sections.

Run as a program, prints facts as JSON.
"""

import contextlib
import io
import json
import sys

from django.test import Client

from tests.browser import prepare  # sets Django up
from tests.documents import BODY
from tests.editions import published_license
from tests.looking.kinds import SIXTY

SENTENCE = (
    "You keep the notice of this section in each copy of the work that you hand on, whatever its "
    "form, and whoever receives a copy from you receives this section with it. "
)
ASKED = "c=b~llama-2~Base model~1&c=bl~MIT~A library~1&c=bl~apache-2-0~Another~1"


def main() -> None:
    with contextlib.redirect_stdout(io.StringIO()) as said:
        prepare.main()
    facts = json.loads(said.getvalue())
    sixty_sections()
    given = {"asked": ASKED, "use": "shipped_binary", "whole": "apache-2-0"}
    answer = Client().post("/stack/", given, SERVER_NAME="127.0.0.1")
    facts["links"]["stack"] = answer["Location"]
    sys.stdout.write(json.dumps(facts))


def sixty_sections() -> None:
    _, *said = BODY.split("\n\n")
    heads = said + [f"{number}. More." for number in range(len(said) + 1, 61)]
    parts = [
        f"{head} Section {number}. {SENTENCE * 3}".strip() for number, head in enumerate(heads, 1)
    ]
    notes = [
        {
            "key": f"note-{number}",
            "section": str(number),
            "quote": {"exact": f"Section {number}."},
            "kind": "requires",
            "body": "The notice stays where it is, also in a copy that was changed.",
        }
        for number in range(1, 61)
    ]
    published_license(
        SIXTY,
        title="License of Sixty Sections",
        short_title="Sixty",
        body="\n\n".join(["LICENSE OF SIXTY SECTIONS", *parts]),
        annotations=notes,
    )


if __name__ == "__main__":
    main()
