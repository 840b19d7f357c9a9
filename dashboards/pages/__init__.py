"""What the pages of a library say: the front, its books, its groups and its years, in one frame."""
