"""`manage.py check` finds what is left out of the policy: each fault is made here once."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.core.checks import run_checks
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, get_resolver, path

from config import policy_check
from staff.admin.page import AmparoAdmin
from staff.models import Role, Team
from staff.policy import GIVES, POLICY, Action, When, permitted


def told() -> dict[str, str]:
    """The faults that the check tells, by their number."""
    return {str(fault.id): fault.msg for fault in run_checks(tags=["policy"])}


@pytest.fixture
def one_more(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Put a page among the others."""

    def put(view: Any, name: str = "one-more") -> None:
        patterns: list[URLPattern] = [*get_resolver().url_patterns, path("one-more/", view, name=name)]  # type: ignore[list-item]
        monkeypatch.setattr(get_resolver(), "url_patterns", patterns)

    return put


def a_view(request: HttpRequest) -> HttpResponse:
    """A page that forgot to say what it does."""
    return HttpResponse()


def test_nothing_is_left_out() -> None:
    assert told() == {}


def test_a_page_without_an_action_is_found(one_more: Any) -> None:
    one_more(a_view)
    assert "one-more names no action" in told()["policy.E001"]


@pytest.mark.parametrize("open_to_all", [True, False])
def test_a_page_that_opens_without_sign_in_is_found_unless_it_is_on_the_list(one_more: Any, open_to_all: bool) -> None:
    one_more(login_not_required(a_view), "healthz" if open_to_all else "one-more")
    assert ("policy.E001" in told()) is not open_to_all


def test_a_page_with_an_action_is_well(one_more: Any) -> None:
    one_more(permitted(Action.SEE_CASES)(a_view))
    assert told() == {}


def test_a_page_of_ones_own_sign_in_does_not_open_to_whoever_comes(one_more: Any) -> None:
    one_more(login_not_required(a_view), "mfa_index")
    assert "opens without sign-in" in told()["policy.E001"]


def test_a_page_that_is_on_the_list_and_nowhere_else_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(policy_check.OPEN, "gone", "it was taken away")
    assert "No page is called gone" in told()["policy.E002"]


def test_each_page_that_opens_to_whoever_comes_has_its_reason() -> None:
    assert all(reason for reason in {**policy_check.OPEN, **policy_check.FRAME}.values())


@pytest.mark.parametrize("action", Action)
def test_an_action_without_a_rule_is_found(action: Action, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(POLICY, action)
    assert action.value in told()["policy.E003"]


def test_a_rule_for_a_role_that_there_is_not_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(POLICY[Action.SEE_CASES], "janitor", (When.OWN_TEAM,))  # type: ignore[misc]
    assert "janitor" in told()["policy.E004"]


@pytest.mark.parametrize("whens", [("moonlight",), (When.ALWAYS, When.OWN_TEAM), (When.GRANTED, When.GRANTED)])
def test_a_condition_that_there_is_not_or_that_says_nothing_is_found(
    whens: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(POLICY[Action.CLOSE_CASE], Role.SUPERVISOR, whens)
    assert "close-case × supervisor" in told()["policy.E005"]


def test_a_condition_that_no_room_counts_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("people.wall.NAMED", {})
    assert "granted" in told()["policy.E005"]


def test_files_that_would_be_anybodys_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(POLICY[Action.SEE_PEOPLE], Role.AUDITOR, (When.ALWAYS,))
    assert "every file" in told()["policy.E006"]


def test_roles_that_give_what_they_may_not_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GIVES, Role.CASEWORKER, frozenset({Role.SUPERVISOR}))
    assert "caseworker" in told()["policy.E006"]


@pytest.mark.parametrize("name", ["sees", "writes"])
def test_a_page_of_the_administration_without_an_action_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(type(admin.site._registry[Team]), name)
    assert "staff.Team" in told()["policy.E007"]


def test_every_page_of_the_administration_is_one_of_ours() -> None:
    assert {type(page) for page in admin.site._registry.values() if not isinstance(page, AmparoAdmin)} == set()
