from __future__ import annotations

import pytest
from django.test import Client

from cases.models import Case
from people.models import ContactMethod, IdentityDocument, Kinship, Subject
from tests.case_factories import Cast, make_case, make_cast, make_person, make_stay, signed_in
from tests.rows import a_fact


@pytest.fixture
def cast(db: None) -> Cast:
    """An office with one of each role, and a stranger."""
    return make_cast()


@pytest.fixture
def case(cast: Cast) -> Case:
    """An open case of the caseworker on a made-up person."""
    return make_case(cast)


@pytest.fixture
def browser(cast: Cast) -> Client:
    """The caseworker's browser."""
    return signed_in(cast.caseworker)


@pytest.fixture
def supervisor(cast: Cast) -> Client:
    """The supervisor's browser."""
    return signed_in(cast.supervisor)


@pytest.fixture
def many(cast: Cast, case: Case) -> list[Case]:
    """More cases than one may take out alone, with the first."""
    return [case, *(make_case(cast, make_person(cast, f"Ana Nr{number}")) for number in range(25))]


@pytest.fixture
def known(cast: Cast, case: Case) -> Subject:
    """Somebody of whom everything is on file that pages keep back."""
    subject = case.subject
    make_stay(subject, cast, exact_place="Bed seven")
    a_fact(ContactMethod, subject=subject, value="0414 555 0001")
    a_fact(IdentityDocument, person=subject.person, number="V-123456")
    a_fact(Kinship, subject=subject, described_as="her sister Alba")
    return subject
