"""What templates need to show what is known: spans, headlines, who says so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from people import wording
from people.models import Citation
from people.span import Span

register = template.Library()


@register.filter
def span(value: Span | None) -> str:
    """A span of days as precisely as it is known, or "" where nothing is."""
    return value.label() if value else ""


@register.filter
def day(value: date) -> str:
    """A day, or the day of a moment, in the words that spans are told in."""
    return wording.day_label(timezone.localtime(value).date() if isinstance(value, datetime) else value)


@register.filter
def headline(fact: Any) -> str:
    """The fact in a few words."""
    return wording.headline(fact)


@register.filter
def particulars(fact: Any) -> list[str]:
    """What else the fact tells, piece by piece."""
    return wording.particulars(fact)


@register.filter
def period(fact: Any) -> str:
    """From when until when a stay, a status or a service lasted, as far as it is known."""
    return wording.period(fact.began, fact.ended)


@register.filter
def in_time(fact: Any) -> str:
    """A stay or status with its time, as the line of time tells it in words."""
    told = [wording.headline(fact), wording.period(fact.began, fact.ended), "" if fact.accepted else _("claimed")]
    return " · ".join(part for part in told if part)


@register.filter
def fit(likeness: int, words: int) -> str:
    """How a name fits what was looked for: "same" in every word, it "begins" so, or it only "sounds" so."""
    if likeness >= 3 * words:
        return "same"
    return "begins" if likeness >= 2 * words else "sounds"


@register.inclusion_tag("people/_citations.html")
def says(citations: Iterable[Citation]) -> dict[str, object]:
    """Who says so, one line for each; or that no source is recorded."""
    return {"citations": citations}
