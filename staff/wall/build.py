"""Building the wall, and looking whether it stands as the policy says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.utils.module_loading import module_has_submodule

from staff.wall.functions import Function, functions
from staff.wall.tables import predicates

POLICY_NAME = "amparo_wall"
OWNER_POLICY = "amparo_owner"


def rooms() -> list[Any]:
    """The modules called `wall` of our apps: each says what of its room the wall is built from."""
    configs = [config for config in apps.get_app_configs() if module_has_submodule(config.module, "wall")]
    modules = [import_module(f"{config.name}.wall") for config in configs]
    return [module for module in modules if hasattr(module, "NAMED") or hasattr(module, "ROOT")]


def wanted_functions() -> list[Function]:
    """The functions that the policy asks for."""
    named = {way: sql for room in rooms() for way, sql in getattr(room, "NAMED", {}).items()}
    extra = [function for room in rooms() for function in getattr(room, "FUNCTIONS", ())]
    return [*functions(dict(sorted(named.items()))), *extra]


def wanted_predicates() -> dict[str, str]:
    """The condition of each table, by table."""
    (root,) = (room.ROOT for room in rooms() if hasattr(room, "ROOT"))
    mentions = frozenset(name for room in rooms() for name in getattr(room, "MENTIONS", ()))
    return predicates(root, mentions)


def build() -> None:
    """Make functions and policies as they should be. Run as the owner of the tables; one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)


def statements() -> Iterator[str]:
    """The SQL of the wall, in order."""
    yield "SET LOCAL check_function_bodies = off"
    for function in wanted_functions():
        yield function.statement
    for table, predicate in wanted_predicates().items():
        yield f"ALTER TABLE public.{table} ENABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE public.{table} FORCE ROW LEVEL SECURITY"
        yield f"DROP POLICY IF EXISTS {POLICY_NAME} ON public.{table}"
        yield f"CREATE POLICY {POLICY_NAME} ON public.{table} USING ({predicate}) WITH CHECK ({predicate})"
        yield f"COMMENT ON POLICY {POLICY_NAME} ON public.{table} IS '{mark(predicate)}'"
        # The owner migrates, and its functions look things up for readers; it passes by name, not in silence.
        yield f"DROP POLICY IF EXISTS {OWNER_POLICY} ON public.{table}"
        yield f"CREATE POLICY {OWNER_POLICY} ON public.{table} TO CURRENT_USER USING (true) WITH CHECK (true)"


def mark(predicate: str) -> str:
    """What a policy carries, so that one of an older version is told from this one."""
    return hashlib.sha256(predicate.encode()).hexdigest()


def faults() -> Iterator[str]:
    """Yield a sentence for each gap in the wall: tables that lie open, policies or functions of another version."""
    wanted = wanted_predicates()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, obj_description(p.oid, 'pg_policy') FROM"
            " pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = %s WHERE c.relname = ANY(%s)"
            " AND c.relnamespace = 'public'::regnamespace",
            [POLICY_NAME, list(wanted)],
        )
        stands = {table: forced and told for table, forced, told in cursor.fetchall()}
        cursor.execute("SELECT proname, prosrc, prosecdef FROM pg_proc WHERE proname LIKE 'amparo\\_%'")
        made = {name: (body, definer) for name, body, definer in cursor.fetchall()}
    if open_tables := sorted(table for table, sql in wanted.items() if stands.get(table) != mark(sql)):
        yield f"Row security is off, or of another version, on {', '.join(open_tables)}."
    missing = [
        name
        for function in wanted_functions()
        if made.get(name := function.signature.partition("(")[0]) != (function.body, "SECURITY DEFINER" in function.how)
    ]
    if missing:
        yield f"The functions of row security are missing or of another version: {', '.join(sorted(missing))}."
