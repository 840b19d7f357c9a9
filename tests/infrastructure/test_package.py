"""What may go into the Lambda package, and what may not."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from infrastructure import package as packing
from infrastructure.package import Package, TooLarge
from infrastructure.pythons import NoSuchPython, find_python
from infrastructure.stages import ACCOUNT, ROOT, STAGES, queue_arns, settings_text, stage


def zipped(path: Path, content: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.py", content)
    return path


def test_a_package_says_its_sizes(tmp_path: Path) -> None:
    package = Package.at(zipped(tmp_path / "small.zip", b"x" * 300_000))

    assert (package.unzipped, package.zipped < 5_000) == (300_000, True)
    assert str(package) == "small.zip: 0.0 MB zipped, 0.3 MB unzipped"


@pytest.mark.parametrize(("zipped_size", "unzipped_size"), [(30_000_001, 1), (1, 80_000_001)])
def test_a_package_that_is_too_large_is_refused(zipped_size: int, unzipped_size: int) -> None:
    with pytest.raises(TooLarge, match="30 MB and 80 MB"):
        Package(Path("large.zip"), zipped_size, unzipped_size).check()


def test_the_copy_holds_the_site_and_nothing_else_of_the_working_folder(tmp_path: Path) -> None:
    copy = packing._clean_copy(tmp_path / "copy", "210987654321")

    top = {path.name for path in copy.iterdir()}
    assert {"manage.py", "goodreads_site", "uploads", "enrichment", "dashboards", "templates", "static"} <= top
    assert not top & {"tests", "data", ".env", ".git", ".venv", "infrastructure", "docs", "dist"}
    assert not list(copy.rglob("*.sqlite3"))
    assert ":210987654321:" in (copy / "zappa_settings.json").read_text("utf-8")


def test_static_files_that_no_page_asks_for_are_dropped(tmp_path: Path) -> None:
    (tmp_path / "staticfiles.json").write_text('{"paths": {"a.css": "a.123.css", "plain.txt": "plain.txt"}}')
    for name in ("a.css", "a.css.gz", "a.123.css", "a.123.css.gz", "a.css.map", "plain.txt"):
        (tmp_path / name).touch()

    packing._drop_unasked(tmp_path)

    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["a.123.css", "a.123.css.gz", "plain.txt", "staticfiles.json"]


@pytest.mark.parametrize("name", STAGES)
def test_a_stage_is_its_own_settings_over_those_it_extends(name: str) -> None:
    settings = stage(name)

    assert settings["stage"] == name
    assert settings["runtime"] == "python3.13"
    assert queue_arns(settings) == [f"arn:aws:sqs:us-east-1:{ACCOUNT}:goodreads-stats-{name}"]


def test_no_account_number_is_in_the_repository() -> None:
    assert ACCOUNT == "123456789012"  # AWS's own example
    assert settings_text("210987654321").count("210987654321") == settings_text().count(ACCOUNT) == 4


def test_what_is_no_account_number_is_refused() -> None:
    with pytest.raises(ValueError, match="twelve digits"):
        settings_text("12345")


def test_a_python_that_is_not_there_is_named() -> None:
    with pytest.raises(NoSuchPython, match=r"Python 3\.99 is not installed"):
        find_python("3.99")


def test_no_secret_stands_in_the_stages_settings() -> None:
    secrets = ("SECRET_KEY", "DATABASE_URL", "GOOGLE_BOOKS_API_KEY", "HARDCOVER_TOKEN", "CONTACT")

    for name in STAGES:
        variables = stage(name)["aws_environment_variables"]
        assert not set(secrets) & set(variables)
        assert variables["SECRETS_PATH"] == f"/goodreads-stats/{name}/"


def test_the_package_takes_the_zappa_that_deploys_it() -> None:
    pins = [
        [line.split()[0] for line in path.read_text("utf-8").splitlines() if line.startswith("zappa==")]
        for path in (ROOT / "requirements-dev.txt", ROOT / "infrastructure" / "requirements-package.txt")
    ]

    assert pins[0] == pins[1] != []
