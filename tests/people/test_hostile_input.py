"""Whatever is sent, no page about people breaks."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.forms.facts import FORMS
from people.models import Stay
from tests.rows import a_cohort, a_consent, a_fact, a_person, an_organisation, an_override

pytestmark = pytest.mark.django_db
NAUGHTY = [
    "\x00",
    "a\x00b",
    "𝕹𝖆𝖒𝖊 " * 40,
    "é" * 20_000,
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{ 7|add:7 }} %s %(x)s",
    "‮gnirts desrever",
    "-1",
    "99999999999999999999999999",
    "NaN",
    "../../etc/passwd",
    "sealed:AAAA",
]
FIELDS = sorted({name for form in FORMS.values() for name in form.base_fields} | {"ends"})
CITE = [f"cite-{name}" for name in ("source", "passage", "speaker", "mode", "certainty", "inferred")]


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_text_in_any_field_of_any_fact_is_refused_or_stored_but_breaks_nothing(
    caseworker: Client, text: str
) -> None:
    person = a_person().subject
    typed = dict.fromkeys([*FIELDS, *CITE], text)
    for slug in FORMS:
        if slug not in ("member", "account"):
            url = reverse("people:record", args=[person.public_id, slug])
            assert caseworker.post(url, typed).status_code in (303, 422)
    stay = a_fact(Stay, subject=person)
    for name in ("correct", "take_back", "cite"):
        url = reverse(f"people:{name}", args=["stay", stay.public_id])
        assert caseworker.post(url, {**typed, "reason": text, "why-reason": text}).status_code in (303, 422)


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_names_and_searches_break_nothing(caseworker: Client, text: str) -> None:
    person, cohort = a_person().subject, a_cohort().subject
    names = ["given_names", "family_names", "birth", "sex", "team", "seen", "member_of", "label", "description"]
    typed = dict.fromkeys([*names, "size_as_said", "at_least", "at_most", "name", "kind", "q"], text)
    for url in (
        reverse("people:search"),
        reverse("people:new_person"),
        reverse("people:new_cohort"),
        reverse("people:edit", args=[person.public_id]),
        reverse("people:edit", args=[cohort.public_id]),
        reverse("people:new_alias", args=[person.public_id]),
        reverse("people:choose", args=[cohort.public_id, "member"]),
    ):
        assert caseworker.post(url, typed).status_code in (200, 303, 422)


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_consent_breaks_nothing(supervisor: Client, text: str) -> None:
    person = a_person().subject
    names = ["recipient", "purpose", "classes", "begins_on", "until", "how", "given_by", "remark", "reason"]
    sound = {"recipient": an_organisation().code, "purpose": "health", "classes": "contact", "how": "spoken"}
    sound |= {"begins_on": timezone.localdate().isoformat(), "until": timezone.localdate().isoformat()}
    for url in (
        reverse("people:give_consent", args=[person.public_id]),
        reverse("people:override_consent", args=[person.public_id]),
        reverse("people:withdraw_consent", args=[person.public_id, a_consent(person).public_id]),
        reverse("people:end_override", args=[person.public_id, an_override(person).public_id]),
    ):
        for typed in (dict.fromkeys(names, text), sound | dict.fromkeys(names[-3:], text)):
            assert supervisor.post(url, typed).status_code in (303, 422)
    for url in ("consent", "consent_statement"):
        assert supervisor.get(reverse(f"people:{url}", args=[person.public_id])).status_code == 200


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_addresses_break_nothing(caseworker: Client, text: str) -> None:
    person = a_person().subject
    short = text[:2000]
    query = dict.fromkeys(
        ["kind", "location", "status", "may_work", "after", "by", "state", "known_on", "other", "purpose", "language"],
        short,
    )
    for url in (
        reverse("people:list"),
        reverse("people:promises"),
        reverse("people:sources"),
        reverse("people:locations"),
        person.get_absolute_url(),
        reverse("people:record", args=[person.public_id, "relative"]),
        reverse("people:new_person"),
        reverse("people:give_consent", args=[person.public_id]),
        reverse("people:consent_statement", args=[person.public_id]),
    ):
        assert caseworker.get(url, query).status_code in (200, 404, 422)


@pytest.mark.parametrize(
    "path",
    [
        "/people/%00/",
        "/people/not-a-uuid/",
        "/people/%ED%A0%80/",
        "/sources/%00/",
        "/locations/..%2f..%2f/",
        "/facts/stay/1/",
    ],
)
def test_addresses_that_mean_nothing_are_missing(caseworker: Client, path: str) -> None:
    assert caseworker.get(path).status_code == 404


def test_half_a_surrogate_is_refused_with_a_sentence(caseworker: Client) -> None:
    url = reverse("people:record", args=[a_person().subject.public_id, "statement"])
    body = b"topic=loss&accepted=on&cite-mode=asserted&cite-certainty=unverified&text_en=half%ED%A0%80pair"
    answer = caseworker.post(url, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (303, 422)
