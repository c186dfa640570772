"""Offices, readers, and in each state of a file one row of every kind: what the matrix of permissions is tried on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Model
from django.test import Client
from django.utils import timezone

from cases.actions import add_note, add_request, add_task, keep_longer, open_case, refer_case
from cases.models import (
    Case,
    Event,
    Export,
    LongerKeeping,
    Note,
    Referral,
    RequestCitation,
    RequestKind,
    SupportRequest,
    Task,
)
from people.actions import (
    add_alias,
    create_cohort,
    create_person,
    give_consent,
    override_consent,
    place_hold,
    record_fact,
)
from people.models import (
    Alias,
    Citation,
    Cohort,
    CohortOverlap,
    Consent,
    ConsentOverride,
    ContactMethod,
    DocumentKind,
    Erasure,
    FieldClass,
    Grant,
    Identification,
    IdentityDocument,
    Kinship,
    LegalHold,
    LegalStatus,
    MilitaryService,
    Partnership,
    Person,
    Promise,
    PromiseAccount,
    Purpose,
    Statement,
    Stay,
    Subject,
)
from staff.models import EmergencyAccess, Membership, ReadingStop, Role, Session, Team, User
from tests.emergencies import opened
from tests.house.oracle import FILES, READERS, SUBTREE, File, Reader
from tests.rows import (
    ROWS,
    a_draft,
    a_passage,
    a_place,
    a_source,
    a_term,
    an_actor,
    an_erasure,
    an_export,
    an_organisation,
)

# The name by which a search finds every file of this world and no other.
FAMILY = "Quetzalcoatlus"
# The organisation for which every reader works as well.
PARTNERS = "matrix-partners"
OF_A_SUBJECT = (MilitaryService, Stay, LegalStatus, Kinship, ContactMethod, Statement)


@dataclass
class World:
    """Who is there and what is on file."""

    teams: dict[str, Team] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    # The rows of each state of a file, by model.
    rows: dict[str, dict[type[Model], Any]] = field(default_factory=dict)
    # Further rows of the same files, by number of the row: whose state is whose.
    states: dict[type[Model], dict[int, str]] = field(default_factory=dict)
    _known: dict[str, User] = field(default_factory=dict)

    def sign_in(self) -> None:
        """Let everybody come in anew."""
        for name, user in self.users.items():
            if name != "a-bystander":
                self.clients[name] = Client()
                self.clients[name].force_login(user)

    def user(self, reader: Reader) -> User:
        """The reader's account as it is once everything is made: how far they reach is asked for once."""
        if reader.name not in self._known:
            self._known[reader.name] = User.objects.get(pk=self.users[reader.name].pk)
        return self._known[reader.name]


def make_world() -> World:
    """Everything, in the transaction that runs."""
    world = World()
    for code in SUBTREE:
        world.teams[code] = Team.objects.create(code=f"matrix-{code}", name=f"Office {code}")
    for below, above in (("own", "above"), ("below", "own")):
        Team.objects.filter(pk=world.teams[below].pk).update(parent=world.teams[above])
    for reader in READERS:
        world.users[reader.name] = _account(reader, world)
    for user in world.users.values():
        Partnership.objects.create(user=user, actor=an_organisation(PARTNERS))
    world.users["a-bystander"] = User.objects.create(username="matrix-bystander")
    for file in FILES:
        world.rows[file.name] = _rows_of(file, world)
    _outside_files(world)
    for name, rows in world.rows.items():
        for model, row in rows.items():
            world.states.setdefault(model, {}).setdefault(row.pk, name)
    return world


def _account(reader: Reader, world: World) -> User:
    flag = not any(office for _role, office in reader.works)
    # Everybody is let into the administration: what they find there is for the policy to say.
    user = User.objects.create(username=f"matrix-{reader.name}", is_staff=True, is_superuser=flag)
    for role, office in reader.works:
        if office:
            Membership.objects.create(user=user, team=world.teams[office], role=Role(role))
    return user


def _rows_of(file: File, world: World) -> dict[type[Model], Any]:
    """One row of every kind that belongs to a file in this state."""
    team = world.teams[file.office]
    # Whoever puts a restricted file on file keeps seeing it: nobody who is asked about.
    actor = world.users["a-bystander"]
    where: dict[str, Any] = {"team": team, "restricted": file.restricted, "actor": actor}
    sex: dict[str, Any] = {"birth": None, "sex": Person.Sex.UNKNOWN}
    person = create_person(given_names=file.name, family_names=FAMILY, **sex, **where)
    group: dict[str, Any] = {"description": "", "size_as_said": "some", "at_least": None, "at_most": None}
    cohorts = [create_cohort(label=f"{file.name} {FAMILY}", **group, **where) for _ in range(2)]
    subjects = [person.subject, *(cohort.subject for cohort in cohorts)]
    grants = [_grants(subject, file, world) for subject in subjects]
    for reader in READERS:
        for subject in subjects if reader.name in file.emergency or file.name == "emergency-is-over" else ():
            over = timedelta(hours=2) if file.name == "emergency-is-over" else timedelta(0)
            opened(world.users[reader.name], subject, ago=over)
    worker = world.users.get(file.worker)
    cases = [_case(subject, worker, actor) for subject in subjects]
    rows: dict[type[Model], Any] = {Subject: person.subject, Person: person, Cohort: cohorts[0], Grant: grants[0][0]}
    for subject, own, case in zip(subjects, grants, cases, strict=True):
        world.states.setdefault(Subject, {})[subject.pk] = file.name
        world.states.setdefault(Case, {})[case.pk] = file.name
        world.states.setdefault(Grant, {}).update(dict.fromkeys((one.pk for one in own), file.name))
    world.states.setdefault(Cohort, {})[cohorts[1].pk] = file.name
    drafts: dict[type[Model], Any] = {model: a_draft(model, subject=person.subject) for model in OF_A_SUBJECT}
    drafts[IdentityDocument] = IdentityDocument(person=person, kind=a_term(DocumentKind), number="x")
    drafts[Promise] = Promise(promisor=an_actor(), promisee=person.subject, content_en="x")
    drafts[Identification] = Identification(cohort=cohorts[0], person=person)
    rows |= {model: record_fact(draft, actor=actor) for model, draft in drafts.items()}
    account = PromiseAccount(promise=rows[Promise], state=PromiseAccount.State.BROKEN, remark="x")
    rows[PromiseAccount] = record_fact(account, actor=actor)
    rows[Alias] = add_alias(person, name=f"alias of {file.name}", kind=Alias.Kind.NICKNAME, actor=actor)
    rows[CohortOverlap] = CohortOverlap.objects.create(one=cohorts[0], other=cohorts[1])
    rows[Citation] = Citation.objects.create(subject=person.subject, passage=a_passage())
    case = rows[Case] = cases[0]
    rows[Event] = case.events.get()
    draft = SupportRequest(kind=a_term(RequestKind), detail="x", asked_of=an_actor())
    rows[SupportRequest] = add_request(case, draft, actor=actor)
    rows[RequestCitation] = RequestCitation.objects.create(request=rows[SupportRequest], passage=a_passage())
    rows[Task] = add_task(case, title="x", owner=None, due_on=None, actor=actor)
    rows |= _shared(file, case, actor)
    rows[Note] = add_note(case, kind=Note.Kind.CALL, text="x", actor=actor)
    when = timezone.localdate() + timedelta(days=9)
    rows[LongerKeeping] = keep_longer(person.subject, until=when, reason="x", actor=actor)
    rows[LegalHold] = place_hold(person.subject, reason="x", actor=actor)
    rows[Erasure] = an_erasure(person.subject, asked_by=actor)
    for one in cases:
        for event in one.events.all():
            world.states.setdefault(Event, {})[event.pk] = file.name
    return rows


def _shared(file: File, case: Case, actor: User) -> dict[type[Model], Any]:
    """What was agreed and referred; only where the file says so, to those who work for the readers' organisation."""
    until = timezone.localdate() + timedelta(days=9)
    scope: dict[str, Any] = {"purpose": Purpose.HEALTH, "classes": [FieldClass.CONTACT], "until": until}
    scope["recipient"] = an_organisation(PARTNERS if file.referred else "matrix-elsewhere")
    consent = Consent(subject=case.subject, how=Consent.How.SPOKEN, **scope)
    override = ConsentOverride(subject=case.subject, reason="Nothing but a test of who may.", **scope)
    return {
        Consent: give_consent(consent, actor=actor),
        ConsentOverride: override_consent(override, actor=actor),
        Referral: refer_case(case, Referral(asked="x", **scope), actor=actor),
    }


def _grants(subject: Subject, file: File, world: World) -> list[Grant]:
    """The grants of a file in this state; each file has at least one that has run out."""
    yesterday = timezone.localdate() - timedelta(days=2)
    given = [
        Grant.objects.create(subject=subject, user=user, until=yesterday, reason="x") for user in world.users.values()
    ]
    named = [world.users[name] for name in sorted(file.granted)]
    given += [Grant.objects.create(subject=subject, user=user, reason="x") for user in named]
    given.insert(0, Grant.objects.create(subject=subject, user=world.users["a-bystander"], reason="x"))
    if file.granted_to_office:
        given.append(Grant.objects.create(subject=subject, team=world.teams[file.granted_to_office], reason="x"))
    return given


def _case(subject: Subject, worker: User | None, actor: User) -> Case:
    case = open_case(subject, actor=actor)
    # Past the action, which gives cases to those of the team alone: a team may have changed since.
    Case.objects.filter(pk=case.pk).update(caseworker=worker)
    return case


def _outside_files(world: World) -> None:
    """Rows that belong to nobody's file, for the pages that are about such."""
    stopped = User.objects.create(username="matrix-stopped")
    Membership.objects.create(user=stopped, team=world.teams["below"], role=Role.CASEWORKER)
    world.rows["-"] = {
        EmergencyAccess: opened(stopped, world.rows["own"][Subject]),
        ReadingStop: ReadingStop.objects.create(reader=stopped, files=121),
        Export: an_export(asked_by=stopped, subject_count=26, state=Export.State.WAITING),
        Membership: stopped.memberships.get(),
        Team: world.teams["below"],
        User: stopped,
        Session: ROWS[Session](1),
    }


def other_row(model: type[Model]) -> Any:
    """A row that is about nobody."""
    makers: dict[str, Callable[[], Any]] = {"location": a_place, "source": a_source, "actor": an_actor}
    make = makers.get(str(model._meta.model_name))
    return make() if make else ROWS[model](1)
