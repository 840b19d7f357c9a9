"""The main job, measured through the HTTP API on real exports against a stand-in for the services: `make bench`.

Prints one table of each export's time, requests, findings and costs, with ratios to importing book by book beside it.
docs/performance.md says what the figures mean.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.asking import measure_asking
from benchmarks.comparing import compare_with_the_plain_way
from benchmarks.fairness import measure_fairness
from benchmarks.installation import ROOT, STAND_IN, Installation, installed, standing_in, turn
from benchmarks.large import measure_large
from benchmarks.measuring import Asked, Measured, asked, follow, measure
from benchmarks.pages import measure_pages
from benchmarks.printing import Row, machine, megabytes, print_table, times
from benchmarks.stages import LOOKING_UP, PUBLISHING, READING, stop_watch

EXPORTS = ROOT.parent / "shared" / "exports"
USUAL = ("04", "21", "06", "22", "01")  # 32 to 2,638 books, of each of Goodreads' forms: under four minutes in all
COMPARED = "06"  # a middling library
LARGE = "01"


def main() -> None:
    options = _options()
    if options.pages or options.ask:
        print(machine())
        if options.pages:
            measure_pages()
        if options.ask:
            measure_asking()
        return
    exports = options.exports or sorted([*EXPORTS.glob("*.csv"), *EXPORTS.glob("history/*.csv")])
    if not (exports and STAND_IN.exists()):
        sys.exit("The exports and the stand-in for the services are not beside this checkout: nothing to measure with.")
    chosen = exports if options.all or options.exports else [EXPORTS / f"{name}.csv" for name in USUAL]
    print(machine())
    with _services(options.services, latency=options.latency, limits=options.limits) as services:
        print(f"services: median answer after {options.latency:.0f} ms, limits {'kept' if options.limits else 'off'}")
        if not options.only:
            _measure_exports(services, chosen, beside_the_plain_way=options.plain)
        if options.fairness:
            measure_fairness(services, EXPORTS / f"{LARGE}.csv", EXPORTS / f"{COMPARED}.csv", postgres=options.postgres)
        if options.large:
            measure_large(services)


def _measure_exports(services: str, paths: list[Path], *, beside_the_plain_way: bool) -> None:
    with stop_watch() as watch, installed(services=services, settings=watch.settings) as installation:
        measured = []
        for path in paths:
            if sys.stderr.isatty():
                print(f"{path.name} …", end="\r", file=sys.stderr, flush=True)
            measured.append(measure(installation, path, watch))
        print_table("Exports through the whole road", [one.name for one in measured], _rows(measured))
        _print_wrong(measured)
        _print_a_second_time(installation, paths[0])
        _print_memory(installation)
        if beside_the_plain_way:
            compared = next((place for place, path in enumerate(paths) if path.stem == COMPARED), 0)
            compare_with_the_plain_way(installation, paths[compared], measured[compared])


def _rows(measured: list[Measured]) -> list[Row]:
    figures = [_figures(one) for one in measured]
    return [(name, [of_one[name] for of_one in figures]) for name in figures[0]]


def _figures(one: Measured) -> dict[str, str]:
    library, google = one.open_library, one.google_books
    reading, matching, publishing = (one.cost(stage) for stage in (READING, LOOKING_UP, PUBLISHING))
    return {
        "rows": str(one.rows),
        "books": str(one.books),
        "rows to mend": str(one.followed.document["unreadable_rows"]),
        "seconds to the first document": f"{one.followed.first:.2f}",
        "seconds to the last": f"{one.followed.last:.1f}",
        "books a second": f"{one.books / one.followed.last:.1f}",
        "requests, Open Library": str(library.requests),
        "requests, Google Books": str(google.requests),
        "requests a book": f"{one.requests / one.books:.3f}",
        "books a request": f"{one.books / max(1, one.requests):.1f}",
        "most requests in a second, Open Library": str(library.peak),
        "most requests in a second, Google Books": str(google.peak),
        "requests a second, Open Library": _average(library),
        "refused (403, 429)": str(one.refused),
        "found": f"{one.found:.1%}",
        "found by ISBN": f"{one.share('isbn'):.1%}",
        "found by Goodreads id": f"{one.share('goodreads_id'):.1%}",
        "found by title": f"{one.share('title'):.1%}",
        "found of what Open Library has": f"{one.verdict.share:.1%}",
        "wrong matches": str(one.verdict.wrong),
        "with genres": f"{one.share_with('genres'):.1%}",
        "with a cover": f"{one.share_with('cover_url'):.1%}",
        "with pages": f"{one.share_with('num_pages'):.1%}",
        "with a language": f"{one.share_with('language'):.1%}",
        "time, to what the limit alone takes": times(one.followed.last / one.limit) if one.limit else "-",
        "CPU seconds": f"{(reading + matching + publishing) * one.followed.last:.2f}",
        "CPU seconds, of the time": f"{reading + matching + publishing:.1%}",
        "  reading the file": f"{reading:.1%}",
        "  matching and storing": f"{matching:.1%}",
        "  publishing": f"{publishing:.1%}",
        "  besides, HTTP and JSON": f"{one.cost_of_asking:.1%}",
    }


def _average(service: Asked) -> str:
    return "-" if service.average is None else f"{service.average:.2f}"


def _print_wrong(measured: list[Measured]) -> None:
    for one in measured:
        if one.verdict.wrong:
            print(f"\n{one.name}: wrong matches: {', '.join(one.verdict.examples)}")


def _print_a_second_time(installation: Installation, path: Path) -> None:
    content = path.read_bytes()
    installation.delete(follow(installation, content).uuid)
    installation.reset_stats()
    again = follow(installation, content)
    requests = asked(installation.stats())
    print(f"\n{path.name} once more: complete after {again.last:.1f} s, {requests} requests")


def _print_memory(installation: Installation) -> None:
    peaks = installation.peaks
    print(
        f"memory at its highest: web {megabytes(peaks['web'])}, worker {megabytes(peaks['worker'])} in one process, "
        f"{megabytes(peaks['worker in all'])} in all of its processes together"
    )


@contextmanager
def _services(address: str | None, *, latency: float, limits: bool) -> Iterator[str]:
    """The stand-in: the one at this address, given back as it was, or one of our own."""
    knobs = {"latency": latency, "limits": limits}
    if address:
        address = address.rstrip("/")
        before = turn(address)
        turn(address, **knobs)
        try:
            yield address
        finally:
            turn(address, **{name: before[name] for name in knobs})
        return
    with standing_in() as own:
        turn(own, **knobs)
        yield own


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("exports", nargs="*", type=Path, help=f"exports to measure (default: {', '.join(USUAL)})")
    parser.add_argument("--all", action="store_true", help="every export of ../shared/exports")
    parser.add_argument("--fairness", action="store_true", help="a small library behind a large one; several clusters")
    parser.add_argument("--large", action="store_true", help="a made-up file of 50 MB with 100,000 rows")
    parser.add_argument(
        "--pages", action="store_true", help="dashboards in the browser, of made-up libraries, and nothing else"
    )
    parser.add_argument(
        "--ask", action="store_true", help="questions and SELECTs to made-up libraries, and nothing else"
    )
    parser.add_argument("--only", action="store_true", help="only what --fairness and --large measure, no exports")
    parser.add_argument(
        "--plain",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="besides, one export by importing book by book: 90 seconds more",
    )
    parser.add_argument("--services", default=os.environ.get("BOOKAPIS"), help="a stand-in that runs (BOOKAPIS)")
    parser.add_argument("--latency", type=float, default=250, help="median milliseconds that a service takes")
    parser.add_argument(
        "--limits", action=argparse.BooleanOptionalAction, default=True, help="whether the services keep their limits"
    )
    parser.add_argument(
        "--postgres",
        default="postgres://postgres@127.0.0.1:5432/postgres",
        help="where --fairness may create a database of its own",
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
