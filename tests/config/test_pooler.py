"""Behind pgbouncer in transaction mode one connection serves everybody in turn: nothing of a reader may stay in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection as tests_own

from config.postgres import Cluster
from config.postgres_roles import DATABASE, OWNER
from tests.cluster import drop_database
from tests.pooler import pooler
from tests.running import RunningSite
from tests.walking import Walker

COUNT = "SELECT count(*) FROM people_subject"
AS_HOUSE = "SELECT set_config('amparo.house', 'yes', {})"


@pytest.fixture(scope="module")
def pool(cluster: Cluster, django_db_setup: None) -> Iterator[str]:
    """The tests' own database, with the article in it, through one shared connection."""
    with pooler(cluster, DATABASE) as address:
        yield address


def client(pool: str, **how: Any) -> psycopg.Connection:
    return psycopg.connect(pool, autocommit=True, prepare_threshold=None, **how)


def number_of(connection: psycopg.Connection, sql: str = COUNT) -> int:
    (number,) = connection.execute(sql).fetchone() or (0,)
    return int(number)


def backend(connection: psycopg.Connection) -> int:
    return number_of(connection, "SELECT pg_backend_pid()")


def test_two_clients_share_one_connection_and_a_setting_of_the_session_would_leak(pool: str) -> None:
    with client(pool) as one, client(pool) as other:
        assert backend(one) == backend(other)
        try:
            one.execute(AS_HOUSE.format("false"))
            # What these tests guard against is there to be had.
            assert number_of(other) > 0
        finally:
            one.execute("SELECT set_config('amparo.house', '', false)")
        assert number_of(other) == 0


def test_what_was_seen_in_a_transaction_is_not_seen_after_it(pool: str) -> None:
    with client(pool) as one, client(pool) as other:
        with one.transaction():
            one.execute(AS_HOUSE.format("true"))
            assert number_of(one) > 0
        assert (number_of(one), number_of(other)) == (0, 0)


def test_a_transaction_that_broke_leaves_nothing(pool: str) -> None:
    with client(pool) as one, client(pool) as other:
        one.execute("BEGIN")
        one.execute(AS_HOUSE.format("true"))
        with pytest.raises(psycopg.errors.DivisionByZero):
            one.execute("SELECT 1 / 0")
        one.execute("ROLLBACK")
        assert (number_of(one), number_of(other)) == (0, 0)


def test_a_client_that_dies_in_the_middle_leaves_nothing(pool: str) -> None:
    one = client(pool)
    one.execute("BEGIN")
    one.execute(AS_HOUSE.format("true"))
    assert number_of(one) > 0
    # No goodbye: as when the process is killed.
    os.close(os.dup(one.fileno()))
    one.pgconn.finish()
    with client(pool) as other:
        assert number_of(other) == 0


def test_a_statement_prepared_by_one_answers_as_the_transaction_it_runs_in(pool: str) -> None:
    with client(pool) as one, client(pool) as other:
        with one.transaction():
            one.execute(AS_HOUSE.format("true"))
            one.execute("PREPARE everybody AS " + COUNT)
            assert number_of(one, "EXECUTE everybody") > 0
        # It stays in the connection, and whoever comes next may run it; the rows are not in it.
        assert number_of(other, "EXECUTE everybody") == 0
        other.execute("DEALLOCATE everybody")


def test_pages_keep_no_cursor_that_outlives_their_transaction(pool: str, cluster: Cluster) -> None:
    with client(pool) as one, client(pool) as other:
        with one.transaction():
            one.execute(AS_HOUSE.format("true"))
            one.execute("DECLARE held CURSOR WITH HOLD FOR SELECT id FROM people_subject")
        # Such a cursor would leak; Django makes them where DISABLE_SERVER_SIDE_CURSORS is off.
        assert other.execute("FETCH held").fetchall() != []
        other.execute("CLOSE held")
    assert tests_own.settings_dict["DISABLE_SERVER_SIDE_CURSORS"] is True


def test_the_whole_web_runs_behind_it(cluster: Cluster, tmp_path: Path) -> None:
    cluster.make_roles_and_database("pooled")
    with pooler(cluster, "pooled") as address:
        site = RunningSite(tmp_path, DATABASE_URL=address, AMPARO_OWNER_DATABASE_URL=cluster.url(OWNER, "pooled"))
        try:
            site.start()
            with client(address) as other:
                walkers = [Walker(site, role) for role in ("caseworker", "supervisor")]
                for path in ("/", "/cases/", "/people/", "/promises/", "/sources/", "/cases/"):
                    for walker in walkers:
                        assert walker.get(path).status == 200
                        assert number_of(other) == 0
        finally:
            site.stop()
    drop_database(cluster, "pooled")
