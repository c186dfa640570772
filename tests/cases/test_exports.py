"""Lists leave as files: without identity by default, for a purpose, with a second person, once, and on record."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pyrage
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from cases.actions import cancel_export, close_case
from cases.actions.exports import let_exports_die, prepare_export
from cases.columns import COLUMNS, Sort
from cases.marks import SIGNS, marks_in
from cases.models import Case, Export, Outcome
from people.actions import agree_to_erasure
from people.models import ContactMethod, Stay, Subject
from tests.case_factories import Cast, make_case, make_group, make_person, make_stay
from tests.exports import PURPOSE, as_the_worker, ask, cells_of, fetch, lines_of, newest, prepared, work_off
from tests.rows import a_fact, a_place, an_erasure

NAME = "Xiomara Quiñonez"

KEPT_BACK = ("Bed seven", "0414 555 0001", "V-123456", "her sister Alba")


def test_a_file_holds_no_identity_unless_it_was_ticked(browser: Client, case: Case, known: Subject) -> None:
    export = prepared(browser, plain=[c.key for c in COLUMNS if c.sort is Sort.PLAIN and "cases" in c.of])
    text = fetch(browser, export).content.decode("utf-8-sig")
    assert case.reference in text
    for secret in ("Xiomara", "Quiñonez", *KEPT_BACK):
        assert secret not in text
    # By month only: a day could be found in the news.
    assert f"{case.opened_on:%Y-%m}" in text
    assert case.opened_on.isoformat() not in text


def test_a_place_that_lies_in_no_country_is_not_told_as_one(browser: Client, case: Case, cast: Cast) -> None:
    make_stay(case.subject, cast, a_place("house-of-the-nuns", kind="shelter"))
    export = prepared(browser)
    assert lines_of(fetch(browser, export).content)[2][3].strip(SIGNS) == ""


@pytest.mark.parametrize("of", ["cases", "people"])
def test_a_supervisor_ticks_names_and_kept_back_values_one_by_one(
    of: str, supervisor: Client, case: Case, known: Subject
) -> None:
    got = fetch(supervisor, prepared(supervisor, of, identity=True, masked=["documents"]))
    text = got.content.decode("utf-8-sig")
    assert "V-123456" in text
    for secret in ("Xiomara", "Bed seven", "0414 555 0001", "her sister Alba"):
        assert secret not in text
    told = {"identity": ["name"], "masked": ["contacts", "exact-places", "relatives"]}
    text = _with_identity(supervisor, of, **told)
    for shown in (NAME, "Bed seven", "0414 555 0001", "her sister Alba"):
        assert shown in text
    assert "V-123456" not in text


def _with_identity(client: Client, of: str, **said: Any) -> str:
    answer = client.post(
        reverse("cases:new_export_with_identity", args=[of]),
        {"purpose": PURPOSE, "recipient": "The lawyer", "format": "csv", **said},
    )
    assert answer.status_code == 303, answer.content.decode()
    work_off()
    text: str = fetch(client, newest()).content.decode("utf-8-sig")
    return text


def test_only_rows_that_fit_the_filter_and_are_the_askers_are_taken(
    browser: Client, cast: Cast, case: Case, db: None
) -> None:
    other = make_case(cast, make_person(cast, "Ana Otra"), stage="plan")
    theirs = make_case(cast, make_person(cast, "Eva Ajena", team=cast.stranger.memberships.get().team), caseworker=None)
    lines = lines_of(fetch(browser, prepared(browser, query="?stage=plan")).content)
    assert [line[1] for line in lines[2:]] == [other.reference]
    everything = fetch(browser, prepared(browser)).content.decode("utf-8-sig")
    assert case.reference in everything
    assert theirs.reference not in everything


@pytest.mark.parametrize(("of", "query", "columns"), [("cases", "?state=all", "reference"), ("people", "", "file")])
def test_what_is_left_of_an_erased_file_is_in_no_list_that_leaves(
    of: str, query: str, columns: str, browser: Client, case: Case, cast: Cast
) -> None:
    gone = make_case(cast, make_group(cast))
    close_case(gone, Outcome.GOALS_ACHIEVED, reason="Done.", actor=cast.caseworker)
    agree_to_erasure(an_erasure(gone.subject, asked_by=cast.caseworker), actor=cast.supervisor)
    export = prepared(browser, of, query=query, plain=[columns, "size"])
    assert export.subjects == [case.subject_id]


def test_a_filter_that_is_not_understood_takes_nothing(browser: Client, case: Case) -> None:
    assert ask(browser, query="?stage=nonsense").status_code == 422
    assert not Export.objects.exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"purpose": "Too short"}, "20"),
        ({"purpose": " " * 30}, "required"),
        ({"recipient": ""}, "required"),
        ({"plain": []}, "Tick at least one column"),
        ({"format": "exe"}, "valid choice"),
        ({"age_key": "age1nonsense"}, "age key"),
        ({"purpose": PURPOSE + "\x00"}, "Null characters"),
        ({"plain": ["reference", "name"]}, "valid choice"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    browser: Client, case: Case, said: dict[str, Any], sentence: str
) -> None:
    answer = ask(browser, **({"recipient": "The donor of the year"} | said))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    if "recipient" not in said:
        assert "The donor of the year" in answer.content.decode()
    assert not Export.objects.exists()


def test_more_rows_than_a_list_that_people_work_with_are_refused(
    browser: Client, many: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("cases.actions.exports", "cases.views.exports"):
        monkeypatch.setattr(f"{module}.ROWS_AT_MOST", 20)
    assert "no more than 20 rows" in browser.get(reverse("cases:new_export", args=["cases"])).content.decode()
    answer = ask(browser)
    assert answer.status_code == 422
    assert not Export.objects.exists()


def test_a_file_is_fetched_once(browser: Client, case: Case) -> None:
    export = prepared(browser)
    got = fetch(browser, export)
    assert got.status_code == 200
    assert got["Content-Disposition"] == f'attachment; filename="list-{str(export.public_id)[:8]}.csv"'
    assert got["Cache-Control"] == "no-store"
    assert newest().content is None
    again = fetch(browser, export)
    assert (again.status_code, case.reference in again.content.decode()) == (410, False)
    assert browser.get(reverse("cases:fetch_export", args=[export.public_id])).status_code == 405


def test_a_file_dies_after_a_day_whether_or_not_the_worker_is_there(browser: Client, case: Case) -> None:
    first, second = prepared(browser), prepared(browser)
    long_ago = timezone.now() - timedelta(hours=24, seconds=1)
    Export.objects.filter(pk__in=[first.pk, second.pk]).update(ready_at=long_ago)
    assert fetch(browser, first).status_code == 410
    first.refresh_from_db()
    assert (first.state, first.content) == ("died", None)
    assert let_exports_die() == 1
    second.refresh_from_db()
    assert (second.state, second.content) == ("died", None)
    assert let_exports_die() == 0


def test_what_nobody_agrees_to_or_can_prepare_does_not_wait_for_ever(browser: Client, many: list[Case]) -> None:
    ask(browser)
    ask(browser, query="?due=late")
    ask(browser, query=f"?caseworker=me&stage={many[0].stage}")
    Export.objects.update(asked_at=timezone.now() - timedelta(days=7, seconds=1))
    Export.objects.filter(state="preparing").update(begun_at=timezone.now() - timedelta(hours=1, seconds=1))
    let_exports_die()
    assert set(Export.objects.values_list("state", flat=True)) <= {"died", "void"}


def test_one_lets_ones_own_file_go(browser: Client, case: Case) -> None:
    export = prepared(browser)
    cancel = reverse("cases:cancel_export", args=[export.public_id])
    assert browser.post(cancel).status_code == 303
    assert (newest().state, newest().content) == ("cancelled", None)
    assert (browser.post(cancel).status_code, fetch(browser, export).status_code) == (410, 410)


def test_the_recipient_stands_in_head_and_every_row_of_either_format(browser: Client, case: Case, cast: Cast) -> None:
    make_case(cast, make_person(cast, "Ana Otra"))
    for form in ("csv", "xlsx"):
        export = prepared(browser, recipient="María of the donor", format=form)
        content = fetch(browser, export).content
        lines = [[cell.value for cell in cells_of(content)]] if form == "xlsx" else lines_of(content)
        texts = [text for line in lines for text in line]
        assert "María of the donor" in texts[0]
        assert "Wanda" in texts[0]
        assert marks_in(texts[0]) == {export.mark}
        assert sum(1 for text in texts if marks_in(text) == {export.mark}) == 1 + 2 * 2


def test_hostile_names_become_no_formula(supervisor: Client, cast: Cast) -> None:
    make_case(cast, make_person(cast, "=cmd|' /C calc'!A0 @SUM(1)"))
    make_case(cast, make_person(cast, "＝1+1 ；"))
    for form in ("csv", "xlsx"):
        export = prepared(supervisor, identity=True, format=form, masked=[], recipient="=1+1", plain=["stage"])
        content = fetch(supervisor, export).content
        assert content
    text = _with_identity(supervisor, "people", identity=["name"])
    assert "'=cmd" in text
    assert '"=cmd' not in text


def test_a_file_for_a_key_opens_with_the_other_half_alone(browser: Client, case: Case) -> None:
    mine = pyrage.x25519.Identity.generate()
    export = prepared(browser, age_key=str(mine.to_public()))
    got = fetch(browser, export)
    assert got["Content-Disposition"].endswith('.csv.age"')
    assert case.reference.encode() not in got.content
    assert case.reference in pyrage.decrypt(got.content, [mine]).decode("utf-8-sig")


def test_the_file_lies_sealed_and_nothing_else_of_it_can_be_read_in_the_database(
    browser: Client, case: Case, cast: Cast
) -> None:
    purpose, recipient = "Purpose-canary for the yearly report", "Recipient-canary"
    ask(browser, purpose=purpose, recipient=recipient)
    jobs = [(job.task_name, job.args, job.lock, job.queueing_lock) for job in ProcrastinateJob.objects.all()]
    assert jobs == [("prepare_export", {"export": newest().pk}, None, None)]
    work_off()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT string_agg(e::text, ' ') FROM cases_export e)"
            " || (SELECT string_agg(e::text, ' ') FROM cases_exportevent e)"
            " || coalesce((SELECT string_agg(e::text, ' ') FROM procrastinate_events e), '')"
        )
        (everything,) = cursor.fetchone()
    for canary in ("canary", "Xiomara", case.reference):
        assert canary not in everything
        assert canary.encode().hex() not in everything


def test_done_twice_it_is_done_once(browser: Client, case: Case) -> None:
    export = prepared(browser)
    content, ready_at = export.content, export.ready_at
    as_the_worker(prepare_export, export.pk)
    assert (newest().content, newest().ready_at) == (content, ready_at)
    cancel_export(export, actor=export.asked_by)
    as_the_worker(prepare_export, export.pk)
    assert newest().state == "cancelled"


def test_what_waits_asks_by_itself_and_nothing_else_does(browser: Client, case: Case) -> None:
    ask(browser)
    export, own = newest(), reverse("cases:exports")
    for url in (export.get_absolute_url(), own):
        assert "hx-trigger" in browser.get(url, headers={"HX-Request": "true"}).content.decode()
    # A page that is left open must not keep its session awake.
    Export.objects.update(begun_at=timezone.now() - timedelta(minutes=6))
    assert "hx-trigger" not in browser.get(own, headers={"HX-Request": "true"}).content.decode()
    work_off()
    for url in (export.get_absolute_url(), own):
        assert "hx-trigger" not in browser.get(url, headers={"HX-Request": "true"}).content.decode()


def test_the_number_of_queries_does_not_grow_with_the_list(supervisor: Client, cast: Cast, known: Subject) -> None:
    everything: dict[str, Any] = {
        "plain": [c.key for c in COLUMNS if c.sort is Sort.PLAIN and "cases" in c.of],
        "masked": [c.key for c in COLUMNS if c.sort is Sort.MASKED],
    }
    counts = []
    for _round in range(2):
        ask(supervisor, identity=True, **everything)
        with CaptureQueriesContext(connection) as queries:
            as_the_worker(prepare_export, newest().pk)
        counts.append(len(queries))
        for number in range(5):
            subject = make_case(cast, make_person(cast, f"Ana Nr{number}")).subject
            a_fact(Stay, subject=subject)
            a_fact(ContactMethod, subject=subject)
    assert newest().state == "ready"
    assert counts[0] == counts[1] <= 25
