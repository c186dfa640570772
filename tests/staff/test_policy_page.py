"""The table of the policy, in the app and from the command line, is the policy."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from config.demo_folder import ROOT
from staff.models import Role
from staff.policy import GIVES, POLICY, Action, When
from tests.rows import a_user

pytestmark = pytest.mark.django_db


def written(**options: str) -> str:
    """What `manage.py policy` writes."""
    sink = io.StringIO()
    call_command("policy", stdout=sink, **options)
    return sink.getvalue()


def opened(role: Role, language: str = "en") -> str:
    """The page, as somebody of that role reads it."""
    client = Client()
    client.force_login(a_user(f"a-{role.value}", role))
    client.post(reverse("set_language"), {"language": language})
    answer = client.get(reverse("staff:policy"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_in_the_documentation_is_the_policy_in_force() -> None:
    said = "Make it anew: manage.py policy > docs/policy.md"
    assert (ROOT / "docs" / "policy.md").read_text() == written(), said


def test_every_rule_is_told_once_by_the_command() -> None:
    rows = [tuple(row.values()) for row in csv.DictReader(io.StringIO(written(format="csv")))]
    assert len(rows) == len(set(rows))
    assert set(rows) == {
        (action.value, role.value, when.value)
        for action, rules in POLICY.items()
        for role, whens in rules.items()
        for when in whens
    }
    told = json.loads(written(format="json"))
    assert {action for action, rules in told["policy"].items() if rules["partner"]} == {"own-page", "see-referred"}
    assert told["gives"] == {role.value: sorted(one.value for one in given) for role, given in GIVES.items()}


def test_the_table_is_told_in_both_languages() -> None:
    for page, table in (
        (opened(Role.CASEWORKER), written()),
        (opened(Role.CASEWORKER, "es"), written(language="es")),
    ):
        for action in Action:
            assert len(re.findall(rf'data-label="|{re.escape(action.value)}', page)) >= len(Role)
        assert table.count("\n| ") == len(Action) + 2
    assert "Who may do what" in written()
    assert "Quién puede hacer qué" in written(language="es")
    assert "Quién puede hacer qué" in opened(Role.SUPERVISOR, "es")


def test_the_page_holds_each_action_with_a_cell_for_each_role_and_marks_the_readers_own() -> None:
    page = opened(Role.AUDITOR)
    rows = re.findall(r"<tr>\s*<th scope=\"row\">.*?</tr>", page, re.S)
    assert len(rows) == len(Action)
    assert all(row.count("<td") == len(Role) and row.count('class="mine') == 1 for row in rows)
    assert len(re.findall(r"<dt>", page)) == len(When) + len(GIVES)


def test_a_partner_does_not_read_the_rules_of_the_house() -> None:
    client = Client()
    client.force_login(a_user("a-partner", Role.PARTNER))
    assert client.get(reverse("staff:policy")).status_code == 404
    assert reverse("staff:policy") not in client.get(reverse("staff:sessions")).content.decode()
