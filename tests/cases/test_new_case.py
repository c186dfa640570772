"""Opening a case: whom it is about is found by a search that no address holds; one that is open already is shown."""

from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.actions import assign_case
from cases.models import Case, Verb
from people.actions import restrict_file
from people.models import Grant, Subject
from tests.case_factories import Cast, make_case, make_group, make_person, signed_in

NEW = reverse("cases:new")
WHO = reverse("cases:choose_subject")


def of(subject: Subject) -> str:
    return f"{NEW}?subject={subject.public_id}"


def test_a_case_is_opened_on_a_person_under_the_next_reference(cast: Cast, browser: Client) -> None:
    subject = make_person(cast)
    page = browser.get(of(subject)).content.decode()
    assert "Xiomara Quiñonez" in page.split("</head>")[1]
    assert "Xiomara" not in page.split("</head>")[0]
    answer = browser.post(of(subject), {"caseworker": cast.caseworker.pk})
    case = Case.objects.get(subject=subject)
    assert (answer.status_code, answer["Location"]) == (303, case.get_absolute_url())
    assert (case.caseworker, case.team) == (cast.caseworker, cast.team)
    assert case.events.get().verb == Verb.OPENED


def test_a_case_needs_no_caseworker_yet(cast: Cast, browser: Client) -> None:
    subject = make_group(cast)
    assert browser.post(of(subject), {"caseworker": ""}).status_code == 303
    assert Case.objects.get(subject=subject).caseworker is None


def test_who_opens_it_is_offered_first(cast: Cast, browser: Client) -> None:
    page = browser.get(of(make_person(cast))).content.decode()
    assert f'<option value="{cast.caseworker.pk}" selected>' in page


def test_a_case_that_is_open_already_is_shown_and_another_may_still_be_opened(cast: Cast, browser: Client) -> None:
    first = make_case(cast)
    page = browser.get(of(first.subject)).content.decode()
    assert "There is a case on file already" in page
    assert first.reference in page
    assert browser.post(of(first.subject), {"caseworker": ""}).status_code == 303
    assert Case.objects.filter(subject=first.subject).count() == 2


def test_the_person_is_found_by_a_name_that_is_posted(cast: Cast, browser: Client) -> None:
    subject = make_person(cast)
    answer = browser.post(WHO, {"q": "quinones"})
    assert of(subject) in answer.content.decode()
    assert "Nobody on file has that name" in browser.post(WHO, {"q": "Wrzesniewski"}).content.decode()


def test_a_name_in_the_address_finds_nobody(cast: Cast, browser: Client) -> None:
    make_person(cast)
    assert "Quiñonez" not in browser.get(WHO, {"q": "Xiomara"}).content.decode()


def test_strangers_find_nobody_and_open_nothing(cast: Cast) -> None:
    subject = make_person(cast)
    client = signed_in(cast.stranger)
    assert "Quiñonez" not in client.post(WHO, {"q": "Xiomara"}).content.decode()
    hidden, missing = client.get(of(subject)), client.get(f"{NEW}?subject={uuid.uuid4()}")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content
    assert client.post(of(subject), {"caseworker": ""}).status_code == 404
    assert not Case.objects.filter(subject=subject).exists()


def test_without_a_person_the_search_comes_first(browser: Client) -> None:
    assert browser.get(NEW)["Location"] == WHO


@pytest.mark.parametrize("told", ["x", "\x00", "1", "00000000-0000-0000-0000-00000000000z"])
def test_what_is_no_id_is_missing(told: str, browser: Client) -> None:
    assert browser.get(NEW, {"subject": told}).status_code == 404


def test_a_colleague_of_another_team_gets_no_case(cast: Cast, browser: Client) -> None:
    subject = make_person(cast)
    assert browser.post(of(subject), {"caseworker": cast.stranger.pk}).status_code == 422
    assert not Case.objects.filter(subject=subject).exists()


@pytest.mark.parametrize("text", ["", " ", "\x00", "x" * 201, "'", "🙂"])
def test_a_search_for_anything_breaks_nothing(text: str, browser: Client) -> None:
    assert browser.post(WHO, {"q": text}).status_code in (200, 422)


def test_whoever_is_named_to_a_restricted_file_until_a_day_takes_no_case_on_it_for_themselves(
    cast: Cast, browser: Client
) -> None:
    subject = make_person(cast)
    restrict_file(subject, reason="Her brother works in this office.", actor=cast.supervisor)
    named = Grant.objects.create(
        subject=subject, user=cast.caseworker, until=timezone.now().date(), reason="x", given_by=cast.supervisor
    )
    answer = browser.post(of(subject), {"caseworker": cast.caseworker.pk})
    assert answer.status_code == 422
    assert "until a day" in answer.content.decode()
    assert browser.post(of(subject), {"caseworker": ""}).status_code == 303
    case = Case.objects.get(subject=subject)
    with pytest.raises(ValidationError, match="until a day"):
        assign_case(case, cast.caseworker, actor=cast.caseworker)
    Grant.objects.filter(pk=named.pk).update(until=None)
    assert browser.post(of(subject), {"caseworker": cast.caseworker.pk}).status_code == 303
