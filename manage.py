#!/usr/bin/env python
"""Run Django's commands for the portal."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, DatabaseError) as refusal:
        if "--traceback" in sys.argv:
            raise
        if isinstance(refusal, DatabaseError):
            from portal.environment.databases import in_words

            if not (words := in_words(refusal, command="".join(sys.argv[1:2]))):
                raise
            sys.exit(words)
        sys.exit(str(refusal))


if __name__ == "__main__":
    main()
