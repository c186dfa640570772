from __future__ import annotations

from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.models.term import Term
from staff.encryption.fields import EncryptedTextField


class LocationKind(Term):
    """Country, city, diplomatic mission, detention centre, shelter, …"""

    custodial = models.BooleanField(_("people are held there"), default=False)

    class Meta(Term.Meta):
        verbose_name = _("kind of location")
        verbose_name_plural = _("kinds of location")


class LocationQuerySet(models.QuerySet["Location"]):
    """Places, many at a time."""

    def get_by_natural_key(self, code: str) -> Location:
        """Find the place that fixtures name by `code`."""
        return self.get(code=code)

    def within(self, place: Location) -> Self:
        """The place itself and everything below it in the tree."""
        return self.filter(path__startswith=place.path)

    def countries(self) -> Self:
        """Countries only."""
        return self.filter(kind__code="country")


@pghistory.track()
class Location(models.Model):
    """A place, within a larger place."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    kind = models.ForeignKey(LocationKind, verbose_name=_("kind"), on_delete=models.PROTECT, related_name="locations")
    parent = models.ForeignKey(
        "self", verbose_name=_("within"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    # Codes from the root down, each followed by a slash: everything below a place begins with its path.
    path = models.CharField(max_length=400, unique=True, editable=False)
    label_en = models.CharField(_("name in English"), max_length=160)
    label_es = models.CharField(_("name in Spanish"), max_length=160)
    authority = models.ForeignKey(
        "people.Actor", verbose_name=_("authority"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    address = EncryptedTextField(_("exact address"), max_length=300, multiline=True, blank=True, default="")
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)

    objects = LocationQuerySet.as_manager()

    class Meta:
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        ordering = ("path",)
        constraints = [
            models.CheckConstraint(
                name="location_is_not_within_itself",
                condition=Q(parent=None) | ~Q(parent=F("id")),
                violation_error_message=_("A place cannot lie within itself: choose a larger place."),
            ),
            models.CheckConstraint(
                name="location_path_ends_in_its_code",
                condition=Q(path__endswith=Concat(F("code"), models.Value("/"))),
                violation_error_message=_("The path of a place ends in its code."),
            ),
            models.CheckConstraint(
                name="coordinates_come_in_pairs_on_earth",
                condition=Q(latitude=None, longitude=None)
                # Said outright, because a comparison with an empty column is neither true nor false, and so would pass.
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__gte=-90,
                    latitude__lte=90,
                    longitude__gte=-180,
                    longitude__lte=180,
                ),
                violation_error_message=_(
                    "Give both a latitude from -90 to 90 and a longitude from -180 to 180, or neither."
                ),
            ),
        ]
        indexes = [models.Index(fields=["path"], name="location_path_prefix", opclasses=["varchar_pattern_ops"])]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """The page of this place."""
        return reverse("people:location", args=[self.code])

    def natural_key(self) -> tuple[str]:
        """Fixtures name a place by its code."""
        return (self.code,)

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return self.label_es if (get_language() or "").startswith("es") else self.label_en

    @property
    def depth(self) -> int:
        """How many larger places this one lies within."""
        return self.path.count("/") - 1
