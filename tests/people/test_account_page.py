"""Writing down what someone says became of a promise."""

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Promise, PromiseAccount
from tests.rows import a_fact, a_passage, an_actor

pytestmark = pytest.mark.django_db


def test_an_account_says_whose_it_is(caseworker: Client) -> None:
    promise = a_fact(Promise, content_en="A roof and a permit.")
    url = reverse("people:record_account", args=[promise.public_id])
    assert "A roof and a permit." in caseworker.get(url).content.decode()
    passage = a_passage()
    typed = {"state": "broken", "said": "May 2019", "accepted": "on"}
    unsaid = caseworker.post(url, {**typed, "cite-mode": "asserted", "cite-certainty": "unverified"})
    assert unsaid.status_code == 422
    assert not PromiseAccount.objects.filter(promise=promise).exists()
    cited = {
        "cite-source": passage.source.code,
        "cite-passage": str(passage.public_id),
        "cite-speaker": f"actor:{an_actor().code}",
        "cite-mode": "claimed",
        "cite-certainty": "unverified",
    }
    assert caseworker.post(url, typed | cited).status_code == 303
    account = PromiseAccount.objects.get(promise=promise)
    assert account.state == "broken"
    assert account.citations.get().speaker_actor == an_actor()


def test_an_account_of_a_hidden_promise_is_missing(stranger: Client, administrator: Client) -> None:
    url = reverse("people:record_account", args=[a_fact(Promise).public_id])
    assert stranger.get(url).status_code == 404
    assert administrator.get(url).status_code == 403
