"""Two kinds of time: the rule in SQL and the rule in Python are the same rule."""

from datetime import UTC, date, datetime, timedelta

import pytest

from people.models import Statement
from people.models.fact import end_of
from tests.rows import a_fact, a_user

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize("recorded", [-1, 0, 1])
@pytest.mark.parametrize("taken_back", [None, 0, 1, 2])
@pytest.mark.parametrize("asked", [-2, -1, 0, 1, 2, 3])
def test_python_and_sql_agree_on_what_was_known(recorded: int, taken_back: int | None, asked: int) -> None:
    fact = a_fact(Statement, recorded_at=NOON + timedelta(days=recorded))
    if taken_back is not None and taken_back >= recorded:
        fact.retracted_at = NOON + timedelta(days=taken_back)
        fact.retracted_by = a_user()
        fact.save(update_fields=["retracted_at", "retracted_by"])
    day = NOON.date() + timedelta(days=asked)
    by_python = fact.recorded_at < end_of(day) and fact.stood_at(end_of(day))
    assert Statement.objects.known_on(day).filter(pk=fact.pk).exists() is by_python


def test_the_first_moment_of_the_next_day_is_no_longer_that_day() -> None:
    day = NOON.date()
    late = a_fact(Statement, recorded_at=end_of(day))
    assert not Statement.objects.known_on(day).filter(pk=late.pk).exists()
    kept = a_fact(Statement, recorded_at=NOON)
    kept.retracted_at, kept.retracted_by = end_of(day), a_user()
    kept.save(update_fields=["retracted_at", "retracted_by"])
    assert Statement.objects.known_on(day).filter(pk=kept.pk).exists()
    assert kept.stood_at(end_of(day))


def test_a_day_ends_with_its_last_moment() -> None:
    assert end_of(date(2026, 12, 31)) == datetime(2027, 1, 1, tzinfo=UTC)
