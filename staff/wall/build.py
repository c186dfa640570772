"""Building the wall: functions, row security and policies, as the owner of the tables. See `staff.wall.look`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from django.utils.module_loading import module_has_submodule

from staff.wall.functions import PINNED, Function, functions
from staff.wall.tables import FILES, Walled, walled

POLICY_NAME = "amparo_wall"
OWNER_POLICY = "amparo_owner"
FILES_TRIGGER = "amparo_files"

# A policy `p` in PostgreSQL's own words, with all that it depends on.
IN_ITS_WORDS = """concat_ws(' / ', p.polpermissive, p.polcmd, p.polroles,
    pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))"""
DIGEST = f"encode(sha256(convert_to({IN_ITS_WORDS}, 'UTF8')), 'hex')"
# Roles that were given a table, beside its owner.
READERS = """SELECT DISTINCT a.grantee::regrole FROM pg_class c, aclexplode(c.relacl) a
    WHERE c.oid = %s::regclass AND a.privilege_type = 'SELECT' AND a.grantee NOT IN (0, c.relowner)"""


def rooms() -> list[Any]:
    """The modules called `wall` of our apps: each says what of its room the wall is built from."""
    configs = [config for config in apps.get_app_configs() if module_has_submodule(config.module, "wall")]
    modules = [import_module(f"{config.name}.wall") for config in configs]
    return [module for module in modules if hasattr(module, "NAMED") or hasattr(module, "ROOT")]


def wanted_functions() -> list[Function]:
    """The functions that the policy asks for."""
    named = {way: sql for room in rooms() for way, sql in getattr(room, "NAMED", {}).items()}
    extra = [function for room in rooms() for function in getattr(room, "FUNCTIONS", ())]
    return [
        *functions(dict(sorted(named.items())), root()._meta.db_table),
        *extra,
        *(_tells_files(table) for table in wanted_tables() if table.files),
    ]


def root() -> type[Model]:
    """The table of files, to which all others behind the wall lead."""
    (found,) = (room.ROOT for room in rooms() if hasattr(room, "ROOT"))
    model: type[Model] = found
    return model


def wanted_tables() -> list[Walled]:
    """The tables behind the wall."""
    mentions = frozenset(name for room in rooms() for name in getattr(room, "MENTIONS", ()))
    return walled(root(), mentions)


def wanted_predicates() -> dict[str, str]:
    """The condition of each table, by table."""
    return {made.table: made.predicate for made in wanted_tables()}


def build() -> None:
    """Make functions and policies as they should be. Run as the owner of the tables; one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements(*_what_stands(cursor)):
            cursor.execute(statement)


def statements(before: Iterable[str], readers: Sequence[str]) -> Iterator[str]:
    """The SQL of the wall, in order: what takes down the one `before`, then the new one.

    `readers` are the roles that read the tables, and so may ask its functions; nobody else may.
    """
    yield from before
    yield "SET LOCAL check_function_bodies = off"
    for function in wanted_functions():
        yield function.statement
        yield f"REVOKE ALL ON FUNCTION public.{function.signature} FROM PUBLIC"
        for reader in readers:
            yield f"GRANT EXECUTE ON FUNCTION public.{function.signature} TO {reader}"
    for table in wanted_tables():
        # Until its own policy stands the owner would find nothing in its tables.
        yield f"ALTER TABLE public.{table.table} NO FORCE ROW LEVEL SECURITY"
    for table in wanted_tables():
        yield from _of_table(table)


def _of_table(made: Walled) -> Iterator[str]:
    table, policy = f"public.{made.table}", f"{POLICY_NAME} ON public.{made.table}"
    if made.files:
        yield from _files_beside(made)
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield f"CREATE POLICY {policy} USING ({made.predicate}) WITH CHECK ({made.predicate})"
    # The owner migrates, and its functions look things up for readers; it passes by name, not in silence.
    yield f"CREATE POLICY {OWNER_POLICY} ON {table} TO CURRENT_USER USING (true) WITH CHECK (true)"
    # What the policy became in PostgreSQL's own words is noted, so that a later change of it is seen.
    told = f"format('COMMENT ON POLICY {policy} IS %L', '{version_of(made.predicate)} ' || {DIGEST})"
    named = f"p.polrelid = '{table}'::regclass AND p.polname = '{POLICY_NAME}'"
    yield f"DO $$ BEGIN EXECUTE {told} FROM pg_policy p WHERE {named}; END $$"


def _files_beside(made: Walled) -> Iterator[str]:
    table = f"public.{made.table}"
    yield f"ALTER TABLE {table} ADD COLUMN IF NOT EXISTS {FILES} bigint[]"
    # Rows from before: with the triggers at rest that keep facts and history as they are, for nothing changes in them.
    old = made.files.replace("NEW.", "row_of.")
    yield f"""DO $$ BEGIN IF EXISTS (SELECT FROM {table} WHERE {FILES} IS NULL) THEN
        SET LOCAL session_replication_role = replica;
        UPDATE {table} row_of SET {FILES} = ARRAY({old}) WHERE {FILES} IS NULL;
        SET LOCAL session_replication_role = DEFAULT;
        END IF; END $$"""  # noqa: S608  (our own names)
    yield (
        f"CREATE TRIGGER {FILES_TRIGGER} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW"
        f" EXECUTE FUNCTION public.{_tells_files(made).signature}"
    )
    yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {FILES_TRIGGER}"


def _tells_files(made: Walled) -> Function:
    """The trigger's function that writes beside a row whose files it belongs to."""
    how = f"LANGUAGE plpgsql SECURITY DEFINER {PINNED}"
    body = f"BEGIN NEW.{FILES} := ARRAY({made.files}); RETURN NEW; END"
    return Function(f"amparo_files_of_{made.table}()", "trigger", how, body)


def version_of(predicate: str) -> str:
    """What tells a policy from one that another version of us made."""
    return hashlib.sha256(predicate.encode()).hexdigest()


def _what_stands(cursor: Any) -> tuple[list[str], list[str]]:
    """SQL that takes down every policy on our tables and every function of ours; and who reads the tables."""
    cursor.execute(
        "SELECT format('DROP POLICY %%I ON %%s', p.polname, p.polrelid::regclass) FROM pg_policy p"
        " JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY(%s)"
        " UNION ALL SELECT format('DROP TRIGGER %%I ON %%s', t.tgname, t.tgrelid::regclass) FROM pg_trigger t"
        " WHERE t.tgname = %s"
        " UNION ALL SELECT format('DROP FUNCTION %%s', p.oid::regprocedure) FROM pg_proc p"
        " WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE 'amparo\\_%%'",
        [[table.table for table in wanted_tables()], FILES_TRIGGER],
    )
    before = [statement for (statement,) in cursor.fetchall()]
    cursor.execute(f"SELECT r.reader::text FROM ({READERS}) r(reader)", [root()._meta.db_table])  # noqa: S608
    return before, [reader for (reader,) in cursor.fetchall()]
