"""Genres in the reader's language. In documents and addresses they keep their English names and slugs."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from enrichment.genres import genre_named

_NAMES: dict[str, str | Promise] = {
    "fantasy": pgettext_lazy("genre", "Fantasy"),
    "science-fiction": pgettext_lazy("genre", "Science Fiction"),
    "mystery-crime": pgettext_lazy("genre", "Mystery & Crime"),
    "thriller": pgettext_lazy("genre", "Thriller"),
    "horror": pgettext_lazy("genre", "Horror"),
    "romance": pgettext_lazy("genre", "Romance"),
    "historical-fiction": pgettext_lazy("genre", "Historical Fiction"),
    "literary-fiction": pgettext_lazy("genre", "Literary Fiction"),
    "classics": pgettext_lazy("genre", "Classics"),
    "adventure": pgettext_lazy("genre", "Adventure"),
    "war-military": pgettext_lazy("genre", "War & Military"),
    "humor": pgettext_lazy("genre", "Humor"),
    "short-stories": pgettext_lazy("genre", "Short Stories"),
    "poetry": pgettext_lazy("genre", "Poetry"),
    "drama": pgettext_lazy("genre", "Drama"),
    "comics-graphic-novels": pgettext_lazy("genre", "Comics & Graphic Novels"),
    "young-adult": pgettext_lazy("genre", "Young Adult"),
    "childrens": pgettext_lazy("genre", "Children's"),
    "lgbtq": pgettext_lazy("genre", "LGBTQ+"),
    "mythology-folklore": pgettext_lazy("genre", "Mythology & Folklore"),
    "biography-memoir": pgettext_lazy("genre", "Biography & Memoir"),
    "history": pgettext_lazy("genre", "History"),
    "science": pgettext_lazy("genre", "Science"),
    "nature-environment": pgettext_lazy("genre", "Nature & Environment"),
    "technology-computing": pgettext_lazy("genre", "Technology & Computing"),
    "mathematics": pgettext_lazy("genre", "Mathematics"),
    "health-medicine": pgettext_lazy("genre", "Health & Medicine"),
    "psychology": pgettext_lazy("genre", "Psychology"),
    "self-help": pgettext_lazy("genre", "Self-Help"),
    "philosophy": pgettext_lazy("genre", "Philosophy"),
    "religion-spirituality": pgettext_lazy("genre", "Religion & Spirituality"),
    "business-economics": pgettext_lazy("genre", "Business & Economics"),
    "politics-society": pgettext_lazy("genre", "Politics & Society"),
    "education-reference": pgettext_lazy("genre", "Education & Reference"),
    "language-writing": pgettext_lazy("genre", "Language & Writing"),
    "essays-criticism": pgettext_lazy("genre", "Essays & Criticism"),
    "true-crime": pgettext_lazy("genre", "True Crime"),
    "art-design": pgettext_lazy("genre", "Art & Design"),
    "music": pgettext_lazy("genre", "Music"),
    "film-performing-arts": pgettext_lazy("genre", "Film & Performing Arts"),
    "food-cooking": pgettext_lazy("genre", "Food & Cooking"),
    "travel": pgettext_lazy("genre", "Travel"),
    "sports-games": pgettext_lazy("genre", "Sports & Games"),
    "crafts-hobbies": pgettext_lazy("genre", "Crafts & Hobbies"),
    "family-parenting": pgettext_lazy("genre", "Family & Parenting"),
}
_WITHIN: dict[str, str | Promise] = {  # languages differ in what they write small there
    "fantasy": pgettext_lazy("genre within a sentence", "fantasy"),
    "science-fiction": pgettext_lazy("genre within a sentence", "science fiction"),
    "mystery-crime": pgettext_lazy("genre within a sentence", "mystery & crime"),
    "thriller": pgettext_lazy("genre within a sentence", "thriller"),
    "horror": pgettext_lazy("genre within a sentence", "horror"),
    "romance": pgettext_lazy("genre within a sentence", "romance"),
    "historical-fiction": pgettext_lazy("genre within a sentence", "historical fiction"),
    "literary-fiction": pgettext_lazy("genre within a sentence", "literary fiction"),
    "classics": pgettext_lazy("genre within a sentence", "classics"),
    "adventure": pgettext_lazy("genre within a sentence", "adventure"),
    "war-military": pgettext_lazy("genre within a sentence", "war & military"),
    "humor": pgettext_lazy("genre within a sentence", "humor"),
    "short-stories": pgettext_lazy("genre within a sentence", "short stories"),
    "poetry": pgettext_lazy("genre within a sentence", "poetry"),
    "drama": pgettext_lazy("genre within a sentence", "drama"),
    "comics-graphic-novels": pgettext_lazy("genre within a sentence", "comics & graphic novels"),
    "young-adult": pgettext_lazy("genre within a sentence", "young adult"),
    "childrens": pgettext_lazy("genre within a sentence", "children's"),
    "lgbtq": pgettext_lazy("genre within a sentence", "LGBTQ+"),
    "mythology-folklore": pgettext_lazy("genre within a sentence", "mythology & folklore"),
    "biography-memoir": pgettext_lazy("genre within a sentence", "biography & memoir"),
    "history": pgettext_lazy("genre within a sentence", "history"),
    "science": pgettext_lazy("genre within a sentence", "science"),
    "nature-environment": pgettext_lazy("genre within a sentence", "nature & environment"),
    "technology-computing": pgettext_lazy("genre within a sentence", "technology & computing"),
    "mathematics": pgettext_lazy("genre within a sentence", "mathematics"),
    "health-medicine": pgettext_lazy("genre within a sentence", "health & medicine"),
    "psychology": pgettext_lazy("genre within a sentence", "psychology"),
    "self-help": pgettext_lazy("genre within a sentence", "self-help"),
    "philosophy": pgettext_lazy("genre within a sentence", "philosophy"),
    "religion-spirituality": pgettext_lazy("genre within a sentence", "religion & spirituality"),
    "business-economics": pgettext_lazy("genre within a sentence", "business & economics"),
    "politics-society": pgettext_lazy("genre within a sentence", "politics & society"),
    "education-reference": pgettext_lazy("genre within a sentence", "education & reference"),
    "language-writing": pgettext_lazy("genre within a sentence", "language & writing"),
    "essays-criticism": pgettext_lazy("genre within a sentence", "essays & criticism"),
    "true-crime": pgettext_lazy("genre within a sentence", "true crime"),
    "art-design": pgettext_lazy("genre within a sentence", "art & design"),
    "music": pgettext_lazy("genre within a sentence", "music"),
    "film-performing-arts": pgettext_lazy("genre within a sentence", "film & performing arts"),
    "food-cooking": pgettext_lazy("genre within a sentence", "food & cooking"),
    "travel": pgettext_lazy("genre within a sentence", "travel"),
    "sports-games": pgettext_lazy("genre within a sentence", "sports & games"),
    "crafts-hobbies": pgettext_lazy("genre within a sentence", "crafts & hobbies"),
    "family-parenting": pgettext_lazy("genre within a sentence", "family & parenting"),
}


def genre_name(name: str) -> str:
    """What a genre is called, given its name in the document or its slug; itself where the closed list has none of that name.

    >>> genre_name("Literary Fiction"), genre_name("Gardens on Mars")
    ('Literary Fiction', 'Gardens on Mars')
    """
    genre = genre_named(name)
    return str(_NAMES[genre.slug]) if genre else name


def genre_within(name: str) -> str:
    """The same within a sentence.

    >>> genre_within("Literary Fiction"), genre_within("LGBTQ+")
    ('literary fiction', 'LGBTQ+')
    """
    genre = genre_named(name)
    return str(_WITHIN[genre.slug]) if genre else name
