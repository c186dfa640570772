"""Answers that are made while they are sent.

By then the request's transaction is over, and its reader with it: whatever such an answer still asks would find nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from staff.wall.context import seen_by

PieceT = TypeVar("PieceT")


def streamed(pieces: Iterable[PieceT], *, reader: int | None) -> Iterator[PieceT]:
    """The pieces of a `StreamingHttpResponse`, made in a transaction of their own and seen by this reader.

    It ends with the last piece, or when the browser goes away.
    """
    with seen_by(reader):
        yield from pieces
