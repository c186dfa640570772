"""Two roles and a database: the owner migrates, the application owns nothing. Knows no Django."""

import psycopg
from psycopg import sql

OWNER = "amparo_owner"
APPLICATION = "amparo"
DATABASE = "amparo"

# A page that cannot get its row in three seconds should say so; none may hold one for longer than a minute.
LIMITS = {"lock_timeout": "3s", "statement_timeout": "15s", "idle_in_transaction_session_timeout": "60s"}


def make_roles(administrator: psycopg.Connection, owner_password: str, application_password: str) -> None:
    """Create both roles, or give existing ones these passwords and no powers beyond signing in.

    `administrator` must be a superuser's connection with autocommit on.
    """
    for role, password in ((OWNER, owner_password), (APPLICATION, application_password)):
        name = sql.Identifier(role)
        if not administrator.execute("SELECT FROM pg_roles WHERE rolname = %s", [role]).fetchall():
            administrator.execute(sql.SQL("CREATE ROLE {}").format(name))
        administrator.execute(
            sql.SQL(
                "ALTER ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION INHERIT PASSWORD {}"
            ).format(name, sql.Literal(password))
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
    """Create the owner's database `name` if it is missing; only the two roles may enter it."""
    if not administrator.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchall():
        administrator.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER))
        )
    database, application = sql.Identifier(name), sql.Identifier(APPLICATION)
    administrator.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    administrator.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, application))


def grant_work(owner: psycopg.Connection) -> None:
    """Let the application read and write rows of what the owner makes in schema public, and make nothing itself.

    `owner` must be the owner's connection to the database. Setting a sequence is part of `manage.py loaddata`.
    """
    names = {"owner": sql.Identifier(OWNER), "application": sql.Identifier(APPLICATION)}
    for statement in (
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {application}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
        " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {application}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
        " GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO {application}",
    ):
        owner.execute(sql.SQL(statement).format(**names))
