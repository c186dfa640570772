"""The letter to somebody who asks what we hold on them: all of it, but for what it says that it keeps back."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from cases.answer import HEADINGS, WITHHELD
from cases.models import Event, Export, Note, Referral, SupportRequest, Task
from people.models import (
    KINDS,
    Alias,
    Citation,
    Consent,
    ConsentOverride,
    ContactMethod,
    Grant,
    Kinship,
    LegalHold,
    Person,
    PromiseAccount,
    Source,
    Stay,
    Subject,
)
from staff.models import Read, Role
from tests.people.conftest import signed_in
from tests.reads import put_on_record
from tests.rows import a_cohort, a_fact, a_passage, a_person, a_place, a_source, a_team, a_user, an_export
from tests.whole_file import WholeFile, canary

pytestmark = pytest.mark.django_db


@pytest.fixture
def maker(db: None) -> Client:
    """A supervisor of the office that keeps the file."""
    return signed_in(a_user("makes-letters", Role.SUPERVISOR))


def url_of(subject: Subject) -> str:
    return reverse("cases:what_we_hold", args=[subject.public_id])


def letter(maker: Client, subject: Subject, language: str = "en") -> str:
    """The letter, without its markup."""
    answer = maker.post(url_of(subject), {"language": language})
    assert answer.status_code == 200
    article = re.search(r"<article.*</article>", answer.content.decode(), re.S)
    assert article
    return " ".join(re.sub(r"<[^>]+>", " ", article[0]).split())


def test_everything_on_the_file_is_told(maker: Client) -> None:
    file = WholeFile()
    told = letter(maker, file.subject)
    facts = [
        canary(kind.model, name)
        for kind in KINDS.values()
        for name in ("exact_place", "document", "number", "value", "code_word", "hours", "unit", "remark", "text_en")
        if name in {field.name for field in kind.model._meta.fields}
    ]
    assert len(facts) > 9
    identity = [canary(Person, "given_names"), canary(Person, "family_names"), canary(Alias, "name"), "1931"]
    work = [canary(SupportRequest, "detail"), canary(SupportRequest, "result"), "AMP-", "Goals achieved"]
    relative = [canary(Kinship, "described_as")]
    before = [canary(Stay, "exact_place", "old"), canary(ContactMethod, "value", "old"), "taken back on"]
    source = ["Report first-source, paragraph 1", canary(Citation, "inferred_en", "stay")]
    assert [word for word in [*facts, *identity, *work, *relative, *before, *source] if word not in told] == []
    assert canary(PromiseAccount, "remark") in told


def test_what_is_kept_back_is_not_told_and_that_it_is_kept_back_is(maker: Client) -> None:
    file = WholeFile()
    told = letter(maker, file.subject)
    for model, name in ((Note, "text"), (Task, "title"), (Event, "why"), (Grant, "reason"), (LegalHold, "reason")):
        assert canary(model, name) not in told
    assert canary(Stay, "corrected") not in told
    assert "keeps-files" not in told
    for name in ("colleagues", "notes", "history", "keeping"):
        what, why = WITHHELD[name]
        assert f"{what}" in told
        assert f"{why}" in told
    for name in ("speakers", "interviews", "relatives", "elsewhere"):
        assert str(WITHHELD[name][0]) not in told


def test_others_on_file_are_not_named(maker: Client) -> None:
    subject = a_person("Ana", "Zulueta").subject
    speaker, relative, cousin = (a_person("Zqhidden", name).subject for name in ("Speaker", "Relative", "Cousin"))
    stay = a_fact(Stay, subject=subject)
    Citation.objects.create(stay=stay, passage=a_passage(), mode="claimed", speaker_subject=speaker)
    interview = a_source("Zqinterview")
    interview.kind, interview.title = Source.Kind.INTERVIEW, "Zqinterview with a guard"
    interview.save()
    Citation.objects.create(stay=stay, passage=a_passage(source=interview))
    Citation.objects.create(stay=stay, passage=a_passage(), mode="claimed", speaker_subject=subject)
    kin = {"location": a_place("andorra"), "described_as": "her sister"}
    a_fact(Kinship, subject=subject, relative=relative, relation=Kinship.Relation.SIBLING, **kin)
    a_fact(Kinship, subject=cousin, relative=subject, **kin)
    told = letter(maker, subject)
    assert "Zq" not in told
    for words in ("her sister", "somebody whose name we keep back says so", "you say so yourself", "in an interview"):
        assert words in told
    for name in ("speakers", "interviews", "relatives", "elsewhere"):
        assert str(WITHHELD[name][0]) in told


def test_the_letter_is_in_the_language_of_whoever_asked(maker: Client) -> None:
    subject = a_person("Ana", "Zulueta").subject
    answer = maker.post(url_of(subject), {"language": "es"})
    assert '<html lang="es"' in answer.content.decode()
    assert "Lo que guardamos sobre usted" in answer.content.decode()
    assert "Keeping" in maker.get(subject.get_absolute_url()).content.decode()


def test_with_whom_it_was_shared_is_told_agreed_or_not(maker: Client) -> None:
    file = WholeFile()
    organisation = file.rows[Referral].recipient.label
    told = letter(maker, file.subject)
    assert f"{organisation}: you agreed to share parts of your file for" in told
    assert f"{organisation}: shared for" in told
    assert "without your agreement" in told
    assert f"{organisation} saw parts of your file for" in told
    assert "An organisation, a list in which you stand" in told
    assert "Who they are: name, birth, sex" in told
    said = [(Consent, "given_by"), (Consent, "remark"), (Consent, "withdrawal_reason"), (Referral, "asked")]
    assert [name for model, name in said if canary(model, name) not in told] == []
    assert canary(ConsentOverride, "reason") not in told


@pytest.mark.parametrize("recipient", ["keeps-files", "For Keeps-Files, at home", "Zqcolleague"])
def test_a_colleague_who_kept_a_list_to_themselves_is_not_named(recipient: str, maker: Client) -> None:
    file, _colleague = WholeFile(), a_user("zqcolleague")
    an_export(9, subjects=[file.subject.pk], recipient=recipient, asked_by=file.actor, state=Export.State.FETCHED)
    told = letter(maker, file.subject)
    assert recipient not in told
    assert "Our own office, a list in which you stand" in told


def test_title_and_file_name_tell_nothing(maker: Client) -> None:
    subject = a_person("Ana", "Zulueta").subject
    answer = maker.post(url_of(subject), {"language": "en"})
    assert answer["Content-Disposition"] == 'inline; filename="letter.html"'
    assert re.search(r"<title>(.*?)</title>", answer.content.decode())[1] == "Letter · Amparo"  # type: ignore[index]
    assert answer["Cache-Control"] == "no-store"


def test_every_kept_back_value_in_the_letter_is_on_record(maker: Client) -> None:
    file = WholeFile()
    with put_on_record() as reads:
        letter(maker, file.subject)
    assert {read.page for read in reads} == {"cases:what_we_hold"}
    assert reads[0].opened == [file.subject.pk]
    shown = {read.revealed for read in reads}
    assert shown >= {
        *("people.contactmethod.value", "people.contactmethod.code_word", "people.identitydocument.number"),
        *("people.stay.exact_place", "people.legalstatus.document", "people.kinship.described_as"),
    }
    with put_on_record() as reads:
        maker.get(url_of(file.subject))
    assert [read.revealed for read in reads] == [""]


def test_who_looked_is_told_by_what_they_are_and_how_many(maker: Client, client: Client) -> None:
    subject = a_person("Ana", "Zulueta").subject
    for name in ("first-worker", "second-worker"):
        signed_in(a_user(name)).get(subject.get_absolute_url())
    Read.objects.create(reader=a_user("first-worker").pk, page="people:detail", status=404, opened=[subject.pk])
    told = letter(maker, subject)
    assert "Caseworker: 2 of them, 2 times" in told
    assert "Once somebody asked for it and was refused." in told
    assert "first-worker" not in told


def test_supervisors_make_it_and_nobody_else(maker: Client) -> None:
    subject = a_person("Ana", "Zulueta").subject
    elsewhere = a_user("leads-elsewhere", Role.SUPERVISOR)
    elsewhere.memberships.update(team=a_team("second-office"))
    worker, administrator = a_user("a-worker"), a_user("an-administrator", Role.TEAM_ADMINISTRATOR)
    others = {worker: 403, administrator: 403, elsewhere: 404}
    for user, status in others.items():
        client = signed_in(user)
        for send in (client.get, client.post):
            assert send(url_of(subject)).status_code == status
    assert maker.get(url_of(subject)).status_code == 200
    assert maker.post(url_of(subject), {"language": "xx"}).status_code == 422
    assert maker.get(url_of(a_cohort().subject)).status_code == 404


def test_no_kind_of_fact_is_left_out_of_the_letter() -> None:
    assert set(HEADINGS) == set(KINDS)
