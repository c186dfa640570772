"""A notice in words. They hold nobody's name and no place: the same words may go out by mail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from staff.models import Notice, User
from staff.policy import Action, may

Kind = Notice.Kind

WORDS: dict[str, Any] = {
    Kind.EMERGENCY_OPENED: _("A file that you answer for was opened in an emergency. Look at who did and why."),
    Kind.EMERGENCY_REVIEWED: _("Somebody has reviewed what you opened in an emergency."),
    Kind.RIGHT_GIVEN_BACK: _("You may open files in an emergency again."),
}
# The page that shows what a notice is about, by its number, and the action that opens that page.
PAGES: dict[str, tuple[str, Action]] = dict.fromkeys(WORDS, ("cases:emergency_access", Action.SEE_EMERGENCIES))


@dataclass(frozen=True)
class Told:
    """One notice, as the page shows it."""

    at: datetime
    words: str
    url: str
    is_new: bool


def told(notices: Iterable[Notice], *, reader: User) -> list[Told]:
    """The notices in words, in their order; a link only where the reader's role opens it. No query."""
    return [
        Told(notice.at, str(WORDS[notice.kind]), _page_of(notice, reader), notice.read_at is None) for notice in notices
    ]


def _page_of(notice: Notice, reader: User) -> str:
    name, action = PAGES[notice.kind]
    return reverse(name, args=[notice.about]) if may(reader, action) else ""
