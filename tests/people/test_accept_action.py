"""Holding a claim to be so, or no longer."""

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Stay
from people.span import Span
from tests.rows import a_fact, a_person

pytestmark = pytest.mark.django_db


def test_a_claim_is_held_to_be_so_and_becomes_a_claim_again(caseworker: Client) -> None:
    fact = a_fact(Stay, subject=a_person().subject, accepted=False)
    url = reverse("people:accept", args=["stay", fact.public_id])
    for answer, accepted in (("yes", True), ("no", False)):
        assert caseworker.post(url, {"accepted": answer}).status_code == 303
        fact.refresh_from_db()
        assert fact.accepted is accepted


def test_two_stays_at_once_cannot_both_be_so(caseworker: Client) -> None:
    subject = a_person().subject
    a_fact(Stay, subject=subject, began=Span.parse("2019"))
    claim = a_fact(Stay, subject=subject, began=Span.parse("2019"), accepted=False)
    answer = caseworker.post(reverse("people:accept", args=["stay", claim.public_id]), {"accepted": "yes"})
    assert answer.status_code == 422
    assert "Another accepted stay covers some of these days" in answer.content.decode()
    claim.refresh_from_db()
    assert not claim.accepted


def test_looking_changes_nothing(caseworker: Client) -> None:
    fact = a_fact(Stay, subject=a_person().subject)
    assert caseworker.get(reverse("people:accept", args=["stay", fact.public_id])).status_code == 405
