"""A statement taken apart into words, texts and signs: enough to say where something stands. It judges nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\n\f\r]+)
  | (?P<comment>--[^\n]*|/\*.*?(?:\*/|\Z))
  | (?P<text>[xX]?'(?:[^']|'')*(?:'|\Z))
  | (?P<quoted>"(?:[^"]|"")*(?:"|\Z)|`(?:[^`]|``)*(?:`|\Z)|\[[^\]]*(?:\]|\Z))
  | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<parameter>\?\d*|[:@$]\w+)
  | (?P<name>[A-Za-z_\x80-\U0010ffff][\w$\x80-\U0010ffff]*)
  | (?P<sign><>|<=|>=|!=|==|\|\||<<|>>|.)
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    kind: str  # text, quoted, number, parameter, name or sign
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        """What it names, in lower case and without its quotes; for a sign the sign."""
        inner = self.text[1:-1] if self.kind == "quoted" else self.text
        return inner.lower()


def tokens(sql: str) -> list[Token]:
    """What stands in the statement, without spaces and comments.

    >>> [token.text for token in tokens("SELECT 'a -- b', x -- y")]
    ['SELECT', "'a -- b'", ',', 'x']
    """
    return [
        Token(found.lastgroup or "sign", found[0], found.start())
        for found in _TOKEN.finditer(sql)
        if found.lastgroup not in ("space", "comment")
    ]
