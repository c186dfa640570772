"""What a browser tells of a page whose content policy it had to enforce, taken in as one line of the log.

Anybody may send anything here, and a true report repeats addresses and pieces of text: three words of it are kept, each
from a list or a pattern of ours. Nothing that is sent makes an error; the answer is always the same.
"""

from __future__ import annotations

import json
import logging
import re
import threading
from collections.abc import Iterator
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.db.transaction import non_atomic_requests
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

MOST_BYTES = 16_384
MOST_AT_ONCE = 10
# Lines in the log: in one minute and one web process. A flood fills no disk and tells no more than its beginning.
MOST_IN_A_MINUTE = 60
FETCHED = ("connect", "default", "font", "frame", "img", "manifest", "media", "object", "script", "style", "worker")
DIRECTIVES = frozenset(
    {
        *(f"{kind}-src" for kind in FETCHED),
        *(f"{kind}-src-{part}" for kind in ("script", "style") for part in ("elem", "attr")),
        *("base-uri", "form-action", "frame-ancestors", "require-trusted-types-for", "trusted-types"),
    }
)
# What stands in place of an address where none was loaded.
NO_ADDRESS = frozenset(
    {"inline", "eval", "wasm-eval", "self", "data", "blob", "trusted-types-policy", "trusted-types-sink"}
)
ORIGIN = re.compile(r"[a-z][a-z0-9+.-]{0,30}://[a-z0-9.:\[\]-]{1,100}")

logger = logging.getLogger("amparo.browser")


class Minute:
    """Counts to a limit, and begins anew with each minute."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._minute, self._count = 0, 0

    def take(self) -> bool:
        """Whether there is room for one more in this minute."""
        with self._lock:
            now = int(monotonic()) // 60
            if now != self._minute:
                self._minute, self._count = now, 0
            self._count += 1
            return self._count <= MOST_IN_A_MINUTE


minute = Minute()


# Exempt from the token, and without sign-in: the browser itself sends these, with no form and at times no cookie.
@non_atomic_requests
@csrf_exempt
@login_not_required
@require_POST
def policy_report(request: HttpRequest) -> HttpResponse:
    """Write down what the browser refused. Answers 204, whatever was sent."""
    for directive, blocked, address in _told(request):
        if minute.take():
            page = _page(request, address)
            logger.warning(
                "The browser refused something on a page.",
                extra={"directive": directive, "blocked": blocked, "page": page},
            )
    return HttpResponse(status=204)


def _told(request: HttpRequest) -> Iterator[tuple[str, str, str]]:
    """Of each report the directive, what was blocked as an origin or a word, and the page's address."""
    try:
        body = request.read(MOST_BYTES + 1)
        sent = json.loads(body) if len(body) <= MOST_BYTES else None
    except (OSError, ValueError, RecursionError):
        return
    # One form of older browsers, which send a single report, and one of newer, which gather several.
    reports = sent[:MOST_AT_ONCE] if isinstance(sent, list) else [sent]
    for report in reports:
        if not isinstance(report, dict):
            continue
        old, new = report.get("csp-report"), report.get("body")
        if isinstance(old, dict):
            directive = _text(old, "effective-directive") or _text(old, "violated-directive").partition(" ")[0]
            blocked, address = _text(old, "blocked-uri"), _text(old, "document-uri")
        elif isinstance(new, dict):
            directive = _text(new, "effectiveDirective")
            blocked, address = _text(new, "blockedURL"), _text(new, "documentURL")
        else:
            continue
        if directive in DIRECTIVES:
            yield directive, _origin(blocked), address


def _text(report: dict[str, Any], key: str) -> str:
    value = report.get(key)
    return value if isinstance(value, str) else ""


def _origin(blocked: str) -> str:
    """Scheme and host of what was blocked, or the word that stands for it."""
    if blocked in NO_ADDRESS:
        return blocked
    try:
        parts = urlsplit(blocked)
        # Without a name or a password before the host.
        origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower()
    except ValueError:
        return "other"
    return origin if ORIGIN.fullmatch(origin) else "other"


def _page(request: HttpRequest, address: str) -> str:
    """The name of the route of our own page; an address could hold more than its kind."""
    try:
        parts = urlsplit(address)
        ours = parts.netloc == request.get_host()
        return resolve(parts.path).view_name if ours else "other"
    except (ValueError, Resolver404):
        return "other"
