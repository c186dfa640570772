"""What pages about people show of casework."""

from __future__ import annotations

from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.actions import close_case
from cases.models import Case, Outcome
from people.models import Subject
from staff.models import User
from tests.case_factories import Cast, make_case, make_person


def drawn(source: str, user: User, **context: object) -> str:
    request = RequestFactory().get("/")
    request.user = User.objects.get(pk=user.pk)
    told = Template("{% load casework %}" + source).render(Context({"request": request, **context}))
    return " ".join(told.split())


def test_the_cases_of_a_person_are_listed_open_ones_first(case: Case, cast: Cast) -> None:
    closed = make_case(cast, case.subject)
    close_case(closed, Outcome.OTHER, reason="Over", actor=cast.caseworker)
    told = drawn("{% cases_of subject %}", cast.caseworker, subject=case.subject)
    assert told.index(case.reference) > 0
    assert closed.reference in told
    assert "Wanda" in told
    assert "Open another case" in told


def test_a_stranger_is_told_of_no_case_and_offered_none(case: Case, cast: Cast) -> None:
    told = drawn("{% cases_of subject %}", cast.stranger, subject=case.subject)
    assert case.reference not in told


def test_where_no_case_is_open_one_can_be_opened_by_those_who_may(cast: Cast) -> None:
    subject = make_person(cast)
    link = f"{reverse('cases:new')}?subject={subject.public_id}"
    assert link in drawn("{% cases_of subject %}", cast.caseworker, subject=subject)
    assert link not in drawn("{% cases_of subject %}", cast.administrator, subject=subject)


def test_open_cases_are_counted_for_a_whole_list_at_once(cast: Cast) -> None:
    subjects: list[Subject] = [make_person(cast, f"Person{n} Zulueta") for n in range(3)]
    make_case(cast, subjects[0])
    make_case(cast, subjects[0])
    close_case(make_case(cast, subjects[1]), Outcome.OTHER, reason="Over", actor=cast.caseworker)
    source = "{% case_counts subjects as counts %}{{ counts }}"
    with CaptureQueriesContext(connection) as asked:
        told = drawn(source, cast.caseworker, subjects=subjects)
    assert told == f"{{{subjects[0].pk}: 2}}"
    assert len(asked) == 3  # one fetches the user, one how far they reach
    assert drawn(source, cast.stranger, subjects=subjects) == "{}"


def test_a_reference_finds_its_case_in_the_search(case: Case, cast: Cast) -> None:
    year, number = case.reference.split("-")[1:]
    for text in (case.reference, case.reference.lower(), f" {year}-{int(number)} "):
        assert case.get_absolute_url() in drawn(
            "{% case_called text as case %}{{ case.get_absolute_url }}", cast.caseworker, text=text
        )
    for text in ("", "AMP", "Xiomara", "12345678901", "AMP-2026-0000001"):
        assert drawn("{% case_called text as case %}{{ case.get_absolute_url }}", cast.caseworker, text=text) == ""
    assert drawn("{% case_called text as case %}{{ case.get_absolute_url }}", cast.stranger, text=case.reference) == ""


def test_the_file_of_a_person_shows_the_cases(case: Case, cast: Cast, browser: object) -> None:
    page = browser.get(case.subject.get_absolute_url())  # type: ignore[attr-defined]
    assert case.reference in page.content.decode()
