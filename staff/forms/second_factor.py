"""allauth's forms for the second factor, in our words and with two rules of our own."""

from __future__ import annotations

import hashlib
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

# A code of an app is good in its own half minute and, for clocks that differ, in the one before and after.
CODE_LIVES = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)


class OnceOnly(forms.Form):
    """A code is taken once, whichever form it was typed into. (allauth forgets a used code while it is still good.)"""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["code"]
        box.label = _("Code")
        box.help_text = _("Six digits from your authenticator app.")
        box.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}

    def clean_code(self) -> str:
        """Refuse what was used."""
        code: str = super().clean_code()  # type: ignore[misc]
        digest = hashlib.sha256("".join(code.split()).encode()).hexdigest()
        if not cache.add(f"used-code:{self.user.pk}:{digest}", "", timeout=CODE_LIVES):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(OnceOnly, AuthenticateForm):
    """The code at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("Six digits from your authenticator app, or one of your recovery codes.")


class CodeAgainForm(OnceOnly, ReauthenticateForm):
    """The code before a step that asks for sign-in again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("Six digits from your authenticator app, or one of your recovery codes.")


class AppForm(OnceOnly, ActivateTOTPForm):
    """The first code of an app shows that it has the secret."""


class PasskeyForm(AddWebAuthnForm):
    """A new passkey. It opens without a password, so the device must ask for its PIN, finger or face."""

    name = forms.CharField(label=_("Name"), required=False, max_length=60, help_text=_("To tell your passkeys apart."))
    passwordless = forms.BooleanField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class PasskeyNameForm(EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(label=_("Name"), max_length=60)
