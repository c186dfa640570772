"""A backup as `docs/operating.md` makes and restores it: whole, and behind row security again."""

from __future__ import annotations

import subprocess
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from config.postgres import Cluster
from config.postgres_roles import APPLICATION, BACKUP, DATABASE, OWNER
from staff.wall.build import wanted_predicates
from staff.wall.look import faults_seen_by
from tests.cluster import drop_database


def counts(cluster: Cluster, database: str) -> dict[str, int]:
    """The number of rows in every table behind the wall."""
    with psycopg.connect(cluster.url(BACKUP, database)) as backup:
        return {
            table: (backup.execute(SQL("SELECT count(*) FROM {}").format(Identifier(table))).fetchone() or (0,))[0]
            for table in wanted_predicates()
        }


def test_a_restored_backup_has_every_row_and_its_wall(cluster: Cluster, django_db_setup: None, tmp_path: Path) -> None:
    dump = tmp_path / "amparo.dump"
    program = cluster.binaries.program
    made = [program("pg_dump"), "--format=custom", f"--file={dump}", cluster.url(BACKUP, DATABASE)]
    subprocess.run(made, check=True, capture_output=True)
    cluster.make_roles_and_database("restored")
    try:
        to = f"--dbname={cluster.url(OWNER, 'restored')}"
        subprocess.run(
            [program("pg_restore"), "--no-owner", "--exit-on-error", to, dump], check=True, capture_output=True
        )
        assert counts(cluster, "restored") == counts(cluster, DATABASE)
        assert counts(cluster, "restored")["people_subject"] >= 7
        with psycopg.connect(cluster.url(APPLICATION, "restored")) as page:
            assert list(faults_seen_by(page.cursor())) == []
            assert page.execute("SELECT count(*) FROM people_subject").fetchone() == (0,)
    finally:
        drop_database(cluster, "restored")


def test_the_owner_cannot_make_a_backup_that_lacks_rows(cluster: Cluster, django_db_setup: None) -> None:
    done = subprocess.run(
        [cluster.binaries.program("pg_dump"), cluster.url(OWNER, DATABASE)], capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "row-level security" in done.stderr


def test_the_role_for_backups_changes_nothing(cluster: Cluster, django_db_setup: None) -> None:
    with psycopg.connect(cluster.url(BACKUP, DATABASE)) as backup:
        backup.execute("SET default_transaction_read_only = off")
        backup.commit()
        for statement in (
            "INSERT INTO staff_read (page, status) VALUES ('x', 200)",
            "UPDATE people_subject SET restricted = true",
            "DELETE FROM cases_note",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                backup.execute(statement)
            backup.rollback()
