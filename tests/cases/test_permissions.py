"""Who may see and do what with a case: hidden is missing, byte for byte; what may be seen but not done is refused."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from cases.actions import close_case, finish_task
from cases.models import Case, Outcome, Task
from cases.urls import urlpatterns
from people.models import Grant
from staff.models import Membership, Role
from tests.case_factories import (
    Cast,
    days_from_now,
    make_case,
    make_person,
    make_request,
    make_task,
    make_user,
    signed_in,
)
from tests.rows import a_consent, a_referral

# What a page answers to a GET of each role of the team, and whether a case is open or closed does not matter.
EXPECTED = {
    "detail": {"caseworker": 200, "supervisor": 200, "administrator": 200},
    "move": {"caseworker": 200, "supervisor": 200, "administrator": 403},
    "rate": {"caseworker": 200, "supervisor": 200, "administrator": 403},
    "next_step": {"caseworker": 200, "supervisor": 200, "administrator": 403},
    "assign": {"caseworker": 403, "supervisor": 200, "administrator": 403},
    "close": {"caseworker": 200, "supervisor": 200, "administrator": 403},
    "reopen": {"caseworker": 403, "supervisor": 200, "administrator": 403},
    "record_stay": {"caseworker": 200, "supervisor": 200, "administrator": 403},
    "record_legal_status": {"caseworker": 200, "supervisor": 200, "administrator": 403},
    "new_request": {"caseworker": 200, "supervisor": 200, "administrator": 403},
    "settle_request": {"caseworker": 200, "supervisor": 200, "administrator": 403},
    "new_task": {"caseworker": 200, "supervisor": 200, "administrator": 403},
    "new_note": {"caseworker": 200, "supervisor": 200, "administrator": 403},
    "referrals": {"caseworker": 200, "supervisor": 200, "administrator": 403},
    "refer": {"caseworker": 200, "supervisor": 200, "administrator": 403},
    "recall": {"caseworker": 200, "supervisor": 200, "administrator": 403},
}
# Pages that take no form.
ONLY_READ = ["detail", "referrals"]
POST_ONLY = ["finish_task", "take_up_task"]
LISTS = ["my_work", "list", "new", "choose_subject"]


def address(name: str, case: Case, cast: Cast) -> str:
    args: list[object] = [case.reference]
    if name == "settle_request":
        args.append(make_request(case, cast).public_id)
    if name == "recall":
        a_consent(case.subject)
        args.append(a_referral(case).public_id)
    if name in POST_ONLY:
        args.append(make_task(case, cast).public_id)
    return reverse(f"cases:{name}", args=args)


@pytest.mark.parametrize("role", ["caseworker", "supervisor", "administrator"])
@pytest.mark.parametrize("name", EXPECTED)
def test_each_role_of_the_team_gets_what_the_policy_says(name: str, role: str, case: Case, cast: Cast) -> None:
    client = signed_in(cast.by_role[role])
    url = address(name, case, cast)
    assert client.get(url).status_code == EXPECTED[name][role]
    # Sent empty, a form is incomplete to those who may send it and refused to the others; the page itself takes none.
    sent = 403 if EXPECTED[name][role] == 403 else 405 if name in ONLY_READ else 422
    assert client.post(url, {}).status_code == sent


@pytest.mark.parametrize(("role", "status"), [("caseworker", 303), ("supervisor", 303), ("administrator", 403)])
def test_tasks_are_finished_and_taken_up_again_by_those_who_work_on_cases(
    role: str, status: int, case: Case, cast: Cast
) -> None:
    task = make_task(case, cast)
    client = signed_in(cast.by_role[role])
    for name, done in (("finish_task", True), ("take_up_task", False)):
        if status == 403 and name == "take_up_task":
            finish_task(task, actor=cast.caseworker)
        was_done = Task.objects.get(pk=task.pk).done_at is not None
        assert client.post(reverse(f"cases:{name}", args=[case.reference, task.public_id])).status_code == status
        assert (Task.objects.get(pk=task.pk).done_at is not None) is (done if status == 303 else was_done)


@pytest.mark.parametrize("name", [*EXPECTED, *POST_ONLY, *LISTS])
def test_roles_without_cases_are_refused_whatever_they_ask_for(name: str, case: Case, cast: Cast) -> None:
    url = reverse(f"cases:{name}") if name in LISTS else address(name, case, cast)
    for role in (Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR, Role.PARTNER):
        client = signed_in(make_user(f"a-{role.value}", role, cast.team))
        told = {client.get(url).status_code, client.post(url, {}).status_code}
        # The first page leads them to where they have something to do. To a partner whatever is not theirs is missing.
        refused = 404 if role == Role.PARTNER else 403
        assert told == ({302} if name == "my_work" else {refused}), role


@pytest.mark.parametrize("role", ["caseworker", "supervisor", "administrator"])
def test_every_role_that_sees_cases_has_the_lists_and_those_who_work_on_cases_open_them(role: str, cast: Cast) -> None:
    client = signed_in(cast.by_role[role])
    assert [client.get(reverse(f"cases:{name}")).status_code for name in ("my_work", "list")] == [200, 200]
    opens = role != "administrator"
    new = f"{reverse('cases:new')}?subject={make_person(cast).public_id}"
    assert client.get(new).status_code == (200 if opens else 403)
    assert client.post(new, {"caseworker": "x"}).status_code == (422 if opens else 403)
    who = reverse("cases:choose_subject")
    assert client.get(who).status_code == client.post(who, {"q": "Xiomara"}).status_code == (200 if opens else 403)


def test_no_address_of_casework_is_left_out_of_these_tests() -> None:
    # Who looked at a case is for its supervisors alone: tests/people/test_reads.py. Files: tests/cases/test_exports.py.
    tested = {*EXPECTED, *POST_ONLY, *LISTS, "looks"}
    # Emergencies have tests of their own: test_emergency.py and test_emergency_reviews.py.
    tested |= {"emergency", "emergencies", "emergency_access"}
    tested |= {"end_emergency", "review_emergency", "lift_suspension"}
    # The schedule and the letter have tests of their own: test_retention.py and test_answer.py.
    tested |= {"keeping", "keep_longer", "what_we_hold"}
    # What partners see is theirs alone: tests/cases/test_referred.py.
    tested |= {"referred_list", "referred", "reveal_referred"}
    names = {str(pattern.name) for pattern in urlpatterns}
    assert {name for name in names if "export" not in name} == tested
    assert len(names) == len(tested) + 8


@pytest.mark.parametrize("name", ["assign", "new_task", "next_step"])
def test_nobody_outside_the_team_is_named_by_hand(name: str, case: Case, cast: Cast) -> None:
    field = {"assign": "caseworker", "new_task": "owner", "next_step": "next_actor"}[name]
    told = {"title": "Call", "next_step": "Call", field: cast.stranger.pk}
    answer = signed_in(cast.supervisor).post(address(name, case, cast), told)
    assert answer.status_code == 422
    assert "Otto" not in answer.content.decode()
    case.refresh_from_db()
    assert (case.caseworker, case.tasks.count()) == (cast.caseworker, 0)


@pytest.mark.parametrize("name", [*EXPECTED, *POST_ONLY])
def test_a_stranger_cannot_tell_a_hidden_case_from_a_missing_one(name: str, case: Case, cast: Cast) -> None:
    url = address(name, case, cast)
    missing = url.replace(case.reference, "AMP-1999-000001")
    client = signed_in(cast.stranger)
    for send in (client.get, client.post) if name not in POST_ONLY else (client.post,):
        if name in ONLY_READ and send == client.post:
            continue
        for headers in ({}, {"HX-Request": "true"}):
            hidden, absent = send(url, headers=headers), send(missing, headers=headers)
            assert hidden.status_code == absent.status_code == 404
            assert hidden.content == absent.content


@pytest.mark.parametrize("name", [*EXPECTED, *POST_ONLY])
def test_nobody_gets_anything_without_signing_in(name: str, case: Case, cast: Cast) -> None:
    url = address(name, case, cast)
    response = Client().post(url) if name in POST_ONLY else Client().get(url)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", LISTS)
def test_lists_ask_for_a_sign_in_as_well(name: str, db: None) -> None:
    response = Client().get(reverse(f"cases:{name}"))
    assert response["Location"].startswith(reverse("account_login"))


def test_an_administrator_opens_no_case(cast: Cast) -> None:
    client = signed_in(cast.administrator)
    assert client.get(reverse("cases:choose_subject")).status_code == 403
    assert "New case" not in client.get(reverse("cases:list")).content.decode()


@pytest.mark.parametrize("name", POST_ONLY)
def test_a_task_changes_by_post_only(name: str, case: Case, cast: Cast, browser: Client) -> None:
    assert browser.get(address(name, case, cast)).status_code == 405


def test_a_request_of_another_case_is_not_settled_under_this_one(case: Case, cast: Cast, browser: Client) -> None:
    foreign = make_request(make_case(cast), cast)
    url = reverse("cases:settle_request", args=[case.reference, foreign.public_id])
    told = {"outcome": "met", "settled_on": days_from_now(0), "result": ""}
    assert browser.post(url, told).status_code == 404
    foreign.refresh_from_db()
    assert foreign.is_open


def test_a_task_of_another_case_is_not_finished_under_this_one(case: Case, cast: Cast, browser: Client) -> None:
    foreign = make_task(make_case(cast), cast)
    url = reverse("cases:finish_task", args=[case.reference, foreign.public_id])
    assert browser.post(url).status_code == 404
    assert browser.post(url.replace(str(foreign.public_id), str(uuid.uuid4()))).status_code == 404
    foreign.refresh_from_db()
    assert foreign.done_at is None


def test_a_restricted_file_hides_its_case_from_its_own_team_but_for_its_caseworker(case: Case, cast: Cast) -> None:
    case.subject.restricted = True
    case.subject.save(update_fields=["restricted"])
    for who in (cast.supervisor, cast.administrator):
        assert signed_in(who).get(case.get_absolute_url()).status_code == 404
        assert case.reference not in signed_in(who).get(reverse("cases:list")).content.decode()
    assert signed_in(cast.caseworker).get(case.get_absolute_url()).status_code == 200
    Case.objects.filter(pk=case.pk).update(caseworker=None)
    assert signed_in(cast.caseworker).get(case.get_absolute_url()).status_code == 404


def test_a_grant_lets_a_stranger_see_and_work_until_its_day(case: Case, cast: Cast) -> None:
    grant = Grant.objects.create(subject=case.subject, user=cast.stranger, reason="Second opinion")
    client = signed_in(cast.stranger)
    assert client.get(case.get_absolute_url()).status_code == 200
    assert client.get(reverse("cases:new_note", args=[case.reference])).status_code == 200
    Grant.objects.filter(pk=grant.pk).update(until=days_from_now(-1))
    assert client.get(case.get_absolute_url()).status_code == 404


def test_a_page_offers_only_what_its_reader_may_do(case: Case, cast: Cast) -> None:
    page = {role: signed_in(user).get(case.get_absolute_url()).content.decode() for role, user in cast.by_role.items()}
    assert "Close the case" in page["caseworker"]
    assert "Give to a caseworker" not in page["caseworker"]
    assert "Give to a caseworker" in page["supervisor"]
    for words in (
        "Close the case",
        "Set next step",
        "Give to a caseworker",
        reverse("cases:new_note", args=[case.reference]),
    ):
        assert words not in page["administrator"]


def test_a_closed_case_offers_notes_facts_and_to_supervisors_reopening(case: Case, cast: Cast) -> None:
    close_case(case, Outcome.GOALS_ACHIEVED, reason="All is well", actor=cast.caseworker)
    page = {
        role: signed_in(cast.by_role[role]).get(case.get_absolute_url()).content.decode() for role in EXPECTED["move"]
    }
    for role in ("caseworker", "supervisor"):
        assert reverse("cases:new_note", args=[case.reference]) in page[role]
        assert reverse("cases:record_stay", args=[case.reference]) in page[role]
        assert reverse("cases:new_task", args=[case.reference]) not in page[role]
        assert reverse("cases:move", args=[case.reference]) not in page[role]
    assert reverse("cases:reopen", args=[case.reference]) in page["supervisor"]
    assert reverse("cases:reopen", args=[case.reference]) not in page["caseworker"]


@pytest.mark.parametrize(
    "name", [name for name, told in EXPECTED.items() if told["administrator"] == 403 and name not in ONLY_READ]
)
def test_a_role_in_another_team_does_not_count_in_this_one(name: str, case: Case, cast: Cast) -> None:
    elsewhere = cast.stranger.memberships.get().team
    Membership.objects.create(user=cast.administrator, team=elsewhere, role=Role.SUPERVISOR)
    client = signed_in(cast.administrator)
    url = address(name, case, cast)
    assert client.get(url).status_code == client.post(url, {}).status_code == 403
    assert client.get(case.get_absolute_url()).status_code == 200


def test_a_case_is_opened_by_those_alone_whose_role_in_its_team_allows_it(cast: Cast) -> None:
    elsewhere = cast.stranger.memberships.get().team
    Membership.objects.create(user=cast.administrator, team=elsewhere, role=Role.SUPERVISOR)
    url = f"{reverse('cases:new')}?subject={make_person(cast).public_id}"
    client = signed_in(cast.administrator)
    assert client.get(url).status_code == client.post(url, {"caseworker": ""}).status_code == 403
