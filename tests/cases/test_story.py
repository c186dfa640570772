"""The story of a case: everything in one line after another, narrowed by kind, looked at from another day, in pages."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from cases.actions import add_note, finish_task, move_case, rate_case, set_next_step, settle_request
from cases.models import Case, NextActor, Note, Stage, SupportRequest, Task
from cases.timeline import LINES
from people.actions import accept_fact, correct_fact, record_fact, retract_fact
from people.actions.facts import copy_of
from people.models import Citation, Promise, PromiseAccount, Statement, Stay
from tests.case_factories import (
    Cast,
    days_from_now,
    make_case,
    make_request,
    make_status,
    make_stay,
    make_task,
    signed_in,
    span,
)
from tests.rows import a_fact, a_passage, a_place, an_actor


def story(client: Client, case: Case, **query: str | int) -> list[str]:
    """The titles and texts of the story's lines."""
    page = client.get(case.get_absolute_url(), query)
    assert page.status_code == 200
    return [f"{line.title} {line.text}".strip() for line in page.context["story"].lines]


def lines(client: Client, case: Case, **query: str | int) -> dict[str, object]:
    return {line.title: line for line in client.get(case.get_absolute_url(), query).context["story"].lines}


def everything(case: Case, cast: Cast) -> None:
    make_stay(case.subject, cast, a_place("a-place"), cited="probable")
    make_status(case.subject, cast, cited="verified")
    a_fact(Statement, subject=case.subject, text_en="He lost his house.")
    make_request(case, cast, "a-thing", detail="In writing")
    make_task(case, cast, "Call the lawyer")
    add_note(case, kind=Note.Kind.CALL, text="First line\nSecond <b>line</b>", actor=cast.caseworker)
    move_case(case, Stage.ASSESSMENT, reason="Talked at length", actor=cast.caseworker)


def test_everything_stands_in_one_story_newest_first(case: Case, cast: Cast, browser: Client) -> None:
    everything(case, cast)
    assert story(browser, case) == [
        "Wanda moved the case to another stage: Intake → Assessment",
        "Call First line<br>Second &lt;b&gt;line&lt;/b&gt;",
        "Task: Call the lawyer",
        "Request: English a-thing In writing",
        "Loss: He lost his house.",
        "Refugee, first-country",
        "a-place",
        "Wanda opened the case",
    ]


def test_a_fact_says_who_says_so_and_how_surely(case: Case, cast: Cast, browser: Client) -> None:
    everything(case, cast)
    told = lines(browser, case, kind="facts")
    assert [c.certainty for c in told["a-place"].citations] == ["probable"]  # type: ignore[attr-defined]
    page = browser.get(case.get_absolute_url(), {"kind": "facts"}).content.decode()
    assert "sure-probable" in page
    assert page.count("See the passage") >= 2


@pytest.mark.parametrize(
    ("kind", "count"), [("facts", 3), ("requests", 1), ("notes", 1), ("tasks", 1), ("changes", 8), ("", 8)]
)
def test_the_story_narrows_to_one_kind(kind: str, count: int, case: Case, cast: Cast, browser: Client) -> None:
    everything(case, cast)
    page = browser.get(case.get_absolute_url(), {"kind": kind} if kind else {})
    expected = {"changes": 5}.get(kind, count)
    assert len(page.context["story"].lines) == expected
    current = [choice["label"] for choice in page.context["choices"] if choice["current"]]
    assert [str(label).lower() for label in current] == [kind or "everything"]


def test_what_a_person_asked_for_and_what_came_of_it_are_two_lines(case: Case, cast: Cast, browser: Client) -> None:
    request = make_request(case, cast, "a-thing")
    settle_request(
        request,
        outcome=SupportRequest.Outcome.REFUSED,
        settled_on=timezone.localdate(),
        result="",
        actor=cast.caseworker,
    )
    assert story(browser, case, kind="requests") == [
        "Wanda settled a support request: English a-thing · Refused",
        "Request: English a-thing",
    ]


def test_finishing_a_task_names_the_task(case: Case, cast: Cast, browser: Client) -> None:
    finish_task(make_task(case, cast, "Call the lawyer"), actor=cast.supervisor)
    assert story(browser, case, kind="tasks") == ["Sven finished a task: Call the lawyer", "Task: Call the lawyer"]


def test_changes_tell_what_was_set(case: Case, cast: Cast, browser: Client) -> None:
    rate_case(case, risk=4, priority=1, actor=cast.caseworker, reason="A threat was made")
    set_next_step(
        case, next_actor=NextActor.PARTNER, next_step="Send it", next_due_on=days_from_now(3), actor=cast.caseworker
    )
    told = story(browser, case, kind="changes")
    assert told[0].startswith("Wanda said who must act next: A partner organisation · by ")
    assert told[1] == "Wanda set risk and priority: risk Critical · priority Low"
    assert lines(browser, case)["Wanda"]
    assert "A threat was made" in browser.get(case.get_absolute_url()).content.decode()


def test_a_fact_stands_on_the_day_it_speaks_of(case: Case, cast: Cast, browser: Client) -> None:
    make_stay(case.subject, cast, a_place("long-ago"), began=span("2019-04"), ended=span("../2019-12-09"))
    add_note(case, kind=Note.Kind.NOTE, text="Today", actor=cast.caseworker)
    told = browser.get(case.get_absolute_url()).context["story"].lines
    assert [line.title for line in told][-1] == "long-ago"
    assert (told[-1].when, told[-1].when_note) == ("April 2019", "ended by 9 December 2019")


def test_a_fact_whose_day_nobody_knows_says_so(case: Case, cast: Cast, browser: Client) -> None:
    make_stay(case.subject, cast, a_place("some-time"))
    line = lines(browser, case, kind="facts")["some-time"]
    assert (line.when, line.when_note) == ("day not known", "recorded today")  # type: ignore[attr-defined]


def test_a_claim_is_called_a_claim_until_it_is_accepted(case: Case, cast: Cast, browser: Client) -> None:
    stay = make_stay(case.subject, cast, a_place("a-place"), accepted=False)
    assert "claimed, not accepted" in lines(browser, case)["a-place"].meta  # type: ignore[attr-defined]
    accept_fact(stay, accepted=True, actor=cast.caseworker)
    assert "claimed" not in lines(browser, case)["a-place"].meta  # type: ignore[attr-defined]


def test_what_was_taken_back_is_a_change_and_no_longer_a_fact(case: Case, cast: Cast, browser: Client) -> None:
    retract_fact(make_stay(case.subject, cast, a_place("a-slip")), reason="Wrong person", actor=cast.caseworker)
    assert story(browser, case, kind="facts") == []
    line = lines(browser, case, kind="changes")["a-slip"]
    assert line.retracted  # type: ignore[attr-defined]
    assert "taken back: Wrong person" in line.meta  # type: ignore[attr-defined]


def test_an_account_of_a_promise_names_the_promise(case: Case, cast: Cast, browser: Client) -> None:
    promise = a_fact(Promise, promisee=case.subject, promisor=an_actor("a-leader"), content_en="Protection")
    record_fact(PromiseAccount(promise=promise, state=PromiseAccount.State.BROKEN), actor=cast.caseworker)
    told = lines(browser, case, kind="facts")
    assert "Protection" in told
    assert "promise: Protection" in told["Not kept"].meta  # type: ignore[attr-defined]


class LookingBack:
    """A week in which a claim came, was corrected, and work was done."""

    def __init__(self, cast: Cast) -> None:
        self.today = timezone.now().replace(hour=12)
        with time_machine.travel(self.day(7)):
            self.case = make_case(cast)
            add_note(self.case, kind=Note.Kind.NOTE, text="First note", actor=cast.caseworker)
            self.first = make_stay(self.case.subject, cast, a_place("first-place"))
            Citation.objects.create(stay=self.first, passage=a_passage())
        with time_machine.travel(self.day(3)):
            better = copy_of(self.first)
            better.location = a_place("second-place")
            correct_fact(self.first, better, reason="A better source", actor=cast.caseworker)
            add_note(self.case, kind=Note.Kind.NOTE, text="Second note", actor=cast.caseworker)

    def day(self, ago: int) -> datetime:
        return self.today - timedelta(days=ago)

    def on(self, ago: int) -> str:
        return timezone.localdate(self.day(ago)).isoformat()


def test_the_page_shows_what_was_known_on_a_day(cast: Cast, browser: Client) -> None:
    week = LookingBack(cast)
    case = week.case
    assert "first-place" in story(browser, case, known_on=week.on(5))
    assert "second-place" not in story(browser, case, known_on=week.on(5))
    assert "Note Second note" not in story(browser, case, known_on=week.on(5))
    assert "second-place" in story(browser, case, known_on=week.on(3))
    assert "first-place" not in story(browser, case)
    page = browser.get(case.get_absolute_url(), {"known_on": week.on(5)})
    assert page.context["known"].stay.location.code == "first-place"
    assert "As known on" in page.content.decode()
    assert story(browser, case, known_on=week.on(9)) == []


@pytest.mark.parametrize("day", ["2999-01-01", "1500-01-01", "yesterday", "2026-02-30", "\x00", "9" * 400])
def test_a_day_that_cannot_be_shown_is_refused_with_a_sentence(day: str, case: Case, browser: Client) -> None:
    page = browser.get(case.get_absolute_url(), {"known_on": day})
    assert page.status_code == 422
    assert "That day cannot be shown" in page.content.decode()


def test_a_kind_that_does_not_exist_shows_everything(case: Case, cast: Cast, browser: Client) -> None:
    everything(case, cast)
    page = browser.get(case.get_absolute_url(), {"kind": "gossip"})
    assert page.status_code == 422
    assert len(page.context["story"].lines) == 8


def test_a_long_story_comes_in_pages_without_gap_or_repetition(case: Case, cast: Cast, browser: Client) -> None:
    moment = timezone.now()
    Note.objects.bulk_create(
        # Many at one and the same moment, as an import makes them.
        Note(case=case, text=f"Note {n}", author=cast.caseworker, made_at=moment + timedelta(seconds=n // 40))
        for n in range(230)
    )
    for n in range(15):
        make_task(case, cast, f"Task {n}")
    Task.objects.filter(case=case).update(made_at=moment, done_at=moment, done_by=cast.caseworker)
    make_stay(case.subject, cast, began=span("2019"))
    url, seen = case.get_absolute_url(), []
    while url:
        page = browser.get(url)
        told = page.context["story"].lines
        assert len(told) <= LINES
        seen += [line.mark for line in told]
        url = page.context["older_url"]
    assert len(seen) == len(set(seen)) == 230 + 15 + 1 + 1
    assert seen == sorted(seen, reverse=True)


def test_no_more_notes_are_fetched_than_a_page_needs(case: Case, cast: Cast, browser: Client) -> None:
    Note.objects.bulk_create(Note(case=case, text="x", author=cast.caseworker) for _ in range(500))
    page = browser.get(case.get_absolute_url())
    assert len(page.context["story"].lines) == LINES
    assert page.context["older_url"]


@pytest.mark.parametrize("cursor", ["x", "a:b:c", "\x00", "é" * 3000])
def test_a_cursor_that_is_none_shows_the_newest_lines(cursor: str, case: Case, cast: Cast, browser: Client) -> None:
    everything(case, cast)
    assert len(story(browser, case, before=cursor)) == 8


def test_a_cursor_of_another_case_is_not_followed(case: Case, cast: Cast, browser: Client) -> None:
    Note.objects.bulk_create(Note(case=case, text="x", author=cast.caseworker) for _ in range(120))
    cursor = browser.get(case.get_absolute_url()).context["older_url"].split("before=")[1]
    other = make_case(cast)
    add_note(other, kind=Note.Kind.NOTE, text="Here", actor=cast.caseworker)
    page = browser.get(other.get_absolute_url() + "?before=" + cursor)
    assert len(page.context["story"].lines) == 2


def test_the_story_is_told_in_spanish_as_well(case: Case, cast: Cast) -> None:
    client = signed_in(cast.caseworker)
    make_stay(case.subject, cast, a_place("a-place"), began=span("2019-04"))
    page = client.get(case.get_absolute_url(), headers={"Accept-Language": "es"})
    assert "abril de 2019" in page.content.decode()


def test_a_stay_in_custody_is_marked_by_its_icon(case: Case, cast: Cast, browser: Client) -> None:
    make_stay(case.subject, cast, a_place("a-prison"), custody=Stay.Custody.DETAINED)
    kinds = {line.kind for line in lines(browser, case, kind="facts").values()}  # type: ignore[attr-defined]
    assert kinds == {"bad"}
