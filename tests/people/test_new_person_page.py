"""Putting a person on file: nobody is put on file before it was looked who is there already."""

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Person, Subject
from people.span import Span
from tests.rows import a_cohort, a_person, a_team, a_user

pytestmark = pytest.mark.django_db
NEW = reverse("people:new_person")
NAMES = {"given_names": "Yosmar", "family_names": "Peña"}
REST = {**NAMES, "birth": "april 1984", "sex": "male", "team": "test-office"}


def test_first_the_name_is_asked_for_and_nothing_else(caseworker: Client) -> None:
    shown = caseworker.get(NEW).content.decode()
    assert 'name="given_names"' in shown
    assert 'name="birth"' not in shown


def test_then_who_may_be_the_same_is_shown_before_the_form(caseworker: Client) -> None:
    same = a_person("Iosmar", "Penya Rojas").subject
    answer = caseworker.post(NEW, NAMES)
    shown = answer.content.decode()
    assert same.get_absolute_url() in shown
    assert "None of these: go on" in shown
    assert 'name="birth"' not in shown
    onward = caseworker.post(NEW, {**NAMES, "seen": answer.context["seen"]}).content.decode()
    assert 'name="birth"' in onward
    assert 'value="Yosmar"' in onward


def test_a_person_like_nobody_goes_straight_to_the_form(caseworker: Client) -> None:
    shown = caseworker.post(NEW, NAMES).content.decode()
    assert "Nobody on file that you may see has a name like this" in shown
    assert 'name="birth"' in shown


def test_the_whole_form_at_once_is_no_way_round_the_search(caseworker: Client) -> None:
    a_person("Yosmar", "Peña")
    before = Subject.objects.count()
    answer = caseworker.post(NEW, REST)
    assert answer.status_code == 422
    assert "Is it this person?" in answer.content.decode()
    assert Subject.objects.count() == before


def test_a_person_is_put_on_file_and_found_at_once(caseworker: Client) -> None:
    answer = caseworker.post(NEW, REST)
    person = Person.objects.latest("pk")
    assert answer.status_code == 303
    assert answer["Location"] == person.subject.get_absolute_url()
    assert (person.full_name, person.birth, person.sex) == ("Yosmar Peña", Span.parse("1984-04"), "male")
    assert person.subject.team == a_team()
    assert "Yosmar Peña" in caseworker.post(reverse("people:search"), {"q": "penya"}).content.decode()


def test_whoever_was_seen_and_set_aside_is_not_asked_about_again(caseworker: Client) -> None:
    other = a_person("Yosmar", "Peña").subject
    assert caseworker.post(NEW, {**REST, "seen": str(other.public_id)}).status_code == 303


def test_a_file_of_another_office_is_never_shown_as_perhaps_the_same(stranger: Client) -> None:
    a_person("Yosmar", "Peña")
    shown = stranger.post(NEW, NAMES).content.decode()
    assert "Nobody on file that you may see has a name like this" in shown


def test_a_name_is_needed_and_what_was_typed_is_kept(caseworker: Client) -> None:
    answer = caseworker.post(NEW, {"given_names": " ", "family_names": ""})
    assert answer.status_code == 422
    assert "Write at least one name" in answer.content.decode()
    wrong = caseworker.post(NEW, {**REST, "birth": "31 February 1984"})
    assert wrong.status_code == 422
    assert 'value="31 February 1984"' in wrong.content.decode()


def test_a_file_is_made_only_for_an_office_one_works_in(caseworker: Client) -> None:
    a_team("second-office")
    assert caseworker.post(NEW, {**REST, "team": "second-office"}).status_code == 422


def test_a_new_member_of_a_group_goes_on_to_being_identified(caseworker: Client) -> None:
    cohort = a_cohort()
    answer = caseworker.post(NEW, {**REST, "member_of": str(cohort.subject.public_id)})
    assert answer.status_code == 303
    assert answer["Location"].startswith(reverse("people:record", args=[cohort.subject.public_id, "member"]))


def test_a_made_up_group_is_ignored(caseworker: Client) -> None:
    answer = caseworker.post(NEW, {**REST, "member_of": "//elsewhere.example/"})
    assert answer["Location"].startswith("/people/")


def test_administrators_do_not_put_people_on_file(administrator: Client) -> None:
    assert administrator.get(NEW).status_code == 403
    assert administrator.post(NEW, REST).status_code == 403
    assert a_user("the-administrator").is_active
