"""The stemmer of English without those of all other languages."""

import subprocess
import sys

ALONE = """
import sys

from guidance.core.search.stemming import EnglishStemmer

print(EnglishStemmer().stemWord("licensed"), "snowballstemmer" in sys.modules)
print(*sorted(name for name in sys.modules if name.startswith("snowballstemmer.")))

import snowballstemmer

print(snowballstemmer.stemmer("german").stemWord("Lizenzen"))
"""


def test_english_is_read_alone_and_the_package_whole_for_who_asks_for_it():
    told = subprocess.run(
        [sys.executable, "-c", ALONE], capture_output=True, text=True, check=True
    ).stdout.splitlines()

    assert told == [
        "licens False",
        "snowballstemmer.among snowballstemmer.basestemmer snowballstemmer.english_stemmer",
        "Lizenz",
    ]
