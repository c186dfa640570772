"""Showing one masked value, when asked."""

import pytest
from django.test import Client
from django.urls import reverse

from people.models import ContactMethod
from tests.rows import a_fact, a_person

pytestmark = pytest.mark.django_db


def contact() -> ContactMethod:
    """A number with a code word."""
    fact: ContactMethod = a_fact(ContactMethod, subject=a_person().subject, value="0414 555 0001", code_word="turpial")
    return fact


def test_one_value_is_shown_and_only_that_one(caseworker: Client) -> None:
    fact = contact()
    answer = caseworker.post(reverse("people:reveal", args=["way-to-reach", fact.public_id, "value"]))
    assert answer.status_code == 200
    assert "0414 555 0001" in answer.content.decode()
    assert "turpial" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_in_place_the_value_comes_alone(caseworker: Client) -> None:
    url = reverse("people:reveal", args=["way-to-reach", contact().public_id, "code_word"])
    part = caseworker.post(url, headers={"HX-Request": "true"}).content.decode()
    assert "turpial" in part
    assert "<html" not in part
    assert "0414" not in part


def test_a_link_reveals_nothing(caseworker: Client) -> None:
    url = reverse("people:reveal", args=["way-to-reach", contact().public_id, "value"])
    assert caseworker.get(url).status_code == 405


def test_only_masked_fields_can_be_asked_for(caseworker: Client) -> None:
    fact = contact()
    for name in ("hours", "id", "retraction_reason", "subject"):
        assert caseworker.post(reverse("people:reveal", args=["way-to-reach", fact.public_id, name])).status_code == 404


def test_a_value_of_a_hidden_file_is_missing(stranger: Client) -> None:
    url = reverse("people:reveal", args=["way-to-reach", contact().public_id, "value"])
    assert stranger.post(url).status_code == 404
