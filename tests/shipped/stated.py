"""What an ordinary web product is made of, as its parts state their licenses."""

from functools import cache
from pathlib import Path

import yaml


@cache
def stated() -> dict[str, dict[str, str]]:
    """Return names, apart by blanks, by license expression and by where they come from."""
    path = Path(__file__).with_name("components.yaml")
    return yaml.safe_load(path.read_text(encoding="utf-8"))
