"""A made-up library of any size, handed in and looked up to its end."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from benchmarks.installation import Installation, installed
from benchmarks.readers import reader, works
from tests.stand_in import serving

SECONDS = 300.0  # until a library is looked up


@contextmanager
def looked_up(books: int, *, settings: Mapping[str, str] = {}) -> Iterator[tuple[Installation, str]]:
    """A library of so many books, with production settings: the site and the library's id."""
    with serving(works(books)) as services:
        ours = {"OPEN_LIBRARY_URL": services.address, "GOOGLE_BOOKS_API_KEY": "", "OPEN_LIBRARY_PER_SECOND": "60"}
        with installed(services=services.address, settings=ours | dict(settings), production=True) as site:
            uuid = site.upload(reader(books))
            until = time.monotonic() + SECONDS
            while site.call(f"/api/status/{uuid}")[1]["status"] != "complete":
                if time.monotonic() > until:
                    raise TimeoutError(f"{books} books were not looked up within {SECONDS:.0f} s")
                time.sleep(0.5)
            yield site, uuid
