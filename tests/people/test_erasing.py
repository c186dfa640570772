"""A file that two people let go of is gone, history and all; what is left counts and names nobody."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cases.actions import open_case
from cases.models import Case, Event
from people.actions import (
    agree_to_erasure,
    ask_erasure,
    copy_of,
    correct_fact,
    identify_member,
    lift_hold,
    place_hold,
    withdraw_erasure,
)
from people.erasing.graph import Way, branches, shared
from people.erasing.statements import missing
from people.models import (
    Alias,
    Citation,
    CohortOverlap,
    Erasure,
    Grant,
    Identification,
    Kinship,
    LegalHold,
    Passage,
    Stay,
    Subject,
)
from staff.models import EmergencyAccess, Read
from tests.rows import a_cohort, a_fact, a_passage, a_person, a_place, a_user, an_erasure
from tests.whole_file import BIRTH, OF_A_GROUP, WholeFile, where

pytestmark = pytest.mark.django_db

# What becomes of each noun that hangs off a file. A new one must be thought of here.
GOES = {
    *("people.person", "people.cohort", "people.alias", "people.cohortoverlap", "people.identification"),
    *("people.militaryservice", "people.stay", "people.legalstatus", "people.kinship", "people.contactmethod"),
    *("people.identitydocument", "people.statement", "people.promise", "people.promiseaccount", "people.citation"),
    *("people.legalhold", "cases.event", "cases.note", "cases.requestcitation", "cases.supportrequest", "cases.task"),
    *("cases.longerkeeping", "people.consent", "people.consentoverride", "cases.referral"),
}
EMPTIED = {
    "people.subject": {"name", "name_es", "name_tokens"},
    "people.grant": {"reason"},
    "people.erasure": {"reason"},
    "staff.emergencyaccess": {"reason", "finding", "lifted_because"},
    "cases.export": {"purpose", "selection", "age_key", "refusal", "content"},
    "cases.case": {"priority", "risk", "next_actor", "next_step", "next_due_on"},
}


def erase(file: WholeFile) -> Erasure:
    """Two people let the whole file go."""
    return agree_to_erasure(file.ask(), actor=a_user("second"))


def refused(sql: str, *values: Any) -> str:
    """What the database says to plain SQL of the application; it must refuse."""
    with pytest.raises(IntegrityError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    cause: Any = error.value.__cause__
    return f"{cause.diag.constraint_name}: {cause.diag.message_primary}"


def test_everything_that_hangs_off_a_file_is_thought_of() -> None:
    fates = {one.model._meta.label_lower: {field.name for field in one.emptied} for one in branches()}
    assert {name for name, emptied in fates.items() if not emptied} == GOES
    assert {name: emptied for name, emptied in fates.items() if emptied} == EMPTIED
    assert list(shared()) == [Passage]
    file = WholeFile()
    file.ask()
    assert {one.model for one in branches()} - OF_A_GROUP == set(file.rows), "The file of the tests lacks one of them."


def test_a_row_may_name_files_by_number_one_or_many() -> None:
    (emergency,) = (one for one in branches() if one.model is EmergencyAccess)
    assert [way.among("r", "k") for way in emergency.ways] == ['r."file" = ANY (k)']
    assert Way(Read._meta.get_field("opened")).among("r", "k") == 'r."opened" && (k)'
    assert not emergency.is_guarded


def test_no_word_of_the_file_can_be_read_anywhere_afterwards() -> None:
    file = WholeFile()
    file.retract_all()
    tokens = file.subject.name_tokens
    assert len(tokens) > 20
    erasure = file.ask()
    before = where(lambda text: "Zq" in text)
    # A closed case has no next step, and nothing else of these two is sealed.
    without_words = OF_A_GROUP | {Identification, Case}
    assert before >= {one.table for one in branches() if one.model not in without_words}
    assert len([table for table in before if table.endswith("event")]) > 15
    assert where(lambda text: BIRTH in text) == {"people_person", "people_personevent"}
    agree_to_erasure(erasure, actor=a_user("second"))
    # The group is another file, and goes by its own erasure.
    assert where(lambda text: "Zq" in text and "Zqsubjectlabel" not in text) == set()
    assert where(lambda text: BIRTH in text) == set()
    assert where(lambda text: any(str(token) in text for token in tokens[:3])) == set()


def test_a_group_goes_as_a_person_does_and_those_identified_out_of_it_stay() -> None:
    group, other, member = a_cohort("Zqgroup", description="Zqdescription"), a_cohort("Others"), a_person("Ana", "Rey")
    overlap = CohortOverlap.objects.create(one=group, other=other)
    Citation.objects.create(overlap=overlap, passage=a_passage(), inferred_en="Zqinferred")
    known = identify_member(group, member, actor=a_user(), citation=Citation(passage=a_passage(3)))
    stay = a_fact(Stay, subject=member.subject)
    agree_to_erasure(an_erasure(group.subject), actor=a_user("second"))
    assert where(lambda text: "Zq" in text) == set()
    assert not Identification.objects.filter(pk=known.pk).exists()
    member.subject.refresh_from_db()
    assert (member.subject.name, member.subject.is_erased) == ("Ana Rey", False)
    assert Stay.objects.filter(pk=stay.pk).exists()
    assert Subject.objects.get(pk=other.pk).name == "Others"


def test_a_member_goes_and_the_group_stays() -> None:
    file = WholeFile()
    erase(file)
    file.cohort.refresh_from_db()
    assert file.cohort.subject.name == "Zqsubjectlabel"
    assert not file.cohort.identifications.exists()


def test_what_names_two_files_stays_on_the_other_one_without_the_name() -> None:
    file, other = WholeFile(), a_person("Ana", "Rey").subject
    described = a_fact(Kinship, subject=other, described_as="Zqdescribed", location=a_place("andorra"))
    named = copy_of(described)
    named.relative = file.subject
    kin = correct_fact(described, named, reason="Known by name now.", actor=a_user())
    wrong = a_fact(Kinship, subject=other, relative=file.subject, described_as="")
    right = copy_of(wrong)
    right.relative, right.described_as = a_person("Eva", "Sol").subject, "Her sister"
    right = correct_fact(wrong, right, reason="It was somebody else.", actor=a_user())
    stay = a_fact(Stay, subject=other)
    said = {"mode": Citation.Mode.CLAIMED, "speaker_subject": file.subject, "inferred_en": "Two days later."}
    citation = Citation.objects.create(stay=stay, passage=a_passage(), **said)
    erase(file)
    assert where(lambda text: "Zq" in text and "Zqsubjectlabel" not in text) == set()
    for row in (kin, described, wrong):
        row.refresh_from_db()
        assert (row.subject, row.relative, row.described_as, row.location) == (other, None, "", None)
    right.refresh_from_db()
    assert (right.relative.name, right.described_as) == ("Eva Sol", "Her sister")
    citation.refresh_from_db()
    assert (citation.stay, citation.inferred_en) == (stay, "Two days later.")
    assert citation.speaker_subject is not None
    assert citation.speaker_subject.display_name == "Erased file"


def test_a_passage_goes_with_its_last_citation_and_stays_while_another_file_rests_on_it() -> None:
    file = WholeFile()
    citation: Citation = file.rows[Citation]
    Citation.objects.create(stay=a_fact(Stay), passage=citation.passage)
    alone = Citation.objects.get(stay=file.rows[Stay]).passage
    erase(file)
    assert Passage.objects.filter(pk=citation.passage_id).exists()
    assert not Passage.objects.filter(pk=alone.pk).exists()
    assert not Passage.pgh_event_model.objects.filter(pgh_obj=alone.pk).exists()  # type: ignore[attr-defined]


def test_no_row_is_left_that_refers_to_one_which_is_gone() -> None:
    file = WholeFile()
    for fact in (a_fact(Stay), a_fact(Kinship, relative=file.subject)):
        Citation.objects.create(passage=a_passage(), **{"stay" if isinstance(fact, Stay) else "kinship": fact})
    erase(file)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text, f.attname FROM pg_constraint c"
            " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
            " JOIN pg_attribute f ON f.attrelid = c.confrelid AND f.attnum = c.confkey[1] WHERE c.contype = 'f'"
        )
        for table, column, other, key in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM {table} r WHERE r."{column}" IS NOT NULL'  # noqa: S608
                f' AND NOT EXISTS (SELECT FROM {other} o WHERE o."{key}" = r."{column}")'
            )
            assert cursor.fetchone() == (0,), f"{table}.{column}"


def test_what_stays_is_a_tombstone_the_cases_as_figures_and_the_record_of_reads() -> None:
    file = WholeFile()
    read = Read.objects.create(reader=file.actor.pk, page="people:detail", status=200, opened=[file.subject.pk])
    case: Case = file.rows[Case]
    erasure = erase(file)
    subject = Subject.objects.get(public_id=file.subject.public_id)
    assert (subject.is_erased, subject.erased_on, subject.name) == (True, timezone.localdate(), "")
    assert (erasure.asked_by, erasure.agreed_by, erasure.why) == (file.actor, a_user("second"), "wish")
    assert (erasure.reason, erasure.erased_at is not None) == ("", True)
    left = Case.objects.get(pk=case.pk)
    kept = ("reference", "stage", "outcome", "opened_on", "closed_on", "team_id")
    assert [getattr(left, name) for name in kept] == [getattr(case, name) for name in kept]
    assert (left.caseworker, left.next_step) == (case.caseworker, "")
    assert not Event.objects.filter(case=case.pk).exists()
    assert Read.objects.get(pk=read.pk).opened == [file.subject.pk]
    assert Grant.objects.get(subject=subject).reason == ""


def test_the_same_person_does_not_sign_twice_not_even_in_plain_sql() -> None:
    erasure = an_erasure()
    with pytest.raises(ValidationError, match="a second person must"):
        agree_to_erasure(erasure, actor=erasure.asked_by)
    sign = "UPDATE people_erasure SET agreed_by_id = asked_by_id, agreed_at = now() WHERE id = %s"
    assert refused(sign, erasure.pk).startswith("nobody_agrees_to_their_own_erasure")
    assert not Subject.objects.get(pk=erasure.subject_id).is_erased


def test_a_day_passes_between_asking_and_agreeing() -> None:
    erasure = an_erasure(days_ago=0)
    with pytest.raises(ValidationError, match="A day must pass"):
        agree_to_erasure(erasure, actor=a_user("second"))
    sign = "UPDATE people_erasure SET agreed_by_id = %s, agreed_at = now() WHERE id = %s"
    assert refused(sign, a_user("second").pk, erasure.pk).startswith("erasure_cools_before_it_is_agreed_to")


def test_the_application_erases_nothing_that_two_people_did_not_sign() -> None:
    erasure = an_erasure()
    withdrawn = an_erasure()
    withdraw_erasure(withdrawn, actor=a_user("second"))
    done = erase(WholeFile())
    for pk in (erasure.pk, withdrawn.pk, done.pk, 0):
        assert refused("SELECT people_erase(%s)", pk).startswith("erasure_needs_two_people: A file is erased only")
    subject = erasure.subject_id
    for sql in (
        "UPDATE people_subject SET erased_on = now() WHERE id = %s",
        "UPDATE people_erasure SET erased_at = now() WHERE subject_id = %s",
    ):
        refused(sql, subject)
    assert not Subject.objects.get(pk=subject).is_erased


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO people_erasure (subject_id, why, reason, asked_at, asked_by_id, agreed_at, agreed_by_id)"
        " SELECT subject_id, why, reason, asked_at, asked_by_id, now(), {second} FROM people_erasure WHERE id = {pk}",
        "UPDATE people_erasure SET asked_by_id = {second} WHERE id = {pk}",
        "UPDATE people_erasure SET asked_at = now() - interval '9 days' WHERE id = {pk}",
        "DELETE FROM people_erasure WHERE id = {pk}",
        "SET session_replication_role = replica",
        "CREATE OR REPLACE FUNCTION people_erase(erasure bigint) RETURNS void LANGUAGE sql AS ''",
        "ALTER TABLE cases_note DISABLE TRIGGER ALL",
    ],
)
def test_the_application_cannot_get_round_the_two_signatures(sql: str) -> None:
    erasure = an_erasure()
    told = sql.format(pk=erasure.pk, second=a_user("second").pk)
    with pytest.raises(Exception, match=r"annot|denied|owner"), transaction.atomic():
        connection.cursor().execute(told)


def test_a_hold_forbids_erasing_in_the_action_and_in_the_database() -> None:
    file = WholeFile()
    erasure = file.ask()
    hold = place_hold(file.subject, reason="A court asks for it.", actor=a_user())
    with pytest.raises(ValidationError, match="A legal hold stands on this file"):
        agree_to_erasure(erasure, actor=a_user("second"))
    with pytest.raises(ValidationError, match="A legal hold stands on this file"):
        ask_erasure(file.subject, why=Erasure.Why.WISH, reason="-", actor=a_user())
    Erasure.objects.filter(pk=erasure.pk).update(agreed_by=a_user("second"), agreed_at=timezone.now())
    said = "legal_hold_forbids_erasing: A legal hold stands on this file: nothing on it can be erased."
    assert refused("SELECT people_erase(%s)", erasure.pk) == said
    assert refused(r"UPDATE people_subject SET name = '\x' WHERE id = %s", file.subject.pk) == said
    assert refused("DELETE FROM people_alias WHERE person_id = %s", file.subject.pk) == said
    assert refused("DELETE FROM cases_note WHERE case_id = %s", file.rows[Case].pk) == said
    assert refused("DELETE FROM people_citation WHERE stay_id = %s", file.rows[Stay].pk) == said
    assert refused("DELETE FROM people_legalhold WHERE id = %s", hold.pk) == said
    assert Alias.objects.filter(person=file.person).exists()
    lift_hold(hold, actor=a_user())
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_erase(%s)", [erasure.pk])
    assert Subject.objects.get(pk=file.subject.pk).is_erased


def test_a_held_file_keeps_what_it_says_of_a_relative_whose_file_is_to_go() -> None:
    file, other = WholeFile(), a_person("Ana", "Rey").subject
    said = {"relative": file.subject, "described_as": "Her brother, a sergeant"}
    kin = a_fact(Kinship, subject=other, location=a_place("andorra"), **said)
    hold = place_hold(other, reason="A court asks for it.", actor=a_user())
    erasure = file.ask()
    with pytest.raises(IntegrityError, match="on another file"), transaction.atomic():
        agree_to_erasure(erasure, actor=a_user("second"))
    kin.refresh_from_db()
    assert (kin.relative, kin.described_as) == (file.subject, "Her brother, a sergeant")
    lift_hold(hold, actor=a_user())
    agree_to_erasure(erasure, actor=a_user("second"))
    kin.refresh_from_db()
    assert (kin.relative, kin.described_as) == (None, "")


def test_each_hold_stands_for_itself_and_is_lifted_once() -> None:
    subject = a_person().subject
    first, second = (place_hold(subject, reason=why, actor=a_user()) for why in ("A court.", "An inquiry."))
    lift_hold(first, actor=a_user())
    with pytest.raises(ValidationError, match="lifted this hold already"):
        lift_hold(first, actor=a_user())
    assert list(LegalHold.objects.standing().filter(subject=subject)) == [second]
    lift_hold(second, actor=a_user())
    with pytest.raises(Exception, match="annot delete"), transaction.atomic():
        connection.cursor().execute("DELETE FROM people_legalhold WHERE id = %s", [first.pk])
    with pytest.raises(Exception, match="annot update"), transaction.atomic():
        LegalHold.objects.filter(pk=first.pk).update(lifted_at=None, lifted_by=None)


def test_a_file_with_an_open_case_is_not_erased() -> None:
    subject = a_person().subject
    open_case(subject, actor=a_user())
    with pytest.raises(ValidationError, match="still open: close it first"):
        ask_erasure(subject, why=Erasure.Why.WISH, reason="-", actor=a_user())


def test_one_erasure_is_asked_for_at_a_time_and_can_be_withdrawn() -> None:
    subject = a_person().subject
    first = ask_erasure(subject, why=Erasure.Why.MISTAKE, reason="Not theirs.", actor=a_user())
    with pytest.raises(ValidationError, match="already"):
        ask_erasure(subject, why=Erasure.Why.WISH, reason="-", actor=a_user("second"))
    withdraw_erasure(first, actor=a_user("second"))
    with pytest.raises(ValidationError, match="settled already"):
        withdraw_erasure(first, actor=a_user())
    ask_erasure(subject, why=Erasure.Why.WISH, reason="Now they ask.", actor=a_user())


def test_nothing_is_written_on_a_file_that_was_erased() -> None:
    file = WholeFile()
    erase(file)
    gone = "erased_file_stays_empty: This file was erased: nothing can be written on it."
    assert refused("UPDATE people_subject SET restricted = true WHERE id = %s", file.subject.pk) == gone
    insert = "INSERT INTO people_person (subject_id, given_names, family_names, sex) VALUES (%s, '', '', 'unknown')"
    assert refused(insert, file.subject.pk) == gone
    task = "INSERT INTO cases_task (public_id, case_id, title, made_at) VALUES (gen_random_uuid(), %s, '', now())"
    assert refused(task, file.rows[Case].pk) == gone


def test_triggers_rest_within_the_erasure_alone() -> None:
    file, stay = WholeFile(), a_fact(Stay)
    erase(file)
    with pytest.raises(Exception, match="annot delete"), transaction.atomic():
        connection.cursor().execute("DELETE FROM people_stay WHERE id = %s", [stay.pk])


def test_a_start_sees_whether_the_guards_stand() -> None:
    assert missing() == []
