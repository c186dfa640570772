from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from staff.models import Notice, User


def tell(users: Iterable[User], kind: Notice.Kind, *, about: int) -> list[Notice]:
    """Let colleagues know, in the transaction of what they are told of: no notice, no deed."""
    return Notice.objects.bulk_create(Notice(to=user, kind=kind, about=about) for user in users)


@transaction.atomic
def mark_read(*, actor: User) -> int:
    """Everything that waited for the user has been read. Returns how much it was."""
    return Notice.objects.to(actor).unread().update(read_at=timezone.now())
