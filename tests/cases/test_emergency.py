"""In an emergency a closed file opens for an hour: others are told first, and trying tells nobody what is on file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.actions import break_glass
from cases.models import Case
from people.models import Grant
from staff.models import EmergencyAccess, Membership, Notice, Role, User
from tests.case_factories import Cast, make_case, make_user, signed_in
from tests.emergencies import WHY, ask_for, break_in, opened, restricted
from tests.reads import put_on_record

URL = "cases:emergency"


@pytest.fixture
def closed(case: Case) -> Case:
    """A restricted case, closed to its own team."""
    return restricted(case)


@pytest.fixture
def stranger(cast: Cast) -> Client:
    """The browser of a supervisor of another office."""
    return signed_in(cast.stranger)


@pytest.mark.parametrize("by", ["reference", "id"])
@pytest.mark.parametrize("who", ["caseworker", "supervisor", "stranger"])
def test_a_closed_file_opens_to_caseworkers_and_supervisors_of_any_team(
    who: str, by: str, closed: Case, cast: Cast
) -> None:
    client = signed_in(cast.by_role[who])
    url = closed.get_absolute_url() if by == "reference" else closed.subject.get_absolute_url()
    assert client.get(url).status_code == 404
    answer = break_in(client, closed.reference.lower() if by == "reference" else closed.subject.public_id)
    assert (answer.status_code, answer["Location"]) == (303, url)
    assert client.get(url).status_code == 200


def test_team_administrators_have_no_emergency(closed: Case, cast: Cast) -> None:
    client = signed_in(cast.administrator)
    assert client.get(reverse(URL)).status_code == break_in(client, closed.reference).status_code == 403
    assert not EmergencyAccess.objects.exists()


def test_owner_and_supervisors_are_told_before_it_opens_and_the_reader_is_not(cast: Cast, stranger: Client) -> None:
    case = make_case(cast)
    other = make_user("sofia", Role.SUPERVISOR, cast.team)
    break_in(stranger, case.reference)
    access = EmergencyAccess.objects.get()
    told = Notice.objects.filter(kind=Notice.Kind.EMERGENCY_OPENED, about=access.pk)
    assert {notice.to for notice in told} == {cast.caseworker, cast.supervisor, other}
    assert (access.reader, access.file, access.team, access.reason) == (cast.stranger, case.subject_id, cast.team, WHY)


def test_without_another_supervisor_the_team_administrators_are_told(closed: Case, cast: Cast) -> None:
    break_in(signed_in(cast.supervisor), closed.reference)
    assert [notice.to for notice in Notice.objects.all()] == [cast.administrator]


def test_where_nobody_can_be_told_nothing_opens(closed: Case, cast: Cast) -> None:
    User.objects.exclude(pk=cast.stranger.pk).update(is_active=False)
    answer = break_in(signed_in(cast.stranger), closed.reference)
    assert answer.status_code == 422
    assert "nobody here who could be told" in answer.content.decode()
    assert not EmergencyAccess.objects.exists()
    keeper = User.objects.create(username="keeper", is_superuser=True)
    assert break_in(signed_in(cast.stranger), closed.reference).status_code == 303
    assert [notice.to for notice in Notice.objects.all()] == [keeper]


def test_no_notice_no_access_and_no_page(closed: Case, stranger: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("cases.actions.emergency.tell", broken)
    stranger.raise_request_exception = False
    assert break_in(stranger, closed.reference).status_code == 500
    assert not EmergencyAccess.objects.exists()
    assert stranger.get(closed.get_absolute_url()).status_code == 404


def test_until_it_is_confirmed_the_page_answers_alike_whatever_is_asked_for(
    closed: Case, case: Case, stranger: Client
) -> None:
    half: list[dict[str, Any]] = [{"reason": "too short"}, {"meant": ""}, {"reason": ""}]
    for told in half:
        answers, asked = [], []
        for called in (closed.reference, "AMP-1999-000001", closed.subject.public_id, uuid4()):
            with CaptureQueriesContext(connection) as queries:
                answer = stranger.post(reverse(URL), ask_for(called, **told))
            assert answer.status_code == 422
            text = answer.content.decode().replace(str(called), "")
            answers.append(text.replace(answer.context["csrf_token"].__str__(), ""))
            asked.append([query["sql"] for query in queries])
        assert all("cases_case" not in sql and "people_subject" not in sql for sqls in asked for sql in sqls)
        assert len({len(sqls) for sqls in asked}) == 1
        assert len(set(map(len, answers))) == 1
    assert not EmergencyAccess.objects.exists()


def test_what_is_not_on_file_is_told_neutrally_recorded_and_counted(cast: Cast, stranger: Client) -> None:
    for _ in range(3):
        answer = break_in(stranger, "AMP-1999-000001")
        assert answer.status_code == 422
        assert "Nothing is on file under this" in answer.content.decode()
        assert "AMP-1999-000001" in answer.content.decode()
    assert EmergencyAccess.objects.missed().filter(reader=cast.stranger).count() == 3
    assert not Notice.objects.exists()
    case = restricted(make_case(cast))
    refused = break_in(stranger, case.reference)
    assert refused.status_code == 422
    assert "You asked too often" in refused.content.decode()
    assert stranger.get(case.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("called", ["", "Xiomara", "AMP-2026-1", "0" * 60, "\x00", "{}"])
def test_what_is_no_reference_and_no_id_is_refused_and_kept(called: str, stranger: Client) -> None:
    answer = break_in(stranger, called)
    assert answer.status_code == 422
    assert WHY in answer.content.decode().replace("&#x27;", "'")


def test_what_is_open_anyway_is_no_emergency(case: Case, browser: Client) -> None:
    answer = break_in(browser, case.reference)
    assert answer["Location"] == case.get_absolute_url()
    assert not EmergencyAccess.objects.exists()


def test_a_second_emergency_while_one_is_open_opens_no_second_one(closed: Case, cast: Cast, stranger: Client) -> None:
    break_in(stranger, closed.reference)
    assert break_in(stranger, closed.reference)["Location"] == closed.get_absolute_url()
    with pytest.raises(Exception, match="open to you already"):
        break_glass(reference=closed.reference, reason=WHY, actor=cast.stranger)
    assert EmergencyAccess.objects.count() == 1


def test_a_file_that_goes_in_between_is_one_that_was_never_there(
    closed: Case, cast: Cast, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cases.actions.emergency._file_called", lambda *called: (2**40, cast.team.pk))
    assert break_in(stranger, closed.reference).status_code == 422
    assert [access.file for access in EmergencyAccess.objects.all()] == [None]
    assert not Notice.objects.exists()


def test_it_is_gone_in_the_61st_minute_at_the_next_request_and_in_parts_of_a_page(closed: Case, cast: Cast) -> None:
    client = signed_in(cast.stranger)
    opened(cast.stranger, closed.subject, ago=timedelta(minutes=59, seconds=30))
    url = closed.get_absolute_url()
    assert client.get(url).status_code == client.get(url, headers={"HX-Request": "true"}).status_code == 200
    other = restricted(make_case(cast))
    opened(cast.stranger, other.subject, ago=timedelta(minutes=60, seconds=1))
    for headers in ({}, {"HX-Request": "true"}):
        assert client.get(other.get_absolute_url(), headers=headers).status_code == 404
        assert client.get(other.subject.get_absolute_url(), headers=headers).status_code == 404
    assert other.reference not in client.get(reverse("cases:list")).content.decode()


def test_it_ends_early_by_the_reader_or_a_supervisor_of_the_team_and_nobody_else(closed: Case, cast: Cast) -> None:
    for who, status in ((cast.caseworker, 404), (cast.supervisor, 303), (cast.stranger, 303)):
        EmergencyAccess.objects.live().update(ended_at=None)
        access = opened(cast.stranger, closed.subject)
        answer = signed_in(who).post(reverse("cases:end_emergency", args=[access.pk]))
        assert answer.status_code == status
        access.refresh_from_db()
        assert (access.ended_at is not None) is (status == 303)
        assert access.is_live is (status == 404)
        EmergencyAccess.objects.filter(pk=access.pk, ended_at=None).update(ended_at=access.began_at)
        assert signed_in(cast.stranger).get(closed.get_absolute_url()).status_code == 404


def test_in_an_emergency_one_sees_and_works_and_does_nothing_that_outlasts_it(closed: Case, cast: Cast) -> None:
    opened(cast.stranger, closed.subject)
    client = signed_in(cast.stranger)
    for name in ("new_note", "new_task", "move", "rate", "next_step", "record_stay"):
        assert client.get(reverse(f"cases:{name}", args=[closed.reference])).status_code == 200, name
    for name in ("close", "assign", "reopen", "looks"):
        assert client.get(reverse(f"cases:{name}", args=[closed.reference])).status_code == 403, name
    subject = closed.subject
    for name in ("sight", "restrict", "lift_restriction", "give_sight", "looks"):
        assert client.get(reverse(f"people:{name}", args=[subject.public_id])).status_code == 403, name
    assert client.get(reverse("people:edit", args=[subject.public_id])).status_code == 200
    assert client.get(f"{reverse('cases:new')}?subject={subject.public_id}").status_code == 403
    assert not Grant.objects.exists()


def test_every_page_of_the_file_says_so_with_the_reason_and_a_way_to_end_it(closed: Case, cast: Cast) -> None:
    access = opened(cast.stranger, closed.subject)
    client = signed_in(cast.stranger)
    file = [closed.subject.public_id]
    pages = [
        closed.get_absolute_url(),
        closed.subject.get_absolute_url(),
        reverse("people:edit", args=file),
        reverse("people:record", args=[*file, "stay"]),
        reverse("cases:new_note", args=[closed.reference]),
    ]
    for url in pages:
        shown = client.get(url).content.decode()
        assert "Emergency access until" in shown
        assert WHY in shown
        assert reverse("cases:end_emergency", args=[access.pk]) in shown
    own = make_case(cast, subject=None)
    for other in (client.get(reverse("cases:list")), signed_in(cast.caseworker).get(own.get_absolute_url())):
        assert "Emergency access until" not in other.content.decode()


def test_the_record_of_reads_says_under_which_access_and_who_has_looked_shows_it(case: Case, cast: Cast) -> None:
    access = opened(cast.stranger, case.subject)
    client = signed_in(cast.stranger)
    with put_on_record() as reads:
        client.get(case.get_absolute_url())
        client.get(reverse("cases:list"))
        signed_in(cast.caseworker).get(case.get_absolute_url())
    assert [read.emergencies for read in reads] == [[access.pk], [access.pk], []]
    supervisor = signed_in(cast.supervisor)
    for url in (
        reverse("cases:looks", args=[case.reference]),
        reverse("people:looks", args=[case.subject.public_id]),
    ):
        looks = supervisor.get(url).context["looks"]
        assert {look.who: look.in_an_emergency for look in looks if look.who != "Sven"} == {
            "Otto": True,
            "Wanda": False,
        }
    shown = supervisor.get(reverse("cases:emergency_access", args=[access.pk]))
    assert [read["page"] for read in shown.context["reads"]] == ["case"]


def test_it_costs_pages_without_an_emergency_no_query(case: Case, cast: Cast, browser: Client) -> None:
    url = case.get_absolute_url()
    browser.get(url)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            browser.get(url)
        counts.append(len(queries))
        opened(cast.stranger, case.subject)
        Notice.objects.create(to=cast.caseworker, kind=Notice.Kind.EMERGENCY_OPENED, about=1)
    assert counts[0] == counts[1]


def test_the_missing_page_leads_to_it_for_whoever_asks(cast: Cast) -> None:
    way = reverse(URL)
    for client in (Client(), signed_in(cast.caseworker), signed_in(cast.administrator)):
        assert way in client.get("/cases/AMP-1999-000001/x/").content.decode()


def test_a_role_that_is_lost_takes_the_emergency_along(closed: Case, cast: Cast) -> None:
    opened(cast.stranger, closed.subject)
    assert signed_in(cast.stranger).get(closed.get_absolute_url()).status_code == 200
    Membership.objects.filter(user=cast.stranger).update(role=Role.TEAM_ADMINISTRATOR)
    assert signed_in(cast.stranger).get(closed.get_absolute_url()).status_code == 404
