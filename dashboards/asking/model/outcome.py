"""What came of letting a model read a question: a form or a failure, signed, so that an address can hold it.

An answer's address shows the same tomorrow, in every process and as a file, and nobody is asked again. The signature keeps
"a model read this" true. The form in it is looked at anew each time, as if the model had just said it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.core import signing

_SALT = "dashboards.asking.model"
LONGEST = 3_500  # characters of an address; what needs more is no reading of 300 characters


@dataclass(frozen=True, slots=True)
class Mark:
    """Who read it and what that took."""

    name: str
    milliseconds: float
    tokens_in: int | None  # None: the service did not say
    tokens_out: int | None
    millionths: int  # of a dollar
    remembered: bool = False  # it was read earlier that day: nothing was sent


@dataclass(frozen=True, slots=True)
class Outcome:
    form: Mapping[str, Any] | None
    mark: Mark | None
    failed: str = ""  # a code
    token: str = ""  # what an address said it by

    @property
    def again(self) -> Outcome:
        """The same for who asks the same question later that day."""
        return replace(self, mark=replace(self.mark, millionths=0, remembered=True) if self.mark else None)


def signed(outcome: Outcome, question: str) -> str:
    """For the address of this question; "" where it would be too long for one."""
    said = {"question": _digest(question), "form": outcome.form, "failed": outcome.failed}
    mark = asdict(outcome.mark) if outcome.mark else None
    token = signing.dumps(said | {"mark": mark}, salt=_SALT, compress=True)
    return token if len(token) <= LONGEST else ""


def unsigned(token: str, question: str) -> Outcome | None:
    """What an address says came of this question; None where nothing, or not ours, or of another question."""
    if not token or len(token) > LONGEST:
        return None
    try:
        said = signing.loads(token, salt=_SALT)
        if said["question"] != _digest(question):
            return None
        return Outcome(said["form"], Mark(**said["mark"]) if said["mark"] else None, said["failed"], token)
    except (signing.BadSignature, KeyError, TypeError):  # the latter two: written by another version
        return None


def _digest(question: str) -> str:
    return hashlib.sha256(" ".join(question.split()).encode("utf-8", "replace")).hexdigest()[:32]
