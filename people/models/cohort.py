from __future__ import annotations

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.models.fact import Fact
from people.models.person import Person
from people.models.subject import Subject
from staff.encryption.fields import EncryptedTextField


class CohortQuerySet(models.QuerySet["Cohort"]):
    """Groups, many at a time."""

    def get_by_natural_key(self, public_id: str) -> Cohort:
        """Find the group whose subject fixtures name by its public id."""
        return self.get(subject__public_id=public_id)


@pghistory.track()
class Cohort(models.Model):
    """People known only together. Unknown sizes stay unknown and are never summed."""

    subject = models.OneToOneField(
        Subject, verbose_name=_("subject"), primary_key=True, on_delete=models.CASCADE, related_name="cohort"
    )
    description = EncryptedTextField(_("who they are"), max_length=1000, multiline=True, blank=True, default="")
    size_as_said = models.CharField(
        _("size as said"), max_length=80, blank=True, help_text=_("In the words of the source, such as “a handful”.")
    )
    size_as_said_es = models.CharField(
        _("size as said, in Spanish"),
        max_length=80,
        blank=True,
        default="",
        help_text=_("Empty where both languages use the same."),
    )
    at_least = models.PositiveIntegerField(_("at least"), null=True, blank=True)
    at_most = models.PositiveIntegerField(_("at most"), null=True, blank=True)

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        constraints = [
            models.CheckConstraint(
                name="cohort_bounds_are_ordered",
                condition=Q(at_most=None) | Q(at_least=None) | Q(at_most__gte=F("at_least")),
                violation_error_message=_("A group cannot be smaller than its smallest estimate."),
            )
        ]

    def __str__(self) -> str:
        return str(self.subject)

    def natural_key(self) -> tuple[str]:
        """Fixtures name a group by the public id of the subject."""
        return self.subject.natural_key()

    natural_key.dependencies = ["people.subject"]  # type: ignore[attr-defined]

    @property
    def size_in_words(self) -> str:
        """The size as said, in the reader's language if we have it, else as the source has it."""
        spanish = (get_language() or "").startswith("es")
        return self.size_as_said_es or self.size_as_said if spanish else self.size_as_said


# A dump by natural keys leaves primary keys out, and with this one the only tie to the subject.
Cohort._meta.get_field("subject").serialize = True  # type: ignore[attr-defined]  # the stubs lack it


class CohortOverlapQuerySet(models.QuerySet["CohortOverlap"]):
    """Overlaps, many at a time."""

    def get_by_natural_key(self, public_id: str) -> CohortOverlap:
        """Find the overlap that fixtures name by its public id."""
        return self.get(public_id=public_id)


@pghistory.track()
class CohortOverlap(models.Model):
    """Whether two groups share members. That it is not known is worth writing down: it forbids adding up."""

    class Extent(models.TextChoices):
        UNKNOWN = "unknown", _("Not known")
        NONE = "none", _("No one in common")
        SOME = "some", _("Some in common")
        WITHIN = "within", _("The first lies within the second")

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    one = models.ForeignKey(Cohort, verbose_name=_("one group"), on_delete=models.CASCADE, related_name="overlaps")
    other = models.ForeignKey(
        Cohort, verbose_name=_("other group"), on_delete=models.CASCADE, related_name="overlapped_by"
    )
    extent = models.CharField(_("in common"), max_length=10, choices=Extent, default=Extent.UNKNOWN)

    objects = CohortOverlapQuerySet.as_manager()

    class Meta:
        verbose_name = _("overlap of groups")
        verbose_name_plural = _("overlaps of groups")
        constraints = [
            models.CheckConstraint(
                name="cohort_overlaps_another_cohort",
                condition=~Q(one=F("other")),
                violation_error_message=_("A group cannot overlap itself: choose another group."),
            ),
            models.UniqueConstraint(
                fields=["one", "other"],
                name="one_overlap_per_pair",
                violation_error_message=_("The overlap of these two groups is already on file."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} · {self.other}"

    def natural_key(self) -> tuple[str]:
        """Fixtures name an overlap by its public id."""
        return (str(self.public_id),)


@pghistory.track()
class Identification(Fact):
    """A member of a group who became known by name; the trace stays on both."""

    cohort = models.ForeignKey(
        Cohort, verbose_name=_("group"), on_delete=models.PROTECT, related_name="identifications"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="identifications"
    )

    class Meta(Fact.Meta):
        verbose_name = _("identification")
        verbose_name_plural = _("identifications")
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=["cohort", "person"],
                condition=Q(retracted_at=None),
                name="identified_once_per_cohort",
                violation_error_message=_("This person is already identified as a member of this group."),
            ),
        ]
