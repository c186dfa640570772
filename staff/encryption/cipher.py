"""Sealing and opening one text with AES-256-GCM.

Sealed bytes are: version (1) | length of the key id (1) | key id | nonce (12) | ciphertext and tag (16). Version, key
id and the place where the text belongs ("table.column") are authenticated with it, so that a sealed text that was moved
to another column, or altered, does not open.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from staff.encryption.keyring import KEY_ID, get_keyring

VERSION = 1
NONCE_BYTES = 12
TAG_BYTES = 16


class UnsealError(Exception):
    """Sealed bytes cannot be opened here. The message names the place and the key id, never the text."""


def seal(text: str, bound_to: str) -> bytes:
    """Seal a text for one place ("table.column") with the current key.

    Sealing the same text again gives other bytes: equal texts do not show. Raises ValidationError for half characters
    (lone surrogates), which no encoding can hold.
    """
    keyring = get_keyring()
    try:
        content = text.encode()
    except UnicodeEncodeError:
        raise ValidationError(
            _("This text holds characters that cannot be stored: type it again."), code="unstorable"
        ) from None
    header, nonce = _header(keyring.current), os.urandom(NONCE_BYTES)
    return header + nonce + AESGCM(keyring.keys[keyring.current]).encrypt(nonce, content, header + bound_to.encode())


def unseal(sealed: bytes | memoryview, bound_to: str) -> str:
    """Open what `seal` made for the same place, with whichever key of the ring sealed it; else raise UnsealError."""
    sealed = bytes(sealed)
    key_id = key_id_of(sealed)
    key = get_keyring().keys.get(key_id)
    if key is None:
        raise UnsealError(f"{bound_to} was sealed with the key {key_id}, which is not in the keyring.")
    header, body = _header(key_id), sealed[len(_header(key_id)) :]
    try:
        content = AESGCM(key).decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], header + bound_to.encode())
    except InvalidTag:
        raise UnsealError(
            f"A sealed text in {bound_to} does not open with the key {key_id}: it was altered, or moved from another "
            "column, or the keyring holds another key under this id."
        ) from None
    return content.decode()


def key_id_of(sealed: bytes) -> str:
    """The id of the key that sealed these bytes, or UnsealError when they are not sealed bytes at all."""
    if len(sealed) < 2 or sealed[0] != VERSION or len(sealed) < 2 + sealed[1] + NONCE_BYTES + TAG_BYTES:
        raise UnsealError("These bytes were not sealed here.")
    key_id = sealed[2 : 2 + sealed[1]].decode("ascii", errors="replace")
    if not KEY_ID.fullmatch(key_id):
        raise UnsealError("These bytes were not sealed here.")
    return key_id


def is_sealed_with_current_key(sealed: bytes) -> bool:
    """Whether a rotation of keys has left these bytes behind (False) or not (True)."""
    return key_id_of(sealed) == get_keyring().current


def header_of_current_key() -> bytes:
    """What everything begins with that the current key sealed."""
    return _header(get_keyring().current)


def _header(key_id: str) -> bytes:
    return bytes([VERSION, len(key_id)]) + key_id.encode("ascii")
