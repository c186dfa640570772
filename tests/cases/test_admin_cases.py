"""Cases and their work in the administration: written by the same actions, each with its line in the story."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.actions import add_note, add_task, close_case, finish_task, settle_request
from cases.models import Case, Note, Outcome, RequestCitation, RequestKind, Stage, SupportRequest, Task, Verb
from staff.models import Membership, Role, User
from tests.filled_form import complaints, submit
from tests.rows import (
    SECRET,
    a_case,
    a_passage,
    a_person,
    a_request,
    a_team,
    a_term,
    a_user,
    an_actor,
    an_administrator,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def me() -> User:
    """The administrator who acts."""
    return an_administrator()


@pytest.fixture
def signed_in(client: Client, me: User) -> Client:
    """Their browser."""
    client.force_login(me)
    return client


def page(row: Any, name: str = "change") -> str:
    """The address of a page about a row."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{name}", args=[row.pk])


def verbs(case: Case) -> list[str]:
    """The story, oldest first."""
    return [event.verb for event in case.events.order_by("pk")]


def closed(case: Case) -> Case:
    """The case, closed."""
    return close_case(case, Outcome.OTHER, reason="", actor=a_user())


def test_a_case_is_opened_with_the_next_reference(signed_in: Client, me: User) -> None:
    subject = a_person().subject
    submit(signed_in, reverse("admin:cases_case_add"), subject=subject.pk, caseworker=a_user().pk)
    case = Case.objects.get(subject=subject)
    assert case.reference.startswith(f"AMP-{timezone.localdate().year}-")
    assert (case.team, case.caseworker, verbs(case)) == (subject.team, a_user(), [Verb.OPENED])
    assert case.events.get().actor == me


def test_what_changes_on_the_page_of_a_case_leaves_its_line_in_the_story(signed_in: Client, me: User) -> None:
    case = a_case()
    submit(
        signed_in,
        page(case),
        caseworker=a_user("other-worker").pk,
        risk="3",
        next_actor="court",
        next_step="Await the hearing",
        next_due_on="2031-05-01",
    )
    case.refresh_from_db()
    assert (case.caseworker, case.risk, case.next_step) == (a_user("other-worker"), 3, "Await the hearing")
    assert verbs(case) == [Verb.OPENED, Verb.ASSIGNED, Verb.RATED, Verb.NEXT_SET]
    assert {event.actor for event in case.events.exclude(verb=Verb.OPENED)} == {me}


def test_saving_a_case_without_a_change_tells_nothing(signed_in: Client) -> None:
    case = a_case()
    submit(signed_in, page(case))
    assert verbs(case) == [Verb.OPENED]


def test_stage_closing_subject_and_reference_cannot_be_typed(signed_in: Client) -> None:
    case = a_case()
    typed = {"stage": "closed", "outcome": "other", "closed_on": "2031-01-01", "reference": "AMP-2000-000001"}
    submit(signed_in, page(case), **typed, subject=a_person().subject.pk, team=a_team("second-office").pk)
    unchanged = Case.objects.get(pk=case.pk)
    for name in ("stage", "outcome", "closed_on", "reference", "subject", "team"):
        assert getattr(unchanged, name) == getattr(case, name)
    assert unchanged.stage == Stage.INTAKE


def test_a_caseworker_of_another_office_is_refused_with_the_rule(signed_in: Client) -> None:
    case, stranger = a_case(), User.objects.create(username="stranger")
    answer = submit(signed_in, page(case), caseworker=stranger.pk, risk="2")
    assert "Choose someone who works on cases in the team" in complaints(answer)
    case.refresh_from_db()
    assert (case.caseworker, case.risk, verbs(case)) == (None, 0, [Verb.OPENED])


def test_a_case_is_not_given_to_nobody(signed_in: Client) -> None:
    case = a_case(caseworker=a_user())
    assert "someone else instead of to nobody" in complaints(submit(signed_in, page(case), caseworker=""))


def test_work_is_added_below_the_case(signed_in: Client, me: User) -> None:
    case = a_case()
    submit(
        signed_in,
        page(case),
        **{
            "requests-0-kind": a_term(RequestKind).pk,
            "requests-0-asked_of": an_actor().pk,
            "tasks-0-title": "Call the clinic",
            "tasks-0-owner": a_user().pk,
            "notes-0-text": "They sounded well.",
            "notes-0-kind": "call",
        },
    )
    assert [request.asked_of for request in case.requests.all()] == [an_actor()]
    assert [(task.title, task.made_by) for task in case.tasks.all()] == [("Call the clinic", me)]
    assert [(note.text, note.author) for note in case.notes.all()] == [("They sounded well.", me)]
    assert verbs(case)[1:] == [Verb.REQUEST_ADDED, Verb.TASK_ADDED, Verb.NOTE_ADDED]


def test_work_on_a_closed_case_is_refused_with_the_rule_and_nothing_is_half_done(signed_in: Client) -> None:
    case = closed(a_case())
    typed = {"notes-0-text": "After closing.", "tasks-0-title": "Too late"}
    assert "reopen it before adding work" in complaints(submit(signed_in, page(case), **typed))
    assert (case.notes.count(), case.tasks.count()) == (0, 0)
    assert submit(signed_in, page(case), **{"notes-0-text": "After closing."}).status_code == 302
    assert case.notes.count() == 1


def test_what_is_on_file_below_a_case_cannot_be_typed_over(signed_in: Client) -> None:
    case = a_case()
    note = add_note(case, kind=Note.Kind.NOTE, text="As it was.", actor=a_user())
    typed = {"notes-INITIAL_FORMS": "1", "notes-0-id": note.pk, "notes-0-text": "Changed.", "notes-0-kind": "call"}
    submit(signed_in, page(case), **typed)
    assert Note.objects.get(pk=note.pk).text == "As it was."


@pytest.mark.parametrize("what", ["requests", "tasks", "notes", "citations"])
def test_a_page_takes_the_same_queries_for_ten_rows_below_it_as_for_two(signed_in: Client, what: str) -> None:
    case = a_case()
    request = a_request(case)
    makers: dict[str, tuple[Any, Any]] = {
        "requests": (case, lambda n: a_request(case, asked_of=an_actor(f"actor-{n}"))),
        "tasks": (
            case,
            lambda n: add_task(case, title=SECRET, owner=a_user(f"owner-{n}"), due_on=None, actor=a_user()),
        ),
        "notes": (case, lambda n: add_note(case, kind=Note.Kind.CALL, text=SECRET, actor=a_user(f"author-{n}"))),
        "citations": (request, lambda n: RequestCitation.objects.create(request=request, passage=a_passage(n))),
    }
    row, make = makers[what]
    signed_in.get(page(row))
    seen = []
    for numbers in (range(2), range(2, 10)):
        for n in numbers:
            make(n)
        with CaptureQueriesContext(connection) as queries:
            assert signed_in.get(page(row)).status_code == 200
        seen.append(len(queries))
    assert seen[0] == seen[1] <= 30


def test_a_case_with_much_work_shows_the_newest(signed_in: Client) -> None:
    case = a_case()
    for n in range(22):
        add_note(case, kind=Note.Kind.NOTE, text=f"Entry number {n:02}.", actor=a_user())
    shown = signed_in.get(page(case)).content.decode()
    assert "Notes: the newest 20" in shown
    assert "Entry number 21." in shown
    assert "Entry number 01." not in shown


def test_a_request_is_changed_and_then_settled(signed_in: Client, me: User) -> None:
    request = a_request()
    submit(signed_in, page(request), progress="waiting", detail="More exactly.")
    request.refresh_from_db()
    assert (request.progress, request.detail) == ("waiting", "More exactly.")
    submit(signed_in, page(request), outcome="met", provider=an_actor("provider").pk, result="Granted.")
    request.refresh_from_db()
    assert (request.progress, request.outcome, request.result) == ("settled", "met", "Granted.")
    assert (request.settled_on, request.provider) == (timezone.localdate(), an_actor("provider"))
    story = request.case.events.get(verb=Verb.REQUEST_SETTLED)
    assert story.actor == me
    assert signed_in.post(page(request), {"outcome": "refused"}).status_code == 403


def test_a_request_settled_by_its_progress_alone_comes_back_with_the_rule(signed_in: Client) -> None:
    request = a_request()
    answer = submit(signed_in, page(request), progress="settled")
    assert "A settled request has an outcome and a day" in complaints(answer)
    future = submit(signed_in, page(request), outcome="met", settled_on="2099-01-01")
    assert "has not come yet" in complaints(future)
    assert SupportRequest.objects.get(pk=request.pk).is_open


def test_a_request_of_a_closed_case_is_not_settled(signed_in: Client) -> None:
    request = a_request()
    settle_request(
        request, outcome=SupportRequest.Outcome.MET, settled_on=timezone.localdate(), result="", actor=a_user()
    )
    closed(request.case)
    assert "reopen it" in complaints(
        submit(signed_in, reverse("admin:cases_supportrequest_add"), case=request.case.pk, kind=request.kind.pk)
    )


def test_who_says_that_something_is_asked_is_cited_below_the_request(signed_in: Client) -> None:
    request = a_request()
    typed = {"citations-0-passage": a_passage().pk, "citations-0-mode": "quoted"}
    assert "exactly one" in complaints(submit(signed_in, page(request), **typed))
    submit(signed_in, page(request), **typed, **{"citations-0-speaker_actor": an_actor().pk})
    assert [citation.speaker_actor for citation in request.citations.all()] == [an_actor()]


def test_a_task_is_finished_and_taken_up_again_by_ticking(signed_in: Client, me: User) -> None:
    task = add_task(a_case(), title="Call", owner=None, due_on=None, actor=a_user())
    submit(signed_in, page(task), done="on", title="Call again")
    task.refresh_from_db()
    assert (task.title, task.done_by) == ("Call again", me)
    submit(signed_in, page(task))
    task.refresh_from_db()
    assert task.done_by == me
    submit(signed_in, page(task), done=None)
    task.refresh_from_db()
    assert task.done_at is None
    assert verbs(task.case)[1:] == [Verb.TASK_ADDED, Verb.TASK_DONE, Verb.TASK_UNDONE]


def test_a_task_of_a_closed_case_stays_done(signed_in: Client) -> None:
    task = add_task(a_case(), title="Call", owner=None, due_on=None, actor=a_user())
    finish_task(task, actor=a_user())
    closed(task.case)
    assert "reopen it" in complaints(submit(signed_in, page(task), done=None, title="Changed meanwhile"))
    assert Task.objects.get(pk=task.pk).title == "Call"


def test_a_note_is_added_and_then_only_read(signed_in: Client, me: User) -> None:
    case = a_case()
    submit(signed_in, reverse("admin:cases_note_add"), case=case.pk, kind="visit", text="They sounded well.")
    note = case.notes.get()
    assert (note.author, verbs(case)[-1]) == (me, Verb.NOTE_ADDED)
    assert "They sounded well." in signed_in.get(page(note)).content.decode()
    assert signed_in.post(page(note), {"text": "Changed."}).status_code == 403


def test_the_story_is_only_read(signed_in: Client) -> None:
    event = a_case().events.get()
    assert signed_in.get(reverse("admin:cases_event_add")).status_code == 403
    assert signed_in.post(page(event), {"verb": "closed"}).status_code == 403
    assert signed_in.post(page(event, "delete"), {"post": "yes"}).status_code == 403
    assert signed_in.get(page(event)).status_code == 200


def test_no_work_is_deleted(signed_in: Client) -> None:
    task = add_task(a_case(), title="Call", owner=None, due_on=None, actor=a_user())
    for row in (task, task.case, a_request()):
        assert signed_in.post(page(row, "delete"), {"post": "yes"}).status_code == 403


def test_a_new_case_goes_to_nobody_whose_work_is_not_with_cases(signed_in: Client, me: User) -> None:
    subject, add = a_person().subject, reverse("admin:cases_case_add")
    stranger = User.objects.create(username="from-elsewhere")
    Membership.objects.create(user=stranger, team=a_team("elsewhere"), role=Role.CASEWORKER)
    for worker in (me, stranger):
        answer = submit(signed_in, add, subject=subject.pk, caseworker=worker.pk)
        assert "someone who works on cases" in complaints(answer)
    assert not Case.objects.filter(subject=subject).exists()
