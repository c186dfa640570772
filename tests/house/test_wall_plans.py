"""What row security asks, it asks once per query: no function of it runs for each row."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from staff.wall.build import wanted_predicates
from staff.wall.context import seen_by
from tests.case_factories import make_case, make_cast, signed_in

pytestmark = pytest.mark.django_db
# PostgreSQL puts the body of a plain function in its place: then it reads a setting.
FOR_EACH_ROW = re.compile(r"^\s*(\w+ )*(Filter|Cond): .*(amparo_|current_setting)", re.MULTILINE)


def plan_of(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (VERBOSE) {sql}")
        return "\n".join(line for (line,) in cursor.fetchall())


def test_no_table_behind_the_wall_asks_a_function_for_each_row() -> None:
    with seen_by(None):
        plans = {table: plan_of(f"SELECT * FROM {table}") for table in wanted_predicates()}  # noqa: S608
    assert [table for table, plan in plans.items() if "InitPlan" not in plan] == []
    assert [table for table, plan in plans.items() if FOR_EACH_ROW.search(plan)] == []


def test_neither_does_the_list_of_cases() -> None:
    cast = make_cast()
    make_case(cast)
    client = signed_in(cast.caseworker)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("cases:list")).status_code == 200
    (chosen,) = [query["sql"] for query in asked if 'FROM "cases_case"' in query["sql"] and "LIMIT 51" in query["sql"]]
    with seen_by(cast.caseworker.pk):
        plan = plan_of(chosen)
    assert "InitPlan" in plan
    assert not FOR_EACH_ROW.search(plan)


def test_a_function_asked_for_each_row_would_be_noticed() -> None:
    assert FOR_EACH_ROW.search(plan_of("SELECT * FROM people_subject WHERE amparo_is_house() OR id > 0"))
