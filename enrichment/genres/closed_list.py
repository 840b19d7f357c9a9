"""The closed list of 44 genres: what a book may be called, and in which order genres are listed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Genre:
    slug: str  # "mystery-crime": in addresses and in the rule table
    name: str  # "Mystery & Crime": what readers see
    fiction: bool  # under which of the two headings it is listed


GENRES: tuple[Genre, ...] = (
    Genre("fantasy", "Fantasy", True),
    Genre("science-fiction", "Science Fiction", True),
    Genre("mystery-crime", "Mystery & Crime", True),
    Genre("thriller", "Thriller", True),
    Genre("horror", "Horror", True),
    Genre("romance", "Romance", True),
    Genre("historical-fiction", "Historical Fiction", True),
    Genre("literary-fiction", "Literary Fiction", True),
    Genre("classics", "Classics", True),
    Genre("adventure", "Adventure", True),
    Genre("war-military", "War & Military", True),
    Genre("humor", "Humor", True),
    Genre("short-stories", "Short Stories", True),
    Genre("poetry", "Poetry", True),
    Genre("drama", "Drama", True),
    Genre("comics-graphic-novels", "Comics & Graphic Novels", True),
    Genre("young-adult", "Young Adult", True),
    Genre("childrens", "Children's", True),
    Genre("lgbtq", "LGBTQ+", True),
    Genre("mythology-folklore", "Mythology & Folklore", True),
    Genre("biography-memoir", "Biography & Memoir", False),
    Genre("history", "History", False),
    Genre("science", "Science", False),
    Genre("nature-environment", "Nature & Environment", False),
    Genre("technology-computing", "Technology & Computing", False),
    Genre("mathematics", "Mathematics", False),
    Genre("health-medicine", "Health & Medicine", False),
    Genre("psychology", "Psychology", False),
    Genre("self-help", "Self-Help", False),
    Genre("philosophy", "Philosophy", False),
    Genre("religion-spirituality", "Religion & Spirituality", False),
    Genre("business-economics", "Business & Economics", False),
    Genre("politics-society", "Politics & Society", False),
    Genre("education-reference", "Education & Reference", False),
    Genre("language-writing", "Language & Writing", False),
    Genre("essays-criticism", "Essays & Criticism", False),
    Genre("true-crime", "True Crime", False),
    Genre("art-design", "Art & Design", False),
    Genre("music", "Music", False),
    Genre("film-performing-arts", "Film & Performing Arts", False),
    Genre("food-cooking", "Food & Cooking", False),
    Genre("travel", "Travel", False),
    Genre("sports-games", "Sports & Games", False),
    Genre("crafts-hobbies", "Crafts & Hobbies", False),
    Genre("family-parenting", "Family & Parenting", False),
)

_BY_NAME = {key: genre for genre in GENRES for key in (genre.slug, genre.name.casefold())}


def genre_named(slug_or_name: str) -> Genre | None:
    """The genre of that slug or name, whatever its case; None if it is not on the list."""
    return _BY_NAME.get(slug_or_name.casefold())


def slug_of(name: str) -> str:
    """The slug of a genre's name. Raises `KeyError` for a name that is not on the list."""
    return _BY_NAME[name.casefold()].slug
