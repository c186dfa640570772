"""What only the database can tell about whether it is safe to start.

`config.wsgi` asks before the first page; `manage.py check --deploy --database default` tells the same to an operator.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pgtrigger
from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from staff import triggers

NEVER_OF_THE_RECORD = {
    "staff_read": ("UPDATE", "DELETE", "TRUNCATE"),
    "staff_look": ("INSERT", "UPDATE", "DELETE", "TRUNCATE"),
    "staff_chainhead": ("INSERT", "UPDATE", "DELETE", "TRUNCATE"),
}
DURABILITY = ("fsync", "full_page_writes", "synchronous_commit", "data_checksums")
CLOCKS_MAY_DIFFER = 60  # seconds


# What the application role must not be able to do, each under the words that say so.
POWERS = """
    SELECT rolsuper AS "is a superuser",
           rolbypassrls AS "passes row security",
           rolcreaterole AS "may make roles",
           rolcreatedb AS "may make databases",
           rolreplication AS "may copy the whole cluster",
           EXISTS (
               SELECT FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user
           ) AS "owns the tables",
           EXISTS (
               SELECT FROM pg_tables
               WHERE schemaname = 'public' AND tableowner <> current_user
                 AND pg_has_role(current_user, tableowner, 'MEMBER')
           ) AS "may become the owner of the tables",
           has_schema_privilege('public', 'CREATE') AS "may make tables",
           has_parameter_privilege('session_replication_role', 'SET') AS "may let triggers rest"
    FROM pg_roles WHERE rolname = current_user
"""


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
    from staff.wall.look import faults as wall_faults

    if fault := keyring_fault():
        yield fault
    yield from wall_faults()
    if settings.DEMO:
        return
    if names := active_demo_accounts():
        yield (
            f"The demonstration's accounts ({', '.join(names)}) can sign in here, with passwords that lie in a file. "
            "Remove them or make them inactive; this is not a demonstration, because AMPARO_DEMO is not 1."
        )
    # Whoever has powers that the application must not have may change the record as well; one sentence is enough.
    yield from list(_role_faults()) or _record_faults()
    yield from _trigger_faults()
    yield from _erasing_faults()
    yield from _durability_faults()
    yield from _clock_faults()


def _unapplied_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _role_faults() -> Iterator[str]:
    """The application role must own nothing and be held by row security."""
    with connection.cursor() as cursor:
        cursor.execute(POWERS)
        held = cursor.fetchone()
        powers = [column.name for column, holds in zip(cursor.description, held, strict=True) if holds]
    if powers:
        yield (
            f"The role in DATABASE_URL {' and '.join(powers)}: a mistake in a page could then rewrite its own record. "
            "Name the application role there, which owns nothing; docs/operating.md says how it is made."
        )


def _trigger_faults() -> Iterator[str]:
    """The triggers that keep facts, story and row history must be there, and awake."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')")
        awake = set(cursor.fetchall())
    wanted = {(model._meta.db_table, trigger.get_pgid(model)) for model, trigger in pgtrigger.registered()}
    if triggers.can_be_passed_over():
        yield (
            "A setting could let the triggers rest that keep facts and history: run `manage.py build_database` with "
            "DATABASE_URL set to the owner role."
        )
    if tables := sorted({table for table, _trigger in wanted - awake}):
        yield (
            f"Triggers are off or missing on {', '.join(tables)}: facts and their history could be rewritten there. As "
            "the owner: ALTER TABLE … ENABLE TRIGGER ALL, or `manage.py pgtrigger install`."
        )
    # Those of the record of reads are our own SQL, and must hold in every kind of session.
    from staff.record.proof import trigger_faults

    with connection.cursor() as cursor:
        if found := list(trigger_faults(cursor)):
            yield (
                f"The record of who looked at what would not be kept as it must. {' '.join(found)} As the owner: ALTER "
                "TABLE … ENABLE ALWAYS TRIGGER …; where one is gone or strange, restore a backup."
            )


def _erasing_faults() -> Iterator[str]:
    """A file must not be erased by less than two people, nor while it is held."""
    # It reads models, which are not loaded yet when this module is.
    from people.erasing.statements import missing

    if names := missing():
        yield (
            f"What guards files from being erased is off, missing or of another version: {', '.join(names)}. Run "
            "`manage.py build_database` with DATABASE_URL set to the owner role."
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
    if off := _settings_that_are_off():
        yield f"PostgreSQL runs with {' and '.join(off)} off: a power cut would lose what was saved. Turn it on."


def _settings_that_are_off() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_settings WHERE name = ANY(%s) AND setting = 'off'", [list(DURABILITY)])
        return sorted((name for (name,) in cursor.fetchall()), key=DURABILITY.index)


def _clock_faults() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (there,) = cursor.fetchone()
    apart = abs((timezone.now() - there).total_seconds())
    if apart > CLOCKS_MAY_DIFFER:
        yield (
            f"The clock of this machine and that of PostgreSQL are {apart:.0f} seconds apart: what was known when "
            "could not be told. Set both by the same time service."
        )
