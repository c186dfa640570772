"""What we hold on somebody, in plain words, for them to read; and what is kept back from the letter, and why.

Kept back is only what `WITHHELD` says, even where whoever makes the letter may see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Model
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.lines import day_label
from cases.models import Case, Event, Export, Note, Referral, SupportRequest, Task
from people.dossier import Dossier, Line, dossier_of
from people.models import Consent, ConsentOverride, Grant, Kinship, Source, Subject
from people.models.citation import Attribution
from people.models.field_class import in_words
from people.span import Span
from people.wording import day_label as day_of
from people.wording import headline, particulars, value_of
from staff.models import Look, Membership, Role, User

# What is kept back from the letter: what it is called there, and why. The letter says how much of each there is.
WITHHELD: dict[str, tuple[Any, Any]] = {
    "colleagues": (
        gettext_lazy("The names of our colleagues"),
        gettext_lazy("They are hunted for whom they help; who works here stays among us."),
    ),
    "notes": (
        gettext_lazy("Working notes, tasks and reasons that colleagues wrote"),
        gettext_lazy("They hold what others told us in confidence, and what colleagues weighed before they were sure."),
    ),
    "speakers": (
        gettext_lazy("Which other person on file told us something of you"),
        gettext_lazy("It would tell you that they have a file here."),
    ),
    "interviews": (
        gettext_lazy("Who gave us an interview"),
        gettext_lazy("It was given in confidence. What was said of you stands above."),
    ),
    "relatives": (
        gettext_lazy("Which of your relatives have a file of their own"),
        gettext_lazy("It is theirs to tell."),
    ),
    "elsewhere": (
        gettext_lazy("Entries on files of others that name you"),
        gettext_lazy("They are about somebody else first."),
    ),
    "history": (
        gettext_lazy("Earlier wordings of what was put right"),
        gettext_lazy("What stands above replaced them. They are kept so that nothing is changed unseen."),
    ),
    "keeping": (
        gettext_lazy("Reasons why others may see the file, or why it must be kept"),
        gettext_lazy("They can speak of others, or of a proceeding that is not public."),
    ),
}


@dataclass
class Entry:
    """One thing we hold, in words: what, what else it tells, and where we have it from."""

    text: str
    more: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@dataclass
class Section:
    """Entries under one heading."""

    title: str
    entries: list[Entry]


@dataclass
class Letter:
    """The whole answer; `masked` are the rows and fields that the pages keep back and the letter shows."""

    subject: Subject
    sections: list[Section]
    shared: list[str]
    looks: list[tuple[str, int, int]]
    refused: int
    withheld: list[tuple[Any, Any, int]]
    masked: list[tuple[Any, str]]
    made_on: date


HEADINGS: dict[str, Any] = {
    "stay": gettext_lazy("Where you were and are"),
    "legal-status": gettext_lazy("Your standing in law"),
    "service": gettext_lazy("Your military service"),
    "relative": gettext_lazy("Your family"),
    "way-to-reach": gettext_lazy("How you can be reached"),
    "document": gettext_lazy("Your papers"),
    "member": gettext_lazy("Groups you are said to be one of"),
    "statement": gettext_lazy("What is said of you"),
    "promise": gettext_lazy("What you were promised"),
    "account": gettext_lazy("What is said to have become of promises"),
}


def letter_to(subject: Subject, *, maker: User) -> Letter:
    """Everything we hold on a person, in the language that is active."""
    withheld = dict.fromkeys(WITHHELD, 0)
    masked: list[tuple[Any, str]] = []
    dossier = dossier_of(subject, reader=maker)
    sections = [Section(_("Who you are"), list(_identity(subject, dossier, withheld)))]
    for slug, heading in HEADINGS.items():
        lines = [line for line in dossier.of(slug) if _is_theirs(line, withheld)]
        sections.append(Section(str(heading), [_entry(line, subject, withheld, masked) for line in lines]))
    lines = [line for line in dossier.taken_back if _is_theirs(line, withheld)]
    taken_back = [_taken_back(line, subject, withheld, masked) for line in lines]
    sections.append(Section(_("What we held once and took back"), taken_back))
    cases = list(Case.objects.filter(subject=subject).select_related("team").order_by("opened_on", "id"))
    sections.append(Section(_("Our work for you"), [entry for case in cases for entry in _work(case, withheld)]))
    withheld["colleagues"] = withheld["history"] = 1
    return Letter(
        subject=subject,
        sections=[section for section in sections if section.entries],
        shared=list(_shared(subject, cases, withheld)),
        **_looked(subject),
        withheld=[(*WITHHELD[name], count) for name, count in withheld.items() if count],
        masked=masked,
        made_on=timezone.localdate(),
    )


def _identity(subject: Subject, dossier: Dossier, withheld: dict[str, int]) -> Iterator[Entry]:
    person = subject.person
    said = [_said(citation, subject.pk, withheld) for citation in dossier.citations]
    named = [("given_names", person.given_names), ("family_names", person.family_names), ("birth", person.birth)]
    for name, value in named:
        if value:
            text = value.label() if isinstance(value, Span) else value
            yield Entry(f"{_label(person, name)}: {text}", said=said)
    yield Entry(f"{_label(person, 'sex')}: {person.get_sex_display()}")
    for alias in dossier.aliases:
        yield Entry(f"{_label(alias, 'name')}: {alias.name}", [alias.get_kind_display()])
    told = {"team": subject.team, "day": day_of(subject.created_at.date())}
    yield Entry(_("On file since %(day)s, kept by: %(team)s") % told)
    if subject.restricted:
        yield Entry(_("Your file is restricted: only those who are named to it see it."))


def _is_theirs(line: Line, withheld: dict[str, int]) -> bool:
    """Whether an entry is on their own file; what a relative's file says of them is counted and kept back."""
    theirs = not (isinstance(line.fact, Kinship) and line.from_elsewhere)
    withheld["elsewhere"] += not theirs
    return theirs


def _entry(line: Line, subject: Subject, withheld: dict[str, int], masked: list[tuple[Any, str]]) -> Entry:
    fact = line.fact
    if isinstance(fact, Kinship) and fact.relative is not None:
        withheld["relatives"] += 1
        fact.relative = None
    more = particulars(fact)
    for name in line.kind.masked_in(fact):
        masked.append((fact, name))
        more.append(f"{_label(fact, name)}: {value_of(getattr(fact, name))}")
    if not fact.accepted:
        more.append(_("It is claimed; we do not hold it to be so."))
    return Entry(headline(fact), more, [_said(citation, subject.pk, withheld) for citation in line.citations])


def _taken_back(line: Line, subject: Subject, withheld: dict[str, int], masked: list[tuple[Any, str]]) -> Entry:
    entry = _entry(line, subject, withheld, masked)
    withheld["notes"] += bool(line.fact.retraction_reason)
    entry.more.append(_("taken back on %(day)s") % {"day": day_of(line.fact.retracted_at.date())})
    return entry


def _said(citation: Attribution, subject_id: int, withheld: dict[str, int]) -> str:
    """Where we have it from, without whoever must not be known to have spoken."""
    source = citation.passage.source
    parts = []
    if citation.speaker_actor is not None:
        parts.append(_("%(who)s says so") % {"who": citation.speaker_actor.label})
    elif citation.speaker_subject_id == subject_id:
        parts.append(_("you say so yourself"))
    elif citation.speaker_subject_id is not None:
        withheld["speakers"] += 1
        parts.append(_("somebody whose name we keep back says so"))
    if source.kind == Source.Kind.INTERVIEW:
        withheld["interviews"] += 1
        parts.append(_("in an interview"))
    else:
        publisher = f", {source.publisher.label}" if source.publisher else ""
        told = {"source": f"{source}{publisher}", "paragraph": citation.passage.paragraph}
        parts.append(_("%(source)s, paragraph %(paragraph)s") % told)
    parts.append(str(citation.get_certainty_display()))
    if citation.inferred:
        parts.append(_("we infer: %(words)s") % {"words": citation.inferred})
    return " · ".join(parts)


def _work(case: Case, withheld: dict[str, int]) -> Iterator[Entry]:
    told = {"reference": case.reference, "day": day_label(case.opened_on), "team": case.team}
    more = [str(case.get_stage_display())]
    if case.closed_on:
        closed = {"day": day_label(case.closed_on), "outcome": case.get_outcome_display()}
        more.append(_("closed on %(day)s: %(outcome)s") % closed)
    if case.risk:
        more.append(_("Risk: %(level)s") % {"level": case.get_risk_display()})
    yield Entry(_("Case %(reference)s, opened on %(day)s by: %(team)s") % told, more)
    requests = SupportRequest.objects.filter(case=case).select_related("case", "kind", "asked_of", "provider")
    for request in requests.prefetch_related("citations__passage__source__publisher", "citations__speaker_actor"):
        yield _request(request, withheld)
    withheld["notes"] += Note.objects.filter(case=case).count() + Task.objects.filter(case=case).count()
    withheld["notes"] += sum(bool(event.why) for event in Event.objects.filter(case=case)) + bool(case.next_step)


def _request(request: SupportRequest, withheld: dict[str, int]) -> Entry:
    more = [request.detail] if request.detail else []
    if request.asked_of:
        more.append(_("asked of: %(who)s") % {"who": request.asked_of.label})
    if request.provider:
        more.append(_("provided by: %(who)s") % {"who": request.provider.label})
    more.append(str(request.get_outcome_display() or request.get_progress_display()))
    more += [request.result] if request.result else []
    said = [_said(citation, request.case.subject_id, withheld) for citation in request.citations.all()]
    return Entry(_("Asked for you: %(what)s") % {"what": request.kind.label}, more, said)


def _shared(subject: Subject, cases: Iterable[Case], withheld: dict[str, int]) -> Iterator[str]:
    """Who else may see the file, to whom parts of it went, and whom we asked for something in their name."""
    for grant in Grant.objects.filter(subject=subject).select_related("team"):
        withheld["keeping"] += 1
        who = str(grant.team) if grant.team else _("one colleague of another office")
        told = {"who": who, "day": day_label(grant.until) if grant.until else ""}
        yield _("%(who)s, until %(day)s") % told if grant.until else who
    withheld["keeping"] += subject.holds.count() + subject.kept_longer.count()
    withheld["notes"] += subject.erasures.count()
    leave: list[tuple[Any, str]] = [
        (Consent, _("%(who)s: you agreed to share parts of your file for %(what)s, until %(day)s")),
        (ConsentOverride, _("%(who)s: shared for %(what)s without your agreement, until %(day)s")),
    ]
    for kind, words in leave:
        for one in kind.objects.filter(subject=subject).select_related("recipient"):
            who = one.recipient.label if one.recipient else _("Our own office")
            leave_in_words = words % {
                "who": who,
                "what": one.get_purpose_display(),
                "day": day_label(_last_day(one)),
            }
            yield " · ".join([leave_in_words, *in_words(one.classes), *_agreed_in_words(one)])
            withheld["notes"] += kind is ConsentOverride
    for referral in Referral.objects.filter(case__in=list(cases)).select_related("recipient"):
        told = {"what": referral.get_purpose_display(), "day": day_label(_last_day(referral))}
        saw = _("%(who)s saw parts of your file for %(what)s, until %(day)s") % {
            "who": referral.recipient.label,
            **told,
        }
        wrote = _("we wrote to them: %(words)s") % {"words": referral.asked}
        yield " · ".join([saw, *in_words(referral.classes), wrote])
        withheld["notes"] += bool(referral.recall_reason)
    taken_out = Export.objects.filter(subjects__contains=[subject.pk], state=Export.State.FETCHED)
    for who in _receivers(taken_out.select_related("asked_by").defer("content")):
        yield _("%(who)s, a list in which you stand") % {"who": who}
    asked = SupportRequest.objects.filter(case__in=list(cases)).select_related("asked_of", "provider", "kind")
    for actor, kind in dict.fromkeys((who, request.kind.label) for request in asked for who in _whom(request)):
        yield _("%(who)s was asked in your name: %(what)s") % {"who": actor.label, "what": kind}


def _agreed_in_words(leave: Any) -> Iterator[str]:
    """What they said themselves, or somebody for them, when they agreed or withdrew."""
    if not isinstance(leave, Consent):
        return
    if leave.given_by:
        yield _("spoken for you: %(who)s") % {"who": leave.given_by}
    if leave.remark:
        yield _("in your words: %(words)s") % {"words": leave.remark}
    if leave.withdrawal_reason:
        yield _("when you withdrew it: %(words)s") % {"words": leave.withdrawal_reason}


def _receivers(exports: Iterable[Export]) -> Iterator[str]:
    """Who received each file. Whoever kept it to themselves wrote their own name there: colleagues are not named."""
    users = list(User.objects.only("username", "name"))
    names = {name.casefold() for user in users for name in (user.username, user.name) if name}
    for export in exports:
        said = export.recipient.casefold()
        own = {name.casefold() for name in (export.asked_by.username, export.asked_by.name) if name}
        kept = said.strip() in names or any(re.search(rf"\b{re.escape(name)}\b", said) for name in own)
        yield _("Our own office") if kept else export.recipient


def _last_day(given: Any) -> date:
    """The last day of leave or of a referral: the one it was given for, or an earlier one on which it was ended."""
    ended = getattr(given, "recalled_at", None) or getattr(given, "withdrawn_at", None)
    return min(given.until, timezone.localdate(ended)) if ended else given.until  # type: ignore[no-any-return]


def _whom(request: SupportRequest) -> list[Any]:
    return [who for who in (request.asked_of, request.provider) if who is not None]


def _looked(subject: Subject) -> dict[str, Any]:
    """By what they are here, how many have opened the file and how often; and how often it was refused."""
    looks = Look.objects.at_file(subject.pk).inside()
    rows = list(looks.order_by().values_list("read__reader", "how").annotate(times=Count("pk")))
    roles = dict(Membership.objects.filter(user__in={who for who, *_rest in rows if who}).values_list("user", "role"))
    seen: dict[str, tuple[set[int], int]] = {}
    for who, how, times in rows:
        if how == Look.How.REFUSED:
            continue
        label = str(Role(roles[who]).label) if who in roles else _("Others who worked here")
        people, before = seen.get(label, (set(), 0))
        seen[label] = (people | {who}, before + times)
    refused = sum(times for _who, how, times in rows if how == Look.How.REFUSED)
    return {"looks": [(label, len(people), n) for label, (people, n) in sorted(seen.items())], "refused": refused}


def _label(row: Model, name: str) -> str:
    label: Any = row._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    return str(capfirst(label))
