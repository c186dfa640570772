"""The ledger of promises."""

import pytest
from django.test import Client
from django.urls import reverse

from people.actions import record_fact, retract_fact
from people.models import Citation, Promise, PromiseAccount
from people.views import promises as ledger
from tests.rows import a_fact, a_passage, a_person, a_team, a_user, an_actor

pytestmark = pytest.mark.django_db
PROMISES = reverse("people:promises")


def test_accounts_stand_side_by_side_with_their_speakers(caseworker: Client) -> None:
    promise = a_fact(Promise, content_en="A roof and a permit.", promisor=an_actor("the-promisor"))
    for state, speaker in ((PromiseAccount.State.KEPT, "one-side"), (PromiseAccount.State.BROKEN, "other-side")):
        account = record_fact(PromiseAccount(promise=promise, state=state), actor=a_user())
        Citation.objects.create(
            promise_account=account, passage=a_passage(), mode=Citation.Mode.CLAIMED, speaker_actor=an_actor(speaker)
        )
    shown = caseworker.get(PROMISES).content.decode()
    for words in ("A roof and a permit.", "the-promisor", "Kept", "one-side", "Not kept", "other-side", "unverified"):
        assert words in shown


def test_promises_to_hidden_files_and_those_taken_back_are_not_in_the_ledger(
    caseworker: Client, stranger: Client
) -> None:
    promise = a_fact(Promise, content_en="A roof and a permit.")
    assert "A roof and a permit." not in stranger.get(PROMISES).content.decode()
    assert "No promise is on file yet" in stranger.get(PROMISES).content.decode()
    retract_fact(promise, reason="Another group.", actor=a_user())
    assert "A roof and a permit." not in caseworker.get(PROMISES).content.decode()


def test_the_ledger_is_filtered_by_who_promised_and_what_is_said(caseworker: Client) -> None:
    kept = a_fact(Promise, content_en="A first promise.", promisor=an_actor("the-promisor"))
    a_fact(Promise, content_en="A second promise.", promisor=an_actor("the-promisor"))
    record_fact(PromiseAccount(promise=kept, state=PromiseAccount.State.KEPT), actor=a_user())
    by = caseworker.get(PROMISES, {"by": "the-promisor"}).content.decode()
    assert "A first promise." in by
    assert "A second promise." in by
    said = caseworker.get(PROMISES, {"state": "kept"}).content.decode()
    assert "A first promise." in said
    assert "A second promise." not in said
    assert caseworker.get(PROMISES, {"state": "\x00"}).status_code == 422


def test_the_ledger_has_pages(stranger: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "PAGE_SIZE", 1)
    subject = a_person(team=a_team("second-office")).subject
    a_fact(Promise, promisee=subject, content_en="Made first.")
    a_fact(Promise, promisee=subject, content_en="Made last.")
    first = stranger.get(PROMISES)
    assert "Made last." in first.content.decode()
    assert "Made first." not in first.content.decode()
    assert "Made first." in stranger.get(first.context["next_url"]).content.decode()
