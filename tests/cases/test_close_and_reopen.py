"""Closing a case: an outcome, a reason, nothing left open; and taking it up again."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.actions import assign_case, close_case
from cases.models import Case, Outcome, Stage, Verb
from people.models import Subject
from tests.case_factories import Cast, days_from_now, make_case, make_request


def close_url(case: Case) -> str:
    return reverse("cases:close", args=[case.reference])


def reopen_url(case: Case) -> str:
    return reverse("cases:reopen", args=[case.reference])


def test_a_case_closes_with_its_outcome_day_and_reason(cast: Cast, browser: Client) -> None:
    case = make_case(cast, next_actor="us", next_due_on=days_from_now(3))
    answer = browser.post(close_url(case), {"outcome": "lost-contact", "reason": "No answer for a year"})
    assert answer.status_code == 303
    case.refresh_from_db()
    assert (case.stage, case.outcome, case.closed_on) == (Stage.CLOSED, Outcome.LOST_CONTACT, timezone.localdate())
    assert (case.next_actor, case.next_due_on) == ("", None)
    event = case.events.first()
    assert event is not None
    assert (event.verb, event.why, event.detail["outcome"]) == (Verb.CLOSED, "No answer for a year", "lost-contact")
    assert "Contact lost" in browser.get(case.get_absolute_url()).content.decode()


def test_open_requests_stand_in_the_way_each_with_the_way_to_settle_it(case: Case, cast: Cast, browser: Client) -> None:
    requests = [make_request(case, cast, f"thing-{n}") for n in range(2)]
    page = browser.get(close_url(case)).content.decode()
    answer = browser.post(close_url(case), {"outcome": "other", "reason": "Enough"})
    assert answer.status_code == 422
    assert "Settle every support request first: 2 still open." in answer.content.decode()
    for request in requests:
        link = reverse("cases:settle_request", args=[case.reference, request.public_id])
        assert link in page
        assert link in answer.content.decode()
    case.refresh_from_db()
    assert case.is_open


@pytest.mark.parametrize(
    "told", [{"outcome": "", "reason": "x"}, {"outcome": "won", "reason": "x"}, {"outcome": "other", "reason": ""}]
)
def test_a_case_does_not_close_without_outcome_or_reason(told: dict[str, str], case: Case, browser: Client) -> None:
    assert browser.post(close_url(case), told).status_code == 422
    case.refresh_from_db()
    assert case.is_open


def test_a_closed_case_does_not_close_again(case: Case, cast: Cast, browser: Client) -> None:
    close_case(case, Outcome.OTHER, reason="Over", actor=cast.caseworker)
    answer = browser.post(close_url(case), {"outcome": "deceased", "reason": "Again"})
    assert answer.status_code == 422
    assert "This case is already closed." in answer.content.decode()
    case.refresh_from_db()
    assert case.outcome == Outcome.OTHER


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("next_step", {"next_actor": "us", "next_step": "Call", "next_due_on": ""}),
        ("new_task", {"title": "Call"}),
        ("new_request", {"kind": "shelter", "progress": "open"}),
    ],
)
def test_a_closed_case_takes_no_more_work(
    name: str, told: dict[str, str], case: Case, cast: Cast, browser: Client
) -> None:
    close_case(case, Outcome.OTHER, reason="Over", actor=cast.caseworker)
    answer = browser.post(reverse(f"cases:{name}", args=[case.reference]), told)
    assert answer.status_code == 422
    assert "This case is closed: reopen it before" in answer.content.decode()
    assert "Call" in answer.content.decode() or name == "new_request"


def test_a_supervisor_reopens_a_case_at_assessment(case: Case, cast: Cast, supervisor: Client) -> None:
    close_case(case, Outcome.OTHER, reason="Over", actor=cast.caseworker)
    answer = supervisor.post(reopen_url(case), {"reason": "They wrote to us"})
    assert answer.status_code == 303
    case.refresh_from_db()
    assert (case.stage, case.closed_on, case.outcome) == (Stage.ASSESSMENT, None, "")
    assert case.events.filter(verb=Verb.REOPENED).count() == 1


def test_an_open_case_is_not_reopened(case: Case, supervisor: Client) -> None:
    answer = supervisor.post(reopen_url(case), {"reason": "Why not"})
    assert answer.status_code == 422
    assert "there is nothing to reopen" in answer.content.decode()


def test_a_caseworker_does_not_reopen(case: Case, cast: Cast, browser: Client) -> None:
    close_case(case, Outcome.OTHER, reason="Over", actor=cast.caseworker)
    assert browser.post(reopen_url(case), {"reason": "Please"}).status_code == 403
    case.refresh_from_db()
    assert not case.is_open


def test_whoever_worked_on_a_closed_case_is_named_to_a_restricted_file_no_more(cast: Cast, browser: Client) -> None:
    case = make_case(cast)
    assign_case(case, cast.caseworker, actor=cast.supervisor)
    Subject.objects.filter(pk=case.subject_id).update(restricted=True)
    assert browser.get(case.get_absolute_url()).status_code == 200
    close_case(case, Outcome.OTHER, reason="Enough", actor=cast.caseworker)
    assert browser.get(case.get_absolute_url()).status_code == 404
