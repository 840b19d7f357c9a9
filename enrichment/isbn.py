"""ISBNs as people and spreadsheets write them: cleaned, checked, and told apart from fillers.

Parsing reads a reader's ISBNs with it and matching compares a provider's, so that both mean the
same book by the same thirteen digits. Nothing here guesses: a wrong check digit is no ISBN.
"""

from __future__ import annotations

import re

_NOT_IN_AN_ISBN = re.compile(r"[^0-9Xx]")
_TEN = re.compile(r"[0-9]{9}[0-9X]")
_THIRTEEN = re.compile(r"97[89][0-9]{10}")
_FILLERS = frozenset({"012345678", "123456789", "987654321"})  # typed to get past a form; some have valid check digits
_LONGEST = 40  # a cell longer than this holds no ISBN, and is not worth looking through


def clean(text: str) -> str:
    """Only the digits and a closing X of what may be an ISBN; "" where other letters show that it is none.

    >>> clean(' ="0-7653-4250-x" ')
    '076534250X'
    >>> clean("ISBN 978-0-7653-1218-1")
    '9780765312181'
    >>> clean("B00DQBOFTW")
    ''
    """
    if len(text) > _LONGEST:
        return ""
    if text.isascii() and text.isdigit():
        return text
    bare = re.sub(r"^\s*isbn(?:-?1[03])?\s*:?", "", text, flags=re.IGNORECASE)
    digits = _NOT_IN_AN_ISBN.sub("", bare).upper()
    if "X" in digits[:-1] or any(letter.isalpha() and letter not in "xX" for letter in bare):
        return ""
    return digits


def is_valid_isbn10(text: str) -> bool:
    """Whether `text` is ten characters, digits with perhaps a closing X, whose check digit is right.

    >>> is_valid_isbn10("0765312182"), is_valid_isbn10("0765312183")
    (True, False)
    """
    return bool(_TEN.fullmatch(text)) and _check_digit_of_10(text[:9]) == text[9]


def is_valid_isbn13(text: str) -> bool:
    """Whether `text` is thirteen digits under 978 or 979 whose check digit is right.

    >>> is_valid_isbn13("9780765312181"), is_valid_isbn13("9780765312182"), is_valid_isbn13("4006381333931")
    (True, False, False)
    """
    return bool(_THIRTEEN.fullmatch(text)) and _check_digit_of_13(text[:12]) == text[12]


def to_isbn13(text: str) -> str | None:
    """The thirteen digits that `text`, an ISBN-10 or ISBN-13 with or without hyphens, stands for.

    None for a wrong check digit, for anything else than an ISBN, and for fillers such as 0000000000.

    >>> to_isbn13("0-7653-1218-2")
    '9780765312181'
    >>> to_isbn13("1111111111") is None
    True
    """
    digits = clean(text)
    if is_valid_isbn10(digits):
        digits = f"978{digits[:9]}"
        digits += _check_digit_of_13(digits)
    if not is_valid_isbn13(digits) or _is_filler(digits):
        return None
    return digits


def to_isbn10(isbn13: str) -> str | None:
    """The ten-digit form of a valid ISBN-13; None under 979, which has none, and for an invalid one.

    >>> to_isbn10("9780765312181")
    '0765312182'
    >>> to_isbn10("9791032102350") is None
    True
    """
    if not is_valid_isbn13(isbn13) or not isbn13.startswith("978"):
        return None
    return isbn13[3:12] + _check_digit_of_10(isbn13[3:12])


def _check_digit_of_10(nine: str) -> str:
    rest = sum((10 - place) * int(digit) for place, digit in enumerate(nine)) % 11
    return "0123456789X"[(11 - rest) % 11]


def _check_digit_of_13(twelve: str) -> str:
    return str(-(sum(map(int, twelve[::2])) + 3 * sum(map(int, twelve[1::2]))) % 10)


def _is_filler(isbn13: str) -> bool:
    body = isbn13[3:12]
    return len(set(body)) == 1 or body in _FILLERS
