"""Putting a group on file."""

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Cohort

pytestmark = pytest.mark.django_db
NEW = reverse("people:new_cohort")
SAID = {"label": "Sergeants at the border", "size_as_said": "a dozen or so", "team": "test-office"}


def test_a_group_is_put_on_file_with_its_size_as_said_and_no_number(caseworker: Client) -> None:
    answer = caseworker.post(NEW, SAID)
    cohort = Cohort.objects.latest("pk")
    assert answer.status_code == 303
    assert answer["Location"] == cohort.subject.get_absolute_url()
    assert (cohort.size_as_said, cohort.at_least, cohort.at_most) == ("a dozen or so", None, None)


def test_bounds_in_the_wrong_order_are_refused_in_the_words_of_the_rule(caseworker: Client) -> None:
    answer = caseworker.post(NEW, {**SAID, "at_least": "9", "at_most": "3"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "A group cannot be smaller than its smallest estimate." in shown
    assert 'value="a dozen or so"' in shown


def test_impossible_numbers_are_refused(caseworker: Client) -> None:
    for number in ("-1", "99999999999999999999", "many"):
        assert caseworker.post(NEW, {**SAID, "at_least": number}).status_code == 422


def test_only_some_roles_may(administrator: Client, supervisor: Client) -> None:
    assert administrator.post(NEW, SAID).status_code == 403
    assert supervisor.post(NEW, SAID).status_code == 303
