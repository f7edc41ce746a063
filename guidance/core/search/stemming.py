"""The stem of English words; the one place that asks a package for it."""

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import Any

_PACKAGE = "snowballstemmer"


def _english() -> Any:
    """Return the stemmer of English; its package reads in 33 languages, 3 MB of each process."""
    spec = find_spec(_PACKAGE)
    if spec is None or _PACKAGE in sys.modules:
        return _in_package()
    sys.modules[_PACKAGE] = module_from_spec(spec)  # which is not run
    try:
        return _in_package()
    finally:
        del sys.modules[_PACKAGE]  # who asks for the package itself is given all of it


def _in_package() -> Any:
    return import_module(f"{_PACKAGE}.english_stemmer").EnglishStemmer


EnglishStemmer = _english()
