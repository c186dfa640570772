"""What only the database can tell about whether it is safe to start.

`config.wsgi` asks before the first page; `manage.py check --deploy --database default` tells the same to an operator.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

NEVER_OF_THE_RECORD = {
    "staff_read": ("UPDATE", "DELETE", "TRUNCATE"),
    "staff_look": ("INSERT", "UPDATE", "DELETE", "TRUNCATE"),
    "staff_chainhead": ("INSERT", "UPDATE", "DELETE", "TRUNCATE"),
}
DURABILITY = ("fsync", "full_page_writes", "synchronous_commit")


@register("amparo", deploy=True)
def check_database(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **options: Any
) -> list[CheckMessage]:
    """Report every fault as an error; without --database the database is not touched."""
    return [Error(fault, id="amparo.E001") for fault in faults()] if databases else []


def faults() -> Iterator[str]:
    """Yield a sentence for each reason not to serve pages from this database."""
    missing = _unapplied_migrations()
    if missing:
        yield (
            f"The database lacks {missing} migration{'s' if missing > 1 else ''} of this version: run `manage.py "
            "build_database` with DATABASE_URL set to the owner role."
        )
        return  # what follows reads tables that may not be there
    # These read models, which are not loaded yet when this module is.
    from config.demo_accounts import active_demo_accounts
    from config.keyring_check import keyring_fault

    if fault := keyring_fault():
        yield fault
    if settings.DEMO:
        return
    if names := active_demo_accounts():
        yield (
            f"The demonstration's accounts ({', '.join(names)}) can sign in here, with passwords that lie in a file. "
            "Remove them or make them inactive; this is not a demonstration, because AMPARO_DEMO is not 1."
        )
    yield from _role_faults()
    yield from _record_faults()
    yield from _durability_faults()


def _unapplied_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _role_faults() -> Iterator[str]:
    """The application role must own nothing and be held by row security."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user")
        is_superuser, passes_row_security, makes_roles = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
        (owned,) = cursor.fetchone()
    powers = [
        power
        for power, held in (
            ("is a superuser", is_superuser),
            ("passes row security", passes_row_security),
            ("may make roles", makes_roles),
            ("owns the tables", owned),
        )
        if held
    ]
    if powers:
        yield (
            f"The role in DATABASE_URL {' and '.join(powers)}: a mistake in a page could then rewrite its own record. "
            "Name the application role there, which owns nothing; docs/operating.md says how it is made."
        )


def _record_faults() -> Iterator[str]:
    """The application role may add to the record of reads and do nothing else to it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM unnest(%s::text[]) AS told(way)"
            " WHERE has_table_privilege(split_part(way, ' ', 1), split_part(way, ' ', 2))",
            [[f"{table} {right}" for table, rights in NEVER_OF_THE_RECORD.items() for right in rights]],
        )
        held = cursor.fetchall()
    if held:
        yield (
            "The role in DATABASE_URL may change the record of who looked at what. Take back what it was given beyond "
            "SELECT and INSERT on staff_read and SELECT on staff_look and staff_chainhead."
        )


def _durability_faults() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_settings WHERE name = ANY(%s) AND setting = 'off'", [list(DURABILITY)])
        off = sorted(name for (name,) in cursor.fetchall())
    if off:
        yield f"PostgreSQL runs with {' and '.join(off)} off: a power cut would lose what was saved. Turn it on."
