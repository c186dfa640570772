"""Somebody else reviews each emergency access within 72 hours; without that, or if it was wrong, the right rests."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Case
from staff.actions import lift_suspension, review_emergency
from staff.models import EmergencyAccess, Notice, Role
from tests.case_factories import Cast, make_case, make_user, signed_in
from tests.emergencies import FOUND, WHY, break_in, opened, restricted
from tests.two_walls import refused

LATE = timedelta(hours=72, seconds=1)
IN_TIME = timedelta(hours=71, minutes=59)
VERDICT = EmergencyAccess.Verdict


@pytest.fixture
def access(case: Case, cast: Cast) -> EmergencyAccess:
    """A stranger opened a restricted file, hours ago."""
    return opened(cast.stranger, restricted(case).subject, ago=timedelta(hours=2))


def address(name: str, access: EmergencyAccess) -> str:
    return reverse(f"cases:{name}", args=[access.pk])


def test_a_supervisor_of_the_team_reviews_a_file_that_they_do_not_see(access: EmergencyAccess, cast: Cast) -> None:
    client = signed_in(cast.supervisor)
    page = client.get(address("emergency_access", access)).content.decode()
    assert WHY in page
    assert "which is not open to you" in page
    assert address("review_emergency", access) in page
    answer = client.post(address("review_emergency", access), {"verdict": "justified", "finding": FOUND})
    assert answer.status_code == 303
    access.refresh_from_db()
    assert (access.verdict, access.finding, access.reviewed_by) == ("justified", FOUND, cast.supervisor)
    assert [notice.to for notice in Notice.objects.filter(kind=Notice.Kind.EMERGENCY_REVIEWED)] == [cast.stranger]
    again = client.post(address("review_emergency", access), {"verdict": "not-justified", "finding": FOUND})
    assert again.status_code == 422
    assert "Somebody has reviewed it already" in again.content.decode()


def test_nobody_else_reviews(access: EmergencyAccess, cast: Cast) -> None:
    told = {"verdict": "justified", "finding": FOUND}
    elsewhere = make_user("ines", Role.SUPERVISOR, cast.stranger.memberships.get().team)
    others = {cast.caseworker: 403, cast.administrator: 403, cast.stranger: 404, elsewhere: 404}
    for who, status in others.items():
        assert signed_in(who).post(address("review_emergency", access), told).status_code == status
    access.refresh_from_db()
    assert access.verdict == ""


def test_nobody_reviews_or_lifts_their_own_by_form_by_action_or_past_both(case: Case, cast: Cast) -> None:
    own = opened(cast.supervisor, restricted(case).subject)
    told = {"verdict": "justified", "finding": FOUND}
    assert signed_in(cast.supervisor).post(address("review_emergency", own), told).status_code == 404
    with pytest.raises(Exception, match="Nobody reviews their own"):
        review_emergency(own, verdict="justified", finding=FOUND, actor=cast.supervisor)
    now = own.began_at
    own.verdict, own.reviewed_by, own.reviewed_at = VERDICT.JUSTIFIED, cast.supervisor, now
    refused(own, "nobody_reviews_their_own_emergency")
    own.verdict, own.reviewed_by, own.lifted_by, own.lifted_at = VERDICT.NOT_JUSTIFIED, cast.stranger, own.reader, now
    refused(own, "nobody_gives_back_their_own_right")


def test_a_row_that_says_half_is_refused(case: Case, cast: Cast) -> None:
    row = opened(cast.stranger, case.subject)
    row.verdict = VERDICT.JUSTIFIED
    refused(row, "emergency_access_is_reviewed_by_somebody")
    row.refresh_from_db()
    row.lifted_at, row.lifted_by = row.began_at, cast.supervisor
    refused(row, "only_what_was_not_justified_is_lifted")
    blank = EmergencyAccess(reader=cast.stranger, file=1, reason=WHY)
    with pytest.raises(Exception, match="emergency_access_has_file_and_team_or_neither"):
        EmergencyAccess.objects.bulk_create([blank])


@pytest.mark.parametrize("change", [{"file": 1}, {"verdict": ""}, {"reason": "another reason"}, None])
def test_what_was_opened_and_what_was_found_stay(change: dict[str, object] | None, case: Case, cast: Cast) -> None:
    access = opened(cast.stranger, case.subject)
    review_emergency(access, verdict=VERDICT.JUSTIFIED, finding=FOUND, actor=cast.supervisor)
    rows = EmergencyAccess.objects.filter(pk=access.pk)
    with pytest.raises(Exception, match=r"[Cc]annot"):
        rows.delete() if change is None else rows.update(**change)


def test_without_a_review_for_72_hours_the_right_rests_until_there_is_one(case: Case, cast: Cast) -> None:
    subject = restricted(case).subject
    client = signed_in(cast.stranger)
    first = opened(cast.stranger, subject, ago=IN_TIME)
    assert break_in(client, case.reference).status_code == 303
    EmergencyAccess.objects.live().update(ended_at=first.began_at)
    late = opened(cast.stranger, subject, ago=LATE)
    answer = break_in(client, case.reference)
    assert answer.status_code == 422
    assert "rests until a supervisor has seen to it" in answer.content.decode()
    assert client.get(case.get_absolute_url()).status_code == 404
    assert "Your right to open files in an emergency rests" in client.get(reverse("cases:emergency")).content.decode()
    told = {"verdict": "justified", "finding": FOUND}
    assert signed_in(cast.supervisor).post(address("review_emergency", late), told).status_code == 303
    assert break_in(client, case.reference).status_code == 303


def test_the_right_of_one_does_not_rest_for_another(case: Case, cast: Cast) -> None:
    opened(cast.stranger, restricted(case).subject, ago=LATE)
    assert break_in(signed_in(cast.caseworker), case.reference).status_code == 303


@pytest.mark.parametrize("who", ["supervisor", "administrator"])
def test_not_justified_closes_the_file_at_once_and_rests_until_somebody_gives_it_back(
    who: str, case: Case, cast: Cast
) -> None:
    access = opened(cast.stranger, restricted(case).subject)
    client = signed_in(cast.stranger)
    assert client.get(case.get_absolute_url()).status_code == 200
    signed_in(cast.supervisor).post(address("review_emergency", access), {"verdict": "not-justified", "finding": FOUND})
    assert client.get(case.get_absolute_url()).status_code == 404
    assert break_in(client, case.reference).status_code == 422
    lifts = address("lift_suspension", access)
    assert client.post(lifts, {"reason": FOUND}).status_code == 404
    assert signed_in(cast.by_role[who]).post(lifts, {"reason": "short"}).status_code == 422
    assert signed_in(cast.by_role[who]).post(lifts, {"reason": FOUND}).status_code == 303
    assert break_in(client, case.reference).status_code == 303
    assert Notice.objects.filter(kind=Notice.Kind.RIGHT_GIVEN_BACK, to=cast.stranger).count() == 1


def test_only_what_took_the_right_away_is_given_back(access: EmergencyAccess, cast: Cast) -> None:
    with pytest.raises(Exception, match="Only a right that a review took away"):
        lift_suspension(access, reason=FOUND, actor=cast.supervisor)


def test_overdue_reviews_are_shown_to_supervisors_and_team_administrators(case: Case, cast: Cast) -> None:
    late = opened(cast.stranger, restricted(case).subject, ago=LATE)
    for who in (cast.supervisor, cast.administrator):
        page = signed_in(who).get(reverse("cases:emergencies"))
        assert list(page.context["waiting"]) == [late]
        assert "Review overdue" in page.content.decode()
    elsewhere = make_user("ines", Role.SUPERVISOR, cast.stranger.memberships.get().team)
    for who in (cast.caseworker, elsewhere):
        assert not signed_in(who).get(reverse("cases:emergencies")).context["waiting"]
        assert signed_in(who).get(address("emergency_access", late)).status_code == 404


def test_the_caseworker_of_the_file_sees_who_opened_it(case: Case, cast: Cast) -> None:
    access = opened(cast.stranger, case.subject)
    page = signed_in(cast.caseworker).get(address("emergency_access", access))
    assert "Otto" in page.content.decode()
    assert address("review_emergency", access) not in page.content.decode()


def test_tries_that_found_nothing_are_shown_to_those_who_lead_whoever_tried(cast: Cast) -> None:
    break_in(signed_in(cast.caseworker), "AMP-1999-000001")
    shown = {
        who.username: signed_in(who).get(reverse("cases:emergencies")).context["missed"]
        for who in (cast.supervisor, cast.administrator, cast.stranger)
    }
    assert {name: len(rows) for name, rows in shown.items()} == {"sven": 1, "adele": 1, "otto": 0}
    missed = EmergencyAccess.objects.get()
    with pytest.raises(Exception, match="nothing to review"):
        review_emergency(missed, verdict="justified", finding=FOUND, actor=cast.supervisor)


def test_a_page_of_reviews_costs_the_same_for_ten_as_for_two(cast: Cast) -> None:
    client, subject = signed_in(cast.supervisor), make_case(cast).subject
    counts = []
    for more in (2, 8):
        for _ in range(more):
            opened(cast.stranger, subject)
            EmergencyAccess.objects.create(reader=cast.caseworker, reason=WHY)
        client.get(reverse("cases:emergencies"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("cases:emergencies"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
