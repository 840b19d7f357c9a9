"""Asking a library: a question put to it, what is said of it, its page and its API. The reading of questions is in `ask`."""
