"""What so many libraries a month would cost on AWS."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from goodreads_site.costs import EARLIER, Way, estimate

MEMORY = 512  # MB, as zappa_settings.json gives the function


class Command(BaseCommand):
    help = "Estimates what libraries cost on AWS a month, from measured use and published prices (docs/cost.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--libraries", type=_count, default=1000, help="handed in a month (1000)")
        parser.add_argument("--books", type=_count, default=1000, help="in each of them (1000)")
        parser.add_argument("--memory", type=_count, default=MEMORY, help=f"MB of the function ({MEMORY})")

    def handle(self, *args: Any, libraries: int, books: int, memory: int, **options: Any) -> None:
        found = estimate(books, memory=memory)
        self.stdout.write(f"One library of {books:,} books, looked up once and visited:")
        for name, dollars in found.per_library.items():
            self._line(name, dollars, digits=6)
        self._line("together", found.library, digits=6)
        self._line("kept, a month", found.kept, digits=6)
        self.stdout.write("\nThe same library, by the way its reader's requests take:")
        for way in Way:
            self._line(way.value, estimate(books, memory=memory, way=way).library, digits=6)
        self._line("the earlier system's estimate, for 1,000 books", EARLIER, digits=6)
        self.stdout.write(f"\nA month with {libraries:,} of them:")
        self._line("libraries", libraries * (found.library + found.kept))
        for name, dollars in found.fixed.items():
            self._line(name, dollars)
        self._line("together", found.month(libraries))

    def _line(self, name: str, dollars: float, *, digits: int = 2) -> None:
        self.stdout.write(f"  {name:52} ${dollars:,.{digits}f}")


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number
