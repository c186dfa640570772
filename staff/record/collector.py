"""What a request shows of whom, collected while it runs and written down before its page is rendered.

Whatever comes close to a file says so here: the way to a row, a list, a search, the name itself when it is read. Once
a page was written down, anything more is written at once: a page can be slow, but it cannot name who is not on record.
Outside a request (commands, tests of models) nothing is collected.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest

from staff.actions.reads import Budget, Seen, record_read
from staff.models import Read
from staff.record.budget import over_budget, signed_in_at


@dataclass
class Reads:
    """What one request has come close to so far."""

    request: HttpRequest
    now: Seen = field(default_factory=Seen)
    written: Seen = field(default_factory=Seen)
    rendering: bool = False
    # Whether a row was asked for that is hidden or missing: both are written down alike.
    sought: bool = False
    # Whether the page is to be on record though it shows nobody: who reads the record is on it as well.
    owed: bool = False

    def note(self, **seen: Iterable[int]) -> None:
        """These files or cases are opened, or stand in a list; see `Seen` for the names."""
        new = self.now.add(self.written, **seen)
        if new and self.rendering:
            self.write()

    def write(self) -> None:
        """Put what was collected on record, in the transaction of the page. Raises what the database raises.

        Raises `TooManyFilesError` where the reader has opened more files than a working hour holds.
        """
        if self.now or self.owed:
            self.owed = False
            told = {**self._who(), "emergencies": self._emergencies()}
            budget = record_read(self.now, **told, status=Read.SHOWN, signed_in_at=signed_in_at(self.request))
            self._heed(budget)
            self.written.update(self.now)
            self.now = Seen()
        self.rendering = True

    def write_refusal(self, status: int) -> None:
        """Put on record, after the page's own transaction is undone, what was asked for and not shown."""
        self.now.update(self.written)
        with transaction.atomic():
            record_read(self.now, **self._who(), status=status)
        self.now, self.written, self.sought, self.rendering = Seen(), Seen(), False, False

    def _emergencies(self) -> set[int]:
        """The emergency accesses without which some of this would not be seen."""
        user = self.request.user
        open_now: dict[int, int] = user.reach.emergencies if user.is_authenticated else {}
        return {open_now[file] for file in open_now if file in self.now.opened | self.now.listed}

    def _heed(self, budget: Budget) -> None:
        if stop := over_budget(budget):
            raise stop

    def _who(self) -> dict[str, Any]:
        match = self.request.resolver_match
        user = self.request.user
        return {
            "reader": user.pk if user.is_authenticated else None,
            "address": address_of(self.request),
            "page": match.view_name if match else "",
        }


_of_this_request: ContextVar[Reads | None] = ContextVar("reads", default=None)


def current() -> Reads | None:
    """What is collected for the request that runs, if one does."""
    return _of_this_request.get()


def begin(request: HttpRequest) -> Reads:
    """Start to collect for a request."""
    reads = Reads(request)
    _of_this_request.set(reads)
    return reads


def end() -> None:
    """Collect no more."""
    _of_this_request.set(None)


def opened_files() -> set[int]:
    """The files that the page of this request shows themselves."""
    reads = _of_this_request.get()
    return reads.now.opened | reads.written.opened if reads else set()


def opened(*subjects: int | None, cases: Iterable[int | None] = ()) -> None:
    """The page shows these files themselves."""
    _note(opened=subjects, opened_cases=cases)


def listed(subjects: Iterable[int | None] = (), cases: Iterable[int | None] = ()) -> None:
    """The page names these among others."""
    _note(listed=subjects, listed_cases=cases)


def revealed(row: Any, name: str) -> None:
    """The page shows one masked field of a row."""
    if reads := _of_this_request.get():
        reads.now.revealed = f"{row._meta.label_lower}.{name}"
        reads.now.revealed_of = row.pk


def searched(tokens: Iterable[int]) -> None:
    """The page answers a search; its words are told by their keyed tokens only."""
    _note(tokens=tokens)


def sought(*subjects: int | None, cases: Iterable[int | None] = ()) -> None:
    """A row was asked for that this reader may not know of, or that does not exist; then it is of nobody."""
    if reads := _of_this_request.get():
        reads.sought = True
    _note(opened=subjects, opened_cases=cases)


def owe() -> None:
    """The page is to be on record whether or not it shows anybody."""
    if reads := _of_this_request.get():
        reads.owed = True


def write_down() -> None:
    """Put on record what the page is about to show; nothing is rendered before."""
    if reads := _of_this_request.get():
        reads.write()


def address_of(request: HttpRequest) -> str | None:
    """Where the request comes from; None where that cannot be told, as over a socket of this machine."""
    try:
        return str(ip_address(get_adapter().get_client_ip(request).partition("%")[0]))
    except (PermissionDenied, ValueError):
        return None


def _note(**seen: Iterable[int | None]) -> None:
    if reads := _of_this_request.get():
        reads.note(**{name: [one for one in ids if one is not None] for name, ids in seen.items()})
