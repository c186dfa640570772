"""A start looks whether row security stands as the policy says: whatever is taken out of it is found and named."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from config.checks import faults as reasons_not_to_start
from config.postgres import ADMINISTRATOR, Cluster
from config.postgres_roles import APPLICATION, BACKUP, DATABASE, OWNER
from staff.wall.look import faults_seen_by

IS_HOUSE = "SELECT coalesce(current_setting('amparo.house', true), '') = 'yes'"
GAPS = {
    "ALTER TABLE people_stay DISABLE ROW LEVEL SECURITY": "off on people_stay",
    "ALTER TABLE people_stay NO FORCE ROW LEVEL SECURITY": "off on people_stay",
    "DROP POLICY amparo_wall ON cases_note": "changed on cases_note",
    "ALTER POLICY amparo_wall ON people_stay USING (true)": "changed on people_stay",
    "ALTER POLICY amparo_wall ON people_stay WITH CHECK (true)": "changed on people_stay",
    "ALTER POLICY amparo_wall ON people_stay TO amparo_owner": "changed on people_stay",
    "ALTER POLICY amparo_owner ON people_stay TO PUBLIC": "changed on people_stay",
    "COMMENT ON POLICY amparo_wall ON people_stay IS 'of old'": "changed on people_stay",
    "CREATE POLICY friendly ON people_stayevent USING (true)": "lets rows through on people_stayevent",
    "GRANT SELECT ON people_subject TO PUBLIC": "Everybody was given people_subject",
    "CREATE VIEW all_names AS SELECT name FROM people_subject": "passed by the view all_names",
    "CREATE MATERIALIZED VIEW kept_names AS SELECT name FROM people_subject": "passed by the view kept_names",
    "ALTER TABLE people_citation DISABLE TRIGGER amparo_files": "whose files rows belong to is off or missing",
    "DROP TRIGGER amparo_files ON people_citationevent": "off or missing on people_citationevent",
    "DROP FUNCTION amparo_found_by_name(jsonb, integer)": "amparo_found_by_name",
    f"CREATE OR REPLACE FUNCTION amparo_is_house() RETURNS boolean LANGUAGE sql STABLE AS '{IS_HOUSE.replace(chr(39), chr(39) * 2)} OR true'": "amparo_is_house",  # noqa: E501
    "ALTER FUNCTION amparo_roles(bigint) RESET search_path": "amparo_roles",
    "ALTER FUNCTION amparo_roles(bigint) SECURITY INVOKER": "amparo_roles",
    "ALTER FUNCTION amparo_is_house() SECURITY DEFINER": "amparo_is_house",
    "GRANT EXECUTE ON FUNCTION amparo_found_by_name(jsonb, integer) TO PUBLIC": "amparo_found_by_name",
    "REVOKE EXECUTE ON FUNCTION amparo_enter(bigint) FROM amparo": "amparo_enter",
    "CREATE FUNCTION amparo_everything() RETURNS integer LANGUAGE sql AS 'SELECT 1'": "amparo_everything",
}


@pytest.fixture
def owner(cluster: Cluster, django_db_setup: None) -> Iterator[psycopg.Connection]:
    """The owner's connection; whatever it does is undone."""
    with psycopg.connect(cluster.url(OWNER)) as connection:
        yield connection
        connection.rollback()


def faults(owner: psycopg.Connection) -> list[str]:
    with owner.cursor() as cursor:
        return list(faults_seen_by(cursor))


def test_what_was_built_has_no_gap(owner: psycopg.Connection) -> None:
    assert faults(owner) == []


@pytest.mark.parametrize("gap", GAPS)
def test_each_gap_is_found_and_named(owner: psycopg.Connection, gap: str) -> None:
    owner.execute(gap)
    (fault,) = faults(owner)
    assert GAPS[gap] in fault
    assert "build_database" in fault


def test_a_view_that_asks_as_its_reader_is_no_gap(owner: psycopg.Connection) -> None:
    owner.execute("CREATE VIEW names WITH (security_invoker = true) AS SELECT name FROM people_subject")
    assert faults(owner) == []


def test_a_function_of_somebody_else_is_a_gap(cluster: Cluster, owner: psycopg.Connection) -> None:
    with psycopg.connect(cluster.url(ADMINISTRATOR, DATABASE)) as administrator:
        administrator.execute(f"ALTER FUNCTION amparo_teams_above(bigint) OWNER TO {ADMINISTRATOR}")
        assert ["amparo_teams_above" in fault for fault in faults(administrator)] == [True]
        administrator.rollback()


@pytest.mark.django_db
def test_the_start_is_refused_in_a_demonstration_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(reasons_not_to_start()) == []
    monkeypatch.setattr("staff.wall.look.wanted_tables", list)
    monkeypatch.setattr("staff.wall.look.wanted_functions", list)
    assert any("row security" in reason for reason in reasons_not_to_start())


def test_nobody_but_those_who_read_the_tables_may_ask_the_functions(
    cluster: Cluster, owner: psycopg.Connection
) -> None:
    told = owner.execute(
        "SELECT DISTINCT a.grantee::regrole::text FROM pg_proc p, aclexplode(p.proacl) a WHERE p.proname LIKE 'amparo%'"
    ).fetchall()
    assert {name for (name,) in told} <= {OWNER, APPLICATION, BACKUP}
    assert (APPLICATION,) in told
