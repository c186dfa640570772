"""One file per noun: the list of files is the glossary of what is known."""

from people.models.actor import Actor
from people.models.answer import Answer
from people.models.citation import CITABLE, Attribution, Citation
from people.models.cohort import Cohort, CohortOverlap, Identification
from people.models.consent import Consent
from people.models.contact import ContactMethod
from people.models.document import DocumentKind, IdentityDocument
from people.models.erasure import Erasure
from people.models.fact import Fact
from people.models.field_class import FieldClass, Purpose
from people.models.grant import Grant
from people.models.hold import LegalHold
from people.models.kind import KINDS, FactKind, kind_of
from people.models.kinship import Kinship
from people.models.legal_status import LegalStatus, LegalStatusKind
from people.models.location import Location, LocationKind
from people.models.override import ConsentOverride
from people.models.partnership import Partnership
from people.models.person import Alias, Person
from people.models.promise import Promise, PromiseAccount
from people.models.service import Branch, MilitaryService, Rank
from people.models.source import Passage, Source
from people.models.statement import Statement
from people.models.stay import Stay
from people.models.subject import Subject
from people.models.term import Term

__all__ = [
    "CITABLE",
    "KINDS",
    "Actor",
    "Alias",
    "Answer",
    "Attribution",
    "Branch",
    "Citation",
    "Cohort",
    "CohortOverlap",
    "Consent",
    "ConsentOverride",
    "ContactMethod",
    "DocumentKind",
    "Erasure",
    "Fact",
    "FactKind",
    "FieldClass",
    "Grant",
    "Identification",
    "IdentityDocument",
    "Kinship",
    "LegalHold",
    "LegalStatus",
    "LegalStatusKind",
    "Location",
    "LocationKind",
    "MilitaryService",
    "Partnership",
    "Passage",
    "Person",
    "Promise",
    "PromiseAccount",
    "Purpose",
    "Rank",
    "Source",
    "Statement",
    "Stay",
    "Subject",
    "Term",
    "kind_of",
]
