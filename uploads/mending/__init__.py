"""Mending what an export got wrong: questions, decisions, and a library with the decisions laid over it.

`library.json` stays as it was parsed. A decision is kept as a `Change`, and the changes are replayed whenever the
library is read: so each can be undone, and there is no second copy to drift away from the first.
"""
