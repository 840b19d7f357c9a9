"""The services that facts come from, by their own names, which no language translates."""

SERVICES = {
    "goodreads": "Goodreads",
    "openlibrary": "Open Library",
    "googlebooks": "Google Books",
    "hardcover": "Hardcover",
}
