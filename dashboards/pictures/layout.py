"""A share picture as SVG, in three shapes. All sizes are pixels; text is fitted by a width no letter exceeds by much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from dashboards.pictures.content import Content, Spine

CLOTH, GILT, CREAM, MUTED, WOOD, BAND = "#17332c", "#e8c987", "#f5ead2", "#b9c4b0", "#6b4a2b", "#141814"
# The eight cloths as on the cover, and undyed: static/css/tokens.css names them.
CLOTHS = ("#9a9484", "#cc4a62", "#e9bb45", "#7fb39d", "#a5dfee", "#6f70cf", "#df805f", "#d3e3ae", "#bd8fc2")
DISPLAY_EM, TEXT_EM = 0.58, 0.52  # the width of a letter, a little over the mean of the two fonts
TALLEST = 82 + 5 * 16.4  # of a spine at scale 1: one with five stars
BOARD = 10  # a shelf's thickness
PAGES_UNKNOWN, RATING_UNKNOWN = 300, 2.5


@dataclass(frozen=True, slots=True)
class Format:
    width: int
    height: int
    margin: int
    top: int  # baseline of the first line
    headline: int  # size of its letters, where it is short enough
    stacked: bool  # the headline's parts below each other
    value: int  # size of a number's letters
    columns: int  # numbers beside each other
    shelves: int  # boards at most
    widest: float  # scale that a spine's thickness is not stretched beyond
    foot: int  # what is left free below the last board

    @property
    def name(self) -> str:
        return f"{self.width}x{self.height}"

    @property
    def inner(self) -> int:
        return self.width - 2 * self.margin


# fmt: off
FORMATS = {
    each.name: each
    for each in (
        Format(1200, 630, 64, 98, 84, False, 42, 4, 1, 1.9, 52),  # link previews
        Format(1080, 1080, 72, 124, 104, True, 46, 4, 2, 2.2, 76),  # a post
        Format(1080, 1920, 84, 300, 118, True, 62, 2, 3, 2.8, 250),  # a story: apps cover its head and foot
    )
}
# fmt: on


def svg_of(content: Content, form: Format) -> str:
    """The whole picture."""
    width, height = form.width, form.height
    y = form.top
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        _ROUND,
        f'<rect width="{width}" height="{height}" fill="{CLOTH}"/>',
        _frame(form),
        _text(form.margin, y, content.eyebrow, 28, MUTED, family="Figtree"),
        _text(width - form.margin, y, "Goodreads Stats", 25, GILT, anchor="end"),
    ]
    lines = content.headline if form.stacked else (", ".join(content.headline),)
    size = min(form.headline, *(form.inner / (len(line) * DISPLAY_EM) for line in lines))
    y += 14
    for line in lines:
        y += round(size * 1.08)
        parts.append(_text(form.margin, y, line, size, GILT))
    y += round(form.value * (1.9 if form.stacked else 1.62))
    facts, y = _facts(content, form, y)
    return "".join([*parts, *facts, *_shelves(content.spines, form, y + 26), "</svg>"])


_ROUND = (
    '<defs><linearGradient id="round"><stop offset="0" stop-color="#000" stop-opacity=".34"/>'
    '<stop offset=".14" stop-color="#000" stop-opacity="0"/><stop offset=".3" stop-color="#fff" stop-opacity=".15"/>'
    '<stop offset=".55" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".3"/>'
    "</linearGradient></defs>"
)


def _frame(form: Format) -> str:
    outer, inner = (
        f'<rect x="{inset}" y="{inset}" width="{form.width - 2 * inset}" height="{form.height - 2 * inset}"'
        for inset in (22, 29)
    )
    return f'<g fill="none" stroke="{GILT}">{outer} stroke-width="2"/>{inner}/></g>'


def _text(
    x: float, y: float, text: str, size: float, fill: str, *, family: str = "Besley", anchor: str = "start"
) -> str:
    weight = 600 if family == "Besley" else 400
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{family}" font-weight="{weight}" font-size="{size:.1f}" '
        f'fill="{fill}" text-anchor="{anchor}">{escape(text)}</text>'
    )


def _facts(content: Content, form: Format, y: int) -> tuple[list[str], int]:
    """The numbers in columns, from the baseline `y` on; and the baseline of the last line."""
    if not content.facts:
        return [], y - form.value
    column, small = form.inner / form.columns, form.value * 0.54
    parts = []
    below = y
    for place, (value, label) in enumerate(content.facts):
        row, number = divmod(place, form.columns)
        x, line = form.margin + number * column, y + row * round(form.value * 2.5)
        below = line + round(small * 1.5)
        fitted = min(form.value, (column - 12) / (len(value) * DISPLAY_EM))
        parts.append(_text(x, line, value, fitted, CREAM))
        parts.append(
            _text(x, below, label, min(small, (column - 12) / (len(label) * TEXT_EM)), MUTED, family="Figtree")
        )
    return parts, below


def _thickness(spine: Spine) -> float:
    return 10.5 + 0.046 * min(spine.pages or PAGES_UNKNOWN, 1500)


def _shelves(spines: Sequence[Spine], form: Format, top: float) -> Iterator[str]:
    """The boards between `top` and the foot, with the spines shared out evenly among them."""
    total = sum(map(_thickness, spines))
    boards = max(1, min(form.shelves, int(total * form.widest / form.inner)))
    room = (form.height - form.foot - top) / boards
    tall = min((room - BOARD - 14) / TALLEST, 2.4)
    rows = _rows(spines, total / boards)
    widest = max((sum(map(_thickness, row)) for row in rows), default=0) or 1
    # A few books stand in the middle, thick: at the edge of a long board they look lost.
    scale = min(form.widest if boards > 1 else 2 * form.widest, form.inner / widest)
    indent = 0 if boards > 1 else (form.inner - widest * scale) / 2
    for number in range(boards):
        foot = form.height - form.foot - (boards - 1 - number) * room - BOARD
        yield from _row(rows[number] if number < len(rows) else [], form.margin + indent, foot, scale, tall)
        x = 29 if form.shelves == 1 else form.margin - 14
        yield f'<rect x="{x}" y="{foot:.1f}" width="{form.width - 2 * x}" height="{BOARD}" fill="{WOOD}"/>'


def _rows(spines: Sequence[Spine], width: float) -> list[list[Spine]]:
    """Spines in order, cut where each row is about `width` at scale 1."""
    rows: list[list[Spine]] = []
    before = 0.0
    for spine in spines:
        if before >= width * len(rows) - 0.01:
            rows.append([])
        rows[-1].append(spine)
        before += _thickness(spine)
    return rows


def _row(spines: Sequence[Spine], x: float, foot: float, scale: float, tall: float) -> Iterator[str]:
    for spine in spines:
        width = _thickness(spine) * scale
        height = tall * (82 + 16.4 * (spine.rating or RATING_UNKNOWN))
        gap = min(3.0, width * 0.06)
        box = f'x="{x:.1f}" y="{foot - height:.1f}" width="{width - gap:.1f}" height="{height:.1f}" rx="3"'
        yield f'<rect {box} fill="{CLOTHS[spine.cloth]}"/><rect {box} fill="url(#round)"/>'
        for band in range(int(spine.rating or 0)):
            y = foot - tall * (10 + 5.4 * band) - 3 * tall
            yield (
                f'<rect x="{x + 1:.1f}" y="{y:.1f}" width="{max(1.0, width - gap - 2):.1f}" '
                f'height="{2 * tall:.1f}" fill="{BAND}" fill-opacity=".62"/>'
            )
        x += width
