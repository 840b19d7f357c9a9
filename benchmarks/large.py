"""The largest file that is let in, made up: what reading, publishing and showing 100,000 books takes in time and memory."""

from __future__ import annotations

import random
import time
import urllib.request

from benchmarks.installation import Installation, installed
from benchmarks.printing import megabytes, print_table

ROWS = 100_000
BYTES = 50 * 1024 * 1024  # what is let in at most
GO_ON = 60.0  # seconds after the first document in which books are looked up and published again
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
HEADER = (
    "Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Average Rating,Publisher,Binding,"
    "Number of Pages,Year Published,Original Publication Year,Date Read,Date Added,Bookshelves,"
    "Bookshelves with positions,Exclusive Shelf,My Review,Spoiler,Private Notes,Read Count,Owned Copies\n"
)


def made_up_export(rows: int = ROWS, size: int = BYTES) -> bytes:
    """A library that nobody has, the same each time, some bytes under `size`: the reviews make all rows equally long."""
    dice = random.Random(rows)  # noqa: S311 - no secrets
    authors = [(_word(dice), _word(dice)) for _ in range(max(1, rows // 8))]
    review = " ".join(_word(dice) for _ in range(200))
    a_row = (size - len(HEADER)) // rows
    lines = [HEADER]
    for number in range(1, rows + 1):
        start, end = _halves(dice, number, *dice.choice(authors))
        lines.append(f"{start}{review[: a_row - len(start) - len(end)]}{end}")
    return "".join(lines).encode()


def _halves(dice: random.Random, number: int, first: str, last: str) -> tuple[str, str]:
    """A book's line up to its review, and from there."""
    year, is_read = dice.randint(1950, 2024), dice.random() < 0.7
    isbn13 = _isbn13(number) if dice.random() < 0.8 else ""
    start = [
        number, f"{_word(dice)} {_word(dice)} {number}", f"{first} {last}", f'"{last}, {first}"', "",
        '"="""""', f'"=""{isbn13}"""', dice.randint(0, 5) if is_read else 0, f"{dice.uniform(3, 5):.2f}",
        _word(dice), "Paperback", dice.randint(60, 900), year, year,
        f"{dice.randint(2005, 2024)}/{dice.randint(1, 12):02}/{dice.randint(1, 28):02}" if is_read else "",
        f"2024/{dice.randint(1, 12):02}/01", "", "", "read" if is_read else "to-read", "",
    ]  # fmt: skip
    return ",".join(map(str, start)), f",,,{int(is_read)},0\n"


def _word(dice: random.Random) -> str:
    return "".join(dice.choice(CONSONANTS) + dice.choice(VOWELS) for _ in range(dice.randint(2, 4))).title()


def _isbn13(number: int) -> str:
    digits = f"9789{number:08}"
    return digits + str(-sum(int(digit) * (1 + 2 * (place % 2)) for place, digit in enumerate(digits)) % 10)


def measure_large(services: str) -> None:
    """Hand the file in, wait for its document, go on looking up for a while, look at its pages; then delete it."""
    content = made_up_export()
    with installed(services=services) as installation:
        started = time.monotonic()
        uuid = installation.upload(content)
        taken = time.monotonic() - started
        read, first = _follow_to_first(installation, uuid, started)
        until = time.monotonic() + GO_ON
        while time.monotonic() < until:
            installation.note_memory()
            time.sleep(0.25)
        pages = {path: _seconds(installation, path) for path in (f"/d/{uuid}", f"/d/{uuid}/books", f"/api/data/{uuid}")}
        installation.note_memory()
        status = installation.call(f"/api/status/{uuid}")[1]
        installation.delete(uuid)
    peaks = installation.peaks
    print_table(
        f"A made-up file of {megabytes(len(content))} with {status['progress']['total_books']} books",
        [""],
        [
            ("seconds to take it in", [f"{taken:.1f}"]),
            ("seconds until it is read", [f"{read:.1f}"]),
            ("seconds to the first document", [f"{first:.1f}"]),
            ("seconds for its dashboard", [f"{pages[f'/d/{uuid}']:.2f}"]),
            ("seconds for its list of books", [f"{pages[f'/d/{uuid}/books']:.2f}"]),
            ("seconds for its document", [f"{pages[f'/api/data/{uuid}']:.2f}"]),
            ("memory at its highest, web", [megabytes(peaks["web"])]),
            ("memory at its highest, worker, one process", [megabytes(peaks["worker"])]),
            ("memory at its highest, worker, all together", [megabytes(peaks["worker in all"])]),
        ],
    )


def _follow_to_first(
    installation: Installation, uuid: str, started: float, *, seconds: float = 300
) -> tuple[float, float]:
    """Seconds from `started` until the file is read, and until there is a document."""
    read: float | None = None
    while time.monotonic() - started < seconds:
        status = installation.call(f"/api/status/{uuid}")[1]
        installation.note_memory()
        if status["status"] == "error":
            raise RuntimeError(status["error_message"])
        if read is None and status["stage"] != "read":
            read = time.monotonic() - started
        if status["published_at"]:
            return read or 0.0, time.monotonic() - started
        time.sleep(0.2)
    raise TimeoutError(f"no document after {seconds:.0f} s: {status}")


def _seconds(installation: Installation, path: str) -> float:
    """Seconds until a page has come whole."""
    started = time.monotonic()
    with urllib.request.urlopen(installation.site + path, timeout=120) as answer:
        while answer.read(1024 * 1024):
            installation.note_memory()
    return time.monotonic() - started
