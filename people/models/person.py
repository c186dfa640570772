from __future__ import annotations

import uuid

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.fields import EncryptedSpanField
from people.models.subject import Subject
from staff.encryption.fields import EncryptedTextField


class PersonQuerySet(models.QuerySet["Person"]):
    """Persons, many at a time."""

    def get_by_natural_key(self, public_id: str) -> Person:
        """Find the person whose subject fixtures name by its public id."""
        return self.get(subject__public_id=public_id)


@pghistory.track()
class Person(models.Model):
    """One human being known by name."""

    class Sex(models.TextChoices):
        FEMALE = "female", _("Female")
        MALE = "male", _("Male")
        OTHER = "other", _("Other")
        UNKNOWN = "unknown", _("Not known")

    subject = models.OneToOneField(
        Subject, verbose_name=_("subject"), primary_key=True, on_delete=models.CASCADE, related_name="person"
    )
    given_names = EncryptedTextField(_("given names"), max_length=100, blank=True, default="")
    family_names = EncryptedTextField(_("family names"), max_length=100, blank=True, default="")
    birth = EncryptedSpanField(_("born"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=10, choices=Sex, default=Sex.UNKNOWN)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")

    def __str__(self) -> str:
        return str(self.subject)

    def natural_key(self) -> tuple[str]:
        """Fixtures name a person by the public id of the subject."""
        return self.subject.natural_key()

    natural_key.dependencies = ["people.subject"]  # type: ignore[attr-defined]

    @property
    def full_name(self) -> str:
        """Given and family names as they are written."""
        return f"{self.given_names} {self.family_names}".strip()


# A dump by natural keys leaves primary keys out, and with this one the only tie to the subject.
Person._meta.get_field("subject").serialize = True  # type: ignore[attr-defined]  # the stubs lack it


class AliasQuerySet(models.QuerySet["Alias"]):
    """Other names, many at a time."""

    def get_by_natural_key(self, public_id: str) -> Alias:
        """Find the other name that fixtures name by its public id."""
        return self.get(public_id=public_id)


@pghistory.track()
class Alias(models.Model):
    """Another name a person goes by."""

    class Kind(models.TextChoices):
        SPELLING = "spelling", _("Other spelling")
        NICKNAME = "nickname", _("Nickname")
        COVER = "cover", _("Cover name")
        FORMER = "former", _("Former name")

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="aliases")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SPELLING)
    name = EncryptedTextField(_("name"), max_length=200)

    objects = AliasQuerySet.as_manager()

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ("id",)

    def __str__(self) -> str:
        return self.get_kind_display()

    def natural_key(self) -> tuple[str]:
        """Fixtures name an other name by its public id."""
        return (str(self.public_id),)
