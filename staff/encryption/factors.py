"""Second factors keep their secrets sealed inside rows of allauth's: a change of keys must reach these as well.

A row's `data` is JSON. The secret of an app stands in it as "secret", that of the recovery codes as "seed",
each in base64; a passkey has none, because its secret never leaves the device.
"""

from __future__ import annotations

import base64
from collections import Counter
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from staff.encryption.cipher import UnsealError, key_id_of, seal, unseal
from staff.encryption.keyring import get_keyring

# The place that these secrets are bound to.
PLACE = "mfa_authenticator.data"
SECRETS = ("secret", "seed")


def seal_secret(text: str) -> str:
    """Seal a secret for its place in a row."""
    return base64.b64encode(seal(text, PLACE)).decode()


def open_secret(sealed: str) -> str:
    """Open what `seal_secret` made, or raise UnsealError."""
    return unseal(base64.b64decode(sealed), PLACE)


def factors_by_key(owner: psycopg.Connection) -> Counter[tuple[str, str]]:
    """How many secrets each key has sealed, by (place, key id)."""
    rows = owner.execute("SELECT data FROM mfa_authenticator").fetchall()
    return Counter((PLACE, _key_of(data[name])) for (data,) in rows for name in SECRETS if name in data)


def seal_factors_anew(owner: psycopg.Connection) -> tuple[str, ...]:
    """Seal with the current key what older keys sealed; there are few rows, and they are done at once.

    Returns the rows whose secret does not open, which are left as they are.
    """
    faults: list[str] = []
    with owner.transaction():
        rows = owner.execute("SELECT id, data FROM mfa_authenticator ORDER BY id FOR UPDATE").fetchall()
        for pk, data in rows:
            if all(_key_of(data[name]) == get_keyring().current for name in SECRETS if name in data):
                continue
            try:
                renewed = Jsonb(data | {name: seal_secret(open_secret(data[name])) for name in SECRETS if name in data})
            except UnsealError:
                faults.append(f"{PLACE}, row {pk}")
            else:
                owner.execute("UPDATE mfa_authenticator SET data = %s WHERE id = %s", (renewed, pk))
    return tuple(faults)


def _key_of(sealed: Any) -> str:
    try:
        return key_id_of(base64.b64decode(str(sealed)))
    except (UnsealError, ValueError):
        return "?"
