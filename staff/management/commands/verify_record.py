from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from staff.record.checkpoint import Checkpoint, CheckpointError, public_key
from staff.record.proof import faults


class Command(BaseCommand):
    """Prove the record of reads."""

    help = (
        "Say whether the record of reads is what was written. Ends with 1 and a sentence for each fault if it is not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """A checkpoint that was kept elsewhere also shows a chain that was cut off or written anew."""
        parser.add_argument("--checkpoint", type=Path, help="a file that checkpoint_record wrote")
        parser.add_argument("--key", default="", help="the public key as a checkpoint prints it, if our own is gone")

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk along the chains."""
        try:
            checkpoint = _read(options["checkpoint"], options["key"])
        except CheckpointError as error:
            raise CommandError(str(error)) from None
        with connection.cursor() as cursor:
            found = list(faults(cursor, checkpoint))
            if found:
                raise CommandError("\n".join(found))
            cursor.execute("SELECT sum(n) FROM staff_chainhead")
            (rows,) = cursor.fetchone()
        self.stdout.write(f"The record of reads is whole: {rows} rows.")
        if checkpoint is None:
            self.stdout.write("No checkpoint was given: that its end was cut off could not be seen.")


def _read(file: Path | None, key: str) -> Checkpoint | None:
    if file is None:
        return None
    try:
        text = file.read_text()
    except (OSError, UnicodeDecodeError):
        raise CheckpointError(f"The checkpoint {file} cannot be read.") from None
    return Checkpoint.read(text, public_key(key))
