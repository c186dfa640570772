"""Values in the environment that are set and must not be: each has a sentence that begins with its name."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

THIS_MACHINE = ("", "localhost", "127.0.0.1", "::1")
ENCRYPTED = ("require", "verify-ca", "verify-full")


def is_guessable(key: str) -> bool:
    """Whether a key that signs sessions is too short or too plain to be one."""
    return len(key) < 50 or len(set(key)) < 10 or key.startswith("django-insecure-")


def refuse_unsafe_values(values: Mapping[str, Any]) -> None:
    """Raise ImproperlyConfigured with a sentence for each unsafe value among the settings; asked in production."""
    found = list(_unsafe_values(values))
    if found:
        raise ImproperlyConfigured(" ".join(found))


def _unsafe_values(values: Mapping[str, Any]) -> Iterator[str]:
    if any(is_guessable(key) for key in values["SECRET_KEY_FALLBACKS"]):
        yield "SECRET_KEY_FALLBACKS holds a key that is too easy to guess: whoever guesses it signs in as anybody."
    for origin in values["CSRF_TRUSTED_ORIGINS"]:
        if not origin.startswith("https://") or "*" in origin:
            yield f"CSRF_TRUSTED_ORIGINS must name single sites that begin with https://, not {origin}."
    if not values["SECURE_SSL_REDIRECT"] and not values["BEHIND_PROXY"]:
        yield (
            "SECURE_SSL_REDIRECT is off: names and passwords would cross the network in the open. Unset it, or set "
            "AMPARO_BEHIND_PROXY=1 where a proxy ends TLS."
        )
    leave_for = values["LEAVE_FOR"]
    if leave_for and not leave_for.startswith("https://") and not _is_own_path(leave_for):
        yield f"AMPARO_LEAVE_FOR must begin with https://, or with / for an address of this site; it is {leave_for}."
    database = values["DATABASES"]["default"]
    host, mode = str(database["HOST"]), database.get("OPTIONS", {}).get("sslmode", "")
    if not host.startswith("/") and host not in THIS_MACHINE and mode not in ENCRYPTED:
        yield (
            "DATABASE_URL names another machine without encryption: add ?sslmode=verify-full (or require) to it, or "
            "reach PostgreSQL over its socket."
        )
    keyring, served = values["KEYRING_FILE"].resolve(), values["STATIC_ROOT"].resolve()
    if served in keyring.parents or values["BASE_DIR"] / "static" in keyring.parents:
        yield "KEYRING_FILE lies among the files that the site hands out to everybody: keep it elsewhere."


def _is_own_path(address: str) -> bool:
    parts = urlsplit(address)
    return address.startswith("/") and not parts.scheme and not parts.netloc and "\\" not in address


def web_faults(static_root: Path | None, *, behind_proxy: bool) -> Iterator[str]:
    """Yield a sentence for each value that no process which serves pages may have; other commands may."""
    for name in ("AMPARO_OWNER_DATABASE_URL", "AMPARO_OWNER_DATABASE_URL_FILE"):
        if os.environ.get(name):
            yield (
                f"{name} is set for the web: whoever took it over could rewrite its record. Set it for "
                "`manage.py build_database` and `manage.py rotate_keys` only."
            )
    if os.environ.get("GUNICORN_CMD_ARGS"):
        yield (
            "GUNICORN_CMD_ARGS is set: it can undo how config/gunicorn.py serves and what it writes down. Unset it, "
            "and use the variables of docs/operating.md."
        )
    bind = os.environ.get("GUNICORN_BIND", "")
    host = bind.rpartition(":")[0].strip("[]")
    if bind and not behind_proxy and host not in THIS_MACHINE[1:] and not bind.startswith(("unix:", "fd:")):
        yield (
            f"GUNICORN_BIND={bind} is open to the network without a proxy that ends TLS: set AMPARO_BEHIND_PROXY=1 if "
            "there is one, else bind to 127.0.0.1."
        )
    if static_root is None or not (static_root / "staticfiles.json").is_file():
        yield f"STATIC_ROOT holds no collected files ({static_root}): run `manage.py collectstatic --no-input`."
