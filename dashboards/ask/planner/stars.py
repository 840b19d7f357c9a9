"""Which books by their ratings: the reader's, the crowd's, or none."""

from __future__ import annotations

from dashboards.ask.planner.bounds import LESS, MORE, comparison
from dashboards.ask.planner.draft import Draft, Refused

_CROWD = (
    r"(?:(?:the |a |an )?(?:goodreads|community|public|average|avg|global|crowd'?s?) (?:average )?(?:rating|score)s?)"
)
_LIKED = (
    ("loved", r"loved?(?! to)|adored?", "=", 5),
    ("hated", r"hated?|despised?", "=", 1),
    ("disliked", r"disliked|did not (?:like|enjoy)", "<=", 2),
    ("liked", r"liked|enjoyed", ">=", 4),
)


def read_stars(draft: Draft) -> None:
    for sign, text in (("<", LESS), (">", MORE)):
        if found := draft.take(
            rf"(?:(?:with|has|have|having) )?(?:an? )?{_CROWD} (?:of |is |was )?({text}) (\d(?:\.\d+)?)(?: stars?)?"
        ) or draft.take(
            rf"(?:goodreads )?(?:average |avg )?rated ({text}) (\d\.\d+) (?:by|on) (?:goodreads|the crowd|others)"
        ):
            draft.add("average_rating", comparison(found[1], sign), float(found[2]))
        if found := (
            draft.take(
                rf"(?:(?:i )?(?:have )?(?:rated|gave|given|rating|with|with my rating|with my ratings?)"
                rf"(?: them| it)?(?: of)? )?(?:an? )?({text}) (\d(?:\.\d+)?)(?: stars?| out of 5)"
            )
            or draft.take(
                rf"(?:with )?(?:(?:i )?(?:have )?(?:rated|gave|given)|(?:an? |my )?ratings?)(?: them"
                rf"| it)?(?: of)? ({text}) (\d(?:\.\d+)?)"
            )
        ):
            draft.add("my_rating", comparison(found[1], sign), float(found[2]))
    _whole_stars(draft)
    if draft.has(
        rf"(?:authors?|writers?|genres?|series) (?:that )?i (?:have )?"
        rf"(?:{'|'.join(words for _, words, _, _ in _LIKED)})"
    ):
        raise Refused("liked_groups")
    for name, words, op, stars in _LIKED:
        if not draft.has(rf"(?:{words}) (?:the )?(?:most|best|least)") and draft.take(
            rf"(?:(?:did|do) )?(?:i )?(?:have )?(?:really )?(?:{words})"
        ):
            draft.add("my_rating", op, stars)
            draft.note(name, stars=stars)


def _whole_stars(draft: Draft) -> None:
    if draft.take(r"(?:did i (?:ever )?rate|have i (?:ever )?rated|that i (?:have )?rated|i have rated)(?= $)"):
        draft.add("my_rating", "known")
    gave = (
        r"(?:(?:that )?(?:did )?(?:i )?(?:have )?(?:rated|rate|gave|give|given|with|of)(?: (?:them|it|a|an?|only))? )"
    )
    if found := draft.take(
        rf"{gave}?(\d(?:\.5)?)(?: stars?)? (?:stars? )?(?:or|and) (more|higher|above|better|up|less"
        rf"|lower|below|worse|under)(?: stars?)?"
    ):
        draft.add(
            "my_rating", ">=" if found[2] in ("more", "higher", "above", "better", "up") else "<=", float(found[1])
        )
    if found := draft.take(rf"{gave}?(\d)\+ stars?(?: ratings?)?"):
        draft.add("my_rating", ">=", int(found[1]))
    if found := draft.take(rf"{gave}?(?:between )?(\d)(?: stars?)? and (\d) stars?"):
        low, high = sorted((int(found[1]), int(found[2])))
        if " ¤ between" in draft.text or "between" in found[0]:
            draft.add("my_rating", ">=", low)
            draft.add("my_rating", "<=", high)
        else:
            draft.add("my_rating", "=", low)
            draft.add("my_rating", "=", high)
    if found := draft.take(rf"{gave}?(\d) or (\d) stars?"):
        draft.add("my_rating", "=", int(found[1]))
        draft.add("my_rating", "=", int(found[2]))
    if found := draft.take(
        rf"{gave}?(?:full |perfect )?(\d(?:\.5)?) (?:stars?|out of 5)(?: ratings?"
        rf"| reviews?)?(?: (?:have|did) i (?:given?|gave))?(?: to)?"
    ) or draft.take(r"(?:i )?rated (?:it |them |as )?(?:an? )?(\d)"):
        draft.add("my_rating", "=", float(found[1]) if "." in found[1] else int(found[1]))
    if draft.take(
        r"(?:but |and |that )*(?:i )?(?:have |did )?(?:not rated?|not i (?:have )?rated?|never rated|unrated"
        r"|not given a rating)(?: yet)?"
    ) or draft.take(r"(?:without|with no|that have no) (?:a |my |any |star )?ratings?(?: (?:from me|of mine))?"):
        draft.add("my_rating", "unknown")
        draft.add("status", "=", "read")
