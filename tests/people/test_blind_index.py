from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from people.blind_index import WordTokens, name_tokens, query_tokens
from people.spelling import sounds_like, words
from staff.encryption.keyring import Keyring, forget_keyring

NAMES = st.text(alphabet="abcdefghijlmnñopqrstuvyzáéíóúü", min_size=1, max_size=12)
same_key_for_every_example = hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def keyring(tmp_path: Path, settings: Settings) -> Keyring:
    """A keyring of this test's own."""
    settings.KEYRING_FILE = tmp_path / "keyring.json"
    return Keyring.create(settings.KEYRING_FILE)


def all_tokens(tokens: WordTokens) -> set[int]:
    return {token for token in (tokens.word, tokens.prefix, tokens.sound) if token is not None}


def finds(query: str, name: str) -> bool:
    """Whether every word of the query matches the name by word, beginning or sound."""
    stored = set(name_tokens(name))
    return all(all_tokens(tokens) & stored for tokens in query_tokens(query))


@pytest.mark.parametrize("query", ["pena", "Peña", "PENYA", "peña jose", "José Peñ", "jos", "Jozé", "gomes"])
def test_a_missing_accent_or_a_slip_of_spelling_finds_the_same_person(query: str) -> None:
    assert finds(query, "José Peña Gómez")


@pytest.mark.parametrize("query", ["Pinto", "Marta", "jo", "gomezano", "Peña Pinto"])
def test_other_names_do_not_match(query: str) -> None:
    assert not finds(query, "José Peña Gómez")


@same_key_for_every_example
@given(name=NAMES, other_case=st.booleans(), decomposed=st.booleans())
def test_any_accent_or_case_gives_the_same_tokens(name: str, other_case: bool, decomposed: bool) -> None:
    written = name.upper() if other_case else name.title()
    if decomposed:
        written = "".join(c for c in unicodedata.normalize("NFD", written) if not unicodedata.combining(c))
    assert name_tokens(written) == name_tokens(name)
    assert query_tokens(written) == query_tokens(name)


@same_key_for_every_example
@given(name=NAMES, length=st.integers(3, 8))
def test_a_beginning_of_three_to_eight_letters_finds_the_name(name: str, length: int) -> None:
    word = words(name)[0]
    assume(len(word) >= length)
    assert query_tokens(word[:length])[0].prefix in name_tokens(name)


@same_key_for_every_example
@given(one=NAMES, other=NAMES)
def test_words_that_share_neither_a_beginning_nor_a_sound_do_not_match(one: str, other: str) -> None:
    assume(words(one)[0][:3] != words(other)[0][:3])
    assume(sounds_like(one) != sounds_like(other))
    assert not set(name_tokens(one)) & set(name_tokens(other))


@same_key_for_every_example
@given(name=NAMES)
def test_another_key_gives_other_tokens(name: str, tmp_path: Path, settings: Settings) -> None:
    mine = set(name_tokens(name))
    before, elsewhere = settings.KEYRING_FILE, tmp_path / "other.json"
    if not elsewhere.exists():
        Keyring.create(elsewhere)
    try:
        settings.KEYRING_FILE = elsewhere
        assert not mine & set(name_tokens(name))
    finally:
        settings.KEYRING_FILE = before


def test_rotating_the_encryption_key_leaves_every_token_as_it_was(keyring: Keyring) -> None:
    before = name_tokens("José Peña")
    keyring.add_key()
    forget_keyring()
    assert name_tokens("José Peña") == before


def test_a_word_a_beginning_and_a_sound_of_the_same_letters_are_told_apart() -> None:
    (tokens,) = query_tokens("pena")
    assert sounds_like("pena") == "pena"
    assert len(all_tokens(tokens)) == 3


def test_a_word_of_two_letters_is_found_whole_and_by_sound_but_begins_nothing() -> None:
    (tokens,) = query_tokens("Li")
    assert tokens.prefix is None
    assert tokens.word in name_tokens("Li Wei")
    assert tokens.word not in name_tokens("Lina")


def test_tokens_fit_the_column_and_come_sorted_without_repeats() -> None:
    tokens = name_tokens("María Alejandra de la Concepción", "María", "María")
    assert tokens == sorted(set(tokens))
    assert all(-(2**63) <= token < 2**63 for token in tokens)
    assert any(token < 0 for token in tokens)
    assert name_tokens("María") == name_tokens("María", "MARIA", "")


def test_a_query_keeps_the_order_of_its_words_and_says_each_once() -> None:
    assert query_tokens("Peña José peña") == [*query_tokens("Peña"), *query_tokens("José")]
    assert query_tokens(" – ") == []
