"""The application role in the database that tests and production share in shape."""

import pytest
from django.db import DatabaseError, connection, transaction

from staff.models import Team

pytestmark = pytest.mark.django_db


def asked(question: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return list(cursor.fetchall())


def test_tests_work_as_the_application_role() -> None:
    assert asked("SELECT current_user") == [("amparo",)]


def test_the_application_role_has_no_power_over_the_cluster() -> None:
    assert asked(
        "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    ) == [(False, False, False, False)]


def test_the_application_role_owns_nothing() -> None:
    assert asked("SELECT relname FROM pg_class WHERE relowner = current_user::regrole") == []
    assert asked("SELECT datname FROM pg_database WHERE datdba = current_user::regrole") == []


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE stray (id int)",
        "CREATE TEMPORARY TABLE stray (id int)",
        "CREATE SCHEMA stray",
        "ALTER TABLE staff_user DISABLE TRIGGER ALL",
        "TRUNCATE staff_team CASCADE",
        "DROP TABLE staff_team",
        "ALTER ROLE amparo SUPERUSER",
        "SET ROLE amparo_owner",
    ],
)
def test_the_application_role_cannot_change_what_holds_it(statement: str) -> None:
    with pytest.raises(DatabaseError, match=r"permission denied|must be (owner|superuser)"), transaction.atomic():
        asked(statement)


def test_the_application_role_reads_and_writes_rows() -> None:
    team = Team.objects.create(code="north", name="North")
    Team.objects.filter(pk=team.pk).update(name="North office")
    assert Team.objects.get(pk=team.pk).name == "North office"
    team.delete()
    assert not Team.objects.filter(code="north").exists()


def test_a_page_cannot_wait_for_a_row_for_ever() -> None:
    assert asked("SELECT current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout')") == [
        ("3s", "1min")
    ]
