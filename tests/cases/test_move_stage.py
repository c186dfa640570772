"""Moving a case to another stage: only where it can go, with a reason, and a line in the story."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from cases.actions import close_case
from cases.models import NEXT, Case, Outcome, Stage, Verb
from tests.case_factories import Cast, in_place, make_case


def url(case: Case) -> str:
    return reverse("cases:move", args=[case.reference])


def test_a_case_moves_on_with_its_reason_in_the_story(case: Case, browser: Client) -> None:
    answer = browser.post(url(case), {"stage": "assessment", "reason": "First talk held"})
    assert (answer.status_code, answer["Location"]) == (303, case.get_absolute_url())
    case.refresh_from_db()
    assert case.stage == Stage.ASSESSMENT
    event = case.events.first()
    assert event is not None
    assert (event.verb, event.why) == (Verb.MOVED, "First talk held")
    assert event.detail == {"from": "intake", "to": "assessment", "days": 0}
    assert "Stage changed." in browser.get(case.get_absolute_url()).content.decode()


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage != Stage.CLOSED])
def test_only_stages_the_case_can_take_are_offered(stage: Stage, cast: Cast, browser: Client) -> None:
    page = browser.get(url(make_case(cast, stage=stage))).content.decode()
    offered = {other for other in Stage if f'value="{other.value}"' in page}
    assert offered == set(NEXT[stage])


def test_the_form_says_why_no_other_stage_is_offered(case: Case, browser: Client) -> None:
    assert "A case goes one stage on, or one back." in browser.get(url(case)).content.decode()


@pytest.mark.parametrize(
    ("now", "then"),
    [(now, then) for now in NEXT for then in Stage if now != Stage.CLOSED and then not in NEXT[now]],
)
def test_a_refused_move_says_why_and_keeps_what_was_typed(now: str, then: Stage, cast: Cast, browser: Client) -> None:
    case = make_case(cast, stage=now)
    answer = browser.post(url(case), {"stage": then, "reason": "It seemed right"})
    assert answer.status_code == 422
    assert f"A case cannot go from {Stage(now).label} to {then.label}." in answer.content.decode()
    assert "It seemed right" in answer.content.decode()
    case.refresh_from_db()
    assert case.stage == now
    assert not case.events.filter(verb=Verb.MOVED).exists()


def test_a_move_without_a_reason_is_refused(case: Case, browser: Client) -> None:
    answer = browser.post(url(case), {"stage": "assessment", "reason": " "})
    assert answer.status_code == 422
    case.refresh_from_db()
    assert case.stage == Stage.INTAKE


def test_a_closed_case_moves_nowhere(case: Case, cast: Cast, browser: Client) -> None:
    close_case(case, Outcome.OTHER, reason="Over", actor=cast.caseworker)
    answer = browser.post(url(case), {"stage": "assessment", "reason": "Again"})
    assert answer.status_code == 422
    assert "A case cannot go from Closed to Assessment." in answer.content.decode()


def test_the_form_opens_and_is_refused_in_place(case: Case, browser: Client) -> None:
    part = in_place(browser, "get", url(case))
    assert "<html" not in part.content.decode()
    assert 'hx-target="#inplace"' in part.content.decode()
    refused = in_place(browser, "post", url(case), {"stage": "plan", "reason": "Soon"})
    assert refused.status_code == 422
    assert 'id="inplace"' in refused.content.decode()
    moved = in_place(browser, "post", url(case), {"stage": "assessment", "reason": "Now"})
    assert (moved.status_code, moved["Location"]) == (303, case.get_absolute_url())


def test_the_form_is_a_page_of_its_own_without_a_script(case: Case, browser: Client) -> None:
    page = browser.get(url(case)).content.decode()
    assert f"<title>Case {case.reference} · Amparo</title>" in page
    assert "hx-post" not in page.split("<main")[1].split("</main>")[0]
