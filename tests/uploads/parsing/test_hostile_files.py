"""Files made to exhaust us: each ends within two seconds of work and 100 MB, in a process of its own."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from uploads.parsing import ExportRejected, ParsedBook, parse_export

MB = 1 << 20
HEADER = b"Book Id,Title,Author,ISBN,ISBN13,My Rating,Date Read,Date Added,Exclusive Shelf,My Review\n"
TABS = b"Book Id\tTitle\tPrimary Author\n"
A_ROW = b'1,Tides,Ida Holm,="0765312182",,4,2020/01/01,,read,'

# name -> what the file begins with, what is repeated, its size, and the code it is refused with (None: rows only)
FILES: dict[str, tuple[bytes, bytes, int, str | None]] = {
    "two million headers": (HEADER[:-1], b",Title", 20 * MB, "line_too_long"),
    "101 headers": (HEADER[:-1], b",x", len(HEADER) + 200, "too_many_columns"),
    "short rows": (HEADER, b"a,b\n", 50 * MB, "too_many_rows"),
    "carriage returns only": (b"", b"\r", 50 * MB, "too_many_blank_lines"),
    "line feeds below a header": (HEADER, b"\n", 50 * MB, "too_many_blank_lines"),
    "commas only": (b"", b",", 50 * MB, "line_too_long"),
    "commas below a header": (HEADER, b",", 50 * MB, None),
    "lines of commas": (HEADER, b"," * 8000 + b"\n", 20 * MB, None),
    "line feeds and quotes": (b"", b'\n"', 16 << 10, "not_goodreads"),
    "line feeds and quotes below a header": (HEADER, b'\n"', 50 * MB, "too_many_blank_lines"),
    "one quote, then rows": (HEADER + b'1,"', b"1,a,b,c\n", 20 * MB, "too_many_rows"),
    "a quote opened in each row": (HEADER, b'1,a","x\n', 50 * MB, "too_many_rows"),
    "a quote opened in each line of tabs": (TABS, b'1\ta\t"x\n', 50 * MB, "too_many_rows"),
    "an endless line": (HEADER, b"x", 50 * MB, None),
    "bytes that are no letters": (HEADER, b"\xff", 20 * MB, None),
    "zeros": (HEADER, b"\x00", 50 * MB, "binary"),
    "deep brackets": (HEADER, b"1," + b"(" * 60_000 + b"#1" + b")" * 60_000 + b",a,,,,,,read,\n", 10 * MB, None),
    "endless numbers": (HEADER, b"1,T,A," + (b"9" * 50_000 + b",") * 5 + b"read,\n", 20 * MB, None),
    "deep tags": (HEADER, A_ROW + b"<b>" * 20_000 + b"\n", 5 * MB, None),
}


def main() -> None:
    """Read every file of `FILES` and print as JSON what came of it and what it cost."""
    print(json.dumps({name: _cost(*made) for name, made in FILES.items()}))


def _cost(head: bytes, unit: bytes, size: int, code: str | None) -> dict[str, object]:
    with tempfile.TemporaryFile() as file:
        file.write(head)
        block = unit * max(1, MB // len(unit))
        while file.tell() + len(block) < size:
            file.write(block)
        file.write(unit * ((size - file.tell()) // len(unit)))
        start, books, refused = time.process_time(), 0, None
        try:
            records = parse_export(file, today=dt.date(2026, 10, 1))
            books = sum(isinstance(record, ParsedBook) for record in records)
        except ExportRejected as error:
            refused = error.code
        return {
            "seconds": time.process_time() - start,
            "megabytes": _peak_memory(),
            "as foreseen": refused == code,
            "books": books,
        }


def _peak_memory() -> float:
    """Of this process so far, in MB; 0 where the system does not say. (getrusage would give the parent's.)"""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


def test_hostile_files_cost_little() -> None:
    # when
    done = subprocess.run(
        [sys.executable, "-m", __name__], check=True, capture_output=True, cwd=Path(__file__).parents[3], timeout=100
    )

    # then
    costs = json.loads(done.stdout)
    assert costs.keys() == FILES.keys()
    assert {name: cost for name, cost in costs.items() if cost["seconds"] > 2 or cost["megabytes"] > 100} == {}
    assert [name for name, cost in costs.items() if not cost["as foreseen"]] == []
    assert costs["deep brackets"]["books"] > 80


if __name__ == "__main__":
    main()
