from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.keyset import SALT, Page, capped, page_of, told
from people.models import Subject
from people.models.subject import SubjectQuerySet
from staff.models import Team

NEWEST = ("-created_at", "-id")
OLDEST = ("created_at", "id")


def ours() -> SubjectQuerySet:
    """The subjects of this test; the article's are in the database as well."""
    return Subject.objects.filter(team__code="north")


@pytest.fixture
def subjects(db: None) -> list[Subject]:
    """Seven, oldest first; three of them made at the very same moment."""
    team = Team.objects.create(code="north", name="North")
    start = datetime(2026, 1, 1, 12, 0, 0, 123456, tzinfo=UTC)
    days = [0, 1, 2, 2, 2, 3, 4]
    return [
        Subject.objects.create(kind="person", team=team, name="Someone", created_at=start + timedelta(days=day))
        for day in days
    ]


def walk(by: tuple[str, ...], *, size: int) -> list[Page[Subject]]:
    pages = [page_of(ours(), by=by, cursor="", of="all", size=size)]
    while pages[-1].next:
        pages.append(page_of(ours(), by=by, cursor=pages[-1].next, of="all", size=size))
    return pages


@pytest.mark.parametrize("size", [1, 2, 3, 6, 7, 8])
def test_every_row_is_on_exactly_one_page_whatever_the_size(subjects: list[Subject], size: int) -> None:
    newest = [row for page in walk(NEWEST, size=size) for row in page.rows]
    oldest = [row for page in walk(OLDEST, size=size) for row in page.rows]
    assert oldest == subjects
    assert newest == subjects[::-1]


def test_the_way_back_shows_the_same_pages(subjects: list[Subject]) -> None:
    pages = walk(NEWEST, size=3)
    back = page_of(ours(), by=NEWEST, cursor=pages[2].previous, of="all", size=3)
    assert back.rows == pages[1].rows
    first = page_of(ours(), by=NEWEST, cursor=back.previous, of="all", size=3)
    assert first.rows == pages[0].rows
    assert not first.previous
    assert page_of(ours(), by=NEWEST, cursor=first.next, of="all", size=3).rows == pages[1].rows


def test_the_first_page_has_nothing_before_it_and_the_last_nothing_after(subjects: list[Subject]) -> None:
    pages = walk(OLDEST, size=3)
    assert not pages[0].previous
    assert not pages[-1].next
    assert all(page.previous for page in pages[1:])


def test_a_page_is_one_query_that_compares_whole_rows(subjects: list[Subject]) -> None:
    second = walk(NEWEST, size=3)[0].next
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page_of(ours(), by=NEWEST, cursor=second, of="all", size=3)
    assert len(queries) == 1
    sql = queries[0]["sql"]
    assert '("people_subject"."created_at", "people_subject"."id") < (' in sql
    assert " OR " not in sql
    assert "OFFSET" not in sql


@pytest.mark.parametrize(
    "cursor",
    [
        *("nonsense", "a:b:c", "\0", "\ud800", "é" * 9000),
        pytest.param(signing.dumps({"at": [1]}, salt="else"), id="signed for something else"),
    ],
)
def test_what_is_not_a_cursor_leads_to_the_first_page(subjects: list[Subject], cursor: str) -> None:
    page = page_of(ours(), by=NEWEST, cursor=cursor, of="all", size=3)
    assert page.rows == subjects[:-4:-1]


@pytest.mark.parametrize("at", [[], ["2026-01-01"], ["never", 3], ["2026-02-30T10:00", 3], [None, None, None]])
def test_a_cursor_that_says_nothing_leads_to_the_first_page(subjects: list[Subject], at: list[object]) -> None:
    cursor = signing.dumps({"at": at, "of": "all", "back": False}, salt=SALT)
    assert page_of(ours(), by=NEWEST, cursor=cursor, of="all", size=3).rows == subjects[:-4:-1]


def test_a_cursor_of_another_list_is_not_followed(subjects: list[Subject]) -> None:
    elsewhere = page_of(ours(), by=NEWEST, cursor="", of="others", size=3).next
    assert page_of(ours(), by=NEWEST, cursor=elsewhere, of="all", size=3).rows == subjects[:-4:-1]


def test_when_the_rows_after_a_place_are_gone_the_first_page_answers(subjects: list[Subject]) -> None:
    last = walk(OLDEST, size=6)[0].next
    remaining = ours().exclude(pk=subjects[-1].pk)
    assert page_of(remaining, by=OLDEST, cursor=last, of="all", size=6).rows == subjects[:-1]


def test_columns_that_run_in_two_directions_are_refused(db: None) -> None:
    with pytest.raises(ValueError, match="one direction"):
        page_of(ours(), by=("-created_at", "id"), cursor="", of="all")


def test_a_list_without_rows_has_one_empty_page(db: None) -> None:
    assert page_of(ours(), by=NEWEST, cursor="", of="all") == Page([])


def test_a_count_never_looks_beyond_a_thousand(db: None) -> None:
    assert "LIMIT 1001" in str(capped(ours()).query)
    assert told(7) == "7"
    assert told(1000) == "1000"
    assert told(1001) == "1000+"
