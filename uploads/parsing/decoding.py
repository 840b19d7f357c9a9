"""Which letters a file's bytes stand for: UTF-8 as Goodreads writes it, or what a spreadsheet made of it."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from typing import BinaryIO

from enrichment.sentences import Sentence

_DAMAGED = Sentence("Some letters of this file are damaged; a � stands where they were.")
_NOT_UTF8 = Sentence(
    "This file is not in UTF-8, as Goodreads writes it, but seems to have been saved by a spreadsheet "
    "(Windows-1252). Letters outside western Europe may be lost: the file as downloaded would have them."
)
_CHUNK = 256 << 10
UTF_8 = "utf-8"
UTF_8_MARKED = "utf-8-sig"
WINDOWS = "cp1252"
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, UTF_8_MARKED),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of_head(head: bytes) -> str:
    """The codec that reads the first bytes of a file, as far as they can tell.

    >>> encoding_of_head("Größe".encode("utf-16")), encoding_of_head("Größe".encode("cp1252"))
    ('utf-16', 'cp1252')
    """
    marked = next((codec for mark, codec in _BYTE_ORDER_MARKS if head.startswith(mark)), None)
    if marked:
        return marked
    if wide := _unmarked_utf16(head):
        return wide
    try:
        codecs.getincrementaldecoder(UTF_8)().decode(head)  # not final: a letter may be cut at the end
    except UnicodeDecodeError:
        return UTF_8 if _is_mostly_utf8([head]) else WINDOWS
    return UTF_8


def encoding_of_file(file: BinaryIO, of_head: str) -> tuple[str, str | None]:
    """The codec for the whole of `file` and, where it had to be guessed, a sentence that says so.

    Reads the file from its start once, or twice where it is not clean UTF-8.
    """
    if of_head.startswith(("utf-16", "utf-32")):
        return of_head, None
    utf8 = of_head if of_head == UTF_8_MARKED else UTF_8
    file.seek(0)
    decoder = codecs.getincrementaldecoder(utf8)()
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        file.seek(0)
        if utf8 == UTF_8_MARKED or _is_mostly_utf8(iter(lambda: file.read(_CHUNK), b"")):
            return utf8, _DAMAGED
        return WINDOWS, _NOT_UTF8
    return utf8, None


def _unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 without a mark shows in western text by a NUL in every other place."""
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if half >= 4 and odd > half * 0.4 and even < half * 0.1:
        return "utf-16-le"
    if half >= 4 and even > half * 0.4 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _is_mostly_utf8(chunks: Iterable[bytes]) -> bool:
    """Whether more letters beyond ASCII are sound UTF-8 than are not: a few bad bytes do not make it Windows-1252."""
    decoder = codecs.getincrementaldecoder(UTF_8)(errors="replace")
    sound = broken = 0
    for chunk in chunks:
        text = decoder.decode(chunk)
        lost = text.count("\N{REPLACEMENT CHARACTER}")
        broken += lost
        sound += len(text) - len(text.encode("ascii", "ignore")) - lost
    return sound > broken
