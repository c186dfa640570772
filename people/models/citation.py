from __future__ import annotations

import uuid
from functools import reduce
from operator import or_
from typing import Any, TypeVar

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.models.actor import Actor
from people.models.cohort import CohortOverlap, Identification
from people.models.contact import ContactMethod
from people.models.document import IdentityDocument
from people.models.fact import Fact
from people.models.kinship import Kinship
from people.models.legal_status import LegalStatus
from people.models.promise import Promise, PromiseAccount
from people.models.service import MilitaryService
from people.models.source import Passage
from people.models.statement import Statement
from people.models.stay import Stay
from people.models.subject import Subject
from staff.encryption.fields import EncryptedTextField

AttributionT = TypeVar("AttributionT", bound="Attribution")


class AttributionQuerySet(models.QuerySet[AttributionT]):
    """Who says so, many at a time."""

    def get_by_natural_key(self, public_id: str) -> AttributionT:
        """Find the attribution that fixtures name by its public id."""
        return self.get(public_id=public_id)


class Attribution(models.Model):
    """Who says something, where, in what manner, and how sure we are of it."""

    class Mode(models.TextChoices):
        ASSERTED = "asserted", _("stated by the source")
        REPORTED = "reported", _("reported by the source")
        QUOTED = "quoted", _("quoted")
        CLAIMED = "claimed", _("claimed")
        DENIED = "denied", _("denied")

    class Certainty(models.TextChoices):
        VERIFIED = "verified", _("verified")
        PROBABLE = "probable", _("probable")
        UNVERIFIED = "unverified", _("unverified")
        CONTRADICTED = "contradicted", _("contradicted")

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    passage = models.ForeignKey(Passage, verbose_name=_("passage"), on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(_("manner"), max_length=10, choices=Mode, default=Mode.ASSERTED)
    certainty = models.CharField(_("certainty"), max_length=12, choices=Certainty, default=Certainty.UNVERIFIED)
    speaker_actor = models.ForeignKey(
        Actor, verbose_name=_("speaker"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    speaker_subject = models.ForeignKey(
        Subject, verbose_name=_("speaker on file"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    inferred_en = EncryptedTextField(_("what was inferred and why, English"), max_length=300, blank=True, default="")
    inferred_es = EncryptedTextField(_("what was inferred and why, Spanish"), max_length=300, blank=True, default="")

    objects = AttributionQuerySet.as_manager()

    # When the speaker's file is erased, what they said of somebody else stays said: by an erased file.
    lets_go = {"speaker_subject": ()}

    class Meta:
        abstract = True
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_has_a_speaker_unless_the_source_speaks",
                condition=Q(mode="asserted", speaker_actor=None, speaker_subject=None)
                | (
                    ~Q(mode="asserted")
                    & (
                        Q(speaker_actor__isnull=False, speaker_subject=None)
                        | Q(speaker_actor=None, speaker_subject__isnull=False)
                    )
                ),
                violation_error_message=_(
                    "What the source itself states has no other speaker; "
                    "anything else has exactly one: an actor or someone on file."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {str(self.public_id)[:8]}"

    def natural_key(self) -> tuple[str]:
        """Fixtures name an attribution by its public id."""
        return (str(self.public_id),)

    @property
    def inferred(self) -> str:
        """What we inferred and why, in the reader's language if we have it, else in the other."""
        first, second = self.inferred_en, self.inferred_es
        if (get_language() or "").startswith("es"):
            first, second = second, first
        return first or second


# The column of `Citation` for each kind of thing it can belong to.
# `subject` is for who someone is: a name, the size of a group.
CITABLE: dict[str, type[models.Model]] = {
    "subject": Subject,
    "service": MilitaryService,
    "stay": Stay,
    "legal_status": LegalStatus,
    "kinship": Kinship,
    "contact_method": ContactMethod,
    "identity_document": IdentityDocument,
    "identification": Identification,
    "overlap": CohortOverlap,
    "statement": Statement,
    "promise": Promise,
    "promise_account": PromiseAccount,
}


def exactly_one_of(names: list[str]) -> Q:
    """A condition: one of these columns is filled and all the others are empty."""
    return reduce(or_, (Q(**{f"{other}__isnull": other != name for other in names}) for name in names))


def _owner(model: type[models.Model]) -> Any:
    return models.ForeignKey(
        model,
        verbose_name=model._meta.verbose_name,
        null=True,
        blank=True,
        on_delete=models.CASCADE if model is Subject else models.PROTECT,
        related_name="citations",
    )


@pghistory.track()
class Citation(Attribution):
    """Ties one fact to one passage."""

    subject = _owner(Subject)
    service = _owner(MilitaryService)
    stay = _owner(Stay)
    legal_status = _owner(LegalStatus)
    kinship = _owner(Kinship)
    contact_method = _owner(ContactMethod)
    identity_document = _owner(IdentityDocument)
    identification = _owner(Identification)
    overlap = _owner(CohortOverlap)
    statement = _owner(Statement)
    promise = _owner(Promise)
    promise_account = _owner(PromiseAccount)

    class Meta(Attribution.Meta):
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            *Attribution.Meta.constraints,
            models.CheckConstraint(
                name="citation_belongs_to_exactly_one_fact",
                condition=exactly_one_of(list(CITABLE)),
                violation_error_message=_("A citation belongs to exactly one fact."),
            ),
        ]

    @property
    def fact(self) -> Fact | Subject | CohortOverlap:
        """What this citation supports; costs a query unless it was fetched along."""
        name = next(name for name in CITABLE if getattr(self, f"{name}_id") is not None)
        found: Fact | Subject | CohortOverlap = getattr(self, name)
        return found
