"""What a file is that is not an export, so that we can say so and say what to do instead."""

from __future__ import annotations

import re

from enrichment.sentences import Sentence
from uploads.parsing.rejected import WHERE_TO_GET_IT, ExportRejected

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00")
_PICTURE_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"heif")
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls and .doc alike
_SPREADSHEET_PARTS = (b"xl/", b"opendocument.spreadsheet", b"Index/Document.iwa", b"Index/Tables")
_DOCUMENT_PARTS = (b"word/", b"opendocument.text", b"application/epub")
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a"))

_SPREADSHEET = Sentence(
    "This is a spreadsheet, not the CSV file that was exported. Save it as “CSV UTF-8”, or better: take the "
    "file as it was downloaded."
)
_PICTURE = Sentence("This is a picture, not the export of a library.")
_PACKED = Sentence("This is a packed file. Unpack it and hand in the CSV file inside.")
_ZIPPED = Sentence("This is a ZIP file. Unpack it and hand in the CSV file inside.")
_PDF = Sentence("This is a PDF, not the export of a library.")
_TEXT_DOCUMENT = Sentence("This is a text document, not the export of a library.")
_DOCUMENT = Sentence("This is a document, not the export of a library.")
_BINARY = Sentence("This is not a text file, so it is no export of a library.")
_WEB_PAGE = Sentence(
    "This is a web page, not the file behind it: it happens when the download page itself is saved, or the "
    "sign-in has run out."
)
_JSON = Sentence("This is a JSON file, not a CSV of books.")
_PRIVACY_DATA = Sentence("This seems to be from the data that Goodreads sends on a privacy request.")
_PRIVACY_ZIP = Sentence("This seems to be the ZIP file that Goodreads sends on a privacy request.")
_ANOTHER_FILE = Sentence("The library export is another file, a CSV.")
_OTHERS = {  # service -> columns that only its export has
    "Letterboxd": {"letterboxduri"},
    "IMDb": {"const", "titletype"},
    "Calibre": {"authorsort", "uuid"},
}


def refuse_other_files(head: bytes) -> None:
    """Raise ExportRejected if the first bytes of a file show it to be something else than text in columns."""
    _refuse_pictures(head)
    _refuse_packed_files(head)
    if head.startswith(b"%PDF"):
        raise ExportRejected("pdf", f"{_PDF} {WHERE_TO_GET_IT}")
    if head.startswith(b"{\\rtf"):
        raise ExportRejected("not_text", f"{_TEXT_DOCUMENT} {WHERE_TO_GET_IT}")


def refuse_binary(head: bytes) -> None:
    """Raise ExportRejected for bytes that are no text, after the encodings that hold NULs were told apart."""
    controls = len(head) - len(head.translate(None, _CONTROL))
    if controls > max(8, len(head) // 100):
        raise ExportRejected("binary", f"{_BINARY} {WHERE_TO_GET_IT}")


def refuse_other_text(text: str) -> None:
    """Raise ExportRejected if text is HTML, XML or JSON; Goodreads' answer to a privacy request is JSON."""
    start = text.lstrip()[:1]
    if start == "<":
        raise ExportRejected(
            "html",
            f"{_WEB_PAGE} {WHERE_TO_GET_IT}",
        )
    if start in ("{", "[") and re.match(r'\s*[\[{]\s*(["{\[\]}]|$)', text):
        if re.search(r'"explanation"|goodreads|"(?:book|shelf|review|rating)[a-z_ ]*"\s*:', text, re.IGNORECASE):
            raise _privacy_export(_PRIVACY_DATA)
        raise ExportRejected("json", f"{_JSON} {WHERE_TO_GET_IT}")


def other_service(keys: frozenset[str]) -> str | None:
    """The service whose export has a header with these keys (see `columns.key_of`), if we know it."""
    return next((name for name, signs in _OTHERS.items() if signs <= keys), None)


def _refuse_pictures(head: bytes) -> None:
    webp = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    phone = head[4:8] == b"ftyp" and head[8:12] in _PICTURE_BRANDS
    # "BM" also begins words: a bitmap has NULs behind it
    if webp or phone or (head.startswith(_PICTURES) and (b"\x00" in head[:64] or not head.startswith(b"BM"))):
        raise ExportRejected("picture", f"{_PICTURE} {WHERE_TO_GET_IT}")


def _refuse_packed_files(head: bytes) -> None:
    if head.startswith(_OLD_OFFICE):
        raise ExportRejected("spreadsheet", f"{_SPREADSHEET} {WHERE_TO_GET_IT}")
    if head.startswith(_ZIP):
        _refuse_zip(head)
    if head.startswith(_ARCHIVES):
        raise ExportRejected("archive", f"{_PACKED} {WHERE_TO_GET_IT}")


def _refuse_zip(head: bytes) -> None:
    if any(part in head for part in _SPREADSHEET_PARTS):
        raise ExportRejected("spreadsheet", f"{_SPREADSHEET} {WHERE_TO_GET_IT}")
    if any(part in head for part in _DOCUMENT_PARTS):
        raise ExportRejected("not_text", f"{_DOCUMENT} {WHERE_TO_GET_IT}")
    if re.search(rb"PK\x03\x04.{26}[^\x00]{1,200}\.json", head, re.DOTALL):
        raise _privacy_export(_PRIVACY_ZIP)
    raise ExportRejected("archive", f"{_ZIPPED} {WHERE_TO_GET_IT}")


def _privacy_export(what: str) -> ExportRejected:
    return ExportRejected("privacy_export", f"{what} {_ANOTHER_FILE} {WHERE_TO_GET_IT}")
