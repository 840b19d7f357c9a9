"""Shows what the queue has set aside, and sends it on its way once more."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from goodreads_site.dead_letters import DeadLetter, DeadLetters, NoDeadLetters
from goodreads_site.logging import hide_links
from goodreads_site.terminal import counted


class Command(BaseCommand):
    help = "Shows the messages that SQS set aside as their task failed three times (QUEUE=sqs only)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--replay", action="store_true", help="Send all of them to their tasks once more.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            letters = DeadLetters()
        except NoDeadLetters as error:
            raise CommandError(str(error)) from error
        if options["replay"]:
            self.stdout.write(f"{counted(letters.replay(), 'message')} sent on the way once more.")
            return
        found = letters.all()
        for letter in sorted(found, key=lambda letter: letter.sent):
            self.stdout.write(_line(letter))
        self.stdout.write(f"{counted(len(found), 'message')} set aside.")


def _line(letter: DeadLetter) -> str:
    """Ids as the logs have them: the true ones would be links."""
    ids = " ".join(f"{name}={hide_links(str(value))}" for name, value in letter.ids.items())
    return f"{letter.sent:%Y-%m-%d %H:%M}  {letter.id}  {letter.stage} {ids}".rstrip()
