"""A file with a row of every kind that can hang off one, each sealed text a word that stands nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from cases.actions import (
    add_note,
    add_request,
    add_task,
    close_case,
    keep_longer,
    open_case,
    recall_referral,
    set_next_step,
    settle_request,
)
from cases.models import (
    Case,
    Event,
    Export,
    LongerKeeping,
    NextActor,
    Note,
    Outcome,
    Referral,
    RequestCitation,
    RequestKind,
    SupportRequest,
    Task,
)
from people.actions import (
    add_alias,
    copy_of,
    correct_fact,
    end_override,
    lift_hold,
    place_hold,
    record_fact,
    rename_person,
    retract_fact,
    withdraw_consent,
)
from people.models import (
    Alias,
    Citation,
    Cohort,
    CohortOverlap,
    Consent,
    ConsentOverride,
    Erasure,
    Fact,
    Grant,
    Identification,
    IdentityDocument,
    LegalHold,
    Passage,
    Person,
    Promise,
    PromiseAccount,
    Subject,
)
from people.models.citation import CITABLE
from people.span import Span
from staff.encryption.cipher import unseal
from staff.encryption.fields import SealedField
from staff.models import EmergencyAccess, User
from tests.rows import (
    A_DIGEST,
    FACTS,
    a_cohort,
    a_consent,
    a_person,
    a_referral,
    a_source,
    a_term,
    a_user,
    an_actor,
    an_erasure,
    an_export,
    an_override,
)

BIRTH = "1931-03-07"
# Those who hold two files; each is about a group in one row and about a person in another.
OF_A_GROUP = {Cohort, CohortOverlap}


def canary(model: Any, field: str, more: str = "") -> str:
    """A word for one field of one noun."""
    return f"Zq{model._meta.model_name}{field.replace('_', '')}{more}"


def words(model: Any, more: str = "") -> dict[str, str]:
    """A word for each sealed text of a noun."""
    fields = [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]
    return {f.name: canary(model, f.name, more) for f in fields if f.name not in ("birth", "retraction_reason")}


class WholeFile:
    """A person of whom everything is on file, a case about them that is closed, and a group they were one of."""

    def __init__(self) -> None:
        self.actor: User = a_user("keeps-files")
        self.person: Person = a_person(canary(Person, "before"), "Zqbeforefamily", birth=Span.parse(BIRTH))
        self.subject: Subject = self.person.subject
        self.cohort: Cohort = a_cohort(canary(Subject, "label"))
        self.rows: dict[type[Model], Any] = {Subject: self.subject, Person: self.person}
        self._names()
        for model in FACTS:
            self._fact(model)
        self._case()
        grant = Grant(subject=self.subject, user=a_user("granted"), **words(Grant))
        grant.save()
        hold = place_hold(self.subject, **words(LegalHold), actor=self.actor)
        lift_hold(hold, actor=self.actor)
        until = timezone.localdate() + timedelta(days=9)
        longer = keep_longer(self.subject, until=until, **words(LongerKeeping), actor=self.actor)
        access = EmergencyAccess.objects.create(
            reader=self.actor, file=self.subject.pk, team=self.subject.team, **words(EmergencyAccess)
        )
        self.rows[EmergencyAccess] = access
        self.rows |= {Grant: grant, LegalHold: hold, LongerKeeping: longer}

    def ask(self, asked_by: User | None = None) -> Erasure:
        """The erasure of the whole file, asked for two days ago."""
        erasure = an_erasure(self.subject, asked_by=asked_by or self.actor, reason=canary(Erasure, "reason"))
        self.rows[Erasure] = erasure
        return erasure

    def _names(self) -> None:
        said = {**words(Person), "birth": Span.parse(BIRTH), "sex": Person.Sex.FEMALE}
        rename_person(self.person, **said, actor=self.actor)  # type: ignore[arg-type]  # one dict for all of them
        self.rows[Alias] = add_alias(self.person, kind=Alias.Kind.COVER, **words(Alias), actor=self.actor)
        # Only row history knows of it any more.
        add_alias(self.person, kind=Alias.Kind.COVER, name=canary(Alias, "gone"), actor=self.actor).delete()
        self.subject.refresh_from_db()

    def _about(self, model: Any) -> dict[str, Any]:
        if model is Identification:
            return {"cohort": self.cohort, "person": self.person}
        if model is IdentityDocument:
            return {"person": self.person}
        if model is Promise:
            return {"promisee": self.subject}
        return {"promise": self.rows[Promise]} if model is PromiseAccount else {"subject": self.subject}

    def _fact(self, model: Any) -> None:
        made = {**FACTS[model](), **words(model, "old"), **self._about(model)}
        old = record_fact(model(**made), actor=self.actor, citation=self._citation(model))
        # An unsaved copy holds the words of before, sealed; these are its own.
        new = copy_of(old)
        for name, word in words(model).items():
            setattr(new, name, word)
        fact: Fact = correct_fact(old, new, reason=canary(model, "corrected"), actor=self.actor)
        self.rows[model] = fact
        self.rows[Citation] = Citation.objects.get(
            **{next(name for name, kind in CITABLE.items() if kind is model): fact.pk}
        )

    def _citation(self, model: Any) -> Citation:
        return Citation(passage=self._passage(canary(model, "passage")), **words(Citation, model._meta.model_name))

    def _passage(self, word: str) -> Passage:
        said = {"paraphrase_en": word, "paraphrase_es": word}
        return Passage.objects.create(source=a_source(), paragraph=1, start=0, end=9, sha256=A_DIGEST, **said)

    def _case(self) -> None:
        case = open_case(self.subject, actor=self.actor, caseworker=self.actor)
        request = SupportRequest(kind=a_term(RequestKind), asked_of=an_actor(), detail=canary(SupportRequest, "detail"))
        add_request(case, request, actor=self.actor)
        said = RequestCitation(request=request, passage=self._passage("Zqrequestpassage"), **words(RequestCitation))
        said.save()
        step = canary(Case, "next_step")
        set_next_step(case, next_actor=NextActor.US, next_step=step, next_due_on=None, actor=self.actor)
        note = add_note(case, kind=Note.Kind.CALL, **words(Note), actor=self.actor)
        task = add_task(case, **words(Task), owner=None, due_on=None, actor=self.actor)
        settled = {"outcome": SupportRequest.Outcome.MET, "settled_on": timezone.localdate()}
        settle_request(request, **settled, result=canary(SupportRequest, "result"), actor=self.actor)  # type: ignore[arg-type]
        self._shared(case)
        close_case(case, Outcome.GOALS_ACHIEVED, reason=canary(Event, "why"), actor=self.actor)
        case.refresh_from_db()
        event = case.events.order_by("-pk")[0]
        self.rows |= {Case: case, SupportRequest: request, RequestCitation: said, Note: note, Task: task, Event: event}

    def _shared(self, case: Case) -> None:
        consent = a_consent(self.subject, given_by=canary(Consent, "given_by"), remark=canary(Consent, "remark"))
        override = an_override(self.subject, reason=canary(ConsentOverride, "reason", "of-enough-letters"))
        referral = a_referral(case, asked=canary(Referral, "asked"))
        recall_referral(referral, reason=canary(Referral, "recall_reason"), actor=self.actor)
        end_override(override, reason=canary(ConsentOverride, "withdrawal_reason"), actor=self.actor)
        withdraw_consent(consent, how=Consent.How.SPOKEN, reason=canary(Consent, "withdrawal_reason"), actor=self.actor)
        taken: dict[str, Any] = {**words(Export), "recipient": "An organisation", "content": None}
        taken |= {"asked_by": self.actor, "subjects": [self.subject.pk], "state": Export.State.FETCHED}
        self.rows |= {Consent: consent, ConsentOverride: override, Referral: referral, Export: an_export(**taken)}

    def retract_all(self) -> None:
        """Take every fact back, so that its reason is on file as well."""
        for model in FACTS:
            retract_fact(self.rows[model], reason=canary(model, "retraction"), actor=self.actor)


def everything_that_can_be_read() -> Iterator[tuple[str, str]]:
    """Each table with each text that somebody who has database and keyring can read in it: tokens, arrays, all."""
    places = {
        (model._meta.db_table, str(field.column)): field.bound_to
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if isinstance(field, SealedField)
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT * FROM public."{table}"')  # noqa: S608  (a table of ours)
            columns = [column.name for column in cursor.description or ()]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    place = places.get((table, column))
                    yield table, unseal(value, place) if place and value else str(value)


def where(found: Callable[[str], bool]) -> set[str]:
    """The tables in which such a text can be read."""
    return {table for table, text in everything_that_can_be_read() if found(text)}


def sealed_as(told: Callable[[str], bool]) -> Iterator[bytes]:
    """The very bytes as which every such text is sealed, row history included."""
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            for field in model._meta.local_concrete_fields:
                if isinstance(field, SealedField):
                    cursor.execute(f'SELECT "{field.column}" FROM public."{model._meta.db_table}"')  # noqa: S608
                    found = (bytes(value) for (value,) in cursor.fetchall() if value)
                    yield from (value for value in found if told(unseal(value, field.bound_to)))
