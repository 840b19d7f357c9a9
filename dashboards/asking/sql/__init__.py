"""A SELECT of the reader's own: its page, what it gives, and where it went wrong. It runs in `ask.sandbox`."""
