"""The ledger of promises: who promised what to whom, and what each side says became of it."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from people.dossier import Line, citations_of
from people.filters import PromiseFilter, chips
from people.keyset import page_of
from people.models import KINDS, Promise, PromiseAccount, Subject
from people.veil import speaker_of, veil
from people.views.answer import page
from people.views.people import beside
from staff.models import User
from staff.policy import Action, SignedIn, permitted
from staff.record import collector

PAGE_SIZE = 20


@permitted(Action.SEE_SOURCES)
@require_safe
def promises(request: SignedIn) -> HttpResponse:
    """Standing promises to those whose files the reader may know of, newest on file first."""
    visible = Promise.objects.standing().filter(promisee__in=Subject.objects.visible_to(request.user))
    found = PromiseFilter(request.GET, queryset=visible)
    accounts = Prefetch("accounts", PromiseAccount.objects.standing().order_by("recorded_at", "id"), "said_of_it")
    rows = found.qs.select_related("promisor", "promisee").prefetch_related(accounts)
    kept = request.GET.copy()
    cursor = (kept.pop("after", [""]) or [""])[-1]
    by = ("-recorded_at", "-id")
    part = page_of(rows, by=by, cursor=cursor, of=f"promises?{kept.urlencode()}", size=PAGE_SIZE)
    context = {
        "filter": found,
        "chips": chips(found, path=request.path),
        "lines": _lines(part.rows, reader=request.user),
        **beside(request, part),
    }
    return page(request, "people/promises.html", context, status=200 if found.form.is_valid() else 422)


def _lines(promised: list[Promise], *, reader: User) -> list[Line]:
    accounts = [account for promise in promised for account in promise.said_of_it]  # type: ignore[attr-defined]
    said = citations_of([*promised, *accounts])
    collector.listed(promise.promisee_id for promise in promised)
    veil([speaker for found in said.values() for c in found if (speaker := speaker_of(c))], reader=reader)
    lines = []
    for promise in promised:
        beside_it = [
            Line(account, KINDS["account"], said[("promise_account", account.pk)])
            for account in promise.said_of_it  # type: ignore[attr-defined]
        ]
        lines.append(Line(promise, KINDS["promise"], said[("promise", promise.pk)], accounts=beside_it))
    return lines
