"""What we assume of the live services, each with the question that shows whether it still holds.

Nothing here provokes a limit or a refusal: some ten questions, such as our own look-ups ask. Pure Python, no Django;
`manage.py check_sources` asks the questions.
"""
