"""Who must act next, how much is at stake, and whose case it is."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Case, NextActor, Verb
from staff.models import Role
from tests.case_factories import Cast, days_from_now, make_user


def url(name: str, case: Case) -> str:
    return reverse(f"cases:{name}", args=[case.reference])


def test_the_next_step_is_set_and_shown(case: Case, browser: Client) -> None:
    told = {"next_actor": "court", "next_step": "Hearing in Natchez", "next_due_on": days_from_now(5).isoformat()}
    assert browser.post(url("next_step", case), told).status_code == 303
    case.refresh_from_db()
    assert (case.next_actor, case.next_step, case.next_due_on) == (
        NextActor.COURT,
        "Hearing in Natchez",
        days_from_now(5),
    )
    event = case.events.first()
    assert event is not None
    # The story keeps codes; what could name someone stays in the encrypted column of the case.
    assert event.detail == {"who": "court", "due": days_from_now(5).isoformat()}


def test_the_form_shows_what_was_planned_before(case: Case, browser: Client) -> None:
    browser.post(url("next_step", case), {"next_actor": "court", "next_step": "Hearing", "next_due_on": "2027-01-05"})
    page = browser.get(url("next_step", case)).content.decode()
    assert 'value="Hearing"' in page
    assert 'value="2027-01-05"' in page
    assert '<option value="court" selected' in page


@pytest.mark.parametrize("day", ["2026-13-01", "soon", "0001-01-01", "99999-01-01", "\x00"])
def test_a_day_that_cannot_be_meant_is_refused(day: str, case: Case, browser: Client) -> None:
    answer = browser.post(url("next_step", case), {"next_actor": "us", "next_step": "Call", "next_due_on": day})
    assert answer.status_code == 422
    assert "Call" in answer.content.decode()
    case.refresh_from_db()
    assert case.next_step == ""


def test_a_next_step_longer_than_its_field_is_refused(case: Case, browser: Client) -> None:
    answer = browser.post(url("next_step", case), {"next_actor": "us", "next_step": "x" * 201})
    assert answer.status_code == 422


def test_risk_and_priority_are_set_with_their_reason(case: Case, browser: Client) -> None:
    assert browser.post(url("rate", case), {"risk": "4", "priority": "2", "reason": "A threat"}).status_code == 303
    case.refresh_from_db()
    assert (case.risk, case.priority) == (4, 2)
    assert case.events.filter(verb=Verb.RATED).count() == 1


@pytest.mark.parametrize("level", ["5", "-1", "high", "", "1e9"])
def test_a_level_that_does_not_exist_is_refused(level: str, case: Case, browser: Client) -> None:
    assert browser.post(url("rate", case), {"risk": level, "priority": "1"}).status_code == 422
    case.refresh_from_db()
    assert case.risk == 0


def test_a_supervisor_gives_the_case_to_a_colleague(case: Case, cast: Cast, supervisor: Client) -> None:
    answer = supervisor.post(url("assign", case), {"caseworker": cast.supervisor.pk})
    assert answer.status_code == 303
    case.refresh_from_db()
    assert case.caseworker == cast.supervisor
    assert "Given to Sven." in supervisor.get(case.get_absolute_url()).content.decode()


def test_only_those_who_work_on_cases_of_the_team_are_offered(case: Case, cast: Cast, supervisor: Client) -> None:
    gone = make_user("gone", Role.CASEWORKER, cast.team)
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    page = supervisor.get(url("assign", case)).content.decode()
    assert "Wanda" in page
    assert "Sven" in page
    for user in (cast.administrator, cast.stranger, gone):
        assert user.name not in page.split("<main")[1]
        answer = supervisor.post(url("assign", case), {"caseworker": user.pk})
        assert answer.status_code == 422
    case.refresh_from_db()
    assert case.caseworker == cast.caseworker


@pytest.mark.parametrize("pk", ["0", "-1", "x", "", "\x00", "99999999999999999999999"])
def test_a_colleague_who_does_not_exist_is_refused(pk: str, case: Case, supervisor: Client) -> None:
    assert supervisor.post(url("assign", case), {"caseworker": pk}).status_code == 422
