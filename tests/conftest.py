"""What every test gets: files under a folder of its own, and a queue that holds still until it is told to run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from goodreads_site import background
from tests.exports import works
from tests.pipeline import Queue, receive
from tests.stand_in import StandIn, serving
from tests.uploads.mending.every_kind import every_kind, works_known
from uploads.models import Upload

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server", "admin_client"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="only the tests that reach the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a second database the tests that reach none would only say the same again."""
    if not config.getoption("--database-only"):
        return
    kept = [item for item in items if _reaches_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _reaches_the_database(item)])
    items[:] = kept


def _reaches_the_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))


@pytest.fixture(autouse=True)
def queue() -> Iterator[Queue]:
    """Stands in for the queue in every test."""
    queue = Queue()
    with background.sending_to(queue.take):
        yield queue


@pytest.fixture(autouse=True)
def files(settings: Settings, tmp_path: Path) -> Path:
    """The folder that this test's storages keep their files in."""
    folder = tmp_path / "files"
    settings.MEDIA_ROOT = folder
    settings.STORAGES = settings.STORAGES | {name: _in(folder / name) for name in ("uploads", "dashboards")}
    return folder


@pytest.fixture
def open_library(settings: Settings) -> Iterator[StandIn]:
    """A small Open Library over real HTTP that knows the made-up books 0 to 99, asked as fast as we can."""
    settings.OPEN_LIBRARY_PER_SECOND = 1000.0
    with serving(works(range(100))) as stand_in:
        settings.OPEN_LIBRARY_URL = stand_in.address
        yield stand_in


@pytest.fixture
def mendable_services(settings: Settings) -> Iterator[StandIn]:
    """The stand-in for the services that knows the books of `every_kind`."""
    settings.OPEN_LIBRARY_PER_SECOND = 1000.0
    with serving(works_known()) as stand_in:
        settings.OPEN_LIBRARY_URL = stand_in.address
        yield stand_in


@pytest.fixture
def mendable(queue: Queue, mendable_services: StandIn) -> Upload:
    """A complete library with every kind of issue. For tests with a database that commits."""
    upload = receive(every_kind())
    queue.run()
    return Upload.objects.get(id=upload.id)


def _in(folder: Path) -> dict[str, Any]:
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": folder, "base_url": None, "file_permissions_mode": 0o600},
    }
