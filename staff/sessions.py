"""Sessions on the server (`SESSION_ENGINE`): 20 minutes idle, 10 hours at most, and a row that can be ended."""

from __future__ import annotations

import ipaddress
import time
from datetime import UTC, datetime
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.http import HttpRequest
from django.utils import timezone

from staff.models import Session

# What a session remembers of itself; the store copies it into columns. Moments are seconds since 1970.
BEGAN, SEEN, BROWSER, ADDRESS = "began", "seen", "browser", "address"

# The first word found names the family: every browser claims to be several others as well.
FAMILIES = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrom", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


class SessionStore(db.SessionStore):
    """Django's store in the database, over our own rows."""

    model = Session

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Our own."""
        return Session

    def exists(self, session_key: str) -> bool:
        """Whether the cookie's row is there."""
        return super().exists(Session.key_of(session_key))

    def delete(self, session_key: str | None = None) -> None:
        """End the session of this cookie, or this one."""
        cookie = session_key or self.session_key
        if cookie is not None:
            super().delete(Session.key_of(cookie))

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing once it was idle too long, too old or ended."""
        row = Session.objects.filter(
            session_key=Session.key_of(self.session_key or ""), expire_date__gt=timezone.now()
        ).first()
        if row is None:
            self._session_key = None
            return {}
        found: dict[str, Any] = self.decode(row.session_data)
        return found

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row: it ends when idle or too old, whichever is first."""
        cookie: str = self._get_or_create_session_key()  # type: ignore[attr-defined]  # the stubs forget it
        now = time.time()
        ends = now + settings.SESSION_IDLE.total_seconds()
        signed_in = SESSION_KEY in data
        if signed_in:
            began = data.setdefault(BEGAN, now)
            data.setdefault(SEEN, now)
            ends = min(ends, began + settings.SESSION_AT_MOST.total_seconds())
        return Session(
            session_key=Session.key_of(cookie),
            session_data=self.encode(data),
            expire_date=_moment(ends),
            user_id=int(data[SESSION_KEY]) if signed_in else None,
            began_at=_moment(began) if signed_in else None,
            seen_at=_moment(data[SEEN]) if signed_in else None,
            browser=data.get(BROWSER, ""),
            address=data.get(ADDRESS, ""),
        )


def note_presence(request: HttpRequest) -> None:
    """Write down that someone is here, once a minute at most: it moves the end of the idle time."""
    session, now = request.session, time.time()
    if now - session.get(SEEN, 0) < settings.SESSION_NOTED_EVERY.total_seconds():
        return
    session[SEEN] = now
    session[BROWSER] = browser_of(request.headers.get("User-Agent", ""))
    session[ADDRESS] = shortened(get_adapter().get_client_ip(request))


def browser_of(user_agent: str) -> str:
    """Family and system in words, such as "Firefox, Windows"; "" for what is neither."""
    found = [next((name for sign, name in table if sign in user_agent), "") for table in (FAMILIES, SYSTEMS)]
    return ", ".join(filter(None, found))


def shortened(address: str) -> str:
    """The network that an address is in (/24, or /48 of IPv6): enough to tell home from elsewhere. "" for none."""
    try:
        kind = ipaddress.ip_address(address)
    except ValueError:
        return ""
    network = ipaddress.ip_network((kind, 24 if kind.version == 4 else 48), strict=False)
    return str(network)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
