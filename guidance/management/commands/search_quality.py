"""Measure how well the search answers queries from a file."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml
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

_LINE = "{:<16}{:>7}{:>8}{:>8}{:>8}{:>8}"


class Command(BaseCommand):
    help = (
        "Measure how well the search answers queries. FILE is YAML: a list of {query, accept: "
        "[addresses, each of which answers it], group}."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="Print all as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        answers = answers_of(_read(options["file"]), searching.addresses)
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
