"""An auditor reads the record of reads by numbers; names of those who are served stand nowhere on the page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from staff.actions import Seen, record_read
from staff.models import Read, Role, User
from tests.reads import put_on_record
from tests.rows import SECRET, a_person, a_user

pytestmark = pytest.mark.django_db
URL = "/reading/record/"


@pytest.fixture
def auditor(client: Client) -> Client:
    """The auditor's browser."""
    client.force_login(a_user("the-auditor", Role.AUDITOR))
    return client


def put(reader: User, *files: int, status: int = 200, **more: Any) -> Read:
    """Put a read on record."""
    record_read(
        Seen(opened=set(files), **more), reader=reader.pk, address="192.0.2.1", page="people:detail", status=status
    )
    return Read.objects.latest("id")


def rows(answer: Any) -> list[str]:
    """The rows that a page shows."""
    return [part.partition("</tr>")[0] for part in answer.content.decode().split("<tr>")[2:]]


def test_a_row_tells_who_read_which_number_and_no_name(auditor: Client) -> None:
    subject = a_person().subject
    reader = a_user("wanda")
    opens = Client()
    opens.force_login(reader)
    assert SECRET in opens.get(subject.get_absolute_url()).content.decode()
    answer = auditor.get(URL, {"file": subject.pk})
    (row,) = [row for row in rows(answer) if "wanda" in row]
    assert str(subject.pk) in row
    assert "Shown" in row
    page = answer.content.decode()
    for name in ("Xiomara", "Quiñonez", str(subject.public_id)):
        assert name not in page


def test_the_record_is_read_by_reader_by_day_by_file_and_by_what_was_refused(auditor: Client) -> None:
    one, other = a_user("one"), a_user("other")
    put(one, 71001)
    put(one, 71002, status=404)
    put(other, 71001, 71003)
    assert len(rows(auditor.get(URL, {"reader": "one"}))) == 2
    assert len(rows(auditor.get(URL, {"reader": "one", "refused": "on"}))) == 1
    assert len(rows(auditor.get(URL, {"file": 71003}))) == 2  # and this reading of the record itself
    today = timezone.localdate()
    assert len(rows(auditor.get(URL, {"reader": "other", "day": str(today)}))) == 1
    assert rows(auditor.get(URL, {"reader": "other", "day": str(today - timedelta(days=1))})) == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reader": "nobody-of-this-name"}, "Nobody has this username."),
        ({"day": "31 February"}, "Enter a valid date."),
        ({"file": "many"}, "Enter a whole number."),
        ({"file": "9" * 40}, "less than or equal to"),
        ({"before": "x"}, ""),
        ({"reader": "\x00"}, "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_looked_for_comes_back_with_a_sentence(
    auditor: Client, typed: dict[str, str], sentence: str
) -> None:
    answer = auditor.get(URL, typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_row_about_a_field_that_is_no_longer_there_is_told_all_the_same(auditor: Client) -> None:
    reader = a_user("one")
    for field in ("people.stay.exact_place", "people.stay.gone", "people.gone.gone"):
        put(reader, 71009, revealed=field, revealed_of=1)
    page = auditor.get(URL, {"reader": "one"}).content.decode()
    assert all(word in page for word in ("Exact place", "people.stay.gone", "people.gone.gone"))


def test_reading_the_record_is_on_record_too(auditor: Client) -> None:
    told: list[tuple[dict[str, str], list[int]]] = [({}, []), ({"file": "71001"}, [71001])]
    for asked, listed in told:
        with put_on_record() as reads:
            assert auditor.get(URL, asked).status_code == 200
        assert [(read.page, read.status, read.listed) for read in reads] == [("staff:audit", 200, listed)]


def test_pages_follow_each_other_without_a_gap_and_cost_the_same(auditor: Client) -> None:
    reader = a_user("busy")
    made = [put(reader, 72000 + n).pk for n in range(60)]
    asked = {"reader": "busy"}
    with CaptureQueriesContext(connection) as many:
        first = auditor.get(URL, asked)
    assert len(rows(first)) == 50
    assert f"before={made[10]}" in first.content.decode()
    second = auditor.get(URL, asked | {"before": str(made[10])})
    assert len(rows(second)) == 10
    with CaptureQueriesContext(connection) as few:
        auditor.get(URL, asked | {"before": str(made[1])})
    assert len(few) == len(many) <= 14


@pytest.mark.parametrize("role", [role for role in Role if role != Role.AUDITOR])
def test_nobody_but_auditors_reads_the_record(role: Role) -> None:
    client = Client()
    client.force_login(a_user(f"a-{role.value}", role, is_superuser=role == Role.SYSTEM_ADMINISTRATOR))
    # To a partner whatever is not theirs is missing.
    assert client.get(reverse("staff:audit")).status_code == (404 if role == Role.PARTNER else 403)


def test_an_auditor_opens_no_file_no_case_and_no_page_of_who_has_looked(auditor: Client) -> None:
    subject = a_person().subject
    for url in (
        subject.get_absolute_url(),
        reverse("people:looks", args=[subject.public_id]),
        reverse("people:list"),
        reverse("cases:list"),
        reverse("people:sources"),
    ):
        assert auditor.get(url).status_code == 403
