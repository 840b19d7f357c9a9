"""What may be remembered of a task that failed: where, and with which error, but not with whose data.

The queue keeps a failed task's traceback and writes it to the log; a database's error quotes the row it was about.
"""

from __future__ import annotations

_BEGINS = "Traceback (most recent call last):"
_CHAINS = ("During handling of the above", "The above exception was")


def without_values(text: str) -> str:
    """A failed task's text ("message : traceback") with the frames and the errors' names alone.

    >>> print(without_values('''no such title: My Diary : Traceback (most recent call last):
    ...   File "uploads/ingest.py", line 70, in _read
    ...     raise ValueError(title)
    ... ValueError: no such title: My Diary
    ... '''))
    Traceback (most recent call last):
      File "uploads/ingest.py", line 70, in _read
        raise ValueError(title)
    ValueError
    """
    kept: list[str] = []
    in_frames = False
    for line in text[text.find(_BEGINS) :].splitlines() if _BEGINS in text else []:
        if line.startswith(_BEGINS):
            in_frames = True
            kept.append(line)
        elif in_frames and line.startswith("  "):
            kept.append(line)
        elif in_frames:  # the error itself; further lines of its message are dropped
            in_frames = False
            kept.append(line.partition(":")[0])
        elif line.startswith(_CHAINS):
            kept += ["", line, ""]
    return "\n".join(kept) or "A task failed without a traceback."
