"""Correcting a fact: the old one is taken back, the new one names it."""

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Citation, ContactMethod, IdentityDocument, LegalStatus, Stay
from people.span import Span
from tests.rows import a_fact, a_passage, a_person, a_place, a_user

pytestmark = pytest.mark.django_db


def url_of(slug: str, fact: object) -> str:
    """The page that corrects the fact."""
    return reverse("people:correct", args=[slug, fact.public_id])  # type: ignore[attr-defined]


def test_a_stay_is_corrected_and_the_old_one_kept(caseworker: Client) -> None:
    old = a_fact(Stay, subject=a_person().subject, began=Span.parse("2019"))
    Citation.objects.create(stay=old, passage=a_passage())
    place = a_place("a-second-place")
    typed = {
        "location": place.code,
        "custody": "guest",
        "began": "2019-04",
        "accepted": "on",
        "why-reason": "Misheard.",
    }
    answer = caseworker.post(url_of("stay", old), typed)
    assert answer.status_code == 303
    old.refresh_from_db()
    new = old.corrected_by
    assert (old.retraction_reason, old.retracted_by) == ("Misheard.", a_user("the-caseworker"))
    assert (new.location, new.custody, new.began) == (place, "guest", Span.parse("2019-04"))
    assert new.subject == old.subject
    assert new.citations.count() == old.citations.count() == 1


def test_the_form_holds_what_is_on_file(caseworker: Client) -> None:
    fact = a_fact(LegalStatus, subject=a_person().subject, began=Span.parse("2019-04"))
    shown = caseworker.get(url_of("legal-status", fact)).content.decode()
    assert 'value="April 2019"' in shown
    assert f'<option value="{fact.country.code}" selected>' in shown


def test_a_reason_is_required_and_what_was_typed_is_kept(caseworker: Client) -> None:
    old = a_fact(Stay, subject=a_person().subject)
    typed = {"location": a_place().code, "custody": "free", "began": "2018", "why-reason": " "}
    answer = caseworker.post(url_of("stay", old), typed)
    assert answer.status_code == 422
    assert 'value="2018"' in answer.content.decode()
    old.refresh_from_db()
    assert old.is_standing


def test_a_masked_value_is_not_on_the_form_and_stays_when_left_empty(caseworker: Client) -> None:
    fact = a_fact(ContactMethod, subject=a_person().subject, value="0414 555 0001", code_word="turpial")
    shown = caseworker.get(url_of("way-to-reach", fact)).content.decode()
    assert "0414" not in shown
    assert "turpial" not in shown
    answers = {"safe_to_call": "no", "safe_to_write": "no", "safe_to_leave_message": "no"}
    typed = {"kind": "phone", "value": "", "code_word": "", "accepted": "on", "why-reason": "Not safe.", **answers}
    assert caseworker.post(url_of("way-to-reach", fact), typed).status_code == 303
    new = ContactMethod.objects.standing().get(subject=fact.subject)
    assert (new.value, new.code_word, new.safe_to_call) == ("0414 555 0001", "turpial", "no")


def test_a_masked_value_can_be_replaced(caseworker: Client) -> None:
    fact = a_fact(IdentityDocument, number="V-1")
    typed = {"kind": fact.kind.pk, "number": "V-2", "accepted": "on", "why-reason": "Misread."}
    assert caseworker.post(url_of("document", fact), typed).status_code == 303
    assert IdentityDocument.objects.standing().get(person=fact.person).number == "V-2"


def test_a_correction_keeps_the_rules_of_the_fact(caseworker: Client) -> None:
    subject = a_person().subject
    a_fact(Stay, subject=subject, began=Span.parse("2015"), ended=Span.parse("2017"))
    old = a_fact(Stay, subject=subject, began=Span.parse("2019"))
    typed = {"location": a_place().code, "custody": "free", "began": "2016", "accepted": "on", "why-reason": "Earlier."}
    answer = caseworker.post(url_of("stay", old), typed)
    assert answer.status_code == 422
    assert "Another accepted stay covers some of these days" in answer.content.decode()
    old.refresh_from_db()
    assert old.is_standing


def test_what_was_taken_back_is_not_corrected(caseworker: Client) -> None:
    old = a_fact(Stay, subject=a_person().subject)
    typed = {"location": a_place().code, "custody": "free", "why-reason": "First."}
    assert caseworker.post(url_of("stay", old), typed).status_code == 303
    again = caseworker.post(url_of("stay", old), typed)
    assert again.status_code == 422
    assert "This was already taken back." in again.content.decode()
