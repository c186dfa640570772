"""Which fields each class of consent holds: the one table of what can be shared at all, and of what never is.

Every field that identifies or locates somebody stands here or in `cases.shared` exactly once (a test looks), and pages
for partners are written from this table: what is not in it cannot get onto them.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model

from people.models import (
    Alias,
    Cohort,
    ContactMethod,
    FieldClass,
    IdentityDocument,
    Kinship,
    LegalStatus,
    MilitaryService,
    Person,
    Statement,
    Stay,
    Subject,
)


@dataclass(frozen=True)
class Shared:
    """Fields of one noun that belong to one class. `owner` leads from a row to the file it is in.

    `country` names a place that is told as its country alone. `judged_by` names what must be fetched to say whether a
    value is masked. `current` leaves out what is known to have ended.
    """

    part: FieldClass
    model: type[Model]
    owner: str
    fields: tuple[str, ...]
    country: str = ""
    judged_by: tuple[str, ...] = ()
    current: bool = False


SHARED = (
    Shared(FieldClass.IDENTITY, Subject, "pk", ("name", "name_es")),
    Shared(FieldClass.IDENTITY, Person, "pk", ("given_names", "family_names", "birth", "sex")),
    Shared(
        FieldClass.IDENTITY,
        Cohort,
        "pk",
        ("description", "size_as_said", "size_as_said_es", "at_least", "at_most"),
    ),
    Shared(FieldClass.OTHER_NAMES, Alias, "person", ("kind", "name")),
    Shared(
        FieldClass.CONTACT,
        ContactMethod,
        "subject",
        ("kind", "value", "safe_to_call", "safe_to_write", "safe_to_leave_message", "hours"),
    ),
    Shared(FieldClass.COUNTRY, Stay, "subject", (), country="location", current=True),
    Shared(FieldClass.PLACE, Stay, "subject", ("location", "custody", "began", "ended", "exact_place"), current=True),
    Shared(
        FieldClass.STANDING,
        LegalStatus,
        "subject",
        ("kind", "country", "may_work", "authority", "began", "ended"),
        current=True,
    ),
    Shared(FieldClass.DOCUMENTS, LegalStatus, "subject", ("document", "document_expires_on"), current=True),
    Shared(
        FieldClass.DOCUMENTS,
        IdentityDocument,
        "person",
        ("kind", "number", "country", "issued_on", "expires_on"),
    ),
    Shared(FieldClass.FAMILY, Kinship, "subject", ("relation", "described_as"), judged_by=("location",)),
    Shared(FieldClass.SERVICE, MilitaryService, "subject", ("branch", "rank", "unit", "began", "ended")),
    Shared(FieldClass.STORY, Statement, "subject", ("topic", "happened", "text_en", "text_es")),
)

# Never shared, whoever agrees: whole nouns, or single fields, each with why.
NEVER = {
    "people.subject.name_tokens": "keyed hashes for our own search",
    "people.contactmethod.code_word": "it proves to the person that it is we who call",
    "people.stay.remark": "written for colleagues, and may speak of others",
    "people.legalstatus.remark": "written for colleagues, and may speak of others",
    "people.kinship.relative": "another person's file: theirs to agree to",
    "people.kinship.location": "where another person is",
    "people.location": "places are told as part of a stay; the address and position of a refuge are nobody's to give",
    "people.actor": "public bodies and figures, never somebody we serve",
    "people.identification": "ties a name to a group",
    "people.cohortoverlap": "speaks of other groups",
    "people.promise": "the ledger of promises is our own",
    "people.promiseaccount": "the ledger of promises is our own",
    "people.citation": "who told us",
    "people.source": "who told us",
    "people.passage": "who told us",
    "people.legalhold": "why we must keep it is between us and whoever asked for it",
    "people.erasure": "why somebody asked for it to go is ours to answer for",
    "people.grant": "who else sees the file",
    "people.consent": "what was agreed with others",
    "people.consentoverride": "what is shared with others",
}
# What the house keeps of every fact for itself, whatever its kind.
OF_EVERY_FACT = frozenset({"retraction_reason"})
