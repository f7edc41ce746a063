"""Measure how well the search answers queries from a file."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from pydantic import ValidationError

from guidance.services.asking.quality import (
    QUERIES,
    Answer,
    Quality,
    answers_of,
    by_group,
    quality_of,
)
from guidance.services.search import searching
from guidance.services.search.meaning.model_files import NoModel
from guidance.services.search.meaning.standing import standing

_LINE = "{:<16}{:>7}{:>8}{:>8}{:>8}{:>8}"


class Command(BaseCommand):
    help = (
        "Measure how well the search answers queries. FILE is YAML: a list of {query, accept: "
        "[addresses, each of which answers it], group}."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--no-meaning", action="store_true", help="By words alone, also where the model is."
        )
        parser.add_argument("--json", action="store_true", help="Print all as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        queries = _read(options["file"])
        by_meaning = not options["no_meaning"] and _knows_meaning()
        answers = answers_of(queries, partial(searching.addresses, by_meaning=by_meaning))
        if options["json"]:
            self.stdout.write(json.dumps(_as_data(answers), ensure_ascii=False, indent=1))
            return
        self.stdout.write(_LINE.format("", "queries", "hit@1", "hit@3", "hit@10", "MRR"))
        for group, quality in {**by_group(answers), "all": quality_of(answers)}.items():
            self.stdout.write(_row(group, quality))
        self.stdout.write("\nNot among the first three; before each the place of a right one:")
        for one in answers:
            if not 0 < one.place <= 3:
                self.stdout.write(f"{one.place or '–':>4}  {one.asked.query}")
                self.stdout.write(f"      first: {', '.join(one.first)}")


def _knows_meaning() -> bool:
    """Bring the search by meaning up to date; False where there is no model."""
    if settings.SEARCH_MEANING == "OFF":
        return False
    try:
        standing.refresh()
    except NoModel:
        return False
    return True


def _read(path: Path) -> Any:
    try:
        return QUERIES.validate_python(yaml.safe_load(path.read_text("utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise CommandError(f"{path} cannot be read as queries: {error}") from error


def _row(name: str, quality: Quality) -> str:
    shares = (quality.hit_1, quality.hit_3, quality.hit_10, quality.mrr)
    return _LINE.format(name or "–", quality.count, *(f"{share:.3f}" for share in shares))


def _as_data(answers: tuple[Answer, ...]) -> dict[str, Any]:
    return {
        "all": asdict(quality_of(answers)),
        "groups": {group: asdict(quality) for group, quality in by_group(answers).items()},
        "queries": [
            {"query": one.asked.query, "place": one.place, "first": list(one.first)}
            for one in answers
        ],
    }
