"""Guessing a password is slow and leads nowhere, shuts out nobody, and does not tell who works here."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import resolve, reverse

from staff.models import User
from tests.sign_in import PASSWORD, enter, is_in, with_password

pytestmark = pytest.mark.django_db
GUESSER, OWNER = "203.0.113.7", "198.51.100.9"


def test_sixty_guesses_never_enter_and_the_owner_comes_in_meanwhile(client: Client) -> None:
    user = with_password()
    owner = Client()
    for n in range(60):
        # In the end the guesser has the right one: by then nothing from there is even tried.
        guess = PASSWORD if n > 50 else f"wrong-guess-number-{n}"
        assert enter(client, user.username, guess, REMOTE_ADDR=GUESSER).status_code in (422, 429)
        assert not is_in(client)
        if n % 20 == 19:
            assert enter(owner, user.username, REMOTE_ADDR=OWNER).status_code == 302
            assert is_in(owner)
            owner.post(reverse("account_logout"))


def test_guesses_from_many_addresses_are_counted_for_each(client: Client) -> None:
    user = with_password()
    for n in range(12):
        for address in (f"203.0.113.{n}", f"2001:db8:{n}::1"):
            enter(client, user.username, f"wrong-guess-{n}", REMOTE_ADDR=address)
    assert enter(client, user.username, REMOTE_ADDR=OWNER).status_code == 302


def test_one_address_cannot_go_through_a_list_of_names(client: Client) -> None:
    with_password("the-last-name")
    for n in range(12):
        enter(client, f"name-{n}", "wrong-guess", REMOTE_ADDR=GUESSER)
    enter(client, "the-last-name", REMOTE_ADDR=GUESSER)
    assert not is_in(client)


def test_a_known_and_an_unknown_user_answer_alike(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with_password("worker-one")
    with_password("worker-off", is_active=False)
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: Any, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    told: dict[str, list[tuple[int, int, int]]] = {}
    for n, name in enumerate(("worker-one", "nobody-one", "worker-off")):
        told[name] = []
        # Also when it was too often: the sixth and seventh are not tried any more.
        for _ in range(7):
            hashed.clear()
            answer = enter(Client(), name, "wrong-password", REMOTE_ADDR=f"203.0.113.{n}")
            told[name].append((answer.status_code, len(answer.content), len(hashed)))
    assert told["worker-one"] == told["nobody-one"] == told["worker-off"]
    assert [work for _status, _length, work in told["worker-one"]] == [1, 1, 1, 1, 1, 0, 0]


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_reauthenticate", "mfa_authenticate", "mfa_reauthenticate", "mfa_login_webauthn"],
)
def test_an_attempt_that_is_checked_makes_no_other_wait(name: str) -> None:
    assert getattr(resolve(reverse(name)).func, "_non_atomic_requests", None) == {"default"}


def test_a_guesser_cannot_push_out_what_is_counted() -> None:
    assert cache._max_entries >= 100_000


@pytest.mark.parametrize(
    "password",
    [
        "harbour-violin",
        "passwordpassword",
        "qwertyuiopasdfgh",
        "contraseñacontraseña",
        "iloveyou12345678",
        "77777777777777777777",
        "123456789123456789",
        "Amparo2026Amparo2026",
        "worker-worker-worker",
    ],
)
def test_what_guessers_try_first_is_no_password(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, User(username="worker", name="Someone"))


@pytest.mark.parametrize("password", [PASSWORD, "lluvia sobre el tejado rojo", "ñ" * 3 + " piedra luna barco 雨"])
def test_long_and_unlike_others_is_a_password(password: str) -> None:
    validate_password(password, User(username="worker", name="Someone"))
