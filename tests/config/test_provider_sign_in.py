"""An account elsewhere opens the account that an administrator made and somebody linked, and nothing else does."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from joserfc.jwk import RSAKey
from pytest_django.fixtures import Settings

from staff.actions import link_account
from staff.models import LinkedAccount, User
from tests.config.test_no_outgoing_network import ways_out
from tests.filled_form import submit
from tests.identity_provider import IdentityProvider, identity_provider
from tests.rows import a_user, an_administrator
from tests.sign_in import code_of, enter, is_in, set_up_app, with_password

pytestmark = pytest.mark.django_db
SENTENCE = "Signing in with Example sign-in did not work, or that account opens nothing here"
WHO = "248289761001"
# What differs from one page to the next: the form's token, and the address to come back to.
TOKEN = re.compile(rb'\b[A-Za-z0-9]{64}\b|name="next"\s+value="[^"]*"')
NOON = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def provider(settings: Settings) -> Iterator[IdentityProvider]:
    """A provider that the settings name; the demonstration asks for no second factor unless a test says so."""
    cache.clear()
    with identity_provider() as running:
        settings.IDENTITY_PROVIDER = running.settings()
        yield running


def linked(provider: IdentityProvider, username: str = "worker", subject: str = WHO, **more: Any) -> User:
    """A user whose account there is linked."""
    user = a_user(username, **more)
    link_account(user, issuer=provider.issuer, subject=subject, actor=user)
    return user


def come(client: Client, provider: IdentityProvider, subject: str = WHO, begin: str = "", **claims: Any) -> Any:
    """Go there, sign in there, and come back."""
    led = client.get(begin or reverse("provider_begin"))
    assert led.status_code == 302, led.content.decode()
    assert led.headers["Location"].startswith(f"{provider.issuer}/enter?")
    return client.get(reverse("provider_back"), provider.sign_in(led.headers["Location"], subject, **claims))


def refused(client: Client, answer: Any) -> bool:
    """Whether nobody came in, and the one sentence said so."""
    return answer.status_code == 403 and SENTENCE in answer.content.decode() and not is_in(client)


def test_a_linked_account_opens_its_users_page_and_leads_where_one_wanted_to_go(
    client: Client, provider: IdentityProvider
) -> None:
    user = linked(provider)
    page = client.get(reverse("account_login"), {"next": "/cases/"}).content.decode()
    assert f'href="{reverse("provider_begin")}?next=/cases/"' in page
    answer = come(client, provider, begin=f"{reverse('provider_begin')}?next=/cases/")
    assert answer.headers["Location"] == "/cases/"
    assert is_in(client)
    assert int(client.session["_auth_user_id"]) == user.pk
    client.post(reverse("account_logout"))
    elsewhere = come(client, provider, begin=f"{reverse('provider_begin')}?next=https://evil.example/")
    assert elsewhere.headers["Location"] == "/"


def test_nobody_signs_up_and_no_mail_address_or_name_opens_anything(client: Client, provider: IdentityProvider) -> None:
    user = linked(provider, subject="somebody-else", email="worker@example.org")
    before = User.objects.count()
    told: dict[str, Any] = {
        "email": user.email,
        "email_verified": True,
        "preferred_username": user.username,
        "name": user.username,
    }
    assert refused(client, come(client, provider, **told))
    assert User.objects.count() == before


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "of another browser"},
        {"nonce": None},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "another-site"},
        {"aud": "another-site", "azp": "amparo"},
        {"aud": None},
        {"exp": 1},
        {"exp": None},
        {"iat": 9_999_999_999},
        {"sub": None},
        {"sub": ""},
        {"sub": 248289761001},
        {"sub": "x" * 256},
        {"sub": "248289761001\x00"},
        {"auth_time": None},
        {"auth_time": 1},
        {"auth_time": "now"},
        {"amr": "mfa"},
    ],
    ids=str,
)
def test_what_does_not_hold_opens_nothing(client: Client, provider: IdentityProvider, claims: dict[str, Any]) -> None:
    linked(provider)
    assert refused(client, come(client, provider, **claims))


def test_what_came_back_wrong_opens_nothing(client: Client, provider: IdentityProvider) -> None:
    linked(provider)
    back = reverse("provider_back")
    stranger = Client()
    address = client.get(reverse("provider_begin")).headers["Location"]
    brought = provider.sign_in(address, WHO)
    for other, sent in (
        (stranger, brought),  # what somebody else's browser brings back
        (Client(), {}),
        (client, {"error": "access_denied", "state": brought["state"]}),
    ):
        assert refused(other, other.get(back, sent))
    for change in ({"state": "of-another"}, {"code": "made-up"}, {"code": "\x00", "state": "\x00"}):
        again = provider.sign_in(client.get(reverse("provider_begin")).headers["Location"], WHO)
        assert refused(client, client.get(back, again | change)), change
    once = provider.sign_in(client.get(reverse("provider_begin")).headers["Location"], WHO)
    assert client.get(back, once).status_code == 302
    client.post(reverse("account_logout"))
    assert refused(client, client.get(back, once)), "What was used once is used up."


def test_a_second_tab_is_refused_like_anybody(client: Client, provider: IdentityProvider) -> None:
    for tab in [client.get(reverse("provider_begin")).headers["Location"] for _tab in "12"]:
        assert refused(client, client.get(reverse("provider_back"), provider.sign_in(tab, "nobody-here")))


def test_a_signature_of_somebody_else_opens_nothing(client: Client, provider: IdentityProvider) -> None:
    linked(provider)
    provider.key = RSAKey.generate_key(2048)
    assert refused(client, come(client, provider))


def test_new_keys_of_the_provider_are_found(client: Client, provider: IdentityProvider) -> None:
    linked(provider)
    assert come(client, provider).status_code == 302
    client.post(reverse("account_logout"))
    provider.key = provider.published = RSAKey.generate_key(2048, auto_kid=True)
    assert come(client, provider).status_code == 302


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "https://evil.example"},
        {"authorization_endpoint": "http://evil.example/enter"},
        {"token_endpoint": "ftp://127.0.0.1/token"},
        {"jwks_uri": None},
        {"id_token_signing_alg_values_supported": ["none", "HS256"]},
    ],
    ids=str,
)
def test_a_provider_that_says_something_else_of_itself_is_not_asked(
    client: Client, provider: IdentityProvider, told: dict[str, Any]
) -> None:
    provider.told = told
    assert refused(client, client.get(reverse("provider_begin")))


def test_a_provider_that_does_not_answer_is_one_sentence(client: Client, provider: IdentityProvider) -> None:
    provider.status = 503
    assert refused(client, client.get(reverse("provider_begin")))
    provider.server.shutdown()
    provider.server.server_close()
    assert refused(client, client.get(reverse("provider_begin")))


def test_whoever_is_out_stays_out(client: Client, provider: IdentityProvider) -> None:
    user = linked(provider)
    user.is_active = False
    user.save(update_fields=["is_active"])
    unknown = come(client, provider, subject="nobody")
    off = come(client, provider)
    assert refused(client, off)
    alike = [TOKEN.sub(b"", answer.content) for answer in (off, unknown)]
    assert alike[0] == alike[1], "A closed account and an unknown one answer alike."


def test_the_second_factor_of_ours_is_still_asked(
    client: Client, provider: IdentityProvider, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    user = with_password()
    with time_machine.travel(NOON) as clock:
        enter(client, user.username)
        secret, _codes = set_up_app(client)
        client.post(reverse("account_logout"))
        linked(provider)
        answer = come(client, provider, amr=["pwd", "mfa"], acr="high")
        assert answer.headers["Location"] == reverse("mfa_authenticate")
        assert not is_in(client)
        clock.shift(60)
        client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
        assert is_in(client)
        # Nor is it passed over by going there to sign in again.
        clock.shift(6 * 60)
        wanted = reverse("mfa_add_webauthn")
        assert come(client, provider, begin=f"{reverse('provider_begin')}?next={wanted}").status_code == 403
        assert client.get(wanted).headers["Location"].startswith(reverse("mfa_reauthenticate"))


def test_who_has_no_second_factor_is_led_to_enrolment(
    client: Client, provider: IdentityProvider, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    linked(provider)
    come(client, provider, amr=["mfa"])
    assert client.get(reverse("cases:list")).headers["Location"] == reverse("mfa_index")


@pytest.mark.parametrize(
    ("claims", "proves"),
    [
        ({"amr": ["pwd", "mfa"]}, True),
        ({"acr": "high"}, True),
        ({"amr": ["pwd"], "acr": "low"}, False),
        ({"amr": ["high"], "acr": "mfa"}, False),
        ({}, False),
    ],
    ids=str,
)
def test_a_second_factor_that_was_shown_there_counts_where_the_settings_say_so(
    client: Client, provider: IdentityProvider, settings: Settings, claims: dict[str, Any], proves: bool
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    settings.IDENTITY_PROVIDER = provider.settings(("amr", "mfa"), ("acr", "high"))
    linked(provider)
    come(client, provider, **claims)
    assert (client.get(reverse("cases:list")).status_code == 200) is proves


def test_signing_in_again_goes_there_too_and_asks_for_it_anew(
    client: Client, provider: IdentityProvider, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    settings.IDENTITY_PROVIDER = provider.settings(("amr", "mfa"))
    user = linked(provider)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    linked(provider, "another", subject="another")
    wanted = reverse("mfa_add_webauthn")
    with time_machine.travel(timezone.now()) as clock:
        come(client, provider, amr=["mfa"])
        assert client.get(wanted).status_code == 200
        clock.shift(timedelta(minutes=6))
        asked = client.get(wanted).headers["Location"]
        assert asked.startswith(reverse("provider_begin"))
        led = client.get(asked).headers["Location"]
        assert "prompt=login" in led
        assert "max_age=0" in led
        # The last is recent enough to come in with, but from before the question.
        tries: list[tuple[str, dict[str, Any]]] = [("another", {"amr": ["mfa"]}), (WHO, {})]
        tries += [(WHO, {"amr": ["mfa"], "auth_time": at}) for at in (1, int(time.time()) - 120)]
        for subject, claims in tries:
            answer = come(client, provider, subject, begin=asked, **claims)
            assert answer.status_code == 403
            assert client.get(wanted).status_code == 302, "It must still be asked for."
        assert come(client, provider, begin=asked, amr=["mfa"]).headers["Location"] == wanted
        assert client.get(wanted).status_code == 200


def test_one_links_ones_own_account_after_seeing_which_it_is(client: Client, provider: IdentityProvider) -> None:
    user, elsewhere = with_password(), Client()
    for browser in (elsewhere, client):
        enter(browser, user.username)
    assert is_in(elsewhere)
    begin = reverse("provider_begin_link")
    assert begin in client.get(reverse("mfa_index")).content.decode()
    answer = come(client, provider, begin=begin, preferred_username="<b>maria</b>")
    assert answer.headers["Location"] == reverse("provider_link")
    assert not LinkedAccount.objects.exists(), "Coming back alone must link nothing."
    page = client.get(reverse("provider_link")).content.decode()
    assert "&lt;b&gt;maria&lt;/b&gt;" in page
    assert client.post(reverse("provider_link")).status_code == 302
    account = LinkedAccount.objects.get()
    assert (account.user, account.issuer, account.subject) == (user, provider.issuer, WHO)
    assert is_in(client)
    assert not is_in(elsewhere)
    assert reverse("provider_unlink") in client.get(reverse("mfa_index")).content.decode()
    assert client.get(reverse("provider_unlink")).status_code == 200
    assert client.post(reverse("provider_unlink")).status_code == 302
    assert not LinkedAccount.objects.exists()
    assert is_in(client)


def test_linking_asks_for_a_recent_sign_in_and_takes_nobody_elses_account(
    client: Client, provider: IdentityProvider
) -> None:
    linked(provider, "first")
    user = with_password("second")
    with time_machine.travel(timezone.now()) as clock:
        enter(client, user.username)
        come(client, provider, begin=reverse("provider_begin_link"))
        said = client.post(reverse("provider_link"))
        assert said.status_code == 422
        assert "This account opens another account here already." in said.content.decode()
        clock.shift(timedelta(minutes=6))
        for name in ("provider_begin_link", "provider_link", "provider_unlink"):
            assert client.get(reverse(name)).headers["Location"].startswith(reverse("account_reauthenticate"))
    assert LinkedAccount.objects.count() == 1


def test_nobody_unlinks_their_own_only_way_in(client: Client, provider: IdentityProvider) -> None:
    user = linked(provider)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    come(client, provider)
    said = client.post(reverse("provider_unlink"))
    assert said.status_code == 422
    assert "add a passkey first" in said.content.decode()
    assert LinkedAccount.objects.exists()


def test_an_administrator_links_and_unlinks_and_history_says_so(client: Client, provider: IdentityProvider) -> None:
    user, owner = with_password(), Client()
    enter(owner, user.username)
    client.force_login(an_administrator())
    page = reverse("admin:staff_user_change", args=[user.pk])
    assert "linked_accounts-0-subject" in client.get(page).content.decode()
    assert submit(client, page, **{"linked_accounts-0-subject": WHO}).status_code == 302
    account = LinkedAccount.objects.get(user=user)
    assert (account.issuer, account.subject) == (provider.issuer, WHO)
    assert not is_in(owner)
    assert come(owner, provider).status_code == 302
    assert is_in(owner)
    assert submit(client, page, **{"linked_accounts-0-DELETE": "on"}).status_code == 302
    assert not LinkedAccount.objects.exists()
    assert not is_in(owner), "Who came in that way is out at the next request."
    with connection.cursor() as cursor:
        cursor.execute("SELECT pgh_label FROM staff_linkedaccountevent WHERE user_id = %s ORDER BY pgh_id", [user.pk])
        assert cursor.fetchall() == [("insert",), ("delete",)]
    linked(provider, "another")
    said = submit(client, page, **{"linked_accounts-0-subject": WHO})
    assert said.status_code == 422


def test_without_a_provider_there_is_nothing_of_it(client: Client) -> None:
    assert reverse("provider_begin") not in client.get(reverse("account_login")).content.decode()
    client.force_login(an_administrator())
    for name in ("provider_begin", "provider_back", "provider_begin_link", "provider_link", "provider_unlink"):
        assert client.get(reverse(name)).status_code == 404
    page = client.get(reverse("admin:staff_user_change", args=[an_administrator().pk])).content.decode()
    assert "linked_accounts" not in page
    assert reverse("provider_begin_link") not in client.get(reverse("mfa_index")).content.decode()


def test_it_is_the_one_way_out_and_the_policy_of_content_stays_as_it_is(
    client: Client, provider: IdentityProvider
) -> None:
    linked(provider)
    with ways_out() as found:
        before = client.get(reverse("account_login"))
        come(client, provider)
        assert is_in(client)
    port = provider.issuer.rpartition(":")[2]
    assert (calls := [line for line in found if not line.startswith("socket.getaddrinfo ('127.0.0.1'")])
    assert [line for line in calls if f"'127.0.0.1', {port}" not in line] == []
    assert before.headers["Content-Security-Policy"].count("127.0.0.1") == 0


def test_whoever_goes_there_too_often_waits(client: Client, provider: IdentityProvider) -> None:
    with time_machine.travel(NOON):
        answers = [client.get(reverse("provider_begin")).status_code for _ in range(25)]
        assert answers == [302] * 20 + [429] * 5
        assert client.get(reverse("provider_back")).status_code == 429
        assert client.get(reverse("provider_begin"), REMOTE_ADDR="198.51.100.9").status_code == 302


def test_the_log_has_the_cause_in_one_word_and_names_nobody(
    client: Client, provider: IdentityProvider, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="amparo.sign_in"):
        come(client, provider, email="worker@example.org")
        come(client, provider, nonce="x")
    said = [record.getMessage() for record in caplog.records if record.name == "amparo.sign_in"]
    assert [line.rpartition(" ")[2] for line in said] == ["NotLinked", "InvalidClaimError"]
    assert WHO not in "".join(said)
