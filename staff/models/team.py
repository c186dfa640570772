from __future__ import annotations

from typing import ClassVar, Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _


class TeamQuerySet(models.QuerySet["Team"]):
    """Teams, many at a time."""

    def get_by_natural_key(self, code: str) -> Team:
        """Find the team that fixtures name by `code`."""
        return self.get(code=code)

    def of(self, user: models.Model) -> Self:
        """Teams in which the user works today."""
        return self.filter(memberships__user=user)


@pghistory.track()
class Team(models.Model):
    """An office: the people who share files. Teams form a tree, usually by country."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )

    objects: ClassVar[models.Manager[Team]] = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        """Fixtures name a team by its code."""
        return (self.code,)
