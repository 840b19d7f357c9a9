#!/usr/bin/env python3
"""Scores the genre rules against judged books, or writes what they predict.

    python benchmarks/score_genres.py TRUTH.jsonl                 # the scores: the whole, and its halves
    python benchmarks/score_genres.py TRUTH.jsonl --predictions   # a line {"genres": [...], "fiction": ...} for each book
    python benchmarks/score_genres.py TRUTH.jsonl --misses        # the books whose first genre is not among the truth's

A line of TRUTH.jsonl holds `subjects` (all that the services say), `year`, `truth` (genres, most voted first) and
`fiction`; `categories`, `lcc`, `ddc` and `shelves` where known. Each book is judged on its own: no author, no title, no
leanings. With `--leanings` the file is taken for one reader's library, whose other books help where only the form is known.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from enrichment.genres import Evidence, Verdict, judge, leanings_of, weigh

Book = dict[str, Any]


def evidence_of(book: Book) -> Evidence:
    fields = {name: tuple(book.get(name) or ()) for name in ("subjects", "categories", "lcc", "ddc")}
    return Evidence(**fields, year=book.get("year"))


def predicted(books: list[Book], *, with_leanings: bool = False) -> list[Verdict]:
    weighed = [weigh(evidence_of(book)) for book in books]
    first = [judge(weights, shelves=book.get("shelves", ())) for book, weights in zip(books, weighed, strict=True)]
    if not with_leanings:
        return first
    leanings = leanings_of(first)
    return [
        judge(weights, shelves=b.get("shelves", ()), leanings=leanings)
        for b, weights in zip(books, weighed, strict=True)
    ]


def scores(books: list[Book], verdicts: list[Verdict]) -> dict[str, float]:
    """Shares of the books (precision: of the genres given; recall: of the three that most readers voted for)."""
    pairs = [(book["truth"], verdict.genres) for book, verdict in zip(books, verdicts, strict=True)]
    right = sum(len(set(genres) & set(truth)) for truth, genres in pairs)
    wanted = [set(truth[:3]) for truth, _ in pairs]
    forms = [
        (book["fiction"], v.fiction) for book, v in zip(books, verdicts, strict=True) if book["fiction"] is not None
    ]
    return {
        "books": len(pairs),
        "precision": right / max(1, sum(len(genres) for _, genres in pairs)),
        "recall": sum(len(w & set(g)) for w, (_, g) in zip(wanted, pairs, strict=True)) / max(1, sum(map(len, wanted))),
        "first_right": sum(bool(g) and g[0] in t for t, g in pairs) / len(pairs),
        "any_right": sum(bool(set(g) & set(t)) for t, g in pairs) / len(pairs),
        "none": sum(not g for _, g in pairs) / len(pairs),
        "fiction_right": sum(a is b for a, b in forms) / max(1, len(forms)),
        "guessed": sum(v.guessed for v in verdicts) / len(pairs),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Scores the genre rules against judged books.")
    parser.add_argument("truth", type=Path)
    parser.add_argument("--predictions", action="store_true", help="write a line for each book instead")
    parser.add_argument("--misses", action="store_true", help="show the books whose first genre is wrong")
    parser.add_argument("--leanings", action="store_true", help="take the file for one reader's library")
    options = parser.parse_args()
    books = [json.loads(line) for line in options.truth.read_text(encoding="utf-8").splitlines()]
    started = time.perf_counter()
    verdicts = predicted(books, with_leanings=options.leanings)
    took = time.perf_counter() - started
    if options.predictions:
        for verdict in verdicts:
            print(json.dumps({"genres": verdict.genres, "fiction": verdict.fiction}))
        return
    for title, part in (("all", slice(None)), ("even lines", slice(0, None, 2)), ("odd lines", slice(1, None, 2))):
        figures = scores(books[part], verdicts[part])
        print(f"{title:>10}", " ".join(f"{name} {value:.3f}" for name, value in figures.items()))
    print(f"{took / len(books) * 1000:.3f} ms a book")
    if options.misses:
        for book, verdict in zip(books, verdicts, strict=True):
            if not set(verdict.genres[:1]) & set(book["truth"]):
                print(book["title"][:40], book["year"], "|", book["truth"], "|", verdict.genres, dict(verdict.because))


if __name__ == "__main__":
    main()
