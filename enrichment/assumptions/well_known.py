"""Books that every service knows, for asking whether the services are still as we take them to be."""

from __future__ import annotations

from enrichment.providers.base import Wanted

ISBNS = (  # fifty editions of fifty works
    "9780141439518", "9780061120084", "9780451524935", "9780743273565", "9780316769488",
    "9780547928227", "9780439708180", "9780439064873", "9780439136365", "9780439139601",
    "9780439358071", "9780439785969", "9780545010221", "9780439023481", "9780439023498",
    "9780439023511", "9780441013593", "9780553293357", "9780345391803", "9780812550702",
    "9780060850524", "9780141439471", "9780141439556", "9780141441146", "9780140449136",
    "9780374528379", "9780399501487", "9780452284241", "9780743477123", "9780743477109",
    "9780679720201", "9780060883287", "9780307389732", "9780385490818", "9780307387899",
    "9781400078776", "9780375842207", "9780156012195", "9780156027328", "9781594480003",
    "9780064404990", "9780553380163", "9780062316097", "9780374533557", "9780316017930",
    "9780735211292", "9780142437247", "9780385333849", "9780684801223", "9781451673319",
)  # fmt: skip
GOODREADS_IDS = (
    "5907", "4671", "2657", "1885", "5470", "2767052", "5107", "7624", "170448", "10210",
    "6185", "168668", "4981", "13079982", "5129", "375802", "865", "19063", "11870085", "3",
)  # fmt: skip
TITLES = (
    ("Pride and Prejudice", "Jane Austen"),
    ("Frankenstein", "Mary Shelley"),
    ("Wuthering Heights", "Emily Brontë"),
    ("Moby-Dick", "Herman Melville"),
    ("Crime and Punishment", "Fyodor Dostoevsky"),
    ("The Time Machine", "H. G. Wells"),
    ("Dracula", "Bram Stoker"),
    ("Brave New World", "Aldous Huxley"),
    ("The Hobbit", "J. R. R. Tolkien"),
    ("One Hundred Years of Solitude", "Gabriel García Márquez"),
)
PAIRS_OF_EDITIONS = (  # two of each of three works
    "9780451524935", "9780452284234", "9780547928227", "9780345339683", "9780141439518", "9780679783268",
)  # fmt: skip
NO_BOOK = "9799999999990"  # a valid number that is not given out
VOLUME = "zyTCAlFPjgYC"  # the volume that Google's own documentation shows
COVER = 8739161  # one of Open Library's older covers: those are not kept by its own host


def by_isbn(*isbns: str) -> list[Wanted]:
    return [Wanted(number, title="", author="", isbn13=isbn) for number, isbn in enumerate(isbns)]


def by_goodreads_id(*ids: str) -> list[Wanted]:
    return [Wanted(number, title="", author="", goodreads_id=id_) for number, id_ in enumerate(ids)]


def by_title(*titles: tuple[str, str]) -> list[Wanted]:
    return [Wanted(number, title=title, author=author) for number, (title, author) in enumerate(titles)]
