"""What the record of reads says, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from staff.models import Look, Read


@contextmanager
def put_on_record() -> Iterator[list[Read]]:
    """The reads that are recorded meanwhile, oldest first."""
    last = Read.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    reads: list[Read] = []
    yield reads
    reads += Read.objects.filter(pk__gt=last).order_by("pk")


def seen_in(reads: list[Read]) -> set[int]:
    """The primary keys of the subjects in them."""
    return {pk for read in reads for pk in [*read.opened, *read.listed]}


def looks_at(subject_pk: int) -> list[tuple[str, str]]:
    """How a file was looked at, and on which page; oldest first."""
    looks = Look.objects.at_file(subject_pk).order_by("pk")
    return [(look.how, look.read.page) for look in looks]
