"""Words that carry no condition. Each is a risk: whatever stands here is passed over without a word.

"usually", "each", "title", "again" and "now" are not among them: passing over them gave wrong answers.
"""

_WORDS = (
    "a actually all an and any anything are as at be been book books by can collection could data did do does "
    "ever far find finish finished for from get give got had has have i in is it its just library list "
    "me mine my novel novels of on one ones out overall please read reading readings reads really s see show so "
    "still tell that the their them then there these they this those to total up us was we were what which who "
    "whom whose with yet you "
)
FILLER = frozenset(_WORDS.split())
