"""Taking a fact back."""

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Stay
from tests.rows import a_fact, a_person, a_user

pytestmark = pytest.mark.django_db


def test_a_fact_is_taken_back_with_a_reason(caseworker: Client) -> None:
    fact = a_fact(Stay, subject=a_person().subject)
    url = reverse("people:take_back", args=["stay", fact.public_id])
    assert "It stays on file as what we once held" in caseworker.get(url).content.decode()
    assert caseworker.post(url, {"reason": "Somebody else."}).status_code == 303
    fact.refresh_from_db()
    assert (fact.retraction_reason, fact.retracted_by) == ("Somebody else.", a_user("the-caseworker"))


def test_without_a_reason_it_stands(caseworker: Client) -> None:
    fact = a_fact(Stay, subject=a_person().subject)
    url = reverse("people:take_back", args=["stay", fact.public_id])
    assert caseworker.post(url, {"reason": ""}).status_code == 422
    fact.refresh_from_db()
    assert fact.is_standing


def test_nothing_is_taken_back_twice(caseworker: Client) -> None:
    fact = a_fact(Stay, subject=a_person().subject)
    url = reverse("people:take_back", args=["stay", fact.public_id])
    caseworker.post(url, {"reason": "Somebody else."})
    answer = caseworker.post(url, {"reason": "Again."})
    assert answer.status_code == 422
    assert "This was already taken back." in answer.content.decode()
