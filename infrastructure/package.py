"""Builds the Lambda package: `python -m infrastructure.package dev`, or `make package`.

From a clean copy without what git ignores: a working folder has a database, keys and files of readers in it. Bytecode is compiled
beforehand and marked as valid whatever the sources' dates are: Zappa dates every file 1980, so that Python would throw
all of it away and compile anew at each cold start, three times slower.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from infrastructure.pythons import NoSuchPython, find_python
from infrastructure.stages import ACCOUNT, ROOT, STAGES, settings_text, stage

DIST = ROOT / "dist"
STATIC_FILES = DIST / "source" / "staticfiles"  # as the last package has them
HERE = Path(__file__).parent
# Lambda's own limit is 250 MB unzipped; what is larger than this starts more slowly than it should.
MOST_ZIPPED, MOST_UNZIPPED = 30_000_000, 80_000_000
# What the site does not use of its own repository, and of what its packages bring along.
NOT_OURS = (
    "tests",
    "benchmarks",
    "docs",
    "tools",
    "infrastructure",
    ".ci",
    ".github",
    "docker-compose.yml",
    "Dockerfile",
)
SERVICES = {"bedrock-runtime", "s3", "sqs", "ssm", "sts"}  # of botocore's four hundred
UNUSED = (
    "redis",
    "redis-*",
    "waitress",
    "waitress-*",
    "django/contrib/gis",
    "django/contrib/admindocs",
    "django/contrib/*/locale/[!de_]*",  # all but those that settings.LANGUAGES names, and a few that begin alike
    "django/conf/locale/[!de_]*",
    "django_q/locale",
    "django_q/tests",
    "ninja/static/ninja/redoc*",
    "boto3/examples",
    "jsonschema/tests",
    "jsonschema/benchmarks",
    "**/*.po",
)


class TooLarge(Exception):
    """The package is over our limit."""


@dataclass(frozen=True, slots=True)
class Package:
    """A built package and its sizes in bytes."""

    path: Path
    zipped: int
    unzipped: int

    @classmethod
    def at(cls, path: Path) -> Package:
        with zipfile.ZipFile(path) as archive:
            return cls(path, path.stat().st_size, sum(entry.file_size for entry in archive.infolist()))

    def check(self) -> None:
        """Raises `TooLarge`."""
        if self.zipped > MOST_ZIPPED or self.unzipped > MOST_UNZIPPED:
            raise TooLarge(f"{self}: at most {MOST_ZIPPED / 1e6:.0f} MB and {MOST_UNZIPPED / 1e6:.0f} MB are allowed.")

    def __str__(self) -> str:
        return f"{self.path.name}: {self.zipped / 1e6:.1f} MB zipped, {self.unzipped / 1e6:.1f} MB unzipped"


def build(name: str, *, account: str = ACCOUNT, dist: Path = DIST) -> Package:
    """Build the package of a stage into `dist`. Raises `TooLarge`, `NoSuchPython`."""
    python = find_python(stage(name)["runtime"].removeprefix("python"))
    environment = _environment(python, dist)
    source = _clean_copy(dist / "source", account)
    _collect_static(environment, source)
    _compile(environment, source)
    target = dist / f"goodreads-stats-{name}.zip"
    target.unlink(missing_ok=True)
    zappa = [str(_bin(environment, "zappa")), "package", name, "--output", os.path.relpath(target, source)]
    _run(zappa, cwd=source, VIRTUAL_ENV=str(environment))
    package = Package.at(target)
    package.check()
    return package


def unpack(package: Path, folder: Path) -> Path:
    """The package as Lambda lays it out, in a folder of its own."""
    shutil.rmtree(folder, ignore_errors=True)
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder)
    return folder


def _environment(python: Path, dist: Path) -> Path:
    """A virtual environment with the packages, pruned and compiled; made anew when the requirements change."""
    wanted = [ROOT / "requirements.txt", HERE / "requirements-package.txt", Path(__file__)]
    key = hashlib.sha256(b"".join(path.read_bytes() for path in wanted) + str(python).encode()).hexdigest()[:12]
    environment = dist / f"packages-{key}"
    ready = environment / "ready"
    if ready.exists():
        return environment
    for old in dist.glob("packages-*"):
        shutil.rmtree(old)
    _run([str(python), "-m", "venv", str(environment)])
    _run([str(_bin(environment, "python")), "-m", "pip", "install", "--quiet", "-r", str(wanted[1])])
    packages = next(environment.glob("lib/python*/site-packages"))
    _prune(packages)
    _compile(environment, packages)
    ready.touch()
    return environment


def _prune(packages: Path) -> None:
    unused = [path for pattern in UNUSED for path in packages.glob(pattern)]
    unused += [
        path for path in (packages / "botocore" / "data").iterdir() if path.is_dir() and path.name not in SERVICES
    ]
    for path in unused:
        _remove(path)


def _clean_copy(folder: Path, account: str) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    for name in filter(None, found.stdout.split("\0")):
        if name.split("/", 1)[0] not in NOT_OURS and (ROOT / name).is_file():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)
    (folder / "zappa_settings.json").write_text(settings_text(account), "utf-8")
    return folder


def _collect_static(environment: Path, source: Path) -> None:
    python = str(_bin(environment, "python"))
    variables = {"DEBUG": "false", "SECRET_KEY": "only-while-packing", "DOTENV": "off"}
    variables |= {"DATA_DIR": str(source / "data"), "PYTHONDONTWRITEBYTECODE": "1"}
    _run([python, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"], cwd=source, **variables)
    for name in ("static", "data"):  # the originals of what is collected now, and an empty database's folder
        shutil.rmtree(source / name, ignore_errors=True)
    _drop_unasked(source / "staticfiles")


def _drop_unasked(folder: Path) -> None:
    """Of the collected files, those that no page asks for: maps, which collectstatic insists on, and unhashed originals."""
    hashed: dict[str, str] = json.loads((folder / "staticfiles.json").read_text("utf-8"))["paths"]
    unasked = [folder / name for name, with_hash in hashed.items() if name != with_hash]
    for path in [*unasked, *(path.with_name(path.name + ".gz") for path in unasked), *folder.rglob("*.map*")]:
        path.unlink(missing_ok=True)


def _compile(environment: Path, folder: Path) -> None:
    compiler = [str(_bin(environment, "python")), "-m", "compileall", "-q", "-j", "0"]
    _run([*compiler, "-f", "--invalidation-mode", "unchecked-hash", str(folder)])


def _bin(environment: Path, name: str) -> Path:
    return environment / "bin" / name


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _run(command: Sequence[str], *, cwd: Path = ROOT, **variables: str) -> None:
    # Whoever calls may have other settings, as tests have.
    ours = {"DJANGO_SETTINGS_MODULE": "goodreads_site.settings"} | variables
    environment: Mapping[str, str] = os.environ | ours  # noqa: TID251 - for another process
    output = subprocess.PIPE
    done = subprocess.run(command, cwd=cwd, env=environment, stdout=output, stderr=subprocess.STDOUT, text=True)  # noqa: S603
    if done.returncode:
        sys.exit(f"{done.stdout}\n{' '.join(command)} ended with exit code {done.returncode}.")


def main() -> None:
    parser = argparse.ArgumentParser(description="Builds the Lambda package of a stage into dist/.")
    parser.add_argument("stage", choices=STAGES)
    parser.add_argument("--account", default=ACCOUNT, help="the number of the AWS account that it is deployed to")
    options = parser.parse_args()
    try:
        package = build(options.stage, account=options.account)
    except (TooLarge, NoSuchPython, ValueError) as error:
        sys.exit(str(error))
    print(package)


if __name__ == "__main__":
    main()
