"""Who takes which list out: roles, the second person, and what is no longer theirs when it is prepared or fetched."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.actions import fetch_export
from cases.models import Case, Export
from people.models import Grant, Subject
from staff.actions import release_reader
from staff.models import Membership, Read, ReadingStop, Role, User
from tests.case_factories import Cast, make_case, make_person, make_user, signed_in
from tests.exports import PURPOSE, ask, fetch, lines_of, newest, prepared, work_off
from tests.reads import looks_at, put_on_record
from tests.rows import SECRET

NAME = "Xiomara Quiñonez"


def test_a_caseworker_cannot_put_identity_in_by_hand(browser: Client, case: Case, known: Subject) -> None:
    assert browser.get(reverse("cases:new_export_with_identity", args=["cases"])).status_code == 403
    assert ask(browser, identity=True, masked=["contacts"]).status_code == 403
    export = prepared(browser, masked=["contacts"])
    assert export.columns == ["reference", "stage", "country"]
    assert ask(browser, plain=["reference", "name", "contacts"]).status_code == 422


def test_about_many_people_a_second_person_agrees(browser: Client, supervisor: Client, many: list[Case]) -> None:
    assert "has to agree" in browser.get(reverse("cases:new_export", args=["cases"])).content.decode()
    ask(browser)
    export = newest()
    assert (export.state, export.subject_count, work_off()) == ("waiting", 26, 0)
    assert fetch(browser, export).status_code == 410
    waiting = reverse("cases:waiting_exports")
    decide = reverse("cases:decide_export", args=[export.public_id])
    assert decide in supervisor.get(waiting).content.decode()
    page = supervisor.get(decide).content.decode()
    assert PURPOSE in page
    assert "Ana Nr" not in page
    assert supervisor.post(decide, {}).status_code == 422
    assert supervisor.post(decide, {"decision": "agree"}).status_code == 303
    work_off()
    export = newest()
    assert (export.state, export.decided_by) == ("ready", User.objects.get(username="sven"))
    assert len(lines_of(fetch(browser, export).content)) == 2 + 26


def test_twenty_five_are_taken_alone(browser: Client, many: list[Case]) -> None:
    Case.objects.filter(pk=many[0].pk).update(stage="plan")
    ask(browser, query="?stage=intake")
    assert (newest().subject_count, newest().state) == (25, "preparing")


def test_a_second_person_refuses_with_a_reason(browser: Client, supervisor: Client, many: list[Case]) -> None:
    ask(browser)
    export = newest()
    decide = reverse("cases:decide_export", args=[export.public_id])
    assert supervisor.post(decide, {"decision": "refuse"}).status_code == 422
    assert supervisor.post(decide, {"decision": "refuse", "reason": "The donor needs numbers only."}).status_code == 303
    assert newest().state == "refused"
    page = browser.get(export.get_absolute_url()).content.decode()
    assert "The donor needs numbers only." in page
    assert (supervisor.post(decide, {"decision": "agree"}).status_code, fetch(browser, export).status_code) == (
        404,
        410,
    )


def test_only_those_agree_to_a_list_who_see_everybody_in_it(
    browser: Client, supervisor: Client, many: list[Case]
) -> None:
    ask(browser)
    Subject.objects.filter(pk=many[0].subject_id).update(restricted=True)
    decide = reverse("cases:decide_export", args=[newest().public_id])
    answer = supervisor.post(decide, {"decision": "agree"})
    assert answer.status_code == 422
    assert "You do not see everybody in this list" in answer.content.decode()
    assert newest().state == "waiting"


def test_nobody_agrees_to_their_own_file(supervisor: Client, cast: Cast, many: list[Case]) -> None:
    ask(supervisor)
    export = newest()
    decide = reverse("cases:decide_export", args=[export.public_id])
    assert str(export.public_id) not in supervisor.get(reverse("cases:waiting_exports")).content.decode()
    assert [send(decide).status_code for send in (supervisor.get, supervisor.post)] == [404, 404]
    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.filter(pk=export.pk).update(decided_by=cast.supervisor)
    # Nor does it get ready behind everybody's back.
    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.filter(pk=export.pk).update(state="preparing")


def test_supervisors_of_another_office_have_no_say(cast: Cast, browser: Client, many: list[Case]) -> None:
    ask(browser)
    decide = reverse("cases:decide_export", args=[newest().public_id])
    stranger = signed_in(cast.stranger)
    missing = decide.replace(str(newest().public_id), "00000000-0000-4000-8000-000000000000")
    for send in (stranger.get, stranger.post):
        hidden, absent = send(decide), send(missing)
        assert hidden.status_code == absent.status_code == 404
        assert hidden.content == absent.content
    assert browser.get(decide).status_code == 403


@pytest.mark.parametrize("name", ["export", "fetch_export", "cancel_export"])
def test_somebody_elses_file_is_missing(name: str, browser: Client, supervisor: Client, case: Case) -> None:
    export = prepared(browser)
    url = reverse(f"cases:{name}", args=[export.public_id])
    send = supervisor.get if name == "export" else supervisor.post
    hidden, absent = send(url), send(url.replace(str(export.public_id), "00000000-0000-4000-8000-000000000000"))
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content
    assert newest().state == "ready"


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", ["exports", "new_export", "new_export_with_identity", "waiting_exports"])
def test_each_role_gets_what_the_policy_says(name: str, role: Role, cast: Cast, case: Case) -> None:
    may = {
        "exports": {Role.CASEWORKER, Role.SUPERVISOR},
        "new_export": {Role.CASEWORKER, Role.SUPERVISOR},
        "new_export_with_identity": {Role.SUPERVISOR},
        "waiting_exports": {Role.SUPERVISOR},
    }[name]
    args = ["cases"] if name.startswith("new") else []
    client = signed_in(make_user(f"one-{role.value}", role, cast.team))
    # To a partner whatever is not theirs is missing.
    refused = 404 if role == Role.PARTNER else 403
    assert client.get(reverse(f"cases:{name}", args=args)).status_code == (200 if role in may else refused)
    link = reverse("cases:new_export", args=["cases"])
    page = client.get(reverse("cases:list")).content.decode()
    assert (link in page) is (role in (Role.CASEWORKER, Role.SUPERVISOR))


def test_asking_agreeing_and_fetching_ask_for_a_fresh_sign_in(cast: Cast, many: list[Case]) -> None:
    browser, supervisor = signed_in(cast.caseworker), signed_in(cast.supervisor)
    ask(browser)
    export = newest()
    new, decide = reverse("cases:new_export", args=["cases"]), reverse("cases:decide_export", args=[export.public_id])
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        tries = [browser.get(new), ask(browser), fetch(browser, export), supervisor.get(decide)]
        tries.append(supervisor.post(decide, {"decision": "agree"}))
    assert [one.status_code for one in tries] == [302] * 5
    assert all("reauthenticate" in one["Location"] or "logout" in one["Location"] for one in tries)
    assert newest().state == "waiting"


def test_rows_that_are_no_longer_the_askers_are_left_out(browser: Client, cast: Cast, case: Case) -> None:
    hidden = make_case(cast, make_person(cast, "Ana Otra"), caseworker=None)
    ask(browser)
    Subject.objects.filter(pk=hidden.subject_id).update(restricted=True)
    work_off()
    export = newest()
    assert (export.state, export.left_out, export.subjects) == ("ready", 1, [case.subject_id])
    assert "1 row was left out" in browser.get(export.get_absolute_url()).content.decode()
    assert hidden.reference not in fetch(browser, export).content.decode("utf-8-sig")


def test_a_file_is_not_given_out_once_somebody_in_it_is_none_of_the_readers_business(
    browser: Client, cast: Cast, case: Case
) -> None:
    other = make_case(cast, make_person(cast, "Ana Otra"), caseworker=None)
    export = prepared(browser)
    Subject.objects.filter(pk=other.subject_id).update(restricted=True)
    answer = fetch(browser, export)
    assert (answer.status_code, newest().state, newest().content) == (410, "void", None)
    assert "Ask again" in answer.content.decode()


@pytest.mark.parametrize("change", ["disabled", "role lost", "moved"])
def test_whoever_may_not_any_more_gets_nothing(change: str, cast: Cast, case: Case) -> None:
    browser = signed_in(cast.caseworker)
    case.caseworker = None
    case.save()
    ready = prepared(browser)
    ask(browser)
    if change == "disabled":
        User.objects.filter(pk=cast.caseworker.pk).update(is_active=False)
    elif change == "role lost":
        Membership.objects.filter(user=cast.caseworker).update(role=Role.TEAM_ADMINISTRATOR)
    else:
        Membership.objects.filter(user=cast.caseworker).update(team=cast.stranger.memberships.get().team)
    work_off()
    assert (newest().state, newest().content) == ("void", None)
    # Their session has ended; even with another one the file is not given out.
    assert fetch(browser, ready).status_code == 302
    assert fetch_export(ready, actor=cast.caseworker) is None


def test_every_row_taken_is_on_record_with_the_columns(supervisor: Client, case: Case, known: Subject) -> None:
    export = prepared(supervisor, identity=True, masked=["contacts"])
    with put_on_record() as reads:
        fetch(supervisor, export)
    (read,) = reads
    assert (read.page, read.status) == ("cases:fetch_export", Read.SHOWN)
    assert (read.opened, read.opened_cases) == ([case.subject_id], [case.pk])
    assert (read.revealed, read.revealed_of) == ("cases.export.columns", export.pk)
    assert "contacts" in export.columns
    assert looks_at(case.subject_id)[-1] == ("taken", "cases:fetch_export")
    page = supervisor.get(reverse("people:looks", args=[case.subject.public_id])).content.decode()
    assert "Taken out in a file" in page


def test_what_a_second_person_agreed_to_is_on_record_and_stops_nobody(
    browser: Client, supervisor: Client, many: list[Case], settings: Any
) -> None:
    settings.FILES_PER_HOUR = settings.FILES_PER_HOUR_AT_MOST = 5
    ask(browser)
    supervisor.post(reverse("cases:decide_export", args=[newest().public_id]), {"decision": "agree"})
    work_off()
    stop = ReadingStop.objects.create(reader=newest().asked_by, files=121)
    assert fetch(browser, newest()).status_code == 429
    release_reader(stop, reason="Spoken to.", actor=None)
    assert fetch(browser, newest()).status_code == 200
    assert looks_at(many[3].subject_id)[-1] == ("taken", "cases:fetch_export")


def test_files_taken_alone_count_among_the_files_of_the_hour(browser: Client, cast: Cast, settings: Any) -> None:
    for number in range(6):
        make_case(cast, make_person(cast, f"Ana Nr{number}"))
    settings.FILES_PER_HOUR = settings.FILES_PER_HOUR_AT_MOST = 5
    export = prepared(browser)
    assert fetch(browser, export).status_code == 429
    assert ReadingStop.objects.filter(reader=cast.caseworker).exists()
    assert newest().state == "ready"


def test_a_file_that_a_grant_opens_is_taken_as_far_as_the_grant_goes(cast: Cast, browser: Client) -> None:
    theirs = make_person(cast, "Eva Ajena", team=cast.stranger.memberships.get().team)
    grant = Grant.objects.create(subject=theirs, user=cast.caseworker, reason=SECRET)
    export = prepared(browser, "people")
    assert export.subjects == [theirs.pk]
    ask(browser, "people")
    grant.delete()
    work_off()
    assert newest().state == "void"


def test_whoever_may_not_take_names_any_more_gets_none(cast: Cast, known: Subject) -> None:
    supervisor = signed_in(cast.supervisor)
    ask(supervisor, identity=True, masked=["contacts"])
    Membership.objects.filter(user=cast.supervisor).update(role=Role.CASEWORKER)
    work_off()
    assert (newest().state, newest().content) == ("void", None)
