"""Correcting who someone is, and adding another name."""

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Cohort, Person
from people.span import Span
from tests.rows import a_cohort, a_person

pytestmark = pytest.mark.django_db


def test_a_person_is_corrected_and_found_by_the_new_name(caseworker: Client) -> None:
    person = a_person("Yosmar", "Pena")
    url = reverse("people:edit", args=[person.subject.public_id])
    assert 'value="1980"' in caseworker.get(url).content.decode()
    said = {"given_names": "Yosmar", "family_names": "Zulueta", "birth": "1984", "sex": "male"}
    assert caseworker.post(url, said).status_code == 303
    person = Person.objects.get(pk=person.pk)
    assert (person.family_names, person.birth) == ("Zulueta", Span.parse("1984"))
    assert person.subject.display_name == "Yosmar Zulueta"
    search = reverse("people:search")
    assert "Yosmar Zulueta" in caseworker.post(search, {"q": "zulueta"}).content.decode()
    assert "Yosmar Zulueta" not in caseworker.post(search, {"q": "pena"}).content.decode()


def test_a_group_is_corrected(caseworker: Client) -> None:
    cohort = a_cohort("Sergeants")
    url = reverse("people:edit", args=[cohort.subject.public_id])
    said = {"label": "Sergeants at the border", "size_as_said": "eight", "at_least": "8", "at_most": "8"}
    assert caseworker.post(url, said).status_code == 303
    cohort = Cohort.objects.get(pk=cohort.pk)
    assert (cohort.subject.display_name, cohort.at_least, cohort.at_most) == ("Sergeants at the border", 8, 8)


def test_a_correction_without_any_name_is_refused(caseworker: Client) -> None:
    url = reverse("people:edit", args=[a_person().subject.public_id])
    assert caseworker.post(url, {"given_names": "", "family_names": "", "sex": "male"}).status_code == 422


def test_another_name_finds_the_person(caseworker: Client) -> None:
    person = a_person("Yosmar", "Pena")
    url = reverse("people:new_alias", args=[person.subject.public_id])
    assert caseworker.post(url, {"name": "El Turpial", "kind": "cover"}).status_code == 303
    assert "Yosmar Pena" in caseworker.post(reverse("people:search"), {"q": "turpial"}).content.decode()
    assert "El Turpial" in caseworker.get(person.subject.get_absolute_url()).content.decode()


def test_a_group_has_no_other_names(caseworker: Client) -> None:
    assert caseworker.get(reverse("people:new_alias", args=[a_cohort().subject.public_id])).status_code == 404


def test_names_are_corrected_by_those_who_may(administrator: Client, stranger: Client) -> None:
    for name in ("people:edit", "people:new_alias"):
        url = reverse(name, args=[a_person().subject.public_id])
        assert administrator.get(url).status_code == 403
        assert stranger.get(url).status_code == 404
