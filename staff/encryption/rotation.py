"""Sealing every row anew with the current key, in small steps, while the site serves.

The rows themselves say how far it has come: the id of its key stands at the beginning of whatever is sealed. So it may
be killed at any moment and started again. It works as the role that owns the tables, with triggers resting in its own
transactions alone, because a fact, the story and row history let nobody change them, and sealing anew changes nothing
that can be read. The application role has not the right to let triggers rest.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from django.apps import apps
from psycopg import sql

from staff.encryption.cipher import UnsealError, header_of_current_key, seal, unseal
from staff.encryption.factors import factors_by_key, seal_factors_anew
from staff.encryption.fields import SealedField
from staff.encryption.keyring import get_keyring
from staff.models import KeyringCheck

BATCH = 500
# Rows that somebody holds are passed over and asked for again, so that no page and no rotation wait for each other.
PAUSE, PATIENCE = 0.5, 240  # seconds between two looks at held rows; looks until giving up
SETTLED_AFTER = 600  # seconds: no page and no transaction of the application lasts as long
WAIT_FOR_WRITERS = "2s"  # less than the application role waits for a lock: a page behind us in the queue still gets it


HIDES_FROM_OWNER = """
    SELECT c.relname FROM pg_class c
    WHERE c.relname = ANY(%s) AND c.relnamespace = 'public'::regnamespace AND c.relrowsecurity AND c.relforcerowsecurity
        AND (EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND NOT p.polpermissive) OR NOT EXISTS (
            SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd = '*' AND p.polroles = ARRAY[c.relowner]
                AND pg_get_expr(p.polqual, c.oid) = 'true' AND pg_get_expr(p.polwithcheck, c.oid) = 'true'))
    ORDER BY c.relname
"""


class RotationError(Exception):
    """The rotation cannot begin or end. The message is a sentence for the operator and holds no key and no name."""


@dataclass(frozen=True)
class SealedTable:
    """A table with sealed columns: its primary key, and by column the place that its texts are bound to."""

    name: str
    key: str
    columns: tuple[tuple[str, str], ...]

    @property
    def identifiers(self) -> dict[str, sql.Composable]:
        """Its names as SQL takes them."""
        return {"table": sql.Identifier(self.name), "key": sql.Identifier(self.key)}

    def is_left_behind(self, header: bytes) -> sql.Composed:
        """A condition: the row holds something that the current key, whose header this is, has not sealed."""
        return sql.SQL(" OR ").join(
            sql.SQL("(length({column}) > 0 AND substr({column}, 1, {length}) <> {header})").format(
                column=sql.Identifier(column), length=sql.Literal(len(header)), header=sql.Literal(header)
            )
            for column, _place in self.columns
        )


def sealed_tables() -> list[SealedTable]:
    """Every table of ours that holds something sealed, row history included; first the word that proves the keyring.

    So a start with the keyring of before is refused from the first step of a rotation on.
    """
    found = []
    for model in apps.get_models(include_auto_created=True):
        fields = [field for field in model._meta.local_concrete_fields if isinstance(field, SealedField)]
        if fields and model._meta.managed and not model._meta.proxy:
            columns = tuple((str(field.column), field.bound_to) for field in fields)
            found.append(SealedTable(model._meta.db_table, str(model._meta.pk.column), columns))
    return sorted(found, key=lambda table: (table.name != KeyringCheck._meta.db_table, table.name))


def require_rights(owner: psycopg.Connection, tables: list[SealedTable]) -> None:
    """Raise RotationError unless this connection may see every row and let triggers rest."""
    names = [table.name for table in tables]
    owned = owner.execute(
        "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename = ANY(%s)"
        " AND tableowner = current_user",
        [names],
    ).fetchone()
    if owned != (len(names),):
        raise RotationError(
            "Only the role that owns the tables may seal rows anew: set AMPARO_OWNER_DATABASE_URL, or DATABASE_URL, to "
            "the owner's address for this command."
        )
    may = owner.execute("SELECT current_user, has_parameter_privilege('session_replication_role', 'SET')").fetchone()
    if may and not may[1]:
        raise RotationError(
            "The owner may not let triggers rest. Once, as a superuser: "
            f"GRANT SET ON PARAMETER session_replication_role TO {may[0]}"
        )
    # Rows that a policy hides must not be passed over in silence. Row security holds the owner too, who passes by a
    # policy of its own (`staff.wall.build`); so this looks whether it passes, where `row_security = off` only refuses.
    hidden = owner.execute(HIDES_FROM_OWNER, [names]).fetchall()
    if hidden:
        raise RotationError(
            f"Row security may hide rows from the owner on {', '.join(table for (table,) in hidden)}: run `manage.py "
            "build_database` as the owner first."
        )


def rows_by_key(owner: psycopg.Connection, tables: list[SealedTable]) -> Counter[tuple[str, str]]:
    """How many values each key has sealed, secrets of second factors too, by ("table.column", key id)."""
    counts = factors_by_key(owner)
    for table in tables:
        for column, _place in table.columns:
            question = sql.SQL(
                "SELECT CASE WHEN length({column}) < 3 THEN '?' ELSE"
                " encode(substr({column}, 3, get_byte({column}, 1)), 'escape') END, count(*)"
                " FROM {table} WHERE length({column}) > 0 GROUP BY 1"
            ).format(column=sql.Identifier(column), **table.identifiers)
            for key_id, number in owner.execute(question).fetchall():
                counts[f"{table.name}.{column}", key_id] += number
    return counts


def left_behind(owner: psycopg.Connection, table: SealedTable) -> int:
    """How many rows of the table hold something that the current key has not sealed."""
    question = sql.SQL("SELECT count(*) FROM {table} WHERE {condition}").format(
        condition=table.is_left_behind(header_of_current_key()), **table.identifiers
    )
    (number,) = owner.execute(question).fetchone() or (0,)
    return int(number)


@dataclass(frozen=True)
class Step:
    """One batch, committed: rows sealed anew, rows left as they were, and the places whose text did not open."""

    renewed: int
    left: int
    faults: tuple[str, ...]


def seal_anew(owner: psycopg.Connection, table: SealedTable, batch: int = BATCH) -> Iterator[Step]:
    """Go through a table once, in transactions of `batch` rows; rows that somebody holds are passed over."""
    header = header_of_current_key()
    choose = sql.SQL(
        "SELECT {key}, {columns} FROM {table} WHERE ({condition}) AND ({key} > %(last)s OR %(last)s IS NULL)"
        " ORDER BY {key} LIMIT %(batch)s FOR NO KEY UPDATE SKIP LOCKED"
    ).format(
        columns=sql.SQL(", ").join(sql.Identifier(column) for column, _place in table.columns),
        condition=table.is_left_behind(header),
        **table.identifiers,
    )
    write = sql.SQL("UPDATE {table} SET {columns} WHERE {key} = %s").format(
        columns=sql.SQL(", ").join(sql.SQL("{} = %s").format(sql.Identifier(c)) for c, _place in table.columns),
        **table.identifiers,
    )
    last: Any = None
    while True:
        with owner.transaction():
            # For this transaction alone: the triggers that keep facts, story and history as they are, and those that
            # would write "changed" beside every row.
            owner.execute("SET LOCAL session_replication_role = replica")
            rows = owner.execute(choose, {"last": last, "batch": batch}).fetchall()
            faults: list[str] = []
            values = [(_renewed(table, row, header, faults), row[0]) for row in rows]
            whole = [(*new, key) for new, key in values if new]
            with owner.cursor() as cursor:
                cursor.executemany(write, whole)
        if rows:
            last = rows[-1][0]
            yield Step(len(whole), len(rows) - len(whole), tuple(faults))
        if len(rows) < batch:
            return


def _renewed(table: SealedTable, row: tuple[Any, ...], header: bytes, faults: list[str]) -> list[bytes | None]:
    """The row's sealed values, those of older keys sealed anew and proved to hold the same text; [] if one does not."""
    values: list[bytes | None] = []
    for (column, place), sealed in zip(table.columns, row[1:], strict=True):
        if not sealed or bytes(sealed).startswith(header):
            values.append(sealed)
            continue
        try:
            text = unseal(sealed, place)
            values.append(seal(text, place))
            if unseal(values[-1] or b"", place) != text:
                raise UnsealError
        except UnsealError:
            faults.append(f"{table.name}.{column}, row {row[0]}")
    return [] if len(values) < len(table.columns) else values


def seal_everything_anew(
    owner: psycopg.Connection, tables: list[SealedTable], tell: Callable[[str], None], batch: int = BATCH
) -> tuple[str, ...]:
    """Go through all tables until no row is left behind, also none that was written meanwhile.

    `tell` hears how far it has come. Returns the places whose text does not open, which were left as they were.
    """
    for _look in range(PATIENCE):
        faults: tuple[str, ...] = ()
        done = left = 0
        for table in tables:
            total, here = left_behind(owner, table), 0
            for step in seal_anew(owner, table, batch):
                here += step.renewed
                left += step.left
                faults += step.faults
                tell(f"{table.name}: {here} of {total} rows")
            done += here
        faults += seal_factors_anew(owner)
        wait_for_writers(owner, tables)
        if sum(left_behind(owner, table) for table in tables) <= left:
            return faults
        if not done:
            time.sleep(PAUSE)
    raise RotationError("Some rows were held by others all the while. Run this again: it goes on where it was.")


def retire_old_keys(owner: psycopg.Connection, tables: list[SealedTable]) -> list[str]:
    """Take every key but the current one out of the keyring, and return their ids.

    Raises RotationError while a row needs one of them, and until no page can be under way that began before the
    newest key was made.
    """
    ring = get_keyring()
    old = ring.keys.keys() - {ring.current}
    if not old:
        return []
    wait = SETTLED_AFTER - (time.time() - ring.path.stat().st_mtime)
    if wait > 0:
        raise RotationError(
            f"The keyring was changed a moment ago, and a page that was under way may still write with an old key: run "
            f"this again in {int(wait) // 60 + 1} minutes."
        )
    wait_for_writers(owner, tables)
    used = {key_id: place for (place, key_id) in rows_by_key(owner, tables) if key_id != ring.current}
    if used:
        raise RotationError(
            "Nothing was retired, because rows still need "
            + ", ".join(f"the key {key_id} ({place})" for key_id, place in sorted(used.items()))
            + ". Run `manage.py rotate_keys` without --retire first."
        )
    ring.retire(old)
    return sorted(old)


def wait_for_writers(owner: psycopg.Connection, tables: list[SealedTable]) -> None:
    """Return when every transaction that has written to these tables until now is over."""
    for table in tables:
        for _look in range(PATIENCE):
            try:
                with owner.transaction():
                    owner.execute(f"SET LOCAL lock_timeout = '{WAIT_FOR_WRITERS}'")
                    owner.execute(sql.SQL("LOCK TABLE {table} IN SHARE MODE").format(**table.identifiers))
                break
            except psycopg.errors.LockNotAvailable:
                time.sleep(PAUSE)
        else:
            raise RotationError(f"Somebody has been writing to {table.name} all the while. Run this again later.")
