from argparse import ArgumentParser

import psycopg
from django.core.management.base import BaseCommand, CommandError

from config.secret_files import secret
from staff.encryption.keyring import KeyringError, get_keyring
from staff.encryption.rotation import (
    BATCH,
    RotationError,
    SealedTable,
    left_behind,
    require_rights,
    retire_old_keys,
    rows_by_key,
    seal_everything_anew,
    sealed_tables,
)


class Command(BaseCommand):
    """Make a new key and seal every row anew with it, while the site serves; or take old keys out of the keyring."""

    help = (
        "Make a new key and seal everything anew with it while the site serves; run again, it goes on where it was. "
        "With --retire, take the keys that no row needs any more out of the keyring."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do, and how many rows to hold at once."""
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--dry-run", action="store_true", help="say what would be done and change nothing")
        what.add_argument("--retire", action="store_true", help="remove old keys; refused while a row needs one")
        parser.add_argument("--batch", type=int, default=BATCH, help=f"rows in one transaction (default {BATCH})")

    def handle(self, *, dry_run: bool, retire: bool, batch: int, **options: object) -> None:
        """Do one of the three, as the role that owns the tables."""
        if batch < 1:
            raise CommandError("--batch must be at least 1.")
        tables = sealed_tables()
        try:
            with psycopg.connect(
                secret("AMPARO_OWNER_DATABASE_URL") or secret("DATABASE_URL"), autocommit=True
            ) as owner:
                require_rights(owner, tables)
                if dry_run:
                    self._describe(owner, tables)
                elif retire:
                    self._retire(owner, tables)
                else:
                    self._rotate(owner, tables, batch)
        except (RotationError, KeyringError) as error:
            raise CommandError(str(error)) from None
        except psycopg.OperationalError as error:
            raise CommandError(f"The database cannot be reached: {str(error).strip()}") from None

    def _describe(self, owner: psycopg.Connection, tables: list[SealedTable]) -> None:
        ring, totals = get_keyring(), dict[str, int]()
        for (_place, key_id), number in rows_by_key(owner, tables).items():
            totals[key_id] = totals.get(key_id, 0) + number
        for key_id in sorted(totals.keys() | ring.keys.keys()):
            known = "current" if key_id == ring.current else "old" if key_id in ring.keys else "NOT IN THE KEYRING"
            self.stdout.write(f"key {key_id} ({known}): {totals.get(key_id, 0)} values")
        left = sum(left_behind(owner, table) for table in tables)
        self.stdout.write(
            f"An unfinished rotation would go on: {left} rows."
            if left
            else f"A new key would be made in {ring.path}, and all of it sealed anew with that."
        )

    def _rotate(self, owner: psycopg.Connection, tables: list[SealedTable], batch: int) -> None:
        ring = get_keyring()
        if any(left_behind(owner, table) for table in tables):
            self.stdout.write(f"Going on with the key {ring.current}.")
        else:
            ring = ring.add_key()
            self.stdout.write(
                f"Made the key {ring.current} in {ring.path}. Copy that file to its backup NOW: what is saved from "
                "this moment on opens with the new key only."
            )
        faults = seal_everything_anew(owner, tables, self.stdout.write, batch)
        if faults:
            raise CommandError(
                "All else is sealed anew, but this does not open and was left as it is: " + "; ".join(faults)
            )
        self.stdout.write(
            f"Everything is sealed with the key {ring.current}. The old keys still stand in the keyring; "
            "`manage.py rotate_keys --retire` takes them out, in ten minutes at the earliest."
        )

    def _retire(self, owner: psycopg.Connection, tables: list[SealedTable]) -> None:
        gone = retire_old_keys(owner, tables)
        if not gone:
            self.stdout.write("There is no old key in the keyring.")
            return
        self.stdout.write(
            f"Retired {', '.join(gone)}. Backups of the database from before the rotation need the keyring of their "
            "time: keep its copy as long as you keep them, and destroy both together. Copy the new keyring to its "
            "backup now."
        )
