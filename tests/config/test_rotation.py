"""Keys are changed while the site serves: every row takes the new key, and nothing that can be read changes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.test import override_settings
from psycopg import sql
from psycopg.types.json import Jsonb

from config.demo_folder import ROOT
from config.postgres import Cluster
from config.postgres_roles import APPLICATION, OWNER
from staff.encryption.cipher import unseal
from staff.encryption.factors import PLACE, open_secret, seal_secret
from staff.encryption.keyring import Keyring, get_keyring
from staff.encryption.rotation import SealedTable, rows_by_key, sealed_tables
from tests.running import RunningSite
from tests.walking import Walker

TABLES = {table.name: table for table in sealed_tables()}
# Bytes that hold no text: the hashes of the record of reads.
HASHES = {("staff_read", "previous"), ("staff_read", "hash"), ("staff_chainhead", "hash")}


class Vault:
    """The running site's database and keyring, seen by the owner, and the command that changes keys."""

    def __init__(self, site: RunningSite, cluster: Cluster) -> None:
        self.site, self.cluster = site, cluster
        self.keyring = site.var / "keyring.json"
        self.owner = psycopg.connect(cluster.url(OWNER, "live"), autocommit=True)

    def start(self, *arguments: str, **changes: str) -> subprocess.Popen[str]:
        """Begin `manage.py rotate_keys`."""
        environment = self.site.environment | {"AMPARO_DEMO": "1", "PYTHONUNBUFFERED": "1"} | changes
        return subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), "rotate_keys", *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, code: int = 0, **changes: str) -> str:
        """Run it to its end and return what it said."""
        process = self.start(*arguments, **changes)
        said, complained = process.communicate()
        assert process.returncode == code, said + complained
        return said + complained

    def keys_in_use(self) -> set[str]:
        """The ids of the keys that some row is sealed with."""
        return {key_id for _place, key_id in rows_by_key(self.owner, list(TABLES.values()))}

    def read(self) -> dict[str, dict[Any, tuple[list[str | None], str]]]:
        """Everything that can be read: by table and row the opened texts, and a digest of all that is not sealed."""
        return {name: dict(self._rows(table)) for name, table in TABLES.items()}

    def _rows(self, table: SealedTable) -> Iterator[tuple[Any, tuple[list[str | None], str]]]:
        names = [column for column, _place in table.columns]
        question = sql.SQL("SELECT {key}, md5((to_jsonb(t) - %s::text[])::text), {columns} FROM {table} t").format(
            columns=sql.SQL(", ").join(map(sql.Identifier, names)), **table.identifiers
        )
        for key, digest, *sealed in self.owner.execute(question, [names]).fetchall():
            places = [place for _column, place in table.columns]
            texts = [value and unseal(value, place) for value, place in zip(sealed, places, strict=True)]
            yield key, (texts, digest)


@pytest.fixture
def vault(live_site: RunningSite, cluster: Cluster) -> Iterator[Vault]:
    """The running site's vault, with which this process reads too."""
    vault = Vault(live_site, cluster)
    with override_settings(KEYRING_FILE=vault.keyring):
        yield vault
    vault.owner.close()


def long_ago(keyring: Path) -> None:
    """Let the keyring look as if it had not been touched for an hour."""
    then = time.time() - 3600
    os.utime(keyring, (then, then))


def test_no_sealed_column_is_forgotten(vault: Vault) -> None:
    in_the_database = vault.owner.execute(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND data_type = 'bytea'"
    ).fetchall()
    sealed = {(name, column) for name, table in TABLES.items() for column, _place in table.columns}
    assert sealed == set(in_the_database) - HASHES
    assert len(in_the_database) > 50
    assert any(name.endswith("event") for name, _column in in_the_database)


def test_everything_takes_the_new_key_and_reads_as_before_while_the_site_serves(vault: Vault) -> None:
    before, old = vault.read(), get_keyring()
    vault.keyring.chmod(0o640)
    rotation = vault.start("--batch", "20")
    statuses = set()
    while rotation.poll() is None:
        statuses.add(vault.site.status_of("/accounts/login/"))
    said, complained = rotation.communicate()
    assert (rotation.returncode, complained) == (0, "")
    assert statuses == {200}
    ring = get_keyring()
    assert ring.current != old.current
    assert vault.keyring.stat().st_mode & 0o777 == 0o640
    assert f"Made the key {ring.current}" in said
    assert "backup NOW" in said
    assert "people_person: " in said
    assert vault.keys_in_use() == {ring.current}
    assert vault.read() == before


def test_what_the_running_site_writes_next_takes_the_new_key(vault: Vault) -> None:
    vault.run()
    newest = get_keyring().current
    walker = Walker(vault.site, "caseworker")
    answer = walker.post("/cases/AMP-2026-000001/notes/new/", kind="call", text="After the change of keys.")
    assert answer.status == 200
    row = vault.owner.execute("SELECT text FROM cases_note ORDER BY id DESC LIMIT 1").fetchone()
    assert row is not None
    assert unseal(row[0], TABLES["cases_note"].columns[0][1]) == "After the change of keys."
    assert vault.keys_in_use() == {newest}


def test_the_secrets_of_second_factors_take_the_new_key_as_well(vault: Vault) -> None:
    before = get_keyring().current
    data = {"secret": seal_secret("JBSWY3DPEHPK3PXP"), "used": 1}
    insert = (
        "INSERT INTO mfa_authenticator (user_id, type, data, created_at)"
        " SELECT min(id), 'totp', %s, now() FROM staff_user RETURNING id"
    )
    (pk,) = vault.owner.execute(insert, [Jsonb(data)]).fetchone() or (0,)
    try:
        assert (PLACE, before) in rows_by_key(vault.owner, [])
        vault.run()
        (kept,) = vault.owner.execute("SELECT data FROM mfa_authenticator WHERE id = %s", [pk]).fetchone() or ({},)
        assert kept != data
        assert (open_secret(kept["secret"]), kept["used"]) == ("JBSWY3DPEHPK3PXP", 1)
        assert set(rows_by_key(vault.owner, [])) == {(PLACE, get_keyring().current)}
        assert before != get_keyring().current
    finally:
        vault.owner.execute("DELETE FROM mfa_authenticator WHERE id = %s", [pk])


@pytest.mark.parametrize("steps", [1, 12])
def test_killed_at_any_moment_it_goes_on_where_it_was(vault: Vault, steps: int) -> None:
    before = vault.read()
    rotation = vault.start("--batch", "3")
    assert rotation.stdout is not None
    for _step in range(steps):
        rotation.stdout.readline()
    rotation.send_signal(signal.SIGKILL)
    rotation.communicate()
    killed_with = get_keyring().current
    assert vault.read() == before
    said = vault.run()
    assert f"Going on with the key {killed_with}" in said or "Made the key" in said
    assert vault.keys_in_use() == {get_keyring().current}
    assert vault.read() == before


def test_a_dry_run_tells_and_changes_nothing(vault: Vault) -> None:
    keyring, before = vault.keyring.read_bytes(), rows_by_key(vault.owner, list(TABLES.values()))
    said = vault.run("--dry-run")
    assert f"key {get_keyring().current} (current): {sum(before.values())} values" in said
    assert (vault.keyring.read_bytes(), rows_by_key(vault.owner, list(TABLES.values()))) == (keyring, before)


def test_old_keys_retire_when_no_row_needs_them_and_no_page_can_be_under_way(vault: Vault) -> None:
    vault.run()
    assert "run this again in" in vault.run("--retire", code=1)
    long_ago(vault.keyring)
    current = get_keyring().current
    assert "Retired" in vault.run("--retire")
    assert set(Keyring.load(vault.keyring).keys) == {current}
    assert vault.site.status_of("/accounts/login/") == 200
    assert "no old key" in vault.run("--retire")


def test_no_key_retires_while_a_row_needs_it(vault: Vault) -> None:
    needed = get_keyring().current
    newer = Keyring.load(vault.keyring).add_key()
    long_ago(vault.keyring)
    assert f"rows still need the key {needed}" in vault.run("--retire", code=1)
    assert set(Keyring.load(vault.keyring).keys) >= {needed, newer.current}
    vault.run()


def test_what_does_not_open_is_named_and_left_and_all_else_is_sealed_anew(vault: Vault) -> None:
    row = vault.owner.execute("SELECT pgh_id, paraphrase_en FROM people_passageevent LIMIT 1").fetchone()
    assert row is not None
    key, sealed = row
    altered = sealed[:-1] + bytes([sealed[-1] ^ 1])
    change = "UPDATE people_passageevent SET paraphrase_en = %s WHERE pgh_id = %s"
    with vault.owner.transaction():
        vault.owner.execute("SET LOCAL session_replication_role = replica")
        vault.owner.execute(change, [altered, key])
    said = vault.run(code=1)
    assert f"people_passageevent.paraphrase_en, row {key}" in said
    assert vault.owner.execute("SELECT paraphrase_en FROM people_passageevent WHERE pgh_id = %s", [key]).fetchone() == (
        altered,
    )
    with vault.owner.transaction():
        vault.owner.execute("SET LOCAL session_replication_role = replica")
        vault.owner.execute(change, [sealed, key])
    vault.run()
    assert vault.keys_in_use() == {get_keyring().current}


def test_a_row_that_somebody_holds_is_waited_for_and_not_passed_over(vault: Vault) -> None:
    with psycopg.connect(vault.cluster.url(APPLICATION, "live")) as page:
        page.execute("SELECT set_config('amparo.house', 'yes', true)")
        page.execute("SELECT FROM people_person FOR UPDATE")
        rotation = vault.start()
        assert rotation.stdout is not None
        while "people_subject:" not in (line := rotation.stdout.readline()):
            assert line, "It ended while a row was held."
            assert "people_person: " not in line
    assert rotation.wait() == 0
    assert vault.keys_in_use() == {get_keyring().current}


def test_the_application_role_can_do_none_of_it(vault: Vault) -> None:
    url = vault.cluster.url(APPLICATION, "live")
    said = vault.run(code=1, AMPARO_OWNER_DATABASE_URL=url, DATABASE_URL=url)
    assert "Only the role that owns the tables" in said
    with psycopg.connect(url, autocommit=True) as page:
        for question in (
            "SET session_replication_role = replica",
            "SELECT set_config('session_replication_role', 'replica', false)",
            "ALTER ROLE amparo SET session_replication_role = replica",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                page.execute(question)
        page.execute("SELECT set_config('amparo.house', 'yes', false)")
        with pytest.raises(psycopg.Error, match=r"[Cc]annot update"):
            page.execute("UPDATE cases_event SET why = why || ''::bytea")


def test_where_row_security_hides_rows_from_the_owner_nothing_is_passed_over_in_silence(vault: Vault) -> None:
    vault.owner.execute("DROP POLICY amparo_owner ON people_person")
    try:
        assert "may hide rows from the owner on people_person" in vault.run(code=1)
    finally:
        vault.owner.execute(
            "CREATE POLICY amparo_owner ON people_person TO CURRENT_USER USING (true) WITH CHECK (true)"
        )
    vault.run()


def test_even_the_owner_rewrites_no_fact_while_triggers_do_not_rest(vault: Vault) -> None:
    for statement in ("UPDATE people_stayevent SET remark = ''", "UPDATE cases_event SET why = ''"):
        with pytest.raises(psycopg.Error, match=r"[Cc]annot update"):
            vault.owner.execute(statement)


def test_an_owner_who_may_not_let_triggers_rest_is_told_the_line_to_run(vault: Vault) -> None:
    name = sql.Identifier(OWNER)
    with psycopg.connect(vault.cluster.administrator_url(), autocommit=True) as administrator:
        administrator.execute(sql.SQL("REVOKE SET ON PARAMETER session_replication_role FROM {}").format(name))
        try:
            said = vault.run(code=1)
        finally:
            administrator.execute(sql.SQL("GRANT SET ON PARAMETER session_replication_role TO {}").format(name))
    assert f"GRANT SET ON PARAMETER session_replication_role TO {OWNER}" in said
