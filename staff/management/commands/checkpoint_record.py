from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from staff.record.checkpoint import Checkpoint, CheckpointError, signing_key


class Command(BaseCommand):
    """Print a checkpoint."""

    help = (
        "Print a signed note of where the record of reads ends. Keep it elsewhere; verify_record --checkpoint reads it."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Sign where the chains end now."""
        try:
            with connection.cursor() as cursor:
                text = Checkpoint.take(cursor).sign(signing_key())
        except CheckpointError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(text, ending="")
