"""The part of the document's JSON Schema that describes a book."""

from __future__ import annotations

from dashboards.document.schema_terms import (
    AUTHOR,
    DATE,
    FORMAT,
    TITLE,
    count,
    flag,
    integer,
    listed,
    mapping,
    or_null,
    record,
    stars,
    text,
)
from uploads.parsing.records import Precision, Status

AUTHOR_FACTS = record(
    "What a source records of the author, in its own words. Missing where none is switched on or it knows nobody.",
    {
        "source": text("wikidata, ..."),
        "key": text("The author's id there: Q42."),
        "name": text("As the source spells it."),
        "countries": listed(
            "Of citizenship, those that have a code.", text("ISO 3166-1 alpha-2.", pattern="^[A-Z]{2}$")
        ),
        "citizenships": listed("The same by name, states that are no more included.", text("A state.")),
        "genders": listed("None, one or several.", text("As the source calls it.")),
        "birth_year": or_null(integer("Negative is BCE; null too where the sources of the source disagree.")),
        "death_year": or_null(integer("Negative is BCE.")),
        "because": text("Why this was believed to be the author."),
    },
)

BOOK = record(
    "One row of the export, with what the services know of the book.",
    {
        "id": text("Unique in the document: the Goodreads id, or row-N where there is none or it repeats."),
        "row": integer("The data row in the export, from 1.", minimum=1),
        "goodreads_id": or_null(text("As the export has it.")),
        "title": TITLE,
        "full_title": text("As the export has it."),
        "series": or_null(text("The first series that the title names.")),
        "series_number": or_null(text("As printed: 1, 2.9, 1-4.")),
        "author": AUTHOR,
        "additional_authors": listed("Further authors, translators, illustrators.", text("A name.")),
        "isbn13": or_null(text("Digits, check digit valid.", pattern="^[0-9]{13}$")),
        "my_rating": or_null(stars("The reader's, halves possible; null is not rated, never 0.")),
        "average_rating": or_null(stars("Goodreads' mean, as the export has it.")),
        "num_pages": or_null(integer("Of the export; of a service where `filled` says so.", minimum=1)),
        "publisher": or_null(text("Of the edition.")),
        "binding": or_null(text("As the export names it.")),
        "format": or_null(text("What the binding comes to.", **FORMAT)),
        "publication_year": or_null(integer("Of the edition; negative is BCE.")),
        "original_publication_year": or_null(
            integer("Of the work; negative is BCE; of a service where `filled` says so.")
        ),
        "date_read": or_null(text("When it was finished: ISO 8601, cut to its precision.", **DATE)),
        "date_read_precision": or_null(
            text("How much of date_read is known.", enum=[precision.value for precision in Precision])
        ),
        "date_added": or_null(text("When it was put on a shelf; not when it was begun.", **DATE)),
        "reading_status": text("What the exclusive shelf means.", enum=[status.value for status in Status]),
        "shelf": {"description": "The exclusive shelf, as the reader named it.", "type": "string"},
        "shelves": listed("The reader's other shelves.", text("A shelf.")),
        "read_count": or_null(count("How often it was read.")),
        "review": or_null(text("Sanitised HTML.")),
        "has_spoilers": flag("The reader marked the review as giving the story away."),
        "genres": listed("Of the closed list of 44, the surest first.", text("A genre's name."), maxItems=4),
        "genres_because": mapping(
            "Why: by genre, the subjects and shelves that spoke for it.",
            listed("Reasons, the strongest first.", text("A reason.")),
        ),
        "genres_guessed": flag(
            "Nothing says what the novel is about: the genres whose reason says so are what the reader's others most often are."
        ),
        "fiction": or_null(flag("Fiction or nonfiction; null where nothing tells.")),
        "audience": or_null(text("For whom it was written: children, young-adult; null is adults, or unknown.")),
        "language": or_null(text("ISO 639-1, or 639-3 where that has none. From a service: exports name none.")),
        "cover_url": or_null(text("A picture at a service.", pattern="^https://")),
        "community_rating": or_null(stars("The crowd's mean: average_rating, or a service's where that is null.")),
        "community_rating_source": or_null(
            text("Whose crowd: goodreads or a provider; null also where several answered and it is not known which.")
        ),
        "ratings_count": or_null(count("Ratings at the service, even where community_rating is Goodreads'.")),
        "sources": listed("The providers that gave facts.", text("openlibrary, googlebooks, ...")),
        "looked_up": text("How far the looking up has come.", enum=["known", "not_known", "waiting"]),
        "match": mapping("By provider: why its answer was believed to mean this book.", text("A reason.")),
        "filled": listed(
            "Which of the export's fields a service filled.",
            text("A key.", enum=["num_pages", "original_publication_year"]),
        ),
    },
    optional={"author_facts": AUTHOR_FACTS},
)
