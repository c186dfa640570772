"""Facts on a line of time."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.utils import translation

from people.line import TimeLine, draw
from people.span import Span

TODAY = date(2026, 11, 23)


@dataclass
class Held:
    """A fact with a beginning and an end."""

    began: Span | None
    ended: Span | None


@dataclass
class Row:
    """A line of a page."""

    fact: Held


def drawn(*spans: tuple[str, str]) -> TimeLine:
    """The line of these stays, each from and until."""
    rows = [Row(Held(*(Span.parse(text) if text else None for text in pair))) for pair in spans]
    line = draw(rows, today=TODAY)
    assert line is not None
    return line


def percent(length: str) -> float:
    """An SVG length in percent as a number."""
    assert length.endswith("%")
    return float(length[:-1])


def test_without_any_day_there_is_nothing_to_draw() -> None:
    assert draw([Row(Held(None, None))], today=TODAY) is None
    assert draw([], today=TODAY) is None


def test_what_is_sure_lies_within_what_is_possible() -> None:
    lane = drawn(("2019", "2021")).lanes[0]
    assert lane.surely is not None
    assert percent(lane.perhaps.x) < percent(lane.surely.x)
    end = percent(lane.surely.x) + percent(lane.surely.width)
    assert end < percent(lane.perhaps.x) + percent(lane.perhaps.width)


def test_one_vague_year_is_never_drawn_as_sure() -> None:
    assert drawn(("2019", "2019"), ("2015", "")).lanes[0].surely is None


def test_an_unknown_beginning_is_drawn_from_the_edge_and_never_as_sure() -> None:
    lane = drawn(("", "2019-12-09"), ("2015", "2016")).lanes[0]
    assert percent(lane.perhaps.x) == 0
    assert lane.surely is None


def test_an_end_known_only_as_by_a_day_reaches_to_that_day() -> None:
    early, late = drawn(("2019-01-01", "../2019-06-30"), ("2019-01-01", "2019-12-31")).lanes
    assert percent(early.perhaps.width) < percent(late.perhaps.width)
    assert early.surely is None


def test_what_has_no_end_goes_on_to_today() -> None:
    open_lane, ended = drawn(("2020-01-01", ""), ("2020-01-01", "2026-11-23")).lanes
    assert open_lane.goes_on
    assert not ended.goes_on
    assert open_lane.surely is not None
    assert open_lane.surely == ended.surely


@pytest.mark.parametrize("spans", [[("2019-04-30", "2019-04-30")], [("1800", "2200")], [("2019-04", "2019-06")]])
def test_everything_stays_inside_the_drawing_and_has_a_few_marks(spans: list[tuple[str, str]]) -> None:
    line = drawn(*spans)
    for lane in line.lanes:
        for stretch in filter(None, (lane.perhaps, lane.surely)):
            assert percent(stretch.x) >= 0
            assert percent(stretch.x) + percent(stretch.width) <= 101
    assert 1 <= len(line.ticks) <= 5


def test_lengths_are_written_with_a_point_in_every_language() -> None:
    with translation.override("es"):
        assert "," not in drawn(("2019-04", "2020-07")).lanes[0].perhaps.x
