"""My work: what is due, the counters and the lists they open, tasks with their buttons, cases by urgency."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.actions import finish_task
from cases.models import NextActor
from tests.case_factories import Cast, days_from_now, in_place, make_case, make_task, signed_in

WORK = reverse("cases:my_work")


def text(client: Client) -> str:
    return " ".join(client.get(WORK).content.decode().split())


def test_the_heading_says_what_is_due_steps_and_tasks_together(cast: Cast, browser: Client) -> None:
    case = make_case(cast, next_due_on=days_from_now(0))
    assert "1 thing is due today." in text(browser)
    make_task(case, cast, due_on=days_from_now(0))
    make_task(case, cast, due_on=days_from_now(-1))
    assert "2 things are due today, 1 is late." in text(browser)


def test_nothing_due_is_said_as_well(browser: Client) -> None:
    assert "Nothing is due today." in text(browser)


@pytest.mark.parametrize(("hour", "words"), [(7, "Good morning."), (13, "Good afternoon."), (20, "Good evening.")])
def test_the_greeting_goes_with_the_hour(hour: int, words: str, cast: Cast) -> None:
    with time_machine.travel(datetime(2026, 3, 2, hour, 30, tzinfo=UTC), tick=False):
        assert words in text(signed_in(cast.caseworker))


def test_each_counter_opens_a_list_of_just_so_many_cases(cast: Cast, supervisor: Client) -> None:
    def mine(**changes: Any) -> None:
        make_case(cast, caseworker=cast.supervisor, **changes)

    mine(next_due_on=days_from_now(0), next_actor=NextActor.US)
    mine(next_due_on=days_from_now(-2), next_actor=NextActor.COURT)
    mine(next_due_on=days_from_now(-1))
    mine(last_activity_at=timezone.now() - timedelta(days=40), next_actor=NextActor.PERSON)
    make_case(cast, caseworker=None)
    make_case(cast, next_due_on=days_from_now(-1))
    counters = {counter["label"]: counter for counter in supervisor.get(WORK).context["counters"]}
    counts = {label: int(counter["count"]) for label, counter in counters.items()}
    assert counts == {
        "cases due today": 1,
        "cases late": 2,
        "waiting on us": 2,
        "waiting on others": 2,
        "untouched for 30 days": 1,
        "without a caseworker": 1,
    }
    for label, counter in counters.items():
        assert len(supervisor.get(counter["url"]).context["rows"]) == counts[label], label


def test_only_those_who_assign_cases_are_told_of_cases_without_a_caseworker(cast: Cast) -> None:
    make_case(cast, caseworker=None)
    for role, told in (("caseworker", False), ("administrator", False), ("supervisor", True)):
        labels = [c["label"] for c in signed_in(cast.by_role[role]).get(WORK).context["counters"]]
        assert ("without a caseworker" in labels) is told


def test_my_cases_come_most_urgent_first_and_nobody_elses(cast: Cast, browser: Client) -> None:
    later, sooner = make_case(cast, next_due_on=days_from_now(5)), make_case(cast, next_due_on=days_from_now(1))
    undated = make_case(cast)
    make_case(cast, caseworker=cast.supervisor)
    assert [row.case for row in browser.get(WORK).context["rows"]] == [sooner, later, undated]


def test_whoever_has_no_case_sees_those_that_nobody_has_taken(cast: Cast, browser: Client) -> None:
    free = make_case(cast, caseworker=None)
    page = browser.get(WORK)
    assert [row.case for row in page.context["rows"]] == [free]
    assert "Cases without a caseworker" in page.content.decode()


def test_more_cases_than_fit_are_one_click_away(cast: Cast, browser: Client) -> None:
    subject = make_case(cast).subject
    for _ in range(25):
        make_case(cast, subject)
    page = browser.get(WORK)
    assert len(page.context["rows"]) == 25
    assert len(browser.get(page.context["more_url"]).context["rows"]) == 26


def test_a_case_opened_from_here_leads_back_here(cast: Cast, browser: Client) -> None:
    make_case(cast)
    row = browser.get(WORK).context["rows"][0]
    assert browser.get(row.url).context["back"].url == WORK


def test_my_open_tasks_come_first_due_first_then_what_i_finished_today(cast: Cast, browser: Client) -> None:
    case = make_case(cast)
    later, sooner = make_task(case, cast, due_on=days_from_now(3)), make_task(case, cast, due_on=days_from_now(1))
    undated, done = make_task(case, cast), make_task(case, cast)
    finish_task(done, actor=cast.caseworker)
    with time_machine.travel(timezone.now() - timedelta(days=2)):
        finish_task(make_task(case, cast), actor=cast.caseworker)
    assert browser.get(WORK).context["tasks"] == [sooner, later, undated, done]


def test_a_task_is_done_from_here_without_a_script_and_can_be_undone(cast: Cast, browser: Client) -> None:
    case = make_case(cast)
    task = make_task(case, cast)
    finish = reverse("cases:finish_task", args=[case.reference, task.public_id]) + "?from=work"
    undo = reverse("cases:take_up_task", args=[case.reference, task.public_id]) + "?from=work"
    assert finish in text(browser)
    answer = browser.post(finish, {"on_work": "1"})
    assert (answer.status_code, answer["Location"]) == (303, WORK)
    task.refresh_from_db()
    assert task.done_at is not None
    assert undo in text(browser)
    browser.post(undo, {"on_work": "1"})
    task.refresh_from_db()
    assert task.done_at is None


def test_htmx_gets_the_part_with_its_messages(cast: Cast, browser: Client) -> None:
    task = make_task(make_case(cast), cast)
    url = reverse("cases:finish_task", args=[task.case.reference, task.public_id]) + "?from=work"
    browser.post(url, {"on_work": "1"}, headers={"HX-Request": "true"})
    part = in_place(browser, "get", WORK).content.decode()
    assert "<html" not in part
    assert 'id="work"' in part
    assert 'hx-swap-oob="true"' in part
    assert "Task done." in part


def test_tasks_of_a_case_one_may_no_longer_see_are_gone(cast: Cast, browser: Client) -> None:
    case = make_case(cast)
    make_task(case, cast)
    type(case).objects.filter(pk=case.pk).update(caseworker=None)
    type(case.subject).objects.filter(pk=case.subject_id).update(restricted=True)
    page = browser.get(WORK)
    assert page.context["tasks"] == []
    assert page.context["rows"] == []
