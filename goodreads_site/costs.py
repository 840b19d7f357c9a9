"""What libraries cost on AWS, from measured use and published prices. Pure arithmetic; dollars and months.

The use of one library was measured with `python -m benchmarks.cloud` (docs/cost.md says when, on what, and how it
was taken to other sizes); prices are those of us-east-1 that AWS publishes, without free tiers and without taxes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

FULL_CPU = 1769  # MB of memory at which Lambda gives a function one whole CPU; it gives less in proportion


@dataclass(frozen=True, slots=True)
class Prices:
    """US dollars."""

    gb_second: float = 0.0000166667  # Lambda, x86
    invocation: float = 0.20 / 1e6
    api_request: float = 3.50 / 1e6  # REST API
    sqs_request: float = 0.40 / 1e6
    s3_write: float = 0.005 / 1e3
    s3_read: float = 0.0004 / 1e3
    s3_gb_month: float = 0.023
    transfer_gb: float = 0.09  # out to the internet
    log_gb: float = 0.50


@dataclass(frozen=True, slots=True)
class Use:
    """What was measured, for a library of `BOOKS` books and one reader who watches it fill and looks around."""

    waiting_seconds: float = 0.0  # of the function, for the book services, S3 and the database
    cpu_seconds: float = 0.0  # of a whole CPU
    invocations: int = 0
    requests: int = 0  # that come through the API: polls, pages, styles and scripts
    sqs_requests: int = 0
    s3_writes: int = 0
    s3_reads: int = 0
    kept_bytes: int = 0
    sent_bytes: int = 0  # to the reader
    log_bytes: int = 0


BOOKS = 978
MEASURED = Use(
    waiting_seconds=55,
    cpu_seconds=4.4,
    invocations=16,
    requests=106,  # 25 polls, 6 pages, and 75 styles, scripts and fonts at the first visit
    sqs_requests=44,
    s3_writes=6,
    s3_reads=19,
    kept_bytes=274_083,
    sent_bytes=600_000,
    log_bytes=25_000,
)
FIXED = {
    "database (serverless PostgreSQL, sleeping; 0 to 7)": 3.50,
    "alarms (4)": 0.40,
    "domain (Route 53 zone)": 0.50,
    "domain (registration, 14 a year)": 1.17,
    "secrets (standard parameters), certificate, budget": 0.0,
}


@dataclass(frozen=True, slots=True)
class Estimate:
    """Dollars by what they are paid for: `per_library` once, `kept` a month for each library that stays."""

    per_library: dict[str, float]
    kept: float
    fixed: dict[str, float] = field(default_factory=lambda: dict(FIXED))

    @property
    def library(self) -> float:
        return sum(self.per_library.values())

    def month(self, libraries: int) -> float:
        """A month in which so many libraries are handed in, and as many are kept."""
        return libraries * (self.library + self.kept) + sum(self.fixed.values())


def estimate(books: int, *, memory: int, use: Use = MEASURED, prices: Prices = Prices()) -> Estimate:
    """For libraries of so many books, and a function of `memory` MB. Work and files grow with the books; visits do not."""
    size = books / BOOKS
    seconds = size * (use.waiting_seconds + use.cpu_seconds / min(1.0, memory / FULL_CPU))
    once = {
        "function": seconds * memory / 1024 * prices.gb_second + use.invocations * size * prices.invocation,
        "requests": use.requests * (prices.api_request + prices.invocation),
        "queue": use.sqs_requests * size * prices.sqs_request,
        "files": use.s3_writes * prices.s3_write + use.s3_reads * prices.s3_read,
        "transfer": use.sent_bytes * size / 1e9 * prices.transfer_gb,
        "logs": use.log_bytes * size / 1e9 * prices.log_gb,
    }
    return Estimate(once, kept=use.kept_bytes * size / 1e9 * prices.s3_gb_month)
