"""Where a table of contents stands, and what only looks like one."""

import pytest

from guidance.core.texts.form_2.contents import contents
from guidance.core.texts.form_2.paragraphs import paragraphs_of

LINE = "x" * 147


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("1. A / 2. B / 3. C / 1. A / 2. B / 3. C", (0, 3)),
        ("1. A / 2. B / 1. A / 2. B", None),
        ("1. A / 2. B / 3. C", None),
        ("", None),
        ("Contents / 1. A / 2. B / 3. C / 1. A / 2. B / 3. C", (0, 4)),
        ("A Title / 1. A / 2. B / 3. C / 1. A / 2. B / 3. C", (1, 4)),
        ("A Title / Contents / 1. A / 2. B / 3. C / 1. A / 2. B / 3. C", (1, 5)),
        ("1. A ... 2 / 2. B ... 7 / 3. C ... 9 / 1. A / 2. B / 3. C", (0, 3)),
        ("1. A / 2. B / 3. C / 1. a: it / 2. b. So / 3. c. No", (0, 3)),
        ("1. A / 2. B / 3. C / 1. Ab / 2. Bc / 3. Cd", None),
        ("A / B / C / A / B / C", None),
        ("Annex A / Annex B / Part I / Annex A / Annex B / Part I", (0, 3)),
        ("1. A / 2. X / 3. B / 4. Y / 5. C / Z / 1. A / 3. B / 5. C", (0, 5)),
        ("1. A / 2. X / 3. Y / 4. B / 5. C / Z / 1. A / 4. B / 5. C", (0, 5)),
        ("1. A / 2. X / 3. Y / 4. Z / 5. B / 6. C / W / 1. A / 5. B / 6. C", None),
        ("1. A / words / 2. B / 3. C / Z / 1. A / 2. B / 3. C", None),
        ("1. A / 2. B / 3. C / 4. X / Z / 1. A / 2. B / 3. C", (0, 3)),
        (f"1. A / 2. B / 3. {LINE} / 1. A / 2. B / 3. {LINE}", (0, 3)),
        (f"1. A / 2. B / 3. {LINE}x / 1. A / 2. B / 3. {LINE}x", None),
        (f"1. A / 2. {LINE} / 3. B / 4. C / Z / 1. A / 3. B / 4. C", (0, 4)),
        (f"1. A / 2. {LINE}x / 3. B / 4. C / Z / 1. A / 3. B / 4. C", None),
    ],
)
def test_contents_are_short_numbered_lines_that_come_back(written, found):
    text = written.replace(" / ", "\n\n")

    assert contents(list(paragraphs_of(text))) == found
