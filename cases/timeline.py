"""One story out of everything: facts, requests, notes, tasks and changes, the newest first, a hundred lines at a time.

Of what can grow without end (notes, tasks, events) only the lines of one page are fetched; what is on file about one
subject, and what is asked for them, is little enough to be sorted here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core import signing
from django.db.models import BigIntegerField, Case, F, OuterRef, Q, QuerySet, Subquery, TextChoices, Value, When
from django.db.models.fields.json import KT
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.known import AT_MOST, Known
from cases.lines import Line, Mark, event_line, fact_line, note_line, request_line, task_line
from cases.models import Case as CaseFile
from cases.models import Event, RequestCitation, SupportRequest, Task, Verb
from cases.models.acts import verbs_that
from people.models import Actor
from people.models.fact import end_of
from people.says import with_speakers
from staff.models import User

LINES = 100
# Open tasks shown beside the story.
OPEN_TASKS = 50
FINISHED_TASKS = 3
SALT = "cases.timeline"
# Where several things happened at one moment, their order in the story.
FACT, REQUEST, TASK, NOTE, EVENT = range(5)

STRUCTURE = verbs_that("structure")
# Their things are lines of the story themselves.
ECHOES = verbs_that("echo")


class Kind(TextChoices):
    """What the story can be narrowed to."""

    FACTS = "facts", _("Facts")
    REQUESTS = "requests", _("Requests")
    NOTES = "notes", _("Notes")
    TASKS = "tasks", _("Tasks")
    CHANGES = "changes", _("Changes")


@dataclass(frozen=True)
class Asked:
    """Which part of the story is asked for."""

    kind: str = ""
    known_on: date | None = None
    before: Mark | None = None

    def shows(self, kind: Kind) -> bool:
        """Whether lines of this kind are wanted."""
        return self.kind in ("", kind)


@dataclass
class Story:
    """A page of the story, and what else of the case's work the page shows beside it."""

    lines: list[Line] = field(default_factory=list)
    older: str = ""
    requests: list[SupportRequest] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    structure: list[Event] = field(default_factory=list)

    @property
    def tasks_beside(self) -> list[Task]:
        """Open tasks, and after them the few finished last, so that finishing one can be undone."""
        finished = sorted((task for task in self.tasks if task.done_at), key=_finished, reverse=True)
        return [*(task for task in self.tasks if not task.done_at), *finished[:FINISHED_TASKS]]


def story_of(case: CaseFile, known: Known, asked: Asked, *, for_user: User) -> Story:
    """The part of the story that is asked for; five queries at most."""
    story = Story(requests=_requests(case), tasks=_tasks(case, asked))
    events = _events(case, asked)
    story.structure = [event for event in reversed(events) if event.verb in STRUCTURE]
    names = {str(request.public_id): request.kind.label for request in story.requests}
    names |= {str(task.public_id): task.title for task in story.tasks}

    lines = _fact_lines(known, asked)
    if asked.shows(Kind.REQUESTS):
        cited = _citations(story.requests, for_user)
        lines += [request_line(request, cited.get(request.pk, []), REQUEST) for request in story.requests]
    if asked.shows(Kind.TASKS):
        until = end_of(asked.known_on) if asked.known_on else None
        lines += [task_line(task, TASK, until=until) for task in story.tasks]
    if asked.shows(Kind.NOTES):
        notes = _window(case.notes.select_related("author"), "made_at", NOTE, asked)
        lines += [note_line(note, NOTE) for note in notes]
    verbs = _verbs(asked)
    lines += [event_line(event, names, EVENT) for event in events if verbs is None or event.verb in verbs]

    story.lines, story.older = _page(lines, asked, of=case.reference)
    return story


def asked_for(kind: str, known_on: date | None, cursor: str, *, of: CaseFile) -> Asked:
    """What a reader asks for; a cursor that is none, or of another story, leads to the newest lines."""
    asked = Asked(kind, known_on)
    if not cursor:
        return asked
    try:
        told = signing.loads(cursor, salt=SALT)
        mark = Mark(datetime.fromisoformat(told["at"]), told["rank"], told["pk"])
    except (signing.BadSignature, ValueError):
        return asked
    return Asked(kind, known_on, mark) if told["of"] == _name(asked, of.reference) else asked


def _fact_lines(known: Known, asked: Asked) -> list[Line]:
    lines: list[Line] = []
    if asked.shows(Kind.FACTS):
        lines += [fact_line(fact, known, FACT) for fact in known.facts if known.stood(fact)]
    if asked.kind == Kind.CHANGES:
        lines += [fact_line(fact, known, FACT) for fact in known.facts if not known.stood(fact)]
    return lines


def _page(lines: list[Line], asked: Asked, *, of: str) -> tuple[list[Line], str]:
    if asked.known_on:
        end = end_of(asked.known_on)
        # Facts of the day's knowledge were fetched as such; a day they speak of may still lie ahead.
        lines = [line for line in lines if line.mark.rank == FACT or line.mark.at < end]
    if asked.before:
        lines = [line for line in lines if line.mark < asked.before]
    lines.sort(key=lambda line: line.mark, reverse=True)
    page = lines[:LINES]
    if len(lines) <= LINES:
        return page, ""
    last = page[-1].mark
    told = {"at": last.at.isoformat(), "rank": last.rank, "pk": last.pk, "of": _name(asked, of)}
    return page, signing.dumps(told, salt=SALT)


def _finished(task: Task) -> float:
    return task.done_at.timestamp() if task.done_at else 0


def _name(asked: Asked, reference: str) -> str:
    return f"{reference} {asked.kind} {asked.known_on or ''}"


def _window(rows: Any, at: str, rank: int, asked: Asked) -> Any:
    """The newest rows that the page can need: those before its mark, one more than it has lines."""
    if asked.known_on:
        rows = rows.filter(**{f"{at}__lt": end_of(asked.known_on)})
    if asked.before:
        mark = asked.before
        if rank < mark.rank:
            rows = rows.filter(**{f"{at}__lte": mark.at})
        elif rank == mark.rank:
            rows = rows.filter(TupleLessThan(Tuple(F(at), F("pk")), (mark.at, mark.pk)))
        else:
            rows = rows.filter(**{f"{at}__lt": mark.at})
    return rows.order_by(f"-{at}", "-id")[: LINES + 1]


def _requests(case: CaseFile) -> list[SupportRequest]:
    return list(case.requests.select_related("kind", "asked_of", "provider").order_by("-made_at", "-id")[:AT_MOST])


def _citations(requests: list[SupportRequest], for_user: User) -> dict[int, list[RequestCitation]]:
    found: dict[int, list[RequestCitation]] = {}
    if requests:
        for citation in with_speakers(RequestCitation.objects.filter(request__in=requests), for_user=for_user):
            found.setdefault(citation.request_id, []).append(citation)
    return found


def _tasks(case: CaseFile, asked: Asked) -> list[Task]:
    """Open tasks to show beside the story, and those of this page of it."""
    wanted = Q(pk__in=case.tasks.filter(done_at=None).values("pk")[:OPEN_TASKS])
    if asked.shows(Kind.TASKS):
        wanted |= Q(pk__in=_window(case.tasks, "made_at", TASK, asked).values("pk"))
    return list(case.tasks.filter(wanted).select_related("owner", "done_by"))


def _verbs(asked: Asked) -> list[Verb] | None:
    """The changes that belong to the part of the story asked for; None for all of them."""
    match asked.kind:
        case Kind.CHANGES:
            return None
        case Kind.TASKS:
            return [Verb.TASK_DONE, Verb.TASK_UNDONE]
        case Kind.REQUESTS:
            return [Verb.REQUEST_SETTLED]
        case "":
            return [verb for verb in Verb if verb not in ECHOES]
    return []


def _events(case: CaseFile, asked: Asked) -> list[Event]:
    """The changes of stage, which the progress line needs, and those of this page of the story; newest first."""
    wanted = Q(pk__in=case.events.filter(verb__in=STRUCTURE).values("pk")[:AT_MOST])
    verbs = _verbs(asked)
    if verbs != []:
        told = case.events.all() if verbs is None else case.events.filter(verb__in=verbs)
        wanted |= Q(pk__in=_window(told, "at", EVENT, asked).values("pk"))
    return list(_with_names(case.events.filter(wanted)).select_related("actor"))


def _with_names(events: QuerySet[Event]) -> QuerySet[Event]:
    """Events with the name of the caseworker a case was given to, or of the partner it was referred to."""
    # Only that verb keeps a number there; the others keep words, which no number can be read from.
    number = Case(When(verb=Verb.ASSIGNED, then=Cast(KT("detail__to"), BigIntegerField())))
    name = Coalesce(NullIf("name", Value("")), "username")
    colleague = User.objects.filter(pk=OuterRef("to_pk")).values(shown=name)
    label = "label_es" if (get_language() or "").startswith("es") else "label_en"
    partner = Actor.objects.filter(code=OuterRef("recipient_code")).values(label)
    told = events.annotate(to_pk=number, recipient_code=KT("detail__recipient"))
    return told.annotate(to_name=Subquery(colleague), partner=Subquery(partner))
