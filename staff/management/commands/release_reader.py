from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from staff.actions import release_reader
from staff.models import ReadingStop


class Command(BaseCommand):
    """Release a reader without a supervisor."""

    help = "Let somebody open files again who was stopped for opening too many, where no supervisor can: on record."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and why."""
        parser.add_argument("username")
        parser.add_argument("--reason", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Release."""
        stop = ReadingStop.objects.waiting().filter(reader__username=options["username"]).first()
        if stop is None:
            raise CommandError(f"Nobody called {options['username']} is stopped.")
        if not options["reason"].strip():
            raise CommandError("Say why with --reason.")
        release_reader(stop, reason=options["reason"].strip()[:300], actor=None)
        self.stdout.write("Released.")
