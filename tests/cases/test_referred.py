"""What a partner sees: the parts that somebody agreed to share with their organisation, at that very request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from cases.actions import recall_referral
from cases.models import Case, Referral
from people.actions import end_override, withdraw_consent
from people.models import (
    Consent,
    ContactMethod,
    FieldClass,
    Grant,
    Kinship,
    LegalStatus,
    Partnership,
    Purpose,
    Subject,
)
from staff.models import Membership, Role
from staff.wall.context import as_the_house, seen_by, seen_by_partner
from tests.people.conftest import signed_in
from tests.reads import looks_at, put_on_record
from tests.referred import MASKED, MASKED_WORDS, PARTS, World, canary
from tests.rows import (
    a_case,
    a_consent,
    a_fact,
    a_partner,
    a_person,
    a_place,
    a_referral,
    a_request,
    a_team,
    a_user,
    an_organisation,
    an_override,
)

pytestmark = pytest.mark.django_db
MISSING = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def world() -> World:
    """The person, the case and the partner."""
    return World()


def test_everything_agreed_is_everything_seen_and_nothing_that_is_never_shared(world: World) -> None:
    a_consent(world.subject)
    referral = a_referral(world.case)
    assert world.seen(referral) == set(PARTS)
    page = world.shown(referral)
    for part, (_slug, _name) in MASKED.items():
        assert MASKED_WORDS[part] not in page, "A masked value stands on the page."


def test_each_purpose_each_recipient_each_part_alone(world: World) -> None:
    world.keep_open()
    everything = a_consent(world.subject)
    referral = a_referral(world.case)
    withdraw_consent(everything, how=Consent.How.SPOKEN, reason="", actor=a_user())
    recipients = (world.organisation, an_organisation("another-organisation"), None)
    shared = 0
    for purpose, recipient, part in product((Purpose.LEGAL_AID, Purpose.HEALTH), recipients, PARTS):
        given = a_consent(world.subject, purpose=purpose, recipient=recipient, classes=[part.value])
        meant = purpose == Purpose.LEGAL_AID and recipient == world.organisation
        assert world.seen(referral) == ({part} if meant else set()), (purpose, recipient, part)
        for masked in MASKED:
            expected = 200 if meant and masked == part else 404
            assert world.reveal(referral, masked).status_code == expected, (purpose, recipient, part, masked)
        shared += meant
        withdraw_consent(given, how=Consent.How.SPOKEN, reason="", actor=a_user())
    assert shared == len(PARTS)


def test_a_part_that_was_not_referred_stays_hidden_whatever_is_agreed(world: World) -> None:
    a_consent(world.subject)
    referral = a_referral(world.case, classes=[FieldClass.NEEDS])
    assert world.seen(referral) == {FieldClass.NEEDS}
    assert world.reveal(referral, FieldClass.CONTACT).status_code == 404


def test_consent_of_somebody_anothershares_nothing(world: World) -> None:
    world.keep_open()
    everything = a_consent(world.subject)
    referral = a_referral(world.case)
    withdraw_consent(everything, how=Consent.How.SPOKEN, reason="", actor=a_user())
    # Somebody else agreed to the same, and their case is referred as well: row security opens both files.
    another = a_person("Ana", "Zulueta").subject
    a_consent(another)
    a_referral(a_case(another))
    assert missing(world.client, referral)


def test_a_withdrawal_acts_on_the_next_request(world: World) -> None:
    kept = a_consent(world.subject, classes=[FieldClass.NEEDS])
    given = a_consent(world.subject, classes=[FieldClass.CONTACT])
    referral = a_referral(world.case, classes=[FieldClass.CONTACT, FieldClass.NEEDS])
    assert world.seen(referral) == {FieldClass.CONTACT, FieldClass.NEEDS}
    assert world.reveal(referral, FieldClass.CONTACT).status_code == 200
    withdraw_consent(given, how=Consent.How.TELEPHONE, reason="", actor=a_user())
    assert world.seen(referral) == {FieldClass.NEEDS}
    assert world.reveal(referral, FieldClass.CONTACT).status_code == 404
    withdraw_consent(kept, how=Consent.How.TELEPHONE, reason="", actor=a_user())
    assert missing(world.client, referral)
    assert "Nothing is referred to you" in world.client.get(reverse("cases:referred_list")).content.decode()


def test_a_recall_acts_on_the_next_request(world: World) -> None:
    world.keep_open()
    a_consent(world.subject)
    referral = a_referral(world.case)
    assert world.seen(referral) == set(PARTS)
    recall_referral(referral, reason="Done.", actor=a_user())
    assert missing(world.client, referral)


@pytest.mark.parametrize("what", ["consent", "referral"])
def test_the_last_day_ends_at_midnight_of_the_house(what: str, world: World) -> None:
    day = timezone.localdate() + timedelta(days=7)
    world.keep_open()
    days = {what: {"until": day}}
    a_consent(world.subject, **days.get("consent", {}))
    referral = a_referral(world.case, **days.get("referral", {}))
    midnight = datetime.combine(day + timedelta(days=1), time.min, ZoneInfo("America/Caracas"))
    with override_settings(TIME_ZONE="America/Caracas"):
        for moment, sees in ((midnight - timedelta(minutes=1), True), (midnight, False)):
            with time_machine.travel(moment, tick=False):
                page = signed_in(world.partner).get(referral.get_absolute_url())
                assert page.status_code == (200 if sees else 404)


def test_consent_that_has_not_begun_shares_nothing_yet(world: World) -> None:
    world.keep_open()
    today = timezone.localdate()
    first = a_consent(world.subject)
    referral = a_referral(world.case)
    withdraw_consent(first, how=Consent.How.SPOKEN, reason="", actor=a_user())
    a_consent(world.subject, begins_on=today + timedelta(days=2))
    assert missing(world.client, referral)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert signed_in(world.partner).get(referral.get_absolute_url()).status_code == 200


def test_an_override_shares_until_it_ends(world: World) -> None:
    override = an_override(world.subject, classes=[FieldClass.COUNTRY])
    referral = a_referral(world.case, classes=[FieldClass.COUNTRY])
    assert world.seen(referral) == {FieldClass.COUNTRY}
    end_override(override, reason="They agreed to nothing.", actor=a_user())
    assert missing(world.client, referral)


def test_a_partner_of_another_organisation_cannot_tell_a_hidden_referral_from_a_missing_one(world: World) -> None:
    a_consent(world.subject)
    referral = a_referral(world.case)
    another = a_partner("another-partner", an_organisation("another-organisation"))
    world.keep_open(another)
    other = signed_in(another)
    assert missing(other, referral)
    assert str(referral.public_id) not in other.get(reverse("cases:referred_list")).content.decode()
    Partnership.objects.filter(user=world.partner).delete()
    assert missing(world.client, referral)


def test_a_partnership_without_the_role_opens_nothing(world: World) -> None:
    a_consent(world.subject)
    referral = a_referral(world.case)
    Membership.objects.filter(user=world.partner).update(role=Role.AUDITOR)
    assert signed_in(world.partner).get(referral.get_absolute_url()).status_code == 403


def test_a_name_stands_in_the_list_only_where_it_is_agreed(world: World) -> None:
    a_consent(world.subject)
    a_referral(world.case, classes=[FieldClass.NEEDS])
    nameless = world.client.get(reverse("cases:referred_list")).content.decode()
    assert canary("identity") not in nameless
    a_referral(world.case, classes=[FieldClass.IDENTITY])
    assert canary("identity") in world.client.get(reverse("cases:referred_list")).content.decode()


@pytest.mark.parametrize("part", list(MASKED))
def test_a_masked_value_is_shown_alone_when_asked_for_and_that_is_on_record(part: FieldClass, world: World) -> None:
    a_consent(world.subject)
    referral = a_referral(world.case)
    with put_on_record() as reads:
        answer = world.reveal(referral, part)
    assert MASKED_WORDS[part] in answer.content.decode()
    assert reads[0].revealed.endswith(f".{MASKED[part][1]}")
    assert world.subject.pk in reads[0].opened
    assert ("revealed", "cases:reveal_referred") in looks_at(world.subject.pk)


@pytest.mark.parametrize(
    ("slug", "name"), [("way-to-reach", "code_word"), ("relative", "relative"), ("stay", "remark")]
)
def test_what_is_never_shared_cannot_be_asked_for(slug: str, name: str, world: World) -> None:
    a_consent(world.subject)
    referral = a_referral(world.case)
    args = [referral.public_id, slug, world.facts[slug].public_id, name]
    assert world.client.post(reverse("cases:reveal_referred", args=args)).status_code == 404


def test_a_fact_of_somebody_anothercannot_be_asked_for(world: World) -> None:
    a_consent(world.subject)
    referral = a_referral(world.case)
    foreign = a_fact(ContactMethod, subject=a_person("Ana", "Zulueta").subject, value="0414 555")
    args = [referral.public_id, "way-to-reach", foreign.public_id, "value"]
    assert world.client.post(reverse("cases:reveal_referred", args=args)).status_code == 404


def test_who_of_a_partner_looked_at_whom_is_on_record(world: World) -> None:
    a_consent(world.subject)
    referral = a_referral(world.case)
    with put_on_record() as reads:
        world.client.get(reverse("cases:referred_list"))
        world.client.get(referral.get_absolute_url())
        recall_referral(referral, reason="Done.", actor=a_user())
        world.client.get(referral.get_absolute_url())
    listed, opened, refused = reads
    assert (listed.page, listed.listed, listed.opened) == ("cases:referred_list", [world.subject.pk], [])
    assert (opened.page, opened.opened, opened.opened_cases) == ("cases:referred", [world.subject.pk], [world.case.pk])
    assert (refused.page, refused.status, refused.reader) == ("cases:referred", 404, world.partner.pk)


def test_every_other_address_is_missing_to_a_partner(world: World) -> None:
    a_consent(world.subject)
    a_referral(world.case)
    Grant.objects.create(subject=world.subject, user=world.partner, reason="By mistake")
    nothing = world.client.get("/nothing/")
    found, opened = 0, set()
    for name, url in addresses(world):
        for send in (world.client.get, world.client.post):
            answer = send(url)
            if answer.status_code == 404:
                assert answer.content == nothing.content, url
                found += 1
            else:
                opened.add(name)
    assert opened <= OPEN_TO_PARTNERS
    assert found > 400


def test_a_partner_arrives_at_what_is_referred_to_them_and_is_offered_nothing_else(world: World) -> None:
    assert world.client.get("/")["Location"] == reverse("cases:referred_list")
    page = world.client.get(reverse("cases:referred_list")).content.decode()
    for name in ("people:list", "people:search", "cases:list", "people:promises", "people:sources"):
        assert f'"{reverse(name)}"' not in page


def test_row_security_alone_opens_the_referred_file_on_pages_of_referrals_and_nowhere_else(world: World) -> None:
    a_consent(world.subject)
    referral = a_referral(world.case)
    today, caseworker = timezone.localdate(), a_user("the-caseworker")
    with seen_by(world.partner.pk):
        assert counts() == [0, 0, 0, 0]
    with seen_by_partner(world.partner.pk, today):
        assert list(Subject.objects.values_list("pk", flat=True)) == [world.subject.pk]
        assert ContactMethod.objects.count() == 1
    with seen_by_partner(world.partner.pk, referral.until + timedelta(days=1)):
        assert counts() == [0, 0, 0, 0]
    with seen_by_partner(caseworker.pk, today):
        assert counts() == [0, 0, 0, 0]
    with as_the_house():
        recall_referral(referral, reason="Done.", actor=a_user())
    with seen_by_partner(world.partner.pk, today):
        assert counts() == [0, 0, 0, 0]


def test_who_is_a_partner_and_a_caseworker_elsewhere_sees_no_whole_file_by_a_referral(world: World) -> None:
    a_consent(world.subject)
    referral = a_referral(world.case, classes=[FieldClass.NEEDS])
    Membership.objects.create(user=world.partner, team=a_team("second-office"), role=Role.CASEWORKER)
    client = signed_in(world.partner)
    assert client.get(referral.get_absolute_url()).status_code == 200
    assert client.get(world.subject.get_absolute_url()).status_code == 404
    assert client.get(world.case.get_absolute_url()).status_code == 404
    assert canary("identity") not in client.get(reverse("people:list")).content.decode()


def test_the_pages_of_a_partner_ask_the_same_number_of_questions_whatever_is_on_file(world: World) -> None:
    a_consent(world.subject)
    referral = a_referral(world.case)

    def asked(url: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert world.client.get(url).status_code == 200
        # What begins a transaction, and names its reader to the database, is no question.
        return len([query for query in queries if not re.search("SAVEPOINT|^SELECT amparo_enter", query["sql"])])

    urls = (referral.get_absolute_url(), reverse("cases:referred_list"))
    few = [asked(url) for url in urls]
    for n in range(3):
        a_fact(ContactMethod, subject=world.subject)
        a_fact(LegalStatus, subject=world.subject, country=a_place(f"country-{n}"))
        a_fact(Kinship, subject=world.subject)
        a_request(world.case)
        a_referral(world.case)
    assert [asked(url) for url in urls] == few
    assert few[0] <= 26
    assert few[1] <= 8


def missing(client: Client, referral: Referral) -> bool:
    """Whether the referral is not there for this client, exactly like one that never was."""
    hidden, absent = (
        client.get(reverse("cases:referred", args=[public_id])) for public_id in (referral.public_id, MISSING)
    )
    return hidden.status_code == absent.status_code == 404 and hidden.content == absent.content


def counts() -> list[int]:
    return [model.objects.count() for model in (Subject, Case, Referral, Consent)]


# Their own pages, which show nobody.
OPEN_TO_PARTNERS = {
    "cases:my_work",
    "cases:referred_list",
    "cases:referred",
    "cases:reveal_referred",
    "staff:theme",
    "staff:today",
    "staff:stopped",
    "provider_begin",
    "provider_back",
    "policy_report",
    "staff:notices",
    "staff:read_notices",
    "staff:sessions",
    "staff:end_session",
    "staff:again",
    "set_language",
    "healthz",
}


def addresses(world: World) -> Iterator[tuple[str, str]]:
    """Every address of the site but those of one's own sign-in, with what belongs to the referred person put in."""
    told = {
        "reference": world.case.reference,
        "slug": "stay",
        "name": "exact_place",
        "code": "canary-country",
        "object_id": world.subject.pk,
        "content_type_id": 1,
        "app_label": "people",
        "pk": 1,
        "id": 1,
        "url": "people/subject/",
    }
    for name, pattern in named(get_resolver()):
        # Leaving ends the session, and with it what these addresses answer.
        if name.startswith(("account_", "mfa_")) or name == "staff:leave":
            continue
        uuid = world.facts["stay"].public_id if "facts/" in str(pattern.pattern) else world.subject.public_id
        kwargs = {word: told.get(word, uuid) for word in pattern.pattern.converters}
        with suppress(NoReverseMatch):
            yield name, reverse(name, kwargs=kwargs)


def named(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """The addresses that have a name."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield (f"{namespace}:{pattern.name}" if namespace else pattern.name), pattern
