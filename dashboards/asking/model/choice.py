"""Which model this installation has for questions, if any, and whether it may be asked: from the settings."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from dashboards.ask.model.prices import A_DOLLAR, Prices

if TYPE_CHECKING:
    from dashboards.ask.model.base import Model


@dataclass(frozen=True, slots=True)
class Choice:
    """What the settings say of the model. Two of the same settings are equal."""

    kind: str  # "bedrock" or "openai"
    id: str
    url: str
    key: str
    seconds: float
    region: str
    prices: Prices
    most: int  # millionths of a dollar a day

    @property
    def name(self) -> str:
        """To whom readers' questions go, as they are told before they send one."""
        if self.kind == "bedrock":
            return _("%(model)s at Amazon Bedrock") % {"model": self.id}
        return _("%(model)s at %(host)s") % {"model": self.id, "host": urlsplit(self.url).hostname}

    def model(self) -> Model:
        """The way to ask it."""
        return _model(self)

    def __repr__(self) -> str:  # an error that shows it must not show the key
        return f"Choice({self.kind}, {self.id})"


def chosen() -> Choice | None:
    """The model that may be asked; None while none is named, or while something is missing."""
    if not settings.QUESTION_MODEL or what_is_missing():
        return None
    return Choice(
        kind=settings.QUESTION_MODEL,
        id=settings.QUESTION_MODEL_ID,
        url=settings.QUESTION_MODEL_URL,
        key=settings.QUESTION_MODEL_KEY,
        seconds=settings.QUESTION_MODEL_SECONDS,
        region=settings.AWS_REGION,
        prices=Prices(settings.QUESTION_MODEL_PRICE_IN or 0.0, settings.QUESTION_MODEL_PRICE_OUT or 0.0),
        most=round(settings.QUESTION_MODEL_DAILY_USD * A_DOLLAR),
    )


def what_is_missing() -> str:
    """Why the model that is named cannot be asked, for who runs the site; "" where nothing is missing."""
    if not settings.QUESTION_MODEL:
        return ""
    if not settings.QUESTION_MODEL_ID:
        return f"QUESTION_MODEL={settings.QUESTION_MODEL!r}, but QUESTION_MODEL_ID does not say which model."
    return (_bedrock_lacks if settings.QUESTION_MODEL == "bedrock" else _openai_lacks)() or _costs_too_much()


def _bedrock_lacks() -> str:
    if settings.QUESTION_MODEL_PRICE_IN and settings.QUESTION_MODEL_PRICE_OUT:
        return ""
    return "Bedrock is paid: QUESTION_MODEL_PRICE_IN and QUESTION_MODEL_PRICE_OUT must say how."


def _openai_lacks() -> str:
    url, key = settings.QUESTION_MODEL_URL, settings.QUESTION_MODEL_KEY
    if not url:
        return "QUESTION_MODEL='openai', but QUESTION_MODEL_URL does not say where, such as http://localhost:11434/v1."
    if not key.isascii() or not key.isprintable() or " " in key:
        return "QUESTION_MODEL_KEY holds characters that no key has."
    if key and url.startswith("http://") and not _is_near(url):
        return "QUESTION_MODEL_KEY would travel unencrypted: QUESTION_MODEL_URL must begin with https://."
    if None in (settings.QUESTION_MODEL_PRICE_IN, settings.QUESTION_MODEL_PRICE_OUT) and (key or not _is_near(url)):
        return (
            "A model with a key, or elsewhere, may be paid: QUESTION_MODEL_PRICE_IN and QUESTION_MODEL_PRICE_OUT must "
            "say how; 0 where it costs nothing."
        )
    return ""


def _costs_too_much() -> str:
    """A day that cannot pay for one request would look like one whose money is spent."""
    prices = Prices(settings.QUESTION_MODEL_PRICE_IN or 0.0, settings.QUESTION_MODEL_PRICE_OUT or 0.0)
    worst = prices.worst / A_DOLLAR
    if worst <= settings.QUESTION_MODEL_DAILY_USD:
        return ""
    return f"One request may cost ${worst:.4f}, which is more than QUESTION_MODEL_DAILY_USD."


def _is_near(url: str) -> bool:
    """Whether the address is of this machine or this network: "localhost", "ollama", 10.0.0.5."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost" or "." not in host or host.endswith((".local", ".internal", ".localhost"))


@lru_cache(maxsize=4)
def _model(choice: Choice) -> Model:
    """Kept: a client of AWS takes a fifth of a second to make."""
    if choice.kind == "bedrock":
        from dashboards.ask.model.bedrock import Bedrock, bedrock_client

        client = bedrock_client(choice.region, seconds=choice.seconds, endpoint_url=choice.url or None)
        return Bedrock(client, choice.id)
    from dashboards.ask.model.compatible import Compatible

    return Compatible(choice.url, choice.id, key=choice.key, seconds=choice.seconds)
