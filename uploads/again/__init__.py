"""The same reader's newer export, taken over into a library that is there already.

A book is known by its Book Id, else its ISBN, else title and author, and keeps its row's number: so decisions, questions
and links go on to mean what they meant. See docs/decisions/0008.
"""
