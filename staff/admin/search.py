"""Search in the administration. It stands in the address, so it is for references, codes and ids, never for names."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.contrib.admin.utils import get_fields_from_path
from django.db.models import Model, Q, QuerySet, UUIDField

from staff.encryption.keyring import get_keyring

BEGINNING_OF_A_PUBLIC_ID = re.compile(r"[0-9a-f]{4,32}")


def found_by(rows: QuerySet[Any], paths: Iterable[str], text: str) -> QuerySet[Any]:
    """The rows that hold every word of `text` in one of the fields.

    A public id is found by its beginning (an index range), a field written `^field` by its beginning as well, and any
    other, which must belong to a short table, by a part of it.
    """
    if "\x00" in text:
        return rows.none()
    for word in text.split():
        conditions = [found for path in paths if (found := _condition(rows.model, path, word)) is not None]
        if not conditions:
            return rows.none()
        rows = rows.filter(reduce(or_, conditions))
    return rows


def tokens_of(text: str) -> list[int]:
    """Keyed tokens of what was typed, for the record of reads: the same words give the same tokens and tell nothing."""
    key = get_keyring().blind_index
    digests = [hmac.digest(key, f"administration:{word.casefold()}".encode(), "sha256") for word in text.split()]
    return [int.from_bytes(digest[:8], "big", signed=True) for digest in digests]


def _condition(model: type[Model], path: str, word: str) -> Q | None:
    name = path.removeprefix("^")
    if isinstance(get_fields_from_path(model, name)[-1], UUIDField):
        return _public_id(name, word)
    if path.startswith("^"):
        # Codes are written in small letters and references in capitals; an index helps only if we say which.
        return Q((f"{name}__startswith", word.lower())) | Q((f"{name}__startswith", word.upper()))
    return Q((f"{name}__icontains", word))


def _public_id(name: str, word: str) -> Q | None:
    digits = word.lower().replace("-", "")
    if not BEGINNING_OF_A_PUBLIC_ID.fullmatch(digits):
        return None
    return Q((f"{name}__range", (UUID(digits.ljust(32, "0")), UUID(digits.ljust(32, "f")))))
