"""Speaking to the provider of sign-ins: leading there, and proving what comes back. Authlib does the ceremony."""

from __future__ import annotations

import time
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from config.provider import Provider, is_safe
from staff.recent import RECENT

SECONDS = 5  # for the provider to answer; a page of ours waits for it
CLOCKS_MAY_DIFFER = 60  # seconds
# Signed with a key that only the provider has.
SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
CALLED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class NotProvedError(Exception):
    """The provider does not say who came, or says it in a way that does not hold. The message is a word for the log."""


@lru_cache(maxsize=8)
def _app(provider: Provider) -> Any:
    """Authlib's client of this provider; it keeps what the provider says of itself."""
    from authlib.integrations.django_client import OAuth

    return OAuth().register(
        "provider",
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS,
            # What it says lies where it says, and nowhere else.
            "max_redirects": 0,
        },
    )


def lead_there(request: HttpRequest, provider: Provider, *, back: str, anew: bool) -> HttpResponse:
    """Send the browser to the provider; `back` is where it comes back to. Raises NotProvedError.

    Only a sign-in of the last five minutes counts, as everywhere here; `anew` asks for one at this very moment.
    """
    fresh = {"prompt": "login", "max_age": 0} if anew else {"max_age": RECENT}
    answer: HttpResponse = _ask(lambda: _known(provider).authorize_redirect(request, back, **fresh))
    return answer


def who_came(request: HttpRequest, provider: Provider) -> dict[str, Any]:
    """What the provider proves of whoever came back: at least `sub`, who they are there. Raises NotProvedError.

    State, nonce, code challenge, signature, issuer, audience and times all hold.
    """
    wanted = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
        "auth_time": {"essential": True},
    }
    app = _ask(lambda: _known(provider))
    token = _ask(lambda: app.authorize_access_token(request, claims_options=wanted, leeway=CLOCKS_MAY_DIFFER))
    claims = token.get("userinfo")
    if not claims:
        raise NotProvedError("NoIdToken")
    subject, signed_in_at = claims.get("sub"), claims.get("auth_time")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255 or "\x00" in subject:
        raise NotProvedError("NoSubject")
    if not isinstance(signed_in_at, int | float) or time.time() - signed_in_at > RECENT + CLOCKS_MAY_DIFFER:
        raise NotProvedError("SignedInLongAgo")
    return dict(claims)


def _known(provider: Provider) -> Any:
    """The client, once the provider has told of itself and may be believed."""
    app = _app(provider)
    told = app.load_server_metadata()
    if told.get("issuer") != provider.issuer or not all(
        is_safe(str(told.get(name, "")), demo=settings.DEMO) for name in CALLED
    ):
        # Asked again next time.
        app.server_metadata.clear()
        raise NotProvedError("NotThisIssuer")
    offered = told.get("id_token_signing_alg_values_supported") or ["RS256"]
    if not (known := [name for name in offered if name in SIGNATURES]):
        raise NotProvedError("NoSafeSignature")
    told["id_token_signing_alg_values_supported"] = known
    methods = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    way = "client_secret_basic" if "client_secret_basic" in methods else "client_secret_post"
    app.client_kwargs["token_endpoint_auth_method"] = way
    return app


def _ask(question: Any) -> Any:
    """Ask, and turn whatever goes wrong, here or there, into a word for the log."""
    from authlib.common.errors import AuthlibBaseError
    from joserfc.errors import JoseError
    from requests import RequestException

    try:
        return question()
    except (AuthlibBaseError, JoseError, RequestException, RuntimeError, ValueError, KeyError, TypeError) as error:
        raise NotProvedError(type(error).__name__) from error
