from __future__ import annotations

from typing import Self, TypeVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

TermT = TypeVar("TermT", bound="Term")


class TermQuerySet(models.QuerySet[TermT]):
    """Entries of a vocabulary, many at a time."""

    def get_by_natural_key(self, code: str) -> TermT:
        """Find the entry that fixtures name by `code`."""
        return self.get(code=code)

    def offered(self) -> Self:
        """Entries that forms offer; retired ones stay readable where they were used."""
        return self.filter(retired=False)


class Term(models.Model):
    """One entry of a vocabulary that administrators extend, with its label in both languages."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    label_en = models.CharField(_("label in English"), max_length=120)
    label_es = models.CharField(_("label in Spanish"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position in lists"), default=100)
    retired = models.BooleanField(_("no longer offered"), default=False)

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("position", "code")

    def __str__(self) -> str:
        return self.label

    def natural_key(self) -> tuple[str]:
        """Fixtures name an entry by its code."""
        return (self.code,)

    @property
    def label(self) -> str:
        """The label in the reader's language."""
        return self.label_es if (get_language() or "").startswith("es") else self.label_en
