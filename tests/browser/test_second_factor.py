"""Passkeys, codes and recovery codes in a browser, on accounts of the tests' own."""

import secrets

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page, expect

from tests.browser.door import ADMINISTRATOR, NARROW, WIDE, Door, send_password
from tests.browser.own_files import hidden
from tests.browser.test_every_page import findings, scrolls_sideways, widest
from tests.running import RunningSite
from tests.sign_in import PASSWORD, code_of

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def colleague(door: Door) -> str:
    """The username of somebody whose account the administrator has just made."""
    name = f"colleague-{secrets.token_hex(4)}"
    administrator = door.context(ADMINISTRATOR).request
    form = "/admin/staff/user/add/"
    token = hidden(administrator.get(form).text(), "csrfmiddlewaretoken")
    told: dict[str, str | float | bool] = {"username": name, "usable_password": "true"}
    told |= {"password1": PASSWORD, "password2": PASSWORD}
    told |= {"memberships-TOTAL_FORMS": "1", "memberships-INITIAL_FORMS": "0", "csrfmiddlewaretoken": token}
    told |= {"memberships-0-team": "1", "memberships-0-role": "caseworker"}
    answer = administrator.post(form, form=told)
    assert "/change/" in answer.url, answer.text()
    return name


def at_localhost(door: Door, site: RunningSite) -> tuple[Page, str]:
    """A page, and the site's address as a name: a browser makes no passkey for an address in figures."""
    page = door.page()
    return page, site.url.replace("127.0.0.1", "localhost")


def with_device(context: BrowserContext, page: Page) -> tuple[CDPSession, str]:
    """Give the browser a device that holds passkeys and asks for a finger, which is always there."""
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    return device, device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]


def is_fit(page: Page) -> None:
    """Whether the page is accessible in both themes and no wider than the screen."""
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if width == NARROW else "light")
        assert findings(page) == [], page.url
        assert not scrolls_sideways(page), widest(page)


def test_a_passkey_is_made_and_opens_without_a_password(door: Door, live_site: RunningSite, colleague: str) -> None:
    page, address = at_localhost(door, live_site)
    page.goto(f"{address}/accounts/login/")
    # Without a device that knows a passkey, the page says so in words.
    device, held = with_device(page.context, page)
    page.locator("#passkey-login").click()
    expect(page.locator("#passkey-trouble .note")).to_be_visible()
    is_fit(page)
    send_password(page, colleague, PASSWORD)
    page.wait_for_url(f"{address}/")
    page.goto(f"{address}/accounts/sign-in/")
    is_fit(page)
    page.locator("#passkeys .btn").click()
    page.locator("[name=name]").fill("Work laptop")
    is_fit(page)
    page.locator("#passkey-add").click()
    expect(page.locator(".codes li")).to_have_count(10)
    is_fit(page)
    assert len(device.send("WebAuthn.getCredentials", {"authenticatorId": held})["credentials"]) == 1
    page.goto(f"{address}/accounts/sign-in/")
    expect(page.locator("#passkeys tbody th")).to_have_text("Work laptop")
    is_fit(page)
    for form in ("name", "remove"):
        page.locator(f'#passkeys a[href$="/{form}/"]').click()
        is_fit(page)
        page.go_back()
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.locator('.side form[action="/accounts/logout/"] button').click()
    page.goto(f"{address}/accounts/login/?next=/people/")
    page.locator("#passkey-login").click()
    page.wait_for_url(f"{address}/people/")
    # The password still leads in, but not alone.
    page.locator('.side form[action="/accounts/logout/"] button').click()
    page.wait_for_url("**/accounts/login/")
    send_password(page, colleague, PASSWORD)
    page.wait_for_url("**/accounts/sign-in/code/")
    is_fit(page)
    page.locator("#passkey-authenticate").click()
    page.wait_for_url(f"{address}/")
    page.goto(f"{address}/accounts/sign-in/passkeys/again/?next=/cases/")
    is_fit(page)
    page.locator("#passkey-again").click()
    page.wait_for_url(f"{address}/cases/")


def test_a_passkey_whose_device_sees_nobody_opens_nothing(door: Door, live_site: RunningSite, colleague: str) -> None:
    page, address = at_localhost(door, live_site)
    page.goto(f"{address}/accounts/login/")
    device, held = with_device(page.context, page)
    send_password(page, colleague, PASSWORD)
    page.wait_for_url(f"{address}/")
    page.goto(f"{address}/accounts/sign-in/passkeys/add/")
    page.locator("#passkey-add").click()
    page.locator(".codes li").first.wait_for()
    page.locator('.side form[action="/accounts/logout/"] button').click()
    page.wait_for_url("**/accounts/login/")
    device.send("WebAuthn.setUserVerified", {"authenticatorId": held, "isUserVerified": False})
    page.locator("#passkey-login").click()
    expect(page.locator("#passkey-trouble .note")).to_be_visible()
    page.goto(f"{address}/cases/")
    assert "/accounts/login/" in page.url


def test_an_app_is_set_up_and_asked_for_its_code_in_spanish(door: Door, live_site: RunningSite, colleague: str) -> None:
    page = door.page(language="es")
    page.goto("/accounts/login/")
    send_password(page, colleague, PASSWORD)
    page.wait_for_url(f"{live_site.url}/")
    page.goto("/accounts/sign-in/app/add/")
    expect(page.locator(".qr img")).to_have_js_property("complete", True)
    assert page.locator(".qr img").evaluate("(one) => one.naturalWidth") > 0
    secret = page.locator(".secret").inner_text()
    page.locator("[name=code]").fill("000000" if code_of(secret) != "000000" else "111111")
    page.locator("main form .btn-primary").click()
    expect(page.locator(".invalid-feedback")).to_contain_text("Este código no es válido")
    is_fit(page)
    page.locator("[name=code]").fill(code_of(page.locator(".secret").inner_text()))
    page.locator("main form .btn-primary").click()
    codes = page.locator(".codes li").all_inner_texts()
    assert len(codes) == 10
    page.goto("/accounts/sign-in/recovery-codes/")
    is_fit(page)
    for form in ("app/remove", "recovery-codes/new"):
        page.goto(f"/accounts/sign-in/{form}/")
        is_fit(page)
    page.context.clear_cookies(name="sessionid")
    without_scripts = door.page(scripts=False, language="es")
    for one in (page, without_scripts):
        one.goto("/accounts/login/")
        send_password(one, colleague, PASSWORD)
        one.wait_for_url("**/accounts/sign-in/code/")
        one.locator("[name=code]").fill(codes.pop())
        one.locator("form:has([name=code]) .btn-primary").click()
        one.wait_for_url(f"{live_site.url}/")
    page.goto("/accounts/sign-in/code/again/?next=/cases/")
    is_fit(page)
    page.locator("[name=code]").fill(code_of(secret, steps=1))
    page.locator("main form .btn-primary").click()
    page.wait_for_url(f"{live_site.url}/cases/")


def test_its_owner_signs_out_a_browser_left_elsewhere(door: Door, live_site: RunningSite, colleague: str) -> None:
    here, left = door.page(), door.page()
    for page in (left, here):
        page.goto("/accounts/login/")
        send_password(page, colleague, PASSWORD)
        page.wait_for_url(f"{live_site.url}/")
    here.goto("/accounts/sessions/")
    expect(here.locator("tbody tr", has_text="Chrome").first).to_be_visible()
    is_fit(here)
    here.set_viewport_size({"width": WIDE, "height": 900})
    here.locator(".page-head form button").click()
    expect(here.locator("tbody tr")).to_have_count(1)
    left.goto("/cases/")
    assert "/accounts/login/" in left.url
