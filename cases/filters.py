"""The filters of the list of cases. They live in the address, so they hold codes and numbers and never a name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cases.models import Case, NextActor, RequestKind, Stage, SupportRequest
from cases.models.case import Level
from people.models import Answer, LegalStatus, LegalStatusKind, Location, Stay
from staff.models import Team, User
from staff.policy import Action, teams_for

# Each sort runs along an index of its own; see Case.Meta.indexes.
SORTS = {
    "urgency": (_("Most urgent first"), ("due_key", "id")),
    "activity": (_("Last touched first"), ("-last_activity_at", "-id")),
    "opened": (_("Newest first"), ("-opened_on", "-id")),
}
DEFAULT_SORT = "urgency"
# What else stands in the address of the list beside its filters.
BESIDE = ("sort", "after")
SOON = timedelta(days=7)


ANY = _("Any")


def choice(label: Any, *, empty: Any = ANY, **kwargs: Any) -> django_filters.ChoiceFilter:
    """One drop-down list; what is not offered filters nothing and is said to be unknown."""
    return django_filters.ChoiceFilter(label=label, empty_label=empty, **kwargs)


class CaseFilter(django_filters.FilterSet):
    """Cases by where the work stands, where the people are, what their standing is, what is asked, and who acts."""

    state = choice(
        _("Open or closed"),
        empty=pgettext_lazy("cases", "Open"),
        method="by_state",
        choices=[("closed", _("Closed")), ("all", _("Open and closed"))],
    )
    stage = choice(_("Stage"), choices=[(stage.value, stage.label) for stage in Stage if stage is not Stage.CLOSED])
    location = choice(_("Where now"), empty=_("Anywhere"), method="by_location")
    status = choice(_("Standing now"), method="by_status")
    may_work = choice(_("May work"), method="by_may_work", choices=Answer)
    request = choice(_("Request"), method="by_request")
    outcome = choice(
        _("Outcome of a request"),
        method="by_request",
        choices=[("open", _("None yet")), *SupportRequest.Outcome.choices],
    )
    caseworker = choice(_("Caseworker"), empty=_("Anybody"), method="by_caseworker")
    team = choice(_("Team"), field_name="team__code")
    risk = choice(_("Risk"), choices=[(str(level.value), level.label) for level in Level])
    due = choice(
        _("Next step"),
        method="by_due",
        choices=[("late", _("Late")), ("today", _("Due today")), ("week", _("Due within 7 days"))],
    )
    waiting = choice(
        _("Waiting on"),
        empty=_("Anybody"),
        method="by_waiting",
        choices=[
            ("us", _("Us")),
            ("others", _("Others")),
            *((who.value, who.label) for who in NextActor if who is not NextActor.US),
        ],
    )
    idle = choice(_("Untouched"), empty=_("Or not"), method="by_idle", choices=[("30", _("For 30 days"))])

    class Meta:
        model = Case
        fields: list[str] = []

    def __init__(self, data: QueryDict, *, user: User, queryset: QuerySet[Case]) -> None:
        self.user = user
        super().__init__(data, queryset=queryset)
        entries, self.paths = vocabulary(user)
        for name in ("location", "status", "request", "caseworker", "team"):
            self.filters[name].extra["choices"] = entries[name]

    def filter_queryset(self, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """Without a word about it, a list of cases is a list of open cases."""
        found: QuerySet[Case] = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("state") else found.filter(closed_on=None)

    def by_state(self, cases: QuerySet[Case], name: str, state: str) -> QuerySet[Case]:
        """Closed ones, or all."""
        return cases.filter(closed_on__isnull=False) if state == "closed" else cases

    def by_location(self, cases: QuerySet[Case], name: str, code: str) -> QuerySet[Case]:
        """In this place or anywhere below it, as the list shows it."""
        return cases.filter(subject__in=_shown(Stay.objects.current(), location__path__startswith=self.paths[code]))

    def by_status(self, cases: QuerySet[Case], name: str, code: str) -> QuerySet[Case]:
        """With this standing, as the list shows it."""
        return cases.filter(subject__in=_shown(LegalStatus.objects.current(), kind__code=code))

    def by_may_work(self, cases: QuerySet[Case], name: str, answer: str) -> QuerySet[Case]:
        """Not known means that no present standing says yes or no."""
        if answer != Answer.UNKNOWN:
            return cases.filter(subject__in=_shown(LegalStatus.objects.current(), may_work=answer))
        told = LegalStatus.objects.current().filter(subject=OuterRef("subject")).exclude(may_work=Answer.UNKNOWN)
        return cases.filter(~Exists(told))

    def by_request(self, cases: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """The kind and the outcome are those of one and the same request."""
        chosen = self.form.cleaned_data
        if name == "outcome" and chosen.get("request"):
            return cases
        asked = SupportRequest.objects.filter(case=OuterRef("pk"))
        if kind := chosen.get("request"):
            asked = asked.filter(kind__code=kind)
        if outcome := chosen.get("outcome"):
            asked = asked.filter(outcome="" if outcome == "open" else outcome)
        return cases.filter(Exists(asked))

    def by_caseworker(self, cases: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Mine, nobody's, or a colleague's."""
        if value == "none":
            return cases.filter(caseworker=None)
        return cases.filter(caseworker=self.user.pk if value == "me" else int(value))

    def by_due(self, cases: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """By the day on which the next step is due."""
        today = timezone.localdate()
        if value == "late":
            return cases.filter(closed_on=None, next_due_on__lt=today)
        return cases.filter(closed_on=None, next_due_on__range=(today, today if value == "today" else today + SOON))

    def by_waiting(self, cases: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """By who must act next."""
        ours = Q(next_actor__in=[NextActor.US, ""])
        others = ~ours if value == "others" else Q(next_actor=value)
        return cases.filter(ours if value == "us" else others, closed_on=None)

    def by_idle(self, cases: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Open cases nobody touched for 30 days."""
        return cases.filter(pk__in=Case.objects.idle())


def _shown(current: Any, **conditions: Any) -> Any:
    """Subjects whose present stay or standing fits: one we accept or, where we accept none, one that is claimed.

    Two plain lists of subjects, one after the other: PostgreSQL can begin with them, which it cannot with an OR.
    """
    fitting = current.filter(**conditions).order_by()
    accepted = Exists(current.filter(subject=OuterRef("subject"), accepted=True))
    claimed = fitting.filter(~accepted, accepted=False)
    return fitting.filter(accepted=True).values("subject").union(claimed.values("subject"), all=True)


def vocabulary(user: User) -> tuple[dict[str, list[tuple[str, Any]]], dict[str, str]]:
    """What the drop-down lists offer, by filter, and the path of every place by its code; one query for them all."""
    teams = teams_for(user, Action.SEE_CASES)
    name = Coalesce(NullIf("name", Value("")), "username")
    colleagues = User.objects.filter(memberships__team__in=teams, is_active=True).distinct()
    lists = [
        _entries("location", Location.objects.all(), place=F("path")),
        _entries("status", LegalStatusKind.objects.all()),
        _entries("request", RequestKind.objects.all()),
        _entries("team", Team.objects.filter(pk__in=teams), label_en=F("name"), label_es=F("name"), place=F("name")),
        _entries("caseworker", colleagues, code=Cast("pk", CharField()), label_en=name, label_es=name, place=name),
    ]
    label = 3 if (get_language() or "").startswith("es") else 2
    entries: dict[str, list[tuple[str, Any]]] = {"caseworker": [("me", _("Me")), ("none", _("Nobody"))]}
    paths = {}
    for row in sorted(lists[0].union(*lists[1:], all=True), key=lambda row: (row[0], row[4])):
        of, code, place = row[0], row[1], row[4]
        depth = place.count("/") - 1 if of == "location" else 0
        entries.setdefault(of, []).append((code, "\u2003" * depth + row[label]))
        if of == "location":
            paths[code] = place
    for of in ("location", "status", "request", "team"):
        entries.setdefault(of, [])
    return entries, paths


def _entries(of: str, rows: QuerySet[Any], **how: Any) -> QuerySet[Any, Any]:
    """One list of the vocabulary as rows of text: which list, code, both labels, and what to sort by."""
    places = {"code": F("code"), "label_en": F("label_en"), "label_es": F("label_es"), "place": _position(), **how}
    # Other names than the columns have, or Django takes them for an attempt to hide a column.
    told = {f"told_{key}": Cast(value, CharField()) for key, value in places.items()}
    entries: QuerySet[Any, Any] = rows.order_by().annotate(told_of=Value(of, CharField()), **told)
    return entries.values_list("told_of", *told)


def _position() -> Any:
    return Cast(F("position") + 100_000, CharField())
