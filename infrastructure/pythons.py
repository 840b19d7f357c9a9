"""Finds the Python that Lambda runs on this machine: a package holds compiled code for one version only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path


class NoSuchPython(Exception):
    """The version is not installed here."""


def find_python(version: str) -> Path:
    """The executable of this version ("3.13"): our own, one on the PATH, or one of pyenv's. Raises `NoSuchPython`."""
    for candidate in _candidates(version):
        if _version_of(candidate) == version:
            return candidate
    raise NoSuchPython(f"Python {version} is not installed here; Lambda runs that one. Install it, then again.")


def _candidates(version: str) -> Iterator[Path]:
    yield Path(sys.executable)
    if found := shutil.which(f"python{version}"):
        yield Path(found)
    pyenv = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser()  # noqa: TID251 - not the service's settings
    yield from sorted(pyenv.glob(f"versions/{version}*/bin/python"), reverse=True)


def _version_of(python: Path) -> str:
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):  # pyenv's shims exist for versions that are not there
        return ""
    return answer.stdout.strip()
