"""Bindings in the languages of their editions."""

from __future__ import annotations

import pytest

from uploads.parsing.formats import format_of
from uploads.parsing.records import Format


@pytest.mark.parametrize(
    "binding",
    """Paperback|Hardcover|Mass Market Paperback|mass_market|Library Binding|Leather Bound|cloth|paper|Trade Paperback
    |Board book|Spiral-bound|Comic|Manga|Pamphlet|Magazine|Boxed Set|Perfect Bound|Pocket Book|Unbound
    |Gebundene Ausgabe|Taschenbuch|Broschiert|Kartoniert|Broché|Relié|Poche|Cartonné|Tapa blanda|Tapa dura|Rústica
    |Capa comum|Capa dura|Brochura|Copertina flessibile|Brossura|Rilegato|Tascabile|Gebonden|Ingenaaid|Karton Kapak|Ciltli
    |oprawa miękka|Oprawa twarda|Твёрдый переплёт|Мягкая обложка|文庫|単行本（ソフトカバー）|新書|コミック|大型本|ムック
    |ボードブック|ハードカバー|ペーパーバック|Inbunden|Häftad|Indbundet|Kovakantinen|平装|精装""".replace(
        "\n", ""
    ).split("|"),
)
def test_paper_is_known_in_many_languages(binding: str) -> None:
    assert format_of(binding.strip()) is Format.PRINT


@pytest.mark.parametrize(
    "binding",
    [
        "Kindle Edition", "ebook", "E-Book", "Nook", "iBook", "pdf", "Format Kindle", "Kindle版", "Edición Kindle",
        "Livre numérique", "E-kitap", "Электронная книга", "電子書籍", "Libro electrónico", "e-könyv",
    ],
)  # fmt: skip
def test_ebooks_are_known_in_many_languages(binding: str) -> None:
    assert format_of(binding) is Format.EBOOK


@pytest.mark.parametrize(
    "binding",
    [
        "Audiobook", "Audible Audio", "Audio CD", "Audio Cassette", "MP3 CD", "Podiobook", "Hörbuch", "Livre audio",
        "Audiolibro", "Luisterboek", "Sesli Kitap", "Аудиокнига", "オーディオブック", "CD", "Digital Audio",
    ],
)  # fmt: skip
def test_audiobooks_are_known_in_many_languages(binding: str) -> None:
    assert format_of(binding) is Format.AUDIO


@pytest.mark.parametrize("binding", ["", "Unknown Binding", "－", "装丁なし", "-"])
def test_a_binding_that_says_nothing_has_no_format(binding: str) -> None:
    assert format_of(binding) is None


@pytest.mark.parametrize("binding", ["CD-ROM", "DVD", "Scroll"])
def test_what_is_no_book_or_not_known_is_other(binding: str) -> None:
    assert format_of(binding) is Format.OTHER
