"""Saying who says so of a fact that is on file."""

import pytest
from django.test import Client
from django.urls import reverse

from people.actions import retract_fact
from people.models import Citation, Stay
from tests.rows import a_fact, a_passage, a_person, a_source, a_user

pytestmark = pytest.mark.django_db


def typed(**more: str) -> dict[str, str]:
    """A citation by a new passage."""
    passage = a_passage()
    named = {"cite-source": passage.source.code, "cite-passage": str(passage.public_id)}
    return {**named, "cite-mode": "asserted", "cite-certainty": "verified", **more}


def test_a_citation_joins_those_that_are_there(caseworker: Client) -> None:
    fact = a_fact(Stay, subject=a_person().subject)
    Citation.objects.create(stay=fact, passage=a_passage())
    url = reverse("people:cite", args=["stay", fact.public_id])
    assert caseworker.post(url, typed()).status_code == 303
    assert list(fact.citations.values_list("certainty", flat=True)) == ["unverified", "verified"]


def test_without_a_passage_nothing_is_cited(caseworker: Client) -> None:
    fact = a_fact(Stay, subject=a_person().subject)
    url = reverse("people:cite", args=["stay", fact.public_id])
    answer = caseworker.post(url, typed() | {"cite-passage": ""})
    assert answer.status_code == 422
    assert "Choose the passage" in answer.content.decode()


def test_a_passage_of_another_source_is_no_choice(caseworker: Client) -> None:
    fact = a_fact(Stay, subject=a_person().subject)
    url = reverse("people:cite", args=["stay", fact.public_id])
    other = a_source("another-source")
    assert caseworker.post(url, typed() | {"cite-source": other.code}).status_code == 422


def test_what_was_taken_back_takes_no_new_source(caseworker: Client) -> None:
    fact = a_fact(Stay, subject=a_person().subject)
    retract_fact(fact, reason="Wrong.", actor=a_user())
    answer = caseworker.post(reverse("people:cite", args=["stay", fact.public_id]), typed())
    assert answer.status_code == 422
    assert "cite what replaced it" in answer.content.decode()
