"""A span of days: how precisely a date is known, kept as the first and the last day it can be."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Self, cast

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from people.span_text import EARLIEST_YEAR, LATEST_YEAR, read_days


@dataclass(frozen=True)
class Span:
    """From `first` to `last`, both included. None is an open side: "by that day", "from that day on". Never both.

    "April 2019" is the span from 1 to 30 April: the day lies in it, and no more is known. Raises ValidationError
    when the days are out of order, or outside the years 1800 to 2200.
    """

    first: date | None
    last: date | None

    def __post_init__(self) -> None:
        days = [day for day in (self.first, self.last) if day is not None]
        if not days:
            raise ValidationError(_("A span needs at least its first or its last day."), code="empty")
        if days[0] > days[-1]:
            raise ValidationError(_("This span ends before it begins: write the earlier day first."), code="order")
        if not all(EARLIEST_YEAR <= day.year <= LATEST_YEAR for day in days):
            raise ValidationError(
                _("The year must lie between %(earliest)s and %(latest)s."),
                code="year",
                params={"earliest": str(EARLIEST_YEAR), "latest": str(LATEST_YEAR)},
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read machine text, or a date as people write it in English or Spanish. Raises ValidationError."""
        return cls(*read_days(text))

    @property
    def is_day(self) -> bool:
        """Whether the very day is known."""
        return self.first == self.last

    def begins_before(self, other: Span) -> bool:
        """Whether this span's earliest day comes before the other's; an open beginning comes first."""
        return (self.first or date.min) < (other.first or date.min)

    def __str__(self) -> str:
        """Machine text, the same in every language: 2019, 2019-04, 2019-04-30, or two days around a slash."""
        if self.first is None or self.last is None:
            return f"{self.first or '..'}/{self.last or '..'}"
        if self.is_day:
            return f"{self.first}"
        if _is_whole_years(self.first, self.last) and self.first.year == self.last.year:
            return f"{self.first:%Y}"
        if _is_whole_months(self.first, self.last) and _month(self.first) == _month(self.last):
            return f"{self.first:%Y-%m}"
        return f"{self.first}/{self.last}"

    def label(self) -> str:
        """The span in the active language, as precisely as it is known and never more."""
        if self.first and self.last:
            return _closed_label(self.first, self.last)
        day = {"day": _day_label(cast(date, self.first or self.last))}
        return (
            pgettext("span of days", "from %(day)s") if self.first else pgettext("span of days", "by %(day)s")
        ) % day


def _closed_label(first: date, last: date) -> str:
    if first == last:
        return _day_label(first)
    names = {
        "first_day": str(first.day),
        "first_month": MONTHS[first.month],
        "first_year": str(first.year),
        "last_day": str(last.day),
        "last_month": MONTHS[last.month],
        "last_year": str(last.year),
    }
    same_year, same_month = first.year == last.year, _month(first) == _month(last)
    if _is_whole_years(first, last):
        return str(first.year) if same_year else pgettext("span of days", "%(first_year)s–%(last_year)s") % names
    if _is_whole_months(first, last):
        if same_month:
            return pgettext("span of days", "%(last_month)s %(last_year)s") % names
        if same_year:
            return pgettext("span of days", "%(first_month)s–%(last_month)s %(last_year)s") % names
        return pgettext("span of days", "%(first_month)s %(first_year)s – %(last_month)s %(last_year)s") % names
    if same_month:
        return pgettext("span of days", "%(first_day)s–%(last_day)s %(last_month)s %(last_year)s") % names
    if same_year:
        return (
            pgettext("span of days", "%(first_day)s %(first_month)s – %(last_day)s %(last_month)s %(last_year)s")
            % names
        )
    return (
        pgettext(
            "span of days",
            "%(first_day)s %(first_month)s %(first_year)s – %(last_day)s %(last_month)s %(last_year)s",
        )
        % names
    )


def _day_label(day: date) -> str:
    names = {"day": str(day.day), "month": MONTHS[day.month], "year": str(day.year)}
    return pgettext("span of days", "%(day)s %(month)s %(year)s") % names


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _is_whole_months(first: date, last: date) -> bool:
    return first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]


def _is_whole_years(first: date, last: date) -> bool:
    return (first.month, first.day) == (1, 1) and (last.month, last.day) == (12, 31)
