"""Who may see a file, counted by the policy itself for everybody who works here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from people.models import Grant, Subject
from staff.models import Role, Team, User
from staff.models.reach import ReachOf
from staff.policy import Action, When, may, roles_for, teams_for

# By these ways a restricted file is open to a person for longer than an hour.
LASTING = (When.OWN_CASE, When.GRANTED)


def who_sees(subject: Subject) -> list[User]:
    """The active users to whom the file is open now."""
    users = User.objects.filter(is_active=True).annotate(reach_fetched=ReachOf("pk"))
    return [user for user in users if may(user, Action.SEE_PEOPLE, file=subject)]


def named_to(subject: Subject, user: User, *ways: When) -> bool:
    """Whether the file names this user in one of these ways."""
    return any(subject.pk in user.reach.named.get(way, ()) for way in ways)


def colleagues_to_name(*, but: User) -> list[User]:
    """Active users to whom a grant would open a file; nobody names themselves."""
    roles = roles_for(Action.SEE_PEOPLE, When.GRANTED)
    return list(User.objects.filter(is_active=True, memberships__role__in=roles).exclude(pk=but.pk).distinct())


def teams_to_name() -> list[Team]:
    """Teams with somebody in them to whom a grant would open a file."""
    roles: frozenset[Role] = roles_for(Action.SEE_PEOPLE, When.GRANTED)
    return list(Team.objects.filter(memberships__role__in=roles).distinct())


def sees_by_team(subject: Subject, user: User) -> bool:
    """Whether the file is open to this user because their team owns it."""
    return not subject.restricted and subject.team_id in teams_for(user, Action.SEE_PEOPLE)


@dataclass(frozen=True)
class Told:
    """One line of the story of who might see a file."""

    at: datetime
    what: str
    whom: str
    by: User | None
    why: str = ""


def story_of(subject: Subject, grants: list[Grant]) -> list[Told]:
    """What was done about who may see the file, the newest first: restrictions, grants given and taken back."""
    return sorted([*_restrictions(subject), *_grants(grants)], key=lambda line: line.at, reverse=True)


def _grants(grants: list[Grant]) -> Iterator[Told]:
    for grant in grants:
        whom = str(grant.user or grant.team)
        what = "kept" if grant.kind == Grant.Kind.KEPT else "given"
        yield Told(grant.given_at, what, whom, grant.given_by, grant.reason)
        if grant.taken_back_at is not None:
            yield Told(grant.taken_back_at, "taken-back", whom, grant.taken_back_by)


def _restrictions(subject: Subject) -> Iterator[Told]:
    events = type(subject).pgh_event_model.objects.filter(pgh_obj=subject.pk)  # type: ignore[attr-defined]
    rows = list(events.order_by("pgh_id").values_list("restricted", "pgh_created_at", "pgh_context__metadata__user"))
    names = User.objects.in_bulk({user for _restricted, _at, user in rows if user is not None})
    before = False
    for restricted, at, user in rows:
        if restricted != before:
            yield Told(at, "restricted" if restricted else "lifted", "", names.get(user))
        before = restricted
