"""Every page of casework asks the database a fixed number of questions, however much there is.

The budgets are committed in query_budgets.json and count everything: session, user, roles. What begins a
transaction (savepoints, and naming its reader to the database) is no question.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.generator import generate
from cases.actions import add_note, finish_task, set_next_step
from cases.models import Case, NextActor, Note, RequestCitation
from people.actions import record_fact
from people.models import Citation, MilitaryService, Promise, PromiseAccount, Statement
from tests.case_factories import (
    Cast,
    days_from_now,
    make_case,
    make_group,
    make_person,
    make_request,
    make_status,
    make_stay,
    make_task,
    signed_in,
)
from tests.rows import a_fact, a_passage, a_place, a_source, an_actor

BEGINS = re.compile(r"SAVEPOINT|^SELECT amparo_enter")
BUDGETS: dict[str, int] = json.loads((Path(__file__).parent / "query_budgets.json").read_text())


def fill(case: Case, cast: Cast, n: int) -> None:
    """One more of everything in a case, each with a citation, a speaker and a place of its own."""
    subject, speaker = case.subject, make_person(cast, f"Speaker{n} Zulueta")
    place = a_place(f"budget-city-{n}", parent=a_place(f"budget-country-{n}"))
    spoken = {"mode": Citation.Mode.CLAIMED, "speaker_subject": speaker}
    promise = a_fact(Promise, promisee=subject, promisor=an_actor(f"budget-actor-{n}"))
    facts = {
        "stay": make_stay(subject, cast, place, accepted=False),
        "legal_status": make_status(subject, cast, accepted=False),
        "service": a_fact(MilitaryService, subject=subject),
        "statement": a_fact(Statement, subject=subject),
        "promise": promise,
        "promise_account": record_fact(
            PromiseAccount(promise=promise, state=PromiseAccount.State.KEPT), actor=cast.caseworker
        ),
    }
    for column, fact in facts.items():
        passage = a_passage(n * 20, source=a_source(f"budget-source-{n}"))
        Citation.objects.create(**{column: fact}, passage=passage, **spoken)
    request = make_request(case, cast, kind=f"budget-kind-{n}", provider=an_actor(f"budget-provider-{n}"))
    RequestCitation.objects.create(request=request, passage=a_passage(n * 20), **spoken)
    make_task(case, cast, f"Open {n}", days_from_now(n % 3 - 1))
    finish_task(make_task(case, cast, f"Done {n}"), actor=cast.caseworker)
    add_note(case, kind=Note.Kind.CALL, text=f"Note {n}", actor=cast.supervisor)
    set_next_step(case, next_actor=NextActor.US, next_step="Write", next_due_on=days_from_now(n), actor=cast.caseworker)


def another_case(cast: Cast, n: int) -> Case:
    """One more case, on a person or a group, with something of everything."""
    case = make_case(cast, make_person(cast, f"Person{n} Zulueta") if n % 2 else make_group(cast, f"Zulueta {n}"))
    fill(case, cast, n)
    return case


def questions(client: Client, url: str) -> list[str]:
    """What the page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in asked if not BEGINS.search(query["sql"])]


def address(name: str, case: Case) -> str:
    args: list[object] = [] if name in ("cases:my_work", "cases:list", "cases:choose_subject") else [case.reference]
    if name == "cases:settle_request":
        args.append(case.requests.first().public_id)  # type: ignore[union-attr]
    return reverse(name, args=args)


@pytest.mark.parametrize("name", [name for name in BUDGETS if name not in ("cases:list", "cases:my_work")])
def test_the_pages_of_a_case_stay_within_their_budget_however_much_it_holds(name: str, cast: Cast) -> None:
    client, case = signed_in(cast.caseworker), another_case(cast, 1)
    few = questions(client, address(name, case))
    for n in range(2, 4):
        fill(case, cast, n)
    many = questions(client, address(name, case))
    assert len(many) == len(few), "The number of queries grows with the rows."
    assert len(many) <= BUDGETS[name], "\n".join(many)


@pytest.mark.parametrize("name", ["cases:list", "cases:my_work"])
def test_lists_ask_the_same_for_5_cases_and_for_60(name: str, cast: Cast) -> None:
    client = signed_in(cast.supervisor if name == "cases:list" else cast.caseworker)
    for n in range(2):
        case = another_case(cast, n)
    generate(3, team=cast.team, workers=[cast.caseworker])
    few = questions(client, address(name, case))
    generate(55, team=cast.team, workers=[cast.caseworker])
    many = questions(client, address(name, case))
    assert len(many) == len(few), "The number of queries grows with the rows."
    assert len(many) <= BUDGETS[name], "\n".join(many)


def test_a_filtered_list_and_a_page_deep_down_cost_no_more(cast: Cast) -> None:
    client = signed_in(cast.supervisor)
    case = another_case(cast, 1)
    generate(54, team=cast.team, workers=[cast.caseworker])
    chosen = "?location=budget-country-1&status=refugee&may_work=unknown&request=budget-kind-1&outcome=open"
    chosen += "&caseworker=none"
    Case.objects.filter(pk=case.pk).update(caseworker=None)
    page = client.get(reverse("cases:list"))
    for url in (reverse("cases:list") + chosen, reverse("cases:list") + page.context["next_url"]):
        assert len(questions(client, url)) <= BUDGETS["cases:list"]
    assert [row.case for row in client.get(reverse("cases:list") + chosen).context["rows"]] == [case]


def test_my_work_of_a_supervisor_without_cases_stays_within_its_budget(cast: Cast) -> None:
    for n in range(3):
        Case.objects.filter(pk=another_case(cast, n).pk).update(caseworker=None)
    asked = questions(signed_in(cast.supervisor), reverse("cases:my_work"))
    assert len(asked) <= BUDGETS["cases:my_work"], "\n".join(asked)
