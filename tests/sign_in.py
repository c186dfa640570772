"""Coming in through the front door in a test: password, app, codes, from one address or another."""

from __future__ import annotations

import re
import time
from typing import Any

from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from staff.models import User
from tests.rows import a_user

PASSWORD = "quiet-harbour-violin-47"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def with_password(username: str = "worker", **more: Any) -> User:
    """A user of the test office who has a password."""
    user = a_user(username, **more)
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def enter(client: Client, username: str, password: str = PASSWORD, **more: Any) -> Any:
    """Send the sign-in form."""
    return client.post(reverse("account_login"), {"login": username, "password": password}, **more)


def is_in(client: Client) -> bool:
    """Whether one's own pages open."""
    return client.get(reverse("staff:sessions")).status_code == 200


def code_of(secret: str, *, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes from now."""
    shown: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))
    return shown


def set_up_app(client: Client) -> tuple[str, list[str]]:
    """Set up an authenticator app; returns its secret and the recovery codes that are then shown."""
    client.get(reverse("mfa_activate_totp"))
    secret = client.session[SECRET_SESSION_KEY]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer.status_code == 302, answer.content.decode()
    page = client.get(answer.headers["Location"]).content.decode()
    return secret, re.findall(r"<li>(\d{8})</li>", page)
