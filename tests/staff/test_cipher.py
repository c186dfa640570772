from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from staff.encryption.cipher import UnsealError, is_sealed_with_current_key, key_id_of, seal, unseal
from staff.encryption.keyring import Keyring, forget_keyring

PLACE = "people_person.given_names"


@pytest.fixture(autouse=True)
def keyring(tmp_path: Path, settings: Settings) -> Keyring:
    """A keyring of this test's own."""
    settings.KEYRING_FILE = tmp_path / "keyring.json"
    return Keyring.create(settings.KEYRING_FILE)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300, alphabet=st.characters(exclude_categories=["Cs"])))
def test_every_text_opens_as_it_was_sealed(text: str) -> None:
    assert unseal(seal(text, PLACE), PLACE) == text
    assert unseal(memoryview(seal(text, PLACE)), PLACE) == text


def test_equal_texts_do_not_show() -> None:
    assert seal("Nadie", PLACE) != seal("Nadie", PLACE)


def test_a_text_moved_to_another_column_does_not_open() -> None:
    with pytest.raises(UnsealError, match=r"people_person\.family_names"):
        unseal(seal("Nadie", PLACE), "people_person.family_names")


def test_a_text_altered_in_any_byte_does_not_open() -> None:
    sealed = seal("Nadie", PLACE)
    for position in range(len(sealed)):
        altered = bytearray(sealed)
        altered[position] ^= 1
        with pytest.raises(UnsealError):
            unseal(bytes(altered), PLACE)


@pytest.mark.parametrize("length", range(0, 43, 3))
def test_a_text_cut_short_does_not_open(length: int) -> None:
    with pytest.raises(UnsealError):
        unseal(seal("Nadie", PLACE)[:length], PLACE)


@pytest.mark.parametrize(
    "garbage", [b"", b"\x01", b"Nadie", b"\x01\x02" + b"\xff" * 40, b"\x02" * 60, b"\x01\x00" * 40]
)
def test_bytes_that_were_never_sealed_are_refused(garbage: bytes) -> None:
    with pytest.raises(UnsealError, match="not sealed here"):
        unseal(garbage, PLACE)


def test_another_keyring_opens_nothing_and_says_which_key_is_missing(
    keyring: Keyring, tmp_path: Path, settings: Settings
) -> None:
    sealed = seal("Nadie", PLACE)
    settings.KEYRING_FILE = Keyring.create(tmp_path / "other.json").path
    with pytest.raises(UnsealError, match=f"the key {keyring.current}, which is not in the keyring") as refusal:
        unseal(sealed, PLACE)
    assert "Nadie" not in str(refusal.value)


def test_another_key_under_the_same_id_opens_nothing(keyring: Keyring, tmp_path: Path, settings: Settings) -> None:
    sealed = seal("Nadie", PLACE)
    other = tmp_path / "other.json"
    Keyring.create(other)
    other.write_text(other.read_text().replace(Keyring.load(other).current, keyring.current))
    settings.KEYRING_FILE = other
    with pytest.raises(UnsealError, match="does not open with the key"):
        unseal(sealed, PLACE)


def test_after_a_rotation_old_texts_open_and_new_ones_take_the_new_key(keyring: Keyring) -> None:
    old = seal("Nadie", PLACE)
    newer = keyring.add_key()
    forget_keyring()
    assert unseal(old, PLACE) == "Nadie"
    assert key_id_of(old) == keyring.current
    assert key_id_of(seal("Nadie", PLACE)) == newer.current
    assert not is_sealed_with_current_key(old)


def test_a_process_that_read_the_keyring_before_a_rotation_opens_what_was_sealed_after(keyring: Keyring) -> None:
    seal("Nadie", PLACE)
    before = keyring.path.read_bytes()
    keyring.add_key()
    forget_keyring()
    new, after = seal("Nadie", PLACE), keyring.path.read_bytes()
    keyring.path.write_bytes(before)
    forget_keyring()
    assert key_id_of(seal("x", PLACE)) == keyring.current
    keyring.path.write_bytes(after)
    assert unseal(new, PLACE) == "Nadie"
