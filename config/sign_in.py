"""How allauth's doors are hung here: nobody signs up, guessing is slow and shuts out no one, secrets are sealed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from staff.actions import end_sessions
from staff.admin.refusal import told_apart
from staff.doorkeeper import HAS_FACTOR
from staff.encryption.factors import open_secret, seal_secret
from staff.models import Session, User
from staff.recent import is_recent, recently_signed_in
from staff.sessions import SessionStore, note_presence

# What is said after a step; allauth says much more, in words of its own.
SAID = {
    "account/messages/password_changed.txt": _("Password changed. Your other sessions have ended."),
    "mfa/messages/totp_activated.txt": _("The authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": _("The authenticator app is removed."),
    "mfa/messages/webauthn_added.txt": _("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
}


class ClosedDoor(DefaultAccountAdapter):
    """Accounts are made by an administrator; nobody signs up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("Username or password is wrong."),
        "incorrect_password": _("This password is wrong."),
        "enter_current_password": _("Enter your present password."),
        "too_many_login_attempts": _("Too many attempts from here. Wait five minutes, then try again."),
        "rate_limited": _("Too many attempts. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth counts wrong passwords per account, wherever they come from: anyone could lock anyone out. Counted
        # per account and address, a guesser is slowed down and the owner, who is elsewhere, is not.
        account = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{account}:{self.get_client_ip(request)}"

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Let in, and sweep out the sessions that have ended."""
        super().login(request, user)
        note_presence(request)
        SessionStore.clear_expired()

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what was done where it needs saying."""
        text = message or SAID.get(message_template or "")
        if text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Five minutes, as everywhere else here: allauth would ask even of whoever came in a moment ago."""
        return not is_recent(self.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Passkey first; who has a second factor shows it, because a password alone may have been watched."""
        words = {
            "reauthenticate": gettext("Use your password"),
            "mfa_reauthenticate": gettext("Use a code"),
            "mfa_reauthenticate:webauthn": gettext("Use a passkey"),
        }
        found = [method | {"description": words[method["id"]]} for method in super().get_reauthentication_methods(user)]
        provider = settings.IDENTITY_PROVIDER
        if provider and user.linked_accounts.filter(issuer=provider.issuer).exists():
            found.insert(0, {"id": "provider", "url": reverse("provider_begin"), "description": provider.label})
        weak = ("reauthenticate", "provider")
        return [method for method in reversed(found) if method["id"] not in weak] or list(reversed(found))

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No mail: who watches a mailbox would learn who works here."""


class SealedFactors(DefaultMFAAdapter):
    """Secrets of second factors are sealed like names: a stolen dump holds none that a code could be made of."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": _("This code is not, or no longer, valid.")}

    def encrypt(self, text: str) -> str:
        """Seal."""
        return seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open."""
        return open_secret(encrypted_text)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:
        """A first name for a passkey, which its owner may change."""
        return gettext("My passkey")

    def _get_user_identifier(self, user: AbstractBaseUser) -> str:
        # It is shown on telephones: the username, never the address of a mailbox.
        return user.get_username()

    def _get_site_name(self) -> str:
        return "Amparo"


def says_no(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """One of allauth's pages, which answers 422 when what was typed is refused."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return told_apart(request, view(request, *args, **kwargs))

    return answered


@recently_signed_in
@require_safe
def app_picture(request: HttpRequest) -> HttpResponse:
    """The secret that is being set up, as a picture for the app. allauth puts it into the page itself as `data:`.

    Our content policy shows pictures from our own addresses only.
    """
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(picture, content_type="image/svg+xml")


def who_has_a_password(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Leave out an account whose password an administrator took away: it opens by passkey, and has none to change."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if isinstance(request.user, User) and not request.user.has_usable_password():
            raise Http404
        return view(request, *args, **kwargs)

    return shown


def changes_sign_in(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Ask for sign-in again before a factor or a password changes; once it has changed, end the other sessions."""

    @recently_signed_in
    @wraps(view)
    def changed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        user = request.user
        if request.method == "POST" and response.status_code == 302 and isinstance(user, User):
            request.session.pop(HAS_FACTOR, None)
            end_sessions(user, keep=Session.key_of(request.session.session_key or ""))
        return response

    return changed
