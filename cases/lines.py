"""How each thing becomes a line of the story: its icon, its day, its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.known import Known
from cases.models import ACTS, Event, NextActor, Note, Outcome, Stage, SupportRequest, Task, Verb
from cases.models.case import Level
from people.models import Attribution, Fact, PromiseAccount, Statement, Stay, kind_of
from people.span import Span
from people.wording import headline, particulars, period

ICONS = {
    "stay": "geo-alt",
    "legal-status": "bank",
    "service": "shield",
    "statement": "chat-quote",
    "promise": "bookmark",
    "account": "bookmark-check",
}
# The sign of a line that tells of something good or bad; everything else is plain work.
SIGNS: dict[str, str] = {Statement.Topic.LOSS: "bad", Statement.Topic.THREAT: "bad", Stay.Custody.DETAINED: "bad"}
NOTE_ICONS = {
    Note.Kind.NOTE: "pencil",
    Note.Kind.CALL: "telephone",
    Note.Kind.VISIT: "house",
    Note.Kind.MEETING: "people",
}


@dataclass(frozen=True, order=True)
class Mark:
    """The place of a line in the story. Where two things happened at one moment, rank and key keep them apart."""

    at: datetime
    rank: int
    pk: int


@dataclass(frozen=True)
class Line:
    """One line of the story, ready for templates/parts/_story_item.html."""

    mark: Mark
    icon: str
    kind: str
    title: str
    text: str = ""
    when: str = ""
    when_note: str = ""
    meta: str = ""
    citations: list[Attribution] = field(default_factory=list)
    uncited: bool = False
    retracted: bool = False


def fact_line(fact: Fact, known: Known, rank: int) -> Line:
    """A fact, on the day it speaks of as precisely as that is known; else on the day it was recorded."""
    kind = kind_of(fact)
    began, ended = _spans(fact)
    citations = known.citations(fact)
    gone = not known.stood(fact)
    sign = SIGNS.get(getattr(fact, "custody", "") or getattr(fact, "topic", ""), "fact")
    spoken_of = began or ended
    recorded = _("recorded %(day)s") % {"day": day_of(fact.recorded_at)}
    note = _("ended %(day)s") % {"day": ended.label()} if began and ended else ""
    return Line(
        mark=Mark(fact_moment(fact), rank, fact.pk),
        icon=ICONS[kind.slug],
        kind="work" if gone else sign,
        title=str(headline(fact)),
        when=_when(began, ended) or _("day not known"),
        when_note=note if spoken_of else recorded,
        meta=_joined(
            _("taken back: %(why)s") % {"why": fact.retraction_reason} if gone else "",
            "" if fact.accepted else _("claimed, not accepted"),
            _("promise: %(promise)s") % {"promise": fact.promise.content} if isinstance(fact, PromiseAccount) else "",
            *(part for part in particulars(fact) if part != period(began, ended) and part != _label(began)),
        ),
        citations=list(citations),
        uncited=not citations,
        retracted=gone,
    )


def fact_moment(fact: Fact) -> datetime:
    """Where a fact stands in the story: the first day it speaks of, else the moment it was recorded."""
    began, ended = _spans(fact)
    span = began or ended
    if span is None:
        return fact.recorded_at
    day = span.first or span.last
    return timezone.make_aware(datetime.combine(day or date.min, time.min))


def request_line(request: SupportRequest, citations: list[Any], rank: int) -> Line:
    """What is asked, of whom, and by when."""
    return Line(
        mark=Mark(request.made_at, rank, request.pk),
        icon="send",
        kind="work",
        title=_("Request: %(what)s") % {"what": request.kind.label},
        text=linebreaksbr(request.detail, autoescape=True),
        when=day_of(request.made_at),
        when_note=time_of(request.made_at),
        meta=_joined(
            _("asked of %(whom)s") % {"whom": request.asked_of.label} if request.asked_of else "",
            _("provider: %(whom)s") % {"whom": request.provider.label} if request.provider else "",
            _("wanted by %(day)s") % {"day": day_label(request.due_on)} if request.due_on else "",
        ),
        citations=citations,
    )


def task_line(task: Task, rank: int, *, until: datetime | None = None) -> Line:
    """A thing to do; done, if it was done before the moment that the story looks back to."""
    done = task.done_at is not None and (until is None or task.done_at < until)
    return Line(
        mark=Mark(task.made_at, rank, task.pk),
        icon="check2-square" if done else "square",
        kind="work",
        title=_("Task: %(what)s") % {"what": task.title},
        when=day_of(task.made_at),
        when_note=time_of(task.made_at),
        meta=_joined(
            str(task.owner) if task.owner else _("nobody does it yet"),
            _("due on %(day)s") % {"day": day_label(task.due_on)} if task.due_on else "",
            _("done") if done else "",
        ),
    )


def note_line(note: Note, rank: int) -> Line:
    """What someone heard, saw or thought."""
    return Line(
        mark=Mark(note.made_at, rank, note.pk),
        icon=NOTE_ICONS.get(Note.Kind(note.kind), "pencil"),
        kind="work",
        title=note.get_kind_display(),
        text=linebreaksbr(note.text, autoescape=True),
        when=day_of(note.made_at),
        when_note=time_of(note.made_at),
        meta=str(note.author) if note.author else "",
    )


def event_line(event: Event, names: dict[str, str], rank: int) -> Line:
    """Who did what. `names` gives the words for the public ids of requests and tasks, as far as the page knows them."""
    return Line(
        mark=Mark(event.at, rank, event.pk),
        icon=ACTS[Verb(event.verb)].icon,
        kind="work",
        title=str(event.actor) if event.actor else _("Amparo"),
        text=_joined(event.get_verb_display(), separator=": ", last=_event_detail(event, names)),
        when=day_of(event.at),
        when_note=time_of(event.at),
        meta=event.why,
    )


def days(count: int) -> str:
    """A number of days in words."""
    if not count:
        return _("less than a day")
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def day_label(day: date) -> str:
    """A day in the reader's language."""
    return Span(day, day).label() if 1800 <= day.year <= 2200 else day.isoformat()


def day_of(moment: datetime) -> str:
    """The day of a moment: today, yesterday, or its date."""
    day, today = timezone.localdate(moment), timezone.localdate()
    near = {0: _("today"), 1: _("yesterday")}
    return near.get((today - day).days) or day_label(day)


def time_of(moment: datetime) -> str:
    """The hour and minute of a moment."""
    return date_format(timezone.localtime(moment), "TIME_FORMAT")


def _spans(fact: Any) -> tuple[Span | None, Span | None]:
    for name in ("happened", "made", "said"):
        if hasattr(fact, name):
            return getattr(fact, name), None
    return fact.began, fact.ended


def _when(began: Span | None, ended: Span | None) -> str:
    if began is None and ended is not None:
        return _("ended %(day)s") % {"day": ended.label()}
    return _label(began)


def _label(span: Span | None) -> str:
    return span.label() if span else ""


def _joined(*parts: Any, separator: str = " · ", last: str = "") -> str:
    return separator.join(str(part) for part in (*parts, last) if part)


def _event_detail(event: Event, names: dict[str, str]) -> str:
    told = event.detail
    match event.verb:
        case Verb.MOVED | Verb.REOPENED:
            return f"{_word(Stage, told.get('from'))} → {_word(Stage, told.get('to'))}"
        case Verb.CLOSED:
            return _word(Outcome, told.get("outcome"))
        case Verb.ASSIGNED:
            return str(getattr(event, "to_name", None) or "")
        case Verb.NEXT_SET:
            return _joined(_word(NextActor, told.get("who")), _due(told.get("due")))
        case Verb.RATED:
            risk = _("risk %(level)s") % {"level": _word(Level, told.get("risk"))}
            return _joined(risk, _("priority %(level)s") % {"level": _word(Level, told.get("priority"))})
        case Verb.REQUEST_ADDED | Verb.REQUEST_SETTLED:
            outcome = _word(SupportRequest.Outcome, told.get("outcome"))
            return _joined(names.get(str(told.get("request")), ""), outcome)
        case Verb.TASK_ADDED | Verb.TASK_DONE | Verb.TASK_UNDONE:
            return names.get(str(told.get("task")), "")
        case Verb.REFERRED | Verb.RECALLED:
            return str(getattr(event, "partner", None) or "")
    return ""


def _word(words: Any, value: Any) -> str:
    """The label of a stored word; the word itself where nobody uses it any more."""
    return str(dict(words.choices).get(value, value or ""))


def _due(day: Any) -> str:
    try:
        return _("by %(day)s") % {"day": day_label(date.fromisoformat(str(day)))}
    except ValueError:
        return ""
