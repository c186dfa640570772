"""Who gives which role: within one's own teams, up to one's own role, never to oneself; and what a superuser finds."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from cases.models import Case
from people.models import Stay, Subject
from staff.models import Membership, Role, Team, User
from tests.filled_form import complaints, submit
from tests.rows import ROWS, a_case, a_fact, a_person, a_team, a_user

pytestmark = pytest.mark.django_db
ADD = "/admin/staff/membership/add/"


@pytest.fixture
def below(db: None) -> Team:
    """An office below the first one."""
    return Team.objects.create(code="office-below", name="Office below", parent=a_team())


@pytest.fixture
def me(db: None) -> User:
    """A team administrator of the first office."""
    return a_user("tia", Role.TEAM_ADMINISTRATOR, is_staff=True)


@pytest.fixture
def team_administrator(client: Client, me: User) -> Client:
    """Their browser."""
    client.force_login(me)
    return client


@pytest.fixture
def superuser(db: None) -> Client:
    """The browser of somebody made by `manage.py createsuperuser`."""
    call_command("createsuperuser", username="root", email="root@example.org", interactive=False, verbosity=0)
    root = Client()
    root.force_login(User.objects.get(username="root"))
    return root


def page(row: Any, name: str = "change") -> str:
    """The address of a page about a row."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{name}", args=[row.pk])


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.SUPERVISOR, Role.TEAM_ADMINISTRATOR, Role.PARTNER])
def test_a_team_administrator_gives_roles_in_their_own_team_and_below(
    team_administrator: Client, below: Team, role: Role
) -> None:
    new = User.objects.create(username="new")
    for team in (a_team(), below):
        assert submit(team_administrator, ADD, user=new.pk, team=team.pk, role=role.value).status_code == 302
    assert new.memberships.count() == 2


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR])
def test_a_team_administrator_gives_no_role_above_their_own(team_administrator: Client, role: Role) -> None:
    new = User.objects.create(username="new")
    answer = submit(team_administrator, ADD, user=new.pk, team=a_team().pk, role=role.value)
    assert "cannot give or take this role there" in complaints(answer)
    assert not new.memberships.exists()


def test_a_team_administrator_gives_nothing_outside_their_own_teams(team_administrator: Client, below: Team) -> None:
    above = Team.objects.create(code="above", name="Above")
    Team.objects.filter(pk=a_team().pk).update(parent=above)
    new = User.objects.create(username="new")
    for team in (above, a_team("elsewhere")):
        answer = submit(team_administrator, ADD, user=new.pk, team=team.pk, role="caseworker")
        assert "valid choice" in complaints(answer)
    stranger = Membership.objects.create(user=new, team=above, role=Role.CASEWORKER)
    for name in ("change", "delete", "history"):
        assert team_administrator.get(page(stranger, name)).status_code == 404
    assert new.memberships.count() == 1


def test_a_role_that_is_not_theirs_to_give_is_not_theirs_to_take(team_administrator: Client) -> None:
    auditor = a_user("anna", Role.AUDITOR).memberships.get()
    assert team_administrator.get(page(auditor)).status_code == 200
    assert team_administrator.post(page(auditor), {"role": "caseworker"}).status_code == 403
    assert team_administrator.post(page(auditor, "delete"), {"post": "yes"}).status_code == 403
    worker = a_user("wanda").memberships.get()
    assert "cannot give" in complaints(submit(team_administrator, page(worker), role="auditor"))
    assert submit(team_administrator, page(worker), role="supervisor").status_code == 302
    assert team_administrator.post(page(worker, "delete"), {"post": "yes"}).status_code == 302
    assert set(Membership.objects.filter(pk__in=[auditor.pk, worker.pk])) == {auditor}


def test_nobody_gives_a_role_to_themselves_or_takes_it(team_administrator: Client, me: User, superuser: Client) -> None:
    root = User.objects.get(username="root")
    for browser, user in ((team_administrator, me), (superuser, root)):
        answer = submit(browser, ADD, user=user.pk, team=a_team().pk, role="supervisor")
        assert "to themselves" in complaints(answer)
    own = me.memberships.get()
    assert team_administrator.post(page(own), {"role": "supervisor"}).status_code == 403
    assert team_administrator.post(page(own, "delete"), {"post": "yes"}).status_code == 403
    for url in (page(root), page(a_team())):
        names = {"memberships-0-team": a_team().pk, "memberships-0-user": root.pk, "memberships-0-role": "supervisor"}
        number = Membership.objects.filter(team=a_team()).count() if url == page(a_team()) else 0
        typed = {name.replace("-0-", f"-{number}-"): value for name, value in names.items()}
        assert superuser.get(url).status_code == 200
        assert submit(superuser, url, **typed).status_code == 422
    assert not root.memberships.exists()


def test_nobody_puts_an_office_below_their_own(superuser: Client) -> None:
    root, own, other = User.objects.get(username="root"), a_team("office-of-root"), a_team("office-of-others")
    address = {"url": page(other), "name": other.name, "code": other.code}
    Membership.objects.create(user=root, team=own, role=Role.CASEWORKER)
    superuser.force_login(root)
    assert "would open its files to you" in complaints(submit(superuser, **address, parent=own.pk))
    assert submit(superuser, **address, parent=a_team("third-office").pk).status_code == 302
    Membership.objects.all().delete()
    Membership.objects.create(user=root, team=own, role=Role.AUDITOR)
    superuser.force_login(root)
    assert submit(superuser, **address, parent=own.pk).status_code == 302


def test_a_system_administrator_gives_and_takes_every_role_of_others(superuser: Client) -> None:
    new = User.objects.create(username="new")
    for role in Role:
        assert submit(superuser, ADD, user=new.pk, team=a_team().pk, role=role.value).status_code == 302
    tick = {f"memberships-{n}-DELETE": "on" for n in range(len(Role))}
    assert submit(superuser, page(new), **tick).status_code == 302
    assert not new.memberships.exists()


def test_a_superuser_finds_no_file_no_case_and_no_fact_anywhere(superuser: Client) -> None:
    case, stay = a_case(), a_fact(Stay)
    for row in (case, stay, case.subject):
        for name in ("changelist", "add", "change", "history", "delete"):
            args = [] if name in ("changelist", "add") else [row.pk]
            url = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{name}", args=args)
            assert superuser.get(url).status_code == 403, url
        box = {"app_label": "people", "model_name": "stay", "field_name": "subject", "term": ""}
        assert superuser.get(reverse("admin:autocomplete"), box).status_code == 403
    for url in (case.get_absolute_url(), case.subject.get_absolute_url(), "/cases/", "/people/", "/sources/"):
        assert superuser.get(url).status_code == 403
    assert superuser.post(reverse("people:search"), {"q": "Xiomara"}).status_code == 403
    root = User.objects.get(username="root")
    assert not Subject.objects.visible_to(root).exists()
    assert not Case.objects.visible_to(root).exists()
    assert not root.has_perm("people.view_subject")
    assert not root.has_module_perms("people")


def test_a_superuser_manages_users_teams_vocabularies_and_sessions(superuser: Client) -> None:
    for model, page_ in admin.site._registry.items():
        row = ROWS[model](1)
        opens = page_.has_view_permission(superuser.get("/admin/").wsgi_request)
        assert superuser.get(page(row)).status_code == (200 if opens else 403)


def test_a_team_administrator_corrects_files_of_their_own_teams_and_finds_no_other(
    team_administrator: Client, below: Team
) -> None:
    mine, under, other = (a_person(team=team).subject for team in (a_team(), below, a_team("elsewhere")))
    shown = team_administrator.get(reverse("admin:people_subject_changelist")).content.decode()
    assert [str(one.public_id) in shown for one in (mine, under, other)] == [True, True, False]
    stays = [a_fact(Stay, subject=subject) for subject in (mine, under, other)]
    told = [team_administrator.get(page(stay)).status_code for stay in stays]
    assert told == [200, 200, 404]
    assert submit(team_administrator, page(stays[1]), custody="guest", reason="Learnt later.").status_code == 302
    answer = submit(
        team_administrator, reverse("admin:people_stay_add"), subject=other.pk, location=stays[0].location_id
    )
    assert "valid choice" in complaints(answer)
