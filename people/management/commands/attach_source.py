from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.actions import attach_text
from people.models import Source


class Command(BaseCommand):
    """Keep the text of a source beside the facts drawn from it; the text itself never comes with a fixture."""

    help = "Check a file against the digest of a source, keep its text sealed, and find every passage in it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the code of the source and the file with its text."""
        parser.add_argument("code", help="the code of the source, such as article")
        parser.add_argument("file", type=Path, help="a file in UTF-8, one paragraph per line")

    def handle(self, *, code: str, file: Path, **options: object) -> str:
        """Attach the text, or say in a sentence why not."""
        source = Source.objects.filter(code=code).first()
        if source is None:
            raise CommandError(_("There is no source with the code %(code)s.") % {"code": code})
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(_("The file cannot be read: %(why)s.") % {"why": error.strerror}) from error
        try:
            found = attach_text(source, content, actor=None)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        return ngettext(
            "The text is attached; its %(count)s passage is in place.",
            "The text is attached; all its %(count)s passages are in place.",
            found,
        ) % {"count": found}
