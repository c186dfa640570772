"""Linking the account that somebody has at a provider of sign-ins, and unlinking it."""

from __future__ import annotations

import pghistory
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from staff.models import LinkedAccount, User


@transaction.atomic
def link_account(user: User, *, issuer: str, subject: str, actor: User) -> LinkedAccount:
    """Let that account open this user's from now on. Every session of the user ends."""
    account = LinkedAccount(user=user, issuer=issuer, subject=subject)
    account.full_clean()
    with pghistory.context(user=actor.pk):
        account.save()
    return account


@transaction.atomic
def unlink_account(account: LinkedAccount, *, actor: User) -> None:
    """Let it open nothing any more. Every session of the user ends. Nobody takes away their own only way in."""
    user = User.objects.select_for_update().get(pk=account.user_id)
    passkey = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()
    if actor.pk == user.pk and not user.has_usable_password() and not passkey:
        raise ValidationError(_("Nothing else opens your account: add a passkey first."))
    with pghistory.context(user=actor.pk):
        account.delete()
