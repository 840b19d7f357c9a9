"""Reviews are HTML by strangers."""

from __future__ import annotations

import pytest

from uploads.parsing.reviews import sanitised


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("", None),
        ("  ", None),
        ("Fine.<br/><i>Really</i>", "Fine.<br><i>Really</i>"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("<script>alert(1)</script>", None),
        ("<img src=x onerror=alert(1)>ok", "ok"),
        ('<b style="x" onclick="y">b</b>', "<b>b</b>"),
        ('<a href="javascript:alert(1)">x</a>', '<a rel="noopener noreferrer nofollow">x</a>'),
        ("<svg><style><img src=x></style></svg>ok", "ok"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ],
)
def test_only_what_is_harmless_stays(cell: str, kept: str | None) -> None:
    assert sanitised(cell) == kept


def test_links_lead_nowhere_unseen() -> None:
    review = sanitised('<a href="/book/show/4711" target="_top" title="x">this</a>')

    assert review is not None
    assert review.startswith("<a ")
    assert 'href="https://www.goodreads.com/book/show/4711"' in review
    assert 'rel="noopener noreferrer nofollow"' in review
    assert "target" not in review


def test_a_review_is_bounded() -> None:
    assert len(sanitised("x" * 100_000) or "") == 30_000
