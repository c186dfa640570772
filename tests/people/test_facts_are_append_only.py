"""A fact stays as it was recorded: whatever goes past the actions is refused by the database itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.db.models import Field
from django.utils import timezone

from people.actions import copy_of, correct_fact, retract_fact
from people.models import Citation, Fact, Promise, PromiseAccount, Stay
from people.models.fact import MUTABLE
from people.span import Span
from tests.rows import FACTS, a_fact, a_passage, a_user

pytestmark = pytest.mark.django_db

EVERY_KIND = [pytest.param(model, id=model._meta.model_name) for model in FACTS]


def statement(fact: Fact, sql: str, *values: Any) -> None:
    """Run plain SQL on the fact's own row."""
    table = f'"{fact._meta.db_table}"'
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(table=table) + " WHERE id = %s", [*values, fact.pk])


def another_value(field: Field[Any, Any]) -> str:
    """An SQL expression that differs from whatever the column holds."""
    column = f'"{field.column}"'
    kind = field.db_type(connection) or ""
    if kind == "bytea":
        return f"coalesce({column}, '') || '\\x01'"
    if kind == "boolean":
        return f"NOT {column}"
    if kind == "uuid":
        return "gen_random_uuid()"
    if kind == "daterange":
        return f"CASE WHEN {column} = '[1999-01-01,1999-01-02)' THEN NULL ELSE '[1999-01-01,1999-01-02)' END::daterange"
    if kind == "date":
        return f"coalesce({column}, '2000-01-01') + 1"
    if kind.startswith("timestamp"):
        return f"coalesce({column}, now()) - interval '1 day'"
    if kind.startswith(("bigint", "integer")):
        return f"coalesce({column}, 0) + 1"
    return f"left({column} || 'x', 8)"


@pytest.mark.parametrize("model", EVERY_KIND)
def test_no_column_of_a_recorded_fact_is_changed_in_plain_sql(model: type[Fact]) -> None:
    fact = a_fact(model)
    fixed = [f for f in model._meta.concrete_fields if f.name not in MUTABLE and not f.generated and not f.primary_key]
    assert len(fixed) > 4
    for field in fixed:
        with pytest.raises(ProgrammingError, match=r"[Cc]annot update"):
            statement(fact, f'UPDATE {{table}} SET "{field.column}" = {another_value(field)}')  # noqa: S608


@pytest.mark.parametrize("model", EVERY_KIND)
def test_no_fact_is_deleted_by_any_way(model: type[Fact]) -> None:
    fact = a_fact(model)
    with pytest.raises(ProgrammingError, match=r"[Cc]annot delete"):
        statement(fact, "DELETE FROM {table}")
    with pytest.raises(DatabaseError), transaction.atomic():
        fact.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        type(fact)._default_manager.filter(pk=fact.pk).delete()
    assert type(fact)._default_manager.filter(pk=fact.pk).exists()


@pytest.mark.parametrize("model", EVERY_KIND)
def test_a_fact_can_be_accepted_and_taken_back(model: type[Fact]) -> None:
    fact = a_fact(model)
    statement(fact, "UPDATE {table} SET accepted = NOT accepted")
    retract_fact(fact, reason="It was someone else.", actor=a_user())
    fact.refresh_from_db()
    assert (fact.accepted, fact.is_standing) == (False, False)


@pytest.mark.parametrize("model", EVERY_KIND)
def test_a_fact_that_was_taken_back_stays_so_with_its_day_and_its_reason(model: type[Fact]) -> None:
    fact = a_fact(model)
    retract_fact(fact, reason="It was someone else.", actor=a_user())
    for change in ("retracted_at = NULL", "retracted_at = now() + interval '1 day'", "accepted = NOT accepted"):
        with pytest.raises(ProgrammingError, match=r"[Cc]annot update"):
            statement(fact, f"UPDATE {{table}} SET {change}")  # noqa: S608
    with pytest.raises(ProgrammingError, match=r"[Cc]annot update"):
        statement(fact, "UPDATE {table} SET retraction_reason = %s", b"")


@pytest.mark.parametrize("model", EVERY_KIND)
def test_saving_a_changed_fact_is_refused_and_correcting_it_keeps_both(model: type[Fact]) -> None:
    fact = a_fact(model)
    fact.recorded_at = timezone.now()
    with pytest.raises(ProgrammingError), transaction.atomic():
        fact.save()
    fact.refresh_from_db()
    newer: Any = correct_fact(fact, copy_of(fact), reason="Written down again.", actor=a_user())
    fact.refresh_from_db()
    assert newer.corrects == fact
    assert (fact.is_standing, newer.is_standing) == (False, True)
    assert newer.public_id != fact.public_id


def test_what_is_said_of_a_promise_follows_its_correction() -> None:
    promise = a_fact(Promise)
    account = a_fact(PromiseAccount, promise=promise)
    Citation.objects.create(promise_account=account, passage=a_passage())
    newer = correct_fact(promise, copy_of(promise), reason="Written down again.", actor=a_user())
    account.refresh_from_db()
    followed = PromiseAccount.objects.standing().get(promise=newer)
    assert (account.is_standing, account.promise, followed.corrects) == (False, promise, account)
    assert (followed.state, followed.citations.count()) == (account.state, 1)


def test_update_in_bulk_is_refused_as_well() -> None:
    stay = a_fact(Stay)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Stay.objects.filter(pk=stay.pk).update(began=Span.parse("2018"))
    stay.began = Span.parse("2018")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Stay.objects.bulk_update([stay], ["began"])


@pytest.mark.parametrize("sql", ["DELETE FROM {table}", "UPDATE {table} SET recorded_at = now()"])
def test_no_setting_lets_the_triggers_rest(sql: str) -> None:
    fact = a_fact(Stay)
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(tgname)::text FROM pg_trigger WHERE tgrelid = 'people_stay'::regclass")
        (every_trigger,) = cursor.fetchone()
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [every_trigger])
    with pytest.raises(ProgrammingError, match=r"[Cc]annot (update|delete)"):
        statement(fact, sql)


@pytest.mark.parametrize(
    "sql",
    [
        "TRUNCATE people_stay CASCADE",
        "ALTER TABLE people_stay DISABLE TRIGGER ALL",
        "DROP TABLE people_stayevent",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_cannot_take_the_rule_away(sql: str) -> None:
    a_fact(Stay)
    with pytest.raises(ProgrammingError, match=r"owner|denied"), transaction.atomic():
        connection.cursor().execute(sql)
