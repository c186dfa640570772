"""The switches and the frame that every page carries."""

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.checks import Error
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils.translation import override
from pytest_django import Settings

from staff import checks, context
from staff.context import DARK_MEDIA, navigation, theme_of
from staff.models import User
from staff.templatetags.face import SIGNS, icon, icons_folder, moment, shape, tone

# Every request is one transaction, so even the plain page asks for the database.
pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> User:
    return User.objects.create_user(username="caseworker", password="a-long-pass-phrase")


def signed_in(worker: User) -> Client:
    client = Client()
    client.force_login(worker, backend="django.contrib.auth.backends.ModelBackend")
    return client


# The theme


def test_the_theme_is_remembered_and_the_reader_stays_on_the_page(client: Client) -> None:
    answer = client.post("/theme/", {"theme": "dark", "next": "/cases/?stage=plan"})
    assert (answer.status_code, answer["Location"]) == (302, "/cases/?stage=plan")
    assert answer.cookies["theme"].value == "dark"
    assert answer.cookies["theme"]["httponly"]
    assert answer.cookies["theme"]["samesite"] == "Lax"


def test_the_theme_never_leads_to_another_site(client: Client) -> None:
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"):
        answer = client.post("/theme/", {"theme": "light", "next": elsewhere})
        assert answer["Location"] == "/"


def test_a_theme_that_does_not_exist_is_refused(client: Client) -> None:
    answer = client.post("/theme/", {"theme": "sepia"})
    assert answer.status_code == 400
    assert "theme" not in answer.cookies


def test_the_theme_cannot_be_changed_by_a_link(client: Client) -> None:
    assert client.get("/theme/", {"theme": "dark"}).status_code == 405


def test_an_unknown_theme_in_the_cookie_means_the_device_decides() -> None:
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = "<sepia>"
    assert theme_of(request) == "auto"


def test_the_dark_sheet_is_linked_for_the_theme_and_never_for_paper(client: Client) -> None:
    for theme, media in DARK_MEDIA.items():
        client.cookies["theme"] = theme
        html = client.get("/no-such-page/").content.decode()
        assert f'data-theme="{theme}"' in html
        assert f'media="{media}"' in html
    assert all(media == "not all" or media.startswith("screen") for media in DARK_MEDIA.values())


# Leaving quickly


def test_leaving_ends_the_session_and_opens_the_plain_page(worker: User) -> None:
    client = signed_in(worker)
    answer = client.post("/leave/")
    assert (answer.status_code, answer["Location"]) == (302, "/today/")
    assert "_auth_user_id" not in client.session


def test_leaving_needs_no_token_so_that_it_works_from_a_page_left_open(worker: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(worker, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post("/leave/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_link_cannot_end_a_session(worker: User) -> None:
    client = signed_in(worker)
    assert client.get("/leave/").status_code == 405
    assert "_auth_user_id" in client.session


def test_an_office_can_choose_where_leaving_leads(client: Client, settings: Settings) -> None:
    settings.LEAVE_FOR = "https://weather.example/"
    assert client.post("/leave/")["Location"] == "https://weather.example/"


def test_the_plain_page_says_nothing_of_us(client: Client) -> None:
    html = client.get("/today/").content.decode().casefold()
    assert "<table" in html
    for word in ("amparo", "case", "caso", "leave"):
        assert word not in html


# Language


def test_the_language_switch_answers_in_the_other_language(client: Client) -> None:
    client.post("/i18n/setlang/", {"language": "es", "next": "/"})
    assert '<html lang="es"' in client.get("/no-such-page/").content.decode()
    client.post("/i18n/setlang/", {"language": "en", "next": "/"})
    assert '<html lang="en"' in client.get("/no-such-page/").content.decode()


# Navigation


def at(path: str, monkeypatch: pytest.MonkeyPatch, *, is_staff: bool = False) -> dict[str, bool]:
    """The entries shown at a path, and whether each is marked as current; the pages of promises do not exist."""
    urls = {"my_work": "/", "cases": "/cases/", "people": "/people/", "sources": "/people/sources/", "admin": "/admin/"}
    monkeypatch.setattr(context, "resolve", lambda entry: urls.get(entry.key, ""))
    request = RequestFactory().get(path)
    request.user = SimpleNamespace(is_authenticated=True, is_staff=is_staff)  # type: ignore[assignment]
    return {entry.key: entry.current for entry in navigation(request)}


def test_an_entry_appears_when_its_page_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(at("/", monkeypatch)) == ["my_work", "cases", "people", "sources"]


def test_the_administration_is_shown_to_those_who_may_enter(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "admin" in at("/", monkeypatch, is_staff=True)


def test_one_entry_is_current_and_it_is_the_closest(monkeypatch: pytest.MonkeyPatch) -> None:
    for path, key in {
        "/": "my_work",
        "/cases/AMP-2026-000001/": "cases",
        "/people/sources/article/": "sources",
    }.items():
        assert [name for name, current in at(path, monkeypatch).items() if current] == [key]


def test_no_entry_is_current_on_a_page_outside_the_navigation(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not any(at("/accounts/password/change/", monkeypatch).values())


def test_a_stranger_sees_no_navigation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "resolve", lambda entry: f"/{entry.key}/")
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert navigation(request) == []


# Error pages


def test_what_is_missing_is_answered_with_the_same_bytes_whatever_was_asked(worker: User) -> None:
    client = signed_in(worker)
    first = client.get("/no-such-page/")
    second = client.get("/nor-this-one/?q=1")
    assert first.status_code == second.status_code == 404
    assert first.content == second.content
    assert b"no-such-page" not in first.content
    assert b"csrfmiddlewaretoken" not in first.content


def test_every_error_page_speaks_both_languages_and_can_be_left() -> None:
    for code in ("400", "403", "404", "429", "500"):
        with override("en"):
            html = render_to_string(f"{code}.html")
        assert 'lang="es"' in html
        assert 'action="/leave/"' in html
        assert "Traceback" not in html


def test_a_form_that_lay_open_too_long_says_so() -> None:
    assert "open for too long" in render_to_string("403.html", {"form_expired": True})


# Icons and signs


def test_an_icon_beside_a_word_is_silent_and_one_alone_speaks() -> None:
    assert 'aria-hidden="true"' in icon("house")
    assert 'role="img" aria-label="Sign &lt;out&gt;"' in icon("house", "Sign <out>")


def test_an_icon_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(LookupError, match="no-such-icon"):
        icon("no-such-icon")


def test_every_icon_that_a_template_names_exists() -> None:
    assert checks.check_icons() == []


def test_a_misspelt_icon_is_found_at_the_start(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "page.html").write_text('{% icon "howse" %}{% icon "house" %}')
    icons = tmp_path / "node_modules" / "bootstrap-icons"
    icons.mkdir(parents=True)
    (icons / "icons").symlink_to(icons_folder())
    settings.BASE_DIR = tmp_path
    found = checks.check_icons()
    assert [type(error) for error in found] == [Error]
    assert "howse" in found[0].msg


def test_every_sign_has_a_tone_and_an_icon_that_exists() -> None:
    for word, (its_tone, its_shape) in SIGNS.items():
        assert tone(word) == its_tone
        assert its_tone in {"good", "warn", "bad", "info", "plain"}
        assert checks.is_icon(its_shape), word


def test_an_unknown_word_is_plain_and_never_an_alarm() -> None:
    assert tone("a-new-word") == "plain"
    assert shape("a-new-word") == "circle"


def test_a_moment_is_told_in_the_words_in_which_pages_tell_a_day() -> None:
    when = datetime(2026, 11, 9, 22, 7, tzinfo=UTC)
    with override("en"):
        assert moment(when) == "9 November 2026, 22:07"
    with override("es"):
        assert moment(when) == "9 de noviembre de 2026, 22:07"
    assert moment(None) == ""


def test_a_tag_says_its_status_by_word_shape_and_colour() -> None:
    html = Template('{% include "parts/_tag.html" with word=level text="High" %}').render(Context({"level": 3}))
    assert "tag-bad" in html
    assert "<svg" in html
    assert "High" in html
