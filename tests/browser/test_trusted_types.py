"""Markup that could act is refused by the browser itself, whichever script writes it; all other markup passes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.door import ADMINISTRATOR, CASEWORKER, Door
from tests.browser.screens import MAJORS_CASE

WRITE = """(markup) => {
  const place = document.createElement("div");
  try { place.innerHTML = markup; } catch (error) { return `refused: ${error.name}`; }
  return place.innerHTML;
}"""
ACTIVE = [
    "<script>1</script>",
    "<script src=/static/js/amparo.js></script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>1</script></svg>",
    "<svg><set attributeName=onmouseover to=alert(1)></set></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<svg><foreignObject><p>x</p></foreignObject></svg>",
    "<math><mi>x</mi></math>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href=JAVASCRIPT:alert(1)>x</a>",
    "<a href='data:text/html,<script>1</script>'>x</a>",
    "<form><button formaction=javascript:alert(1)>x</button></form>",
    "<form action=vbscript:x></form>",
    "<iframe srcdoc='<script>1</script>'></iframe>",
    "<iframe src=/today/></iframe>",
    "<object data=/today/></object>",
    "<embed src=/today/>",
    "<base href=https://example.org/>",
    "<meta http-equiv=refresh content='0;url=/today/'>",
    "<link rel=stylesheet href=/static/css/dark.css>",
    "<style>p { color: red }</style>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<title><img src=x onerror=alert(1)></title>",
    "<textarea><svg onload=alert(1)></textarea>",
    "<template><img src=x onerror=alert(1)></template>",
    "<table><tr onclick=alert(1)><td>x</td></tr></table>",
    "<tr onclick=alert(1)><td>x</td></tr>",
    "<td onclick=alert(1)>x</td>",
    "<html><body onload=alert(1)><p>x</p></body></html>",
    "<p hx-on:click=alert(1)>x</p>",
    "<p data-hx-on--click=alert(1)>x</p>",
    "<p OnClick=alert(1)>x</p>",
    "<p srcdoc='<p>x</p>'>x</p>",
    "<html><frameset></frameset></html>",
    *(
        f"<{tag}>x</{tag}>"
        for tag in ("link", "meta", "base", "object", "embed", "noembed", "noframes", "xmp", "plaintext")
    ),
    *(f"<svg><{tag}></{tag}></svg>" for tag in ("animate", "animateMotion", "animateTransform", "set", "use")),
    *(f"<p {name}='javascript:alert(1)'>x</p>" for name in ("src", "poster", "background", "ping", "cite", "action")),
]
STILL = [
    "plain text & more",
    '<p class="quiet">Hello <b>there</b></p>',
    '<a href="/cases/?sort=opened">Cases</a>',
    '<a href="mailto:x@example.org">x</a>',
    '<form method="post" action="/theme/"><button type="submit">x</button></form>',
    '<svg class="icon" viewBox="0 0 16 16"><path d="M0 0"></path></svg>',
    "<textarea>&lt;script&gt;alert(1)&lt;/script&gt;</textarea>",
    "<p>onclick=alert(1) javascript: &lt;script&gt;</p>",
]


@pytest.fixture
def page(door: Door) -> Page:
    """A page of ours, whose complaints the test itself brings about."""
    page, _watch = door.watched(CASEWORKER)
    page.goto(MAJORS_CASE)
    return page


def test_markup_that_could_act_is_refused(page: Page) -> None:
    answers = {markup: page.evaluate(WRITE, markup) for markup in ACTIVE}
    assert {markup: said for markup, said in answers.items() if said != "refused: TypeError"} == {}


def test_markup_that_cannot_act_passes_unchanged(page: Page) -> None:
    assert {markup: page.evaluate(WRITE, markup) for markup in STILL[1:]} == {markup: markup for markup in STILL[1:]}
    assert page.evaluate(WRITE, STILL[0]) == STILL[0].replace("&", "&amp;")


def test_every_other_way_from_text_to_page_is_closed_too(page: Page) -> None:
    mark = "<img src=x onerror=alert(1)>"
    ways = {
        "outerHTML": "(m) => { document.querySelector('main p, main div').outerHTML = m; }",
        "insertAdjacentHTML": "(m) => document.body.insertAdjacentHTML('beforeend', m)",
        "createContextualFragment": "(m) => document.createRange().createContextualFragment(m)",
        "parseFromString": "(m) => new DOMParser().parseFromString(m, 'text/html')",
        "document.write": "(m) => document.write(m)",
        "srcdoc": "(m) => { document.createElement('iframe').srcdoc = m; }",
        "timer": "() => setTimeout('1')",
        "script text": "() => { document.createElement('script').textContent = '1'; }",
        "script address": "() => { document.createElement('script').src = '/static/js/amparo.js'; }",
        "another policy": "() => trustedTypes.createPolicy('mine', {createHTML: (m) => m})",
        "the policy again": "() => trustedTypes.createPolicy('default', {createHTML: (m) => m})",
        "its reader again": "() => trustedTypes.createPolicy('amparo', {createHTML: (m) => m})",
    }
    told = {
        name: page.evaluate(
            f"(m) => {{ try {{ ({way})(m); return 'passed'; }} catch (e) {{ return 'refused'; }} }}", mark
        )
        for name, way in ways.items()
    }
    assert told == dict.fromkeys(ways, "refused")


def test_an_answer_that_was_tampered_with_does_not_reach_the_page(door: Door) -> None:
    page, watch = door.watched(CASEWORKER)
    page.goto(MAJORS_CASE)
    page.route(
        "**/notes/new/", lambda route: route.fulfill(content_type="text/html", body="<p id=bad onclick=x()>x</p>")
    )
    page.locator("details:has(#open-new_note) > summary").first.click()
    page.locator("#open-new_note").first.click()
    page.wait_for_timeout(300)
    assert page.locator("#bad").count() == 0
    assert "CSP: require-trusted-types-for" in "\n".join(watch.take())


@pytest.mark.parametrize(("path", "role"), [("/", CASEWORKER), ("/accounts/login/", ""), ("/admin/", ADMINISTRATOR)])
def test_the_policy_is_the_first_script_of_every_page(door: Door, path: str, role: str) -> None:
    page = door.page(role)
    page.goto(path)
    first = page.locator("script").first
    expect(first).to_have_attribute("src", "/static/js/trust.js")
    assert page.evaluate("trustedTypes.defaultPolicy !== null")


def test_the_administrations_own_scripts_work_under_the_policy(door: Door) -> None:
    page = door.page(ADMINISTRATOR)
    page.goto("/admin/people/stay/add/")
    chooser = page.locator(".select2-selection").first
    chooser.click()
    page.locator(".select2-results__option").first.wait_for()
    page.goto("/admin/staff/user/add/")
    page.goto("/admin/people/person/")
    expect(page.locator("#changelist")).to_be_visible()
