"""What is on file about the subject of a case, fetched once for every part of its page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import F

from people.models import (
    Citation,
    Fact,
    LegalStatus,
    MilitaryService,
    Promise,
    PromiseAccount,
    Statement,
    Stay,
    Subject,
    kind_of,
)
from people.models.fact import end_of
from people.now import loudest, pick
from people.says import citations_of
from staff.models import User

FactT = TypeVar("FactT", bound=Fact)

# Of one kind of fact about one subject no page fetches more than this.
AT_MOST = 200
ACCOUNT = ("id", "public_id", "state", "said", "remark", "accepted", "recorded_at", "retracted_at")


@dataclass
class Known:
    """Facts about one subject by kind, the newest record first, and who says so. Taken-back facts are among them."""

    stays: list[Stay]
    statuses: list[LegalStatus]
    services: list[MilitaryService]
    statements: list[Statement]
    promises: list[Promise]
    accounts: list[PromiseAccount]
    known_on: date | None = None
    says: dict[tuple[str, int], list[Citation]] = field(default_factory=dict)

    @property
    def facts(self) -> list[Any]:
        """All of them."""
        return [*self.stays, *self.statuses, *self.services, *self.statements, *self.promises, *self.accounts]

    def stood(self, fact: Fact) -> bool:
        """Whether nobody had taken it back: today, or on the day the page looks back to."""
        return self.known_on is not None or fact.retracted_at is None

    def citations(self, fact: Fact) -> list[Citation]:
        """Who says so of this fact."""
        return self.says.get((kind_of(fact).column, fact.pk), [])

    def certainty(self, fact: Fact) -> str:
        """The certainty to show of this fact; "" where nobody is cited."""
        return loudest(self.citations(fact))

    @property
    def stay(self) -> Stay | None:
        """The stay that says where they are."""
        return self._pick(self.stays)

    @property
    def status(self) -> LegalStatus | None:
        """The legal status that says what their standing is."""
        return self._pick(self.statuses)

    @property
    def service(self) -> MilitaryService | None:
        """The service that says what they are or were."""
        return self._pick(self.services)

    @property
    def promises_standing(self) -> list[Promise]:
        """Promises to them that nobody has taken back."""
        return [promise for promise in self.promises if self.stood(promise)]

    def accounts_of(self, promise: Promise) -> list[PromiseAccount]:
        """What is said to have become of a promise."""
        return [account for account in self.accounts if account.promise_id == promise.pk and self.stood(account)]

    def _pick(self, facts: list[FactT]) -> FactT | None:
        picked: FactT | None = pick(fact for fact in facts if self.stood(fact))
        return picked


def known_about(subject: Subject, *, for_user: User, known_on: date | None = None) -> Known:
    """What is on file about a subject, or was on that day; six queries, however much there is."""
    promises, accounts = _promises(subject, known_on)
    known = Known(
        stays=_fetch(subject.stays.select_related("location__parent"), known_on),
        statuses=_fetch(subject.legal_statuses.select_related("kind", "country", "authority"), known_on),
        services=_fetch(subject.services.select_related("branch", "rank"), known_on),
        statements=_fetch(subject.statements.all(), known_on),
        promises=promises,
        accounts=accounts,
        known_on=known_on,
    )
    by_column: dict[str, list[Fact]] = {}
    for fact in known.facts:
        by_column.setdefault(kind_of(fact).column, []).append(fact)
    known.says = citations_of(by_column, for_user=for_user)
    return known


def _fetch(facts: Any, known_on: date | None) -> list[Any]:
    return list((facts.known_on(known_on) if known_on else facts).order_by("-recorded_at", "-id")[:AT_MOST])


def _promises(subject: Subject, known_on: date | None) -> tuple[list[Promise], list[PromiseAccount]]:
    """Promises, and what is said to have become of them, from one query: a row for each promise and account."""
    along = {f"account_{name}": F(f"accounts__{name}") for name in ACCOUNT}
    rows = _fetch(subject.promises.select_related("promisor", "promisee").annotate(**along), known_on)
    promises = {row.pk: row for row in rows}
    accounts = [
        PromiseAccount(promise=promises[row.pk], **{name: getattr(row, f"account_{name}") for name in ACCOUNT})
        for row in rows
        if row.account_id is not None
    ]
    if known_on:
        end = end_of(known_on)
        accounts = [account for account in accounts if account.recorded_at < end and account.stood_at(end)]
    return list(promises.values()), accounts
