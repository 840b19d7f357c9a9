"""Serves the site for real, with waitress; the workers are another process (`runworker`)."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

import waitress
from django.conf import settings
from django.core.management.base import BaseCommand

from goodreads_site.wsgi import application

THREADS = 8
MOST_OF_A_REQUEST = 128 * 1024 * 1024  # bytes; what is an export and too large still gets its own answer below that


class Command(BaseCommand):
    help = "Serves the site with waitress. Start the workers with `runworker`."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="0.0.0.0", help="default: %(default)s")  # noqa: S104 - in a container
        parser.add_argument("--port", type=int, default=settings.PORT, help="default: PORT, %(default)s")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Serving on http://{options['host']}:{options['port']}")
        waitress.serve(
            application,
            host=options["host"],
            port=options["port"],
            threads=THREADS,
            max_request_body_size=MOST_OF_A_REQUEST,
            clear_untrusted_proxy_headers=False,  # which of them to believe is settled by TRUSTED_PROXY_HOPS
            ident=None,  # no "Server: waitress"
        )
