"""What the policy says of the administration: which page opens to whom, and which of its rows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import get_fields_from_path
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from staff.models import User
from staff.policy import Action, everywhere, may, teams_for
from staff.record.rows import ABOUT
from staff.wall.build import root

if TYPE_CHECKING:
    BasePage = admin.ModelAdmin[Any]
else:
    BasePage = object


def files_open_to(user: User, action: Action) -> QuerySet[Any]:
    """The numbers of the files on which the user may do this."""
    files: Any = _root()._default_manager.all()
    numbers: QuerySet[Any] = files.open_to(user, (action,)).order_by().values("pk")
    return numbers


_root = cache(root)


def about_open_files(rows: QuerySet[Any], ways: Iterable[str], user: User, action: Action) -> QuerySet[Any]:
    """The rows of which every file they are about is open to the user for this action."""
    files = files_open_to(user, action)
    for way in ways:
        reached = Q((f"{way}__in", files))
        rows = rows.filter(reached | Q((f"{way}__isnull", True)) if _may_be_empty(rows.model, way) else reached)
    return rows


def _may_be_empty(model: type[Model], way: str) -> bool:
    return way != "pk" and any(getattr(field, "null", False) for field in get_fields_from_path(model, way))


class AsksThePolicy(BasePage):
    """A page that names its actions; Django's own permissions, and who is a superuser, open nothing.

    `is_staff` lets somebody into the administration. What they find there is said here.
    """

    # Who sees the list, the rows and their history; who adds and changes them, nobody where it is None.
    sees: ClassVar[Action]
    writes: ClassVar[Action | None]
    about: ClassVar[tuple[str, ...]] = ()

    def opens(self, request: HttpRequest, action: Action | None, row: Model | None = None) -> bool:
        """Whether the reader may do this here, and with this row."""
        user: Any = request.user
        if action is None or not may(user, action):
            return False
        if row is None or row.pk is None or not self.about:
            return True
        told = vars(row)
        # A row that came by `get_queryset` came for `sees`.
        known = told.setdefault("_opens", {self.sees: True} if f"{ABOUT}0" in told else {})
        if action not in known:
            known[action] = self.rows_for(request, action).filter(pk=row.pk).exists()
        return bool(known[action])

    def may_write(self, request: HttpRequest, row: Model | None = None) -> bool:
        """Whether the reader may write here; nobody writes what they cannot see."""
        return self.opens(request, self.sees, row) and self.opens(request, self.writes, row)

    def rows_for(self, request: HttpRequest, action: Action) -> QuerySet[Any]:
        """The rows with which the reader may do this."""
        user: Any = request.user
        return about_open_files(self.model._default_manager.all(), self.about, user, action)

    def offered(self, request: HttpRequest, action: Action) -> QuerySet[Any]:
        """What a box of a page offers whose rows are written by this action."""
        return self.rows_for(request, action)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the page stands in the index."""
        return self.opens(request, self.sees)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether list, row and history open."""
        return self.opens(request, self.sees, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whether a new row may be written."""
        return self.may_write(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether a row may be changed."""
        return self.may_write(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether a row may be deleted."""
        return self.may_write(request, obj)


class InTheirTeams(AsksThePolicy):
    """A page whose rows belong to teams: everybody finds those of the teams in which they may do this."""

    team: ClassVar[str] = "team"

    def rows_for(self, request: HttpRequest, action: Action) -> QuerySet[Any]:
        """All of them, or those of the reader's own teams and every team below."""
        user: Any = request.user
        rows = super().rows_for(request, action)
        return rows if everywhere(user, action) else rows.filter((f"{self.team}__in", teams_for(user, action)))
