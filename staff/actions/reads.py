"""Putting a read on record, in one statement that also tells how many files the reader has opened of late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

THE_HOUR = timedelta(hours=1)

INSERT = """
INSERT INTO staff_read (reader, address, page, status, opened, listed, opened_cases, listed_cases,
    revealed, revealed_of, tokens, emergencies)
VALUES (%(reader)s, %(address)s, %(page)s, %(status)s, %(opened)s::bigint[], %(listed)s::bigint[],
    %(opened_cases)s::bigint[], %(listed_cases)s::bigint[], %(revealed)s, %(revealed_of)s, %(tokens)s::bigint[],
    %(emergencies)s::bigint[])
"""
# Each file once, together with those of this page; a release begins the count anew.
AND_COUNT = """
RETURNING EXISTS (SELECT FROM staff_readingstop WHERE reader_id = %(reader)s AND released_at IS NULL),
    (SELECT count(DISTINCT file) FROM (
        SELECT unnest(opened) AS file FROM staff_read WHERE reader = %(reader)s AND NOT opened = '{}' AND status = 200
            AND at > greatest(
                %(hour_ago)s, (SELECT max(released_at) FROM staff_readingstop WHERE reader_id = %(reader)s))
        UNION ALL SELECT unnest(%(opened)s::bigint[])) lately),
    (SELECT count(DISTINCT file) FROM (
        SELECT unnest(opened) AS file FROM staff_read WHERE reader = %(reader)s AND NOT opened = '{}' AND status = 200
            AND at > greatest(%(hour_ago)s, %(signed_in_at)s)
        UNION ALL SELECT unnest(%(opened)s::bigint[])) since)
"""


@dataclass
class Seen:
    """Files and cases by number, as opened or as named in a list; a field that was revealed; tokens of a search."""

    opened: set[int] = field(default_factory=set)
    listed: set[int] = field(default_factory=set)
    opened_cases: set[int] = field(default_factory=set)
    listed_cases: set[int] = field(default_factory=set)
    tokens: set[int] = field(default_factory=set)
    revealed: str = ""
    revealed_of: int | None = None

    def __bool__(self) -> bool:
        return bool(
            self.opened or self.listed or self.opened_cases or self.listed_cases or self.tokens or self.revealed
        )

    def add(self, before: Seen, **seen: Iterable[int]) -> bool:
        """Take these in, unless they were seen `before` at least as closely; say whether anything was new."""
        new = False
        for name, ids in seen.items():
            mine: set[int] = getattr(self, name)
            known = mine | getattr(before, name)
            if name.startswith("listed"):
                closer = name.replace("listed", "opened")
                known |= getattr(self, closer) | getattr(before, closer)
            more = set(ids) - known
            mine |= more
            new = new or bool(more)
        return new

    def update(self, other: Seen) -> None:
        """Take in everything another one holds."""
        for name in ("opened", "listed", "opened_cases", "listed_cases", "tokens"):
            getattr(self, name).update(getattr(other, name))
        if other.revealed:
            self.revealed, self.revealed_of = other.revealed, other.revealed_of


@dataclass(frozen=True)
class Budget:
    """How many files a reader has opened, each counted once: within the hour, and since they last signed in."""

    stopped: bool = False
    in_the_hour: int = 0
    since_sign_in: int = 0


def record_read(
    seen: Seen,
    *,
    reader: int | None,
    address: str | None,
    page: str,
    status: int,
    signed_in_at: datetime | None = None,
    emergencies: Iterable[int] = (),
) -> Budget:
    """Add a row to the record, in the transaction that runs; one statement. Counts only where a file is opened."""
    said = {
        "reader": reader,
        "address": address,
        "page": page[:100],
        "status": status,
        "revealed": seen.revealed,
        "revealed_of": seen.revealed_of,
        "hour_ago": timezone.now() - THE_HOUR,
        "signed_in_at": signed_in_at,
        "emergencies": sorted(emergencies),
        **{name: sorted(getattr(seen, name)) for name in ("opened", "opened_cases", "tokens")},
        "listed": sorted(seen.listed - seen.opened),
        "listed_cases": sorted(seen.listed_cases - seen.opened_cases),
    }
    counts = bool(seen.opened) and reader is not None and status == 200
    with connection.cursor() as cursor:
        cursor.execute(INSERT + AND_COUNT if counts else INSERT, said)
        return Budget(*cursor.fetchone()) if counts else Budget()
