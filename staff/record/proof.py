"""Whether the record of reads is what was written: every chain from its beginning, its triggers, and a checkpoint.

Without a checkpoint, whoever rules the database server could still write a whole chain anew, or cut off its end. With
a checkpoint that is kept elsewhere, nothing from before it can change unseen. Faults speak to an operator, in English.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from staff.record.chain import CONTENT, FUNCTIONS, LOOKS, SHARDS, TRIGGERS, genesis
from staff.record.checkpoint import Checkpoint

AT_ONCE = 5000

# Each takes two places at most; there is nothing of anyone's in them.
ROWS = f"""SELECT r.n, r.previous, r.hash, convert_to({CONTENT}, 'UTF8') FROM staff_read r
    WHERE r.shard = %s AND r.n > %s AND r.n <= %s ORDER BY r.n LIMIT {AT_ONCE}"""  # noqa: S608
BEYOND = """SELECT r.shard, count(*) FROM staff_read r LEFT JOIN staff_chainhead h USING (shard)
    WHERE h.n IS NULL OR r.n > h.n GROUP BY r.shard"""
LOOKS_TOLD = f"""SELECT l.thing, l.thing_id, l.how, r.id FROM staff_read r, LATERAL ({LOOKS}) l"""  # noqa: S608
LOOKS_KEPT = "SELECT thing, thing_id, how, read_id FROM staff_look"
LOOKS_ASKEW = f"""SELECT (SELECT count(*) FROM ({LOOKS_TOLD} EXCEPT ALL {LOOKS_KEPT}) missing),
    (SELECT count(*) FROM ({LOOKS_KEPT} EXCEPT ALL {LOOKS_TOLD}) too_many)"""  # noqa: S608
TRIGGERS_NOW = """SELECT c.relname, t.tgname, t.tgenabled, p.proname, p.prosrc, p.prosecdef, p.proowner = c.relowner
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE NOT t.tgisinternal AND c.relname = ANY(%s)"""


def faults(cursor: Any, checkpoint: Checkpoint | None = None) -> Iterator[str]:
    """Say what is wrong, a sentence for each fault; nothing where the record is whole.

    `cursor` may belong to any role that reads the tables. Pages may be read meanwhile: the ends are taken first.
    """
    yield from trigger_faults(cursor)
    cursor.execute("SELECT shard, n, hash FROM staff_chainhead ORDER BY shard")
    heads = {shard: (n, bytes(digest)) for shard, n, digest in cursor.fetchall()}
    if sorted(heads) != list(range(SHARDS)):
        yield f"The ends of the chains are not those of {SHARDS} chains: one is missing, or one too many is there."
    for shard, (n, digest) in heads.items():
        sealed = checkpoint.heads.get(shard) if checkpoint else None
        yield from _chain(cursor, shard, n, digest, sealed)
    cursor.execute(BEYOND)
    for shard, count in cursor.fetchall():
        yield f"Chain {shard} holds {count} rows beyond its end: they were not written by the application."
    cursor.execute(LOOKS_ASKEW)
    missing, too_many = cursor.fetchone()
    if missing or too_many:
        yield f"Of the looks that pages show, {missing} are missing and {too_many} are not in the record."


def _chain(cursor: Any, shard: int, end: int, digest: bytes, sealed: tuple[int, bytes] | None) -> Iterator[str]:
    """Walk along one chain to its end."""
    at, before, proved = 0, genesis(shard), None
    if sealed is not None and sealed[0] == 0:
        proved = before == sealed[1]
    while at < end:
        cursor.execute(ROWS, [shard, at, end])
        rows = cursor.fetchall()
        if not rows:
            break
        for n, previous, kept, content in rows:
            if n != at + 1:
                yield f"Chain {shard} lacks the rows {at + 1} to {n - 1}."
            elif bytes(previous) != before:
                yield f"Row {n} of chain {shard} does not follow the row before it."
            if hashlib.sha256(bytes(previous) + bytes(content)).digest() != bytes(kept):
                yield f"Row {n} of chain {shard} does not say what was written."
            at, before = n, bytes(kept)
            if sealed is not None and n == sealed[0]:
                proved = before == sealed[1]
    if at != end or before != digest:
        yield f"Chain {shard} ends at row {at}, and its end says {end}: rows were cut off or exchanged."
    if sealed is not None and not proved:
        yield f"Chain {shard} is not the one the checkpoint saw: what it held at row {sealed[0]} is gone or differs."


def trigger_faults(cursor: Any) -> Iterator[str]:
    """Say which triggers are gone, not always on, or run a function that is not of this version."""
    tables = sorted({table for table, *_rest in TRIGGERS})
    cursor.execute(TRIGGERS_NOW, [tables])
    found = {(table, name): rest for table, name, *rest in cursor.fetchall()}
    for table, name, _when, function in TRIGGERS:
        standing = found.pop((table, f"{table}_{name}"), None)
        if standing is None:
            yield f"The trigger {table}_{name} is gone."
        elif _text(standing[0]) != "A":
            yield f"The trigger {table}_{name} is switched off, or holds for some sessions only."
        elif standing[1] != function or standing[2] != FUNCTIONS[function] or not standing[3] or not standing[4]:
            yield f"The trigger {table}_{name} runs a function that is not of this version."
    for table, name in found:
        yield f"The table {table} has a trigger that is not ours: {name}."


def _text(letter: str | bytes) -> str:
    # PostgreSQL's type "char" comes as bytes.
    return letter.decode() if isinstance(letter, bytes) else letter
