"""What libraries cost on AWS, from measured use and published prices. Pure arithmetic; dollars and months.

The use of one library was measured with `python -m benchmarks.cloud` (docs/cost.md says when, on what, and how it
was taken to other sizes); prices are those of us-east-1 that AWS publishes, without free tiers and without taxes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

EARLIER = 0.0027  # what the earlier system reckoned with for a library of 1,000 books
FULL_CPU = 1769  # MB of memory at which Lambda gives a function one whole CPU; it gives less in proportion


@dataclass(frozen=True, slots=True)
class Prices:
    """US dollars."""

    gb_second: float = 0.0000166667  # Lambda, x86
    invocation: float = 0.20 / 1e6
    rest_request: float = 3.50 / 1e6  # API Gateway, REST API
    http_request: float = 1.00 / 1e6  # API Gateway, HTTP API
    edge_request: float = 1.00 / 1e6  # CloudFront, HTTPS, North America; 1.20 in Europe
    edge_function: float = 0.10 / 1e6
    sqs_request: float = 0.40 / 1e6
    s3_write: float = 0.005 / 1e3
    s3_read: float = 0.0004 / 1e3
    s3_gb_month: float = 0.023
    transfer_gb: float = 0.09  # out to the internet, from S3 or an API
    edge_gb: float = 0.085  # out to the internet, from CloudFront; nothing for what it fetches
    log_gb: float = 0.50


@dataclass(frozen=True, slots=True)
class Use:
    """What was measured, for a library of `BOOKS` books and one reader who watches it fill and looks around."""

    waiting_seconds: float = 0.0  # of the function, for the book services, S3 and the database
    cpu_seconds: float = 0.0  # of a whole CPU
    invocations: int = 0  # for tasks
    requests: int = 0  # that the function answers: pages, polls, the upload
    files: int = 0  # styles, scripts and fonts that an empty cache asks for
    sqs_requests: int = 0
    s3_writes: int = 0
    s3_reads: int = 0
    kept_bytes: int = 0
    answer_bytes: int = 0  # to the reader, of pages and polls
    document_bytes: int = 0  # to the reader, from S3
    file_bytes: int = 0  # to the reader, of styles, scripts and fonts
    log_bytes: int = 0


class Way(StrEnum):
    """How a reader's requests reach the function."""

    REST = "a REST API, styles from the function"
    HTTP = "an HTTP API, styles from the function"
    EDGE = "CloudFront: an HTTP API behind it, styles from S3"
    FREE = "the same within CloudFront's free tier"


BOOKS = 978
MEASURED = Use(
    waiting_seconds=48.2,  # 38.9 of tasks, 9.3 of requests
    cpu_seconds=4.75,
    invocations=13,
    requests=33,  # 24 polls, 6 pages, the upload and what comes with it
    files=73,
    sqs_requests=41,
    s3_writes=5,
    s3_reads=37,
    kept_bytes=274_083,
    answer_bytes=140_452,
    document_bytes=175_305,
    file_bytes=226_143,
    log_bytes=26_993,
)
FIXED = {
    "database (serverless PostgreSQL, sleeping; 0 to 7)": 3.50,
    "alarms (4)": 0.40,
    # Five pollers of Lambda's ask for 20 seconds each, day and night: the first million requests of an account are free.
    "queue (asked 650,000 times, with no task)": 0.26,
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


def estimate(
    books: int, *, memory: int, way: Way = Way.EDGE, use: Use = MEASURED, prices: Prices = Prices()
) -> Estimate:
    """For libraries of so many books, and a function of `memory` MB. Work and files grow with the books; visits do not."""
    size = books / BOOKS
    seconds = size * (use.waiting_seconds + use.cpu_seconds / min(1.0, memory / FULL_CPU))
    once = {
        "function": seconds * memory / 1024 * prices.gb_second + use.invocations * size * prices.invocation,
        "requests": _requests(way, use, prices),
        "queue": use.sqs_requests * size * prices.sqs_request,
        "files": use.s3_writes * prices.s3_write + use.s3_reads * prices.s3_read,
        "transfer": _transfer(way, use, prices, size=size),
        "logs": use.log_bytes * size / 1e9 * prices.log_gb,
    }
    return Estimate(once, kept=use.kept_bytes * size / 1e9 * prices.s3_gb_month)


def _requests(way: Way, use: Use, prices: Prices) -> float:
    """In an account with few readers no edge has kept a file: each is then one of S3's as well."""
    if way in (Way.REST, Way.HTTP):
        api = prices.rest_request if way is Way.REST else prices.http_request
        return (use.requests + use.files) * (api + prices.invocation)
    behind = use.requests * (prices.http_request + prices.invocation) + use.files * prices.s3_read
    if way is Way.FREE:
        return behind
    return behind + (use.requests + use.files) * prices.edge_request + use.requests * prices.edge_function


def _transfer(way: Way, use: Use, prices: Prices, *, size: float) -> float:
    """Documents come straight from S3 whatever stands before the function."""
    through = use.answer_bytes * size + use.file_bytes
    gb = {Way.EDGE: prices.edge_gb, Way.FREE: 0.0}.get(way, prices.transfer_gb)
    return (through * gb + use.document_bytes * size * prices.transfer_gb) / 1e9
