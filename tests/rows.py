"""Made-up rows for tests, one function for each noun; `ROWS` makes the n-th row of any model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import Model
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
    RetentionRule,
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
    place_location,
    record_fact,
)
from people.models import (
    Actor,
    Alias,
    Branch,
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
    LegalStatusKind,
    Location,
    LocationKind,
    MilitaryService,
    Partnership,
    Passage,
    Person,
    Promise,
    PromiseAccount,
    Purpose,
    Rank,
    Source,
    Statement,
    Stay,
    Subject,
    Term,
)
from people.span import Span
from staff.models import (
    EmergencyAccess,
    KeyringCheck,
    LinkedAccount,
    Membership,
    Notice,
    ReadingStop,
    Role,
    Session,
    Team,
    User,
)

# A name that no page title, heading, log line or address may hold.
SECRET = "Xiomara Quiñonez"
A_DIGEST = "0" * 64


def a_team(code: str = "test-office") -> Team:
    """The office with this code."""
    return Team.objects.get_or_create(code=code, defaults={"name": f"Office {code}"})[0]


def a_user(username: str = "worker", role: Role = Role.CASEWORKER, **more: Any) -> User:
    """Somebody who works in the test office."""
    user = User.objects.filter(username=username).first()
    if user is None:
        user = User.objects.create(username=username, **more)
        Membership.objects.create(user=user, team=a_team(), role=role)
    return user


def an_administrator(username: str = "admin") -> User:
    """Somebody to whom the administration opens."""
    return a_user(username, Role.TEAM_ADMINISTRATOR, is_staff=True, is_superuser=True)


def a_term(model: type[Term], code: str = "first", **more: Any) -> Any:
    """The entry of a vocabulary with this code."""
    return model.objects.get_or_create(
        code=code, defaults={"label_en": f"English {code}", "label_es": f"Spanish {code}", **more}
    )[0]


def a_place(code: str = "first-country", parent: Location | None = None, kind: str = "country") -> Location:
    """The place with this code."""
    found = Location.objects.filter(code=code).first()
    if found is not None:
        return found
    kind_of_place = a_term(LocationKind, kind)
    return place_location(Location(code=code, kind=kind_of_place, parent=parent, label_en=code, label_es=code))


def an_actor(code: str = "first-actor") -> Actor:
    """The actor with this code."""
    return Actor.objects.get_or_create(
        code=code, defaults={"kind": Actor.Kind.AUTHORITY, "label_en": code, "label_es": code}
    )[0]


def a_source(code: str = "first-source") -> Source:
    """The source with this code."""
    return Source.objects.get_or_create(code=code, defaults={"kind": Source.Kind.REPORT, "title": f"Report {code}"})[0]


def a_passage(start: int = 0, source: Source | None = None) -> Passage:
    """A new passage."""
    return Passage.objects.create(
        source=source or a_source(),
        paragraph=1,
        start=start,
        end=start + 10,
        sha256=A_DIGEST,
        paraphrase_en="Said so.",
        paraphrase_es="Lo dijo.",
    )


def a_person(given_names: str = "Xiomara", family_names: str = "Quiñonez", **more: Any) -> Person:
    """A new person."""
    said: dict[str, Any] = {"birth": Span.parse("1980"), "sex": Person.Sex.FEMALE, "team": a_team(), **more}
    return create_person(given_names=given_names, family_names=family_names, actor=a_user(), **said)


def a_cohort(label: str = SECRET, **more: Any) -> Cohort:
    """A new group."""
    said: dict[str, Any] = {"description": "", "size_as_said": "a handful", "at_least": None, "at_most": None, **more}
    return create_cohort(label=label, team=a_team(), actor=a_user(), **said)


def a_draft(model: Any, **said: Any) -> Any:
    """A fact of this kind that is not saved yet, about a new person unless `said` names the subject."""
    if "subject" in {field.name for field in model._meta.fields}:
        said.setdefault("subject", a_person().subject)
    return model(**{**FACTS[model](), **said})


def a_fact(model: Any, **said: Any) -> Any:
    """A new fact of this kind, about a new person unless `said` names the subject."""
    return record_fact(a_draft(model, **said), actor=a_user())


FACTS: dict[type[Model], Callable[[], dict[str, Any]]] = {
    MilitaryService: lambda: {"branch": a_term(Branch), "rank": a_term(Rank), "unit": SECRET},
    Stay: lambda: {"location": a_place(), "began": Span.parse("2019-04"), "remark": SECRET},
    LegalStatus: lambda: {"kind": a_term(LegalStatusKind), "country": a_place(), "remark": SECRET},
    Kinship: lambda: {"relation": Kinship.Relation.PARTNER, "described_as": SECRET},
    ContactMethod: lambda: {"kind": ContactMethod.Kind.PHONE, "value": SECRET},
    IdentityDocument: lambda: {"person": a_person(), "kind": a_term(DocumentKind), "number": SECRET},
    Statement: lambda: {"topic": Statement.Topic.LOSS, "text_en": SECRET},
    Promise: lambda: {"promisor": an_actor(), "promisee": a_person().subject, "content_en": SECRET},
    Identification: lambda: {"cohort": a_cohort(), "person": a_person()},
    PromiseAccount: lambda: {"promise": a_fact(Promise), "state": PromiseAccount.State.BROKEN, "remark": SECRET},
}


def a_case(subject: Subject | None = None, **more: Any) -> Case:
    """A new case."""
    return open_case(subject or a_person().subject, actor=a_user(), **more)


def a_request(case: Case | None = None, **said: Any) -> SupportRequest:
    """A new request in a new case, or in `case`."""
    request = SupportRequest(**{"kind": a_term(RequestKind), "detail": SECRET, "asked_of": an_actor(), **said})
    return add_request(case or a_case(), request, actor=a_user())


def a_partner(username: str = "the-partner", actor: Actor | None = None) -> User:
    """Somebody who works at another organisation, to which something may be referred."""
    user = a_user(username, Role.PARTNER)
    Partnership.objects.get_or_create(user=user, defaults={"actor": actor or an_organisation()})
    return user


def an_organisation(code: str = "first-organisation") -> Actor:
    """An organisation that can be asked for support."""
    named = {"label_en": f"English {code}", "label_es": f"Spanish {code}"}
    kind = Actor.Kind.ORGANISATION
    return Actor.objects.get_or_create(code=code, defaults={"kind": kind, "provides_support": True, **named})[0]


def leave(subject: Subject | None = None, **said: Any) -> dict[str, Any]:
    """What consent and override have in common: for everything, to the first organisation, for two weeks."""
    return {
        "subject": subject or a_person().subject,
        "recipient": an_organisation(),
        "purpose": Purpose.LEGAL_AID,
        "classes": [word.value for word in FieldClass],
        "until": timezone.localdate() + timedelta(days=14),
        **said,
    }


def a_consent(subject: Subject | None = None, **said: Any) -> Consent:
    """A new consent."""
    told = {"how": Consent.How.GUARDIAN, "given_by": SECRET, "remark": SECRET, **said}
    return give_consent(Consent(**leave(subject, **told)), actor=a_user())


def an_override(subject: Subject | None = None, **said: Any) -> ConsentOverride:
    """A new override of consent."""
    told = {"reason": f"{SECRET} is in danger tonight.", **said}
    return override_consent(ConsentOverride(**leave(subject, **told)), actor=a_user("the-lead", Role.SUPERVISOR))


def a_referral(case: Case | None = None, **said: Any) -> Referral:
    """A new referral of a case, with the same scope as `leave`; consent to it must stand."""
    case = case or a_case()
    told = {name: value for name, value in leave(case.subject, **said).items() if name != "subject"}
    return refer_case(case, Referral(**{"asked": SECRET, **told}), actor=a_user())


def a_referral_with_consent() -> Referral:
    """A new referral to which somebody agreed."""
    case = a_case()
    a_consent(case.subject)
    return a_referral(case)


def an_export(n: int = 0, **said: Any) -> Export:
    """A file that a user of the office asked for and that is being prepared."""
    told: dict[str, Any] = {"purpose": f"For {SECRET}, and nobody else", "recipient": SECRET, "selection": SECRET}
    told |= {"of": "cases", "columns": ["reference"], "language": "en", "state": Export.State.PREPARING}
    told |= {"subject_count": 1, "begun_at": timezone.now(), "asked_by": a_user(f"asker-{n}")}
    return Export.objects.create(**{**told, **said})


def an_erasure(
    subject: Subject | None = None, *, asked_by: User | None = None, days_ago: int = 2, reason: str = SECRET
) -> Erasure:
    """An erasure that somebody asked for so many days ago; nobody has agreed."""
    return Erasure.objects.create(
        subject=subject or a_person().subject,
        why=Erasure.Why.WISH,
        reason=reason,
        asked_by=asked_by or a_user(),
        asked_at=timezone.now() - timedelta(days=days_ago),
    )


ROWS: dict[type[Model], Callable[[int], Any]] = {
    **{model: lambda n, model=model: a_fact(model) for model in FACTS},  # type: ignore[misc]
    **{
        model: lambda n, model=model: a_term(model, f"term-{n}")  # type: ignore[misc]
        for model in (Branch, DocumentKind, LegalStatusKind, LocationKind, Rank, RequestKind)
    },
    Actor: lambda n: an_actor(f"actor-{n}"),
    Alias: lambda n: add_alias(a_person(), name=SECRET, kind=Alias.Kind.NICKNAME, actor=a_user()),
    Case: lambda n: a_case(caseworker=a_user(f"worker-{n}")),
    Citation: lambda n: Citation.objects.create(subject=a_person().subject, passage=a_passage(n)),
    Cohort: lambda n: a_cohort(),
    CohortOverlap: lambda n: CohortOverlap.objects.create(one=a_cohort(), other=a_cohort()),
    Consent: lambda n: a_consent(),
    ConsentOverride: lambda n: an_override(),
    Erasure: lambda n: an_erasure(),
    EmergencyAccess: lambda n: EmergencyAccess.objects.create(
        reader=a_user(f"reader-{n}"), file=a_person().subject.pk, team=a_team(), reason=SECRET
    ),
    Export: an_export,
    Event: lambda n: a_case().events.get(),
    Grant: lambda n: Grant.objects.create(subject=a_person().subject, user=a_user(f"reader-{n}"), reason=SECRET),
    LongerKeeping: lambda n: keep_longer(
        a_person().subject, until=timezone.localdate() + timedelta(days=n), reason=SECRET, actor=a_user()
    ),
    RetentionRule: lambda n: RetentionRule.objects.get_or_create(
        code=f"rule-{n}", defaults={"request_kind": a_term(RequestKind, f"kind-{n}"), "months": n + 1}
    )[0],
    LegalHold: lambda n: place_hold(a_person().subject, reason=SECRET, actor=a_user()),
    KeyringCheck: lambda n: KeyringCheck.objects.create(word=SECRET),
    LinkedAccount: lambda n: LinkedAccount.objects.create(
        user=a_user(f"linked-{n}"), issuer="https://sign-in.example.org", subject=f"subject-{n}"
    ),
    Location: lambda n: a_place(f"place-{n}", a_place()),
    Membership: lambda n: a_user(f"member-{n}").memberships.get(),
    Note: lambda n: add_note(a_case(), kind=Note.Kind.CALL, text=SECRET, actor=a_user()),
    Notice: lambda n: Notice.objects.create(to=a_user(f"told-{n}"), kind=Notice.Kind.EMERGENCY_OPENED, about=n),
    Partnership: lambda n: a_partner(f"partner-{n}").partnership,
    Passage: lambda n: a_passage(n),
    Person: lambda n: a_person(),
    ReadingStop: lambda n: ReadingStop.objects.create(reader=a_user(f"reader-{n}"), files=121),
    Referral: lambda n: a_referral_with_consent(),
    RequestCitation: lambda n: RequestCitation.objects.create(request=a_request(), passage=a_passage(n)),
    Session: lambda n: Session.objects.create(
        session_key=f"session-{n}", user=a_user(f"visitor-{n}"), expire_date=timezone.now() + timedelta(hours=1)
    ),
    Source: lambda n: a_source(f"source-{n}"),
    Subject: lambda n: a_person().subject,
    SupportRequest: lambda n: a_request(),
    Task: lambda n: add_task(a_case(), title=SECRET, owner=a_user(), due_on=None, actor=a_user()),
    Team: lambda n: a_team(f"team-{n}"),
    User: lambda n: a_user(f"user-{n}"),
}
