"""A provider of sign-ins on this machine, as small as one can be, and as wrong as a test wants it."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

from config.provider import Provider

CLIENT_ID, CLIENT_SECRET = "amparo", "a-secret-of-the-tests"


class IdentityProvider:
    """Answers as a provider does. `told` overrides what it says of itself, `key` is what it signs with."""

    def __init__(self) -> None:
        """Listen on a free port."""
        self.key = self.published = RSAKey.generate_key(2048, auto_kid=True)
        self.told: dict[str, Any] = {}
        self.asked: list[str] = []
        self._codes: dict[str, tuple[dict[str, str], dict[str, Any]]] = {}
        self.status = 200
        provider = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._say(provider.answer(self.path))

            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = {name: values[0] for name, values in parse_qs(sent).items()}
                self._say(provider.token(form, self.headers.get("Authorization", "")))

            def _say(self, body: Any) -> None:
                content = json.dumps(body).encode()
                self.send_response(provider.status if body is not None else 400)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"

    def settings(self, *proofs: tuple[str, str]) -> Provider:
        """What a site that trusts it is told."""
        return Provider(self.issuer, CLIENT_ID, CLIENT_SECRET, "Example sign-in", proofs)

    def answer(self, path: str) -> Any:
        """What it says of itself, and its keys."""
        self.asked.append(path)
        if path == "/keys":
            return {"keys": [self.published.as_dict(private=False)]}
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/enter",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            **self.told,
        }

    def sign_in(self, address: str, subject: str, **claims: Any) -> dict[str, str]:
        """Somebody whom the browser brought to this address signs in: what the browser brings back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        now = int(time.time())
        said = {
            "iss": self.issuer,
            "sub": subject,
            "aud": CLIENT_ID,
            "exp": now + 60,
            "iat": now,
            "auth_time": now,
            "nonce": asked["nonce"],
            **claims,
        }
        code = secrets.token_urlsafe(8)
        self._codes[code] = (asked, {name: value for name, value in said.items() if value is not None})
        return {"code": code, "state": asked["state"]}

    def token(self, form: dict[str, str], authorization: str) -> Any:
        """The proof, once, for whoever has the code, the client's secret and the verifier of the code."""
        asked, claims = self._codes.pop(form.get("code", ""), ({}, {}))
        pair = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if authorization != f"Basic {pair}" or challenge != asked.get("code_challenge"):
            return None
        token = jwt.encode({"alg": "RS256", "kid": self.published.kid}, claims, self.key)
        return {"access_token": "x", "token_type": "Bearer", "expires_in": 60, "id_token": token}


@contextmanager
def identity_provider() -> Iterator[IdentityProvider]:
    """One that runs."""
    provider = IdentityProvider()
    thread = threading.Thread(target=provider.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        provider.server.shutdown()
        provider.server.server_close()
        thread.join()
