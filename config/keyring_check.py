"""Is this the keyring that sealed this database? Asked at every start, before anyone sees a page."""

import hashlib
import hmac
from collections.abc import Iterator
from typing import cast

from staff.encryption.cipher import UnsealError, is_sealed_with_current_key
from staff.encryption.fields import OpenedText
from staff.encryption.keyring import KeyringError, get_keyring
from staff.models import KeyringCheck

WRONG_KEYRING = (
    "The keyring that KEYRING_FILE names is not the one that sealed this database: no name could be read or found. "
    "Put the right keyring back from its backup, or point DATABASE_URL at the database that belongs to this one."
)


def known_word() -> str:
    """Return a word that depends on the blind index's key, so that sealing it puts both kinds of key to the proof."""
    return hmac.new(get_keyring().blind_index, b"amparo keyring check", hashlib.sha256).hexdigest()


def bind_keyring() -> None:
    """Seal the known word with the current key, unless the database holds it sealed so already.

    After a rotation there is one word for each key that has been current. A keyring from a backup made before the
    rotation opens the first word and none of the names sealed since: the second word refuses it.
    """
    if not any(is_sealed_with_current_key(sealed) for sealed in _sealed_words()):
        KeyringCheck.objects.create(word=known_word())


def keyring_fault() -> str:
    """Return a sentence that says why the keyring must not be used with this database; empty when it may."""
    try:
        word = known_word()
        if any(check.word != word for check in KeyringCheck.objects.order_by("pk")):
            return WRONG_KEYRING
    except UnsealError:
        return WRONG_KEYRING
    except KeyringError as error:
        return str(error)
    return ""


def _sealed_words() -> Iterator[bytes]:
    for check in KeyringCheck.objects.all():
        _place, sealed = cast(OpenedText, check.word).sealed_as
        yield sealed
