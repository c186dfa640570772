"""Each page about people, asked for by each role, by a stranger and by nobody."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from people.actions import identify_member
from people.forms.facts import FORMS
from people.models import Citation, ContactMethod, Grant, Kinship, Promise, Stay, Subject
from people.urls import urlpatterns
from staff.models import Membership, Role, User
from tests.people.conftest import signed_in
from tests.rows import a_cohort, a_consent, a_fact, a_passage, a_person, a_place, a_source, a_team, a_user

pytestmark = pytest.mark.django_db
HALF = {"began": "?", "q": "nobody"}
MISSING = "00000000-0000-4000-8000-000000000000"


def _file(name: str, *more: str) -> Callable[[], str]:
    return lambda: reverse(f"people:{name}", args=[a_person().subject.public_id, *more])


def _fact(name: str, *more: str) -> Callable[[], str]:
    return lambda: reverse(f"people:{name}", args=["stay", a_fact(Stay, subject=a_person().subject).public_id, *more])


def _withdrawal() -> str:
    consent = a_consent()
    return reverse("people:withdraw_consent", args=[consent.subject.public_id, consent.public_id])


# What reading asks for is open to every role of the office; what writes, to those who work on files.
READ: dict[str, Callable[[], str]] = {
    "source": lambda: a_source().get_absolute_url(),
    "location": lambda: a_place().get_absolute_url(),
    "list": lambda: reverse("people:list"),
    "detail": _file("detail"),
    "promises": lambda: reverse("people:promises"),
    "sources": lambda: reverse("people:sources"),
    "locations": lambda: reverse("people:locations"),
}
ADD: dict[str, Callable[[], str]] = {
    "new_person": lambda: reverse("people:new_person"),
    "new_cohort": lambda: reverse("people:new_cohort"),
}
WRITE: dict[str, Callable[[], str]] = {
    "edit": _file("edit"),
    "new_alias": _file("new_alias"),
    "record": _file("record", "stay"),
    "choose": lambda: reverse("people:choose", args=[a_cohort().subject.public_id, "member"]),
    "correct": _fact("correct"),
    "take_back": _fact("take_back"),
    "cite": _fact("cite"),
    "give_consent": _file("give_consent"),
    "withdraw_consent": lambda: _withdrawal(),
    "record_account": lambda: reverse("people:record_account", args=[a_fact(Promise).public_id]),
}


@pytest.mark.parametrize("name", [*READ, *ADD, *WRITE])
def test_nobody_is_shown_anything_without_signing_in(client: Client, name: str) -> None:
    url = {**READ, **ADD, **WRITE}[name]()
    for answer in (client.get(url), client.post(url)):
        assert answer.status_code in (302, 405)
        if answer.status_code == 302:
            assert answer["Location"].startswith(reverse(settings.LOGIN_URL))


@pytest.mark.parametrize("name", list(READ))
def test_every_role_that_sees_people_reads(
    name: str, caseworker: Client, supervisor: Client, administrator: Client
) -> None:
    url = READ[name]()
    assert [who.get(url).status_code for who in (caseworker, supervisor, administrator)] == [200, 200, 200]


@pytest.mark.parametrize("name", [*ADD, *WRITE])
def test_caseworkers_and_supervisors_write_and_administrators_do_not(
    name: str, caseworker: Client, supervisor: Client, administrator: Client
) -> None:
    url = {**ADD, **WRITE}[name]()
    assert [who.get(url).status_code for who in (caseworker, supervisor, administrator)] == [200, 200, 403]
    # Half a form is enough: those who may send it are told what is missing.
    sent = [who.post(url, HALF).status_code for who in (caseworker, supervisor, administrator)]
    assert sent == ([200, 200, 403] if name == "choose" else [422, 422, 403])


@pytest.mark.parametrize("name", [*READ, *ADD, *WRITE])
@pytest.mark.parametrize("role", [Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR, Role.PARTNER])
def test_roles_that_see_nobody_are_refused_whatever_they_ask_for(name: str, role: Role) -> None:
    client, url = signed_in(a_user(f"a-{role.value}", role)), {**READ, **ADD, **WRITE}[name]()
    # To a partner whatever is not theirs is missing.
    refused = 404 if role == Role.PARTNER else 403
    assert [client.get(url).status_code, client.post(url, HALF).status_code] == [refused, refused]


@pytest.mark.parametrize("slug", [slug for slug in FORMS if slug not in ("account", "member")])
def test_each_kind_of_fact_is_recorded_by_those_who_work_on_files(
    slug: str, caseworker: Client, supervisor: Client, administrator: Client, stranger: Client
) -> None:
    url = reverse("people:record", args=[a_person().subject.public_id, slug])
    everybody = (caseworker, supervisor, administrator, stranger)
    assert [who.get(url).status_code for who in everybody] == [200, 200, 403, 404]
    assert [who.post(url, HALF).status_code for who in everybody] == [422, 422, 403, 404]


def test_a_claim_is_accepted_by_those_who_work_on_files(
    caseworker: Client, supervisor: Client, administrator: Client
) -> None:
    fact = a_fact(ContactMethod, subject=a_person().subject, accepted=False)
    url = reverse("people:accept", args=["way-to-reach", fact.public_id])
    for who, status in ((administrator, 403), (caseworker, 303), (supervisor, 303)):
        accepted = not ContactMethod.objects.get(pk=fact.pk).accepted
        assert who.post(url, {"accepted": "yes" if accepted else "no"}).status_code == status
        assert (ContactMethod.objects.get(pk=fact.pk).accepted is accepted) is (status == 303)


def test_a_masked_value_is_shown_to_whoever_may_see_the_file(
    caseworker: Client, supervisor: Client, administrator: Client
) -> None:
    fact = a_fact(ContactMethod, subject=a_person().subject)
    url = reverse("people:reveal", args=["way-to-reach", fact.public_id, "value"])
    assert [who.post(url).status_code for who in (caseworker, supervisor, administrator)] == [200, 200, 200]


def test_every_role_that_sees_people_searches_and_finds_its_own_office(
    caseworker: Client, supervisor: Client, administrator: Client, stranger: Client
) -> None:
    found = a_person("Ana", "Zulueta").subject.get_absolute_url()
    pages = [
        who.post(reverse("people:search"), {"q": "Zulueta"}).content.decode()
        for who in (caseworker, supervisor, administrator, stranger)
    ]
    assert [found in page for page in pages] == [True, True, True, False]


def test_no_address_about_people_is_left_out_of_these_tests() -> None:
    # Who looked at a file is for its supervisors alone: tests/people/test_reads.py.
    tested = {*READ, *ADD, *WRITE, "search", "accept", "reveal", "looks"}
    # Who may see a file is for those who lead or administer its team: tests/people/test_sight.py.
    tested |= {"sight", "restrict", "lift_restriction", "give_sight", "take_back_sight"}
    # What is agreed, and sharing without it: tests/people/test_consent.py.
    tested |= {"consent", "consent_statement", "override_consent", "end_override"}
    # Holds and erasures have tests of their own: tests/people/test_keeping_pages.py.
    tested |= {"hold", "lift_hold", "erase", "agree_to_erasure", "withdraw_erasure"}
    assert {str(pattern.name) for pattern in urlpatterns} == tested


@pytest.mark.parametrize("name", ["detail", *WRITE])
def test_to_a_stranger_a_file_is_missing_whatever_is_asked_of_it(name: str, stranger: Client) -> None:
    url = {**READ, **WRITE}[name]()
    public_id = next(part for part in url.split("/") if part.count("-") == 4)
    for send in (stranger.get, stranger.post) if name != "detail" else (stranger.get,):
        for headers in ({}, {"HX-Request": "true"}):
            hidden, missing = send(url, headers=headers), send(url.replace(public_id, MISSING), headers=headers)
            assert hidden.status_code == missing.status_code == 404
            assert hidden.content == missing.content


@pytest.mark.parametrize("name", ["detail", *WRITE])
def test_a_restricted_file_is_missing_to_every_role_of_its_own_office(
    name: str, caseworker: Client, supervisor: Client, administrator: Client
) -> None:
    url = {**READ, **WRITE}[name]()
    Subject.objects.update(restricted=True)
    told = [who.get(url).status_code for who in (caseworker, supervisor, administrator)]
    # Who may not write anywhere is refused before any file is looked for, hidden or not.
    assert told == [404, 404, 404 if name == "detail" else 403]


@pytest.mark.parametrize("slug", ["relative", "member"])
def test_a_hidden_person_put_into_the_address_by_hand_is_missing(slug: str, stranger: Client) -> None:
    office = a_team("second-office")
    own = (a_cohort() if slug == "member" else a_person()).subject
    Subject.objects.filter(pk=own.pk).update(team=office)
    url = reverse("people:record", args=[own.public_id, slug])
    hidden, missing = f"{url}?other={a_person().subject.public_id}", f"{url}?other={MISSING}"
    for send in (stranger.get, stranger.post):
        answers = [send(hidden), send(missing)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content


def test_no_file_is_put_into_an_office_where_one_does_not_work(stranger: Client) -> None:
    names = {"given_names": "Ana", "family_names": "Zulueta", "sex": "female", "team": a_team().code}
    assert stranger.post(reverse("people:new_person"), names).status_code == 422
    group = {"label": "Sergeants", "size_as_said": "some", "team": a_team().code}
    assert stranger.post(reverse("people:new_cohort"), group).status_code == 422
    assert not Subject.objects.filter(team=a_team()).exists()


@pytest.mark.parametrize("name", ["accept", "reveal"])
def test_what_is_only_ever_sent_is_hidden_as_well(name: str, stranger: Client, caseworker: Client) -> None:
    fact = a_fact(ContactMethod, subject=a_person().subject)
    more = ["value"] if name == "reveal" else []
    hidden = stranger.post(reverse(f"people:{name}", args=["way-to-reach", fact.public_id, *more]))
    missing = stranger.post(reverse(f"people:{name}", args=["way-to-reach", MISSING, *more]))
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content
    assert caseworker.post(reverse(f"people:{name}", args=["way-to-reach", fact.public_id, *more])).status_code < 400


def test_a_fact_that_joins_a_hidden_file_does_not_name_it_on_any_page(stranger: Client) -> None:
    subject = a_person("Ana", "Zulueta").subject
    Grant.objects.create(subject=subject, team=a_team("second-office"), reason="referred")
    hidden = {"relative": a_person("Hidden", "Relative").subject, "described_as": "", "location": a_place("andorra")}
    kin = a_fact(Kinship, subject=subject, **hidden)
    passage = a_passage()
    Citation.objects.create(kinship=kin, passage=passage)
    for url in (
        reverse("people:correct", args=["relative", kin.public_id]),
        reverse("people:take_back", args=["relative", kin.public_id]),
        reverse("people:cite", args=["relative", kin.public_id]),
        passage.source.get_absolute_url(),
    ):
        shown = stranger.get(url).content.decode()
        assert "Hidden" not in shown
        assert "someone whose name is kept back" in shown


def test_a_member_who_is_hidden_was_never_identified_to_that_reader(stranger: Client) -> None:
    cohort = a_cohort()
    Grant.objects.create(subject=cohort.subject, team=a_team("second-office"), reason="referred")
    member = identify_member(cohort, a_person("Hidden", "Member"), actor=a_user())
    passage = a_passage()
    Citation.objects.create(identification=member, passage=passage)
    assert stranger.get(reverse("people:take_back", args=["member", member.public_id])).status_code == 404
    shown = stranger.get(passage.source.get_absolute_url()).content.decode()
    assert "Hidden" not in shown
    assert "No fact that you may see rests on it." in shown


def test_a_role_counts_in_its_own_office_only() -> None:
    both = User.objects.create(username="works-in-two-offices")
    Membership.objects.create(user=both, team=a_team(), role=Role.TEAM_ADMINISTRATOR)
    Membership.objects.create(user=both, team=a_team("second-office"), role=Role.CASEWORKER)
    client = signed_in(both)
    here, there = a_person().subject, a_person(team=a_team("second-office")).subject
    stays = [a_fact(Stay, subject=subject) for subject in (here, there)]
    assert [client.get(reverse("people:edit", args=[s.public_id])).status_code for s in (here, there)] == [403, 200]
    urls = [reverse("people:take_back", args=["stay", stay.public_id]) for stay in stays]
    assert [client.get(url).status_code for url in urls] == [403, 200]
    typed = {"label": "Sergeants", "team": a_team().code}
    assert client.post(reverse("people:new_cohort"), typed).status_code == 422
    assert client.post(reverse("people:new_cohort"), typed | {"team": "second-office"}).status_code == 303


def test_an_administrator_changes_nothing_by_sending(administrator: Client) -> None:
    fact = a_fact(Stay, subject=a_person().subject)
    for name in ("accept", "take_back", "correct", "cite"):
        url = reverse(f"people:{name}", args=["stay", fact.public_id])
        assert administrator.post(url, {"reason": "x", "accepted": "no"}).status_code == 403
    fact.refresh_from_db()
    assert fact.accepted
    assert fact.is_standing


def test_the_id_of_one_kind_of_fact_finds_no_other_kind(caseworker: Client) -> None:
    fact = a_fact(Stay, subject=a_person().subject)
    for slug in ("legal-status", "promise", "horoscope"):
        assert caseworker.get(reverse("people:take_back", args=[slug, fact.public_id])).status_code == 404
