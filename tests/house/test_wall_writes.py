"""In plain SQL, past every form and action: what a reader may not know of they can neither change, take nor add to."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from pytest_django import DjangoDbBlocker

from cases.models import Case, Note, SupportRequest
from people.models import Citation, Kinship, Person, Stay, Subject
from staff.wall.build import wanted_predicates
from staff.wall.context import as_the_house, seen_by
from tests.house import oracle
from tests.house.matrix_checks import undone
from tests.house.matrix_world import World, make_world
from tests.house.oracle import READERS
from tests.two_walls import write_past_the_forms

HIDDEN_BEHIND_ROWS = r"row-level security"
BY_NAME = {file.name: file for file in oracle.FILES}
FILES_TRIED = ("other", "restricted", "expired")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once for all tests of this module, and gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


def ask(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall()) if cursor.description else [(cursor.rowcount,)]


def hidden_from(reader: oracle.Reader) -> list[str]:
    return [name for name in FILES_TRIED if not oracle.knows(reader, BY_NAME[name])]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_no_row_of_a_hidden_file_is_changed_or_taken(world: World, reader: oracle.Reader) -> None:
    for file in hidden_from(reader):
        for model, row in world.rows[file].items():
            table, key = model._meta.db_table, model._meta.pk.column
            with undone(), seen_by(world.users[reader.name].pk):
                assert ask(f"UPDATE {table} SET {key} = {key} WHERE {key} = %s", row.pk) == [(0,)]  # noqa: S608
                assert ask(f"DELETE FROM {table} WHERE {key} = %s", row.pk) == [(0,)]  # noqa: S608
                assert ask(f"SELECT 1 FROM {table} WHERE {key} = %s FOR UPDATE", row.pk) == []  # noqa: S608


def copy_of(row: Model) -> Any:
    """The same row once more, not saved."""
    made: Any = type(row)._default_manager.get(pk=row.pk)
    if not isinstance(row, Person) and made._meta.pk.name != "subject":
        made.pk = None
    if hasattr(made, "public_id"):
        made.public_id = uuid.uuid4()
    made._state.adding = True
    return made


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_no_row_is_added_to_a_hidden_file(world: World, reader: oracle.Reader) -> None:
    tried = 0
    for file in hidden_from(reader):
        for row in world.rows[file].values():
            made = copy_of(row)
            refused = pytest.raises(DatabaseError, match=HIDDEN_BEHIND_ROWS)
            with undone(), seen_by(world.users[reader.name].pk), refused:
                write_past_the_forms(made)
            tried += 1
    assert tried >= 20 * len(hidden_from(reader))


def moves(world: World) -> list[tuple[str, type[Model], str, Any]]:
    """Ways to push something of one's own over the line, or to draw something hidden near."""
    own, other = world.rows["own"], world.rows["other"]
    return [
        ("a file to a foreign team", Subject, "team_id", world.teams["other"].pk),
        ("a case to a foreign file", Case, "subject_id", other[Subject].pk),
        ("a note to a foreign case", Note, "case_id", other[Case].pk),
        ("a request to a foreign case", SupportRequest, "case_id", other[Case].pk),
        ("a citation to a foreign fact", Citation, "stay_id", other[Stay].pk),
        ("a file to nobody but those named", Subject, "restricted", own[Subject].pk > 0),
    ]


@pytest.mark.parametrize("number", range(6))
def test_nothing_of_ones_own_is_moved_out_of_sight(world: World, number: int) -> None:
    _what, model, column, value = moves(world)[number]
    row, table = world.rows["own"][model], model._meta.db_table
    more = ", subject_id = NULL" if model is Citation else ""
    refused = pytest.raises(DatabaseError, match=HIDDEN_BEHIND_ROWS)
    with undone(), seen_by(world.users["the-caseworker"].pk), refused, transaction.atomic():
        ask(f"UPDATE {table} SET {column} = %s{more} WHERE id = %s RETURNING id", value, row.pk)  # noqa: S608


def test_a_fact_of_ones_own_may_name_a_relative_that_one_may_not_know_of(world: World) -> None:
    kin = copy_of(world.rows["own"][Kinship])
    kin.relative = world.rows["other"][Subject]
    with undone(), seen_by(world.users["the-caseworker"].pk):
        write_past_the_forms(kin)
        # The name of a relative is behind the wall, the mention of it is not.
        ((relative, name),) = ask(
            "SELECT k.relative_id, s.name FROM people_kinship k LEFT JOIN people_subject s ON s.id = k.relative_id"
            " WHERE k.public_id = %s",
            kin.public_id,
        )
    assert (relative, name) == (world.rows["other"][Subject].pk, None)


def test_whose_files_a_citation_belongs_to_is_told_by_the_database_alone(world: World) -> None:
    own, other = world.rows["own"], world.rows["other"]
    with undone(), as_the_house():
        ask("UPDATE people_citation SET wall_files = %s WHERE id = %s", [own[Subject].pk], other[Citation].pk)
        ((told,),) = ask("SELECT wall_files FROM people_citation WHERE id = %s", other[Citation].pk)
    assert told == [other[Subject].pk]


def test_every_table_behind_the_wall_has_rows_here(world: World) -> None:
    tables = {model._meta.db_table for model in world.rows["other"]}
    assert {table for table in wanted_predicates() if not table.endswith("event")} - {"cases_event"} <= tables
