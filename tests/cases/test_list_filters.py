"""Each filter of the list of cases, alone and together, and the chips that take it away."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.actions import close_case, settle_request
from cases.models import Case, NextActor, Outcome, SupportRequest
from tests.case_factories import (
    Cast,
    days_from_now,
    make_case,
    make_person,
    make_request,
    make_status,
    make_stay,
    signed_in,
    span,
)
from tests.rows import a_place

LIST = reverse("cases:list")


def found(client: Client, **query: str | int) -> set[Case]:
    page = client.get(LIST, query)
    assert page.status_code == 200
    return {row.case for row in page.context["rows"]}


def test_open_cases_are_listed_unless_closed_ones_are_asked_for(cast: Cast, browser: Client) -> None:
    going_on, ended = make_case(cast), make_case(cast)
    close_case(ended, Outcome.OTHER, reason="Moved on", actor=cast.caseworker)
    assert found(browser) == {going_on}
    assert found(browser, state="closed") == {ended}
    assert found(browser, state="all") == {going_on, ended}


def test_by_stage_and_by_risk(cast: Cast, browser: Client) -> None:
    first, second = make_case(cast, stage="plan", risk=4), make_case(cast, risk=1)
    assert found(browser, stage="plan") == found(browser, risk="4") == {first}
    assert found(browser, stage="intake") == found(browser, risk="1") == {second}
    assert found(browser, stage="plan", risk="1") == set()


def test_a_place_finds_everyone_in_it_and_below_it(cast: Cast, browser: Client) -> None:
    country = a_place("filter-country")
    city = a_place("filter-city", parent=country)
    near = a_place("filter-city-2")
    cases = {code: make_case(cast) for code in ("country", "city", "near")}
    for name, place in (("country", country), ("city", city), ("near", near)):
        make_stay(cases[name].subject, cast, place)
    assert found(browser, location="filter-country") == {cases["country"], cases["city"]}
    assert found(browser, location="filter-city") == {cases["city"]}


def test_a_place_is_filtered_as_the_list_shows_it(cast: Cast, browser: Client) -> None:
    here, there = a_place("here"), a_place("there")
    ended, doubted, claimed = make_case(cast), make_case(cast), make_case(cast)
    make_stay(ended.subject, cast, here, ended=span("2019"))
    make_stay(doubted.subject, cast, there)
    make_stay(doubted.subject, cast, here, accepted=False)
    make_stay(claimed.subject, cast, here, accepted=False)
    assert found(browser, location="here") == {claimed}
    assert found(browser, location="there") == {doubted}


def test_by_standing_and_by_leave_to_work(cast: Cast, browser: Client) -> None:
    refugee, applicant, unknown = make_case(cast), make_case(cast), make_case(cast)
    make_status(refugee.subject, cast, "refugee", may_work="no")
    make_status(applicant.subject, cast, "applicant", may_work="yes")
    assert found(browser, status="refugee") == found(browser, may_work="no") == {refugee}
    assert found(browser, status="applicant", may_work="yes") == {applicant}
    assert found(browser, may_work="unknown") == {unknown}
    assert found(browser, status="applicant", may_work="no") == set()


def test_kind_and_outcome_are_those_of_one_request(cast: Cast, browser: Client) -> None:
    case, other = make_case(cast), make_case(cast)
    met = make_request(case, cast, "work-leave")
    make_request(case, cast, "family")
    make_request(other, cast, "work-leave")
    settle_request(
        met,
        outcome=SupportRequest.Outcome.MET,
        settled_on=timezone.localdate(),
        result="",
        actor=cast.caseworker,
    )
    assert found(browser, request="work-leave") == {case, other}
    assert found(browser, outcome="met") == {case}
    assert found(browser, request="work-leave", outcome="met") == {case}
    assert found(browser, request="family", outcome="met") == set()
    assert found(browser, request="work-leave", outcome="open") == {other}


def test_mine_nobodys_and_a_colleagues(cast: Cast, browser: Client) -> None:
    mine, nobodys = make_case(cast), make_case(cast, caseworker=None)
    theirs = make_case(cast, caseworker=cast.supervisor)
    assert found(browser, caseworker="me") == found(browser, caseworker=cast.caseworker.pk) == {mine}
    assert found(browser, caseworker="none") == {nobodys}
    assert found(browser, caseworker=cast.supervisor.pk) == {theirs}
    assert found(browser, team=cast.team.code) == {mine, nobodys, theirs}


def test_by_the_day_of_the_next_step(cast: Cast, browser: Client) -> None:
    late, today = make_case(cast, next_due_on=days_from_now(-1)), make_case(cast, next_due_on=days_from_now(0))
    week, later = make_case(cast, next_due_on=days_from_now(7)), make_case(cast, next_due_on=days_from_now(8))
    make_case(cast)
    assert found(browser, due="late") == {late}
    assert found(browser, due="today") == {today}
    assert found(browser, due="week") == {today, week}
    assert later in found(browser)


def test_by_whom_we_wait_for(cast: Cast, browser: Client) -> None:
    ours, unsaid = make_case(cast, next_actor=NextActor.US), make_case(cast)
    court, person = make_case(cast, next_actor=NextActor.COURT), make_case(cast, next_actor=NextActor.PERSON)
    assert found(browser, waiting="us") == {ours, unsaid}
    assert found(browser, waiting="others") == {court, person}
    assert found(browser, waiting="court") == {court}


def test_by_how_long_nobody_touched_it(cast: Cast, browser: Client) -> None:
    make_case(cast)
    idle = make_case(cast, last_activity_at=timezone.now() - timedelta(days=31))
    assert found(browser, idle="30") == {idle}


def test_every_filter_shows_as_a_chip_that_takes_it_away(cast: Cast, browser: Client) -> None:
    make_case(cast, risk=3)
    chips = browser.get(LIST, {"risk": "3", "caseworker": "me", "sort": "opened"}).context["chips"]
    assert [chip["label"] for chip in chips] == ["Caseworker: Me", "Risk: High"]
    assert parse_qs(urlsplit(chips[1]["url"]).query) == {"caseworker": ["me"], "sort": ["opened"]}


def test_a_place_is_not_set_in_where_it_shows_as_a_chip(browser: Client) -> None:
    city = a_place("filter-city", parent=a_place("filter-country"), kind="city")
    chips = browser.get(LIST, {"location": city.code}).context["chips"]
    assert [chip["label"] for chip in chips] == [f"Where now: {city.label}"]


def test_the_order_is_kept_when_a_filter_is_added(browser: Client) -> None:
    page = browser.get(LIST, {"sort": "opened"})
    assert '<input type="hidden" name="sort" value="opened">' in page.content.decode()


def test_a_cursor_is_not_followed_under_another_filter(cast: Cast, browser: Client) -> None:
    subject = make_person(cast)
    for n in range(51):
        make_case(cast, subject, risk=n % 2)
    cursor = parse_qs(urlsplit(browser.get(LIST).context["next_url"]).query)["after"][0]
    assert len(found(browser, after=cursor)) == 1
    assert len(found(browser, after=cursor, risk="0")) == 26


@pytest.mark.parametrize(
    "query",
    [
        {"stage": "never"},
        {"stage": "closed"},
        {"location": "nowhere"},
        {"caseworker": "x"},
        {"caseworker": "999999999999999999999"},
        {"risk": "high"},
        {"team": "\x00"},
        {"status": "' OR 1=1 --"},
    ],
)
def test_what_a_filter_does_not_offer_is_refused_with_a_sentence(query: dict[str, str], browser: Client) -> None:
    page = browser.get(LIST, query)
    assert page.status_code == 422
    assert "Select a valid choice" in page.content.decode()


def test_a_colleague_of_another_team_is_not_offered(cast: Cast, browser: Client) -> None:
    assert browser.get(LIST, {"caseworker": cast.stranger.pk}).status_code == 422
    assert "Otto" not in browser.get(LIST).content.decode()
    assert "Office elsewhere" not in browser.get(LIST).content.decode()


def test_lists_hold_only_what_one_may_know_of(cast: Cast) -> None:
    make_case(cast)
    stranger = signed_in(cast.stranger)
    assert found(stranger) == found(stranger, state="all") == set()
    assert "0 cases" in stranger.get(LIST).content.decode()
