#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodreads_site.settings")  # noqa: TID251
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit(
            "Django is not installed here: `make run` sets everything up, or activate it with `. .venv/bin/activate`."
        )
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
