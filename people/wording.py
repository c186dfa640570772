"""What a fact says, in a line of the reader's language. Masked fields never stand in it."""

from __future__ import annotations

from datetime import date
from functools import singledispatch
from typing import Any

from django.utils.translation import gettext as _

from people.models import (
    Answer,
    CohortOverlap,
    ContactMethod,
    Identification,
    IdentityDocument,
    Kinship,
    LegalStatus,
    MilitaryService,
    Promise,
    PromiseAccount,
    Statement,
    Stay,
    Subject,
)
from people.span import Span
from people.span_text import EARLIEST_YEAR, LATEST_YEAR


def period(began: Span | None, ended: Span | None) -> str:
    """From when until when, as precisely as it is known; "" when neither is."""
    told = {"began": began.label() if began else "", "ended": ended.label() if ended else ""}
    if began and ended:
        return _("began %(began)s, ended %(ended)s") % told
    if began:
        return _("began %(began)s") % told
    return _("ended %(ended)s") % told if ended else ""


def day_label(day: date) -> str:
    """One day in the words that spans are told in, "9 December 2019": no page tells a day in two ways."""
    return Span(day, day).label() if EARLIEST_YEAR <= day.year <= LATEST_YEAR else day.isoformat()


@singledispatch
def headline(fact: Any) -> str:
    """The fact in a few words, such as "Winn Correctional Center, held in detention"."""
    raise TypeError(f"Nothing is known of how to word a {type(fact).__name__}.")


@singledispatch
def particulars(fact: Any) -> list[str]:
    """What else the fact tells: its time, and what depends on its kind."""
    return []


@headline.register
def _subject(fact: Subject) -> str:
    return fact.display_name


@headline.register
def _overlap(fact: CohortOverlap) -> str:
    told = {"one": fact.one.subject.display_name, "other": fact.other.subject.display_name}
    known: dict[str, str] = {
        CohortOverlap.Extent.NONE: _("%(one)s and %(other)s have no one in common"),
        CohortOverlap.Extent.SOME: _("%(one)s and %(other)s have some in common"),
        CohortOverlap.Extent.WITHIN: _("%(one)s lies within %(other)s"),
    }
    return known.get(fact.extent, _("Whether %(one)s and %(other)s share members is not known")) % told


@headline.register
def _stay(fact: Stay) -> str:
    told = {"place": fact.location.label}
    held: dict[str, str] = {
        Stay.Custody.DETAINED: _("%(place)s, held in detention"),
        Stay.Custody.GUEST: _("%(place)s, guest of a mission"),
        Stay.Custody.SHELTERED: _("%(place)s, sheltered"),
        Stay.Custody.FREE: _("%(place)s, not held"),
    }
    return held.get(fact.custody, "%(place)s") % told


@particulars.register
def _of_stay(fact: Stay) -> list[str]:
    within = fact.location.parent.label if fact.location.parent else ""
    return _told(within, period(fact.began, fact.ended), fact.remark)


@headline.register
def _legal_status(fact: LegalStatus) -> str:
    return _("%(standing)s, %(country)s") % {"standing": fact.kind.label, "country": fact.country.label}


@particulars.register
def _of_legal_status(fact: LegalStatus) -> list[str]:
    work: dict[str, str] = {Answer.YES: _("may work"), Answer.NO: _("may not work")}
    granted = _("granted by %(authority)s") % {"authority": fact.authority.label} if fact.authority else ""
    expiry = (
        _("document expires on %(day)s") % {"day": day_label(fact.document_expires_on)}
        if fact.document_expires_on
        else ""
    )
    may_work = work.get(fact.may_work, _("whether they may work is not known"))
    return _told(may_work, granted, period(fact.began, fact.ended), expiry, fact.remark)


@headline.register
def _service(fact: MilitaryService) -> str:
    parts = [part.label for part in (fact.rank, fact.branch) if part is not None]
    return ", ".join(parts) or _("Military service")


@particulars.register
def _of_service(fact: MilitaryService) -> list[str]:
    unit = _("unit: %(unit)s") % {"unit": fact.unit} if fact.unit else ""
    return _told(unit, period(fact.began, fact.ended))


@headline.register
def _kinship(fact: Kinship) -> str:
    if fact.stayed_behind:
        return fact.get_relation_display()
    who = fact.relative.display_name if fact.relative else fact.described_as
    told = {"relation": fact.get_relation_display(), "who": who}
    return _("%(relation)s: %(who)s") % told if who else told["relation"]


@particulars.register
def _of_kinship(fact: Kinship) -> list[str]:
    if fact.stayed_behind:
        return _told(_("in Venezuela") if fact.location else "")
    described = fact.described_as if fact.relative else ""
    return _told(described, _("in %(place)s") % {"place": fact.location.label} if fact.location else "")


@headline.register
def _contact(fact: ContactMethod) -> str:
    return fact.get_kind_display()


@particulars.register
def _of_contact(fact: ContactMethod) -> list[str]:
    return _told(_("hours: %(hours)s") % {"hours": fact.hours} if fact.hours else "")


@headline.register
def _document(fact: IdentityDocument) -> str:
    if fact.country is None:
        return fact.kind.label
    return _("%(document)s of %(country)s") % {"document": fact.kind.label, "country": fact.country.label}


@particulars.register
def _of_document(fact: IdentityDocument) -> list[str]:
    issued = _("issued on %(day)s") % {"day": day_label(fact.issued_on)} if fact.issued_on else ""
    expires = _("expires on %(day)s") % {"day": day_label(fact.expires_on)} if fact.expires_on else ""
    return _told(issued, expires)


@headline.register
def _identification(fact: Identification) -> str:
    told = {"person": fact.person.subject.display_name, "group": fact.cohort.subject.display_name}
    return _("%(person)s is one of: %(group)s") % told


@headline.register
def _statement(fact: Statement) -> str:
    return _("%(topic)s: %(text)s") % {"topic": fact.get_topic_display(), "text": fact.text}


@particulars.register
def _of_statement(fact: Statement) -> list[str]:
    return _told(fact.happened.label() if fact.happened else "")


@headline.register
def _promise(fact: Promise) -> str:
    return fact.content


@particulars.register
def _of_promise(fact: Promise) -> list[str]:
    by = _("promised by %(actor)s") % {"actor": fact.promisor.label}
    return _told(by, fact.made.label() if fact.made else "")


@headline.register
def _account(fact: PromiseAccount) -> str:
    return fact.get_state_display()


@particulars.register
def _of_account(fact: PromiseAccount) -> list[str]:
    return _told(_("said %(when)s") % {"when": fact.said.label()} if fact.said else "", fact.remark)


def value_of(value: Any) -> str:
    """A masked value once it is shown; a person by name."""
    return value.display_name if isinstance(value, Subject) else str(value)


def _told(*parts: str) -> list[str]:
    return [part for part in parts if part]
