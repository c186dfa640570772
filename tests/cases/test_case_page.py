"""The page of a case: its head, its progress, what is next, and what stands beside the story."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.actions import (
    assign_case,
    close_case,
    finish_task,
    move_case,
    rate_case,
    reopen_case,
    set_next_step,
    settle_request,
)
from cases.models import Case, NextActor, Outcome, Stage, SupportRequest
from people.actions import record_fact
from people.models import Citation, MilitaryService, Promise, PromiseAccount, Stay
from tests.case_factories import (
    Cast,
    days_from_now,
    in_place,
    make_case,
    make_group,
    make_person,
    make_request,
    make_status,
    make_stay,
    make_task,
    signed_in,
    span,
)
from tests.rows import a_fact, a_passage, a_place, an_actor


def text(client: Client, case: Case, query: str = "") -> str:
    return " ".join(client.get(case.get_absolute_url() + query).content.decode().split())


def test_the_title_holds_the_reference_and_no_name(case: Case, browser: Client) -> None:
    head, body = text(browser, case).split("</head>")
    assert f"<title>Case {case.reference} · Amparo</title>" in head
    assert "Xiomara" not in head
    assert "Xiomara Quiñonez" in body


def test_the_head_says_who_where_standing_work_risk_and_what_is_next(case: Case, cast: Cast, browser: Client) -> None:
    make_stay(case.subject, cast, a_place("a-prison", a_place("a-land")), custody="detained", cited="probable")
    make_status(case.subject, cast, may_work="no", accepted=False, cited="unverified")
    a_fact(MilitaryService, subject=case.subject)
    rate_case(case, risk=3, priority=2, actor=cast.caseworker)
    set_next_step(
        case, next_actor=NextActor.COURT, next_step="Hearing", next_due_on=days_from_now(2), actor=cast.caseworker
    )
    page = text(browser, case)
    for words in (
        "a-prison",
        "a-land",
        "probable",
        "Refugee",
        "claimed",
        "unverified",
        "Risk: High",
        "Priority: Medium",
    ):
        assert words in page
    for words in ("English first", "A court, next:", "Hearing", "in 2 days", "Wanda", "Office of tests"):
        assert words in page


def test_a_group_is_shown_with_its_size_as_said(cast: Cast, browser: Client) -> None:
    page = text(browser, make_case(cast, make_group(cast, "Crew of a boat")))
    assert "Size as said" in page
    assert "a handful" in page


def test_what_is_not_known_is_said_to_be_not_known(case: Case, browser: Client) -> None:
    page = browser.get(case.get_absolute_url())
    assert page.context["known"].stay is None
    assert page.content.decode().count("Not known") >= 4
    assert "Nobody has said yet who must act next." in page.content.decode()


def test_the_progress_line_tells_the_days_in_each_stage(cast: Cast) -> None:
    start = timezone.now() - timedelta(days=40)
    with time_machine.travel(start) as clock:
        case = make_case(cast)
        for days, stage in ((1, Stage.ASSESSMENT), (6, Stage.PLAN), (4, Stage.ASSESSMENT), (2, Stage.PLAN)):
            clock.shift(timedelta(days=days))
            case = move_case(case, stage, reason="On we go", actor=cast.caseworker)
    steps = signed_in(cast.caseworker).get(case.get_absolute_url()).context["steps"]
    assert [(step.label, step.state, step.note) for step in steps] == [
        ("Intake", "done", "1 day"),
        ("Assessment", "done", "8 days"),
        ("Plan", "now", "31 days so far"),
        ("Action", "ahead", ""),
        ("Follow-up", "ahead", ""),
        ("Closed", "ahead", ""),
    ]


def test_a_case_closed_early_does_not_pretend_to_have_passed_every_stage(
    case: Case, cast: Cast, browser: Client
) -> None:
    close_case(case, Outcome.WITHDREW, reason="Asked us to stop", actor=cast.caseworker)
    steps = browser.get(case.get_absolute_url()).context["steps"]
    assert [step.state for step in steps] == ["done", "ahead", "ahead", "ahead", "ahead", "now"]


def test_a_reopened_case_starts_again_at_assessment(case: Case, cast: Cast, browser: Client) -> None:
    close_case(case, Outcome.WITHDREW, reason="Asked us to stop", actor=cast.caseworker)
    reopen_case(case, reason="Asked us to go on", actor=cast.supervisor)
    steps = browser.get(case.get_absolute_url()).context["steps"]
    assert steps[1].state == "now"
    assert steps[-1].state == "ahead"


def test_requests_met_are_counted_among_requests_made(case: Case, cast: Cast, browser: Client) -> None:
    first = make_request(case, cast, "first-thing")
    make_request(case, cast, "second-thing", due_on=days_from_now(9))
    settle_request(
        first,
        outcome=SupportRequest.Outcome.MET,
        settled_on=timezone.localdate(),
        result="Granted",
        actor=cast.caseworker,
    )
    page = text(browser, case)
    assert "1 of 2 met" in page
    assert "Granted" in page
    assert '<progress class="bar" value="1" max="2"' in page


def test_open_tasks_stand_beside_the_story_with_what_was_just_finished(case: Case, cast: Cast, browser: Client) -> None:
    make_task(case, cast, "Call the lawyer", days_from_now(-1))
    finish_task(make_task(case, cast, "Write a letter"), actor=cast.caseworker)
    beside = browser.get(case.get_absolute_url()).context["story"].tasks_beside
    assert [task.title for task in beside] == ["Call the lawyer", "Write a letter"]


def test_what_is_known_shows_who_says_so_and_leads_to_the_passage(case: Case, cast: Cast, browser: Client) -> None:
    make_stay(case.subject, cast, cited="verified")
    page = text(browser, case)
    passage = Citation.objects.latest("id").passage
    assert passage.get_absolute_url() in page
    make_status(case.subject, cast)
    assert "No source recorded" in text(browser, case)


def test_promises_stand_with_what_is_said_to_have_become_of_them(case: Case, cast: Cast, browser: Client) -> None:
    promise = a_fact(Promise, promisee=case.subject, promisor=an_actor("a-president"), content_en="Protection")
    page = text(browser, case)
    assert "Promises to them" in page
    assert "Nobody is on file as saying whether it was kept." in page
    account = PromiseAccount(promise=promise, state=PromiseAccount.State.BROKEN)
    citation = Citation(passage=a_passage(), mode="claimed", speaker_actor=an_actor("an-outlet"))
    record_fact(account, actor=cast.caseworker, citation=citation)
    page = text(browser, case)
    assert "Not kept" in page
    assert "an-outlet, claimed" in page


def test_a_speaker_whose_file_is_hidden_is_not_named(case: Case, cast: Cast, browser: Client) -> None:
    hidden = make_person(cast, "Zenobia Urrutia", team=cast.stranger.memberships.get().team)
    stay = make_stay(case.subject, cast)
    Citation.objects.create(stay=stay, passage=a_passage(), mode="claimed", speaker_subject=hidden)
    page = text(browser, case)
    assert "Zenobia" not in page
    assert "someone on file" in page
    hidden.team = cast.team
    hidden.save(update_fields=["team"])
    assert "Zenobia Urrutia" in text(browser, case)


def test_htmx_gets_all_of_the_case_in_place_of_whatever_asked(case: Case, browser: Client) -> None:
    part = in_place(browser, "get", case.get_absolute_url())
    assert part["HX-Retarget"] == "#case"
    assert part["HX-Reswap"] == "outerHTML"
    assert "<html" not in part.content.decode()
    assert part.content.decode().count('id="case"') == 1


@pytest.mark.parametrize(
    ("told", "leads_to"),
    [
        ("", "/cases/"),
        ("work", "/"),
        ("risk=3&sort=opened", "/cases/?risk=3&sort=opened"),
        ("//evil.example/?risk=3", "/cases/"),
        ("https://evil.example", "/cases/"),
        ("next=//evil.example&risk=3", "/cases/?risk=3"),
        ("risk=%00", "/cases/?risk=%00"),
        ("x" * 5000, "/cases/"),
    ],
)
def test_the_way_back_is_to_our_own_lists_whatever_the_address_says(
    told: str, leads_to: str, case: Case, browser: Client
) -> None:
    page = browser.get(case.get_absolute_url(), {"from": told})
    assert page.context["back"].url == leads_to


def test_an_assigned_caseworker_is_named_in_the_story(case: Case, cast: Cast, browser: Client) -> None:
    assign_case(case, cast.supervisor, actor=cast.supervisor)
    assert "gave the case to a caseworker: Sven" in text(browser, case)


def test_a_stay_that_ended_is_named_as_the_last_that_is_known(case: Case, cast: Cast, browser: Client) -> None:
    make_stay(case.subject, cast, a_place("an-embassy"), custody=Stay.Custody.GUEST, ended=span("../2019-12-09"))
    page = text(browser, case)
    assert "after an-embassy" in page
    assert "ended by 9 December 2019" in page


def test_no_id_stands_twice_on_the_page(case: Case, cast: Cast, browser: Client) -> None:
    make_request(case, cast)
    make_task(case, cast)
    for url in (case.get_absolute_url(), reverse("cases:close", args=[case.reference])):
        ids = re.findall(r'\sid="([^"]+)"', browser.get(url).content.decode())
        assert len(ids) == len(set(ids))
