"""Support requests: asking, and writing down what came of it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import Case, RequestKind, SupportRequest, Verb
from people.models import Actor
from tests.case_factories import Cast, days_from_now, make_request
from tests.rows import a_term, an_actor


def new_url(case: Case) -> str:
    return reverse("cases:new_request", args=[case.reference])


def settle_url(request: SupportRequest) -> str:
    return reverse("cases:settle_request", args=[request.case.reference, request.public_id])


def test_a_request_is_added_with_whom_it_is_asked_of(case: Case, browser: Client) -> None:
    a_term(RequestKind, "a-thing")
    an_actor("a-ministry")
    told = {
        "kind": "a-thing",
        "detail": "Leave to work for all of them",
        "asked_of": "a-ministry",
        "due_on": days_from_now(30).isoformat(),
        "progress": "asked",
    }
    assert browser.post(new_url(case), told).status_code == 303
    request = case.requests.get()
    assert (request.kind.code, request.asked_of.code, request.progress) == ("a-thing", "a-ministry", "asked")  # type: ignore[union-attr]
    assert request.due_on == days_from_now(30)
    assert case.events.filter(verb=Verb.REQUEST_ADDED).count() == 1
    assert "Leave to work for all of them" in browser.get(case.get_absolute_url()).content.decode()


def test_retired_kinds_are_not_offered_and_only_providers_provide(case: Case, browser: Client) -> None:
    a_term(RequestKind, "retired-thing", retired=True)
    an_actor("just-an-actor")
    Actor.objects.filter(code="just-an-actor").update(provides_support=False)
    page = browser.get(new_url(case)).content.decode()
    assert "retired-thing" not in page
    assert page.count('value="just-an-actor"') == 1


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"kind": "nothing", "progress": "open"},
        {"kind": "a-thing", "progress": "settled"},
        {"kind": "a-thing", "progress": "open", "asked_of": "nobody"},
        {"kind": "a-thing", "progress": "open", "due_on": "1600-01-01"},
        {"kind": "a-thing", "progress": "open", "detail": "x" * 1001},
    ],
)
def test_what_makes_no_request_is_refused(told: dict[str, str], case: Case, browser: Client) -> None:
    a_term(RequestKind, "a-thing")
    assert browser.post(new_url(case), told).status_code == 422
    assert not case.requests.exists()


@pytest.mark.parametrize("outcome", SupportRequest.Outcome.values)
def test_a_request_is_settled_with_outcome_day_and_result(
    outcome: str, case: Case, cast: Cast, browser: Client
) -> None:
    request = make_request(case, cast)
    told = {"outcome": outcome, "settled_on": days_from_now(-2).isoformat(), "result": "In a letter"}
    assert browser.post(settle_url(request), told).status_code == 303
    request.refresh_from_db()
    assert (request.outcome, request.settled_on, request.result) == (outcome, days_from_now(-2), "In a letter")
    assert request.progress == SupportRequest.Progress.SETTLED


def test_the_day_is_today_unless_another_is_typed(case: Case, cast: Cast, browser: Client) -> None:
    page = browser.get(settle_url(make_request(case, cast))).content.decode()
    assert f'value="{timezone.localdate().isoformat()}"' in page


def test_a_day_that_has_not_come_is_refused_on_its_field(case: Case, cast: Cast, browser: Client) -> None:
    request = make_request(case, cast)
    told = {"outcome": "met", "settled_on": days_from_now(1).isoformat(), "result": "Kept text"}
    answer = browser.post(settle_url(request), told)
    assert answer.status_code == 422
    assert answer.context["form"].errors["settled_on"] == [
        "A request cannot be settled on a day that has not come yet."
    ]
    assert "Kept text" in answer.content.decode()
    request.refresh_from_db()
    assert request.is_open


def test_a_settled_request_is_not_settled_again(case: Case, cast: Cast, browser: Client) -> None:
    request = make_request(case, cast)
    told = {"outcome": "met", "settled_on": days_from_now(0).isoformat()}
    assert browser.post(settle_url(request), told).status_code == 303
    answer = browser.post(settle_url(request), {**told, "outcome": "refused"})
    assert answer.status_code == 422
    assert "This request is already settled." in answer.content.decode()
    request.refresh_from_db()
    assert request.outcome == "met"


def test_the_page_offers_to_settle_only_what_is_open(case: Case, cast: Cast, browser: Client) -> None:
    request = make_request(case, cast)
    assert settle_url(request) in browser.get(case.get_absolute_url()).content.decode()
    browser.post(settle_url(request), {"outcome": "met", "settled_on": days_from_now(0).isoformat()})
    assert settle_url(request) not in browser.get(case.get_absolute_url()).content.decode()
