"""Things to do, and what was heard."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from cases.actions import close_case, finish_task
from cases.models import Case, Note, Outcome, Task, Verb
from tests.case_factories import Cast, days_from_now, in_place, make_task


def address(name: str, case: Case, *args: object) -> str:
    return reverse(f"cases:{name}", args=[case.reference, *args])


def test_a_task_is_added_for_oneself_unless_said_otherwise(case: Case, cast: Cast, browser: Client) -> None:
    page = browser.get(address("new_task", case)).content.decode()
    assert f'<option value="{cast.caseworker.pk}" selected>' in page
    told = {"title": "Call the lawyer", "owner": cast.supervisor.pk, "due_on": days_from_now(1).isoformat()}
    assert browser.post(address("new_task", case), told).status_code == 303
    task = case.tasks.get()
    assert (task.title, task.owner, task.due_on) == ("Call the lawyer", cast.supervisor, days_from_now(1))
    assert task.made_by == cast.caseworker


def test_nobody_of_another_team_is_given_a_task(case: Case, cast: Cast, browser: Client) -> None:
    answer = browser.post(address("new_task", case), {"title": "Call", "owner": cast.stranger.pk})
    assert answer.status_code == 422
    assert not case.tasks.exists()


@pytest.mark.parametrize("title", ["", " ", "x" * 201, "a\x00b"])
def test_a_task_without_a_title_that_can_be_read_is_refused(title: str, case: Case, browser: Client) -> None:
    assert browser.post(address("new_task", case), {"title": title}).status_code == 422


def test_finishing_and_undoing_lead_back_to_the_case(case: Case, cast: Cast, browser: Client) -> None:
    task = make_task(case, cast)
    answer = browser.post(address("finish_task", case, task.public_id) + "?from=risk%3D3")
    assert (answer.status_code, answer["Location"]) == (303, case.get_absolute_url() + "?from=risk%3D3")
    task.refresh_from_db()
    assert task.done_by == cast.caseworker
    browser.post(address("take_up_task", case, task.public_id))
    task.refresh_from_db()
    assert task.done_at is None
    assert task.done_by_id is None
    assert list(case.events.values_list("verb", flat=True)[:2]) == [Verb.TASK_UNDONE, Verb.TASK_DONE]


def test_a_task_done_twice_says_so_and_stays_done_once(case: Case, cast: Cast, browser: Client) -> None:
    task = make_task(case, cast)
    finish_task(task, actor=cast.supervisor)
    browser.post(address("finish_task", case, task.public_id))
    answer = browser.get(case.get_absolute_url())
    assert "This task is already done." in answer.content.decode()
    task.refresh_from_db()
    assert task.done_by == cast.supervisor
    assert case.events.filter(verb=Verb.TASK_DONE).count() == 1


def test_a_task_of_a_closed_case_is_not_taken_up_again(case: Case, cast: Cast, browser: Client) -> None:
    task = make_task(case, cast)
    finish_task(task, actor=cast.caseworker)
    close_case(case, Outcome.OTHER, reason="Over", actor=cast.caseworker)
    browser.post(address("take_up_task", case, task.public_id))
    answer = browser.get(case.get_absolute_url())
    assert "This case is closed" in answer.content.decode()
    assert Task.objects.get(pk=task.pk).done_at is not None


def test_a_colleague_may_finish_what_another_began(case: Case, cast: Cast, supervisor: Client) -> None:
    task = make_task(case, cast)
    supervisor.post(address("finish_task", case, task.public_id))
    task.refresh_from_db()
    assert task.done_by == cast.supervisor


def test_a_note_is_kept_word_for_word_under_its_author(case: Case, cast: Cast, browser: Client) -> None:
    told = {"kind": "visit", "text": "Saw them.\n\nThey are <well> & safe."}
    assert browser.post(address("new_note", case), told).status_code == 303
    note = case.notes.get()
    assert (note.kind, note.author) == (Note.Kind.VISIT, cast.caseworker)
    assert note.text.replace("\r\n", "\n") == told["text"]
    page = browser.get(case.get_absolute_url()).content.decode()
    assert "They are &lt;well&gt; &amp; safe." in page
    assert "<well>" not in page


def test_a_closed_case_still_takes_notes(case: Case, cast: Cast, browser: Client) -> None:
    close_case(case, Outcome.OTHER, reason="Over", actor=cast.caseworker)
    assert browser.post(address("new_note", case), {"kind": "note", "text": "He wrote."}).status_code == 303


@pytest.mark.parametrize("text", ["", "x" * 10_001, "a\x00b"])
def test_a_note_that_cannot_be_kept_is_refused_with_what_was_typed(text: str, case: Case, browser: Client) -> None:
    answer = browser.post(address("new_note", case), {"kind": "call", "text": text})
    assert answer.status_code == 422
    assert '<option value="call" selected' in answer.content.decode()
    assert not case.notes.exists()


def test_writing_touches_the_case(case: Case, browser: Client) -> None:
    before = case.last_activity_at
    browser.post(address("new_note", case), {"kind": "note", "text": "x"})
    case.refresh_from_db()
    assert case.last_activity_at > before


def test_a_saved_form_in_place_gives_the_case_with_the_message(case: Case, browser: Client) -> None:
    saved = in_place(browser, "post", address("new_note", case), {"kind": "note", "text": "Heard nothing."})
    assert saved.status_code == 303
    part = in_place(browser, "get", saved["Location"])
    assert "Note added." in part.content.decode()
    assert "Heard nothing." in part.content.decode()
    assert part["HX-Retarget"] == "#case"
