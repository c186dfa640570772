"""Who may do what: one table that a person can read. Everything else asks it.

Which rows exist for a user at all is said by `visible_to` on the querysets; what they may do with them is said here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from staff.models import Role, User
from staff.record import collector

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


class Action(TextChoices):
    """Everything the web interface lets someone do."""

    OWN_PAGE = "own-page", _("use one's own pages: my work, theme, language")
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
    SEE_READS = "see-reads", _("see who has looked at a file or case; release who was stopped for opening too many")


C, S, A = Role.CASEWORKER, Role.SUPERVISOR, Role.ADMINISTRATOR

POLICY: dict[Action, frozenset[Role]] = {
    Action.OWN_PAGE: frozenset({C, S, A}),
    Action.SEE_CASES: frozenset({C, S, A}),
    Action.OPEN_CASE: frozenset({C, S}),
    Action.WORK_ON_CASE: frozenset({C, S}),
    Action.ASSIGN_CASE: frozenset({S}),
    Action.CLOSE_CASE: frozenset({C, S}),
    Action.REOPEN_CASE: frozenset({S}),
    Action.SEE_PEOPLE: frozenset({C, S, A}),
    Action.ADD_PEOPLE: frozenset({C, S}),
    Action.CORRECT_PEOPLE: frozenset({C, S}),
    Action.SEE_SOURCES: frozenset({C, S, A}),
    Action.EXPORT: frozenset({C, S}),
    Action.EXPORT_IDENTITY: frozenset({S}),
    Action.AGREE_TO_EXPORT: frozenset({S}),
    Action.SEE_READS: frozenset({S}),
}


class SignedIn(HttpRequest):
    """A request that passed `permitted`: its user works here, and its action is known."""

    user: User
    action: Action


def may(user: User, action: Action, *, team_id: int | None = None) -> bool:
    """Whether the user's role allows the action, in the team that owns the file if they work there.

    A file of another team is reached by a grant only; the role the user has at home then counts.
    """
    if not user.is_active:
        return False
    roles = user.roles
    held = {roles[team_id]} if team_id in roles else set(roles.values())
    return bool(POLICY[action] & held)


def require(request: SignedIn, *, team_id: int | None) -> None:
    """Refuse with 403 what the user's role in this team does not allow."""
    if not may(request.user, request.action, team_id=team_id):
        collector.sought()
        raise PermissionDenied


def permitted(
    action: Action,
) -> Callable[[Callable[Concatenate[SignedIn, P], R]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Name the action a view performs: sign-in first, then a role that allows it, else 403."""

    def decorate(
        view: Callable[Concatenate[SignedIn, P], R],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def checked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            signed_in = cast(SignedIn, request)
            signed_in.action = action
            require(signed_in, team_id=None)
            return view(signed_in, *args, **kwargs)

        guarded = login_required(cast(Any, checked))
        guarded.action = action
        return cast(Callable[Concatenate[HttpRequest, P], HttpResponseBase], guarded)

    return decorate
