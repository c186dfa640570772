"""Three roles and a database: the owner migrates, the application owns nothing, backups only read. Knows no Django."""

from collections.abc import Mapping

import psycopg
from psycopg import sql

OWNER = "amparo_owner"
APPLICATION = "amparo"
BACKUP = "amparo_backup"
ROLES = (OWNER, APPLICATION, BACKUP)
DATABASE = "amparo"

# A page that cannot get its row in three seconds should say so; none may hold one for longer than a minute.
# Row security makes a query look dearer than it is, and compiling it would take longer than answering it.
LIMITS = {
    "lock_timeout": "3s",
    "statement_timeout": "15s",
    "idle_in_transaction_session_timeout": "60s",
    "jit": "off",
}


def make_roles(administrator: psycopg.Connection, passwords: Mapping[str, str]) -> None:
    """Create the roles, or give existing ones these passwords and no powers beyond signing in.

    Row security holds the owner as well, and a dump that it shortens is none: so the role for backups passes it, may
    change nothing, and its address is kept where backups are made. `administrator` must be a superuser's connection
    with autocommit on.
    """
    for role in ROLES:
        name = sql.Identifier(role)
        if not administrator.execute("SELECT FROM pg_roles WHERE rolname = %s", [role]).fetchall():
            administrator.execute(sql.SQL("CREATE ROLE {}").format(name))
        administrator.execute(
            sql.SQL(
                "ALTER ROLE {} LOGIN NOSUPERUSER {} NOCREATEDB NOCREATEROLE NOREPLICATION INHERIT PASSWORD {}"
            ).format(name, sql.SQL("BYPASSRLS" if role == BACKUP else "NOBYPASSRLS"), sql.Literal(passwords[role]))
        )
    administrator.execute(
        sql.SQL("ALTER ROLE {} SET default_transaction_read_only = on").format(sql.Identifier(BACKUP))
    )
    for setting, value in LIMITS.items():
        administrator.execute(
            sql.SQL("ALTER ROLE {} SET {} = {}").format(
                sql.Identifier(APPLICATION), sql.Identifier(setting), sql.Literal(value)
            )
        )
    # Sealing everything anew (`manage.py rotate_keys`) must pass the triggers that keep facts as they are.
    # The owner could drop those triggers anyway; the application may do neither.
    administrator.execute(
        sql.SQL("GRANT SET ON PARAMETER session_replication_role TO {}").format(sql.Identifier(OWNER))
    )


def make_database(administrator: psycopg.Connection, name: str) -> None:
    """Create the owner's database `name` if it is missing; only its roles may enter it."""
    if not administrator.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchall():
        administrator.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER))
        )
    database = sql.Identifier(name)
    administrator.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    for role in (APPLICATION, BACKUP):
        administrator.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, sql.Identifier(role)))


def grant_work(owner: psycopg.Connection) -> None:
    """Let the application read and write rows of what the owner makes in schema public, and make nothing itself.

    Backups read the same tables, of earlier versions as well.

    `owner` must be the owner's connection to the database. Setting a sequence is part of `manage.py loaddata`.
    """
    names = {
        "owner": sql.Identifier(OWNER),
        "application": sql.Identifier(APPLICATION),
        "backup": sql.Identifier(BACKUP),
    }
    for statement in (
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {application}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
        " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {application}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
        " GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO {application}",
        "GRANT USAGE ON SCHEMA public TO {backup}",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO {backup}",
        "GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {backup}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT SELECT ON TABLES TO {backup}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT SELECT ON SEQUENCES TO {backup}",
    ):
        owner.execute(sql.SQL(statement).format(**names))
