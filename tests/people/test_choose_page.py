"""Finding the other person that a fact joins to a file."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.rows import a_cohort, a_person

pytestmark = pytest.mark.django_db


def test_a_member_is_looked_for_by_name_before_a_new_one_is_made(caseworker: Client) -> None:
    cohort, person = a_cohort().subject, a_person("Ana", "Zulueta").subject
    url = reverse("people:choose", args=[cohort.public_id, "member"])
    assert "they may be on file already" in caseworker.get(url).content.decode()
    shown = caseworker.post(url, {"q": "zulueta"}).content.decode()
    assert f"{reverse('people:record', args=[cohort.public_id, 'member'])}?other={person.public_id}" in shown
    assert f"{reverse('people:new_person')}?member_of={cohort.public_id}" in shown


def test_the_search_for_a_member_works_where_it_opened_in_place(caseworker: Client) -> None:
    cohort = a_cohort().subject
    opened = caseworker.get(reverse("people:record", args=[cohort.public_id, "member"]), headers={"HX-Request": "true"})
    choose = opened["Location"]
    part = caseworker.get(choose, headers={"HX-Request": "true"}).content.decode()
    # Without an address of its own the form would be sent to the page that it stands in.
    assert f'action="{choose}"' in part
    assert "<h1" not in part


def test_groups_and_the_file_itself_are_no_choice(caseworker: Client) -> None:
    person = a_person("Ana", "Zulueta").subject
    a_cohort("Zulueta and others")
    answer = caseworker.post(reverse("people:choose", args=[person.public_id, "relative"]), {"q": "zulueta"})
    assert answer.context["rows"] == []


def test_a_relative_on_file_is_recorded_as_such(caseworker: Client) -> None:
    one, other = a_person("Ana", "Zulueta").subject, a_person("Luz", "Oropeza").subject
    url = f"{reverse('people:record', args=[one.public_id, 'relative'])}?other={other.public_id}"
    assert "On file: Luz Oropeza" in caseworker.get(url).content.decode()
    typed = {"relation": "sibling", "accepted": "on", "cite-mode": "asserted", "cite-certainty": "unverified"}
    assert caseworker.post(url, typed).status_code == 303
    assert one.kinships.get().relative == other


def test_an_empty_search_is_refused_and_other_kinds_have_no_such_page(caseworker: Client) -> None:
    person = a_person().subject
    assert caseworker.post(reverse("people:choose", args=[person.public_id, "relative"]), {"q": ""}).status_code == 422
    assert caseworker.get(reverse("people:choose", args=[person.public_id, "stay"])).status_code == 404
