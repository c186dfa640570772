"""As whom the database answers: kept in one transaction, and gone with it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, StreamingHttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path, reverse
from psycopg.sql import SQL, Identifier
from pytest_django import DjangoDbBlocker

from config.postgres import Cluster
from config.postgres_roles import APPLICATION
from people.models import Subject
from staff.policy import Action, SignedIn, permitted
from staff.wall.build import wanted_predicates
from staff.wall.context import as_the_house, seen_by, seen_by_nobody
from staff.wall.streaming import streamed
from tests.rows import a_person, a_team, a_user

SETTINGS = "SELECT " + ", ".join(
    f"coalesce(current_setting('amparo.{name}', true), '')" for name in ("house", "teams", "named")
)


def settings() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        found: tuple[str, ...] = cursor.fetchone()
        return found


def seen() -> int:
    return Subject.objects.count()


def in_a_thread(work: Callable[[], None], blocker: DjangoDbBlocker) -> None:
    """A thread of its own has a connection of its own."""
    with blocker.unblock():
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()


def become_nobody() -> None:
    """Connections of tests begin as the house."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('amparo.house', '', false)")


def test_without_a_context_no_table_behind_the_wall_has_a_row(cluster: Cluster, django_db_setup: None) -> None:
    tables = list(wanted_predicates())
    asked = [SQL("SELECT count(*) FROM {}").format(Identifier(table)) for table in tables]
    with psycopg.connect(cluster.url(APPLICATION)) as page:
        counts = dict(zip(tables, (page.execute(one).fetchone() for one in asked), strict=True))
        page.execute("SELECT set_config('amparo.house', 'yes', true)")
        house = dict(zip(tables, (page.execute(one).fetchone() for one in asked), strict=True))
    assert len(tables) > 40
    assert set(counts.values()) == {(0,)}
    # The article has something in many of them, and as the house it is there.
    assert sum(count != (0,) for count in house.values()) > 15


def test_whoever_names_nobody_finds_nobody(cluster: Cluster, django_db_setup: None) -> None:
    with psycopg.connect(cluster.url(APPLICATION)) as page:
        for reader in (None, -1, 2**40):
            page.execute("SELECT amparo_enter(%s)", [reader])
            assert page.execute("SELECT count(*) FROM people_subject").fetchone() == (0,)


@pytest.mark.django_db
def test_contexts_lie_in_each_other_and_each_gives_back_what_was() -> None:
    reader, stranger = a_user("reader"), a_user("stranger")
    stranger.memberships.update(team=a_team("elsewhere"))
    a_person()
    everybody = seen()
    with seen_by(reader.pk):
        theirs = seen()
        assert 0 < theirs < everybody
        with seen_by(stranger.pk):
            assert seen() == 0
            with as_the_house():
                assert seen() == everybody
            assert seen() == 0
        assert seen() == theirs
        with seen_by_nobody():
            assert seen() == 0
        assert seen() == theirs


@pytest.mark.django_db
def test_an_error_inside_leaves_nothing_behind() -> None:
    with seen_by(a_user().pk):
        before = settings()
        with pytest.raises(DatabaseError), transaction.atomic(), as_the_house(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        assert settings() == before
        with pytest.raises(KeyError), as_the_house():
            raise KeyError
        assert settings() == before


def test_nothing_stays_when_the_transaction_ends(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    seen_in: list[tuple[str, ...]] = []

    def work() -> None:
        become_nobody()
        with as_the_house():
            seen_in.append(settings())
        seen_in.append(settings())
        with seen_by(1):
            seen_in.append(settings())
        seen_in.append(settings())
        connection.close()

    in_a_thread(work, django_db_blocker)
    assert [told[0] for told in seen_in] == ["yes", "", "", ""]
    assert seen_in[1] == seen_in[3] == ("", "", "")
    assert seen_in[2][1].startswith("{")


@pytest.mark.django_db
def test_a_thread_does_not_see_as_another_one_does(django_db_blocker: DjangoDbBlocker) -> None:
    told: list[int] = []

    def work() -> None:
        become_nobody()
        told.append(seen())
        connection.close()

    with as_the_house():
        in_a_thread(work, django_db_blocker)
        assert seen() > 0
    assert told == [0]


def names() -> Iterator[str]:
    """Something that asks while it is sent."""
    yield from (f"{subject.public_id} " for subject in Subject.objects.order_by("pk"))


@permitted(Action.SEE_PEOPLE)
def seen_while_sent(request: SignedIn) -> StreamingHttpResponse:
    return StreamingHttpResponse(streamed(names(), reader=request.user.pk))


@permitted(Action.SEE_PEOPLE)
def forgotten(request: SignedIn) -> StreamingHttpResponse:
    return StreamingHttpResponse(names())


@pytest.mark.django_db
def test_an_answer_that_streams_is_seen_by_its_reader() -> None:
    mine, reader = a_person().subject, a_user()
    hidden = a_person(team=a_team("elsewhere")).subject
    told = {}
    for view in (seen_while_sent, forgotten):
        request = RequestFactory().get("/")
        request.user = reader
        response: Any = view(request)
        # As it is once the request's transaction is over.
        with seen_by_nobody():
            told[view] = b"".join(response.streaming_content).decode()
    assert str(mine.public_id) in told[seen_while_sent]
    assert str(hidden.public_id) not in told[seen_while_sent]
    # One that forgets to say who reads it is empty, not open.
    assert told[forgotten] == ""


def contexts(request: HttpRequest) -> StreamingHttpResponse:
    """Tells, while it is sent, as whom the database answers."""
    return StreamingHttpResponse(streamed((f"{settings()}\n" for _piece in range(3)), reader=1))


urlpatterns = [path("contexts/", contexts)]


def test_a_stream_through_the_server_takes_its_context_along_when_it_ends(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    told: list[Any] = []

    def serve() -> None:
        become_nobody()
        with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[]):
            environ = RequestFactory()._base_environ(PATH_INFO="/contexts/", REQUEST_METHOD="GET")  # type: ignore[attr-defined]
            handler: Any = WSGIHandler()
            answer: Any = handler(environ, lambda *said: None)
            pieces = iter(answer)
            told.extend([next(pieces).decode(), settings()[1]])
            answer.close()
            told.append(settings())
        connection.close()

    in_a_thread(serve, django_db_blocker)
    # While it is sent a reader is named, though one who works nowhere; afterwards nobody is.
    assert told == ["('', '{}', '{}')\n", "{}", ("", "", "")]


@pytest.mark.django_db
def test_an_error_page_leaves_no_context_behind(client: Client) -> None:
    client.force_login(a_user())
    hidden = a_person(team=a_team("elsewhere")).subject
    before = settings()
    assert client.get(reverse("people:detail", args=[hidden.public_id])).status_code == 404
    assert settings() == before
