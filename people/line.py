"""Stays and statuses on a line of time: where each bar lies, in percent of the width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from people.span import Span

ONE_DAY = timedelta(days=1)
# Above this many days the ticks are years, below it months.
YEARS_FROM = 900
MOST_TICKS = 5


@dataclass(frozen=True)
class Stretch:
    """A piece of the line: where it begins and how wide it is, as SVG lengths."""

    x: str
    width: str


@dataclass(frozen=True)
class Lane:
    """One fact on the line: on which days it surely held, and on which it may have held."""

    line: Any
    perhaps: Stretch
    surely: Stretch | None
    goes_on: bool


@dataclass(frozen=True)
class Tick:
    """A mark below the line."""

    x: str
    label: str
    anchor: str


@dataclass(frozen=True)
class TimeLine:
    """Lanes above one scale of days."""

    lanes: list[Lane]
    ticks: list[Tick]


def draw(lines: Sequence[Any], *, today: date | None = None) -> TimeLine | None:
    """Lay the facts of `lines` side by side in time; None where no day at all is known of any of them."""
    today = today or timezone.localdate()
    days = [day for line in lines for span in (line.fact.began, line.fact.ended) for day in _days(span)]
    if not days:
        return None
    if any(line.fact.ended is None for line in lines):
        days.append(today)
    first, last = min(days), max(days)
    margin = timedelta(days=max(round((last - first).days * 0.04), 1))
    scale = _Scale(first - margin, last + margin)
    lanes = [_lane(line, scale, today) for line in lines]
    return TimeLine(lanes, scale.ticks())


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date

    def at(self, day: date) -> float:
        return max(0.0, min(100.0, (day - self.first).days / (self.last - self.first).days * 100))

    def stretch(self, begins: date, ends: date) -> Stretch:
        x = self.at(begins)
        return Stretch(f"{x:.2f}%", f"{max(self.at(ends + ONE_DAY) - x, 0.6):.2f}%")

    def ticks(self) -> list[Tick]:
        by_years = (self.last - self.first).days > YEARS_FROM
        starts = [day for day in _months(self.first, self.last) if day.month == 1 or not by_years]
        step = -(-len(starts) // MOST_TICKS) or 1
        marks = starts[::step] or [self.first + (self.last - self.first) // 2]
        return [self._tick(day, date_format(day, "Y" if by_years else "M Y")) for day in marks]

    def _tick(self, day: date, label: str) -> Tick:
        place = self.at(day)
        anchor = "start" if place < 8 else "end" if place > 92 else "middle"
        return Tick(f"{place:.2f}%", label, anchor)


def _lane(line: Any, scale: _Scale, today: date) -> Lane:
    began, ended = line.fact.began, line.fact.ended
    earliest = _first(began) or scale.first
    latest = today if ended is None else (_last(ended) or scale.last)
    latest = max(latest, earliest)
    sure_from = _last(began)
    sure_until = today if ended is None else _first(ended)
    known = sure_from is not None and sure_until is not None and sure_from <= sure_until
    return Lane(
        line,
        perhaps=scale.stretch(earliest, latest),
        surely=scale.stretch(sure_from, sure_until) if known and sure_from and sure_until else None,
        goes_on=ended is None,
    )


def _months(first: date, last: date) -> list[date]:
    found, day = [], first.replace(day=1)
    while day <= last:
        if day >= first:
            found.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return found


def _days(span: Span | None) -> list[date]:
    return [day for day in (_first(span), _last(span)) if day is not None]


def _first(span: Span | None) -> date | None:
    return span.first if span else None


def _last(span: Span | None) -> date | None:
    return span.last if span else None
