from __future__ import annotations

from typing import ClassVar, Self

import pghistory
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.models.location import Location


class ActorQuerySet(models.QuerySet["Actor"]):
    """Actors, many at a time."""

    def get_by_natural_key(self, code: str) -> Actor:
        """Find the actor that fixtures name by `code`."""
        return self.get(code=code)

    def partners(self) -> Self:
        """Those that can be asked for support: nothing of anybody's file is shared with others."""
        return self.filter(provides_support=True)


@pghistory.track()
class Actor(models.Model):
    """An organisation, government or public figure that speaks, promises or provides; never someone we serve."""

    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("Government")
        AUTHORITY = "authority", _("Authority")
        ORGANISATION = "organisation", _("Organisation")
        OUTLET = "outlet", _("News outlet")
        FIGURE = "figure", _("Public figure")
        OTHER = "other", _("Other")

    code = models.SlugField(_("code"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    label_en = models.CharField(_("name in English"), max_length=160)
    label_es = models.CharField(_("name in Spanish"), max_length=160)
    country = models.ForeignKey(
        Location, verbose_name=_("country"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    provides_support = models.BooleanField(_("can be asked for support"), default=False)

    objects: ClassVar[models.Manager[Actor]] = ActorQuerySet.as_manager()

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering = ("label_en",)

    def __str__(self) -> str:
        return self.label

    def natural_key(self) -> tuple[str]:
        """Fixtures name an actor by its code."""
        return (self.code,)

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return self.label_es if (get_language() or "").startswith("es") else self.label_en
