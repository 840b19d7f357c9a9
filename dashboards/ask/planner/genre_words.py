"""What people call a genre."""

from __future__ import annotations

OTHER_NAMES = {
    "science fiction": ("sci-fi", "scifi", "sf", "speculative fiction"),
    "mystery": ("crime", "detective", "whodunit", "whodunnit"),
    "mystery & crime": ("mystery", "crime", "detective", "crime fiction", "whodunit", "mystery and crime"),
    "thriller": ("suspense",),
    "horror": ("scary",),
    "historical fiction": ("historical", "historical novel"),
    "literary fiction": ("literary", "litfic"),
    "classics": ("classic", "classic literature"),
    "war & military": ("war", "military"),
    "humor": ("humour", "humorous", "funny", "comedy", "comic novel"),
    "short stories": ("short story", "short story collection", "short fiction"),
    "poetry": ("poems", "poetry collection"),
    "drama": ("plays",),
    "comics & graphic novels": ("comics", "comic", "graphic novel", "graphic novels", "manga"),
    "graphic novels": ("comics", "comic", "graphic novel"),
    "young adult": ("ya", "young-adult"),
    "children's": ("childrens", "children", "kids", "kids'", "middle grade"),
    "lgbtq+": ("lgbtq", "lgbt", "queer", "lgbtqia"),
    "mythology & folklore": ("mythology", "folklore", "myths", "fairy tales"),
    "biography & memoir": ("biography", "memoir", "autobiography", "biographies and memoirs", "bios"),
    "biography": ("bios", "autobiography"),
    "nature & environment": ("nature", "environment", "nature writing"),
    "technology & computing": ("technology", "computing", "programming", "tech", "computer science"),
    "mathematics": ("math", "maths"),
    "health & medicine": ("health", "medicine", "medical"),
    "self-help": ("self help", "personal development", "self improvement"),
    "self help": ("self-help", "personal development", "self improvement"),
    "religion & spirituality": ("religion", "spirituality", "religious", "theology"),
    "business & economics": ("business", "economics", "finance"),
    "politics & society": ("politics", "political", "sociology"),
    "education & reference": ("education",),
    "language & writing": ("linguistics",),
    "essays & criticism": ("essays", "essay", "essay collection", "literary criticism"),
    "true crime": ("true-crime",),
    "art & design": ("art", "design", "photography"),
    "film & performing arts": ("film", "cinema", "theatre", "theater"),
    "food & cooking": ("food", "cooking", "cookbook", "cookery"),
    "travel": ("travel writing", "travelogue"),
    "sports & games": ("sports", "sport"),
    "crafts & hobbies": ("crafts", "hobbies"),
    "family & parenting": ("parenting",),
    "historical": ("historical fiction",),
}


def forms_of_genre(name: str) -> list[str]:
    """Every way to write a genre's folded name, in the singular and the plural.

    >>> forms_of_genre("mystery")[:5]
    ['mystery', 'crime', 'detective', 'whodunit', 'whodunnit']
    """
    names = [name, name.replace(" & ", " and "), name.replace("-", " "), *OTHER_NAMES.get(name, ())]
    forms = [*names, *(form.replace(" ", "-") for form in names if " " in form)]
    for form in names:
        forms.append(f"{form[:-1]}ies" if form.endswith("y") else f"{form}s")
        if form.endswith("s") and form not in ("classics", "politics", "economics", "comics", "mathematics", "maths"):
            forms.append(form[:-1])
    return list(dict.fromkeys(forms))
