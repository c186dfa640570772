from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cases.marks import marks_in, shown
from cases.models import Export


class Command(BaseCommand):
    """Say who took out, and for whom, what a copied text came from: its marks, those that nobody sees as well."""

    help = (
        "Find the marks of exported files in a text (a file of UTF-8, or what is piped in) and say who took them out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the text."""
        parser.add_argument("file", nargs="?", type=Path, help="a text file; without one the text is piped in")

    def handle(self, *, file: Path | None, **options: object) -> None:
        """Tell of each mark; end with 1 where there is none."""
        try:
            text = file.read_text("utf-8", "replace") if file else sys.stdin.read()
        except OSError as error:
            raise CommandError(f"{file} cannot be read ({error.strerror}).") from None
        marks = sorted(marks_in(text))
        if not marks:
            raise CommandError("There is no mark of ours in it.")
        known = (
            Export.objects.select_related("asked_by", "decided_by").defer("content").in_bulk(marks, field_name="mark")
        )
        for mark in marks:
            self.stdout.write(_told(mark, known.get(mark)))


def _told(mark: str, export: Export | None) -> str:
    if export is None:
        return f"{shown(mark)}: no file of ours has this mark."
    agreed = f", agreed to by {export.decided_by.username}" if export.decided_by else ""
    when = f"{export.ended_at:%Y-%m-%d %H:%M} UTC" if export.ended_at else "not yet"
    return (
        f"{shown(mark)}: asked for by {export.asked_by.username} on {export.asked_at:%Y-%m-%d %H:%M} UTC"
        f" for “{export.recipient}”{agreed}; "
        f"{export.state}, {when}; about {len(export.subjects)} files."
    )
