"""Referring a case to a partner: without consent nothing goes along; what was referred can be called back."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from cases.actions import close_case, recall_referral
from cases.models import Case, Event, Outcome, Referral, Verb
from people.actions import withdraw_consent
from people.models import Consent, FieldClass, Purpose
from staff.models import Role
from tests.case_factories import Cast, days_from_now, make_case, make_user
from tests.rows import a_consent, a_referral, an_organisation, an_override

ASKED = "Please find her a lawyer."


def typed(**said: Any) -> dict[str, Any]:
    """What the form of a referral is sent with; a number is a day so many days ahead."""
    told: dict[str, Any] = {
        "recipient": an_organisation().code,
        "purpose": Purpose.LEGAL_AID,
        "classes": [FieldClass.NEEDS],
    }
    told |= {"asked": ASKED, "until": 7, **said}
    return {name: days_from_now(value).isoformat() if isinstance(value, int) else value for name, value in told.items()}


def refer(client: Client, case: Case, **said: Any) -> Any:
    """Send the form."""
    return client.post(reverse("cases:refer", args=[case.reference]), typed(**said))


def test_what_was_agreed_is_referred_and_the_story_says_so(case: Case, cast: Cast, browser: Client) -> None:
    a_consent(case.subject, classes=[FieldClass.NEEDS, FieldClass.IDENTITY])
    answer = refer(browser, case, classes=[FieldClass.NEEDS, FieldClass.IDENTITY])
    assert (answer.status_code, answer["Location"]) == (303, reverse("cases:referrals", args=[case.reference]))
    page = browser.get(answer["Location"]).content.decode()
    for words in ("English first-organisation", ASKED, "Open to them", "What they need and ask for", "Wanda"):
        assert words in page
    story = browser.get(case.get_absolute_url()).content.decode()
    assert "referred the case to a partner: English first-organisation" in story
    event = Event.objects.get(case=case, verb=Verb.REFERRED)
    assert event.actor == cast.caseworker


def test_without_consent_nothing_is_ever_shared(case: Case, browser: Client) -> None:
    an_organisation("another-organisation")
    purposes = [word for word in Purpose if word is not Purpose.OWN_WORK]
    # Consent to something near by: another recipient, another purpose, another part.
    a_consent(case.subject, recipient=None, purpose=Purpose.LEGAL_AID)
    for part, purpose in product(FieldClass, purposes[:2]):
        for recipient in ("first-organisation", "another-organisation"):
            answer = refer(browser, case, recipient=recipient, purpose=purpose, classes=[part])
            assert answer.status_code == 422, (part, purpose, recipient)
    for purpose in purposes[2:]:
        assert refer(browser, case, purpose=purpose, classes=list(FieldClass)).status_code == 422
    assert not Referral.objects.exists()


def test_one_part_too_many_refuses_the_whole_and_names_it(case: Case, browser: Client) -> None:
    a_consent(case.subject, classes=[FieldClass.NEEDS])
    page = refer(browser, case, classes=[FieldClass.NEEDS, FieldClass.CONTACT])
    told = page.content.decode()
    assert page.status_code == 422
    assert "Not agreed with them for this purpose: How to reach them." in told
    assert ASKED in told
    assert not Referral.objects.exists()


def test_the_refusal_leads_to_the_form_that_asks_for_consent(case: Case, browser: Client, supervisor: Client) -> None:
    asks = reverse("people:give_consent", args=[case.subject.public_id])
    overrides = reverse("people:override_consent", args=[case.subject.public_id])
    filled = "?recipient=first-organisation&amp;purpose=legal-aid"
    caseworkers, supervisors = (refer(who, case).content.decode() for who in (browser, supervisor))
    assert f'href="{asks}{filled}"' in caseworkers
    assert overrides not in caseworkers
    assert f'href="{overrides}{filled}"' in supervisors
    form = browser.get(f"{asks}?recipient=first-organisation&purpose=legal-aid").content.decode()
    assert '<option value="first-organisation" selected>' in form
    assert '<option value="legal-aid" selected>' in form


def test_an_override_lets_a_case_be_referred(case: Case, browser: Client) -> None:
    an_override(case.subject, classes=[FieldClass.COUNTRY])
    assert refer(browser, case, classes=[FieldClass.COUNTRY]).status_code == 303
    assert refer(browser, case, classes=[FieldClass.PLACE]).status_code == 422


def test_consent_that_was_withdrawn_or_ran_out_refuses(case: Case, cast: Cast, browser: Client) -> None:
    consent = a_consent(case.subject)
    withdraw_consent(consent, how=Consent.How.SPOKEN, reason="", actor=cast.caseworker)
    Consent.objects.create(
        subject=case.subject,
        recipient=an_organisation(),
        purpose=Purpose.LEGAL_AID,
        classes=[FieldClass.NEEDS],
        begins_on=days_from_now(-9),
        until=days_from_now(-1),
        how=Consent.How.SPOKEN,
    )
    assert refer(browser, case).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"until": -1},
        {"until": 732},
        {"until": "soon"},
        {"classes": []},
        {"classes": ["horoscope"]},
        {"recipient": "maduro"},
        {"recipient": ""},
        {"purpose": "own-work"},
        {"asked": ""},
    ],
)
def test_bad_input_is_refused_and_what_was_typed_is_kept(wrong: dict[str, Any], case: Case, browser: Client) -> None:
    a_consent(case.subject)
    page = refer(browser, case, **wrong)
    assert page.status_code == 422
    assert "errors-summary" in page.content.decode()
    assert ("asked" in wrong) or (ASKED in page.content.decode())
    assert not Referral.objects.exists()


def test_a_closed_case_is_referred_to_nobody(case: Case, cast: Cast, browser: Client) -> None:
    a_consent(case.subject)
    close_case(case, Outcome.GOALS_ACHIEVED, reason="All is well", actor=cast.caseworker)
    assert refer(browser, case).status_code == 422


def test_a_referral_is_called_back_with_a_reason_once(case: Case, browser: Client) -> None:
    a_consent(case.subject)
    url = reverse("cases:recall", args=[case.reference, a_referral(case).public_id])
    assert browser.post(url, {"reason": ""}).status_code == 422
    assert browser.post(url, {"reason": "They did not answer."}).status_code == 303
    page = browser.get(reverse("cases:referrals", args=[case.reference])).content.decode()
    assert "Called back" in page
    assert "They did not answer." in page
    assert browser.post(url, {"reason": "Again."}).status_code == 422
    assert Event.objects.filter(case=case, verb=Verb.RECALLED).count() == 1


def test_the_page_says_what_a_partner_sees_no_more(case: Case, cast: Cast, browser: Client) -> None:
    a_consent(case.subject, classes=[FieldClass.NEEDS])
    contact = a_consent(case.subject, classes=[FieldClass.CONTACT])
    a_referral(case, classes=[FieldClass.NEEDS, FieldClass.CONTACT])
    withdraw_consent(contact, how=Consent.How.MESSAGE, reason="", actor=cast.caseworker)
    page = browser.get(reverse("cases:referrals", args=[case.reference])).content.decode()
    assert "In part" in page
    assert "Hidden from them, because no consent holds: How to reach them" in " ".join(page.split())


def test_a_referral_of_another_case_is_not_called_back_under_this_one(case: Case, cast: Cast, browser: Client) -> None:
    a_consent(case.subject)
    url = reverse("cases:recall", args=[make_case(cast).reference, a_referral(case).public_id])
    assert browser.post(url, {"reason": "x"}).status_code == 404
    assert Referral.objects.get(case=case).is_standing


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE cases_referral SET until = until + 9",
        "UPDATE cases_referral SET classes = '{place}'",
        "DELETE FROM cases_referral",
    ],
)
def test_a_referral_stays_as_it_was_made(change: str, case: Case) -> None:
    a_consent(case.subject)
    a_referral(case)
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_recall_is_for_good(case: Case, cast: Cast) -> None:
    a_consent(case.subject)
    referral = recall_referral(a_referral(case), reason="Done.", actor=cast.caseworker)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(recalled_at=None)


def test_a_partner_is_offered_no_task(case: Case, cast: Cast, browser: Client) -> None:
    make_user("petra", Role.PARTNER, cast.team)
    assert "Petra" not in browser.get(reverse("cases:new_task", args=[case.reference])).content.decode()
