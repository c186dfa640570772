"""How far the work has come: the stages with the days spent in each, and the requests that were met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.lines import days
from cases.models import Case, Event, Stage, SupportRequest


@dataclass(frozen=True)
class Step:
    """One stage on the progress line; `state` is done, now or ahead."""

    label: str
    state: str
    note: str = ""


def steps_of(case: Case, structure: Iterable[Event]) -> list[Step]:
    """The stages in their order. `structure` holds the changes of stage, each with the days in the stage it left."""
    spent: Counter[str] = Counter()
    for event in structure:
        if left := event.detail.get("from"):
            spent[left] += int(event.detail.get("days") or 0)
    return [_step(case, stage, spent) for stage in Stage]


def _step(case: Case, stage: Stage, spent: Counter[str]) -> Step:
    order = list(Stage)
    if stage == case.stage:
        return Step(str(stage.label), "now", _now(case, spent[stage]))
    if stage is Stage.CLOSED:
        return Step(str(stage.label), "ahead")
    # A case that was closed early has not been through the stages it never entered.
    been = stage in spent or (case.is_open and order.index(stage) < order.index(Stage(case.stage)))
    return Step(str(stage.label), "done" if been else "ahead", days(spent[stage]) if stage in spent else "")


def _now(case: Case, before: int) -> str:
    if not case.is_open:
        return ""
    return _("%(days)s so far") % {"days": days(before + case.days_in_stage)}


@dataclass(frozen=True)
class Met:
    """How many requests were made, and how many of them were met."""

    made: int
    met: int

    def __str__(self) -> str:
        """Such as "1 of 3 met"."""
        return ngettext("%(met)s of %(made)s met", "%(met)s of %(made)s met", self.met) % {
            "met": self.met,
            "made": self.made,
        }


def met_of(requests: Iterable[SupportRequest]) -> Met:
    """Requests met in full; those met in part stand on the page with their own word."""
    outcomes = [request.outcome for request in requests]
    return Met(len(outcomes), outcomes.count(SupportRequest.Outcome.MET))
