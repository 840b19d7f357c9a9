"""The three tables that questions are asked of, and what their columns mean. This is their documentation, too."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str  # SQLite's: TEXT, INTEGER, NUMERIC; with its collation
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    meaning: str
    columns: tuple[Column, ...]

    @property
    def ddl(self) -> str:
        body = ", ".join(f"{column.name} {column.type}" for column in self.columns)
        return f"CREATE TABLE {self.name} ({body})"


ANY_CASE = "TEXT COLLATE NOCASE"

BOOKS = Table(
    "books",
    "One row a book of the export.",
    (
        Column("id", "TEXT PRIMARY KEY", "The book's id in this library."),
        Column("title", ANY_CASE, "Without the series suffix."),
        Column("author", ANY_CASE, "The first author."),
        Column("series", ANY_CASE, "The first series that the title names."),
        Column("series_number", "TEXT", "As printed: 1, 2.9, 1-4."),
        Column("my_rating", "NUMERIC", "1 to 5, halves possible; NULL is not rated, never 0."),
        Column("average_rating", "NUMERIC", "The crowd's mean."),
        Column("ratings_count", "INTEGER", "How many rated it at the service."),
        Column("pages", "INTEGER", "Of the edition."),
        Column("year_published", "INTEGER", "Of the edition; negative is BCE."),
        Column("original_year", "INTEGER", "Of the first publication; negative is BCE."),
        Column("decade", "INTEGER", "Of the first publication: 1990 is 1990 to 1999."),
        Column("date_read", "TEXT", "When it was finished, as far as is known: 2021, 2021-03 or 2021-03-09."),
        Column("year_read", "INTEGER", "The year of date_read."),
        Column("month_read", "TEXT", "The month of date_read: 2021-03."),
        Column("date_added", "TEXT", "When it was put on a shelf."),
        Column("year_added", "INTEGER", "The year of date_added."),
        Column("status", "TEXT", "read, to-read, currently-reading, abandoned or other."),
        Column("shelf", ANY_CASE, "The exclusive shelf, as you named it."),
        Column("read_count", "INTEGER", "How often it was read."),
        Column("review", "TEXT", "Your review, without its markup."),
        Column("format", "TEXT", "print, ebook, audio or other."),
        Column("language", "TEXT", "ISO 639: en, fr."),
        Column("fiction", "INTEGER", "1 fiction, 0 nonfiction, NULL where nothing tells."),
        Column("publisher", ANY_CASE, "Of the edition."),
        Column("isbn13", "TEXT", "Digits."),
    ),
)
BOOK_GENRES = Table(
    "book_genres",
    "The genres of a book, four at most, a row each.",
    (Column("book_id", "TEXT", "books.id"), Column("genre", ANY_CASE, "Of the closed list: Fantasy, Science Fiction.")),
)
BOOK_SHELVES = Table(
    "book_shelves",
    "Your own shelves, the exclusive one included, a row each.",
    (Column("book_id", "TEXT", "books.id"), Column("shelf", ANY_CASE, "As you named it.")),
)
TABLES = (BOOKS, BOOK_GENRES, BOOK_SHELVES)

FUNCTIONS = {
    "median(x)": "The middle value.",
    "quantile(x, p)": "The value that a share p of the values does not pass.",
    "stddev(x)": "The standard deviation of a sample.",
    "corr(x, y)": "How two columns go together: -1 to 1.",
}
