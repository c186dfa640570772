"""Every page, in both languages and themes, wide and narrow: accessible, quiet, and no wider than the screen."""

import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any, Literal

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.hashers import make_password
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import Page
from psycopg import sql

from config.postgres import Cluster
from config.postgres_roles import APPLICATION, OWNER
from tests.browser.chromium import Watch
from tests.browser.door import AUDITOR, HEIGHT, NARROW, PARTNER, WIDE, Door
from tests.browser.own_files import Desk
from tests.browser.screens import SCREENS, Screen
from tests.running import RunningSite

LANGUAGES, WIDTHS = ("en", "es"), (WIDE, NARROW)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# axe takes seconds for a page, most of them for colours. By default each page is seen in two of the eight combinations,
# which hold both languages, both themes and both widths, by turns so that over the pages every two values meet;
# AMPARO_EVERY_COMBINATION=1 sees all.
TURNS = (
    {("en", "light", WIDE), ("es", "dark", NARROW)},
    {("en", "dark", NARROW), ("es", "light", WIDE)},
    {("en", "dark", WIDE), ("es", "light", NARROW)},
    {("en", "light", NARROW), ("es", "dark", WIDE)},
)
ALL = os.environ.get("AMPARO_EVERY_COMBINATION") == "1"
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    "preload": False,
}
AXE = Axe()
RUN = """async (options) => (await axe.run(options)).violations.map(
  (found) => `${found.id}: ${found.nodes.map((node) => node.target.join(" ")).slice(0, 5).join(" | ")}`
)"""
# Names of the article's people, and the word every made-up name begins with.
NAMES = ("parra", "hugo", "colina", "ensayo")
# Answers to a form's button, which have no page of their own to open.
BUTTONS_ONLY = {"search", "theme", "leave", "finish_task", "take_up_task", "accept", "reveal", "healthz"}
BUTTONS_ONLY |= {"read_notices", "end_emergency", "reveal_referred", "withdraw_erasure"}
BUTTONS_ONLY |= {"end_session", "again", "mfa_login_webauthn", "mfa_list_webauthn", "mfa_app_picture"}
# What browsers send, and pages that are there only where the settings name a provider of sign-ins:
# tests/config/test_browser_reports.py and tests/config/test_provider_sign_in.py look at them.
BUTTONS_ONLY |= {"policy_report", "provider_begin", "provider_back", "provider_begin_link", "provider_link"}
BUTTONS_ONLY |= {"provider_unlink"}
BUTTONS_ONLY |= {"fetch_export", "cancel_export"}
# Pages that open for an account with a second factor: tests/browser/test_second_factor.py looks at them.
WITH_FACTOR = {
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
}


# Somebody of the first office who opened too many files; nobody signs in with this account.
STOPPED_READER = """
    WITH who AS (
        INSERT INTO staff_user (username, name, password, email, is_active, is_staff, is_superuser, date_joined)
        VALUES ('stopped-reader', '', '', '', true, false, false, now()) RETURNING id
    ), works AS (
        INSERT INTO staff_membership (user_id, team_id, role)
        SELECT id, (SELECT min(id) FROM staff_team), 'caseworker' FROM who
    )
    INSERT INTO staff_readingstop (reader_id, at, files, reason) SELECT id, now(), 121, '' FROM who RETURNING id
"""
# A file of the caseworker's that can be fetched, and one that waits for a second person.
EXPORT = """
    INSERT INTO cases_export (public_id, mark, "of", format, columns, language, purpose, recipient, selection, age_key,
        subjects, cases, subject_count, left_out, state, asked_by_id, asked_at, refusal, content, ready_at)
    SELECT gen_random_uuid(), %(mark)s, 'cases', 'xlsx', '{reference,name,contacts}', 'en', '', '', '', '',
        '{}', '{}', %(count)s, 0, %(state)s, id, now(), '', %(content)s::bytea, %(at)s::timestamptz
    FROM staff_user WHERE username = 'caseworker' RETURNING public_id
"""
READY = {"mark": "0A1B2C3D", "count": 1, "state": "ready", "content": "", "at": "now"}
WAITING = {"mark": "3D2C1B0A", "count": 26, "state": "waiting", "content": None, "at": None}


# Somebody who works for an organisation to which a case is referred.
PARTNERS_ACCOUNT = """
    WITH who AS (
        INSERT INTO staff_user (username, name, password, email, is_active, is_staff, is_superuser, date_joined)
        VALUES ('partner', 'Partner', %s, '', true, false, false, now()) RETURNING id
    ), works AS (
        INSERT INTO staff_membership (user_id, team_id, role)
        SELECT id, (SELECT min(id) FROM staff_team), 'partner' FROM who
    ), organisation AS (
        INSERT INTO people_actor (code, kind, label_en, label_es, provides_support)
        VALUES ('ensayo-legal', 'organisation', 'Ensayo Legal', 'Ensayo Legal', true) RETURNING id
    )
    INSERT INTO people_partnership (user_id, actor_id, since)
    SELECT who.id, organisation.id, now() FROM who, organisation
"""
# Somebody who reads the record of reads, and no file.
AUDITORS_ACCOUNT = """
    WITH who AS (
        INSERT INTO staff_user (username, name, password, email, is_active, is_staff, is_superuser, date_joined)
        VALUES ('auditor', 'Auditor', %s, '', true, false, false, now()) RETURNING id
    )
    INSERT INTO staff_membership (user_id, team_id, role)
    SELECT id, (SELECT min(id) FROM staff_team), 'auditor' FROM who
"""
# The caseworker opened this file in an emergency; it waits for a review.
IN_AN_EMERGENCY = """
    INSERT INTO staff_emergencyaccess (reader_id, file, team_id, reason, verdict, finding, lifted_because)
    SELECT (SELECT id FROM staff_user WHERE username = 'caseworker'), id, team_id, ''::bytea, '', ''::bytea, ''::bytea
    FROM people_subject WHERE public_id = %s RETURNING id
"""
# Another one of theirs was found not justified.
JUDGED = """
    INSERT INTO staff_emergencyaccess (reader_id, file, team_id, reason, verdict, finding, lifted_because,
        reviewed_at, reviewed_by_id)
    SELECT (SELECT id FROM staff_user WHERE username = 'stopped-reader'), id, team_id, ''::bytea, 'not-justified',
        ''::bytea, ''::bytea, now(), (SELECT id FROM staff_user WHERE username = 'supervisor')
    FROM people_subject WHERE public_id = %s RETURNING id
"""
# The supervisor was told, and somebody else was named to see the file.
TOLD = """
    INSERT INTO staff_notice (to_id, kind, about, at)
    SELECT id, 'emergency-opened', %s, now() FROM staff_user WHERE username = 'supervisor'
"""
NAMED = """
    INSERT INTO people_grant (subject_id, kind, user_id, reason, given_at)
    SELECT id, 'given', (SELECT id FROM staff_user WHERE username = 'stopped-reader'), ''::bytea, now()
    FROM people_subject WHERE public_id = %s RETURNING id
"""


@dataclass(frozen=True)
class Made:
    """Files of this module's own."""

    busy: str
    closed: str
    reach: str
    stop: str
    urgent: str
    access: str
    judged: str
    grant: str
    consent: str
    override: str
    referral: str
    ready: str
    waiting: str
    due: str
    held: str
    lift: str
    asked: str
    erased: str
    erased_case: str


@pytest.fixture(scope="module")
def made(desk: Desk, live_site: RunningSite, cluster: Cluster) -> Made:
    """A case to which everything has happened, others closed or in an emergency, a stopped reader, and a partner."""
    busy, closed, urgent = desk.open_case(), desk.open_case(), desk.open_case()
    desk.fill(busy)
    desk.close_case(closed)
    with psycopg.connect(cluster.url(APPLICATION, "live")) as database:
        database.execute("SELECT set_config('amparo.house', 'yes', true)")
        (stop,) = database.execute(STOPPED_READER).fetchone() or (0,)
        file = [urgent.person.strip("/").rpartition("/")[2]]
        access, judged, grant = (
            (database.execute(sql, file).fetchone() or (0,))[0] for sql in (IN_AN_EMERGENCY, JUDGED, NAMED)
        )
        database.execute(TOLD, [access])
        (ready,), (waiting,) = (database.execute(EXPORT, told).fetchone() or ("",) for told in (READY, WAITING))
        password = secrets.token_urlsafe(16)
        for account in (PARTNERS_ACCOUNT, AUDITORS_ACCOUNT):
            database.execute(account, [make_password(password, hasher="pbkdf2_sha256")])
        passwords = live_site.sign_ins | dict.fromkeys((PARTNER, AUDITOR), password)
        (live_site.var / "sign-ins.json").write_text(json.dumps(passwords))
    desk.refer(busy)
    with psycopg.connect(cluster.url(APPLICATION, "live")) as database:
        database.execute("SELECT set_config('amparo.house', 'yes', true)")
        shared = [newest(database, table) for table in ("people_consent", "people_consentoverride", "cases_referral")]
    made = (busy.url, closed.url, busy.person, stop, urgent.person, access, judged, grant, *shared, ready, waiting)
    return Made(*(str(one) for one in made), **kept_and_let_go(desk, cluster))


# Years and days that a test cannot wait for; only the owner may let the triggers rest that keep them.
LONG_CLOSED = "UPDATE cases_case SET opened_on = '2019-05-01', closed_on = '2019-12-09' WHERE reference = %s"
LONG_ASKED = """
    UPDATE people_erasure SET asked_at = now() - interval '2 days' WHERE subject_id =
        (SELECT subject_id FROM cases_case WHERE reference = %s)
"""


def kept_and_let_go(desk: Desk, cluster: Cluster) -> dict[str, str]:
    """A file whose time is over, one that is held, one somebody asked to erase, and one that is gone."""
    due, held, asked, gone = (desk.open_case() for _ in range(4))
    for case in (due, asked, gone):
        desk.close_case(case)
    lift = desk.hold(held)
    for case in (asked, gone):
        desk.ask_erasure(case)
    with psycopg.connect(cluster.url(OWNER, "live")) as owner:
        owner.execute("SET LOCAL session_replication_role = replica")
        owner.execute(LONG_CLOSED, [due.reference])
        owner.execute(LONG_ASKED, [gone.reference])
    desk.agree_to_erasure(gone)
    people = {"due": due.person, "held": held.person, "lift": lift, "asked": asked.person, "erased": gone.person}
    return {**people, "erased_case": gone.url}


def newest(database: psycopg.Connection[Any], table: str) -> str:
    """The public id of the newest row."""
    question = sql.SQL("SELECT public_id FROM {} ORDER BY id DESC LIMIT 1").format(sql.Identifier(table))
    (public_id,) = database.execute(question).fetchone() or ("",)
    return str(public_id)


class Reader:
    """One page for each role and language, which all screens share: opening a new one each time would cost more."""

    def __init__(self, door: Door) -> None:
        """Nothing is open yet."""
        self.door = door
        self._open: dict[tuple[str, str], tuple[Page, Watch]] = {}

    def page(self, role: str, language: str) -> tuple[Page, Watch]:
        """The page of a role in a language, and what it complains about."""
        if (role, language) not in self._open:
            self._open[role, language] = self.door.watched(role, language=language)
        self.door.come_back(self._open[role, language][0].context, role)
        return self._open[role, language]


@pytest.fixture(scope="module")
def reader(entrance: Door) -> Iterator[Reader]:
    """Pages that stay open for this module."""
    door = Door(entrance.browser, entrance.site)
    yield Reader(door)
    door.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_a_page_is_fit_to_be_read(screen: Screen, language: str, reader: Reader, made: Made) -> None:
    page, watch = reader.page(screen.role, language)
    watch.take()
    watch.expected = {200, 422, screen.status}
    page.set_viewport_size({"width": WIDE, "height": HEIGHT})
    answer = page.goto(screen.path.format_map(asdict(made)))
    assert answer is not None
    assert answer.status == screen.status
    if screen.arrive:
        screen.arrive(page)
    assert wrong_with(page, language) == []
    for theme, width in product(THEMES, WIDTHS):
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert not scrolls_sideways(page), f"{theme}, {width} px: {widest(page)}"
        if ALL or (language, theme, width) in TURNS[SCREENS.index(screen) % len(TURNS)]:
            assert findings(page) == [], f"{theme}, {width} px"
    assert watch.take() == []


def findings(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA: each rule with the first elements that break it."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.axe_script)
    # The bar above stays in sight: further down it would hide half a button now and then, and axe call that small.
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    # A theme fades in; axe must not measure colours half way.
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")
    found: list[str] = page.evaluate(RUN, RULES)
    return found


def wrong_with(page: Page, language: str) -> list[str]:
    """What the head and the outline of a page get wrong."""
    title = page.title().casefold()
    told: dict[str, Any] = {
        "language": page.locator("html").get_attribute("lang") == language,
        "one heading": page.locator("h1:visible").count() == 1,
        "a title": bool(title),
        "no name in the title": not any(name in title for name in NAMES),
        "no name in the address": not any(name in page.url.casefold() for name in NAMES),
    }
    return [rule for rule, kept in told.items() if not kept]


def scrolls_sideways(page: Page) -> bool:
    """Whether a reader must push the page aside to read it."""
    wide: bool = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return wide


def widest(page: Page) -> list[str]:
    """The elements that reach beyond the screen, for the message of a failing test."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
          .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
          .map((one) => `${one.tagName}.${one.className}`).slice(0, 8)"""
    )
    return found


def test_the_checks_find_what_is_wrong(door: Door) -> None:
    page, watch = door.watched()
    page.goto("/accounts/login/")
    page.evaluate("""() => {
      document.documentElement.lang = "";
      document.title = "Hugo";
      document.body.innerHTML = '<h1>A</h1><h1>B</h1><img src="/static/img/plain.svg"><p class="wide">wide</p>';
      document.querySelector(".wide").style.width = "5000px";
      document.body.append(Object.assign(document.createElement("style"), {textContent: "p { color: red }"}));
      console.error("said aloud");
      setTimeout(() => { throw new Error("thrown"); });
    }""")
    page.evaluate("fetch('/nothing/').then((answer) => answer.text())")
    assert {line.split(":")[0] for line in findings(page)} >= {"html-has-lang", "image-alt"}
    assert set(wrong_with(page, "en")) == {"language", "one heading", "no name in the title"}
    assert scrolls_sideways(page)
    heard = "\n".join(watch.take())
    for word in ("CSP: style-src-elem", "said aloud", "thrown", "404"):
        assert word in heard


def test_no_page_is_left_out(made: Made) -> None:
    paths = [screen.path.format_map(asdict(made)).partition("?")[0] for screen in SCREENS if screen.status != 404]
    seen = {resolve(path).view_name for path in paths}
    assert names_of(get_resolver()) - seen - WITH_FACTOR == set()


def names_of(resolver: URLResolver, namespace: str = "") -> set[str]:
    """The names of all addresses but the administration's and those that only answer a button."""
    found: set[str] = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver) and pattern.namespace != "admin":
            found |= names_of(pattern, pattern.namespace or "")
        elif isinstance(pattern, URLPattern) and pattern.name not in BUTTONS_ONLY | {"set_language"}:
            found.add(f"{namespace}:{pattern.name}" if namespace else str(pattern.name))
    return found
