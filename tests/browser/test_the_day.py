"""A caseworker's day in the browser: in English on a desk, in Spanish on a telephone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.acts import done, go_to, head, open_form, refused, send, story
from tests.browser.door import ADMINISTRATOR, CASEWORKER, NARROW, SUPERVISOR, WIDE, Door, sign_in
from tests.browser.own_files import Desk, OwnCase, made_up_name
from tests.browser.screens import MAJORS_CASE
from tests.running import RunningSite

Open = Callable[..., Page]
PRISON = {"en": "Winn Correctional Center", "es": "Centro Correccional Winn"}
APRIL = {"en": "April 2019", "es": "abril de 2019"}


@pytest.fixture(params=[("en", WIDE), ("es", NARROW)], ids=["en-1280", "es-360"])
def seen(request: pytest.FixtureRequest) -> dict[str, Any]:
    """How the reader sees the site."""
    language, width = request.param
    return {"language": language, "width": width}


@pytest.fixture
def own(desk: Desk) -> OwnCase:
    """A case of this test alone."""
    return desk.open_case()


@pytest.fixture
def page(door: Door, seen: dict[str, Any], own: OwnCase) -> Page:
    """The caseworker, on the page of that case."""
    page = door.page(CASEWORKER, **seen)
    page.goto(own.url)
    page.evaluate("window.sameDocument = true")
    return page


def in_place(page: Page, own: OwnCase) -> bool:
    """Whether the page was never loaded anew."""
    same: bool = page.evaluate("window.sameDocument === true")
    return same and page.url.endswith(own.url)


def test_the_caseworker_finds_the_major_and_who_says_where_he_is(
    door: Door, live_site: RunningSite, seen: dict[str, Any]
) -> None:
    page = door.page(**seen)
    sign_in(page, live_site, CASEWORKER)
    expect(page.locator("h1")).to_be_visible()
    go_to(page, "/cases/")
    page.locator(f'main .rows a[href^="{MAJORS_CASE}"]').click()
    expect(page.locator("h1")).to_have_text("Hugo Parra")
    expect(head(page)).to_contain_text(PRISON[seen["language"]])
    expect(head(page).locator(".sure-probable").first).to_be_visible()
    link = page.locator('.two dl a[href^="/sources/article/#"]').first
    passage = (link.get_attribute("href") or "").partition("#")[2]
    link.click()
    page.wait_for_url(f"**/sources/article/#{passage}")
    told = page.locator(f'[id="{passage}"]')
    expect(told).to_be_in_viewport()
    expect(told.locator(".sure").first).to_be_visible()
    expect(told.locator('a[href^="/people/"]').first).to_have_text("Hugo Parra")


def test_a_stay_is_recorded_in_place_with_who_says_so(page: Page, own: OwnCase, seen: dict[str, Any]) -> None:
    april = APRIL[seen["language"]]
    form = open_form(page, "stay")
    for name, value in (("location", "winn-correctional-center"), ("custody", "detained")):
        form.locator(f"[name={name}]").select_option(value)
    form.locator("[name=began]").fill(april)
    form.locator("[name=accepted]").check()
    if not form.locator("[name=cite-source]").is_visible():
        form.locator("details.cite > summary").click()
    form.locator("[name=cite-source]").select_option("article")
    form.locator("[name=show_passages]").click()
    passages = page.locator("#inplace [name=cite-passage]")
    expect(passages.locator("option")).not_to_have_count(1)
    passages.select_option(index=1)
    expect(page.locator("#inplace [name=began]")).to_have_value(april)
    send(page.locator("#inplace form"), **{"cite-certainty": "verified"})
    done(page)
    expect(head(page)).to_contain_text(PRISON[seen["language"]])
    expect(head(page).locator(".sure-verified")).to_be_visible()
    expect(story(page)).to_contain_text(april)
    assert in_place(page, own)


def test_an_impossible_date_gets_a_sentence_and_nothing_typed_is_lost(page: Page) -> None:
    send(open_form(page, "stay"), location="miami", began="2019-02-30")
    expect(refused(page)).to_be_focused()
    expect(page.locator("#inplace [name=began]")).to_have_value("2019-02-30")
    expect(page.locator("#inplace [name=location]")).to_have_value("miami")
    expect(page.locator("#id_began_error")).to_be_visible()


def test_a_request_is_added_and_settled_and_only_then_the_case_closes(page: Page, own: OwnCase) -> None:
    send(open_form(page, "requests/new"), kind="documents", asked_of="veppex", detail="A passport")
    done(page)
    send(open_form(page, "close"), outcome="goals-achieved", reason="Everything is done.")
    expect(refused(page)).to_be_visible()
    page.locator('#inplace a[href*="/settle/"]').first.click()
    send(page.locator('#inplace form[action*="/settle/"]'), outcome="met", result="It came by post")
    done(page)
    expect(page.locator(".asks")).to_contain_text("It came by post")
    send(open_form(page, "close"), outcome="goals-achieved", reason="Everything is done.")
    done(page)
    expect(head(page).locator(".steps [aria-current=step]")).to_have_count(1)
    expect(page.locator('main a[data-opens][href*="/tasks/new/"]')).to_have_count(0)


def test_a_task_is_added_finished_and_taken_up_again(page: Page, own: OwnCase) -> None:
    today = str(timezone.localdate())
    send(open_form(page, "tasks/new"), title="Call the consulate", due_on=today)
    done(page)
    page.locator('form[action*="/done/"] button').click()
    expect(page.locator("s", has_text="Call the consulate")).to_be_visible()
    page.locator('form[action*="/undo/"] button').click()
    expect(page.locator('form[action*="/done/"] button')).to_be_visible()
    expect(page.locator("s")).to_have_count(0)
    assert in_place(page, own)


def test_a_task_is_finished_on_my_work(page: Page, own: OwnCase) -> None:
    title = f"Write to {own.reference}"
    send(open_form(page, "tasks/new"), title=title)
    done(page)
    page.goto("/")
    more = page.locator("details.more > summary")
    line = page.locator("li.task", has_text=title)
    if more.is_visible() and not line.is_visible():
        more.click()
    line.locator("button").click()
    expect(page.locator("li.task", has_text=title).locator('form[action*="/done/"]')).to_have_count(0)
    assert page.url.endswith("/")


def test_a_note_stands_in_the_story_and_is_found_by_its_kind(page: Page, own: OwnCase) -> None:
    send(open_form(page, "notes/new"), kind="call", text="She asked for <b>a call</b> on Friday")
    done(page)
    expect(story(page)).to_contain_text("She asked for <b>a call</b> on Friday")
    assert in_place(page, own)
    page.locator('.story-kinds a[href*="kind=tasks"]').click()
    expect(page.locator("main")).not_to_contain_text("on Friday")
    page.locator('.story-kinds a[href*="kind=notes"]').click()
    expect(story(page)).to_contain_text("on Friday")
    page.go_back()
    expect(page.locator("main")).not_to_contain_text("on Friday")


def test_the_case_moves_on_and_a_refused_move_says_why(page: Page, own: OwnCase, desk: Desk) -> None:
    form = open_form(page, "move")
    desk.send(f"{own.url}move/", {"stage": "assessment", "reason": "A colleague was quicker."})
    send(form, stage="assessment", reason="Enough is known.")
    expect(refused(page).locator("li")).not_to_be_empty()
    assert in_place(page, own)
    page.goto(own.url)
    send(open_form(page, "move"), stage="plan", reason="The plan begins.")
    done(page)
    expect(story(page)).to_contain_text("The plan begins.")
    expect(page.locator(".steps li").nth(2)).to_have_attribute("aria-current", "step")


def test_the_next_step_is_set(page: Page, own: OwnCase) -> None:
    send(open_form(page, "next"), next_actor="court", next_step="Hear the appeal", next_due_on="2031-05-04")
    done(page)
    expect(page.locator(".next")).to_contain_text("Hear the appeal")
    expect(page.locator(".next")).to_contain_text("2031")
    assert in_place(page, own)


def test_filters_live_in_the_address_and_survive_a_case(door: Door, seen: dict[str, Any]) -> None:
    page = door.page(CASEWORKER, **seen)
    page.goto("/cases/")
    page.locator("details.filters > summary").click()
    form = page.locator("details.filters form")
    form.locator("[name=location]").select_option("united-states")
    form.locator("[name=may_work]").select_option("unknown")
    form.locator(".btn-primary").click()
    page.wait_for_url(re.compile(r"/cases/\?location=united-states&may_work=unknown$"))
    chips = page.locator("a.chip-on")
    expect(chips).to_have_count(2)
    page.locator(f'main .rows a[href^="{MAJORS_CASE}"]').click()
    expect(page.locator("h1")).to_have_text("Hugo Parra")
    send(open_form(page, "rate"), reason="Seen again.")
    done(page)
    page.locator("a.back").click()
    page.wait_for_url(re.compile(r"/cases/\?location=united-states&may_work=unknown$"))
    chips.first.click()
    page.wait_for_url(re.compile(r"/cases/\?may_work=unknown$"))
    expect(chips).to_have_count(1)
    page.go_back()
    expect(chips).to_have_count(2)


def test_a_counter_of_my_work_opens_its_list(page: Page, own: OwnCase) -> None:
    send(open_form(page, "next"), next_actor="us", next_step="Answer", next_due_on=str(timezone.localdate()))
    done(page)
    page.goto("/")
    page.locator('main a[href*="due=today"]').first.click()
    page.wait_for_url("**/cases/?*due=today*")
    expect(page.locator(f'main .rows a[href^="{own.url}"]')).to_be_visible()


def test_whoever_puts_a_person_on_file_first_sees_who_it_may_be(door: Door, seen: dict[str, Any]) -> None:
    page = door.page(CASEWORKER, **seen)
    page.goto("/people/new/")
    page.locator("[name=given_names]").fill("Ugo")
    page.locator("[name=family_names]").fill("Para")
    page.locator("main form .btn-primary").click()
    expect(page.locator("main .rows")).to_contain_text("Hugo Parra")
    expect(page.locator("[name=sex]")).to_have_count(0)


def test_a_name_is_found_however_it_is_spelt(door: Door, seen: dict[str, Any], own: OwnCase) -> None:
    page = door.page(CASEWORKER, **seen)
    page.goto("/")
    page.locator("[data-search]").fill(own.name.split()[1].replace("c", "ç").upper())
    page.locator("[data-search]").press("Enter")
    page.wait_for_url("**/people/search/")
    expect(page.locator("main .rows")).to_contain_text(own.name)
    page.locator("[data-search]").fill(own.reference)
    page.locator("[data-search]").press("Enter")
    page.locator(f'main a[href^="{own.url}"]').first.click()
    expect(page.locator("h1")).to_have_text(own.name)


def test_a_supervisor_assigns_and_reopens(door: Door, desk: Desk, own: OwnCase, seen: dict[str, Any]) -> None:
    page = door.page(SUPERVISOR, **seen)
    page.goto(own.url)
    form = open_form(page, "assign")
    form.locator("[name=caseworker]").select_option(label="Supervisor")
    send(form)
    done(page)
    expect(head(page)).to_contain_text("Supervisor")
    desk.close_case(own)
    page.goto(own.url)
    send(open_form(page, "reopen"), reason="He called again.")
    done(page)
    expect(page.locator(".steps li").nth(1)).to_have_attribute("aria-current", "step")


def test_an_entry_of_a_vocabulary_is_offered_in_forms_at_once(door: Door, own: OwnCase, seen: dict[str, Any]) -> None:
    word = made_up_name()
    admin = door.page(ADMINISTRATOR, **seen)
    admin.goto("/admin/cases/requestkind/add/")
    for name, value in (("label_en", f"{word} en"), ("label_es", f"{word} es"), ("code", word.lower())):
        admin.locator(f"[name={name}]").fill(value)
    admin.locator("[name=_save]").click()
    admin.wait_for_url("**/admin/cases/requestkind/")
    page = door.page(CASEWORKER, **seen)
    page.goto(own.url)
    form = open_form(page, "requests/new")
    expect(form.locator(f'[name=kind] option[value="{word.lower()}"]')).to_have_text(f"{word} {seen['language']}")
