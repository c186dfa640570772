"""What a person agrees to is asked for, written down, withdrawn and printed on the pages of their file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from people.actions import end_override, withdraw_consent
from people.models import Consent, ConsentOverride, FieldClass, Purpose, Subject
from people.models.field_class import in_words
from staff.models import Role
from tests.people.conftest import signed_in
from tests.reads import looks_at
from tests.rows import a_cohort, a_consent, a_person, a_user, an_organisation, an_override

pytestmark = pytest.mark.django_db
REASON = "They are at the border tonight and cannot be asked."


@pytest.fixture
def subject() -> Subject:
    """Somebody on file."""
    return a_person("Ana", "Zulueta").subject


def day(count: int) -> date:
    return timezone.localdate() + timedelta(days=count)


def at(name: str, subject: Subject, *more: Any) -> str:
    return reverse(f"people:{name}", args=[subject.public_id, *more])


def typed(**said: Any) -> dict[str, Any]:
    """What the form of a consent is sent with."""
    told = {
        "recipient": an_organisation().code,
        "purpose": "health",
        "classes": ["identity", "contact"],
        "how": "spoken",
    }
    return {**told, "begins_on": day(0).isoformat(), "until": day(30).isoformat(), **said}


def overriding(**said: Any) -> dict[str, Any]:
    """What the form of an override is sent with; a number is a day so many days ahead."""
    told: dict[str, Any] = {"recipient": an_organisation().code, "purpose": "protection", "classes": ["country"]}
    told |= {"until": day(3).isoformat(), "reason": REASON, **said}
    return {name: day(value).isoformat() if isinstance(value, int) else value for name, value in told.items()}


def shown(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_where_nothing_is_agreed_the_page_says_so_and_offers_to_ask(subject: Subject, caseworker: Client) -> None:
    for page in (shown(caseworker, at("consent", subject)), shown(caseworker, subject.get_absolute_url())):
        assert "Nothing is agreed: nothing of this file is shared." in page
    assert at("give_consent", subject) in shown(caseworker, at("consent", subject))
    assert at("consent", subject) in shown(caseworker, subject.get_absolute_url())


@pytest.mark.parametrize(
    ("name", "statuses"),
    [
        ("consent", [200, 200, 403, 404]),
        ("consent_statement", [200, 200, 403, 404]),
        ("give_consent", [200, 200, 403, 404]),
        ("override_consent", [403, 200, 403, 403]),
    ],
)
def test_each_role_opens_what_the_policy_says(
    name: str,
    statuses: list[int],
    subject: Subject,
    caseworker: Client,
    supervisor: Client,
    administrator: Client,
    stranger: Client,
) -> None:
    everybody = (caseworker, supervisor, administrator, stranger)
    assert [who.get(at(name, subject)).status_code for who in everybody] == statuses


def test_consent_is_written_down_and_shown(subject: Subject, caseworker: Client) -> None:
    answer = caseworker.post(
        at("give_consent", subject), typed(how="guardian", given_by="Her mother", remark="Not by day")
    )
    assert (answer.status_code, answer["Location"]) == (303, at("consent", subject))
    page = shown(caseworker, at("consent", subject))
    for words in (
        "English first-organisation",
        "Health",
        "How to reach them",
        "Through a guardian",
        "Her mother",
        "Holds",
    ):
        assert words in page
    assert "Not by day" in page
    assert "Military service" not in page
    assert "English first-organisation" in shown(caseworker, subject.get_absolute_url())
    consent = Consent.objects.get()
    assert consent.noted_by == a_user("the-caseworker")
    assert ("opened", "people:consent") in looks_at(subject.pk)


def test_consent_to_our_own_office_names_nobody_else(subject: Subject, caseworker: Client) -> None:
    assert (
        caseworker.post(at("give_consent", subject), typed(recipient="ourselves", purpose="own-work")).status_code
        == 303
    )
    assert Consent.objects.get().recipient is None
    assert "Our own office" in shown(caseworker, at("consent", subject))
    assert caseworker.post(at("give_consent", subject), typed(purpose="own-work")).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"recipient": ""},
        {"recipient": "maduro"},
        {"purpose": "horoscope"},
        {"classes": []},
        {"classes": ["everything"]},
        {"how": ""},
        {"how": "guardian"},
        {"until": ""},
        {"until": "soon"},
        {"until": "9999-12-31"},
        {"until": "2020-01-01", "begins_on": "2019-12-01"},
        {"begins_on": "9999-12-31", "until": "9999-12-31"},
        {"begins_on": "0001-01-01"},
        {"remark": "x" * 501},
        {"given_by": "\x00"},
    ],
)
def test_bad_input_is_refused_and_nothing_is_agreed(
    wrong: dict[str, Any], subject: Subject, caseworker: Client
) -> None:
    answer = caseworker.post(at("give_consent", subject), typed(**wrong))
    assert answer.status_code == 422
    assert "errors-summary" in answer.content.decode()
    assert not Consent.objects.exists()


def test_it_is_withdrawn_in_any_way_and_stays_on_file(subject: Subject, caseworker: Client) -> None:
    consent = a_consent(subject)
    url = at("withdraw_consent", subject, consent.public_id)
    assert caseworker.post(url, {"how": ""}).status_code == 422
    assert caseworker.post(url, {"how": "telephone", "reason": "She is afraid."}).status_code == 303
    page = shown(caseworker, at("consent", subject))
    for words in ("Withdrawn", "She is afraid.", "By telephone", "Nothing is agreed: nothing of this file is shared."):
        assert words in page
    assert caseworker.post(url, {"how": "telephone"}).status_code == 422
    assert not Consent.objects.in_force().exists()


def test_whoever_withdraws_is_told_what_other_leave_still_shares(subject: Subject, caseworker: Client) -> None:
    first, second = a_consent(subject), a_consent(subject, classes=["country", "needs"])
    an_override(subject, classes=["country", "place"], until=day(3))
    a_consent(subject, purpose=Purpose.HEALTH)
    said = {"how": "spoken"}
    caseworker.post(at("withdraw_consent", subject, first.public_id), said)
    page = shown(caseworker, at("consent", subject))
    parts = "The country where they are, The exact place where they are, What they need and ask for"
    assert f"it is still shared: {parts}." in page
    caseworker.post(at("withdraw_consent", subject, second.public_id), said)
    page = shown(caseworker, at("consent", subject))
    assert "it is still shared: The country where they are." in page


def test_what_ran_out_is_told_as_such_and_can_be_asked_for_again(subject: Subject) -> None:
    a_consent(subject, purpose=Purpose.HEALTH)
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        page = shown(signed_in(a_user("the-caseworker")), at("consent", subject))
    assert "Ran out" in page
    assert "?purpose=health&amp;recipient=first-organisation" in page


def test_a_supervisor_overrides_with_a_reason_until_a_day(
    subject: Subject, supervisor: Client, caseworker: Client
) -> None:
    assert supervisor.post(at("override_consent", subject), overriding()).status_code == 303
    for who in (supervisor, caseworker):
        page = shown(who, at("consent", subject))
        assert "Shared without consent" in page
        assert REASON in page
        assert "Without consent" in shown(who, subject.get_absolute_url())
    override = ConsentOverride.objects.get()
    assert override.noted_by == a_user("the-supervisor")
    end = at("end_override", subject, override.public_id)
    assert end not in shown(caseworker, at("consent", subject))
    assert supervisor.post(end, {"reason": ""}).status_code == 422
    assert supervisor.post(end, {"reason": "They were asked."}).status_code == 303
    assert "Without consent, ended" in shown(caseworker, at("consent", subject))
    assert supervisor.post(end, {"reason": "Again."}).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": "They are in danger."},
        {"reason": " " * 30},
        {"reason": ""},
        {"until": -1},
        {"until": 31},
        {"until": ""},
        {"recipient": ""},
        {"purpose": "own-work"},
        {"classes": []},
    ],
)
def test_an_override_without_a_reason_or_a_near_day_is_refused(
    wrong: dict[str, Any], subject: Subject, supervisor: Client
) -> None:
    assert supervisor.post(at("override_consent", subject), overriding(**wrong)).status_code == 422
    assert not ConsentOverride.objects.exists()


def test_nobody_else_overrides_and_a_supervisor_signs_in_again_first(
    subject: Subject, caseworker: Client, supervisor: Client, administrator: Client
) -> None:
    url = at("override_consent", subject)
    for who in (caseworker, administrator):
        assert who.get(url).status_code == who.post(url, overriding()).status_code == 403
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        answer = supervisor.post(url, overriding())
    assert answer.status_code == 302
    assert "reauthenticate" in answer["Location"]
    assert not ConsentOverride.objects.exists()


@pytest.mark.parametrize(("language", "words"), [("es", "Lo que acepto"), ("en", "What I agree to")])
def test_the_paper_to_sign_says_what_was_agreed_in_either_language(
    language: str, words: str, subject: Subject, caseworker: Client
) -> None:
    a_consent(subject, classes=[FieldClass.COUNTRY])
    withdrawn = a_consent(subject, purpose=Purpose.WORK)
    withdraw_consent(withdrawn, how=Consent.How.SPOKEN, reason="", actor=a_user())
    page = shown(caseworker, f"{at('consent_statement', subject)}?language={language}")
    assert f'lang="{language}"><h1>{words}</h1>'.replace("><", "> <") in page
    assert "Ana Zulueta" in page
    with translation.override(language):
        (country,) = in_words([FieldClass.COUNTRY])
        assert country in page
        assert str(FieldClass.CONTACT.label) not in page
        assert str(Purpose.WORK.label) not in page


def test_an_unknown_language_falls_back_to_the_readers(subject: Subject, caseworker: Client) -> None:
    assert "What I agree to" in shown(caseworker, f"{at('consent_statement', subject)}?language=tlh")
    assert "Nothing is agreed" in shown(caseworker, at("consent_statement", subject))


@pytest.mark.parametrize("table", ["people_consent", "people_consentoverride"])
@pytest.mark.parametrize(
    "change", ["UPDATE {} SET until = until + 9", "UPDATE {} SET classes = '{{place}}'", "DELETE FROM {}"]
)
def test_what_was_agreed_stays_as_it_was_written_down(table: str, change: str, subject: Subject) -> None:
    a_consent(subject)
    an_override(subject)
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table))


def test_a_withdrawal_is_for_good(subject: Subject) -> None:
    consent = withdraw_consent(a_consent(subject), how=Consent.How.SPOKEN, reason="", actor=a_user())
    override = end_override(an_override(subject), reason="x", actor=a_user())
    for row in (consent, override):
        with pytest.raises(ProgrammingError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(withdrawn_at=None)


def test_a_consent_of_somebody_else_is_not_withdrawn_here(subject: Subject, caseworker: Client) -> None:
    foreign = a_consent(a_person().subject)
    assert caseworker.post(at("withdraw_consent", subject, foreign.public_id), {"how": "spoken"}).status_code == 404
    assert not Consent.objects.get().is_withdrawn


def test_a_group_agrees_as_a_person_does(caseworker: Client) -> None:
    group = a_cohort("Sergeants").subject
    assert caseworker.post(at("give_consent", group), typed()).status_code == 303
    assert "Sergeants" in shown(caseworker, at("consent_statement", group))
    assert signed_in(a_user("some-auditor", Role.AUDITOR)).get(at("consent", group)).status_code == 403
