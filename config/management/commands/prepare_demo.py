from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from config.demo_accounts import hand_out_cases, make_demo_accounts
from config.keyring_check import bind_keyring
from staff.models import KeyringCheck
from staff.wall.context import as_the_house

FIXTURES = ("vocabulary", "article")


class Command(BaseCommand):
    """Fill an empty database with the article's cases, once, and make the demonstration's accounts."""

    help = "Load the fixtures into an empty database and make the demonstration's accounts (needs AMPARO_DEMO=1)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file that the passwords are kept in."""
        parser.add_argument("sign_ins", type=Path)

    def handle(self, *, sign_ins: Path, **options: object) -> None:
        """Do both, or say that this is no demonstration."""
        if not settings.DEMO:
            raise CommandError("The demonstration's accounts exist in a demonstration only: set AMPARO_DEMO=1.")
        with as_the_house():
            self._prepare(sign_ins, verbosity=options["verbosity"])

    def _prepare(self, sign_ins: Path, *, verbosity: Any) -> None:
        is_new = not KeyringCheck.objects.exists()
        if is_new:
            # In one transaction with the sealed word, which says from then on that this was done.
            with transaction.atomic():
                call_command("loaddata", *FIXTURES, verbosity=verbosity)
                bind_keyring()
        make_demo_accounts(sign_ins)
        if is_new:
            hand_out_cases()
