"""Somebody of whom every part of the file holds a word of its own, and a partner to whom a case may be referred."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from cases.models import Case, Referral, SupportRequest
from people.actions import add_alias, retract_fact
from people.models import (
    Alias,
    ContactMethod,
    FieldClass,
    IdentityDocument,
    Kinship,
    LegalStatus,
    Location,
    MilitaryService,
    Partnership,
    Purpose,
    Statement,
    Stay,
    Subject,
)
from people.span import Span
from staff.models import User
from tests.people.conftest import signed_in
from tests.rows import (
    a_case,
    a_consent,
    a_fact,
    a_partner,
    a_person,
    a_place,
    a_referral,
    a_request,
    a_user,
    an_organisation,
)

PARTS = list(FieldClass)


def canary(part: str) -> str:
    """A word that stands on file in this part alone."""
    return f"Turpial-{part}-4711"


# Values that even an agreed part shows only when asked for, one at a time.
MASKED = {
    FieldClass.CONTACT: ("way-to-reach", "value"),
    FieldClass.PLACE: ("stay", "exact_place"),
    FieldClass.DOCUMENTS: ("document", "number"),
    FieldClass.FAMILY: ("relative", "described_as"),
}
MASKED_WORDS = {
    FieldClass.CONTACT: canary("value"),
    FieldClass.PLACE: canary("exact-place"),
    FieldClass.DOCUMENTS: canary("number"),
    FieldClass.FAMILY: canary("described"),
}


class World:
    """Somebody of whom every part of the file holds a word of its own, a case on them, and a partner."""

    def __init__(self) -> None:
        self.person = a_person(canary("identity"), "Quiñonez", birth=Span.parse("1980"))
        self.subject: Subject = self.person.subject
        self.case: Case = a_case(self.subject, caseworker=a_user())
        self.organisation = an_organisation()
        self.partner = a_partner()
        self.client = signed_in(self.partner)
        country = a_place("canary-country")
        country.label_en = country.label_es = canary("country")
        country.save()
        town = a_place("canary-town", parent=country, kind="city")
        town.label_en = town.label_es = canary("place")
        town.save()
        self.facts: dict[str, Any] = {
            "stay": a_fact(
                Stay,
                subject=self.subject,
                location=town,
                exact_place=canary("exact-place"),
                remark=canary("never-stay"),
            ),
            "legal-status": a_fact(
                LegalStatus,
                subject=self.subject,
                country=self.place_called("standing"),
                document=canary("paper"),
                remark=canary("never-status"),
            ),
            "document": a_fact(IdentityDocument, person=self.person, number=canary("number")),
            "relative": a_fact(
                Kinship,
                subject=self.subject,
                described_as=canary("described"),
                relative=a_person(canary("never-relative"), "Oropeza").subject,
                location=self.place_called("never-where", parent=Location.objects.get(code="venezuela"), kind="city"),
            ),
            "way-to-reach": a_fact(
                ContactMethod,
                subject=self.subject,
                value=canary("value"),
                hours=canary("contact"),
                code_word=canary("never-code"),
            ),
            "service": a_fact(MilitaryService, subject=self.subject, unit=canary("service")),
            "statement": a_fact(Statement, subject=self.subject, text_en=canary("story")),
        }
        add_alias(self.person, name=canary("other-names"), kind=Alias.Kind.COVER, actor=a_user())
        self.request: SupportRequest = a_request(self.case, detail=canary("needs"))
        # What only a claim says, what ended, what was taken back, and what another case asks for, is told to nobody.
        a_fact(Statement, subject=self.subject, text_en=canary("never-claim"), accepted=False)
        retract_fact(
            a_fact(MilitaryService, subject=self.subject, unit=canary("never-retracted")), reason="No.", actor=a_user()
        )
        a_request(a_case(self.subject), detail=canary("never-other-case"))
        past = {"began": Span.parse("2017"), "ended": Span.parse("2018")}
        a_fact(Stay, subject=self.subject, location=self.place_called("never-past"), **past)

    def place_called(self, word: str, **more: Any) -> Location:
        """A place of this name, a country unless said otherwise."""
        place = a_place(f"canary-{word}", **more)
        place.label_en = place.label_es = canary(word)
        place.save()
        return place

    @property
    def words(self) -> dict[FieldClass, list[str]]:
        """The words that the page of each part shows without being asked."""
        found = {part: [canary(part.value)] for part in PARTS}
        found[FieldClass.DOCUMENTS] = found[FieldClass.FAMILY] = []
        return found

    def keep_open(self, partner: User | None = None) -> Referral:
        """Refer what they need for another purpose as well, so that row security goes on opening the file."""
        actor = Partnership.objects.get(user=partner or self.partner).actor
        scope: dict[str, Any] = {"recipient": actor, "purpose": Purpose.WORK, "classes": [FieldClass.NEEDS]}
        scope["until"] = timezone.localdate() + timedelta(days=90)
        a_consent(self.subject, **scope)
        return a_referral(self.case, **scope)

    def shown(self, referral: Referral) -> str:
        """The partner's page, or "" where it is missing."""
        answer = self.client.get(referral.get_absolute_url())
        return answer.content.decode() if answer.status_code == 200 else ""

    def seen(self, referral: Referral) -> set[FieldClass]:
        """The parts of which a word stands on the partner's page."""
        page = self.shown(referral)
        assert "never" not in page
        assert str(self.subject.public_id) not in page
        assert self.case.reference not in page
        told = {part: [*self.words[part], f'id="part-{part.value}"'] for part in PARTS}
        return {part for part in PARTS if page and all(word in page for word in told[part])}

    def reveal(self, referral: Referral, part: FieldClass) -> Any:
        """Ask for the masked value of a part."""
        slug, name = MASKED[part]
        return self.client.post(
            reverse("cases:reveal_referred", args=[referral.public_id, slug, self.facts[slug].public_id, name])
        )
