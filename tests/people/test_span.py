from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st

from people.span import Span

DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Any span: closed, often of whole months or years, or with one open side."""
    first, last = sorted((draw(DAYS), draw(DAYS)))
    match draw(st.integers(0, 5)):
        case 0:
            return Span(None, last)
        case 1:
            return Span(first, None)
        case 2:
            return Span(first.replace(day=1), _end_of_month(last))
        case 3:
            return Span(date(first.year, 1, 1), date(last.year, 12, 31))
        case 4:
            return Span(first, min(first + timedelta(days=draw(st.integers(0, 40))), date(2200, 12, 31)))
        case _:
            return Span(first, last)


def _end_of_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "machine"),
    [
        ("2019", "2019"),
        ("2019-04", "2019-04"),
        ("2019-4", "2019-04"),
        ("2019-04-30", "2019-04-30"),
        ("2019-04-01/2019-04-15", "2019-04-01/2019-04-15"),
        ("2019-04/2019-06", "2019-04-01/2019-06-30"),
        ("../2019-12-09", "../2019-12-09"),
        ("../2019", "../2019-12-31"),
        ("2019-12-09/..", "2019-12-09/.."),
        ("April 2019", "2019-04"),
        ("Apr. 2019", "2019-04"),
        ("abril de 2019", "2019-04"),
        ("abril del 2019", "2019-04"),
        ("Abril 2019", "2019-04"),
        ("mayo del año 2019", "2019-05"),
        ("30 April 2019", "2019-04-30"),
        ("30th April 2019", "2019-04-30"),
        ("April 30, 2019", "2019-04-30"),
        ("30 de abril de 2019", "2019-04-30"),
        ("30 DE ABRIL DE 2019", "2019-04-30"),
        ("1º de mayo de 2019", "2019-05-01"),
        ("9 dic 2019", "2019-12-09"),
        ("  9   dic.  2019 ", "2019-12-09"),
        ("setiembre de 2019", "2019-09"),
        ("by 9 December 2019", "../2019-12-09"),
        ("a más tardar el 9 de diciembre de 2019", "../2019-12-09"),
        ("a mas tardar el 9 de diciembre de 2019", "../2019-12-09"),
        ("from 9 December 2019", "2019-12-09/.."),
        ("desde el 9 de diciembre de 2019", "2019-12-09/.."),
        ("desde mayo de 2019", "2019-05-01/.."),
        ("1–15 April 2019", "2019-04-01/2019-04-15"),
        ("from 1 to 15 April 2019", "2019-04-01/2019-04-15"),
        ("del 1 al 15 de abril de 2019", "2019-04-01/2019-04-15"),
        ("28 April – 3 May 2019", "2019-04-28/2019-05-03"),
        ("del 28 de diciembre de 2019 al 3 de enero de 2020", "2019-12-28/2020-01-03"),
        ("April-June 2019", "2019-04-01/2019-06-30"),
        ("entre abril y junio de 2019", "2019-04-01/2019-06-30"),
        ("between 2018 and 2020", "2018-01-01/2020-12-31"),
        ("2018-2020", "2018-01-01/2020-12-31"),
        ("29 February 2020", "2020-02-29"),
        ("２０１９", "2019"),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_date_is_read_as_people_write_it_whichever_language_the_page_is_in(
    text: str, machine: str, language: str
) -> None:
    with translation.override(language):
        assert str(Span.parse(text)) == machine


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2019-02-30", "In 2019, February has 28 days: there is no day 30."),
        ("31 de abril de 2019", "In 2019, April has 30 days: there is no day 31."),
        ("April 0, 2019", "In 2019, April has 30 days: there is no day 0."),
        ("29 February 2019", "In 2019, February has 28 days: there is no day 29."),
        ("20 April – 31 June 2019", "In 2019, June has 30 days: there is no day 31."),
        ("2019-13", "Months go from 1 to 12: there is no month 13."),
        ("2019-00-01", "Months go from 1 to 12: there is no month 0."),
        ("1799", "The year must lie between 1800 and 2200."),
        ("April 2201", "The year must lie between 1800 and 2200."),
        ("0000-01-01", "The year must lie between 1800 and 2200."),
        ("2019-05-02/2019-05-01", "This span ends before it begins: write the earlier day first."),
        ("15–1 April 2019", "This span ends before it begins: write the earlier day first."),
        ("2020-2019", "This span ends before it begins: write the earlier day first."),
        ("some time", "Write a year, a month or a day, such as 2019, April 2019 or 30 April 2019."),
        ("30/04/2019", "Write a year, a month or a day, such as 2019, April 2019 or 30 April 2019."),
        ("../..", "Write a year, a month or a day, such as 2019, April 2019 or 30 April 2019."),
        ("2019/", "Write a year, a month or a day, such as 2019, April 2019 or 30 April 2019."),
        ("", "Write a year, a month or a day, such as 2019, April 2019 or 30 April 2019."),
        ("2019" + " " * 200, "Write a year, a month or a day, such as 2019, April 2019 or 30 April 2019."),
    ],
)
def test_a_date_that_cannot_be_gets_a_sentence_that_says_what_would_be_right(text: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Span.parse(text)
    with translation.override("en"):
        assert refusal.value.messages == [sentence]


def test_the_sentence_speaks_the_language_of_the_page() -> None:
    with translation.override("es"), pytest.raises(ValidationError) as refusal:
        Span.parse("31 April 2019")
    with translation.override("es"):
        assert refusal.value.messages == ["En 2019, abril tiene 30 días: no existe el día 31."]


@pytest.mark.parametrize(
    ("machine", "english", "spanish"),
    [
        ("2019", "2019", "2019"),
        ("2019-04", "April 2019", "abril de 2019"),
        ("2019-04-30", "30 April 2019", "30 de abril de 2019"),
        ("../2019-12-09", "by 9 December 2019", "a más tardar el 9 de diciembre de 2019"),
        ("2019-12-09/..", "from 9 December 2019", "desde el 9 de diciembre de 2019"),
        ("2018/2020", "2018–2020", "2018–2020"),
        ("2019-04/2019-06", "April–June 2019", "de abril a junio de 2019"),
        ("2019-04/2020-06", "April 2019 – June 2020", "de abril de 2019 a junio de 2020"),
        ("2019-04-01/2019-04-15", "1–15 April 2019", "del 1 al 15 de abril de 2019"),
        ("2019-04-15/2019-04-30", "15–30 April 2019", "del 15 al 30 de abril de 2019"),
        ("2019-01-15/2019-12-31", "15 January – 31 December 2019", "del 15 de enero al 31 de diciembre de 2019"),
        ("2019-04-28/2019-05-03", "28 April – 3 May 2019", "del 28 de abril al 3 de mayo de 2019"),
        (
            "2019-12-28/2020-01-03",
            "28 December 2019 – 3 January 2020",
            "del 28 de diciembre de 2019 al 3 de enero de 2020",
        ),
    ],
)
def test_a_span_is_shown_as_precisely_as_it_is_known_and_never_more(machine: str, english: str, spanish: str) -> None:
    span = Span.parse(machine)
    with translation.override("en"):
        assert span.label() == english
    with translation.override("es"):
        assert span.label() == spanish


@given(span=spans())
def test_machine_text_reads_back_as_the_same_span(span: Span) -> None:
    assert Span.parse(str(span)) == span


@given(span=spans(), shown_in=st.sampled_from(["en", "es"]), read_in=st.sampled_from(["en", "es"]))
def test_what_a_page_shows_can_be_typed_back_in_either_language(span: Span, shown_in: str, read_in: str) -> None:
    with translation.override(shown_in):
        label = span.label()
    with translation.override(read_in):
        assert Span.parse(label) == span


@given(day=DAYS)
def test_a_known_day_is_a_day_and_a_known_month_is_not(day: date) -> None:
    assert Span(day, day).is_day
    assert str(Span(day, day)) == day.isoformat()
    assert not Span.parse(f"{day:%Y-%m}").is_day
    assert not Span(None, day).is_day


PIECES = "2019 19 04 4 31 0 april abril de del may. sept al to by from desde el hasta between entre and y – - / .. , º"
FRAGMENTS = st.sampled_from(PIECES.split())


@given(text=st.text(max_size=120) | st.lists(FRAGMENTS, max_size=9).flatmap(lambda parts: _joined(parts)))
@example("\x00")
@example("2019\x00")
@example("٢٠١٩")
@example("\ud800")
@example("²⁰¹⁹-04")
@example("9" * 100)
@example("- - - - - - - - - - - - - - - - - - - -")
def test_no_text_whatever_is_answered_with_anything_but_a_span_or_a_sentence(text: str) -> None:
    try:
        span = Span.parse(text)
    except ValidationError as error:
        refusal = error
    else:
        assert Span.parse(str(span)) == span
        return
    assert refusal.messages[0].endswith(".")


def _joined(parts: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(["", " "]).map(lambda space: space.join(parts))


@pytest.mark.parametrize("value", [None, 2019, b"2019", date(2019, 4, 30), ["2019"]])
def test_what_is_not_text_is_refused_with_a_sentence_too(value: object) -> None:
    with pytest.raises(ValidationError):
        Span.parse(value)  # type: ignore[arg-type]  # what fixtures and forms might hand over


@pytest.mark.parametrize(
    ("first", "last"),
    [(None, None), (date(2019, 5, 2), date(2019, 5, 1)), (date(1799, 12, 31), None), (None, date(2201, 1, 1))],
)
def test_a_span_that_cannot_be_is_never_made(first: date | None, last: date | None) -> None:
    with pytest.raises(ValidationError):
        Span(first, last)


def test_a_span_begins_before_another_when_its_earliest_day_does() -> None:
    by_december, april, the_thirtieth = (Span.parse(text) for text in ("../2019-12-09", "2019-04", "2019-04-30"))
    assert april.begins_before(the_thirtieth)
    assert not the_thirtieth.begins_before(april)
    assert by_december.begins_before(april)
    assert not april.begins_before(by_december)
    assert not april.begins_before(april)
