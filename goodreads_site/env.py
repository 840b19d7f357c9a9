"""The one reader of the environment. Every error names the variable, what it held and what it takes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from dotenv import dotenv_values

from goodreads_site.secrets import read_secrets

_WORDS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


class Environment:
    """The process's variables, over those of a `.env` file (development) or a store of secrets (cloud), read by kind.

    >>> env = Environment({"PORT": "80a"})
    >>> env.integer("PORT", 8000)
    Traceback (most recent call last):
    ...
    django.core.exceptions.ImproperlyConfigured: PORT='80a' is not a whole number.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables

    @classmethod
    def of_process(cls, dotenv: Path) -> Environment:
        """What the process was given, over what `dotenv` holds; DOTENV=off leaves the file alone.

        With SECRETS_PATH it is over what stands in AWS's Parameter Store below that path; there is no file then.
        """
        given = os.environ  # noqa: TID251 - this is the one reader
        if secrets := given.get("SECRETS_PATH", ""):
            return cls({**read_secrets(secrets), **given})
        if given.get("DOTENV", "").lower() in _WORDS and not _WORDS[given["DOTENV"].lower()]:
            return cls(given)
        in_file = {name: value for name, value in dotenv_values(dotenv).items() if value is not None}
        return cls({**in_file, **given})

    def text(self, name: str, default: str = "") -> str:
        return self.variables.get(name, "").strip() or default

    def flag(self, name: str, default: bool) -> bool:
        given = self.text(name)
        if not given:
            return default
        if given.lower() not in _WORDS:
            raise ImproperlyConfigured(f"{name}={given!r} is neither true nor false.")
        return _WORDS[given.lower()]

    def integer(self, name: str, default: int, *, least: int = 0) -> int:
        given = self.text(name)
        if not given:
            return default
        try:
            number = int(given)
        except ValueError:
            raise ImproperlyConfigured(f"{name}={given!r} is not a whole number.") from None
        if number < least:
            raise ImproperlyConfigured(f"{name}={given!r} is less than {least}.")
        return number

    def number(self, name: str, default: float) -> float:
        """A number over 0."""
        given = self.text(name)
        if not given:
            return default
        try:
            number = float(given)
        except ValueError:
            number = 0.0
        if not 0 < number < float("inf"):
            raise ImproperlyConfigured(f"{name}={given!r} is not a number over 0.")
        return number

    def amount(self, name: str) -> float | None:
        """A number of 0 or more; None where it is not set."""
        given = self.text(name)
        if not given:
            return None
        try:
            number = float(given)
        except ValueError:
            number = -1.0
        if not 0 <= number < float("inf"):
            raise ImproperlyConfigured(f"{name}={given!r} is not a number of 0 or more.")
        return number

    def one_of(self, name: str, default: str, choices: Iterable[str]) -> str:
        given = self.text(name, default)
        if given not in (allowed := list(choices)):
            raise ImproperlyConfigured(f"{name}={given!r} is none of {', '.join(allowed)}.")
        return given

    def several(self, name: str, default: str = "") -> list[str]:
        """A comma-separated list; white space and empty parts are dropped."""
        return [part.strip() for part in self.text(name, default).split(",") if part.strip()]

    def address(self, name: str, default: str) -> str:
        """An http(s) address without a slash at its end; an empty default stands for none."""
        given = self.text(name, default)
        if given and not given.startswith(("http://", "https://")):
            raise ImproperlyConfigured(f"{name}={given!r} is not an address that begins with http:// or https://.")
        return given.rstrip("/")
