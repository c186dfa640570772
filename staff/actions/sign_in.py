from __future__ import annotations

import pghistory
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from staff.models import Session, User


@transaction.atomic
def end_sessions(user: User, *, keep: str = "", only: str = "") -> int:
    """End one's own sessions: all but the one of key `keep`, or the one of key `only`. Returns how many ended."""
    sessions = Session.objects.filter(user=user).exclude(session_key=keep)
    if only:
        sessions = sessions.filter(session_key=only)
    ended, _by_model = sessions.delete()
    return ended


@transaction.atomic
def sign_out_everywhere(user: User, *, actor: User) -> None:
    """End every session of a user. The moment stands in the user's row, and who did it in that row's history."""
    with pghistory.context(user=actor.pk):
        user.signed_out_at = timezone.now()
        user.save(update_fields=["signed_out_at"])
    end_sessions(user)


@transaction.atomic
def reset_second_factor(user: User, *, actor: User | None) -> None:
    """Take away passkeys, authenticator app and recovery codes that were lost: the next sign-in asks for new ones.

    Without an actor it was done at the machine itself (`manage.py reset_second_factor`).
    """
    Authenticator.objects.filter(user=user).delete()
    with pghistory.context(user=actor.pk if actor else None):
        user.second_factor_reset_at = timezone.now()
        user.save(update_fields=["second_factor_reset_at"])
    end_sessions(user)
