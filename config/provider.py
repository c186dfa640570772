"""Somebody else's sign-in (OpenID Connect) as a second way to our door: which provider, and whether it may be one.

Off unless the environment names a provider. It is the one address that the site ever calls. See
docs/decisions/0014-sign-in-elsewhere.md.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.refusals import THIS_MACHINE
from config.secret_files import secret

ISSUER, CLIENT, SECRET = "AMPARO_OIDC_ISSUER", "AMPARO_OIDC_CLIENT_ID", "AMPARO_OIDC_CLIENT_SECRET"
LABEL, FACTOR = "AMPARO_OIDC_LABEL", "AMPARO_OIDC_SECOND_FACTOR"
CLAIMS = ("acr", "amr")


@dataclass(frozen=True)
class Provider:
    """A provider of sign-ins. `proofs` are what it says of a sign-in that had a second factor: claim and value."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    label: str
    proofs: tuple[tuple[str, str], ...] = ()

    def proves_factor(self, claims: Mapping[str, Any]) -> bool:
        """Whether this sign-in had a second factor, by what the operator said proves one."""
        for claim, value in self.proofs:
            told = claims.get(claim)
            if value == told or (isinstance(told, list) and value in told):
                return True
        return False


def provider_from_environment(*, demo: bool) -> Provider | None:
    """The provider that the environment names, or None. Raises ImproperlyConfigured with a sentence for each fault."""
    issuer, client_id = os.environ.get(ISSUER, "").strip(), os.environ.get(CLIENT, "").strip()
    client_secret, proofs = secret(SECRET), os.environ.get(FACTOR, "").strip()
    label = os.environ.get(LABEL, "").strip()
    if not any((issuer, client_id, client_secret, proofs, label)):
        return None
    told = {ISSUER: issuer, CLIENT: client_id, SECRET: client_secret}
    if found := list(_faults(told, proofs, demo=demo)):
        raise ImproperlyConfigured(" ".join(found))
    return Provider(issuer, client_id, client_secret, label or urlsplit(issuer).netloc, _proofs(proofs))


def is_safe(address: str, *, demo: bool) -> bool:
    """Whether what is sent there cannot be read on the way; the demonstration may speak to this very machine."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if not parts.hostname or parts.username is not None or parts.fragment:
        return False
    return parts.scheme == "https" or (demo and parts.scheme == "http" and parts.hostname in THIS_MACHINE)


def _faults(told: dict[str, str], proofs: str, *, demo: bool) -> Iterator[str]:
    for name, value in told.items():
        if not value:
            what = f"{name} or {name}_FILE" if name == SECRET else name
            yield f"{what} is not set, but other settings of a sign-in provider are: set all of them, or none."
    if told[ISSUER] and (not is_safe(told[ISSUER], demo=demo) or "?" in told[ISSUER]):
        yield f"{ISSUER} must begin with https:// and hold no name, password or question mark: whoever stands between "
        yield "could otherwise sign in as anybody."
    if any(claim not in CLAIMS or not value for claim, value in _proofs(proofs)):
        yield f"{FACTOR} must say what proves a second factor there, such as amr=mfa or acr=…; several by commas."
    if find_spec("authlib") is None or find_spec("requests") is None:
        yield f"{ISSUER} is set, but the packages for it are missing: install requirements-oidc.txt."


def _proofs(said: str) -> tuple[tuple[str, str], ...]:
    pairs = (part.strip().partition("=") for part in said.split(",") if part.strip())
    return tuple((claim.strip(), value.strip()) for claim, _is, value in pairs)
