"""Between a telephone and a desk: no list runs off the page, where its panel would cut it short unseen."""

import pytest

from tests.browser.door import CASEWORKER, HEIGHT, Door

CUT_SHORT = (
    "[...document.querySelectorAll('table')].filter((one) => one.scrollWidth > one.parentElement.clientWidth).length"
)
BROKEN = (
    """[...document.querySelectorAll('thead th, td')].filter((one) => one.scrollWidth > one.clientWidth + 1).length"""
)


@pytest.mark.parametrize("path", ["/", "/cases/", "/people/", "/sources/"])
def test_a_list_is_as_wide_as_its_page_at_every_width(path: str, door: Door) -> None:
    page = door.page(CASEWORKER, language="es")
    page.goto(path)
    for width in (768, 800, 900, 991, 992, 1100, 1199, 1200, 1280):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert page.evaluate(CUT_SHORT) == 0, width
        assert page.evaluate(BROKEN) == 0, width
