"""Who may do what: one table that a person can read. Everything else is derived from it.

A rule is role × action × condition. `visible_to` on the querysets, the views, the administration, row security in
PostgreSQL (`staff.wall`), the page "Who may do what" and the tests all ask this table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet, TextChoices
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from staff.models import Membership, Role, Team, User
from staff.record import collector
from staff.wall.context import seen_by

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


class Action(TextChoices):
    """Everything that somebody can do here."""

    OWN_PAGE = "own-page", _("use one's own pages: sessions, theme, language")
    SEE_POLICY = "see-policy", _("see who may do what")
    SEE_CASES = "see-cases", _("see cases")
    OPEN_CASE = "open-case", _("open a case")
    WORK_ON_CASE = "work-on-case", _("record facts, requests, tasks and notes; move a case to another stage")
    ASSIGN_CASE = "assign-case", _("give a case to a caseworker")
    CLOSE_CASE = "close-case", _("close a case")
    REOPEN_CASE = "reopen-case", _("reopen a case")
    SEE_PEOPLE = "see-people", _("see persons and groups")
    ADD_PEOPLE = "add-people", _("add persons and groups")
    CORRECT_PEOPLE = "correct-people", _("record and correct what is known of persons and groups")
    SEE_SOURCES = "see-sources", _("see sources, promises and locations")
    EXPORT = "export", _("take lists out of Amparo as a file, without identity")
    EXPORT_IDENTITY = "export-identity", _("take names and kept-back values out as a file, each ticked by hand")
    AGREE_TO_EXPORT = "agree-to-export", _("agree to a colleague's file about many people, or refuse it")
    SEE_READS = "see-reads", _("see who has looked at a file or case")
    SEE_RETENTION = "see-retention", _("see which files are due for review or erasure, and let one be kept longer")
    PLACE_HOLD = "place-hold", _("place a legal hold on a file, and lift it")
    ASK_ERASURE = "ask-erasure", _("ask for a file to be erased, and withdraw that")
    AGREE_TO_ERASURE = "agree-to-erasure", _("agree, as the second person, to a file being erased")
    ANSWER_PERSON = "answer-person", _("make the answer to somebody who asks what we hold on them")
    RELEASE_READER = "release-reader", _("release who was stopped for opening too many files")
    SEE_CONSENT = "see-consent", _("see what a person agreed to, and print it for their signature")
    RECORD_CONSENT = "record-consent", _("write down that a person agrees, or no longer agrees, to share")
    OVERRIDE_CONSENT = "override-consent", _("share without consent where a life depends on it, with a reason")
    REFER_CASE = "refer-case", _("refer a case to a partner, and call it back")
    SEE_REFERRED = "see-referred", _("see what was referred to one’s own organisation")
    GRANT_SIGHT = "grant-sight", _("restrict a file of their team, and name who else may see it")
    ADMINISTER_FILES = "administer-files", _("see and correct files, facts and cases in the administration")
    KEEP_SOURCES = "keep-sources", _("keep sources, locations and actors in the administration")
    BREAK_GLASS = "break-glass", _("open a file that is closed to them, in an emergency: for 60 minutes, with a reason")
    SEE_EMERGENCIES = "see-emergencies", _("see who opened a file of their teams in an emergency, restricted or not")
    REVIEW_EMERGENCY = "review-emergency", _("review what a colleague opened in an emergency, restricted or not")
    LIFT_SUSPENSION = "lift-suspension", _("give back the right to open files in an emergency")
    MANAGE_TEAM = "manage-team", _("say who works in a team, and as what")
    MANAGE_SITE = "manage-site", _("manage users, teams and vocabularies")
    AUDIT_READS = "audit-reads", _("read the record of reads, by numbers and not by names")


class When(TextChoices):
    """Where a rule holds."""

    ALWAYS = "always", _("always: it concerns no file and no team")
    OWN_TEAM = "own-team", _("in their team and every team below it, unless the file is restricted")
    OWN_CASE = "own-case", _("on a file of which they work on a case")
    GRANTED = "granted", _("on a file that a grant opens to them")
    EMERGENCY = "emergency", _("on a file that they opened in an emergency, less than 60 minutes ago")
    REFERRED = "referred", _("on a file of which a referral to their organisation is in force: the agreed parts alone")


C, S, T, Y, A, P_ = (
    Role.CASEWORKER,
    Role.SUPERVISOR,
    Role.TEAM_ADMINISTRATOR,
    Role.SYSTEM_ADMINISTRATOR,
    Role.AUDITOR,
    Role.PARTNER,
)
EVER = (When.ALWAYS,)
TEAMS = (When.OWN_TEAM,)
THEIRS = (When.OWN_TEAM, When.OWN_CASE, When.GRANTED)
# In an emergency one sees and works. Nothing that would outlast it: no grant, no new case, no closing.
URGENT = (*THEIRS, When.EMERGENCY)

POLICY: dict[Action, dict[Role, tuple[When, ...]]] = {
    Action.OWN_PAGE: {C: EVER, S: EVER, T: EVER, Y: EVER, A: EVER, P_: EVER},
    Action.SEE_POLICY: {C: EVER, S: EVER, T: EVER, Y: EVER, A: EVER},
    Action.SEE_CASES: {C: URGENT, S: URGENT, T: THEIRS},
    Action.OPEN_CASE: {C: THEIRS, S: THEIRS},
    Action.WORK_ON_CASE: {C: URGENT, S: URGENT},
    Action.ASSIGN_CASE: {S: THEIRS},
    Action.CLOSE_CASE: {C: THEIRS, S: THEIRS},
    Action.REOPEN_CASE: {S: THEIRS},
    Action.SEE_PEOPLE: {C: URGENT, S: URGENT, T: THEIRS},
    Action.ADD_PEOPLE: {C: TEAMS, S: TEAMS},
    Action.CORRECT_PEOPLE: {C: URGENT, S: URGENT},
    Action.SEE_SOURCES: {C: EVER, S: EVER, T: EVER},
    Action.EXPORT: {C: THEIRS, S: THEIRS},
    Action.EXPORT_IDENTITY: {S: THEIRS},
    Action.AGREE_TO_EXPORT: {S: (When.OWN_TEAM,)},
    Action.SEE_READS: {S: THEIRS},
    Action.SEE_RETENTION: {S: THEIRS},
    Action.PLACE_HOLD: {S: THEIRS},
    Action.ASK_ERASURE: {C: THEIRS, S: THEIRS},
    Action.AGREE_TO_ERASURE: {S: THEIRS},
    Action.ANSWER_PERSON: {S: THEIRS},
    Action.RELEASE_READER: {S: TEAMS},
    Action.SEE_CONSENT: {C: URGENT, S: URGENT},
    Action.RECORD_CONSENT: {C: THEIRS, S: THEIRS},
    Action.OVERRIDE_CONSENT: {S: THEIRS},
    Action.REFER_CASE: {C: THEIRS, S: THEIRS},
    Action.SEE_REFERRED: {P_: (When.REFERRED,)},
    # Nobody restricts or grants what they do not see, administrators of the team neither.
    Action.GRANT_SIGHT: {S: THEIRS, T: THEIRS},
    Action.BREAK_GLASS: {C: EVER, S: EVER},
    Action.SEE_EMERGENCIES: {C: (When.OWN_CASE,), S: (When.OWN_TEAM, When.OWN_CASE), T: TEAMS},
    Action.REVIEW_EMERGENCY: {S: TEAMS},
    Action.LIFT_SUSPENSION: {S: TEAMS, T: TEAMS},
    Action.ADMINISTER_FILES: {T: TEAMS},
    Action.KEEP_SOURCES: {T: EVER},
    Action.MANAGE_TEAM: {T: TEAMS, Y: EVER},
    Action.MANAGE_SITE: {Y: EVER},
    Action.AUDIT_READS: {A: EVER},
}

# What makes a file known to somebody at all: row security and `visible_to` open it to whoever may do one of these.
SIGHT = (Action.SEE_PEOPLE, Action.SEE_CASES)


# Which roles somebody may give or take who says who works in a team. Nobody gives a role to themselves, or takes it.
GIVES: dict[Role, frozenset[Role]] = {T: frozenset({C, S, T, P_}), Y: frozenset(Role)}


class File(Protocol):
    """Whom a file is about, as far as rules look at it: a `people.Subject`."""

    pk: Any
    team_id: Any
    restricted: Any


class SignedIn(HttpRequest):
    """A request that passed `permitted`: its user works here, and its action is known."""

    user: User
    action: Action


@dataclass(frozen=True)
class Sight:
    """On which files somebody may do a thing: all of these teams that are not restricted, and those that name them.

    `named` pairs files with the teams in which naming does not suffice: the user's role there does not allow it.
    """

    teams: frozenset[int]
    named: tuple[tuple[frozenset[int], frozenset[int]], ...] = ()

    def rows(self, file: str = "") -> Q:
        """The condition on rows, from which `file` leads to the file ("subject__", or nothing)."""
        found = Q((f"{file}team__in", self.teams), (f"{file}restricted", False))
        for files, but in self.named:
            found |= Q((f"{file}pk__in", files)) & ~Q((f"{file}team__in", but)) if but else Q((f"{file}pk__in", files))
        return found


def roles_for(action: Action, when: When | None = None) -> frozenset[Role]:
    """The roles that may do this, on some file or where one condition holds."""
    return frozenset(role for role, whens in POLICY[action].items() if whens and (when is None or when in whens))


def may(user: User, action: Action, *, file: File | None = None, team_id: int | None = None) -> bool:
    """Whether the user's role allows the action on this file, or in this team; without either, anywhere at all."""
    if not user.is_active:
        return False
    if file is None and team_id is None:
        return bool(roles_for(action) & user.all_roles)
    return any(_holds(user, action, when, file, team_id) for when in When)


def _holds(user: User, action: Action, when: When, file: File | None, team_id: int | None) -> bool:
    roles = roles_for(action, when)
    if when == When.ALWAYS:
        return bool(roles & user.all_roles)
    if when == When.OWN_TEAM:
        where: Any = file.team_id if file is not None else team_id
        return bool(roles & user.roles.get(where, frozenset())) and not (file is not None and file.restricted)
    return file is not None and file.pk in user.reach.named.get(when, ()) and bool(roles & _counted(user, action, file))


def _counted(user: User, action: Action, file: File) -> frozenset[Role]:
    """The roles that count on a file that names the user.

    What they are in the file's own team, if they work on files there: a supervisor elsewhere is none here. On a file
    of another team it is what they are at home. Seeing is seeing, by whichever role: row security asks no further.
    """
    here = _working(user.roles.get(file.team_id, frozenset()))
    return user.all_roles if action in SIGHT or not here else here


def _working(roles: frozenset[Role]) -> frozenset[Role]:
    return roles & frozenset(role for action in SIGHT for role in POLICY[action])


def works_elsewhere(user: User) -> bool:
    """Whether the user is a partner and nothing else: whatever is not theirs is missing to them, not refused."""
    return user.all_roles == {Role.PARTNER}


def teams_for(user: User, action: Action) -> list[int]:
    """The teams in which the user may do this to files that are not restricted."""
    roles = roles_for(action, When.OWN_TEAM)
    return sorted(team for team, held in user.roles.items() if held & roles) if user.is_active else []


def everywhere(user: User, action: Action) -> bool:
    """Whether the user may do this wherever it is."""
    return user.is_active and bool(roles_for(action, When.ALWAYS) & user.all_roles)


def may_give(user: User, role: str, *, team_id: int | None, to: int | None) -> bool:
    """Whether the user may give this role in this team to the user of number `to`, or take it from them."""
    if not user.is_active or to == user.pk:
        return False
    held = roles_for(Action.MANAGE_TEAM, When.ALWAYS) & user.all_roles
    if team_id is not None:
        held |= roles_for(Action.MANAGE_TEAM, When.OWN_TEAM) & user.roles.get(team_id, frozenset())
    return any(role in GIVES.get(mine, ()) for mine in held)


def sight_of(user: User, actions: Iterable[Action] = SIGHT) -> Sight:
    """On which files the user may do one of these; without naming them, which files they may know of."""
    if not user.is_active:
        return Sight(frozenset())
    actions = tuple(actions)
    teams = frozenset(team for action in actions for team in teams_for(user, action))
    named: dict[frozenset[int], set[int]] = {}
    for action in actions:
        for when in When:
            roles, files = roles_for(action, when), user.reach.named.get(when)
            if files and roles & user.all_roles:
                here = {team: _working(held) for team, held in user.roles.items() if action not in SIGHT}
                but = frozenset(team for team, held in here.items() if held and not held & roles)
                named.setdefault(but, set()).update(files)
    return Sight(teams, tuple((frozenset(files), but) for but, files in named.items()))


def who_may(action: Action, *, team: Team) -> QuerySet[User]:
    """Active users whose role in this team, or in one above it, allows the action there."""
    above = RawSQL("SELECT amparo_teams_above(%s)", [team.pk])
    held = Membership.objects.filter(role__in=roles_for(action, When.OWN_TEAM), team__in=above)
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


def require(request: SignedIn, *, file: File | None = None) -> None:
    """Refuse with 403 what the user's role does not allow on this file."""
    if not may(request.user, request.action, file=file):
        collector.sought()
        raise PermissionDenied


def permitted(
    action: Action,
) -> Callable[[Callable[Concatenate[SignedIn, P], R]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Name the action a view performs: sign-in first, then a role that allows it, else 403.

    Whatever the view asks the database, row security answers as this reader may know.
    """

    def decorate(
        view: Callable[Concatenate[SignedIn, P], R],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def checked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            signed_in = cast(SignedIn, request)
            signed_in.action = action
            require(signed_in)
            with seen_by(signed_in.user.pk):
                return view(signed_in, *args, **kwargs)

        guarded = login_required(cast(Any, checked))
        guarded.action = action
        return cast(Callable[Concatenate[HttpRequest, P], HttpResponseBase], guarded)

    return decorate
