"""What facts say in a line, and what a list adds up to."""

from datetime import date

import pytest
from django.utils import translation

from people.models import (
    KINDS,
    Answer,
    CohortOverlap,
    ContactMethod,
    IdentityDocument,
    Kinship,
    LegalStatus,
    Location,
    MilitaryService,
    Stay,
    Subject,
)
from people.span import Span
from people.tally import Tally, tally
from people.wording import headline, particulars, period
from tests.rows import FACTS, SECRET, a_cohort, a_fact, a_person, a_place

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.model in FACTS], ids=lambda kind: kind.slug)
def test_every_kind_of_fact_has_words_and_never_its_masked_values(kind: object) -> None:
    names = [name for name in kind.masked if not kind.model._meta.get_field(name).is_relation]  # type: ignore[attr-defined]
    masked = dict.fromkeys(names, "Unsayable")
    fact = a_fact(kind.model, **masked)  # type: ignore[attr-defined]
    said = " ".join([headline(fact), *particulars(fact)])
    assert headline(fact)
    assert "Unsayable" not in said


@pytest.mark.parametrize(
    ("began", "ended", "told"),
    [
        (None, None, ""),
        ("2019-04", None, "began April 2019"),
        (None, "../2019-12-09", "ended by 9 December 2019"),
        ("2019", "2020", "began 2019, ended 2020"),
    ],
)
def test_a_period_is_told_as_precisely_as_it_is_known(began: str | None, ended: str | None, told: str) -> None:
    assert period(Span.parse(began) if began else None, Span.parse(ended) if ended else None) == told


def test_custody_is_part_of_where_someone_is() -> None:
    place = a_place("a-centre")
    assert headline(a_fact(Stay, location=place, custody=Stay.Custody.DETAINED)) == "a-centre, held in detention"
    assert headline(a_fact(Stay, location=place)) == "a-centre"


def test_leave_to_work_is_told_apart_from_not_knowing() -> None:
    for answer, told in ((Answer.YES, "may work"), (Answer.NO, "may not work"), (Answer.UNKNOWN, "not known")):
        assert told in particulars(a_fact(LegalStatus, may_work=answer))[0]


def test_a_relative_is_named_by_the_file_or_by_the_description() -> None:
    abroad = a_place("andorra")
    named = a_fact(Kinship, relative=a_person("Luz", "Oropeza").subject, described_as="lives with him", location=abroad)
    assert headline(named).endswith("Luz Oropeza")
    assert "lives with him" in particulars(named)
    assert headline(a_fact(Kinship, location=abroad)).endswith(SECRET)
    assert headline(a_fact(Kinship, relation=Kinship.Relation.FAMILY, described_as="")) == "Family, not said who"


def test_of_a_relative_who_stayed_behind_only_the_kinship_and_the_country_are_told() -> None:
    town = a_place("san-cristobal", Location.objects.get(code="venezuela"), "city")
    for place in (town, None):
        fact = a_fact(Kinship, relative=a_person("Luz", "Oropeza").subject, location=place)
        said = " ".join([headline(fact), *particulars(fact)])
        assert said.startswith("Wife, husband or partner")
        assert not {"Luz", "Oropeza", SECRET, "san-cristobal"} & set(said.replace(",", " ").split())
        assert SECRET not in said
        assert ("in Venezuela" in said) is (place is not None)


def test_service_without_rank_or_branch_still_has_words() -> None:
    assert headline(a_fact(MilitaryService, branch=None, rank=None, began=Span.parse("2009"))) == "Military service"


def test_documents_and_ways_to_reach_tell_no_number() -> None:
    assert SECRET not in headline(a_fact(IdentityDocument)) + headline(a_fact(ContactMethod))


def test_days_are_told_as_spans_are_and_absurd_ones_break_nothing() -> None:
    document = a_fact(IdentityDocument, issued_on=date(2019, 4, 30), expires_on=date(9999, 12, 31))
    assert particulars(document) == ["issued on 30 April 2019", "expires on 9999-12-31"]


def test_an_overlap_that_is_not_known_says_so() -> None:
    overlap = CohortOverlap.objects.create(one=a_cohort("One group"), other=a_cohort("Other group"))
    assert headline(overlap) == "Whether One group and Other group share members is not known"


@pytest.mark.parametrize(
    ("counted", "told"),
    [
        (Tally(), "nobody"),
        (Tally(persons=1), "1 person"),
        (Tally(persons=2, groups_of_unknown_size=1), "2 persons and 1 group of unknown size"),
        (Tally(1, 2, 3), "1 person, 2 groups of known size and 3 groups of unknown size"),
        (Tally(1001, more=True), "more than 1000 persons and groups"),
    ],
)
def test_a_total_is_told_without_summing_what_nobody_counted(counted: Tally, told: str) -> None:
    with translation.override("en"):
        assert str(counted) == told


def test_a_group_whose_bounds_differ_is_of_unknown_size() -> None:
    groups = [a_cohort(at_least=least, at_most=most) for least, most in ((3, 3), (3, 4), (None, 4), (3, None))]
    counted = tally(Subject.objects.filter(pk__in=[group.pk for group in groups]))
    assert (counted.groups_of_known_size, counted.groups_of_unknown_size) == (1, 3)
