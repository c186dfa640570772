from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models.fact import Fact
from people.models.location import Location
from people.models.subject import Subject
from staff.encryption.fields import EncryptedTextField

# Relatives who stayed behind are whom the people we serve are threatened with.
HOME = "venezuela/"


@pghistory.track()
class Kinship(Fact):
    """A relative of a person or of a group's members; often known only as “his wife, in Venezuela”."""

    class Relation(models.TextChoices):
        PARTNER = "partner", _("Wife, husband or partner")
        CHILD = "child", _("Son or daughter")
        PARENT = "parent", _("Mother or father")
        SIBLING = "sibling", _("Brother or sister")
        FAMILY = "family", _("Family, not said who")
        OTHER = "other", _("Other relative")

    subject = models.ForeignKey(Subject, verbose_name=_("subject"), on_delete=models.PROTECT, related_name="kinships")
    relation = models.CharField(_("relation"), max_length=10, choices=Relation)
    relative = models.ForeignKey(
        Subject,
        verbose_name=_("relative on file"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="kin_of",
    )
    described_as = EncryptedTextField(
        _("described as"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("When the relative has no file: who it is."),
    )
    location = models.ForeignKey(
        Location, verbose_name=_("where"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    # When the relative's own file is erased, the fact stays on the file that it is about and says no longer who it is.
    lets_go = {"relative": ("relative", "described_as", "location")}

    class Meta(Fact.Meta):
        verbose_name = _("relative")
        verbose_name_plural = _("relatives")
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                name="nobody_is_their_own_relative",
                condition=Q(relative=None) | ~Q(relative=F("subject")),
                violation_error_message=_("Nobody is their own relative: choose another person."),
            ),
        ]

    @property
    def stayed_behind(self) -> bool:
        """Whether the relative lives in Venezuela, or may: nobody has said where."""
        return self.location is None or self.location.path.startswith(HOME)

    def keeps_back(self, name: str) -> bool:
        """Who and where is kept back of those who stayed behind; the country alone leads to nobody."""
        if name == "location" and self.location is not None and self.location.path == HOME:
            return False
        return self.stayed_behind
