from __future__ import annotations

import pytest
from django.test import Client

from cases.models import Case
from tests.case_factories import Cast, make_case, make_cast, signed_in


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
