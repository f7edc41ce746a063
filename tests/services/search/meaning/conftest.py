"""The model for tests: the one that ``make meaning`` downloads, or no test of it."""

import os
from pathlib import Path

import pytest
from django.conf import settings as project

from guidance.services.search.meaning import model_files

FOLDER = Path(project.BASE_DIR) / ".data"


@pytest.fixture(scope="session")
def wheel():
    found = model_files.wheel_in(FOLDER)
    if found is None:
        words = "there is no model: run `make meaning` (83 MB)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(words)
    return found


@pytest.fixture(scope="session")
def encoder(wheel):
    from guidance.services.search.meaning.encoder import Encoder

    return Encoder(model_files.laid_out(wheel.parent))


@pytest.fixture
def by_meaning(settings, wheel, tmp_path):
    """Switch the search by meaning on, with a standing of its own."""
    from guidance.services.search.meaning.standing import Standing

    settings.SEARCH_MEANING = "AUTO"
    settings.MODEL_DIR = wheel.parent
    settings.STATE_DIR = tmp_path
    return Standing()
