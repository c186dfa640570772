"""A restricted file shows to the people it names and to nobody else, on no page and by no way."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people.actions import give_grant, restrict_file, who_would_lose_sight
from people.models import Citation, ContactMethod, Grant, Kinship, Promise, Stay, Subject
from staff.models import Membership, Role, User
from staff.policy import Action, may
from tests.people.conftest import signed_in
from tests.reads import put_on_record, seen_in
from tests.rows import a_case, a_fact, a_passage, a_person, a_place, a_team, a_user, an_administrator
from tests.two_walls import refused

pytestmark = pytest.mark.django_db
WHY = "Her brother works in the other office."
NAME = "Restrepova"
OFFICE = "office-of-sight"


@pytest.fixture
def subject() -> Subject:
    """Somebody on file in an office of its own, not restricted yet."""
    return a_person("Zoraida", NAME, team=a_team(OFFICE)).subject


def member(name: str, role: Role, team: str = OFFICE) -> User:
    """Somebody who works in an office."""
    user = User.objects.create(username=name, name=name.title())
    Membership.objects.create(user=user, team=a_team(team), role=role)
    return user


@pytest.fixture
def staff() -> dict[str, User]:
    """One of each role in the office that holds the file, and a stranger."""
    return {
        "caseworker": member("wanda", Role.CASEWORKER),
        "supervisor": member("sven", Role.SUPERVISOR),
        "administrator": member("adele", Role.TEAM_ADMINISTRATOR),
        "stranger": member("otto", Role.SUPERVISOR, "office-of-strangers"),
    }


def page(name: str, subject: Subject, *more: Any) -> str:
    return reverse(f"people:{name}", args=[subject.public_id, *more])


def close(subject: Subject) -> None:
    """Restrict the file with nobody named, as no action would."""
    Subject.objects.filter(pk=subject.pk).update(restricted=True)


def everywhere(subject: Subject) -> dict[str, str]:
    """Every page that names whoever is on file, with something there to name them by."""
    case = a_case(subject)
    abroad = a_place("andorra")
    stay = a_fact(Stay, subject=subject, location=abroad)
    passage = a_passage()
    Citation.objects.create(stay=stay, passage=passage)
    a_fact(Promise, promisee=subject)
    other = a_person("Ana", "Other", team=a_team(OFFICE)).subject
    a_fact(Kinship, subject=other, relative=subject, location=abroad, described_as="")
    contact = a_fact(ContactMethod, subject=subject)
    return {
        "file": subject.get_absolute_url(),
        "file of a relative": other.get_absolute_url(),
        "edit": page("edit", subject),
        "record": page("record", subject, "stay"),
        "fact": reverse("people:take_back", args=["stay", stay.public_id]),
        "contact": reverse("people:correct", args=["way-to-reach", contact.public_id]),
        "people": reverse("people:list"),
        "promises": reverse("people:promises"),
        "source": passage.source.get_absolute_url(),
        "sources": reverse("people:sources"),
        "location": reverse("people:location", args=[abroad.code]),
        "locations": reverse("people:locations"),
        "my work": reverse("cases:my_work"),
        "cases": reverse("cases:list"),
        "case": case.get_absolute_url(),
        "new case": f"{reverse('cases:new')}?subject={subject.public_id}",
        "sight": page("sight", subject),
        "looks": page("looks", subject),
    }


@pytest.mark.parametrize("role", ["caseworker", "supervisor", "administrator", "stranger"])
def test_without_a_live_grant_a_restricted_file_is_read_on_no_page(
    role: str, subject: Subject, staff: dict[str, User]
) -> None:
    urls = everywhere(subject)
    close(subject)
    lapsed = timezone.now().date() - timedelta(days=1)
    Grant.objects.create(subject=subject, user=staff[role], until=lapsed, reason=WHY)
    Grant.objects.create(subject=subject, user=staff[role], taken_back_at=timezone.now(), reason=WHY)
    Grant.objects.create(subject=subject, team=a_team(OFFICE), reason=WHY)
    client = signed_in(staff[role])
    with put_on_record() as reads:
        for name, url in urls.items():
            for answer in (client.get(url), client.get(url, headers={"HX-Request": "true"}), client.post(url, {})):
                assert NAME not in answer.content.decode(), name
                assert str(subject.public_id) not in answer.content.decode(), name
        for url, told in (
            (reverse("people:search"), {"q": NAME}),
            (reverse("cases:choose_subject"), {"q": NAME}),
            (reverse("people:new_person"), {"family_names": NAME}),
        ):
            assert str(subject.public_id) not in client.post(url, told).content.decode()
    shown = [read for read in reads if read.status == 200]
    assert subject.pk not in seen_in(shown)


@pytest.mark.parametrize("way", ["grant", "case", "grant until today"])
@pytest.mark.parametrize("role", ["caseworker", "supervisor", "administrator", "stranger"])
def test_a_live_grant_or_a_case_opens_it_to_that_person_alone(
    role: str, way: str, subject: Subject, staff: dict[str, User]
) -> None:
    close(subject)
    if way == "case":
        a_case(subject, caseworker=staff[role])
    else:
        until = timezone.now().date() if way == "grant until today" else None
        Grant.objects.create(subject=subject, user=staff[role], until=until, reason=WHY)
    told = {name: signed_in(user).get(subject.get_absolute_url()).status_code for name, user in staff.items()}
    assert told == {name: 200 if name == role else 404 for name in staff}
    listed = signed_in(staff[role]).get(reverse("people:list")).content.decode()
    assert NAME in listed


@pytest.mark.parametrize("role", ["caseworker", "supervisor", "administrator", "stranger"])
def test_no_list_and_no_count_is_other_for_it(role: str, staff: dict[str, User]) -> None:
    a_place(), a_fact(Promise)
    urls = [reverse(name) for name in ("people:list", "people:promises", "cases:list", "cases:my_work")]
    client = signed_in(staff[role])
    before = [without_token(client.get(url).content.decode()) for url in urls]
    hidden = a_person("Zoraida", NAME, team=a_team(OFFICE), restricted=True).subject
    Grant.objects.all().update(taken_back_at=timezone.now())
    a_case(hidden)
    a_fact(Promise, promisee=hidden)
    assert [without_token(client.get(url).content.decode()) for url in urls] == before


def without_token(text: str) -> str:
    """A page but for the token of its forms, which is another one each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_the_administration_shows_a_restricted_file_to_nobody_whom_it_does_not_name(subject: Subject) -> None:
    close(subject)
    client = signed_in(an_administrator("runs-the-site"))
    for noun in ("subject", "person"):
        answer = client.get(reverse(f"admin:people_{noun}_change", args=[subject.pk]))
        assert NAME not in answer.content.decode()
        assert answer.status_code != 200
        assert str(subject.public_id) not in client.get(reverse(f"admin:people_{noun}_changelist")).content.decode()
        history = client.get(reverse(f"admin:people_{noun}_history", args=[subject.pk]))
        assert history.status_code != 200
    looked_up = {"app_label": "cases", "model_name": "case", "field_name": "subject", "term": str(subject.public_id)}
    assert str(subject.public_id)[:8] not in client.get(reverse("admin:autocomplete"), looked_up).content.decode()


def test_restricting_names_whoever_restricts_and_says_before_who_will_lose_sight(
    subject: Subject, staff: dict[str, User]
) -> None:
    client = signed_in(staff["supervisor"])
    before = client.get(page("restrict", subject))
    assert {user.username for user in before.context["losing"]} >= {"wanda", "adele"}
    assert "sven" not in {user.username for user in before.context["losing"]}
    assert "Wanda" in before.content.decode()
    subject.refresh_from_db()
    assert not subject.restricted, "Asking changed it."
    assert not Grant.objects.exists()
    assert client.post(page("restrict", subject), {"reason": WHY}).status_code == 303
    assert Subject.objects.get(pk=subject.pk).restricted
    grant = Grant.objects.get()
    assert (grant.user, grant.given_by, grant.kind, grant.reason) == (staff["supervisor"],) * 2 + ("kept", WHY)
    told = {name: signed_in(user).get(subject.get_absolute_url()).status_code for name, user in staff.items()}
    assert told == {"caseworker": 404, "supervisor": 200, "administrator": 404, "stranger": 404}


def test_no_grant_no_restriction(subject: Subject, staff: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Grant, *args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(Grant, "save", broken)
    client = signed_in(staff["supervisor"])
    client.raise_request_exception = False
    assert client.post(page("restrict", subject), {"reason": WHY}).status_code == 500
    subject.refresh_from_db()
    assert not subject.restricted


def test_lifting_opens_it_to_the_team_and_ends_what_the_restriction_kept(
    subject: Subject, staff: dict[str, User]
) -> None:
    restrict_file(subject, reason=WHY, actor=staff["administrator"])
    client = signed_in(staff["administrator"])
    assert client.get(page("lift_restriction", subject)).status_code == 200
    assert client.post(page("lift_restriction", subject)).status_code == 303
    assert signed_in(staff["caseworker"]).get(subject.get_absolute_url()).status_code == 200
    assert not Grant.objects.standing().exists()
    assert client.post(page("lift_restriction", subject)).status_code == 422


def test_a_colleague_is_named_until_a_day_and_taken_back_with_the_next_request(
    subject: Subject, staff: dict[str, User]
) -> None:
    restrict_file(subject, reason=WHY, actor=staff["supervisor"])
    supervisor, stranger = signed_in(staff["supervisor"]), signed_in(staff["stranger"])
    day = timezone.now().date() + timedelta(days=7)
    told = {"user": staff["stranger"].pk, "until": day.isoformat(), "reason": WHY}
    assert supervisor.post(page("give_sight", subject), told).status_code == 303
    grant = Grant.objects.get(user=staff["stranger"])
    assert (grant.until, grant.given_by, grant.reason) == (day, staff["supervisor"], WHY)
    assert stranger.get(subject.get_absolute_url()).status_code == 200
    again = supervisor.post(page("give_sight", subject), told)
    assert "They are named already" in again.content.decode()
    shown = supervisor.get(page("sight", subject)).content.decode()
    assert WHY in shown
    assert "Otto" in shown
    assert supervisor.get(page("take_back_sight", subject, grant.pk)).status_code == 200
    assert supervisor.post(page("take_back_sight", subject, grant.pk)).status_code == 303
    assert stranger.get(subject.get_absolute_url()).status_code == 404
    assert supervisor.post(page("take_back_sight", subject, grant.pk)).status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("reason", "because", "at least 20 characters"),
        ("reason", "", "required"),
        ("until", "2020-01-01", "This day has passed"),
        ("until", "soon", "valid date"),
        ("user", "", "Name either a colleague or a team"),
        ("user", "99999999", "valid choice"),
        ("user", "\x00", "Null characters"),
    ],
)
def test_a_grant_that_says_too_little_comes_back_with_what_was_typed(
    field: str, typed: str, sentence: str, subject: Subject, staff: dict[str, User]
) -> None:
    told = {"user": staff["stranger"].pk, "reason": WHY, "until": "", field: typed}
    answer = signed_in(staff["supervisor"]).post(page("give_sight", subject), told)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Grant.objects.exists()


def test_nobody_names_themselves_by_form_by_action_or_past_both(subject: Subject, staff: dict[str, User]) -> None:
    me = staff["supervisor"]
    answer = signed_in(me).post(page("give_sight", subject), {"user": me.pk, "reason": WHY})
    assert answer.status_code == 422
    with pytest.raises(Exception, match="Nobody names themselves"):
        give_grant(subject, user=me, team=None, until=None, reason=WHY, actor=me)
    refused(Grant(subject=subject, user=me, given_by=me, reason=WHY), "nobody_grants_to_themselves")


def test_whoever_is_named_until_a_day_from_another_office_cannot_make_it_last(
    subject: Subject, staff: dict[str, User]
) -> None:
    day = timezone.now().date()
    mine = give_grant(subject, user=staff["stranger"], team=None, until=day, reason=WHY, actor=staff["supervisor"])
    mate = give_grant(subject, user=a_user("mate"), team=None, until=None, reason=WHY, actor=staff["supervisor"])
    stranger = signed_in(staff["stranger"])
    assert stranger.get(subject.get_absolute_url()).status_code == 200
    own_office = {"team": a_team("office-of-strangers").pk, "reason": WHY}
    tried = [("restrict", {"reason": WHY}), ("give_sight", own_office), ("give_sight", own_office | {"until": day})]
    answers = [stranger.post(page(name, subject), told) for name, told in tried]
    answers.append(stranger.post(page("take_back_sight", subject, mate.pk)))
    assert [answer.status_code for answer in answers] == [422] * 4
    assert "lead or administer the team" in answers[0].content.decode()
    assert stranger.get(page("restrict", subject)).status_code == 200
    assert set(Grant.objects.standing()) == {mine, mate}
    restrict_file(subject, reason=WHY, actor=staff["supervisor"])
    assert stranger.post(page("lift_restriction", subject)).status_code == 422
    assert Subject.objects.get(pk=subject.pk).restricted


def test_a_restricted_file_is_not_opened_to_a_team(subject: Subject, staff: dict[str, User]) -> None:
    team = a_team("office-of-strangers")
    supervisor = signed_in(staff["supervisor"])
    assert supervisor.post(page("give_sight", subject), {"team": team.pk, "reason": WHY}).status_code == 303
    assert signed_in(staff["stranger"]).get(subject.get_absolute_url()).status_code == 200
    supervisor.post(page("restrict", subject), {"reason": WHY})
    assert signed_in(staff["stranger"]).get(subject.get_absolute_url()).status_code == 404
    assert supervisor.post(page("give_sight", subject), {"team": team.pk, "reason": WHY}).status_code == 422
    with pytest.raises(Exception, match="to people, not to teams"):
        give_grant(subject, user=None, team=team, until=None, reason=WHY, actor=staff["supervisor"])


def test_a_grant_to_a_team_names_whoever_works_with_files_there(subject: Subject, staff: dict[str, User]) -> None:
    auditor = member("ada", Role.AUDITOR, "office-of-strangers")
    Membership.objects.create(user=auditor, team=a_team("third-office"), role=Role.CASEWORKER)
    team = a_team("office-of-strangers")
    give_grant(subject, user=None, team=team, until=None, reason=WHY, actor=staff["supervisor"])
    assert signed_in(staff["stranger"]).get(subject.get_absolute_url()).status_code == 200
    assert signed_in(auditor).get(subject.get_absolute_url()).status_code == 404


def test_somebody_must_be_left_who_sees_it(subject: Subject, staff: dict[str, User]) -> None:
    restrict_file(subject, reason=WHY, actor=staff["supervisor"])
    own = Grant.objects.get()
    client = signed_in(staff["supervisor"])
    last = client.post(page("take_back_sight", subject, own.pk))
    assert last.status_code == 422
    assert "Then nobody would see this file" in last.content.decode()
    give_grant(subject, user=staff["caseworker"], team=None, until=None, reason=WHY, actor=staff["supervisor"])
    gone = client.post(page("take_back_sight", subject, own.pk))
    assert gone["Location"] == reverse("people:list")
    assert client.get(subject.get_absolute_url()).status_code == 404


def test_an_administrator_of_the_team_does_nothing_with_a_file_that_they_do_not_see(
    subject: Subject, staff: dict[str, User]
) -> None:
    restrict_file(subject, reason=WHY, actor=staff["supervisor"])
    grant = Grant.objects.get()
    client = signed_in(staff["administrator"])
    urls = [page(name, subject) for name in ("sight", "restrict", "lift_restriction", "give_sight")]
    for url in [*urls, page("take_back_sight", subject, grant.pk)]:
        missing = url.replace(str(subject.public_id), "00000000-0000-4000-8000-000000000000")
        for send in (client.get, client.post):
            hidden, absent = send(url), send(missing)
            assert hidden.status_code == absent.status_code
            assert hidden.content == absent.content
            assert hidden.status_code in (404, 405)


def test_those_who_may_change_it_are_told_on_the_file_who_may_see_it_and_others_are_not(
    subject: Subject, staff: dict[str, User]
) -> None:
    Grant.objects.create(subject=subject, user=staff["stranger"], reason=WHY)
    told = {name: signed_in(user).get(subject.get_absolute_url()).content.decode() for name, user in staff.items()}
    link = page("sight", subject)
    assert {name: link in shown for name, shown in told.items()} == {
        "caseworker": False,
        "supervisor": True,
        "administrator": True,
        "stranger": True,
    }
    assert signed_in(staff["caseworker"]).get(link).status_code == 403


def test_the_page_tells_what_was_done_by_whom_and_when(subject: Subject, staff: dict[str, User]) -> None:
    client = signed_in(staff["supervisor"])
    client.post(page("restrict", subject), {"reason": WHY})
    client.post(page("give_sight", subject), {"user": staff["caseworker"].pk, "reason": WHY})
    client.post(page("take_back_sight", subject, Grant.objects.get(user=staff["caseworker"]).pk))
    client.post(page("lift_restriction", subject))
    story = client.get(page("sight", subject)).context["story"]
    assert {line.by for line in story} == {staff["supervisor"]}
    told = [(line.what, line.whom) for line in story]
    assert set(told) == {
        ("restricted", ""),
        ("kept", "Sven"),
        ("given", "Wanda"),
        ("taken-back", "Wanda"),
        ("taken-back", "Sven"),
        ("lifted", ""),
    }


def test_who_would_lose_sight_is_what_the_policy_says_afterwards(subject: Subject, staff: dict[str, User]) -> None:
    a_case(subject, caseworker=staff["caseworker"])
    Grant.objects.create(subject=subject, team=a_team("office-of-strangers"), reason=WHY)
    losing = {user.username for user in who_would_lose_sight(subject, actor=staff["supervisor"])}
    assert {"adele", "otto"} <= losing
    restrict_file(subject, reason=WHY, actor=staff["supervisor"])
    subject.refresh_from_db()
    for user in User.objects.filter(username__in=["wanda", "sven", "adele", "otto"]):
        assert may(user, Action.SEE_PEOPLE, file=subject) is (user.username not in losing)


def test_the_pages_cost_the_same_for_ten_grants_as_for_two(subject: Subject, staff: dict[str, User]) -> None:
    client = signed_in(staff["supervisor"])
    counts = []
    for numbers in (range(2), range(2, 10)):
        for n in numbers:
            Grant.objects.create(subject=subject, user=a_user(f"named-{n}"), given_by=a_user(f"gives-{n}"), reason=WHY)
        seen = []
        for url in (page("sight", subject), subject.get_absolute_url()):
            client.get(url)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(url).status_code == 200
            seen.append(len(asked))
        counts.append(seen)
    assert counts[0] == counts[1]
