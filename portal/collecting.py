"""Which static files are collected: all but those of others that no page of ours asks for."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    """Django's app of static files, without what only takes time to compress: half of it all.

    ``redoc`` is a second way to show the API, ``rest_framework`` has the pages of an API that we
    answer as JSON only, and maps of scripts are for who mends libraries.
    """

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "redoc", "rest_framework", "*.js.map"]
