"""Nobody changes the record of reads: not the application, not the ruler of the database server."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from threading import Thread
from typing import Any

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from config.checks import _record_faults
from config.postgres import ADMINISTRATOR, Cluster
from config.postgres_roles import APPLICATION, DATABASE
from staff.record import checkpoint as checkpoints
from staff.record.chain import JOIN_THE_CHAIN, genesis
from staff.record.checkpoint import Checkpoint, CheckpointError
from staff.record.proof import faults

INSERT = """INSERT INTO staff_read (reader, page, status, opened, listed, opened_cases, listed_cases, revealed, tokens)
    VALUES (%s, 'people:detail', 200, ARRAY[%s]::bigint[], '{7}', '{}', '{}', '', '{}')"""
READERS = (1600, 1601)  # of the chains 0 and 1


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["staff_read", "staff_look", "staff_chainhead"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_application_may_not_change_the_record(table: str, statement: str) -> None:
    column = "thing_id" if table == "staff_look" else "n"
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table, column, column))


@pytest.mark.django_db
def test_the_application_may_not_write_looks_or_ends_of_chains_by_hand() -> None:
    for statement in (
        "INSERT INTO staff_look (thing, thing_id, how, read_id) VALUES ('subject', 1, 'opened', 1)",
        "INSERT INTO staff_chainhead (shard, n, hash) VALUES (16, 0, '')",
    ):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert list(_record_faults()) == []


@pytest.fixture
def ruler(cluster: Cluster, django_db_setup: None) -> Iterator[psycopg.Cursor[Any]]:
    """A superuser of the tests' database, with a few rows on record; everything is undone afterwards."""
    with psycopg.connect(cluster.url(ADMINISTRATOR, DATABASE)) as superuser:
        cursor = superuser.cursor()
        for file in range(5):
            for reader in READERS:
                cursor.execute(INSERT, [reader, file])
        yield cursor
        superuser.rollback()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE staff_read SET page = 'x'", "DELETE FROM staff_read", "TRUNCATE staff_read", "DELETE FROM staff_look"],
)
@pytest.mark.parametrize("role", ["origin", "replica"])
def test_even_a_superuser_is_stopped_by_the_trigger(ruler: psycopg.Cursor[Any], statement: str, role: str) -> None:
    ruler.execute(f"SET LOCAL session_replication_role = {role}")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="never changed"):
        ruler.execute(statement)


OFF = "ALTER TABLE staff_read DISABLE TRIGGER ALL; ALTER TABLE staff_look DISABLE TRIGGER ALL;"
ON = "".join(
    f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_{name};"
    for table, names in {
        "staff_read": ("joins_the_chain", "stays", "is_not_emptied"),
        "staff_look": ("stays", "is_not_emptied"),
    }.items()
    for name in names
)
COLUMNS = "reader, page, status, opened, listed, opened_cases, listed_cases, revealed, tokens, shard, previous"
END = "(SELECT max(n) FROM staff_read WHERE shard = 0)"
CUT = f"""DELETE FROM staff_look WHERE read_id IN (SELECT id FROM staff_read WHERE shard = 0 AND n > {END} - 2);
    DELETE FROM staff_read WHERE shard = 0 AND n > {END} - 2;
    UPDATE staff_chainhead SET n = {END}, hash = (SELECT hash FROM staff_read WHERE shard = 0 AND n = {END})
    WHERE shard = 0;"""  # noqa: S608
# What whoever rules the database server might do, with the triggers off; each must be seen.
TAMPERINGS = {
    "a row is edited": f"UPDATE staff_read SET opened = '{{99}}' WHERE shard = 0 AND n = {END} - 2",  # noqa: S608
    "a row is removed": f"DELETE FROM staff_read WHERE shard = 0 AND n = {END} - 2",  # noqa: S608
    "two rows change places": f"""UPDATE staff_read SET n = -n WHERE shard = 0 AND n IN ({END} - 1, {END} - 2);
        UPDATE staff_read SET n = 2 * {END} - 3 + n WHERE shard = 0 AND n < 0""",  # noqa: S608
    "a row is put in": f"""INSERT INTO staff_read ({COLUMNS}, at, n, hash) SELECT {COLUMNS}, at, n + 1, hash
        FROM staff_read WHERE shard = 0 AND n = {END}""",  # noqa: S608
    "the end is cut off": CUT,
    "two chains are exchanged": """UPDATE staff_read SET shard = 100 WHERE shard = 0;
        UPDATE staff_read SET shard = 0 WHERE shard = 1; UPDATE staff_read SET shard = 1 WHERE shard = 100;
        UPDATE staff_chainhead SET n = e.n, hash = e.hash FROM
        (SELECT DISTINCT ON (shard) shard, n, hash FROM staff_read ORDER BY shard, n DESC) e
        WHERE e.shard = staff_chainhead.shard""",
    "an old copy is put back and goes on": CUT + ON + f"{INSERT % (1600, 77)}; {INSERT % (1600, 78)};",
    "a trigger is switched off": "",
    "a look is taken from the page of a file": "DELETE FROM staff_look WHERE thing_id = 3",
    "a trigger runs another function": "CREATE OR REPLACE FUNCTION staff_read_stays_as_written() RETURNS trigger"
    " LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'BEGIN RETURN NULL; END'",
}
ONLY_WITH_A_CHECKPOINT = {"the end is cut off", "an old copy is put back and goes on"}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_is_found(ruler: psycopg.Cursor[Any], name: str) -> None:
    kept = Checkpoint.take(ruler)
    assert list(faults(ruler, kept)) == []
    ruler.execute(OFF)
    if TAMPERINGS[name]:
        ruler.execute(TAMPERINGS[name])
        ruler.execute(ON)
    assert list(faults(ruler, kept)), f"Not seen: {name}"
    if name not in ONLY_WITH_A_CHECKPOINT:
        assert list(faults(ruler)), f"Not seen without a checkpoint: {name}"


def test_many_who_write_at_once_raise_no_alarm(cluster: Cluster, django_db_setup: None) -> None:
    def read(number: int) -> None:
        with psycopg.connect(cluster.url(APPLICATION), autocommit=True) as one:
            for file in range(25):
                # Two readers of one chain and six of others.
                one.execute(INSERT, [3200 + number % 7, file])

    with psycopg.connect(cluster.url(APPLICATION), autocommit=True) as looker:
        cursor = looker.cursor()
        kept = Checkpoint.take(cursor)
        threads = [Thread(target=read, args=[number]) for number in range(8)]
        for thread in threads:
            thread.start()
        seen = list(faults(cursor, kept))
        for thread in threads:
            thread.join()
        assert seen == []
        assert list(faults(cursor, kept)) == []
        cursor.execute("SELECT count(*), count(DISTINCT (shard, n)) FROM staff_read WHERE reader BETWEEN 3200 AND 3206")
        assert cursor.fetchone() == (200, 200)


@pytest.mark.django_db
def test_a_checkpoint_is_a_small_text_that_cannot_be_changed(tmp_path: Any, capsys: Any) -> None:
    call_command("checkpoint_record")
    text = capsys.readouterr().out
    assert len(text) < 2000
    assert max(map(len, text.splitlines())) < 110
    assert checkpoints.key_file().stat().st_mode & 0o777 == 0o600
    file = tmp_path / "checkpoint.txt"
    file.write_text(text)
    call_command("verify_record", checkpoint=file)
    assert "is whole" in capsys.readouterr().out
    for changed in (text.replace(genesis(15).hex(), genesis(14).hex()), text.replace("\nat 2", "\nat 3"), "nonsense"):
        file.write_text(changed)
        with pytest.raises(CommandError):
            call_command("verify_record", checkpoint=file)
    other = Ed25519PrivateKey.generate()
    with connection.cursor() as cursor, pytest.raises(CheckpointError, match="another key"):
        Checkpoint.read(Checkpoint.take(cursor).sign(other), checkpoints.public_key())
    words = text.split("key ")[1].split()[0]
    assert base64.b64decode(words) == checkpoints.public_key(words).public_bytes_raw()


def test_functions_that_act_as_the_owner_look_up_nothing_by_a_path_of_others(ruler: psycopg.Cursor[Any]) -> None:
    ruler.execute("SELECT proname, proconfig, prosecdef FROM pg_proc WHERE proname LIKE 'staff_read_%'")
    assert {(name, tuple(config or ()), definer) for name, config, definer in ruler.fetchall()} == {
        (name, ("search_path=pg_catalog, pg_temp", "lock_timeout=14s"), True)
        for name in ("staff_read_joins_the_chain", "staff_read_stays_as_written")
    }
    assert "FROM staff_" not in JOIN_THE_CHAIN.replace("public.staff_", ""), "A table is named without its schema."
