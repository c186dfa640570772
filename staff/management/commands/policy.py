from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override

from staff.policy_table import as_csv, as_json, as_markdown

FORMATS = {"markdown": as_markdown, "csv": as_csv, "json": as_json}


class Command(BaseCommand):
    """Write who may do what, as the policy says it."""

    help = "Write who may do what as a table (docs/policy.md is made so)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """In which form and language."""
        parser.add_argument("--format", choices=FORMATS, default="markdown")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES], default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write to the standard output."""
        with override(options["language"]):
            self.stdout.write(FORMATS[options["format"]](), ending="")
