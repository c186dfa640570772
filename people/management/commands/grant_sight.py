from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from people.models import Grant, Subject
from staff.models import User
from staff.reason import a_sentence
from staff.wall.context import as_the_house


class Command(BaseCommand):
    """Name somebody for a file that nobody is left to open. For the operator of the server; the grant says so."""

    help = "Let a user see a restricted file that nobody is left to open."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, who, and why."""
        parser.add_argument("public_id", help="the id of the file, as its address has it")
        parser.add_argument("username")
        parser.add_argument("--reason", required=True, help="at least 20 characters; it stays on file")

    def handle(self, *args: Any, **options: Any) -> None:
        """Name them, or say what is wrong."""
        try:
            with transaction.atomic(), as_the_house():
                subject = Subject.objects.get(public_id=options["public_id"])
                user = User.objects.get(username=options["username"], is_active=True)
                grant = Grant(subject=subject, user=user, reason=a_sentence(options["reason"]))
                grant.full_clean()
                grant.save()
        except ValidationError as refusal:
            raise CommandError("; ".join(refusal.messages)) from None
        except (Subject.DoesNotExist, User.DoesNotExist):
            raise CommandError("There is no such file, or no such user who is active.") from None
        self.stdout.write(f"{user.username} may see file {subject.public_id}.")
