"""Reading spans of days as people write them, in English and in Spanish whichever language the page is in."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

EARLIEST_YEAR, LATEST_YEAR = 1800, 2200
LONGEST_TEXT = 100

Days = tuple[date, date]

MONTH_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "january jan enero ene",
            "february feb febrero",
            "march mar marzo",
            "april apr abril abr",
            "may mayo",
            "june jun junio",
            "july jul julio",
            "august aug agosto ago",
            "september sept sep septiembre setiembre set",
            "october oct octubre",
            "november nov noviembre",
            "december dec diciembre dic",
        ),
        start=1,
    )
    for word in words.split()
}

_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|o|°)?"
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTH_WORDS, key=len, reverse=True))})\.?"
_YEAR = r"(?P<year>[0-9]{4})"
_OF = r"(?: de(?:l? ano|l)?)? "
_POINTS = [
    re.compile(pattern)
    for pattern in (
        _YEAR,
        rf"{_YEAR}-(?P<number>[0-9]{{1,2}})(?:-(?P<day>[0-9]{{1,2}}))?",
        rf"{_MONTH}(?:,|{_OF.rstrip()})? ?{_YEAR}",
        rf"{_DAY}(?: de)? {_MONTH}(?:,|{_OF.rstrip()})? ?{_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
    )
]
_UNTIL = re.compile(r"(?:by|until|no later than|a mas tardar(?: el| en)?|hasta(?: el)?) (?P<rest>.+)")
_SINCE = re.compile(r"(?:from|since|desde(?: el)?|a partir del?) (?P<rest>.+)")
_BETWEEN = re.compile(r"(?:between|entre)(?: el)? (?P<left>.+?) (?:and|y)(?: el)? (?P<right>.+)")
_FROM_TO = re.compile(r"(?:del?|from|desde(?: el)?) (?P<rest>.+)")
# What may stand between the two ends. A hyphen without spaces is read only where it cannot belong to a date.
_TO = r"(?: ?- ?| to | al? | hasta(?: el)? )"
_DAY_MONTH = r"[0-9]{1,2}(?: de)? [a-z.]+"
_SHARED = [
    re.compile(pattern)
    for pattern in (
        rf"(?P<left>[0-9]{{1,2}}){_TO}(?P<right>[0-9]{{1,2}}(?: de)? (?P<tail>[a-z.]+(?:,| del?)? [0-9]{{4}}))",
        rf"(?P<left>[a-z.]+){_TO}(?P<right>[a-z.]+(?P<tail>(?:,| del?)? [0-9]{{4}}))",
        rf"(?P<left>{_DAY_MONTH}){_TO}(?P<right>{_DAY_MONTH}(?P<tail>(?:,| del?)? [0-9]{{4}}))",
    )
]
_YEARS = re.compile(r"(?P<left>[0-9]{4})-(?P<right>[0-9]{4})")
_SEPARATOR = re.compile(r" ?/ ?| - | to | al? | hasta(?: el)? ")


def read_days(text: object) -> tuple[date | None, date | None]:
    """The first and the last day that a text speaks of; None is an open side. Raises only ValidationError."""
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise _not_understood()
    plain = _plain(text)
    if plain.startswith("../"):
        return None, _must_be_point(plain[3:])[1]
    if plain.endswith("/.."):
        return _must_be_point(plain[:-3])[0], None
    if days := _point(plain):
        return days
    if until := _UNTIL.fullmatch(plain):
        return None, _must_be_point(until["rest"])[1]
    for candidate in _candidates(plain):
        if days := _range(candidate):
            return days
    if since := _SINCE.fullmatch(plain):
        return _must_be_point(since["rest"])[0], None
    raise _not_understood()


def _candidates(plain: str) -> Iterator[str]:
    yield plain
    if from_to := _FROM_TO.fullmatch(plain):
        yield from_to["rest"]
    if between := _BETWEEN.fullmatch(plain):
        yield f"{between['left']} - {between['right']}"


def _range(plain: str) -> Days | None:
    for pattern in _SHARED:
        if (shared := pattern.fullmatch(plain)) and (last := _point(shared["right"])):
            tail = shared["tail"] if shared["tail"].startswith((" ", ",")) else f" {shared['tail']}"
            if first := _point(shared["left"] + tail):
                return first[0], last[1]
    if years := _YEARS.fullmatch(plain):
        return _must_be_point(years["left"])[0], _must_be_point(years["right"])[1]
    for separator in _SEPARATOR.finditer(plain):
        first, last = _point(plain[: separator.start()]), _point(plain[separator.end() :])
        if first and last:
            return first[0], last[1]
    return None


def _point(plain: str) -> Days | None:
    """A year, a month or a day; None when the text has another form, ValidationError when there is no such day."""
    for pattern in _POINTS:
        if found := pattern.fullmatch(plain):
            parts = found.groupdict()
            named = parts.get("month")
            number = MONTH_WORDS[named] if named else int(parts["number"]) if parts.get("number") else None
            return _days(int(parts["year"]), number, int(parts["day"]) if parts.get("day") else None)
    return None


def _must_be_point(plain: str) -> Days:
    days = _point(plain.strip())
    if days is None:
        raise _not_understood()
    return days


def _days(year: int, month: int | None, day: int | None) -> Days:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValidationError(
            _("The year must lie between %(earliest)s and %(latest)s."),
            code="year",
            params={"earliest": str(EARLIEST_YEAR), "latest": str(LATEST_YEAR)},
        )
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        raise ValidationError(_("Months go from 1 to 12: there is no month %(month)s."), "month", {"month": month})
    length = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, length)
    if not 1 <= day <= length:
        raise ValidationError(
            _("In %(year)s, %(month)s has %(length)s days: there is no day %(day)s."),
            code="day",
            params={"year": str(year), "month": MONTHS[month], "length": length, "day": day},
        )
    return date(year, month, day), date(year, month, day)


def _not_understood() -> ValidationError:
    return ValidationError(
        _("Write a year, a month or a day, such as 2019, April 2019 or 30 April 2019."), code="not_understood"
    )


def _plain(text: str) -> str:
    """Lower case, without accents, with single spaces and one kind of dash."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    letters = re.sub("[‐‑‒–—−]", "-", letters)
    return re.sub(r"\s+", " ", letters).strip()
