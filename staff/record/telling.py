"""A look at a file or case in words, for the page that shows who has looked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from staff.models import EmergencyAccess, Look, User

# What pages are called; a page without a name of its own is told by its route.
PAGES: dict[str, Any] = {
    "admin": gettext_lazy("administration"),
    "cases:list": gettext_lazy("list of cases"),
    "cases:my_work": gettext_lazy("my work"),
    "cases:looks": gettext_lazy("who has looked"),
    "cases:fetch_export": gettext_lazy("exported file"),
    "cases:choose_subject": gettext_lazy("search"),
    "cases:referred_list": gettext_lazy("page of a partner"),
    "cases:referred": gettext_lazy("page of a partner"),
    "cases:reveal_referred": gettext_lazy("page of a partner"),
    "cases:keeping": gettext_lazy("keeping"),
    "cases:what_we_hold": gettext_lazy("letter to the person"),
    "cases:emergency_access": gettext_lazy("emergency access"),
    "cases": gettext_lazy("case"),
    "staff:audit": gettext_lazy("record of reads"),
    "people:list": gettext_lazy("list of people"),
    "people:looks": gettext_lazy("who has looked"),
    "people:search": gettext_lazy("search"),
    "people:choose": gettext_lazy("search"),
    "people:new_person": gettext_lazy("search before a new file"),
    "people:promises": gettext_lazy("promises"),
    "people:source": gettext_lazy("source"),
    "people:location": gettext_lazy("location"),
    "people:hold": gettext_lazy("legal hold"),
    "people:lift_hold": gettext_lazy("legal hold"),
    "people:erase": gettext_lazy("erasure"),
    "people:agree_to_erasure": gettext_lazy("erasure"),
    "people": gettext_lazy("file"),
}
SIGNS = {
    Look.How.OPENED: "plain",
    Look.How.LISTED: "plain",
    Look.How.REVEALED: "warn",
    Look.How.TAKEN: "warn",
    Look.How.REFUSED: "bad",
}


@dataclass(frozen=True)
class Told:
    """One look, as the page shows it."""

    at: datetime
    who: str
    how: str
    tone: str
    what: str
    page: str
    address: str
    in_an_emergency: bool = False


def told(looks: Iterable[Look], *, file: int) -> list[Told]:
    """The looks at one file in words, in their order; one query for the names of all who looked.

    One more only where a page was shown in an emergency: of the accesses it names, those to this very file count.
    """
    looks = list(looks)
    under = {access for look in looks for access in look.read.emergencies}
    opened = set(EmergencyAccess.objects.filter(pk__in=under, file=file).values_list("pk", flat=True)) if under else ()
    names = {user.pk: str(user) for user in User.objects.filter(pk__in={look.read.reader for look in looks})}
    return [
        Told(
            at=look.read.at,
            who=names.get(look.read.reader or 0, _("nobody signed in")),
            how=look.get_how_display(),
            tone=SIGNS[Look.How(look.how)],
            what=field_called(look.read.revealed),
            page=page_called(look.read.page),
            address=look.read.address or "",
            in_an_emergency=any(access in opened for access in look.read.emergencies),
        )
        for look in looks
    ]


def page_called(route: str) -> str:
    """What a page is called, from its route: its own words, or those of its room."""
    return str(PAGES.get(route) or PAGES.get(route.partition(":")[0], route))


def field_called(name: str) -> str:
    """What a field is called that was shown, from "people.stay.exact_place"; "" for none."""
    model, _dot, field = name.rpartition(".")
    if not model:
        return ""
    try:
        found: Any = apps.get_model(model)._meta.get_field(field)
    except (LookupError, FieldDoesNotExist):
        # The record outlives what it speaks of.
        return name
    return str(capfirst(found.verbose_name))
