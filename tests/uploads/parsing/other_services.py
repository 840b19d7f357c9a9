"""Small exports of other services, made up, in the form of real ones: a row of each, and files of rows that differ from it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Literal

from tests.uploads.parsing.making import books_of, issues_of, parse
from uploads.parsing.records import ParsedBook, RowIssue

Row = Mapping[str, str]

STORYGRAPH = {
    "Title": "The Lighthouse Keepers",
    "Authors": "Ida  Holm, Per Lund",
    "Contributors": "Ann Roe (Narrator)",
    "ISBN/UID": "9780765312181",
    "Format": "paperback",
    "Read Status": "read",
    "Date Added": "2019/11/30",
    "Last Date Read": "2020/03/09",
    "Dates Read": "2020/02/20-2020/03/09",
    "Read Count": "1",
    "Moods": "dark, tense",
    "Pace": "slow",
    "Character- or Plot-Driven?": "Character",
    "Strong Character Development?": "Yes",
    "Loveable Characters?": "No",
    "Diverse Characters?": "Yes",
    "Flawed Characters?": "Yes",
    "Star Rating": "4.25",
    "Review": "<div>Fine.</div><div>Really.</div>",
    "Content Warnings": "Death",
    "Content Warning Description": "",
    "Tags": "sea, favourites",
    "Owned?": "No",
}

LIBRARYTHING = {
    "Book Id": "5498194",
    "Title": "The Lighthouse Keepers",
    "Sort Character": "5",
    "Primary Author": "Holm, Ida",
    "Primary Author Role": "",
    "Secondary Author": "Lund, Per|Roe, Ann, Jr.",
    "Secondary Author Roles": "|Translator",
    "Publication": "Harbour Press (2011), Edition: 1st, Paperback, 312 pages",
    "Date": "2011",
    "Review": "Fine.[return]Really.",
    "Rating": "4.5",
    "Comment": "From the market",
    "Private Comment": "Do not lend again",
    "Summary": "The Lighthouse Keepers by Ida Holm (2011)",
    "Media": "Paperback",
    "Physical Description": "312 p.; 7.24 inches",
    "Weight": "1.28 pounds",
    "Height": "7.24 inches",
    "Thickness": "1.26 inches",
    "Length": "4.96 inches",
    "Dimensions": "7.24 x 4.96 x 1.26 inches",
    "Page Count": "312 ",
    "LCCN": "",
    "Acquired": "[2019-11-01]",
    "Date Started": "[2020-02-20]",
    "Date Read": "[2020-03-09]",
    "Barcode": "",
    "BCID": "",
    "Tags": "sea, favourites",
    "Collections": "Your library, Cabin",
    "Languages": "English",
    "Original Languages": "Danish",
    "LC Classification": "",
    "ISBN": "[0765312182]",
    "ISBNs": "0765312182, 9780765312181",
    "Subjects": "Lighthouses > Fiction|Sea",
    "Dewey Decimal": "839",
    "Dewey Wording": "",
    "Other Call Number": "",
    "Copies": "1",
    "Source": "Amazon.com",
    "Entry Date": "[2019-11-30]",
    "From Where": "A friend",
    "OCLC": "",
    "Work id": "57814",
    "Lending Patron": "Somebody",
    "Lending Status": "",
    "Lending Start": "",
    "Lending End": "",
}

HARDCOVER = {
    "Title": "The Lighthouse Keepers",
    "Author": "Ann Roe (Translator), Ida  Holm, Per Lund",
    "Series": "Northern Shores (#2.0)",
    "Status": "Read",
    "Privacy": "Public",
    "Hardcover Book ID": "440262",
    "Hardcover Edition ID": "25012766",
    "ISBN 10": "0765312182",
    "ISBN 13": "9780765312181",
    "ASIN": "B0036G94XY",
    "Media": "Book",
    "Country Code": "us",
    "Language Code": "en",
    "Binding": "Paperback",
    "Pages": "312",
    "Duration in Seconds": "",
    "Publish Date": "2011-05-26",
    "Publisher": "Harbour Press",
    "Genres": '["Fantasy", "Science Fiction"]',
    "Moods": "dark",
    "Tags": "sea",
    "Content Warnings": "Death",
    "Lists": "Owned, Winter reads (#19)",
    "Date Added": "2019-11-30",
    "Date Started": "2020-02-20",
    "Date Finished": "2020-03-09",
    "Rating": "4.5",
    "Review": "<p>Fine.</p><p>Really.</p>",
    "Review Contains Spoilers": "false",
    "Sponsored Review": "false",
    "Review Date": "2020-03-10T13:56:31Z",
    "Review URL": "",
    "Review Media URL": "",
    "Private Notes": "Lent to Somebody",
    "Owned": "true",
    "Compilation": "No",
    "Review Slate": '{"document"=>{"object"=>"document"}}',
}

BOOKWYRM = {
    "title": "The Lighthouse Keepers (Northern Shores, #2)",
    "author_text": "Ida Holm, Per Lund",
    "remote_id": "https://books.example/book/3",
    "openlibrary_key": "OL1M",
    "inventaire_id": "",
    "librarything_key": "77",
    "goodreads_key": "4711",
    "bnf_id": "",
    "viaf": "",
    "wikidata": "",
    "asin": "",
    "aasin": "",
    "isfdb": "",
    "isbn_10": "0765312182",
    "isbn_13": "9780765312181",
    "oclc_number": "",
    "start_date": "2020-02-20",
    "finish_date": "2020-03-09",
    "stopped_date": "",
    "rating": "4.5",
    "review_name": "Dry & kind",
    "review_cw": "",
    "review_content": "Fine.\n\nReally.",
    "review_published": "2020-03-10",
    "shelf": "read",
    "shelf_name": "Read",
    "shelf_date": "2019-11-30",
}

# by the names of their doors
ALL = {"storygraph": STORYGRAPH, "librarything": LIBRARYTHING, "hardcover": HARDCOVER, "bookwyrm": BOOKWYRM}


def file_of(
    base: Row,
    *differences: Row,
    delimiter: str = ",",
    encoding: str = "utf-8",
    line_end: str = "\n",
    quoting: Literal[0, 1] = csv.QUOTE_MINIMAL,
) -> bytes:
    """The bytes of an export whose rows are `base` but for their differences."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(base), delimiter=delimiter, lineterminator=line_end, quoting=quoting)
    writer.writeheader()
    writer.writerows({**base, **row} for row in differences)
    return text.getvalue().encode(encoding)


def book(base: Row, difference: Row | None = None, *, delimiter: str = ",") -> ParsedBook:
    """The book that comes of `base` with other cells."""
    (found,) = books_of(parse(file_of(base, difference or {}, delimiter=delimiter)))
    return found


def issues(base: Row, difference: Row | None = None, *, delimiter: str = ",") -> list[RowIssue]:
    """What is wrong with `base` with other cells."""
    return issues_of(parse(file_of(base, difference or {}, delimiter=delimiter)))
