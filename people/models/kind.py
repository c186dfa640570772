"""The kinds of fact: for each, its word in addresses, where its citations are kept, and whose page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from people.models.citation import CITABLE
from people.models.cohort import Identification
from people.models.contact import ContactMethod
from people.models.document import IdentityDocument
from people.models.fact import Fact
from people.models.kinship import Kinship
from people.models.legal_status import LegalStatus
from people.models.promise import Promise, PromiseAccount
from people.models.service import MilitaryService
from people.models.statement import Statement
from people.models.stay import Stay
from people.models.subject import Subject


@dataclass(frozen=True)
class FactKind:
    """One kind of fact.

    `slug` stands in addresses; `owner` is the lookup from the fact to the subject whose page shows it; `related` is
    what a sentence about it needs fetched along; `masked` names the fields that a page shows only when asked, one at
    a time (`masked_in` says which of them in one fact).
    """

    slug: str
    model: type[Fact]
    owner: str
    related: tuple[str, ...] = ()
    masked: tuple[str, ...] = ()
    persons_only: bool = False

    @property
    def column(self) -> str:
        """The column of `Citation` that names facts of this kind."""
        return next(name for name, model in CITABLE.items() if model is self.model)

    def masked_in(self, fact: Any) -> tuple[str, ...]:
        """The fields that hold something in this fact and are shown only when asked for."""
        return tuple(name for name in self.masked if getattr(fact, name) and fact.keeps_back(name))

    def owner_of(self, fact: Any) -> Subject:
        """The subject whose page shows the fact; costs queries unless `owner` was fetched along."""
        for step in self.owner.split("__"):
            fact = getattr(fact, step)
        subject: Subject = fact
        return subject


KINDS: dict[str, FactKind] = {
    kind.slug: kind
    for kind in (
        FactKind("service", MilitaryService, "subject", ("branch", "rank")),
        FactKind("stay", Stay, "subject", ("location__parent",), masked=("exact_place",)),
        FactKind("legal-status", LegalStatus, "subject", ("kind", "country", "authority"), masked=("document",)),
        FactKind(
            "relative", Kinship, "subject", ("relative", "location"), masked=("relative", "described_as", "location")
        ),
        FactKind("way-to-reach", ContactMethod, "subject", masked=("value", "code_word")),
        FactKind(
            "document", IdentityDocument, "person__subject", ("kind", "country"), masked=("number",), persons_only=True
        ),
        FactKind("member", Identification, "cohort__subject", ("cohort__subject", "person__subject")),
        FactKind("statement", Statement, "subject"),
        FactKind("promise", Promise, "promisee", ("promisor", "promisee")),
        FactKind("account", PromiseAccount, "promise__promisee", ("promise__promisor", "promise__promisee")),
    )
}


def kind_of(fact: Fact) -> FactKind:
    """The kind of a fact."""
    return next(kind for kind in KINDS.values() if isinstance(fact, kind.model))
