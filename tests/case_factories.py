"""A cast for the tests of casework: an office, those who work there, a stranger, and cases on made-up people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from cases.actions import add_request, add_task, open_case
from cases.models import Case, RequestKind, SupportRequest, Task
from people.actions import create_cohort, create_person, record_fact
from people.models import Citation, LegalStatus, LegalStatusKind, Location, Person, Stay, Subject
from people.span import Span
from staff.models import Membership, Role, Team, User
from tests.rows import a_passage, a_place, a_term, an_actor


@dataclass
class Cast:
    """An office with one of each role, and somebody from elsewhere."""

    team: Team
    caseworker: User
    supervisor: User
    administrator: User
    stranger: User

    @property
    def by_role(self) -> dict[str, User]:
        """Everybody by what they are."""
        return {
            "caseworker": self.caseworker,
            "supervisor": self.supervisor,
            "administrator": self.administrator,
            "stranger": self.stranger,
        }


def make_cast() -> Cast:
    """An office of its own, so that the article's cases are not in its lists."""
    team = Team.objects.create(code="office-of-tests", name="Office of tests")
    elsewhere = Team.objects.create(code="office-elsewhere", name="Office elsewhere")
    return Cast(
        team=team,
        caseworker=make_user("wanda", Role.CASEWORKER, team),
        supervisor=make_user("sven", Role.SUPERVISOR, team),
        administrator=make_user("adele", Role.TEAM_ADMINISTRATOR, team),
        stranger=make_user("otto", Role.SUPERVISOR, elsewhere),
    )


def make_user(username: str, role: Role, team: Team) -> User:
    """Somebody who works in a team."""
    user = User.objects.create(username=username, name=username.title())
    Membership.objects.create(user=user, team=team, role=role)
    return user


def make_person(cast: Cast, name: str = "Xiomara Quiñonez", **more: Any) -> Subject:
    """A person on file."""
    given, _space, family = name.partition(" ")
    said: dict[str, Any] = {"birth": None, "sex": Person.Sex.UNKNOWN, "team": cast.team, **more}
    return create_person(given_names=given, family_names=family, actor=cast.caseworker, **said).subject


def make_group(cast: Cast, label: str = "Crew of a boat", **more: Any) -> Subject:
    """A group on file, of unknown size unless `at_least` and `at_most` say otherwise."""
    said: dict[str, Any] = {"description": "", "size_as_said": "a handful", "at_least": None, "at_most": None, **more}
    return create_cohort(label=label, team=cast.team, actor=cast.caseworker, **said).subject


def make_case(cast: Cast, subject: Subject | None = None, **changes: Any) -> Case:
    """An open case of the caseworker; `changes` are columns to set as they are, past the actions."""
    worker = changes.pop("caseworker", cast.caseworker)
    case = open_case(subject or make_person(cast), actor=cast.caseworker, caseworker=worker)
    if changes:
        Case.objects.filter(pk=case.pk).update(**changes)
        case.refresh_from_db()
    return case


def make_request(case: Case, cast: Cast, kind: str = "leave-to-work", **said: Any) -> SupportRequest:
    """A request in a case."""
    request = SupportRequest(kind=a_term(RequestKind, kind), asked_of=an_actor(), **said)
    return add_request(case, request, actor=cast.caseworker)


def make_task(case: Case, cast: Cast, title: str = "Call the lawyer", due_on: date | None = None) -> Task:
    """A task of the caseworker in a case."""
    return add_task(case, title=title, owner=cast.caseworker, due_on=due_on, actor=cast.caseworker)


def make_stay(subject: Subject, cast: Cast, place: Location | None = None, *, cited: str = "", **said: Any) -> Stay:
    """A stay of a person or group; `cited` is the certainty of a citation, if there is to be one."""
    stay = Stay(subject=subject, location=place or a_place(), **said)
    citation = Citation(passage=a_passage(), certainty=cited) if cited else None
    return record_fact(stay, actor=cast.caseworker, citation=citation)


def make_status(subject: Subject, cast: Cast, kind: str = "refugee", *, cited: str = "", **said: Any) -> LegalStatus:
    """A legal status of a person or group."""
    status = LegalStatus(subject=subject, kind=a_term(LegalStatusKind, kind), country=a_place(), **said)
    citation = Citation(passage=a_passage(), certainty=cited) if cited else None
    return record_fact(status, actor=cast.caseworker, citation=citation)


def days_from_now(count: int) -> date:
    """The day so many days ahead, or behind where negative."""
    return timezone.localdate() + timedelta(days=count)


def span(text: str) -> Span:
    """A span of days."""
    return Span.parse(text)


def signed_in(user: User) -> Client:
    """The browser of somebody who signed in."""
    client = Client()
    client.force_login(user)
    return client


def in_place(client: Client, method: str, url: str, data: dict[str, Any] | None = None) -> Any:
    """What HTMX gets for the same address."""
    send = client.get if method == "get" else client.post
    return send(url, data or {}, headers={"HX-Request": "true"})
