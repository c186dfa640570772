from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from staff.actions import reset_second_factor
from staff.models import User


class Command(BaseCommand):
    """Let the only administrator in again who has lost the second factor. Others ask an administrator."""

    help = "Take away a user's passkeys, authenticator app and recovery codes; the next sign-in asks for new ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the username."""
        parser.add_argument("username")

    def handle(self, *, username: str, **options: object) -> None:
        """Do it, or say that there is no such user."""
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError("There is no user of this name.")
        reset_second_factor(user, actor=None)
        self.stdout.write("Done. The next sign-in asks for a new second factor.")
