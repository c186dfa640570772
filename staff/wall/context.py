"""As whom the database answers. Kept in the transaction, so that no pooled connection carries it to somebody else.

Without a context no row of anybody's file is there. The web asks as its reader (`seen_by`); commands that keep the
house ask as the house, which sees everything (`as_the_house`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

from django.db import connection, transaction

Enter = Callable[[], Any]


def seen_by(user_id: int | None) -> AbstractContextManager[None]:
    """What is asked inside is answered as this reader may know of it."""
    return _within(partial(_ask, "SELECT amparo_enter(%s)", user_id))


def as_the_house() -> AbstractContextManager[None]:
    """What is asked inside is answered in full: for commands and checks, never for a page."""
    return _within(_enter_as_house)


def seen_by_nobody() -> AbstractContextManager[None]:
    """What is asked inside finds nobody's file."""
    return _within(_leave)


def look_again() -> None:
    """Let what was just written about who may see which file count for the rest of this transaction."""
    if (enter := _inside.get()) is not None:
        enter()


_inside: ContextVar[Enter | None] = ContextVar("inside", default=None)


@contextmanager
def _within(enter: Enter) -> Iterator[None]:
    # Inside a request or an action the transaction is there already.
    if not connection.in_atomic_block:
        with transaction.atomic(), _within(enter):
            yield
        return
    before = _inside.get()
    was_house = _is_house() if enter is _enter_as_house and before is None else ""
    _inside.set(enter)
    try:
        enter()
        yield
    finally:
        _inside.set(before)
        # The end of the transaction ends the context. One that goes on gets back what it had, and the house's sight
        # never stays behind.
        if not connection.needs_rollback:
            if before is not None:
                before()
            elif enter is _enter_as_house:
                _ask("SELECT set_config('amparo.house', %s, true)", was_house)


def _leave() -> None:
    _ask("SELECT amparo_enter(NULL)")


def _enter_as_house() -> None:
    # A setting and no function of ours: a command may come before the tables are built.
    _ask("SELECT set_config('amparo.house', 'yes', true)")


def _is_house() -> str:
    return _ask("SELECT coalesce(current_setting('amparo.house', true), '')") or ""


def _ask(sql: str, *values: int | str | None) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        (told,) = cursor.fetchone()
        return told
