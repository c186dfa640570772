"""Every page: its address, who may open it, and how to get there where an address alone does not lead."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from config.demo_folder import ROOT
from tests.browser.door import ADMINISTRATOR, AUDITOR, CASEWORKER, PARTNER, SUPERVISOR

STRANGER = ""
MAJORS_CASE = "/cases/AMP-2026-000001/"
ASKING_CASE = "/cases/AMP-2026-000002/"
Arrive = Callable[[Page], None]


@dataclass(frozen=True)
class Screen:
    """One page, or one state of it. `path` may hold the fields of `Made` in test_every_page, such as `{busy}`."""

    name: str
    path: str
    role: str = CASEWORKER
    status: int = 200
    arrive: Arrive | None = None

    def __str__(self) -> str:
        return self.name


def _article() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((ROOT / "fixtures" / "article.json").read_text())
    return rows


def _public_ids(model: str, **fields: Any) -> list[str]:
    """The public ids of the article's rows of a model with these field values."""
    rows = [row["fields"] for row in _article() if row["model"] == model]
    return [row["public_id"] for row in rows if all(row.get(name) == value for name, value in fields.items())]


MAJOR = _public_ids("people.subject", name="Hugo Parra")[0]
GROUP = _public_ids("people.subject", kind="cohort")[0]
STAY = _public_ids("people.stay", subject=[MAJOR])[0]
STATUS = _public_ids("people.legalstatus", subject=[MAJOR])[0]
PROMISE = _public_ids("people.promise")[0]
REQUEST = _public_ids("cases.supportrequest")[0]
RECORDED = ("service", "stay", "legal-status", "relative", "way-to-reach", "document", "statement", "promise")


def _look_for(text: str) -> Arrive:
    def arrive(page: Page) -> None:
        search = page.locator("main [name=q], .top [name=q]").last
        search.fill(text)
        search.press("Enter")
        page.wait_for_url("**/people/search/")

    return arrive


def _choose(text: str) -> Arrive:
    def arrive(page: Page) -> None:
        page.locator("main [name=q]").fill(text)
        page.locator("main form [type=submit]").first.click()
        page.locator("main .rows a, main .lines a").first.wait_for()

    return arrive


def _send(page: Page) -> None:
    """Send the page's form as it stands: it is refused and says why."""
    button = "main form :is(.btn-primary, .btn-danger)[type=submit], #content-main [name=_save]"
    page.locator(button).last.click()
    page.locator(".invalid-feedback, .errors-summary, .errornote").first.wait_for()


def _namesake(page: Page) -> None:
    page.locator("[name=family_names]").fill("Parra")
    page.locator("main form .btn-primary").click()
    page.locator("main .rows").wait_for()


def _nobody_alike(page: Page) -> None:
    page.locator("[name=family_names]").fill("Zwxkqj")
    page.locator("main form .btn-primary").click()
    page.locator("main [name=sex]").wait_for()


def _open(menu: str, form: str) -> Arrive:
    """Open a menu and one of its forms in place."""

    def arrive(page: Page) -> None:
        page.locator(f"details:has({form}) > summary").first.click() if menu else None
        page.locator(form).first.click()
        page.locator("form[data-inplace] .btn-primary").first.wait_for()

    return arrive


def _unfold(page: Page) -> None:
    for summary in page.locator("main details:not([open]):not(.pick) > summary").all():
        if summary.is_visible():
            summary.click()


def _reveal(page: Page) -> None:
    page.locator(".masked button").first.click()
    page.locator(".masked output").wait_for()


def _ask(page: Page) -> None:
    """Send a form whose button warns, as it stands."""
    page.locator("main form .btn-danger[type=submit]").click()
    page.locator(".invalid-feedback").first.wait_for()


def _make_letter(page: Page) -> None:
    page.locator("main form .btn-primary[type=submit]").click()
    page.locator("article.letter").wait_for()


def _first_row(page: Page) -> None:
    page.locator("#result_list tbody a").first.click()
    page.locator("#content-main form, #content-main .module").first.wait_for()


def _delete(page: Page) -> None:
    _first_row(page)
    page.locator(".deletelink").click()
    page.locator("body.delete-confirmation").wait_for()


ENTRANCE = [
    Screen("sign-in", "/accounts/login/", STRANGER),
    Screen("sign-in refused", "/accounts/login/", STRANGER, arrive=_send),
    Screen("closed account", "/accounts/inactive/", STRANGER),
    Screen("plain page", "/today/", STRANGER),
    Screen("missing, to a stranger", "/nothing/", STRANGER, 404),
    Screen("missing", "/nothing/", status=404),
    Screen("forbidden", f"{MAJORS_CASE}assign/", status=403),
    Screen("sign-out", "/accounts/logout/"),
    Screen("stopped readers", "/reading/", SUPERVISOR),
    Screen("release of a stopped reader", "/reading/{stop}/release/", SUPERVISOR),
    Screen("stopped", "/reading/stopped/"),
    Screen("record of reads", "/reading/record/", AUDITOR),
    Screen("record of reads, refused", "/reading/record/?reader=nobody-of-this-name", AUDITOR, 422),
    Screen("record of reads, nothing fits", "/reading/record/?day=2019-04-30", AUDITOR),
    Screen("who may do what", "/policy/"),
    Screen("password", "/accounts/password/change/"),
    Screen("password again", "/accounts/reauthenticate/"),
    Screen("my sign-in", "/accounts/sign-in/"),
    Screen("new passkey", "/accounts/sign-in/passkeys/add/"),
    Screen("new app", "/accounts/sign-in/app/add/"),
    Screen("new app, refused", "/accounts/sign-in/app/add/", arrive=_send),
    Screen("my sessions", "/accounts/sessions/"),
]
EMERGENCIES = [
    Screen("emergency", "/emergency/"),
    Screen("emergency, refused", "/emergency/", arrive=_send),
    Screen("emergency reviews", "/emergency/reviews/", SUPERVISOR),
    Screen("an emergency access", "/emergency/reviews/{access}/", SUPERVISOR),
    Screen("review", "/emergency/reviews/{access}/review/", SUPERVISOR),
    Screen("right given back", "/emergency/reviews/{judged}/lift/", SUPERVISOR),
    Screen("notices", "/notices/", SUPERVISOR),
    Screen("no notice", "/notices/"),
]
CASES = [
    Screen("my work", "/"),
    Screen("my work of a supervisor", "/", SUPERVISOR),
    Screen("cases", "/cases/"),
    Screen("cases, filtered", "/cases/?location=united-states&may_work=unknown&sort=opened"),
    Screen("cases, none fits", "/cases/?idle=30&due=late", arrive=_unfold),
    Screen("case of the major", MAJORS_CASE),
    Screen("case of a group", ASKING_CASE),
    Screen("case in full", "{busy}"),
    Screen("case in full, opened", "{busy}", arrive=_unfold),
    Screen("case as known on a day", "{busy}?known_on=2026-01-01"),
    Screen("case, notes only", "{busy}?kind=notes"),
    Screen("closed case", "{closed}", SUPERVISOR),
    Screen("who has looked at a case", f"{MAJORS_CASE}looks/", SUPERVISOR),
    Screen("new case, for whom", "/cases/new/who/", arrive=_choose("Parra")),
    Screen("new case", f"/cases/new/?subject={MAJOR}"),
    Screen("form in place", MAJORS_CASE, arrive=_open("add", "#open-record_stay")),
    *(
        Screen(f"case: {form}", f"{MAJORS_CASE}{form}/")
        for form in ("move", "rate", "next", "close", "stay", "standing", "requests/new", "tasks/new", "notes/new")
    ),
    Screen("case: assign", f"{MAJORS_CASE}assign/", SUPERVISOR),
    Screen("case: reopen", "{closed}reopen/", SUPERVISOR),
    Screen("case: close with open requests", f"{ASKING_CASE}close/"),
    Screen("case: settle", f"{ASKING_CASE}requests/{REQUEST}/settle/"),
    Screen("referrals", "{busy}referrals/"),
    Screen("referrals, none", f"{MAJORS_CASE}referrals/"),
    Screen("case: refer", f"{MAJORS_CASE}refer/"),
    Screen("case: refer refused", f"{MAJORS_CASE}refer/", arrive=_send),
    Screen("case: call a referral back", "{busy}referrals/{referral}/recall/"),
    Screen("referred to a partner", "/referred/", PARTNER),
    Screen("one referral", "/referred/{referral}/", PARTNER),
    Screen("one referral, value shown", "/referred/{referral}/", PARTNER, arrive=_reveal),
    Screen("case: stay refused", f"{MAJORS_CASE}stay/", arrive=_send),
]
EXPORTS = [
    Screen("files taken out", "/exports/"),
    Screen("files taken out, to a supervisor", "/exports/", SUPERVISOR),
    Screen("a file of cases", "/exports/new/cases/?stage=intake"),
    Screen("a file of people", "/exports/new/people/"),
    Screen("a file refused", "/exports/new/cases/", arrive=_send),
    Screen("a file of nothing", "/exports/new/cases/?idle=30&due=late"),
    Screen("a file with identity", "/exports/new/cases/identity/", SUPERVISOR),
    Screen("a file that is ready", "/exports/{ready}/"),
    Screen("files that wait", "/exports/waiting/", SUPERVISOR),
    Screen("a file that waits", "/exports/waiting/{waiting}/", SUPERVISOR),
    Screen("a file that waits, refused", "/exports/waiting/{waiting}/", SUPERVISOR, arrive=_send),
]
PEOPLE = [
    Screen("people", "/people/"),
    Screen("people, filters open", "/people/?kind=cohort", arrive=_unfold),
    Screen("search answer", "/people/", arrive=_look_for("parra")),
    Screen("search answer, nobody", "/people/", arrive=_look_for("zwxkqj")),
    Screen("major", f"/people/{MAJOR}/"),
    Screen("group", f"/people/{GROUP}/"),
    Screen("who has looked", f"/people/{MAJOR}/looks/?lists=yes", SUPERVISOR),
    Screen("a file, to who may restrict it", f"/people/{MAJOR}/", SUPERVISOR),
    Screen("who may see a file", "{urgent}sight/", SUPERVISOR),
    Screen("restrict a file", f"/people/{MAJOR}/sight/restrict/", SUPERVISOR),
    Screen("restrict a file, refused", f"/people/{MAJOR}/sight/restrict/", SUPERVISOR, arrive=_send),
    Screen("lift a restriction", f"/people/{MAJOR}/sight/lift/", SUPERVISOR),
    Screen("name somebody", f"/people/{MAJOR}/sight/give/", SUPERVISOR),
    Screen("take a grant back", "{urgent}sight/{grant}/take-back/", SUPERVISOR),
    Screen("a file in an emergency", "{urgent}"),
    Screen("person in full", "{reach}", arrive=_unfold),
    Screen("masked value shown", "{reach}", arrive=_reveal),
    Screen("consent", "{reach}consent/", SUPERVISOR),
    Screen("consent, nothing agreed", f"/people/{MAJOR}/consent/"),
    Screen("write down consent", f"/people/{MAJOR}/consent/new/"),
    Screen("write down consent, refused", f"/people/{MAJOR}/consent/new/", arrive=_send),
    Screen("withdraw consent", "{reach}consent/{consent}/withdraw/"),
    Screen("consent on paper", "{reach}consent/statement/?language=es"),
    Screen("share without consent", f"/people/{MAJOR}/consent/override/", SUPERVISOR),
    Screen("end an override", "{reach}consent/override/{override}/end/", SUPERVISOR),
    Screen("new person", "/people/new/"),
    Screen("new person, refused", "/people/new/", arrive=_send),
    Screen("new person, namesakes", "/people/new/", arrive=_namesake),
    Screen("new person, the rest", "/people/new/", arrive=_nobody_alike),
    Screen("new group", "/people/new-group/"),
    Screen("correct a person", f"/people/{MAJOR}/edit/"),
    Screen("correct a group", f"/people/{GROUP}/edit/"),
    Screen("another name", f"/people/{MAJOR}/new-name/"),
    *(Screen(f"record {slug}", f"/people/{MAJOR}/record/{slug}/") for slug in RECORDED),
    Screen("choose a member", f"/people/{GROUP}/choose/member/", arrive=_choose("parra")),
    Screen("record a member", f"/people/{GROUP}/record/member/?other={MAJOR}"),
    Screen("account of a promise", f"/facts/promise/{PROMISE}/account/"),
    Screen("correct a fact", f"/facts/legal-status/{STATUS}/correct/"),
    Screen("take a fact back", f"/facts/stay/{STAY}/take-back/"),
    Screen("say who says so", f"/facts/stay/{STAY}/cite/"),
    Screen("legal hold", "{held}hold/", SUPERVISOR),
    Screen("legal hold refused", "{reach}hold/", SUPERVISOR, arrive=_send),
    Screen("lift a hold", "{lift}", SUPERVISOR),
    Screen("held file", "{held}", SUPERVISOR),
    Screen("ask for an erasure", "{reach}erase/"),
    Screen("erasure refused", "{held}erase/", SUPERVISOR, arrive=_ask),
    Screen("erasure asked for", "{asked}erase/", SUPERVISOR),
    Screen("file to be erased", "{asked}"),
    Screen("agree to an erasure", "{asked}erase/agree/", SUPERVISOR),
    Screen("tombstone", "{erased}", SUPERVISOR, 410),
    Screen("case of an erased file", "{erased_case}", status=410),
    Screen("before the letter", "{reach}what-we-hold/", SUPERVISOR),
    Screen("letter to the person", f"/people/{MAJOR}/what-we-hold/", SUPERVISOR, arrive=_make_letter),
    Screen("keeping", "/keeping/", SUPERVISOR),
    Screen("keep longer", "{due}keep-longer/", SUPERVISOR),
    Screen("promises", "/promises/"),
    Screen("sources", "/sources/"),
    Screen("source", "/sources/article/"),
    Screen("locations", "/locations/"),
    Screen("location", "/locations/winn-correctional-center/"),
]
ADMIN = [
    Screen("administration", "/admin/", ADMINISTRATOR),
    Screen("admin: persons", "/admin/people/person/", ADMINISTRATOR),
    Screen("admin: new stay", "/admin/people/stay/add/", ADMINISTRATOR),
    Screen("admin: cases", "/admin/cases/case/", ADMINISTRATOR),
    Screen("admin: vocabulary", "/admin/cases/requestkind/", ADMINISTRATOR),
    Screen("admin: new entry refused", "/admin/cases/requestkind/add/", ADMINISTRATOR, arrive=_send),
    Screen("admin: an entry in use, deleted", "/admin/people/locationkind/", ADMINISTRATOR, arrive=_delete),
    Screen("admin: a place", "/admin/people/location/", ADMINISTRATOR, arrive=_first_row),
    Screen("admin: a stay", "/admin/people/stay/", ADMINISTRATOR, arrive=_first_row),
    Screen("admin: a case", "/admin/cases/case/", ADMINISTRATOR, arrive=_first_row),
    Screen("admin: users", "/admin/staff/user/", ADMINISTRATOR),
    Screen("admin: new user", "/admin/staff/user/add/", ADMINISTRATOR),
    Screen("admin: a user", "/admin/staff/user/1/change/", ADMINISTRATOR),
    Screen("admin: end sessions", "/admin/staff/user/1/end-sessions/", ADMINISTRATOR),
    Screen("admin: reset second factor", "/admin/staff/user/1/reset-second-factor/", ADMINISTRATOR),
    Screen("admin: new partnership", "/admin/people/partnership/add/", ADMINISTRATOR),
    Screen("admin: sessions", "/admin/staff/session/", ADMINISTRATOR),
    Screen("admin: new membership", "/admin/staff/membership/add/", ADMINISTRATOR),
]
SCREENS = [*ENTRANCE, *EMERGENCIES, *CASES, *EXPORTS, *PEOPLE, *ADMIN]
